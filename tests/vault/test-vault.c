/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vault's life: made, locked, unlocked, refused. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-header-copy.h"
#include "hearth-stmt.h"
#include "hearth-vault.h"

#include "spy-vfs.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define MARKER "Вигаданенко"
#define USER "Оксана Приклад"

typedef struct
{
  char *parent;
  char *path;
  HearthVault *vault;
  HearthSecret *passphrase;
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *sql;
  gint64 value;
  GError *error;
} Job;

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("CREATE TABLE %s.t (a INTEGER PRIMARY KEY, b TEXT);"
                       "INSERT INTO %s.t VALUES (1, 'first')",
                       hearth_compartment_get_name (cmp), hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };

static HearthSecret *
secret_of (const char *text)
{
  return hearth_secret_new ((const guint8 *) text, strlen (text));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  self->parent = g_dir_make_tmp ("hearth-vault-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->parent, "test.hearth", NULL);
  self->vault = hearth_vault_new (self->path, &schema);
  self->passphrase = secret_of ("тиха вода греблю рве");
}

static void
create (Fixture *self)
{
  GError *error = NULL;

  g_assert_true (hearth_vault_create (self->vault, USER, self->passphrase,
                                      HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error));
  g_assert_no_error (error);
  g_assert_true (hearth_vault_is_unlocked (self->vault));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  int parent = hearth_fs_get_default ()->open_folder (NULL, -1, "/");

  /* A pool thread may still be letting go of the task that it answered. */
  while (g_atomic_int_get (&G_OBJECT (self->vault)->ref_count) > 1)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (self->vault);
  hearth_fs_remove_tree (hearth_fs_get_default (), parent, self->parent + 1);
  hearth_fs_get_default ()->close (NULL, parent);
  g_free (self->parent);
  g_free (self->path);
  hearth_secret_unref (self->passphrase);
}

static void
write_on_worker (gpointer data)
{
  Job *job = data;
  HearthDb *db = hearth_vault_get_writer (job->fixture->vault);

  if (hearth_db_begin (db, &job->error) && !hearth_db_exec (db, job->sql, &job->error))
    hearth_db_rollback (db);
  else if (job->error == NULL)
    hearth_db_commit (db, &job->error);
}

static void
read_on_worker (gpointer data)
{
  Job *job = data;
  HearthDb *db = hearth_vault_get_reader (job->fixture->vault);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, job->sql, &job->error);
  gboolean has_row = FALSE;

  if (stmt != NULL && hearth_stmt_step (stmt, &has_row, &job->error) && has_row)
    job->value = hearth_stmt_get_int (stmt, 0);
}

static void
write_sql (Fixture *self, const char *sql)
{
  Job job = { .fixture = self, .sql = sql };

  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), write_on_worker, &job);
  g_assert_no_error (job.error);
}

static gint64
read_int (Fixture *self, const char *sql)
{
  Job job = { .fixture = self, .sql = sql };

  hearth_worker_call_sync (hearth_vault_get_reader_worker (self->vault), read_on_worker, &job);
  g_assert_no_error (job.error);
  return job.value;
}

static void
unlock (Fixture *self)
{
  GError *error = NULL;

  hearth_vault_unlock (self->vault, USER, self->passphrase, &error);
  g_assert_no_error (error);
}

static void
expect_unlock_error (Fixture *self, const char *user, const char *passphrase, HearthVaultError code)
{
  g_autoptr (HearthSecret) secret = secret_of (passphrase);
  g_autoptr (GError) error = NULL;

  g_assert_false (hearth_vault_unlock (self->vault, user, secret, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) code);
  g_assert_false (hearth_vault_is_unlocked (self->vault));
}

static void
test_a_new_vault_is_open_for_its_owner (Fixture *self, gconstpointer data)
{
  const char *const *roles;
  guint64 memory = 0;
  guint passes = 0;

  g_assert_false (hearth_vault_exists (self->path));
  create (self);
  g_assert_true (hearth_vault_exists (self->path));
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    g_assert_true (hearth_vault_has (self->vault, (HearthCompartment) i));
  g_assert_true (hearth_vault_is_owner (self->vault));
  g_assert_cmpstr (hearth_vault_get_user_name (self->vault), ==, USER);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 1);
  g_assert_cmpuint (hearth_vault_get_warnings (self->vault), ==, 0);
  hearth_vault_get_kdf (self->vault, &memory, &passes);
  g_assert_cmpuint (memory, ==, HEARTH_VAULT_KDF_MEMORY_MIN);
  g_assert_cmpuint (passes, ==, 1);
  roles = hearth_vault_get_roles (self->vault);
  g_assert_cmpuint (g_strv_length ((char **) roles), ==, 10);
  g_assert_true (g_strv_contains (roles, "owner"));
  g_assert_true (g_strv_contains (roles, "tracing-officer"));
  g_assert_cmpint (read_int (self, "SELECT count (*) FROM medical.t"), ==, 1);
}

static void
test_what_was_written_is_there_after_unlocking (Fixture *self, gconstpointer data)
{
  HearthId id, dev, user;

  create (self);
  id = *hearth_vault_get_id (self->vault);
  dev = *hearth_vault_get_dev (self->vault);
  user = *hearth_vault_get_user_id (self->vault);
  write_sql (self, "INSERT INTO core.t (b) VALUES ('" MARKER "')");
  hearth_vault_lock (self->vault, FALSE);
  g_assert_false (hearth_vault_is_unlocked (self->vault));
  g_assert_false (hearth_vault_has (self->vault, HEARTH_COMPARTMENT_CORE));

  unlock (self);
  g_assert_cmpint (read_int (self, "SELECT count (*) FROM core.t WHERE b = '" MARKER "'"), ==, 1);
  g_assert_true (hearth_id_equal (&id, hearth_vault_get_id (self->vault)));
  g_assert_true (hearth_id_equal (&dev, hearth_vault_get_dev (self->vault)));
  g_assert_true (hearth_id_equal (&user, hearth_vault_get_user_id (self->vault)));
  g_assert_true (hearth_vault_is_owner (self->vault));
}

static void
test_a_panic_lock_loses_no_commit (Fixture *self, gconstpointer data)
{
  g_autofree char *wal = NULL;

  create (self);
  write_sql (self, "INSERT INTO core.t (b) VALUES ('x')");
  hearth_vault_lock (self->vault, TRUE);
  wal = g_build_filename (self->path, "core.db-wal", NULL);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  unlock (self);
  g_assert_cmpint (read_int (self, "SELECT count (*) FROM core.t"), ==, 2);
}

static void
test_names_are_folded_and_passphrases_are_not (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  create (self);
  hearth_vault_lock (self->vault, FALSE);
  expect_unlock_error (self, USER, "Тиха вода греблю рве", HEARTH_VAULT_ERROR_WRONG_KEY);
  g_assert_true (hearth_vault_unlock (self->vault, "  оксана ПРИКЛАД ", self->passphrase, &error));
  g_assert_no_error (error);
}

static void
test_a_wrong_name_or_passphrase_is_the_same_answer (Fixture *self, gconstpointer data)
{
  create (self);
  hearth_vault_lock (self->vault, FALSE);
  expect_unlock_error (self, USER, "інша", HEARTH_VAULT_ERROR_WRONG_KEY);
  expect_unlock_error (self, "Хтось Інший", "тиха вода греблю рве", HEARTH_VAULT_ERROR_WRONG_KEY);
}

static void
test_a_second_opening_is_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthVault) second = hearth_vault_new (self->path, &schema);
  g_autoptr (GError) error = NULL;

  create (self);
  g_assert_false (hearth_vault_unlock (second, USER, self->passphrase, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BUSY);
  hearth_vault_lock (self->vault, FALSE);
  g_clear_error (&error);
  g_assert_true (hearth_vault_unlock (second, USER, self->passphrase, &error));
  g_assert_no_error (error);
}

static void
test_creating_over_something_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  g_assert_false (hearth_vault_create (self->vault, USER, self->passphrase,
                                       HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_EXISTS);
  dir = g_dir_open (self->path, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_parameters_out_of_bounds_leave_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) empty = secret_of ("");
  g_autoptr (GDir) dir = NULL;
  GError *error = NULL;

  g_assert_false (hearth_vault_create (self->vault, USER, self->passphrase,
                                       HEARTH_VAULT_KDF_MEMORY_MIN - 1, 1, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_false (hearth_vault_create (self->vault, " ", self->passphrase,
                                       HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_false (
      hearth_vault_create (self->vault, USER, empty, HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_clear_error (&error);
  dir = g_dir_open (self->parent, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static gboolean
failing_migrate_cb (
    HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  if (cmp != HEARTH_COMPARTMENT_TRACING)
    return migrate_cb (db, cmp, to_version, data, error);
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL, "as arranged");
  return FALSE;
}

static void
test_a_creation_that_fails_leaves_nothing (Fixture *self, gconstpointer data)
{
  static const HearthSchema failing = { .version = 1, .migrate = failing_migrate_cb };
  g_autoptr (HearthVault) vault = hearth_vault_new (self->path, &failing);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_false (
      hearth_vault_create (vault, USER, self->passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL);
  dir = g_dir_open (self->parent, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_what_is_no_vault_is_said_to_be_none (Fixture *self, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (self->path, "lock", NULL);

  expect_unlock_error (self, USER, "x", HEARTH_VAULT_ERROR_NOT_A_VAULT);
  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  expect_unlock_error (self, USER, "x", HEARTH_VAULT_ERROR_NOT_A_VAULT);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

static void
remove_in_vault (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_a_missing_file_is_named_as_such (Fixture *self, gconstpointer data)
{
  create (self);
  hearth_vault_lock (self->vault, FALSE);
  remove_in_vault (self, "debrief.db");
  expect_unlock_error (self, USER, "тиха вода греблю рве", HEARTH_VAULT_ERROR_FILE_MISSING);
}

static void
test_lost_tables_are_named_as_such (Fixture *self, gconstpointer data)
{
  create (self);
  hearth_vault_lock (self->vault, FALSE);
  remove_in_vault (self, "core.fresh0");
  unlock (self);
  hearth_vault_lock (self->vault, FALSE);
  remove_in_vault (self, "core.fresh1");
  if (g_file_test (self->path, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *other = g_build_filename (self->path, "core.fresh0", NULL);

      g_unlink (other);
    }
  expect_unlock_error (self, USER, "тиха вода греблю рве", HEARTH_VAULT_ERROR_TABLE_LOST);
}

static void
flip (Fixture *self, const char *name, gsize at)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[at] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
test_one_damaged_header_is_repaired_by_the_other (Fixture *self, gconstpointer data)
{
  g_autofree char *first = g_build_filename (self->path, "header", NULL);
  g_autofree char *second = g_build_filename (self->path, "header.2", NULL);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  gsize n_a, n_b;

  create (self);
  hearth_vault_lock (self->vault, FALSE);
  flip (self, "header.2", 20000);
  unlock (self);
  hearth_vault_lock (self->vault, FALSE);
  remove_in_vault (self, "header");
  unlock (self);
  hearth_vault_lock (self->vault, FALSE);
  g_assert_true (g_file_get_contents (first, &a, &n_a, NULL));
  g_assert_true (g_file_get_contents (second, &b, &n_b, NULL));
  g_assert_cmpmem (a, n_a, b, n_b);
  flip (self, "header", 200);
  flip (self, "header.2", 200);
  expect_unlock_error (self, USER, "x", HEARTH_VAULT_ERROR_HEADER_DAMAGED);
}

static void
test_a_changed_passphrase_replaces_the_old_one (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) next = secret_of ("нова");
  g_autoptr (HearthSecret) wrong = secret_of ("не та");
  GError *error = NULL;

  create (self);
  g_assert_false (hearth_vault_change_passphrase (self->vault, wrong, next, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 1);

  g_assert_true (hearth_vault_change_passphrase (self->vault, self->passphrase, next, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 2);
  hearth_vault_lock (self->vault, FALSE);
  expect_unlock_error (self, USER, "тиха вода греблю рве", HEARTH_VAULT_ERROR_WRONG_KEY);
  g_assert_true (hearth_vault_unlock (self->vault, USER, next, &error));
  g_assert_no_error (error);
}

static void
test_a_pipe_in_the_place_of_a_header_is_not_waited_for (Fixture *self, gconstpointer data)
{
  g_autofree char *first = g_build_filename (self->path, "header", NULL);

  create (self);
  hearth_vault_lock (self->vault, FALSE);
  remove_in_vault (self, "header");
  g_assert_cmpint (mkfifo (first, 0600), ==, 0);
  unlock (self);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
}

/* What could not be written did not happen: the old passphrase is asked for again, and is right. */
static void
test_a_passphrase_that_could_not_be_stored_is_not_the_new_one (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) next = secret_of ("нова");
  g_autofree char *obstacle = g_build_filename (self->path, "header.2.new", NULL);
  GError *error = NULL;

  create (self);
  g_assert_cmpint (g_mkdir (obstacle, 0700), ==, 0);
  g_assert_false (hearth_vault_change_passphrase (self->vault, self->passphrase, next, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 1);
  g_assert_cmpint (g_rmdir (obstacle), ==, 0);

  /* A number that may be on the disk is not used twice. */
  hearth_vault_change_passphrase (self->vault, self->passphrase, next, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 3);
}

/* Both copies from before the change of a passphrase put back: the tables have seen a newer one. */
static void
test_an_older_header_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) next = secret_of ("нова");
  g_autofree char *first = g_build_filename (self->path, "header", NULL);
  g_autofree char *second = g_build_filename (self->path, "header.2", NULL);
  g_autofree char *old = NULL;
  gsize size;

  create (self);
  g_assert_true (g_file_get_contents (first, &old, &size, NULL));
  g_assert_true (hearth_vault_change_passphrase (self->vault, self->passphrase, next, NULL));
  write_sql (self, "INSERT INTO core.t (b) VALUES ('x')");
  hearth_vault_lock (self->vault, FALSE);
  g_assert_true (g_file_set_contents (first, old, (gssize) size, NULL));
  g_assert_true (g_file_set_contents (second, old, (gssize) size, NULL));
  expect_unlock_error (self, USER, "тиха вода греблю рве", HEARTH_VAULT_ERROR_OLDER);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **out = data;

  *out = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* Both copies lost: only what was kept elsewhere brings the vault back. */
static void
test_a_saved_header_brings_the_vault_back (Fixture *self, gconstpointer data)
{
  g_autofree char *first = g_build_filename (self->path, "header", NULL);
  g_autofree char *second = g_build_filename (self->path, "header.2", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GBytes) now = NULL;
  g_autoptr (GBytes) later = NULL;
  GError *error = NULL;

  create (self);
  now = hearth_vault_save_header (self->vault, &error);
  g_assert_no_error (error);
  hearth_vault_save_header_async (self->vault, NULL, on_done_cb, &saved);
  later = hearth_vault_save_header_finish (self->vault, await (&saved), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (now, later));

  g_cancellable_cancel (cancellable);
  hearth_vault_save_header_async (self->vault, cancellable, on_done_cb, &cancelled);
  g_assert_null (hearth_vault_save_header_finish (self->vault, await (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  hearth_vault_lock (self->vault, FALSE);
  g_assert_cmpint (g_unlink (first), ==, 0);
  g_assert_cmpint (g_unlink (second), ==, 0);
  expect_unlock_error (self, USER, "тиха вода греблю рве", HEARTH_VAULT_ERROR_HEADER_DAMAGED);
  hearth_vault_restore_header (self->path, later, USER, self->passphrase, NULL, &error);
  g_assert_no_error (error);
  unlock (self);
  g_assert_cmpint (read_int (self, "SELECT count (*) FROM core.t"), ==, 1);
}

static void
search_folder (const char *path, const char *marker, guint *n_files)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      g_autofree char *bytes = NULL;
      GStatBuf info;
      gsize size;

      g_assert_cmpint (g_stat (inner, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0077, ==, 0);
      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        {
          search_folder (inner, marker, n_files);
          continue;
        }
      g_assert_true (g_file_get_contents (inner, &bytes, &size, NULL));
      g_assert_false (spy_contains ((guint8 *) bytes, size, marker));
      (*n_files)++;
    }
}

static void
test_nothing_can_be_read_or_is_open_to_others (Fixture *self, gconstpointer data)
{
  guint n_files = 0;

  create (self);
  write_sql (self, "INSERT INTO debrief.t (b) VALUES ('" MARKER "')");
  for (guint pass = 0; pass < 2; pass++)
    {
      search_folder (self->path, MARKER, &n_files);
      search_folder (self->path, USER, &n_files);
      search_folder (self->path, "CREATE TABLE", &n_files);
      search_folder (self->path, "owner", &n_files);
      if (pass == 0)
        hearth_vault_lock (self->vault, FALSE);
    }
  g_assert_cmpuint (n_files, >, 4 * (2 + 1 + 3 * 7));
}

static void
test_the_window_creates_and_unlocks_without_waiting (Fixture *self, gconstpointer data)
{
  GAsyncResult *created = NULL;
  GAsyncResult *unlocked = NULL;
  GAsyncResult *changed = NULL;
  GError *error = NULL;

  hearth_vault_create_async (self->vault, USER, self->passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1,
                             NULL, on_done_cb, &created);
  g_assert_false (hearth_vault_is_unlocked (self->vault));
  hearth_vault_create_finish (self->vault, await (&created), &error);
  g_assert_no_error (error);
  hearth_vault_change_passphrase_async (self->vault, self->passphrase, self->passphrase, NULL,
                                        on_done_cb, &changed);
  hearth_vault_change_passphrase_finish (self->vault, await (&changed), &error);
  g_assert_no_error (error);
  hearth_vault_lock (self->vault, FALSE);
  hearth_vault_unlock_async (self->vault, USER, self->passphrase, NULL, on_done_cb, &unlocked);
  hearth_vault_unlock_finish (self->vault, await (&unlocked), &error);
  g_assert_no_error (error);
  g_assert_true (hearth_vault_is_unlocked (self->vault));
  g_object_unref (created);
  g_object_unref (changed);
  g_object_unref (unlocked);
}

static void
test_a_cancelled_unlock_leaves_the_vault_free (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  GError *error = NULL;

  create (self);
  hearth_vault_lock (self->vault, FALSE);
  hearth_vault_unlock_async (self->vault, USER, self->passphrase, cancellable, on_done_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (hearth_vault_unlock_finish (self->vault, await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_object_unref (result);
  unlock (self);
}

static void
endless_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  hearth_db_exec (hearth_vault_get_reader (source),
                  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                  "SELECT count (*) FROM n",
                  &error);
  g_task_return_error (task, error);
}

static void
insert_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HearthDb *db = hearth_vault_get_writer (source);
  GError *error = NULL;

  if (hearth_db_begin (db, &error) &&
      hearth_db_exec (db, "INSERT INTO core.t (b) VALUES ('queued')", &error) &&
      hearth_db_commit (db, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
push (Fixture *self, HearthWorker *worker, GTaskThreadFunc func, GAsyncResult **result)
{
  hearth_worker_push (worker, g_task_new (self->vault, NULL, on_done_cb, result), func);
}

static void
test_locking_with_full_queues_ends_them_all (Fixture *self, gconstpointer data)
{
  GAsyncResult *reads[3] = { NULL };
  GAsyncResult *writes[20] = { NULL };

  create (self);
  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    push (self, hearth_vault_get_reader_worker (self->vault), endless_in_task, &reads[i]);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    push (self, hearth_vault_get_writer_worker (self->vault), insert_in_task, &writes[i]);
  hearth_vault_lock (self->vault, FALSE);
  g_assert_false (hearth_vault_is_unlocked (self->vault));

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      g_autoptr (GError) error = NULL;

      g_task_propagate_boolean (G_TASK (await (&reads[i])), &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (reads[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_assert_true (g_task_propagate_boolean (G_TASK (await (&writes[i])), NULL));
      g_object_unref (writes[i]);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  unlock (self);
  g_assert_cmpint (read_int (self, "SELECT count (*) FROM core.t"), ==, 21);
}

static void
test_a_panic_lock_leaves_whole_transactions (Fixture *self, gconstpointer data)
{
  GAsyncResult *writes[50] = { NULL };
  gint64 n_acknowledged = 0;

  create (self);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    push (self, hearth_vault_get_writer_worker (self->vault), insert_in_task, &writes[i]);
  hearth_vault_lock (self->vault, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      n_acknowledged += g_task_propagate_boolean (G_TASK (await (&writes[i])), NULL);
      g_object_unref (writes[i]);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  unlock (self);
  g_assert_cmpint (read_int (self, "SELECT count (*) FROM core.t"), ==, 1 + n_acknowledged);
}

static void
vacuum_on_worker (gpointer data)
{
  Job *job = data;

  _hearth_db_exec_unrestricted (hearth_vault_get_writer (job->fixture->vault), "VACUUM medical",
                                &job->error);
}

/* It needs one attached file more than the seven. */
static void
test_a_file_is_rewritten_with_all_others_attached (Fixture *self, gconstpointer data)
{
  Job job = { .fixture = self };

  create (self);
  write_sql (self, "INSERT INTO medical.t (b) VALUES (zeroblob (100000))");
  write_sql (self, "DELETE FROM medical.t WHERE a > 1");
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), vacuum_on_worker, &job);
  g_assert_no_error (job.error);
  hearth_vault_lock (self->vault, FALSE);
  unlock (self);
  g_assert_cmpint (read_int (self, "SELECT count (*) FROM medical.t"), ==, 1);
}

static void
test_an_idle_writer_is_told_once (Fixture *self, gconstpointer data)
{
  create (self);
  g_assert_false (_hearth_db_take_idle (hearth_vault_get_writer (self->vault), 0));
  write_sql (self, "INSERT INTO core.t (b) VALUES ('x')");
  g_assert_false (
      _hearth_db_take_idle (hearth_vault_get_writer (self->vault), G_USEC_PER_SEC * 60));
  g_assert_true (_hearth_db_take_idle (hearth_vault_get_writer (self->vault), 0));
  g_assert_false (_hearth_db_take_idle (hearth_vault_get_writer (self->vault), 0));
}

static void
on_locked_cb (HearthVault *vault, gpointer data)
{
  g_assert_false (hearth_vault_is_unlocked (vault));
  (*(guint *) data)++;
}

static void
test_locking_is_told_once (Fixture *self, gconstpointer data)
{
  guint n_locked = 0;

  g_signal_connect (self->vault, "locked", G_CALLBACK (on_locked_cb), &n_locked);
  hearth_vault_lock (self->vault, FALSE);
  g_assert_cmpuint (n_locked, ==, 0);
  create (self);
  hearth_vault_lock (self->vault, FALSE);
  hearth_vault_lock (self->vault, TRUE);
  g_assert_cmpuint (n_locked, ==, 1);
}

static void
test_leftovers_are_swept_at_unlocking (Fixture *self, gconstpointer data)
{
  g_autofree char *spool = NULL;
  g_autofree char *left = g_build_filename (self->path, "header.new", NULL);
  g_autofree char *work = NULL;

  create (self);
  spool = hearth_vault_dup_spool_path (self->vault);
  work = g_build_filename (spool, "work", NULL);
  hearth_vault_lock (self->vault, FALSE);
  g_assert_true (g_file_set_contents (left, "x", 1, NULL));
  g_assert_true (g_file_set_contents (work, "x", 1, NULL));
  unlock (self);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (work, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (spool, G_FILE_TEST_IS_DIR));
}

#define ADD(name, func) g_test_add ("/vault/vault/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  hearth_vault_global_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-new-vault-is-open-for-its-owner", test_a_new_vault_is_open_for_its_owner);
  ADD ("what-was-written-is-there-after-unlocking", test_what_was_written_is_there_after_unlocking);
  ADD ("a-panic-lock-loses-no-commit", test_a_panic_lock_loses_no_commit);
  ADD ("names-are-folded-and-passphrases-are-not", test_names_are_folded_and_passphrases_are_not);
  ADD ("a-wrong-name-or-passphrase-is-the-same-answer",
       test_a_wrong_name_or_passphrase_is_the_same_answer);
  ADD ("a-second-opening-is-busy", test_a_second_opening_is_busy);
  ADD ("creating-over-something-is-refused", test_creating_over_something_is_refused);
  ADD ("parameters-out-of-bounds-leave-nothing", test_parameters_out_of_bounds_leave_nothing);
  ADD ("a-creation-that-fails-leaves-nothing", test_a_creation_that_fails_leaves_nothing);
  ADD ("what-is-no-vault-is-said-to-be-none", test_what_is_no_vault_is_said_to_be_none);
  ADD ("a-missing-file-is-named-as-such", test_a_missing_file_is_named_as_such);
  ADD ("lost-tables-are-named-as-such", test_lost_tables_are_named_as_such);
  ADD ("one-damaged-header-is-repaired-by-the-other",
       test_one_damaged_header_is_repaired_by_the_other);
  ADD ("a-changed-passphrase-replaces-the-old-one", test_a_changed_passphrase_replaces_the_old_one);
  ADD ("a-pipe-in-the-place-of-a-header-is-not-waited-for",
       test_a_pipe_in_the_place_of_a_header_is_not_waited_for);
  ADD ("a-passphrase-that-could-not-be-stored-is-not-the-new-one",
       test_a_passphrase_that_could_not_be_stored_is_not_the_new_one);
  ADD ("an-older-header-is-refused", test_an_older_header_is_refused);
  ADD ("a-saved-header-brings-the-vault-back", test_a_saved_header_brings_the_vault_back);
  ADD ("nothing-can-be-read-or-is-open-to-others", test_nothing_can_be_read_or_is_open_to_others);
  ADD ("the-window-creates-and-unlocks-without-waiting",
       test_the_window_creates_and_unlocks_without_waiting);
  ADD ("a-cancelled-unlock-leaves-the-vault-free", test_a_cancelled_unlock_leaves_the_vault_free);
  ADD ("locking-with-full-queues-ends-them-all", test_locking_with_full_queues_ends_them_all);
  ADD ("a-panic-lock-leaves-whole-transactions", test_a_panic_lock_leaves_whole_transactions);
  ADD ("a-file-is-rewritten-with-all-others-attached",
       test_a_file_is_rewritten_with_all_others_attached);
  ADD ("an-idle-writer-is-told-once", test_an_idle_writer_is_told_once);
  ADD ("locking-is-told-once", test_locking_is_told_once);
  ADD ("leftovers-are-swept-at-unlocking", test_leftovers_are_swept_at_unlocking);
  return g_test_run ();
}
