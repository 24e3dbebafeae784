/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the case tables of the packs: facts in, expected lines out, written by hand from the rules. A
 * table is named after its pack; its lines are words as a shell would split them:
 *
 *   case NAME                                 begins a case: no facts, no steps
 *   facts KEY=VALUE…                          today, birth, released, arrived, received:DOCUMENT, or a fact
 *   step ID[/N] [KEY=VALUE…]                  a step that is there: state, done, due, reason, manual=yes
 *   expect ID[/N] [KEY=VALUE…]                due, start, state, act, blocked, reason, redated, title, uk, en
 *   absent ID[/N]                             the plan has no such line
 *   find KIND TEXT ID|none                    what a text leads to
 *   value KIND ID KEY[uk] VALUE               what an entry says
 *   off DATE ENTRY|none                       which entry makes a day a day off
 *   add DATE N DATE                           so many working days later
 */
#include "config.h"

#include "hearth-plan-explain.h"

#include <string.h>

typedef struct
{
  HearthPlanTemplates *templates;
  char *place; /* file:line */
  GPtrArray *lines;
} Case;

typedef struct
{
  const Case *test;
  HearthPlanFacts *facts;
  GArray *steps;
  GPtrArray *items;
  GPtrArray *strings;
} Run;

static char *
folder (const char *first, const char *second, const char *third)
{
  return g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), first, second, third, NULL);
}

static HearthDate
date_of (const char *text)
{
  HearthDate date = HEARTH_DATE_NONE;

  if (!g_str_equal (text, "none"))
    g_assert_true (hearth_date_parse (text, &date));
  return date;
}

/* Splits `key=value`; the key's copy lives as long as the run. */
static const char *
value_of (const char *word, char **key)
{
  const char *equals = strchr (word, '=');

  g_assert_nonnull (equals);
  *key = g_strndup (word, equals - word);
  return equals + 1;
}

static char *
keep (Run *run, char *text)
{
  g_ptr_array_add (run->strings, text);
  return text;
}

static void
split_id (Run *run, const char *word, const char **id, int *occurrence)
{
  const char *slash = strchr (word, '/');

  *occurrence = slash != NULL ? (int) g_ascii_strtoll (slash + 1, NULL, 10) : 1;
  *id = keep (run, slash != NULL ? g_strndup (word, slash - word) : g_strdup (word));
}

static void
read_fact (Run *run, const char *word)
{
  static const char *const days[HEARTH_PLAN_N_DAYS] = {
    [HEARTH_PLAN_DAY_TODAY] = "today",       [HEARTH_PLAN_DAY_BIRTH] = "birth",
    [HEARTH_PLAN_DAY_CAPTURED] = "captured", [HEARTH_PLAN_DAY_RELEASED] = "released",
    [HEARTH_PLAN_DAY_ARRIVED] = "arrived",
  };
  g_autofree char *key = NULL;
  const char *value = value_of (word, &key);

  for (guint i = 0; i < HEARTH_PLAN_N_DAYS; i++)
    if (g_str_equal (days[i], key))
      {
        hearth_plan_facts_set_day (run->facts, i, date_of (value));
        return;
      }
  if (g_str_has_prefix (key, "received:"))
    hearth_plan_facts_set_received (run->facts, key + strlen ("received:"), date_of (value));
  else
    hearth_plan_facts_add (run->facts, key, value);
}

static void
read_step (Run *run, char **words)
{
  HearthPlanStep step = { .done_on = HEARTH_DATE_NONE, .due = HEARTH_DATE_NONE };

  split_id (run, words[1], &step.template_id, &step.occurrence);
  for (char **word = words + 2; *word != NULL; word++)
    {
      g_autofree char *key = NULL;
      const char *value = value_of (*word, &key);

      if (g_str_equal (key, "state"))
        g_assert_true (hearth_step_state_from_id (value, &step.state));
      else if (g_str_equal (key, "done"))
        {
          step.state = HEARTH_STEP_DONE;
          step.done_on = date_of (value);
        }
      else if (g_str_equal (key, "due"))
        step.due = date_of (value);
      else if (g_str_equal (key, "reason"))
        step.reason = keep (run, g_strdup (value));
      else if (g_str_equal (key, "manual"))
        step.is_due_manual = TRUE;
      else
        g_test_fail_printf ("%s: no key '%s'", run->test->place, key);
    }
  g_array_append_val (run->steps, step);
}

static const HearthPlanItem *
find_item (Run *run, const char *word)
{
  const char *id;
  int occurrence;

  split_id (run, word, &id, &occurrence);
  g_clear_pointer (&run->items, g_ptr_array_unref);
  run->items =
      hearth_plan_evaluate (run->test->templates, run->facts,
                            (const HearthPlanStep *) (gpointer) run->steps->data, run->steps->len);
  for (guint i = 0; i < run->items->len; i++)
    {
      const HearthPlanItem *item = g_ptr_array_index (run->items, i);

      if (item->occurrence == occurrence && g_str_equal (item->template_id, id))
        return item;
    }
  return NULL;
}

static char *
show_date (HearthDate date)
{
  return date == HEARTH_DATE_NONE ? g_strdup ("none") : hearth_date_to_string (date);
}

static char *
show (Run *run, const HearthPlanItem *item, const char *key)
{
  static const char *const acts[] = { "keep", "add", "retire", "revive" };

  if (g_str_equal (key, "due"))
    return show_date (item->due);
  if (g_str_equal (key, "start"))
    return show_date (item->start);
  if (g_str_equal (key, "state"))
    return g_strdup (hearth_step_state_to_id (item->state));
  if (g_str_equal (key, "act"))
    return g_strdup (acts[item->act]);
  if (g_str_equal (key, "blocked"))
    return g_strjoinv (",", item->blocked_by);
  if (g_str_equal (key, "reason"))
    return g_strdup (item->retired_reason != NULL ? item->retired_reason : "none");
  if (g_str_equal (key, "redated"))
    return g_strdup (item->is_redated ? "yes" : "no");
  if (g_str_equal (key, "title"))
    return hearth_plan_dup_title (run->test->templates, item->template_id, item->occurrence, "uk");
  return hearth_plan_explain (item, run->test->templates, key);
}

static void
expect (Run *run, char **words)
{
  const HearthPlanItem *item = find_item (run, words[1]);

  if (item == NULL)
    {
      g_test_fail_printf ("%s: %s is not in the plan", run->test->place, words[1]);
      return;
    }
  for (char **word = words + 2; *word != NULL; word++)
    {
      g_autofree char *key = NULL;
      const char *wanted = value_of (*word, &key);
      g_autofree char *got = show (run, item, key);

      if (!g_str_equal (got, wanted))
        g_test_fail_printf ("%s: %s: %s is '%s', not '%s'", run->test->place, words[1], key, got,
                            wanted);
    }
}

static void
find (Run *run, char **words)
{
  HearthPackSet *packs = hearth_plan_templates_get_packs (run->test->templates);
  const char *id = hearth_pack_set_find_by_text (packs, words[1], words[2]);

  g_assert_cmpstr (id != NULL ? id : "none", ==, words[3]);
}

static void
check_value (Run *run, char **words)
{
  HearthPackSet *packs = hearth_plan_templates_get_packs (run->test->templates);
  const HearthPackEntry *entry = hearth_pack_set_lookup (packs, words[1], words[2]);
  g_auto (GStrv) key = g_strsplit_set (words[3], "[]", 3);

  g_assert_nonnull (entry);
  g_assert_cmpstr (hearth_pack_entry_get_text (entry, key[0], key[1]), ==, words[4]);
}

static void
check_day_off (Run *run, char **words)
{
  HearthCalendar *calendar = hearth_plan_templates_get_calendar (run->test->templates);
  const HearthPackEntry *entry = hearth_calendar_get_day_off (calendar, date_of (words[1]));
  const char *got = entry != NULL ? hearth_pack_entry_get_id (entry) : "none";

  if (!g_str_equal (got, words[2]))
    g_test_fail_printf ("%s: %s is '%s', not '%s'", run->test->place, words[1], got, words[2]);
}

static void
check_add (Run *run, char **words)
{
  HearthCalendar *calendar = hearth_plan_templates_get_calendar (run->test->templates);
  int n_days = (int) g_ascii_strtoll (words[2], NULL, 10);
  g_autofree char *got =
      show_date (hearth_calendar_add_working_days (calendar, date_of (words[1]), n_days));

  if (!g_str_equal (got, words[3]))
    g_test_fail_printf ("%s: %s + %d is %s, not %s", run->test->place, words[1], n_days, got,
                        words[3]);
}

static void
run_line (Run *run, char **words)
{
  if (g_str_equal (words[0], "facts"))
    for (char **word = words + 1; *word != NULL; word++)
      read_fact (run, *word);
  else if (g_str_equal (words[0], "step"))
    read_step (run, words);
  else if (g_str_equal (words[0], "expect"))
    expect (run, words);
  else if (g_str_equal (words[0], "absent"))
    g_assert_null (find_item (run, words[1]));
  else if (g_str_equal (words[0], "find"))
    find (run, words);
  else if (g_str_equal (words[0], "value"))
    check_value (run, words);
  else if (g_str_equal (words[0], "off"))
    check_day_off (run, words);
  else if (g_str_equal (words[0], "add"))
    check_add (run, words);
  else
    g_test_fail_printf ("%s: no such line as '%s'", run->test->place, words[0]);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (HearthPlanFacts) facts = hearth_plan_facts_new ();
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (HearthPlanStep));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Run run = { test, facts, steps, NULL, strings };

  g_assert_cmpuint (test->lines->len, >, 0);
  for (guint i = 0; i < test->lines->len; i++)
    {
      g_auto (GStrv) words = NULL;

      g_assert_true (g_shell_parse_argv (g_ptr_array_index (test->lines, i), NULL, &words, NULL));
      run_line (&run, words);
    }
  g_clear_pointer (&run.items, g_ptr_array_unref);
}

static void
free_case (gpointer data)
{
  Case *test = data;

  hearth_plan_templates_unref (test->templates);
  g_ptr_array_unref (test->lines);
  g_free (test->place);
  g_free (test);
}

static void
add_cases (HearthPlanTemplates *templates, const char *stem, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Case *test = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (*line == '\0' || *line == '#')
        continue;
      if (g_str_has_prefix (line, "case "))
        {
          g_autofree char *path = g_strdup_printf ("/cases/%s/%s", stem, line + strlen ("case "));

          test = g_new0 (Case, 1);
          test->templates = hearth_plan_templates_ref (templates);
          test->place = g_strdup_printf ("%s.cases:%u", stem, i + 1);
          test->lines = g_ptr_array_new_with_free_func (g_free);
          g_test_add_data_func_full (path, test, test_case, free_case);
          continue;
        }
      g_assert_nonnull (test);
      g_ptr_array_add (test->lines, g_strdup (line));
    }
}

static void
test_every_pack_has_its_table (void)
{
  g_autofree char *packs = folder ("data", "packs", NULL);
  g_autoptr (GDir) dir = g_dir_open (packs, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".pack"))
      {
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".pack"));
        g_autofree char *file = g_strconcat (stem, ".cases", NULL);
        g_autofree char *tables = folder ("tests", "rules", "cases");
        g_autofree char *path = g_build_filename (tables, file, NULL);

        if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
          g_test_fail_printf ("%s has no table", name);
      }
}

int
main (int argc, char *argv[])
{
  g_autoptr (HearthPlanTemplates) templates = NULL;
  g_autoptr (HearthPackSet) packs = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *pack_dir = NULL;
  g_autofree char *tables = NULL;
  const char *name;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  pack_dir = folder ("data", "packs", NULL);
  tables = folder ("tests", "rules", "cases");
  packs = hearth_pack_set_load (pack_dir, &error);
  g_assert_no_error (error);
  templates = hearth_plan_templates_new (packs, &error);
  g_assert_no_error (error);

  g_test_add_func ("/cases/every-pack-has-its-table", test_every_pack_has_its_table);
  dir = g_dir_open (tables, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".cases"))
      {
        g_autofree char *path = g_build_filename (tables, name, NULL);
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".cases"));
        g_autofree char *text = NULL;

        g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
        add_cases (templates, stem, text);
      }

  return g_test_run ();
}
