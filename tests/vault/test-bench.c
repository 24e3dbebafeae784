/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measurement runs, measures both sides, and leaves nothing behind. What it measures is not
 * judged here. */
#include "config.h"

#include "hearth-bench.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_both_sides_are_measured_and_nothing_stays (void)
{
  const HearthBenchSize size = { .n_cases = 40, .n_steps = 5, .n_commits = 3, .n_rounds = 2 };
  g_autofree char *folder = g_dir_make_tmp ("hearth-test-XXXXXX", NULL);
  g_autoptr (HearthBenchReport) report = NULL;
  GError *error = NULL;

  report = hearth_bench_run (folder, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->figures->len, ==, 10);
  for (guint i = 0; i < report->figures->len; i++)
    {
      const HearthBenchFigure *figure = &g_array_index (report->figures, HearthBenchFigure, i);

      g_assert_true (figure->plain_s > 0 && figure->vault_s > 0);
      g_assert_true (figure->cpu_ratio > 0 && figure->wall_ratio > 0);
    }
  for (guint i = 0; i < 4; i++)
    g_assert_true (report->commit_us[i] > 0);
  g_assert_true (report->cipher_us[0] > 0 && report->cipher_us[1] > 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_folder_that_is_not_there_is_an_error (void)
{
  const HearthBenchSize size = { .n_cases = 1, .n_steps = 1, .n_commits = 1, .n_rounds = 1 };
  GError *error = NULL;

  g_assert_null (hearth_bench_run ("/nowhere/at/all", &size, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
  g_clear_error (&error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault/bench/both-sides-are-measured-and-nothing-stays",
                   test_both_sides_are_measured_and_nothing_stays);
  g_test_add_func ("/vault/bench/a-folder-that-is-not-there-is-an-error",
                   test_a_folder_that_is_not_there_is_an_error);
  return g_test_run ();
}
