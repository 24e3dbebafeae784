/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act of a store, its power cut and its disk failing at every single operation: a commit, a
 * transaction as large as an import, a checkpoint, VACUUM, recovery. After each the store opens and
 * shows what was there before or what the act made of it, and nothing that was acknowledged is lost.
 * The argument is the step between operations. */
#include "config.h"

#include "sim-run.h"
#include "store-fixture.h"

#include <string.h>

#define N_BEFORE 5
#define N_IMPORTED 300

static guint step = 5;

typedef struct
{
  Store store;
  gint64 n_before; /* rows when the act begins */
  gint64 n_after;
  gboolean is_open_before; /* it begins with a journal to recover */
  const char *sql;
} Act;

static void
exec_or_fail (Act *self, const char *sql)
{
  store_exec (&self->store, sql);
}

static void
set_up (gpointer data)
{
  Act *self = data;

  store_create (&self->store);
  exec_or_fail (self, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, m INTEGER, b BLOB);"
                      "CREATE INDEX core.t_m ON t (m)");
  g_clear_pointer (&self->store.db, hearth_db_close);
  for (guint i = 0; i < 4; i++)
    g_assert_true (hearth_vfs_save_table (
        self->store.vfs, i < 2 ? HEARTH_COMPARTMENT_CORE : HEARTH_COMPARTMENT_MEDICAL, NULL));
  store_close (&self->store);
  g_assert_true (store_open (&self->store, NULL));
  for (guint i = 0; i < N_BEFORE; i++)
    exec_or_fail (self, "BEGIN; INSERT INTO core.t (m, b) VALUES (0, zeroblob (5000));"
                        "UPDATE core.t SET m = (SELECT count (*) FROM core.t); COMMIT");
  if (self->is_open_before)
    store_abandon (&self->store);
  else
    store_close (&self->store);
}

static gboolean
run (gpointer data)
{
  Act *self = data;
  gboolean is_done = store_open (&self->store, NULL);

  if (!is_done)
    return FALSE;
  is_done = _hearth_db_exec_unrestricted (self->store.db, self->sql, NULL);
  if (!is_done)
    _hearth_db_exec_unrestricted (self->store.db, "ROLLBACK", NULL);
  /* Closing may meet the fault as well, and does not say so. */
  store_close (&self->store);
  return is_done;
}

static void
check (gpointer data, gboolean is_acknowledged)
{
  Act *self = data;
  GError *error = NULL;
  gint64 n;

  store_open (&self->store, &error);
  g_assert_no_error (error);
  n = store_query_int (&self->store, "SELECT count (*) FROM core.t");
  if (is_acknowledged)
    g_assert_cmpint (n, ==, self->n_after);
  else
    g_assert_true (n == self->n_before || n == self->n_after);
  g_assert_cmpint (store_query_int (&self->store, "SELECT min (m) FROM core.t"), ==, n);
  g_assert_cmpint (store_query_int (&self->store, "SELECT max (m) FROM core.t"), ==, n);
  g_assert_cmpint (store_query_int (&self->store, "SELECT count (*) FROM pragma_integrity_check "
                                                  "WHERE integrity_check <> 'ok'"),
                   ==, 0);
  store_abandon (&self->store);
}

static const SimTrial trial = { set_up, run, check };

/* clang-format off */
static const struct
{
  const char *name;
  const char *sql;
  gint64 n_added;
  gboolean is_open_before;
} acts[] = {
  { "opening", "SELECT 1", 0, FALSE },
  { "recovering", "SELECT 1", 0, TRUE },
  { "committing",
    "BEGIN; INSERT INTO core.t (m, b) VALUES (0, zeroblob (9000));"
    "UPDATE core.t SET m = (SELECT count (*) FROM core.t); COMMIT", 1, FALSE },
  { "importing",
    "BEGIN; WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 300) "
    "INSERT INTO core.t (m, b) SELECT i, zeroblob (1000) FROM c;"
    "UPDATE core.t SET m = (SELECT count (*) FROM core.t); COMMIT", N_IMPORTED, TRUE },
  { "checkpointing",
    "UPDATE core.t SET m = m; PRAGMA core.wal_checkpoint;"
    "UPDATE core.t SET m = m; PRAGMA core.wal_checkpoint (TRUNCATE)", 0, TRUE },
  { "vacuuming", "VACUUM core; PRAGMA core.wal_checkpoint", 0, TRUE },
};
/* clang-format on */

static void
begin (Act *self, guint i)
{
  memset (self, 0, sizeof *self);
  sim_disk_reset (1);
  store_init_on (&self->store, sim_disk_get_fs (), SIM_FOLDER);
  self->store.bears_missing_journal = TRUE;
  self->sql = acts[i].sql;
  self->is_open_before = acts[i].is_open_before;
  self->n_before = N_BEFORE;
  self->n_after = N_BEFORE + acts[i].n_added;
}

static void
test_cuts (gconstpointer data)
{
  Act act;
  guint n_cuts;

  begin (&act, GPOINTER_TO_UINT (data));
  n_cuts = sim_run_every_cut (&trial, &act, step, step == 1 ? 4 : 1);
  g_test_message ("%u power cuts", n_cuts);
  g_assert_cmpuint (n_cuts, >, 0);
  store_clear (&act.store);
}

static void
test_faults (gconstpointer data)
{
  Act act;
  guint n_faults;

  begin (&act, GPOINTER_TO_UINT (data));
  n_faults = sim_run_every_fault (&trial, &act, step == 1 ? 1 : 5 * step);
  g_test_message ("%u faults", n_faults);
  g_assert_cmpuint (n_faults, >, 0);
  store_clear (&act.store);
}

/* Full, and then room again: what did not fit is an error, what was there stays, and work goes on. */
static void
test_a_full_disk_stops_no_more_than_it_must (void)
{
  Act act;
  GError *error = NULL;
  const char *insert = "INSERT INTO core.t (m, b) VALUES (0, zeroblob (50000))";

  begin (&act, 2);
  set_up (&act);
  sim_disk_settle ();
  g_assert_true (store_open (&act.store, NULL));
  sim_disk_set_capacity (300000);
  while (_hearth_db_exec_unrestricted (act.store.db, insert, &error))
    act.n_before++;
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL);
  g_clear_error (&error);
  g_assert_cmpint (store_query_int (&act.store, "SELECT count (*) FROM core.t"), ==, act.n_before);
  sim_disk_set_capacity (0);
  store_exec (&act.store, insert);
  store_close (&act.store);
  g_assert_true (store_open (&act.store, NULL));
  g_assert_cmpint (store_query_int (&act.store, "SELECT count (*) FROM core.t"), ==,
                   act.n_before + 1);
  store_clear (&act.store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    step = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *cut = g_strconcat ("/vault/fault/a-cut-while-", acts[i].name, NULL);
      g_autofree char *fault = g_strconcat ("/vault/fault/a-fault-while-", acts[i].name, NULL);

      g_test_add_data_func (cut, GUINT_TO_POINTER (i), test_cuts);
      g_test_add_data_func (fault, GUINT_TO_POINTER (i), test_faults);
    }
  g_test_add_func ("/vault/fault/a-full-disk-stops-no-more-than-it-must",
                   test_a_full_disk_stops_no_more_than_it_must);
  return g_test_run ();
}
