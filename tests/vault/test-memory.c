/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that runs out at every allocation of SQLite and of the file system under it, once and from
 * there on for ever: an error of the statement, nothing lost, nothing left behind. Secrets do without
 * guard pages. */
#include "config.h"

#include "sim-disk-private.h"
#include "sim-run.h"
#include "store-fixture.h"

#include <dlfcn.h>
#include <sodium.h>
#include <string.h>

static sqlite3_mem_methods real;
static gint n_left;      /* allocations that still succeed; negative: all do */
static gboolean is_once; /* only one fails */
static guint n_failed;
static gint n_live;
static gint n_secrets_left = -1;
static guint n_secrets_failed;
static guint step = 13;

static gboolean
is_refused (void)
{
  if (n_left < 0 || n_left-- > 0)
    return FALSE;
  n_failed++;
  n_left = is_once ? -1 : 0;
  return TRUE;
}

static void *
failing_malloc (int size)
{
  void *memory = is_refused () ? NULL : real.xMalloc (size);

  n_live += memory != NULL;
  return memory;
}

static void
failing_free (void *memory)
{
  n_live -= memory != NULL;
  real.xFree (memory);
}

static void *
failing_realloc (void *memory, int size)
{
  return is_refused () ? NULL : real.xRealloc (memory, size);
}

/* Stands before libsodium's. */
void *
sodium_malloc (size_t size)
{
  void *(*real_malloc) (size_t) = (void *(*) (size_t)) dlsym (RTLD_NEXT, "sodium_malloc");

  if (n_secrets_left == 0)
    {
      n_secrets_failed++;
      return NULL;
    }
  if (n_secrets_left > 0)
    n_secrets_left--;
  return real_malloc (size);
}

static void
set_up (Store *self)
{
  sim_disk_reset (1);
  store_init_on (self, sim_disk_get_fs (), SIM_FOLDER);
  self->bears_missing_journal = TRUE;
  store_create (self);
  store_exec (self, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, b TEXT);"
                    "CREATE INDEX core.t_b ON t (b);"
                    "INSERT INTO core.t (b) VALUES (zeroblob (5000)), (zeroblob (9000))");
  store_close (self);
}

/* Everything that the file system is for: opening, recovery's work, a commit, sorting into a
 * temporary file, a checkpoint, closing. */
static gboolean
act (Store *self, gint64 *n_committed)
{
  gboolean is_done = store_open (self, NULL);

  if (!is_done)
    return FALSE;
  is_done = _hearth_db_exec_unrestricted (
      self->db, "BEGIN; INSERT INTO core.t (b) VALUES (hex (randomblob (6000))); COMMIT", NULL);
  if (is_done)
    ++*n_committed;
  else
    _hearth_db_exec_unrestricted (self->db, "ROLLBACK", NULL);
  is_done = is_done && _hearth_db_exec_unrestricted (
                           self->db,
                           "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = 1;"
                           "CREATE TEMP TABLE x AS SELECT a.b || c.b AS y FROM core.t a, core.t c "
                           "ORDER BY 1; DROP TABLE temp.x;"
                           "PRAGMA core.wal_checkpoint (TRUNCATE)",
                           NULL);
  store_close (self);
  return is_done;
}

static void
check (Store *self, gint64 n_committed)
{
  GError *error = NULL;
  gint64 n;

  store_open (self, &error);
  g_assert_no_error (error);
  n = store_query_int (self, "SELECT count (*) FROM core.t");
  g_assert_cmpint (n, >=, 2 + n_committed);
  g_assert_cmpint (n, <=, 3);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM pragma_integrity_check "
                                          "WHERE integrity_check <> 'ok'"),
                   ==, 0);
  store_abandon (self);
}

static void
run_out (gboolean once)
{
  g_autoptr (SimImage) image = NULL;
  Store store;
  guint n_points = 0;

  set_up (&store);
  sim_disk_settle ();
  image = sim_disk_take_image ();
  for (gint n = 0;; n += (gint) step)
    {
      gint64 n_committed = 0;
      gint before = n_live;

      sim_disk_put_image (image, 1);
      n_failed = 0;
      is_once = once;
      n_left = n;
      act (&store, &n_committed);
      n_left = -1;
      g_assert_cmpint (n_live, ==, before);
      if (n_failed == 0)
        break;
      n_points++;
      check (&store, n_committed);
    }
  g_test_message ("%u places", n_points);
  g_assert_cmpuint (n_points, >, 20);
  store_clear (&store);
}

static void
test_one_allocation_that_fails_is_one_error (void)
{
  run_out (TRUE);
}

static void
test_no_more_memory_is_an_error (void)
{
  run_out (FALSE);
}

static void
test_secrets_do_without_guard_pages (void)
{
  g_autoptr (SimImage) image = NULL;
  Store store;

  set_up (&store);
  sim_disk_settle ();
  image = sim_disk_take_image ();
  for (gint n = 0;; n++)
    {
      gint64 n_committed = 0;

      sim_disk_put_image (image, 1);
      n_secrets_failed = 0;
      n_secrets_left = n;
      g_assert_true (act (&store, &n_committed));
      n_secrets_left = -1;
      if (n_secrets_failed == 0)
        break;
      check (&store, n_committed);
    }
  store_clear (&store);
}

/* A handle that gets no memory leaves no file open, and the next try gets one. */
static void
test_a_handle_without_memory_is_none (void)
{
  const int kinds[] = { SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_WAL, SQLITE_OPEN_TEMP_DB };
  sqlite3_filename database =
      sqlite3_create_filename (SIM_FOLDER "/core.db", "", SIM_FOLDER "/core.db-wal", 0, NULL);
  const char *names[] = { database, sqlite3_filename_wal (database), NULL };
  g_autofree sqlite3_file *file = NULL;
  sqlite3_vfs *methods;
  Store store;

  set_up (&store);
  store.vfs = store_open_vfs (&store, HEARTH_VFS_NONE, NULL);
  methods = sqlite3_vfs_find (hearth_vfs_get_name (store.vfs));
  file = g_malloc0 ((gsize) methods->szOsFile);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int flags = kinds[i] | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

      for (gint n = 0;; n++)
        {
          int result;

          n_failed = 0;
          is_once = TRUE;
          n_left = n;
          result = methods->xOpen (methods, names[i], file, flags, NULL);
          n_left = -1;
          if (n_failed == 0)
            {
              g_assert_cmpint (result, ==, SQLITE_OK);
              g_assert_cmpint (file->pMethods->xClose (file), ==, SQLITE_OK);
              g_assert_cmpint (n, >, 0);
              break;
            }
          g_assert_cmpint (result, ==, SQLITE_NOMEM);
          g_assert_null (file->pMethods);
          g_assert_cmpuint (sim_vfs_get_n_open (), ==, 0);
        }
    }
  sqlite3_free_filename (database);
  store_clear (&store);
}

/* The argument is the step between allocations. */
int
main (int argc, char *argv[])
{
  sqlite3_mem_methods failing;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    step = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  n_left = -1;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real), ==, SQLITE_OK);
  failing = real;
  failing.xMalloc = failing_malloc;
  failing.xFree = failing_free;
  failing.xRealloc = failing_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &failing), ==, SQLITE_OK);
  /* Slots that SQLite sets aside for small pieces would hide most allocations. */
  sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0);
  g_test_add_func ("/vault/memory/one-allocation-that-fails-is-one-error",
                   test_one_allocation_that_fails_is_one_error);
  g_test_add_func ("/vault/memory/no-more-memory-is-an-error", test_no_more_memory_is_an_error);
  g_test_add_func ("/vault/memory/a-handle-without-memory-is-none",
                   test_a_handle_without_memory_is_none);
  g_test_add_func ("/vault/memory/secrets-do-without-guard-pages",
                   test_secrets_do_without_guard_pages);
  return g_test_run ();
}
