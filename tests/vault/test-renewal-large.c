/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a renewal of a large compartment takes of memory, and that beyond 1 GiB the page with the lock
 * bytes, which SQLite leaves out, comes under the new key too. Real files; the first argument is how
 * many MiB of rows there are. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-renewal-private.h"
#include "hearth-vfs-private.h"

#include <string.h>

#define CORE HEARTH_COMPARTMENT_CORE
#define ROW_SIZE 2000
#define ROWS_AT_ONCE (8 << 10)

/* The cache of the writer, the one of the temporary copy, the table of tags and what the allocator
 * keeps: far less than the file, and no more for a larger one. */
#define MOST_KIB (64 << 10)

/* Beyond it SQLite keeps its lock bytes. */
#define LOCK_BYTE_MIB 1024

static guint n_mib = 48;

typedef struct
{
  char *parent;
  char *path;
  HearthSession *session;
  gint64 n_rows;
} Fixture;

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE %s.t (n INTEGER PRIMARY KEY, b BLOB)",
                                          hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *text = "тиха вода греблю рве";
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) text, strlen (text));
  const HearthCredentials credentials = { .user = "Оксана Приклад", .passphrase = passphrase };
  const HearthKdfSet set = { .memory_bytes = 64 << 20, .passes = 1 };
  GError *error = NULL;

  self->parent = g_dir_make_tmp ("hearth-renewal-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->parent, "test.hearth", NULL);
  self->session = hearth_session_create (hearth_fs_get_default (), self->path, &schema,
                                         &credentials, &set, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  int root = hearth_fs_get_default ()->open_folder (NULL, -1, "/");

  hearth_session_close (self->session, FALSE);
  hearth_fs_remove_tree (hearth_fs_get_default (), root, self->parent + 1);
  hearth_fs_get_default ()->close (NULL, root);
  g_free (self->parent);
  g_free (self->path);
}

/* On the writer, as everything that uses its connection. */
static void
fill_on_writer (gpointer data)
{
  Fixture *self = data;
  HearthDb *db = self->session->writer;
  const gint64 n_rows = (gint64) n_mib * (1 << 20) / ROW_SIZE;
  GError *error = NULL;

  while (self->n_rows < n_rows)
    {
      g_autofree char *sql = g_strdup_printf (
          "WITH RECURSIVE i (n) AS (SELECT %" G_GINT64_FORMAT " UNION ALL SELECT n + 1 FROM i "
          "LIMIT %d) INSERT INTO core.t SELECT n, zeroblob (%d) FROM i",
          self->n_rows + 1, ROWS_AT_ONCE, ROW_SIZE);

      g_assert_true (hearth_db_begin (db, &error));
      g_assert_true (hearth_db_exec (db, sql, &error));
      g_assert_true (hearth_db_commit (db, &error));
      self->n_rows += ROWS_AT_ONCE;
    }
  g_assert_true (_hearth_db_checkpoint (db, CORE, TRUE, &error));
  g_assert_no_error (error);
}

/* In KiB, from what the system says of this process. */
static guint64
read_status (const char *key)
{
  g_autofree char *text = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  at = strstr (text, key);
  g_assert_nonnull (at);
  return g_ascii_strtoull (at + strlen (key), NULL, 10);
}

/* From here on the peak is a new one; not every kernel lets one say so. */
static gboolean
forget_peak (void)
{
  return g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600,
                                   NULL);
}

static void
check_on_writer (gpointer data)
{
  Fixture *self = data;
  HearthDb *db = self->session->writer;
  g_autofree char *verdict = NULL;
  gint64 value = 0;
  guint32 n_bad = 1;
  guint64 n_old = 1;
  GError *error = NULL;

  g_assert_true (hearth_vfs_count_epochs (self->session->vfs, CORE, 1, &n_old, &error));
  g_assert_cmpuint (n_old, ==, 0);
  g_assert_true (hearth_vfs_check (self->session->vfs, CORE, &n_bad, &error));
  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_true (_hearth_db_query_int (db, "SELECT count (*) FROM core.t WHERE length (b) = 2000",
                                       &value, &error));
  g_assert_cmpint (value, ==, self->n_rows);
  g_assert_true (_hearth_db_query_text (db, "PRAGMA core.quick_check", &verdict, &error));
  g_assert_cmpstr (verdict, ==, "ok");
  g_assert_no_error (error);
}

static gboolean
renew_on_writer (HearthSession *session, GError **error)
{
  g_autoptr (HearthRenewal) renewal = hearth_renewal_new (1u << CORE);

  hearth_renewal_set_reason (renewal, "a test");
  return _hearth_renewal_run (renewal, session, NULL, error);
}

static void
test_a_renewal_takes_little_memory (Fixture *self, gconstpointer data)
{
  GError *error = NULL;
  guint64 before_kib, peak_kib;
  guint32 n_pages;

  hearth_worker_call_sync (self->session->writer_worker, fill_on_writer, self);
  n_pages = hearth_vfs_get_n_pages (self->session->vfs, CORE);
  g_assert_cmpuint (n_pages, >, n_mib * 256);
  g_assert_true (n_mib < LOCK_BYTE_MIB || n_pages > HEARTH_DB_LOCK_PAGE);
  if (!forget_peak ())
    g_test_message ("the peak is the one of the whole program");
  before_kib = read_status ("VmRSS:");
  g_assert_true (renew_on_writer (self->session, &error));
  g_assert_no_error (error);
  peak_kib = read_status ("VmHWM:");
  g_test_message ("renewing %u MiB: %" G_GUINT64_FORMAT " KiB before, %" G_GUINT64_FORMAT
                  " KiB at most",
                  n_pages / 256, before_kib, peak_kib);
  g_assert_cmpuint (peak_kib, <, before_kib + MOST_KIB);
  hearth_worker_call_sync (self->session->writer_worker, check_on_writer, self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_mib = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  g_test_add ("/vault/renewal-large/a-renewal-takes-little-memory-and-reaches-every-page", Fixture,
              NULL, set_up, test_a_renewal_takes_little_memory, tear_down);
  return g_test_run ();
}
