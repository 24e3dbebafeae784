/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every single call below the file system fails once, in everything that is done with a database:
 * an error, and afterwards all is there that was. The argument is the step between calls. */
#include "config.h"

#include "fault-layer.h"
#include "hearth-vfs-raw.h"
#include "sim-disk.h"
#include "store-fixture.h"

#include <string.h>

#define N_ROWS 6
#define MAX_CALLS 20000

static guint step = 1;

/* %TRUE: done as if nothing had failed. */
typedef gboolean (*ActFunc) (Store *store);

typedef struct
{
  const char *name;
  ActFunc run;
  gboolean begins_open; /* with a store that is open */
  gboolean has_journal; /* one is left from before */
  gint64 n_added;       /* rows */
} Act;

static gboolean
open_store (Store *store)
{
  gint64 n;

  return store_open (store, NULL) &&
         _hearth_db_query_int (store->db, "SELECT count (*) FROM core.t", &n, NULL);
}

static gboolean
exec (Store *store, const char *sql)
{
  if (_hearth_db_exec_unrestricted (store->db, sql, NULL))
    return TRUE;
  _hearth_db_exec_unrestricted (store->db, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
commit (Store *store)
{
  return exec (store, "BEGIN; INSERT INTO core.t (b) VALUES (zeroblob (9000)); COMMIT");
}

/* Pages go into the journal before their transaction ends, and there again. */
static gboolean
spill (Store *store)
{
  return exec (store, "PRAGMA core.cache_spill = 1; PRAGMA core.cache_size = 3") &&
         exec (store, "BEGIN; INSERT INTO core.t (b) VALUES (zeroblob (30000));"
                      "UPDATE core.t SET b = zeroblob (20000) WHERE n > 4;"
                      "UPDATE core.t SET b = zeroblob (20001) WHERE n > 4; COMMIT");
}

static gboolean
checkpoint (Store *store)
{
  return _hearth_db_checkpoint (store->db, HEARTH_COMPARTMENT_CORE, TRUE, NULL);
}

static gboolean
shrink (Store *store)
{
  return exec (store, "UPDATE core.t SET b = ''; VACUUM core") && checkpoint (store);
}

static gboolean
sort (Store *store)
{
  return exec (store, "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = 1;"
                      "CREATE TEMP TABLE x AS SELECT a.b || c.b AS y FROM core.t a, core.t c;"
                      "DELETE FROM temp.x WHERE rowid % 2; DROP TABLE temp.x");
}

static gboolean
close_store (Store *store)
{
  store_close (store);
  return TRUE;
}

/* What looks at the files without SQLite. */
static gboolean
look (Store *store)
{
  g_autoptr (HearthVfs) vfs = store_open_vfs (store, HEARTH_VFS_NONE, NULL);
  HearthVfsAudit audit;
  guint32 n_bad = 0;
  guint64 n_found = 0;

  return vfs != NULL && hearth_vfs_check_table (vfs, HEARTH_COMPARTMENT_CORE, 0) &&
         hearth_vfs_check_table (vfs, HEARTH_COMPARTMENT_CORE, 1) &&
         hearth_vfs_audit_wal (vfs, HEARTH_COMPARTMENT_CORE, &audit, NULL) && !audit.is_missing &&
         !audit.is_damaged && hearth_vfs_check (vfs, HEARTH_COMPARTMENT_CORE, &n_bad, NULL) &&
         n_bad == 0 && hearth_vfs_count_epochs (vfs, HEARTH_COMPARTMENT_CORE, 1, &n_found, NULL) &&
         n_found > 0;
}

static gboolean
copy_raw (Store *store)
{
  g_autoptr (HearthVfs) vfs = store_open_vfs (store, HEARTH_VFS_NONE, NULL);
  HearthVfsRaw *raw;
  guint8 bytes[5000];
  guint64 n_read = 0;
  gssize n = 0;

  if (vfs == NULL)
    return FALSE;
  hearth_vfs_hold (vfs, TRUE);
  raw = hearth_vfs_raw_open (vfs, HEARTH_COMPARTMENT_CORE, NULL);
  if (raw == NULL)
    return FALSE;
  while ((n = hearth_vfs_raw_read (raw, bytes, sizeof bytes, NULL)) > 0)
    n_read += (guint64) n;
  g_assert_true (n < 0 || n_read == hearth_vfs_raw_get_size (raw));
  hearth_vfs_raw_free (raw);
  return n == 0;
}

static const Act acts[] = {
  { "opening", open_store, FALSE, FALSE, 0 }, { "recovering", open_store, FALSE, TRUE, 0 },
  { "committing", commit, TRUE, FALSE, 1 },   { "committing-more", commit, TRUE, TRUE, 1 },
  { "spilling", spill, TRUE, FALSE, 1 },      { "checkpointing", checkpoint, TRUE, TRUE, 0 },
  { "shrinking", shrink, TRUE, TRUE, 0 },     { "sorting", sort, TRUE, FALSE, 0 },
  { "closing", close_store, TRUE, TRUE, 0 },  { "looking", look, FALSE, TRUE, 0 },
  { "copying", copy_raw, FALSE, FALSE, 0 },
};

static SimImage *
make_store (Store *store, const Act *act)
{
  sim_disk_reset (1);
  store_init_on (store, fault_layer_get_fs (), SIM_FOLDER);
  store->bears_missing_journal = TRUE;
  store_create (store);
  store_exec (store, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, b BLOB);"
                     "CREATE INDEX core.t_b ON t (b)");
  store_close (store);
  g_assert_true (store_open (store, NULL));
  for (guint i = 0; i < N_ROWS; i++)
    store_exec (store, "INSERT INTO core.t (b) VALUES (zeroblob (5000))");
  if (act->has_journal)
    store_abandon (store);
  else
    store_close (store);
  sim_disk_settle ();
  return sim_disk_take_image ();
}

/* Returns whether the act met the fault. */
static gboolean
run_fault (Store *store, const Act *act, const SimImage *image, FaultCall call, guint n)
{
  gboolean is_done, has_failed;
  GError *error = NULL;
  gint64 n_rows;

  sim_disk_put_image (image, n);
  if (act->begins_open)
    g_assert_true (store_open (store, NULL));
  fault_layer_fail (call, n);
  is_done = act->run (store);
  has_failed = fault_layer_has_failed ();
  fault_layer_fail (call, 0);
  g_assert_true (is_done || has_failed);
  store_abandon (store);

  store_open (store, &error);
  g_assert_no_error (error);
  n_rows = store_query_int (store, "SELECT count (*) FROM core.t");
  if (is_done)
    g_assert_cmpint (n_rows, ==, N_ROWS + act->n_added);
  else
    g_assert_true (n_rows == N_ROWS || n_rows == N_ROWS + act->n_added);
  g_assert_cmpint (store_query_int (store, "SELECT count (*) FROM pragma_integrity_check "
                                           "WHERE integrity_check <> 'ok'"),
                   ==, 0);
  store_abandon (store);
  return has_failed;
}

static void
test_faults (gconstpointer data)
{
  const Act *act = data;
  g_autoptr (SimImage) image = NULL;
  guint n_faults = 0;
  Store store;

  image = make_store (&store, act);
  for (guint call = 0; call < FAULT_N_CALLS; call++)
    {
      guint n = 1;

      while (run_fault (&store, act, image, (FaultCall) call, n))
        {
          g_assert_cmpuint (n, <, MAX_CALLS);
          n += step;
          n_faults++;
        }
    }
  g_test_message ("%u faults", n_faults);
  g_assert_cmpuint (n_faults, >, 0);
  store_clear (&store);
}

/* Neither damage, nor a file that is gone, nor a journal that was taken away: a disk that did not answer
 * once may answer the next time. */
static void
test_no_answer_is_no_damage (gconstpointer data)
{
  const Act *act = data;
  g_autoptr (SimImage) image = NULL;
  Store store;

  image = make_store (&store, act);
  for (guint call = 0; call < FAULT_N_CALLS; call++)
    {
      gboolean has_failed = call != FAULT_SHORT;

      for (guint n = 1; has_failed; n += step)
        {
          g_autoptr (GError) error = NULL;

          g_assert_cmpuint (n, <, MAX_CALLS);
          sim_disk_put_image (image, n);
          store.n_missing_journals = 0;
          store.n_events = 0;
          fault_layer_fail ((FaultCall) call, n);
          if (!store_open (&store, &error))
            g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
          has_failed = fault_layer_has_failed ();
          fault_layer_fail ((FaultCall) call, 0);
          g_assert_true (error == NULL || has_failed);
          g_assert_cmpuint (store.n_missing_journals, ==, 0);
          g_assert_cmpuint (store.n_events, ==, 0);
          store_abandon (&store);
        }
    }
  store_clear (&store);
}

/* A table that is lost leaves as many pages as the file is long, if that can be found out. */
static void
test_a_file_without_its_table_is_as_long_as_it_is (void)
{
  const FaultCall calls[] = { FAULT_OPEN, FAULT_SIZE, FAULT_READ };
  g_autoptr (SimImage) image = NULL;
  g_autoptr (HearthVfs) whole = NULL;
  guint32 n_pages;
  Store store;

  image = make_store (&store, &acts[0]);
  sim_disk_put_image (image, 1);
  store_remove (&store, "core.fresh0");
  store_write (&store, "core.fresh1", (const guint8 *) "torn", 4);
  g_assert_null (store_open_vfs (&store, HEARTH_VFS_NONE, NULL));
  whole = store_open_vfs (&store, HEARTH_VFS_UNPROVEN, NULL);
  g_assert_nonnull (whole);
  n_pages = hearth_vfs_get_n_pages (whole, HEARTH_COMPARTMENT_CORE);
  g_assert_cmpuint (n_pages, >, N_ROWS);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      for (guint n = 1;; n++)
        {
          g_autoptr (HearthVfs) vfs = NULL;

          g_assert_cmpuint (n, <, 100);
          fault_layer_fail (calls[i], n);
          vfs = store_open_vfs (&store, HEARTH_VFS_UNPROVEN, NULL);
          if (!fault_layer_has_failed ())
            break;
          /* That it is there is asked for before: without an answer the next call gives it. */
          g_assert_true (vfs == NULL ||
                         hearth_vfs_get_n_pages (vfs, HEARTH_COMPARTMENT_CORE) == n_pages);
        }
      fault_layer_fail (calls[i], 0);
    }
  store_clear (&store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    step = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = g_strconcat ("/vault/vfs-faults/a-fault-while-", acts[i].name, NULL);

      g_test_add_data_func (path, &acts[i], test_faults);
    }
  g_test_add_data_func ("/vault/vfs-faults/no-answer-is-no-damage", &acts[0],
                        test_no_answer_is_no_damage);
  g_test_add_data_func ("/vault/vfs-faults/no-answer-is-no-damage-of-a-journal", &acts[1],
                        test_no_answer_is_no_damage);
  g_test_add_func ("/vault/vfs-faults/a-file-without-its-table-is-as-long-as-it-is",
                   test_a_file_without_its_table_is_as_long_as_it_is);
  return g_test_run ();
}
