/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disk says when it fails reaches people under the right code: through SQLite, which keeps only
 * a number of its own, and beside it. */
#include "config.h"

#include "hearth-vault-error-private.h"
#include "hearth-vault.h"
#include "spy-vfs.h"
#include "store-fixture.h"

#include <errno.h>

typedef struct
{
  const char *name;
  int number;
  HearthVaultError expected;
} Trouble;

/* clang-format off */
static const Trouble troubles[] = {
  { "full disk",          ENOSPC,  HEARTH_VAULT_ERROR_DISK_FULL },
  { "quota",              EDQUOT,  HEARTH_VAULT_ERROR_DISK_FULL },
  { "read-only medium",   EROFS,   HEARTH_VAULT_ERROR_READ_ONLY },
  { "foreign file",       EACCES,  HEARTH_VAULT_ERROR_READ_ONLY },
  { "failing medium",     EIO,     HEARTH_VAULT_ERROR_IO },
  { "vanished medium",    ENODEV,  HEARTH_VAULT_ERROR_IO },
  { "stale mount",        ESTALE,  HEARTH_VAULT_ERROR_IO },
  { "too large for FAT",  EFBIG,   HEARTH_VAULT_ERROR_FILE_SYSTEM },
  { "too many files",     EMFILE,  HEARTH_VAULT_ERROR_NO_MEMORY },
  { "short of memory",    ENOMEM,  HEARTH_VAULT_ERROR_NO_MEMORY },
};
/* clang-format on */

static HearthFs failing_fs;
static int side_failure;

static int
failing_write (gpointer data, int fd, gconstpointer buffer, gsize length, gint64 offset)
{
  if (side_failure != 0)
    return -side_failure;
  return hearth_fs_get_default ()->write (data, fd, buffer, length, offset);
}

static gssize
failing_read (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset)
{
  if (side_failure != 0)
    return -side_failure;
  return hearth_fs_get_default ()->read (data, fd, buffer, length, offset);
}

static void
begin (Store *store)
{
  spy_vfs_register ();
  spy_vfs_reset ();
  store_init (store);
  failing_fs = *hearth_fs_get_default ();
  failing_fs.write = failing_write;
  failing_fs.read = failing_read;
  side_failure = 0;
  store->base = "spy";
  store->fs = &failing_fs;
  store_create (store);
  store_exec (store, "CREATE TABLE core.t (a); INSERT INTO core.t VALUES (1)");
}

static void
end (Store *store)
{
  spy_vfs_fail_with (0);
  side_failure = 0;
  store_clear (store);
}

/* The table is saved when the journal begins: what fails there comes through a HearthFs. */
static void
check_commit (Store *store, const Trouble *trouble)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hearth_db_begin (store->db, NULL));
  if (hearth_db_exec (store->db, "INSERT INTO core.t VALUES (2)", &error))
    hearth_db_commit (store->db, &error);
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) trouble->expected);
  hearth_db_rollback (store->db);
}

static void
test_failing_write_of_a_database_has_its_code (gconstpointer data)
{
  const Trouble *trouble = data;
  Store store;

  begin (&store);
  spy_vfs_fail_with (trouble->number);
  check_commit (&store, trouble);
  spy_vfs_fail_with (0);
  g_assert_cmpint (store_query_int (&store, "SELECT count(*) FROM core.t"), ==, 1);
  end (&store);
}

static void
test_failing_write_of_a_table_has_its_code (gconstpointer data)
{
  const Trouble *trouble = data;
  Store store;

  begin (&store);
  g_assert_true (_hearth_db_checkpoint (store.db, HEARTH_COMPARTMENT_CORE, TRUE, NULL));
  side_failure = trouble->number;
  check_commit (&store, trouble);
  side_failure = 0;
  g_assert_cmpint (store_query_int (&store, "SELECT count(*) FROM core.t"), ==, 1);
  end (&store);
}

/* An error that the vault makes itself is not explained with one of yesterday. */
static void
test_refusal_is_not_blamed_on_an_older_failure (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;
  Store store;

  begin (&store);
  spy_vfs_fail_with (EROFS);
  check_commit (&store, &troubles[2]);
  spy_vfs_fail_with (0);
  store_exec (&store, "INSERT INTO core.t VALUES (zeroblob (100000))");
  g_assert_true (_hearth_db_checkpoint (store.db, HEARTH_COMPARTMENT_CORE, TRUE, NULL));
  store_close (&store);

  store_read (&store, "core.db", &bytes, &size);
  for (gsize at = 2 * 4096; at < size; at += 4096)
    bytes[at] ^= 1;
  store_write (&store, "core.db", bytes, size);
  if (store_open (&store, &error))
    hearth_db_exec (store.db, "SELECT sum (length (hex (a))) FROM core.t", &error);
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED);
  end (&store);
}

static void
test_disk_that_does_not_answer_has_not_lost_the_table (void)
{
  g_autoptr (GError) error = NULL;
  Store store;

  begin (&store);
  store_close (&store);
  side_failure = EIO;
  g_assert_false (store_open (&store, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
  side_failure = 0;
  g_assert_true (store_open (&store, NULL));
  end (&store);
}

static void
test_missing_side_files_are_a_lost_table (void)
{
  g_autoptr (GError) error = NULL;
  Store store;

  begin (&store);
  store_close (&store);
  store_remove (&store, "core.fresh0");
  store_remove (&store, "core.fresh1");
  g_assert_false (store_open (&store, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST);
  end (&store);
}

static void
test_every_errno_has_a_code_and_back (void)
{
  for (int number = 1; number < 134; number++)
    {
      g_autoptr (GError) error = NULL;

      _hearth_vault_set_errno_error (&error, number, "try");
      g_assert_nonnull (error);
      g_assert_true (error->domain == HEARTH_VAULT_ERROR);
      /* What passes through SQLite as an errno comes out as it went in. */
      if (error->code != HEARTH_VAULT_ERROR_EXISTS)
        {
          g_autoptr (GError) again = NULL;

          _hearth_vault_set_errno_error (
              &again, _hearth_vault_errno_of ((HearthVaultError) error->code), "try");
          g_assert_cmpint (again->code, ==, error->code);
        }
    }
}

static void
test_every_result_of_sqlite_has_a_code (void)
{
  for (int primary = SQLITE_ERROR; primary <= SQLITE_NOTADB; primary++)
    {
      for (int extension = 0; extension < 40; extension++)
        {
          g_autoptr (GError) error = NULL;

          _hearth_vault_set_sqlite_errno_error (&error, primary | extension << 8, 0, "try");
          g_assert_nonnull (error);
          if (primary == SQLITE_FULL)
            g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL);
          else if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
            g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED);
          else if (primary == SQLITE_INTERRUPT)
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
    }
}

static void
add_table (const char *path, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *name = g_strconcat ("/vault/trouble/", path, "/", troubles[i].name, NULL);

      g_test_add_data_func (g_strdelimit (name, " ", '-'), &troubles[i], func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  add_table ("failing-write-of-a-database-has-its-code",
             test_failing_write_of_a_database_has_its_code);
  add_table ("failing-write-of-a-table-has-its-code", test_failing_write_of_a_table_has_its_code);
  g_test_add_func ("/vault/trouble/refusal-is-not-blamed-on-an-older-failure",
                   test_refusal_is_not_blamed_on_an_older_failure);
  g_test_add_func ("/vault/trouble/disk-that-does-not-answer-has-not-lost-the-table",
                   test_disk_that_does_not_answer_has_not_lost_the_table);
  g_test_add_func ("/vault/trouble/missing-side-files-are-a-lost-table",
                   test_missing_side_files_are_a_lost_table);
  g_test_add_func ("/vault/trouble/every-errno-has-a-code-and-back",
                   test_every_errno_has_a_code_and_back);
  g_test_add_func ("/vault/trouble/every-result-of-sqlite-has-a-code",
                   test_every_result_of_sqlite_has_a_code);
  return g_test_run ();
}
