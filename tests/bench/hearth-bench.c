/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast lists, cases and commits are in a vault, as ratios to the same statements without one, measured
 * in the same run: in memory for questions, in a plain file for commits. Times say little about another
 * machine; ratios say much. Processor time, but for what people wait for. */
#include "config.h"

#include "bench-plain.h"
#include "hearth-case-acts.h"
#include "hearth-case-list.h"
#include "hearth-case-snapshot-private.h"
#include "hearth-case.h"
#include "hearth-step-query.h"
#include "hearth-test-rows.h"
#include "hearth-test.h"

#include <time.h>

#define N_RUNS 7
#define BATCH 205
#define N_COMMITS 40
#define N_SCROLL_STEPS 50
#define ROWS_PER_STEP 9

static int n_cases = 10000;
static int n_steps = 10;
static gboolean as_json = FALSE;

static const GOptionEntry options[] = {
  { "cases", 0, 0, G_OPTION_ARG_INT, &n_cases, "How many cases", "N" },
  { "steps", 0, 0, G_OPTION_ARG_INT, &n_steps, "How many steps each has", "N" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON document", NULL },
  { NULL },
};

/* Of the questions, which have no other way to them. */
static HearthPackSet *all_packs;

typedef struct
{
  char *folder;
  HearthVault *vault;
  HearthClock *clock;
  HearthPackSet *packs;
  HearthContext *context;
  HearthDb *plain;
  HearthId real_case; /* opened like a person's, with plan and journal */
  json_t *results;
} Bench;

/* One question, asked of either side. */
typedef struct
{
  const char *name;
  gpointer (*ask) (HearthDb *db, gpointer data, GError **error);
  GDestroyNotify free_answer;
  const char *argument;
} Question;

static HearthDate
today (void)
{
  return hearth_date_new (2025, 6, 20);
}

static gpointer
ask_sorted (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  hearth_case_query_set_today (query, today ());
  g_assert_true (hearth_case_query_set_sort (query, ((Question *) data)->argument, FALSE));
  return hearth_case_query_run (db, query, error);
}

/* In the order of the pack, as the window asks for it. */
static gpointer
ask_ordered (HearthDb *db, gpointer data, GError **error)
{
  static const char *const order[] = { "severely-wounded", "under-25", "wounded", NULL };
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  g_assert_true (hearth_case_query_set_sort (query, ((Question *) data)->argument, TRUE));
  hearth_case_query_set_value_order (query, order);
  return hearth_case_query_run (db, query, error);
}

static gpointer
ask_facets (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  g_assert_true (hearth_case_query_add_filter (query, "stage", "reception"));
  return hearth_case_query_facets (db, query, ((Question *) data)->argument, error);
}

static gpointer
ask_overdue (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  hearth_case_query_set_today (query, today ());
  g_assert_true (hearth_case_query_add_filter (query, "overdue", "true"));
  return hearth_case_query_run (db, query, error);
}

static gpointer
ask_text (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  hearth_case_query_set_text (query, ((Question *) data)->argument);
  return hearth_case_query_run (db, query, error);
}

static gpointer
ask_rows (HearthDb *db, gpointer data, GError **error)
{
  gint64 ids[BATCH];

  for (guint i = 0; i < BATCH; i++)
    ids[i] = 1 + (gint64) i * 7919 % n_cases;
  return hearth_case_query_rows (db, ids, BATCH, today (), error);
}

static gpointer
ask_counts (HearthDb *db, gpointer data, GError **error)
{
  HearthCounts *counts = g_new0 (HearthCounts, 1);

  if (!hearth_step_query_counts (db, today (), counts, error))
    g_clear_pointer (&counts, g_free);
  return counts;
}

static gpointer
ask_outstanding (HearthDb *db, gpointer data, GError **error)
{
  const HearthOutstandingQuestion question = { today (), all_packs, TRUE };

  return hearth_step_query_outstanding (db, &question, error);
}

static gpointer
ask_due (HearthDb *db, gpointer data, GError **error)
{
  const HearthStepFilter filter = { .due_before = today (), .open_only = TRUE, .limit = 200 };

  return hearth_step_query_run (db, &filter, today (), error);
}

static void
free_array (gpointer array)
{
  g_array_unref (array);
}

static void
free_pointers (gpointer array)
{
  g_ptr_array_unref (array);
}

static const Question questions[] = {
  { "ids by name", ask_sorted, free_array, "name" },
  { "ids by unit", ask_sorted, free_array, "unit" },
  { "ids by category, ordered", ask_ordered, free_array, "category" },
  { "ids by release", ask_sorted, free_array, "released" },
  { "ids by longest overdue", ask_sorted, free_array, "overdue" },
  { "ids of overdue cases", ask_overdue, free_array, NULL },
  { "values of a filter, counted", ask_facets, free_pointers, "unit" },
  { "search, first key", ask_text, free_array, "м" },
  { "search, second key", ask_text, free_array, "ма" },
  { "search, third key", ask_text, free_array, "мак" },
  { "search, two words", ask_text, free_array, "макет арт" },
  { "batch of 205 rows", ask_rows, free_pointers, NULL },
  { "200 steps longest overdue", ask_due, free_pointers, NULL },
  { "counts of the sidebar", ask_counts, g_free, NULL },
  { "board of what is outstanding", ask_outstanding, free_pointers, NULL },
};

/* Processor time of all threads: what else the machine does is not in it, waiting for the disk neither. */
static gint64
processor_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static double
median_ms (gint64 *times_us, guint n)
{
  qsort (times_us, n, sizeof *times_us, compare_time);
  return (double) times_us[n / 2] / 1000;
}

static void
report (Bench *bench, const char *name, double vault_ms, double plain_ms)
{
  json_array_append_new (bench->results,
                         json_pack ("{s:s, s:f, s:f, s:f}", "name", name, "vault_ms", vault_ms,
                                    "plain_ms", plain_ms, "ratio",
                                    plain_ms > 0 ? vault_ms / plain_ms : 0));
  if (!as_json)
    g_print ("%-32s %9.2f ms %9.2f ms  %5.2f\n", name, vault_ms, plain_ms,
             plain_ms > 0 ? vault_ms / plain_ms : 0);
}

static gint64
ask_vault (Bench *bench, const Question *question)
{
  g_autoptr (GError) error = NULL;
  const gint64 start = processor_us ();
  gpointer answer = hearth_store_read (hearth_context_get_store (bench->context), question->ask,
                                       (gpointer) question, &error);

  g_assert_no_error (error);
  question->free_answer (answer);
  return processor_us () - start;
}

static gint64
ask_plain (Bench *bench, const Question *question)
{
  g_autoptr (GError) error = NULL;
  const gint64 start = processor_us ();
  gpointer answer = question->ask (bench->plain, (gpointer) question, &error);

  g_assert_no_error (error);
  question->free_answer (answer);
  return processor_us () - start;
}

/* Both sides in turns, so that what else the machine does falls on both. */
static void
measure_questions (Bench *bench)
{
  for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
    {
      gint64 vault_us[N_RUNS], plain_us[N_RUNS];

      for (guint i = 0; i < N_RUNS; i++)
        {
          vault_us[i] = ask_vault (bench, &questions[q]);
          plain_us[i] = ask_plain (bench, &questions[q]);
        }
      report (bench, questions[q].name, median_ms (vault_us, N_RUNS), median_ms (plain_us, N_RUNS));
    }
}

static void
open_real_case (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *fields = json_pack ("{s:s, s:s, s:s, s:s}", "surname", "Вимірченко", "given", "Тест",
                                   "category", "wounded", "released", "2025-06-09");

  changes = hearth_case_open (bench->context, fields, &bench->real_case, &error);
  g_assert_no_error (error);
}

static gpointer
ask_case (HearthDb *db, gpointer data, GError **error)
{
  return _hearth_case_snapshot_read (db, data, error);
}

static void
measure_case (Bench *bench)
{
  gint64 vault_us[N_RUNS], plain_us[N_RUNS], real_us[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (GError) error = NULL;
      const HearthId case_id = hearth_test_rows_case (1 + i * 97 % (guint) n_cases);
      g_autoptr (HearthCaseQuestion) question = _hearth_case_question_new (
          &case_id, today (), hearth_context_get_templates (bench->context));
      g_autoptr (HearthCaseSnapshot) in_vault = NULL;
      g_autoptr (HearthCaseSnapshot) in_plain = NULL;
      g_autoptr (HearthCase) kase = NULL;
      gint64 start = processor_us ();

      in_vault =
          hearth_store_read (hearth_context_get_store (bench->context), ask_case, question, &error);
      vault_us[i] = processor_us () - start;
      start = processor_us ();
      in_plain = ask_case (bench->plain, question, &error);
      plain_us[i] = processor_us () - start;
      start = processor_us ();
      kase = hearth_case_load (bench->context, &bench->real_case, &error);
      real_us[i] = processor_us () - start;
      g_assert_no_error (error);
      g_assert_nonnull (in_vault);
      g_assert_nonnull (in_plain);
      g_assert_nonnull (kase);
    }
  report (bench, "open a case", median_ms (vault_us, N_RUNS), median_ms (plain_us, N_RUNS));
  report (bench, "open a case with a whole plan", median_ms (real_us, N_RUNS), 0);
}

/* Commits are measured twice: what they cost the processor, and how long a person waits for the disk. */
static void
measure_commits (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "plain.db", NULL);
  BenchPlain *plain = bench_plain_open (path, (guint) n_cases);
  gint64 vault_us[N_COMMITS], plain_us[N_COMMITS], vault_wall_us[N_COMMITS],
      plain_wall_us[N_COMMITS];

  for (guint i = 0; i < N_COMMITS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *ward = g_strdup_printf ("%u", i);
      json_auto_t *fields = json_pack ("{s:s}", "ward", ward);
      gint64 start = processor_us (), start_wall = g_get_monotonic_time ();
      g_autoptr (HearthChangeSet) changes =
          hearth_case_set (bench->context, &bench->real_case, HEARTH_REVISION_ANY, fields, &error);

      g_assert_no_error (error);
      vault_us[i] = processor_us () - start;
      vault_wall_us[i] = g_get_monotonic_time () - start_wall;
      start = processor_us ();
      start_wall = g_get_monotonic_time ();
      bench_plain_commit (plain);
      plain_us[i] = processor_us () - start;
      plain_wall_us[i] = g_get_monotonic_time () - start_wall;
    }
  report (bench, "commit of one field", median_ms (vault_us, N_COMMITS),
          median_ms (plain_us, N_COMMITS));
  report (bench, "commit of one field, waiting", median_ms (vault_wall_us, N_COMMITS),
          median_ms (plain_wall_us, N_COMMITS));
  bench_plain_close (plain);
}

/* One turn of the main loop; keeps the longest. */
static void
turn (gint64 *longest_us)
{
  const gint64 start = g_get_monotonic_time ();

  if (g_main_context_iteration (NULL, FALSE))
    *longest_us = MAX (*longest_us, g_get_monotonic_time () - start);
  else
    g_usleep (100);
}

static void
wait_for_rows (GPtrArray *items, gint64 *longest_us)
{
  for (guint i = 0; i < items->len; i++)
    while (!hearth_case_item_is_loaded (g_ptr_array_index (items, i)))
      turn (longest_us);
}

/* What a window does, without one: a screen of rows, then a few more with each step. The longest turn of
 * the main loop must stay far below a frame of 16 ms, which cells need for themselves. */
static void
measure_scrolling (Bench *bench)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (HearthCaseList) list = hearth_case_list_new (bench->context);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 longest_us = 0, first_us;
  guint position = 0;

  while (hearth_case_list_is_loading (list))
    turn (&longest_us);
  for (guint step = 0; step < N_SCROLL_STEPS; step++)
    {
      for (guint i = 0; i < (step == 0 ? BATCH : ROWS_PER_STEP); i++)
        {
          HearthCaseItem *item = g_list_model_get_item (G_LIST_MODEL (list), position++);

          hearth_case_item_get_row (item);
          g_ptr_array_add (items, item);
        }
      wait_for_rows (items, &longest_us);
      if (step == 0)
        first_us = g_get_monotonic_time () - start;
      if (items->len > BATCH)
        g_ptr_array_remove_range (items, 0, items->len - BATCH);
    }
  report (bench, "list: first screen of rows", (double) first_us / 1000, 0);
  report (bench, "list: longest main-loop turn", (double) longest_us / 1000, 0);
}

static void
fill_on_writer (gpointer data)
{
  Bench *bench = data;

  hearth_test_rows_fill (hearth_vault_get_writer (bench->vault), (guint) n_cases, (guint) n_steps);
}

static void
open_bench (Bench *bench)
{
  static const guint8 words[] = "measure";
  g_autofree char *path = NULL;
  g_autofree char *packs = hearth_pack_default_dir ();
  g_autoptr (HearthSecret) passphrase = hearth_secret_new (words, sizeof words - 1);
  g_autoptr (GError) error = NULL;

  bench->folder = hearth_test_make_folder ();
  bench->results = json_array ();
  path = g_build_filename (bench->folder, "bench.hearth", NULL);
  bench->vault = hearth_vault_new (path, hearth_model_get_schema ());
  hearth_vault_create (bench->vault, "bench", passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error);
  g_assert_no_error (error);
  bench->clock = hearth_clock_new_fixed (today ());
  bench->packs = hearth_pack_set_load (packs, &error);
  all_packs = bench->packs;
  g_assert_no_error (error);
  bench->context = hearth_context_new (bench->vault, bench->clock, bench->packs, &error);
  g_assert_no_error (error);
  hearth_worker_call_sync (hearth_vault_get_writer_worker (bench->vault), fill_on_writer, bench);
  bench->plain = hearth_test_rows_open ();
  hearth_test_rows_fill (bench->plain, (guint) n_cases, (guint) n_steps);
  open_real_case (bench);
}

static void
close_bench (Bench *bench)
{
  g_clear_object (&bench->context);
  hearth_vault_lock (bench->vault, FALSE);
  g_clear_object (&bench->vault);
  g_clear_object (&bench->clock);
  g_clear_pointer (&bench->packs, hearth_pack_set_unref);
  g_clear_pointer (&bench->plain, hearth_db_close);
  json_decref (bench->results);
  hearth_test_remove_folder (bench->folder);
  g_free (bench->folder);
}

static void
print_json (Bench *bench)
{
  json_auto_t *all = json_pack ("{s:i, s:i, s:O}", "cases", n_cases, "steps_per_case", n_steps,
                                "results", bench->results);
  g_autofree char *text = json_dumps (all, JSON_INDENT (1));

  g_print ("%s\n", text);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_cases < 2 * BATCH || n_steps < 1)
    {
      g_printerr ("hearth-bench: %s\n", error != NULL ? error->message : "numbers too small");
      return 1;
    }
  hearth_vault_global_init ();
  open_bench (&bench);
  if (!as_json)
    g_print ("%d cases of %d steps: vault, plain SQLite, ratio\n", n_cases, n_steps);
  measure_questions (&bench);
  measure_case (&bench);
  measure_commits (&bench);
  measure_scrolling (&bench);
  if (as_json)
    print_json (&bench);
  close_bench (&bench);
  return 0;
}
