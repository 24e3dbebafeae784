/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim-run.h"

/* No act of a test has so many operations: one that never gets through ends here. */
#define MAX_OPERATIONS 200000

static SimImage *
set_up (const SimTrial *trial, gpointer data)
{
  sim_disk_reset (1);
  trial->set_up (data);
  sim_disk_settle ();
  return sim_disk_take_image ();
}

guint
sim_run_every_cut (const SimTrial *trial, gpointer data, guint step, guint n_fates)
{
  g_autoptr (SimImage) image = set_up (trial, data);
  gboolean is_through = FALSE;
  guint n_cuts = 0;

  for (guint n = 1; !is_through; n += step)
    {
      g_assert_cmpuint (n, <, MAX_OPERATIONS);
      for (guint fate = 0; fate < n_fates && !is_through; fate++)
        {
          gboolean is_acknowledged;

          sim_disk_put_image (image, n * 1000 + fate);
          sim_disk_cut_after (n);
          is_acknowledged = trial->act (data);
          is_through = !sim_disk_is_cut ();
          n_cuts += !is_through;
          g_assert_true (is_acknowledged || !is_through);
          sim_disk_reboot ();
          trial->check (data, is_acknowledged);
          sim_disk_settle ();
        }
    }
  return n_cuts;
}

/* Returns whether the act met the fault. */
static gboolean
run_fault (const SimTrial *trial,
           gpointer data,
           const SimImage *image,
           SimFault fault,
           guint n,
           gboolean only_once)
{
  gboolean is_acknowledged;
  gboolean has_failed;

  sim_disk_put_image (image, n);
  sim_disk_fail (fault, n, only_once);
  is_acknowledged = trial->act (data);
  has_failed = sim_disk_has_failed ();
  sim_disk_fail (fault, 0, FALSE);
  g_assert_true (is_acknowledged || has_failed);
  trial->check (data, is_acknowledged);
  sim_disk_reboot ();
  trial->check (data, is_acknowledged);
  sim_disk_settle ();
  return has_failed;
}

guint
sim_run_every_fault (const SimTrial *trial, gpointer data, guint step)
{
  g_autoptr (SimImage) image = set_up (trial, data);
  guint n_faults = 0;
  guint n_changes, n_reads;

  sim_disk_put_image (image, 0);
  g_assert_true (trial->act (data));
  n_changes = sim_disk_get_n_operations ();
  n_reads = sim_disk_get_n_reads ();
  for (guint fault = 0; fault < SIM_N_FAULTS; fault++)
    {
      guint last = fault == SIM_FAULT_READ || fault == SIM_FAULT_SHORT ? n_reads : n_changes;

      for (guint n = 1; n <= last; n += step)
        {
          n_faults += run_fault (trial, data, image, (SimFault) fault, n, TRUE);
          n_faults += run_fault (trial, data, image, (SimFault) fault, n, FALSE);
        }
    }
  return n_faults;
}

guint
sim_run_count_operations (const SimTrial *trial, gpointer data)
{
  g_autoptr (SimImage) image = set_up (trial, data);

  g_assert_true (trial->act (data));
  return sim_disk_get_n_operations ();
}
