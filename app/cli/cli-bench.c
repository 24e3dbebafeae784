/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench vault: what the encryption costs, as ratios to plain SQLite in the same run. */
#include "config.h"

#include "cli-commands.h"

#include "hearth-bench.h"

#include <glib/gstdio.h>

#define MAX_CASES 1000000
#define MAX_STEPS 1000
#define MAX_COMMITS 100000
#define MAX_ROUNDS 99

static const HearthCliOption options[] = { { "--cases", CLI_VALUE },   { "--steps", CLI_VALUE },
                                           { "--commits", CLI_VALUE }, { "--rounds", CLI_VALUE },
                                           { "--in", CLI_VALUE },      { NULL } };

static gboolean
read_size (const HearthCliArgs *args, HearthBenchSize *out, GError **error)
{
  guint64 n_cases = 20000;
  guint64 n_steps = 20;
  guint64 n_commits = 300;
  guint64 n_rounds = 3;

  if (!hearth_cli_args_get_uint (args, "--cases", MAX_CASES, &n_cases, error) ||
      !hearth_cli_args_get_uint (args, "--steps", MAX_STEPS, &n_steps, error) ||
      !hearth_cli_args_get_uint (args, "--commits", MAX_COMMITS, &n_commits, error) ||
      !hearth_cli_args_get_uint (args, "--rounds", MAX_ROUNDS, &n_rounds, error))
    return FALSE;
  *out = (HearthBenchSize){ (guint) MAX (n_cases, 1), (guint) MAX (n_steps, 1), (guint) n_commits,
                            (guint) MAX (n_rounds, 1) };
  return TRUE;
}

static json_t *
describe_figure (const HearthBenchFigure *figure)
{
  json_t *object = json_object ();

  json_object_set_new (object, "name", json_string (figure->name));
  json_object_set_new (object, "cpu_ratio", json_real (figure->cpu_ratio));
  json_object_set_new (object, "wall_ratio", json_real (figure->wall_ratio));
  json_object_set_new (object, "plain_cpu_s", json_real (figure->plain_s));
  json_object_set_new (object, "vault_cpu_s", json_real (figure->vault_s));
  json_object_set_new (object, "cipher_share",
                       figure->cipher_share > 0 ? json_real (figure->cipher_share) : json_null ());
  return object;
}

static json_t *
describe_commits (const double us[4])
{
  json_t *object = json_object ();

  json_object_set_new (object, "plain_p50_us", json_real (us[0]));
  json_object_set_new (object, "plain_p99_us", json_real (us[1]));
  json_object_set_new (object, "vault_p50_us", json_real (us[2]));
  json_object_set_new (object, "vault_p99_us", json_real (us[3]));
  json_object_set_new (object, "p50_ratio", us[0] > 0 ? json_real (us[2] / us[0]) : json_null ());
  json_object_set_new (object, "p99_ratio", us[1] > 0 ? json_real (us[3] / us[1]) : json_null ());
  return object;
}

static json_t *
describe (const HearthBenchReport *report, const HearthBenchSize *size)
{
  json_t *object = json_object ();
  json_t *figures = json_array ();

  for (guint i = 0; i < report->figures->len; i++)
    json_array_append_new (
        figures, describe_figure (&g_array_index (report->figures, HearthBenchFigure, i)));
  json_object_set_new (object, "bench", json_string ("vault"));
  json_object_set_new (object, "cases", json_integer (size->n_cases));
  json_object_set_new (object, "steps", json_integer (size->n_steps));
  json_object_set_new (object, "rounds", json_integer (size->n_rounds));
  json_object_set_new (object, "seal_page_us", json_real (report->cipher_us[0]));
  json_object_set_new (object, "open_page_us", json_real (report->cipher_us[1]));
  json_object_set_new (object, "commit", describe_commits (report->commit_us));
  json_object_set_new (object, "figures", figures);
  return object;
}

static json_t *
run_vault (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *parent = hearth_cli_args_get (args, "--in");
  g_autoptr (HearthBenchReport) report = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *folder = NULL;
  HearthBenchSize size;

  if (!read_size (args, &size, error))
    return NULL;
  absolute = g_canonicalize_filename (parent != NULL ? parent : g_get_tmp_dir (), NULL);
  folder = g_build_filename (absolute, "hearth-bench-XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO,
                           "no folder for the measurement");
      return NULL;
    }
  report = hearth_bench_run (folder, &size, error);
  g_rmdir (folder);
  return report != NULL ? describe (report, &size) : NULL;
}

const HearthCliCommand hearth_cli_bench_commands[] = {
  { "bench vault", "[--cases N] [--steps N] [--commits N] [--rounds N] [--in FOLDER]", 0, 0,
    options, run_vault },
  { NULL },
};
