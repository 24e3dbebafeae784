/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store beside plain SQLite. Prints one line per measure: name, CPU ratio, wall ratio, and how
 * much of the difference is the cipher alone. The goals are in vault 14.2; `hearthctl bench vault`
 * says the same as JSON. */
#include "config.h"

#include "hearth-bench.h"
#include "hearth-vault.h"

#include <glib/gstdio.h>

int
main (int argc, char *argv[])
{
  const HearthBenchSize size = { .n_cases = 20000, .n_steps = 20, .n_commits = 300, .n_rounds = 3 };
  g_autofree char *folder = g_dir_make_tmp ("hearth-bench-XXXXXX", NULL);
  g_autoptr (HearthBenchReport) report = NULL;
  g_autoptr (GError) error = NULL;

  hearth_vault_global_init ();
  report = hearth_bench_run (folder, &size, &error);
  g_rmdir (folder);
  if (report == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < report->figures->len; i++)
    {
      const HearthBenchFigure *figure = &g_array_index (report->figures, HearthBenchFigure, i);

      g_print ("%-24s cpu %.2f wall %.2f cipher %.2f\n", figure->name, figure->cpu_ratio,
               figure->wall_ratio, figure->cipher_share);
    }
  g_print ("commit p50 %.2f p99 %.2f\n", report->commit_us[2] / report->commit_us[0],
           report->commit_us[3] / report->commit_us[1]);
  g_print ("a page sealed in %.2f us, opened in %.2f us\n", report->cipher_us[0],
           report->cipher_us[1]);
  return 0;
}
