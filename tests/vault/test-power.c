/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power cuts and failing operations at any moment, on a disk in memory: what was acknowledged is
 * there, nothing is half there, nothing cries wolf. The first argument multiplies the trials; a second
 * one is the only seed to try. */
#include "config.h"

#include "sim-disk.h"
#include "store-fixture.h"

#include <string.h>

#define N_CUT_TRIALS 60
#define N_ERROR_TRIALS 60
#define N_BOOTS 6
#define N_STEPS 40

static guint n_times = 1;
static guint32 only_seed; /* 0: all */

typedef struct
{
  Store store;
  guint32 seed;
  GRand *rand;
  gint64 acknowledged;
  gint64 tried;
  guint n_boots;
  gboolean has_failures; /* a commit whose flush failed may be there later, or not */
  gboolean is_spilling;  /* pages go into the journal before their commit: not with savepoints */
} Trial;

static void
begin_trial (Trial *self, guint32 seed)
{
  memset (self, 0, sizeof *self);
  sim_disk_reset (seed);
  self->seed = seed;
  self->rand = g_rand_new_with_seed (seed ^ 0x5a5a);
  self->is_spilling = seed % 2 == 0;
  store_init_on (&self->store, sim_disk_get_fs (), SIM_FOLDER);
  self->store.bears_missing_journal = TRUE;

  store_create (&self->store);
  store_exec (&self->store, "CREATE TABLE core.t (n INTEGER, m INTEGER, b BLOB);"
                            "CREATE INDEX core.t_m ON t (m);"
                            "INSERT INTO core.t VALUES (0, 0, x'');"
                            "CREATE TABLE medical.t (n INTEGER)");
  g_clear_pointer (&self->store.db, hearth_db_close);
  for (guint i = 0; i < 4; i++)
    g_assert_true (hearth_vfs_save_table (
        self->store.vfs, i < 2 ? HEARTH_COMPARTMENT_CORE : HEARTH_COMPARTMENT_MEDICAL, NULL));
  g_assert_cmpint (self->store.fs->sync_folder (NULL, SIM_FOLDER_FD), ==, 0);
  store_close (&self->store);
}

static void
end_trial (Trial *self)
{
  store_abandon (&self->store);
  g_rand_free (self->rand);
  g_free (self->store.folder);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    hearth_secret_unref (self->store.keys[i]);
}

static gboolean
exec (Trial *self, const char *sql)
{
  return _hearth_db_exec_unrestricted (self->store.db, sql, NULL);
}

static gboolean
open_store (Trial *self, GError **error)
{
  return store_open (&self->store, error) && exec (self, "PRAGMA core.cache_size = 5") &&
         (!self->is_spilling || exec (self, "PRAGMA core.cache_spill = ON"));
}

/* Touches every row again after the cache of five pages has spilled it. */
static gboolean
commit (Trial *self)
{
  static const char *const update = "UPDATE core.t SET m = (SELECT max (n) FROM core.t)";
  g_autofree char *insert = g_strdup_printf (
      "INSERT INTO core.t SELECT max (n) + 1, 0, zeroblob (%d) FROM core.t",
      g_rand_int_range (self->rand, 0, 3) == 0 ? g_rand_int_range (self->rand, 0, 40000) : 9);
  gboolean is_twice = !self->is_spilling && g_rand_boolean (self->rand);
  gint64 n;

  self->tried++;
  if (!exec (self, "BEGIN") || !exec (self, insert) || !exec (self, update) ||
      (is_twice && (!exec (self, "SAVEPOINT a") || !exec (self, "DELETE FROM core.t") ||
                    !exec (self, "ROLLBACK TO a"))) ||
      !exec (self, update) ||
      !_hearth_db_query_int (self->store.db, "SELECT max (n) FROM core.t", &n, NULL) ||
      !exec (self, "COMMIT"))
    {
      exec (self, "ROLLBACK");
      return FALSE;
    }
  self->acknowledged = n;
  return TRUE;
}

static gboolean
step (Trial *self)
{
  switch (g_rand_int_range (self->rand, 0, 12))
    {
    case 0:
      return _hearth_db_checkpoint (self->store.db, HEARTH_COMPARTMENT_CORE, FALSE, NULL);
    case 1:
      return _hearth_db_checkpoint (self->store.db, HEARTH_COMPARTMENT_CORE, TRUE, NULL);
    case 2:
      return exec (self, "INSERT INTO medical.t VALUES (1)");
    case 3:
      return exec (self, "DELETE FROM core.t WHERE n = (SELECT max (n) FROM core.t) AND n < 0") &&
             exec (self, "VACUUM core");
    case 4:
      store_close (&self->store);
      return open_store (self, NULL);
    default:
      return commit (self);
    }
}

/* What is there is one commit as a whole, and the acknowledged one or the one under way. */
static void
check (Trial *self)
{
  gint64 seen = store_query_int (&self->store, "SELECT max (n) FROM core.t");

  if (seen < self->acknowledged || seen > self->tried)
    g_test_message ("seed %u", self->seed);
  g_assert_cmpint (seen, >=, self->acknowledged);
  g_assert_cmpint (seen, <=, self->tried);
  g_assert_cmpint (store_query_int (&self->store, "SELECT count (*) FROM core.t"), ==, seen + 1);
  g_assert_cmpint (store_query_int (&self->store, "SELECT min (m) FROM core.t"), ==, seen);
  g_assert_cmpint (store_query_int (&self->store, "SELECT max (m) FROM core.t"), ==, seen);
  g_assert_cmpint (store_query_int (&self->store, "SELECT count (*) FROM pragma_integrity_check "
                                                  "WHERE integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_cmpint (store_query_int (&self->store, "SELECT count (*) FROM medical.t"), >=, 0);
  self->acknowledged = seen;
  if (!self->has_failures)
    self->tried = seen;
}

/* Opening too may be cut short, again and again. */
static void
boot (Trial *self)
{
  GError *error = NULL;

  for (;;)
    {
      if (g_rand_int_range (self->rand, 0, 3) == 0)
        sim_disk_cut_after ((guint) g_rand_int_range (self->rand, 1, 6));
      if (open_store (self, &error))
        break;
      if (!sim_disk_is_cut ())
        g_assert_no_error (error);
      g_clear_error (&error);
      store_abandon (&self->store);
      sim_disk_reboot ();
    }
  sim_disk_cut_after (0);
  self->n_boots++;
}

static guint
first_seed (void)
{
  return MAX (only_seed, 1);
}

static guint
last_seed (guint n_trials)
{
  return only_seed != 0 ? only_seed : n_trials * n_times;
}

static void
test_a_power_cut_loses_nothing_acknowledged (void)
{
  guint n_boots = 0;
  guint n_missing = 0;
  gint64 n_commits = 0;

  for (guint seed = first_seed (); seed <= last_seed (N_CUT_TRIALS); seed++)
    {
      Trial trial;

      begin_trial (&trial, seed);
      for (guint i = 0; i < N_BOOTS; i++)
        {
          boot (&trial);
          check (&trial);
          sim_disk_cut_after ((guint) g_rand_int_range (trial.rand, 1, 250));
          while (step (&trial))
            ;
          g_assert_true (sim_disk_is_cut ());
          store_abandon (&trial.store);
          sim_disk_reboot ();
        }
      boot (&trial);
      check (&trial);
      n_boots += trial.n_boots;
      n_missing += trial.store.n_missing_journals;
      n_commits += trial.acknowledged;
      end_trial (&trial);
    }
  g_test_message ("%u boots, %" G_GINT64_FORMAT " commits, %u journals taken for missing", n_boots,
                  n_commits, n_missing);
  /* A journal is announced when it is there: no power cut makes it look as if it had been taken away. */
  g_assert_cmpuint (n_missing, ==, 0);
}

static void
test_a_failing_operation_loses_nothing_acknowledged (void)
{
  for (guint seed = first_seed (); seed <= last_seed (N_ERROR_TRIALS); seed++)
    {
      Trial trial;

      begin_trial (&trial, seed);
      trial.has_failures = TRUE;
      boot (&trial);
      for (guint i = 0; i < N_BOOTS; i++)
        {
          /* In this order: a seed shall mean the same whatever compiler reads it. */
          gboolean only_once = g_rand_boolean (trial.rand);
          guint at = (guint) g_rand_int_range (trial.rand, 1, 250);
          SimFault fault = (SimFault) g_rand_int_range (trial.rand, 0, SIM_N_FAULTS);

          sim_disk_fail (fault, at, only_once);
          for (guint n = 0; n < N_STEPS && step (&trial); n++)
            ;
          sim_disk_fail (SIM_FAULT_ERROR, 0, FALSE);
          if (trial.store.db == NULL || g_rand_boolean (trial.rand))
            {
              store_abandon (&trial.store);
              boot (&trial);
            }
          check (&trial);
        }
      end_trial (&trial);
    }
}

/* SQLite syncs the folder of a new journal once and does not look whether that went well: the commits
 * after it would hang on a name that the next power cut may take. */
static void
test_a_failed_operation_before_a_commit_does_not_weaken_it (void)
{
  guint n_failed = 0;

  for (guint32 seed = 1; seed <= 16 * n_times; seed++)
    for (guint n = 1; n <= 24; n++)
      {
        Trial trial;

        begin_trial (&trial, seed);
        trial.has_failures = TRUE;
        boot (&trial);
        sim_disk_fail (SIM_FAULT_ERROR, n, TRUE);
        while (trial.acknowledged == 0 && trial.tried < 3)
          commit (&trial);
        n_failed += trial.tried > 1;
        g_assert_cmpint (trial.acknowledged, >, 0);
        sim_disk_fail (SIM_FAULT_ERROR, 0, FALSE);
        store_abandon (&trial.store);
        sim_disk_reboot ();
        boot (&trial);
        check (&trial);
        end_trial (&trial);
      }
  g_assert_cmpuint (n_failed, >, 0);
}

/* The disk itself: what was not synced may go, what was synced stays. */
static void
test_the_simulated_disk_forgets_what_was_not_synced (void)
{
  const HearthFs *fs = sim_disk_get_fs ();
  guint n_kept = 0;
  guint n_lost = 0;

  for (guint32 seed = 0; seed < 50; seed++)
    {
      char content[4] = { 0 };
      int fd;

      sim_disk_reset (seed);
      fd = fs->open (NULL, SIM_FOLDER_FD, "a", HEARTH_FS_CREATE);
      g_assert_cmpint (fs->write (NULL, fd, "abc", 3, 0), ==, 0);
      g_assert_cmpint (fs->sync (NULL, fd), ==, 0);
      g_assert_cmpint (fs->sync_folder (NULL, SIM_FOLDER_FD), ==, 0);
      g_assert_cmpint (fs->write (NULL, fd, "xyz", 3, 0), ==, 0);
      fs->close (NULL, fd);
      sim_disk_reboot ();
      fd = fs->open (NULL, SIM_FOLDER_FD, "a", HEARTH_FS_READ);
      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (fs->read (NULL, fd, content, 3, 0), ==, 3);
      n_lost += g_str_equal (content, "abc");
      n_kept += g_str_equal (content, "xyz");
      fs->close (NULL, fd);
    }
  g_assert_cmpuint (n_lost, >, 5);
  g_assert_cmpuint (n_kept, >, 5);
  g_assert_cmpuint (n_lost + n_kept, ==, 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_times = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  if (argc > 2)
    only_seed = (guint32) g_ascii_strtoull (argv[2], NULL, 10);
  g_test_add_func ("/vault/power/the-simulated-disk-forgets-what-was-not-synced",
                   test_the_simulated_disk_forgets_what_was_not_synced);
  g_test_add_func ("/vault/power/a-power-cut-loses-nothing-acknowledged",
                   test_a_power_cut_loses_nothing_acknowledged);
  g_test_add_func ("/vault/power/a-failing-operation-loses-nothing-acknowledged",
                   test_a_failing_operation_loses_nothing_acknowledged);
  g_test_add_func ("/vault/power/a-failed-operation-before-a-commit-does-not-weaken-it",
                   test_a_failed_operation_before_a_commit_does_not_weaken_it);
  return g_test_run ();
}
