/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup of a large vault on a real disk. The argument says how many MiB of rows are in it: beyond 1024
 * the database has a page with the lock bytes, which SQLite leaves out. */
#include "config.h"

#include "hearth-backup.h"
#include "hearth-db-private.h"

#include <string.h>

#define USER "Оксана Приклад"
#define LOCK_BYTE_PAGE 262145
#define ROW_MIB 4

static guint n_mib = 8;

typedef struct
{
  char *parent;
  char *path;
  char *new_path;
  char *backup;
  HearthVault *vault;
  HearthSecret *passphrase;
} Fixture;

typedef struct
{
  HearthVault *vault;
  const char *sql;
  gint64 number;
} Job;

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE %s.t (n INTEGER PRIMARY KEY, b BLOB)",
                                          hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };

static gboolean
count_cb (HearthDb *db, gint64 *n_cases, GError **error)
{
  return _hearth_db_query_int (db, "SELECT count (*) FROM core.t", n_cases, error);
}

static void
fill_on_writer (gpointer data)
{
  const Job *job = data;
  HearthDb *db = hearth_vault_get_writer (job->vault);

  for (guint i = 0; i < n_mib / ROW_MIB; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (hearth_db_begin (db, &error));
      g_assert_true (hearth_db_exec (db, job->sql, &error));
      g_assert_true (hearth_db_commit (db, &error));
      g_assert_no_error (error);
    }
}

static void
ask_on_reader (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      _hearth_db_query_int (hearth_vault_get_reader (job->vault), job->sql, &job->number, &error));
  g_assert_no_error (error);
}

static gint64
ask (HearthVault *vault, const char *sql)
{
  Job job = { vault, sql, 0 };

  hearth_worker_call_sync (hearth_vault_get_reader_worker (vault), ask_on_reader, &job);
  return job.number;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char words[] = "тиха вода греблю рве";
  g_autoptr (GError) error = NULL;
  Job job;

  self->parent = g_dir_make_tmp ("hearth-backup-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->parent, "Large.hearth", NULL);
  self->new_path = g_build_filename (self->parent, "New.hearth", NULL);
  self->backup = g_build_filename (self->parent, "large.tar", NULL);
  self->passphrase = hearth_secret_new ((const guint8 *) words, strlen (words));
  self->vault = hearth_vault_new (self->path, &schema);
  g_assert_true (hearth_vault_create (self->vault, USER, self->passphrase,
                                      HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error));
  job = (Job){ .vault = self->vault,
               .sql = "INSERT INTO core.t (b) VALUES (zeroblob (4 * 1024 * 1024))" };
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), fill_on_writer, &job);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  int parent = hearth_fs_get_default ()->open_folder (NULL, -1, "/");

  hearth_vault_lock (self->vault, FALSE);
  g_object_unref (self->vault);
  hearth_fs_remove_tree (hearth_fs_get_default (), parent, self->parent + 1);
  hearth_fs_get_default ()->close (NULL, parent);
  hearth_secret_unref (self->passphrase);
  g_free (self->parent);
  g_free (self->path);
  g_free (self->new_path);
  g_free (self->backup);
}

static void
check_restored (Fixture *self, gint64 n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthVault) vault = hearth_vault_new (self->new_path, &schema);

  g_assert_true (hearth_vault_unlock (vault, USER, self->passphrase, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (vault, "PRAGMA core.page_count"), ==, n_pages);
  g_assert_cmpint (ask (vault, "SELECT count (*) FROM core.t WHERE length (b) = 4194304"), ==,
                   n_mib / ROW_MIB);
  hearth_vault_lock (vault, FALSE);
}

static void
test_all_of_it_comes_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupReport) made = NULL;
  g_autoptr (HearthBackupReport) proven = NULL;
  g_autoptr (HearthBackupReport) restored = NULL;
  gint64 n_pages = ask (self->vault, "PRAGMA core.page_count");

  if (n_mib > 1024)
    g_assert_cmpint (n_pages, >, LOCK_BYTE_PAGE);
  made = hearth_backup_create (self->vault, self->backup, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (made->size_bytes, >, (guint64) n_mib << 20);
  g_test_message ("writer and reader stood still for %" G_GINT64_FORMAT " ms",
                  made->pause_us / 1000);
  proven = hearth_backup_verify (self->vault, self->backup, count_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (proven->n_cases, ==, n_mib / ROW_MIB);
  restored = hearth_backup_restore (self->backup, self->new_path, USER, self->passphrase, count_cb,
                                    NULL, NULL, &error);
  g_assert_no_error (error);
  hearth_vault_lock (self->vault, FALSE);
  check_restored (self, n_pages);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_mib = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  hearth_vault_global_init ();
  g_test_add ("/vault/backup-large/all-of-it-comes-back", Fixture, NULL, set_up,
              test_all_of_it_comes_back, tear_down);
  return g_test_run ();
}
