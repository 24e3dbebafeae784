/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench board: the manager's board and the reports over many made-up cases, each beside one pass over the
 * table of steps in the same run. */
#include "config.h"

#include "cli-commands.h"

#include "hearth-bench-fill-store.h"
#include "hearth-context.h"
#include "hearth-outstanding-order.h"
#include "hearth-report.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define MAX_CASES 1000000
#define MAX_STEPS 1000
#define MAX_ROUNDS 99
#define US_OF_MS 1000.0

static const HearthCliOption options[] = { { "--cases", CLI_VALUE },
                                           { "--steps", CLI_VALUE },
                                           { "--rounds", CLI_VALUE },
                                           { "--in", CLI_VALUE },
                                           { NULL } };

typedef struct
{
  HearthBenchFill size;
  guint n_rounds;
  char *folder;
  HearthClock *clock;
  HearthVault *vault;
  HearthContext *context;
  HearthOutstandingQuestion question;
  HearthReportQuestion asked;
  const HearthReport *report; /* the one in hand */
  GPtrArray *rows;
  gboolean has_left_out;
  double baseline_us;
  json_t *figures;
} Bench;

/* @self->rows, or nothing but the time it takes. */
typedef gboolean (*BenchFunc) (Bench *self, guint which, GError **error);

static gint64
processor_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Medians of the rounds. */
static gboolean
measure (
    Bench *self, const char *what, const char *name, BenchFunc func, guint which, GError **error)
{
  g_autofree double *cpu_us = g_new0 (double, self->n_rounds);
  g_autofree double *wall_us = g_new0 (double, self->n_rounds);
  double median;

  for (guint i = 0; i < self->n_rounds; i++)
    {
      const gint64 cpu = processor_us (), wall = g_get_monotonic_time ();

      if (!func (self, which, error))
        return FALSE;
      cpu_us[i] = (double) (processor_us () - cpu);
      wall_us[i] = (double) (g_get_monotonic_time () - wall);
    }
  qsort (cpu_us, self->n_rounds, sizeof *cpu_us, compare_double);
  qsort (wall_us, self->n_rounds, sizeof *wall_us, compare_double);
  median = cpu_us[self->n_rounds / 2];
  if (self->baseline_us == 0)
    self->baseline_us = MAX (median, 1);
  json_array_append_new (self->figures,
                         json_pack ("{s:s, s:s, s:f, s:f, s:f}", "what", what, "name", name, "ms",
                                    wall_us[self->n_rounds / 2] / US_OF_MS, "cpu_ms",
                                    median / US_OF_MS, "ratio", median / self->baseline_us));
  return TRUE;
}

static gpointer
read_steps_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_bench_read_steps (db, error) >= 0 ? data : NULL;
}

static gboolean
read_steps (Bench *self, guint which, GError **error)
{
  return hearth_store_read (hearth_context_get_store (self->context), read_steps_on_reader, self,
                            error) != NULL;
}

static gpointer
open_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Bench *self = data;

  return hearth_step_query_outstanding_to_tell (db, &self->question, &self->has_left_out, error);
}

static gboolean
open_board (Bench *self, guint which, GError **error)
{
  HearthOutstandingFigures total;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows =
      hearth_store_read (hearth_context_get_store (self->context), open_on_reader, self, error);
  if (self->rows == NULL)
    return FALSE;
  total = hearth_outstanding_total (self->rows, self->question.as_of);
  return total.n_rows == self->rows->len;
}

static gboolean
group (Bench *self, guint which, GError **error)
{
  g_autoptr (GPtrArray) groups = hearth_outstanding_group (
      self->rows, (HearthOutstandingGrouping) which, self->question.as_of);

  return groups != NULL;
}

static gboolean
sort (Bench *self, guint which, GError **error)
{
  g_autoptr (GPtrArray) rows = hearth_outstanding_filter (self->rows, "all", self->question.as_of);

  hearth_outstanding_sort (rows, (HearthOutstandingSort) which, FALSE);
  return TRUE;
}

static gpointer
report_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Bench *self = data;

  return hearth_report_make (self->report, db, &self->asked, error);
}

static gboolean
make_report (Bench *self, guint which, GError **error)
{
  g_autoptr (HearthTable) table = NULL;

  self->report = hearth_report_get (which);
  table =
      hearth_store_read (hearth_context_get_store (self->context), report_on_reader, self, error);
  return table != NULL;
}

static void
forget_most_memory (void)
{
  g_autoptr (GError) error = NULL;

  /* Where there is no such file, what the filling took is counted too. */
  g_file_set_contents ("/proc/self/clear_refs", "5", 1, &error);
}

static gint64
get_memory_kib (const char *which)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, which);
  return line != NULL ? g_ascii_strtoll (line + strlen (which), NULL, 10) : 0;
}

static gboolean
measure_all (Bench *self, json_t *document, GError **error)
{
  const HearthReport *report;

  if (!measure (self, "baseline", "steps", read_steps, 0, error))
    return FALSE;
  json_object_set_new (document, "memory_before_kib", json_integer (get_memory_kib ("VmRSS:")));
  if (!measure (self, "board", "open", open_board, 0, error))
    return FALSE;
  json_object_set_new (document, "rows", json_integer (self->rows->len));
  json_object_set_new (document, "memory_open_kib", json_integer (get_memory_kib ("VmRSS:")));
  for (guint i = 0; i < HEARTH_N_OUTSTANDING_GROUPINGS; i++)
    if (!measure (self, "group", hearth_outstanding_grouping_get_name (i), group, i, error))
      return FALSE;
  for (guint i = 0; i < HEARTH_N_OUTSTANDING_SORTS; i++)
    if (!measure (self, "sort", hearth_outstanding_sort_get_name (i), sort, i, error))
      return FALSE;
  json_object_set_new (document, "memory_board_kib", json_integer (get_memory_kib ("VmHWM:")));
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  for (guint i = 0; (report = hearth_report_get (i)) != NULL; i++)
    if (!measure (self, "report", hearth_report_get_name (report), make_report, i, error))
      return FALSE;
  json_object_set_new (document, "memory_most_kib", json_integer (get_memory_kib ("VmHWM:")));
  return TRUE;
}

typedef struct
{
  Bench *bench;
  gboolean is_done;
  GError *error;
} Filling;

static void
fill_on_writer (gpointer data)
{
  Filling *self = data;

  self->is_done = hearth_bench_fill (hearth_vault_get_writer (self->bench->vault),
                                     &self->bench->size, &self->error);
}

static gboolean
open_vault (Bench *self, GError **error)
{
  static const guint8 words[] = "measure";
  g_autoptr (HearthSecret) passphrase = hearth_secret_new (words, sizeof words - 1);
  g_autofree char *path = g_build_filename (self->folder, "bench.hearth", NULL);
  Filling filling = { .bench = self };

  self->vault = hearth_vault_new (path, hearth_model_get_schema ());
  if (!hearth_vault_create (self->vault, "bench", passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1,
                            error))
    return FALSE;
  self->context = hearth_context_new (self->vault, self->clock, self->size.packs, error);
  if (self->context == NULL)
    return FALSE;
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), fill_on_writer, &filling);
  if (!filling.is_done)
    g_propagate_error (error, filling.error);
  return filling.is_done;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR) && !g_file_test (inside, G_FILE_TEST_IS_SYMLINK))
        remove_folder (inside);
      else
        g_unlink (inside);
    }
  g_rmdir (path);
}

static void
bench_clear (Bench *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);
  if (self->vault != NULL)
    hearth_vault_lock (self->vault, FALSE);
  g_clear_object (&self->vault);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->figures, json_decref);
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static gboolean
read_size (HearthCli *cli, const HearthCliArgs *args, Bench *self, GError **error)
{
  guint64 n_cases = 5000, n_steps = 40, n_rounds = 3;

  if (!hearth_cli_args_get_uint (args, "--cases", MAX_CASES, &n_cases, error) ||
      !hearth_cli_args_get_uint (args, "--steps", MAX_STEPS, &n_steps, error) ||
      !hearth_cli_args_get_uint (args, "--rounds", MAX_ROUNDS, &n_rounds, error))
    return FALSE;
  self->n_rounds = (guint) MAX (n_rounds, 1);
  self->size = (HearthBenchFill){ (guint) MAX (n_cases, 1), (guint) n_steps,
                                  hearth_cli_get_today (cli), hearth_cli_get_packs (cli, error) };
  self->question = (HearthOutstandingQuestion){ self->size.today, self->size.packs, TRUE };
  self->asked = (HearthReportQuestion){ .packs = self->size.packs,
                                        .language = cli->language,
                                        .today = self->size.today,
                                        .from = HEARTH_DATE_NONE,
                                        .to = HEARTH_DATE_NONE,
                                        .is_owed_known = TRUE };
  return self->size.packs != NULL;
}

static gboolean
make_folder (Bench *self, const char *parent, GError **error)
{
  g_autofree char *absolute =
      g_canonicalize_filename (parent != NULL ? parent : g_get_tmp_dir (), NULL);

  self->folder = g_build_filename (absolute, "hearth-bench-XXXXXX", NULL);
  if (g_mkdtemp_full (self->folder, 0700) != NULL)
    return TRUE;
  g_clear_pointer (&self->folder, g_free);
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO,
                       "no folder for the measurement");
  return FALSE;
}

static json_t *
run (Bench *self, GError **error)
{
  gint64 since = g_get_monotonic_time ();
  json_t *document;

  if (!open_vault (self, error))
    return NULL;
  document =
      json_pack ("{s:s, s:i, s:i, s:i, s:f}", "bench", "board", "cases", (int) self->size.n_cases,
                 "steps", (int) self->size.n_steps, "rounds", (int) self->n_rounds, "fill_s",
                 (double) (g_get_monotonic_time () - since) / G_USEC_PER_SEC);
  self->figures = json_array ();
  forget_most_memory ();
  if (!measure_all (self, document, error))
    {
      json_decref (document);
      return NULL;
    }
  json_object_set (document, "figures", self->figures);
  return document;
}

static json_t *
run_board (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  Bench bench = { .n_rounds = 1 };
  json_t *document = NULL;

  bench.clock = hearth_clock_new_fixed (hearth_cli_get_today (cli));
  if (read_size (cli, args, &bench, error) &&
      make_folder (&bench, hearth_cli_args_get (args, "--in"), error))
    document = run (&bench, error);
  bench_clear (&bench);
  return document;
}

const HearthCliCommand hearth_cli_bench_board_commands[] = {
  { "bench board", "[--cases N] [--steps N] [--rounds N] [--in FOLDER]", 0, 0, options, run_board },
  { NULL },
};
