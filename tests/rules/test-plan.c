/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates that must be refused, words of amounts, progress. Due dates of the shipped steps stand in
 * cases/steps.cases. */
#include "config.h"

#include "hearth-plan-explain.h"
#include "hearth-plan-phrases.h"

#include <string.h>

#define HEAD "[pack]\nKind=step\nVersion=1\nTitle=S\nTitle[uk]=К\n"
#define SOURCE "Source=Law 1\nSource[uk]=Закон 1\nChecked=2026-01-01\nCertainty=sourced\n"
#define STEP(id, title)                                                                            \
  "[" id "]\nTitle=" title "\nTitle[uk]=крок " title "\nTrack=medical\nRole=nurse\n"               \
  "Needs=nothing\n" SOURCE
#define OWN "Clock=own\n"
#define ROLES                                                                                      \
  "[pack]\nKind=role\nVersion=1\nTitle=R\nTitle[uk]=Р\n"                                          \
  "[nurse]\nTitle=Nurse\nTitle[uk]=медсестра\nIsLogin=false\n" SOURCE

static HearthPackSet *
packs_from (const char *steps, GPtrArray *problems)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);

  g_ptr_array_add (packs, hearth_pack_read_data ("r.pack", ROLES, strlen (ROLES), problems));
  g_ptr_array_add (packs, hearth_pack_read_data ("s.pack", steps, strlen (steps), problems));
  return hearth_pack_set_new (packs, NULL, problems);
}

static HearthPlanTemplates *
templates_from (const char *steps, GPtrArray *problems)
{
  g_autoptr (HearthPackSet) packs = packs_from (steps, problems);

  return problems->len == 0 ? hearth_plan_templates_new_checked (packs, problems) : NULL;
}

typedef struct
{
  const char *name;
  const char *steps;
  const char *code;
  const char *group;
  const char *key;
} Refusal;

/* clang-format off */
static const Refusal refusals[] = {
  { "unknown-prerequisite", HEAD STEP ("a", "A") OWN "After=b\n", "unknown-reference", "a", "After" },
  { "unknown-alternative", HEAD STEP ("a", "A") OWN "After=c|b\n" STEP ("c", "C") OWN, "unknown-reference", "a", "After" },
  { "unknown-anchor", HEAD STEP ("a", "A") OWN "DueFrom=step:b\nDueOffset=1\n", "unknown-reference", "a", "DueFrom" },
  { "unknown-document", HEAD STEP ("a", "A") OWN "DueFrom=document:b\nDueOffset=1\n", "unknown-reference", "a", "DueFrom" },
  { "unknown-fact", HEAD STEP ("a", "A") OWN "When=weather:rain\n", "unknown-reference", "a", "When" },
  { "unknown-value", HEAD STEP ("a", "A") OWN "When=sex:other\n", "unknown-reference", "a", "When" },
  { "bad-anchor", HEAD STEP ("a", "A") OWN "DueFrom=birth\nDueOffset=1\n", "bad-value", "a", "DueFrom" },
  { "anchor-without-offset", HEAD STEP ("a", "A") OWN "DueFrom=release\n", "missing-key", "a", "DueOffset" },
  { "offset-without-anchor", HEAD STEP ("a", "A") OWN "DueOffset=3\n", "missing-key", "a", "DueFrom" },
  { "window-that-ends-first", HEAD STEP ("a", "A") OWN "DueFrom=release\nDueOffset=3\nDueStart=4\n", "unordered-dates", "a", "DueStart" },
  { "repeat-and-offset", HEAD STEP ("a", "A") OWN "DueFrom=release\nDueOffset=3\nRepeat=1;2\n", "bad-value", "a", "DueOffset" },
  { "repeat-that-falls", HEAD STEP ("a", "A") OWN "DueFrom=release\nRepeat=3;1\n", "bad-value", "a", "Repeat" },
  { "inclusive-nothing", HEAD STEP ("a", "A") OWN "DueFrom=release\nDueOffset=0\nDueInclusive=true\n", "bad-value", "a", "DueInclusive" },
  { "anchor-without-words", HEAD STEP ("a", "A") OWN "DueFrom=step:b\nDueOffset=1\n" STEP ("b", "B") OWN, "missing-key", "b", "Of" },
  { "waits-for-itself", HEAD STEP ("a", "A") OWN "After=a\n", "cycle", "a", "After" },
  { "circle-of-two", HEAD STEP ("a", "A") OWN "After=b\n" STEP ("b", "B") OWN "After=a\n", "cycle", "a", "After" },
  { "circle-of-three", HEAD STEP ("a", "A") OWN "After=b\n" STEP ("b", "B") OWN "After=c\n" STEP ("c", "C") OWN "After=a\n", "cycle", "a", "After" },
  { "way-into-a-circle", HEAD STEP ("a", "A") OWN "After=b\n" STEP ("b", "B") OWN "After=c\n" STEP ("c", "C") OWN "After=b\n", "cycle", "b", "After" },
  { "circle-through-an-anchor", HEAD STEP ("a", "A") OWN "Of=a\nOf[uk]=а\nAfter=b\n" STEP ("b", "B") OWN "DueFrom=step:a\nDueOffset=1\n", "cycle", "a", "After" },
  { "circle-through-an-alternative", HEAD STEP ("a", "A") OWN "After=c|b\n" STEP ("b", "B") OWN "After=a\n" STEP ("c", "C") OWN, "cycle", "a", "After" },
};
/* clang-format on */

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  HearthPlanTemplates *templates = templates_from (refusal->steps, problems);
  const HearthPackProblem *problem;

  g_assert_cmpuint (problems->len, ==, 1);
  problem = problems->pdata[0];
  g_assert_cmpstr (problem->code, ==, refusal->code);
  g_assert_cmpstr (problem->group, ==, refusal->group);
  g_assert_cmpstr (problem->key, ==, refusal->key);
  g_clear_pointer (&templates, hearth_plan_templates_unref);
}

static void
test_a_long_chain_is_no_circle (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPlanTemplates) templates = templates_from (
      HEAD STEP ("a", "A") OWN "After=b;c\n" STEP ("b", "B") OWN "After=c\n" STEP ("c", "C") OWN,
      problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (hearth_plan_templates_get_n (templates), ==, 3);
  g_assert_null (hearth_plan_templates_lookup (templates, "d"));
}

static void
test_a_broken_pack_is_an_error_with_its_place (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  /* A circle through an anchor: the set sees only what waits for its own kind. */
  g_autoptr (HearthPackSet) packs = packs_from (
      HEAD STEP ("a", "A") OWN "DueFrom=step:a\nDueOffset=1\nOf=a\nOf[uk]=а\n", problems);
  g_autoptr (HearthPlanTemplates) templates = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (problems->len, ==, 0);
  templates = hearth_plan_templates_new (packs, &error);
  g_assert_null (templates);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "s.pack:"));
}

/* clang-format off */
static const struct
{
  int n;
  const char *unit;
  const char *uk;
  const char *en;
} amounts[] = {
  { 1, "days", "1 день", "1 day" },
  { 2, "days", "2 дні", "2 days" },
  { 4, "days", "4 дні", "4 days" },
  { 5, "days", "5 днів", "5 days" },
  { 11, "days", "11 днів", "11 days" },
  { 12, "days", "12 днів", "12 days" },
  { 14, "days", "14 днів", "14 days" },
  { 20, "days", "20 днів", "20 days" },
  { 21, "days", "21 день", "21 days" },
  { 22, "days", "22 дні", "22 days" },
  { 25, "days", "25 днів", "25 days" },
  { 100, "days", "100 днів", "100 days" },
  { 101, "days", "101 день", "101 days" },
  { 111, "days", "111 днів", "111 days" },
  { 112, "days", "112 днів", "112 days" },
  { 122, "days", "122 дні", "122 days" },
  { 1011, "days", "1011 днів", "1011 days" },
  { 1, "working-days", "1 робочий день", "1 working day" },
  { 3, "working-days", "3 робочі дні", "3 working days" },
  { 5, "working-days", "5 робочих днів", "5 working days" },
  { 21, "working-days", "21 робочий день", "21 working days" },
  { 1, "months", "1 місяць", "1 month" },
  { 2, "months", "2 місяці", "2 months" },
  { 12, "months", "12 місяців", "12 months" },
};
/* clang-format on */

static void
test_amounts_in_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
      g_autofree char *steps =
          g_strdup_printf (HEAD STEP ("a", "A") OWN "DueFrom=release\nDueOffset=%d\nDueUnit=%s\n",
                           amounts[i].n, amounts[i].unit);
      g_autoptr (HearthPlanTemplates) templates = templates_from (steps, problems);
      HearthDate date = hearth_date_new (2025, 6, 9);
      g_autofree char *uk = hearth_plan_explain_rule (templates, "a", 1, HEARTH_PLAN_ANCHOR_RELEASE,
                                                      date, "uk_UA.UTF-8");
      g_autofree char *en =
          hearth_plan_explain_rule (templates, "a", 1, HEARTH_PLAN_ANCHOR_RELEASE, date, "en");
      g_autofree char *wanted_uk =
          g_strdup_printf ("%s після звільнення з полону 09.06.2025", amounts[i].uk);
      g_autofree char *wanted_en =
          g_strdup_printf ("%s after release on 9 June 2025", amounts[i].en);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpstr (uk, ==, wanted_uk);
      g_assert_cmpstr (en, ==, wanted_en);
    }
}

static void
test_counting_keeps_within_the_calendar (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPlanTemplates) templates = templates_from (HEAD STEP ("a", "A") OWN, problems);
  HearthDate last = hearth_date_new (2199, 12, 31);
  HearthDate day = hearth_date_new (2025, 6, 9);

  g_assert_cmpint (hearth_plan_templates_count (templates, HEARTH_PLAN_UNIT_DAYS, last, 0, FALSE),
                   ==, last);
  g_assert_cmpint (hearth_plan_templates_count (templates, HEARTH_PLAN_UNIT_DAYS, last, 1, FALSE),
                   ==, HEARTH_DATE_NONE);
  g_assert_cmpint (hearth_plan_templates_count (templates, HEARTH_PLAN_UNIT_MONTHS, last, 1, FALSE),
                   ==, HEARTH_DATE_NONE);
  g_assert_cmpint (
      hearth_plan_templates_count (templates, HEARTH_PLAN_UNIT_WORKING_DAYS, last, 1, FALSE), ==,
      HEARTH_DATE_NONE);
  /* Without a calendar pack every day is a working day, the first one too. */
  g_assert_cmpint (
      hearth_plan_templates_count (templates, HEARTH_PLAN_UNIT_WORKING_DAYS, day, 1, TRUE), ==,
      day);
  g_assert_cmpint (hearth_plan_templates_count (templates, HEARTH_PLAN_UNIT_DAYS, day, 1, TRUE), ==,
                   day);
}

static guint
count_placeholders (const char *pattern, const char *placeholder)
{
  guint n = 0;

  for (const char *p = pattern; (p = strstr (p, placeholder)) != NULL; p++)
    n++;
  return n;
}

static void
assert_placeholders (const char *pattern, guint n_texts, guint n_numbers)
{
  g_assert_nonnull (pattern);
  g_assert_cmpuint (count_placeholders (pattern, "%s"), ==, n_texts);
  g_assert_cmpuint (count_placeholders (pattern, "%u"), ==, n_numbers);
  g_assert_cmpuint (count_placeholders (pattern, "%"), ==, n_texts + n_numbers);
}

static void
test_phrases_take_what_they_are_given (void)
{
  static const char *const languages[] = { "en", "uk" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const HearthPlanPhrases *phrases = _hearth_plan_phrases_for (languages[i]);

      g_assert_cmpstr (phrases->language, ==, languages[i]);
      for (guint form = 0; form < 3; form++)
        {
          assert_placeholders (phrases->days[form], 0, 1);
          assert_placeholders (phrases->working_days[form], 0, 1);
          assert_placeholders (phrases->months[form], 0, 1);
          assert_placeholders (phrases->occurrence[form], 0, 1);
        }
      for (guint n = 0; n < 200; n++)
        g_assert_cmpuint (phrases->plural_form (n), <, 3);
      assert_placeholders (phrases->day_window, 0, 2);
      assert_placeholders (phrases->working_day_window, 0, 2);
      assert_placeholders (phrases->month_window, 0, 2);
      assert_placeholders (phrases->after, 2, 0);
      assert_placeholders (phrases->inclusive, 2, 0);
      assert_placeholders (phrases->same_day, 1, 0);
      assert_placeholders (phrases->on_event, 2, 0);
      assert_placeholders (phrases->of_document, 2, 0);
      assert_placeholders (phrases->with_source, 2, 0);
      assert_placeholders (phrases->with_why, 2, 0);
      assert_placeholders (phrases->no_release, 0, 0);
      assert_placeholders (phrases->by_hand, 0, 0);
    }
}

static void
test_an_unknown_language_is_answered_in_english (void)
{
  g_assert_cmpstr (_hearth_plan_phrases_for ("de")->language, ==, "en");
  g_assert_cmpstr (_hearth_plan_phrases_for (NULL)->language, ==, "en");
  g_assert_cmpstr (_hearth_plan_phrases_for ("u")->language, ==, "en");
  g_assert_cmpstr (_hearth_plan_phrases_for ("uk-UA")->language, ==, "uk");
}

static void
test_the_plans_reasons_have_words (void)
{
  g_assert_cmpstr (hearth_plan_reason_in_words (HEARTH_PLAN_REASON_CONDITION, "uk"), ==,
                   "більше не стосується: змінилися дані справи");
  g_assert_cmpstr (hearth_plan_reason_in_words ("own words", "uk"), ==, "own words");
  g_assert_null (hearth_plan_reason_in_words (NULL, "uk"));
}

#define RINGS                                                                                      \
  HEAD STEP ("a", "A") OWN STEP ("b", "B") OWN STEP ("c", "C") OWN STEP ("d", "D") OWN             \
      "[e]\nTitle=E\nTitle[uk]=е\nTrack=documents\nRole=nurse\nNeeds=nothing\nClock=own\n" SOURCE  \
      "[f]\nTitle=F\nTitle[uk]=ф\nTrack=arrival\nRole=nurse\nNeeds=nothing\nClock=own\n" SOURCE

static void
test_progress_counts_what_is_anybodys_work (void)
{
  const HearthPlanStep steps[] = {
    { "a", 1, HEARTH_STEP_DONE, HEARTH_DATE_NONE, HEARTH_DATE_NONE, NULL, FALSE },
    { "b", 1, HEARTH_STEP_REFUSED, HEARTH_DATE_NONE, HEARTH_DATE_NONE, "no", FALSE },
    { "c", 1, HEARTH_STEP_WAITING, HEARTH_DATE_NONE, HEARTH_DATE_NONE, NULL, FALSE },
    { "f", 1, HEARTH_STEP_DONE, HEARTH_DATE_NONE, HEARTH_DATE_NONE, NULL, FALSE },
  };
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPlanTemplates) templates = templates_from (RINGS, problems);
  g_autoptr (HearthPlanFacts) facts = hearth_plan_facts_new ();
  g_autoptr (GPtrArray) items = NULL;
  HearthPlanProgress progress[HEARTH_PLAN_N_RINGS];

  g_assert_cmpuint (problems->len, ==, 0);
  items = hearth_plan_evaluate (templates, facts, steps, G_N_ELEMENTS (steps));
  g_assert_cmpuint (items->len, ==, 6);
  hearth_plan_count_progress (items, progress);
  g_assert_cmpuint (progress[HEARTH_PLAN_RING_MEDICAL].n_done, ==, 1);
  g_assert_cmpuint (progress[HEARTH_PLAN_RING_MEDICAL].n_total, ==, 3);
  g_assert_cmpuint (progress[HEARTH_PLAN_RING_DOCUMENTS].n_done, ==, 0);
  g_assert_cmpuint (progress[HEARTH_PLAN_RING_DOCUMENTS].n_total, ==, 1);
  g_assert_cmpuint (progress[HEARTH_PLAN_RING_COMPENSATION].n_total, ==, 0);
}

static void
test_facts_are_copied_whole (void)
{
  g_autoptr (HearthPlanFacts) facts = hearth_plan_facts_new ();
  g_autoptr (HearthPlanFacts) copy = NULL;

  hearth_plan_facts_add (facts, "flag", "family");
  hearth_plan_facts_add (facts, "flag", NULL);
  hearth_plan_facts_add (facts, "sex", "");
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_RELEASED, hearth_date_new (2025, 6, 9));
  hearth_plan_facts_set_received (facts, "id-card", hearth_date_new (1970, 1, 1));
  copy = hearth_plan_facts_copy (facts);
  hearth_plan_facts_add (facts, "flag", "abroad");

  g_assert_true (hearth_plan_facts_has (copy, "flag", "family"));
  g_assert_false (hearth_plan_facts_has (copy, "flag", "abroad"));
  g_assert_false (hearth_plan_facts_knows (copy, "sex"));
  g_assert_cmpint (hearth_plan_facts_get_day (copy, HEARTH_PLAN_DAY_RELEASED), ==,
                   hearth_date_new (2025, 6, 9));
  g_assert_cmpint (hearth_plan_facts_get_received (copy, "id-card"), ==, 0);
  g_assert_cmpint (hearth_plan_facts_get_received (copy, "tax-number"), ==, HEARTH_DATE_NONE);
  hearth_plan_facts_set_received (copy, "id-card", HEARTH_DATE_NONE);
  g_assert_cmpint (hearth_plan_facts_get_received (copy, "id-card"), ==, HEARTH_DATE_NONE);
}

/* A property: carrying out a plan leaves nothing to do. */
static void
test_a_plan_carried_out_asks_for_nothing_more (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, NULL);
  g_autoptr (HearthPlanTemplates) templates = hearth_plan_templates_new (packs, NULL);
  g_autoptr (HearthPlanFacts) facts = hearth_plan_facts_new ();
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (HearthPlanStep));
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_RELEASED, hearth_date_new (2025, 6, 9));
  hearth_plan_facts_add (facts, "category", "severely-wounded");
  first = hearth_plan_evaluate (templates, facts, NULL, 0);
  for (guint i = 0; i < first->len; i++)
    {
      const HearthPlanItem *item = g_ptr_array_index (first, i);
      HearthPlanStep step = { item->template_id, item->occurrence, HEARTH_STEP_PLANNED,
                              HEARTH_DATE_NONE, item->due };

      g_assert_cmpint (item->act, ==, HEARTH_PLAN_ADD);
      g_array_append_val (steps, step);
    }
  g_assert_cmpuint (first->len, >=, 40);
  second = hearth_plan_evaluate (templates, facts, (const HearthPlanStep *) (gpointer) steps->data,
                                 steps->len);
  g_assert_cmpuint (second->len, ==, first->len);
  for (guint i = 0; i < second->len; i++)
    {
      const HearthPlanItem *item = g_ptr_array_index (second, i);

      g_assert_cmpint (item->act, ==, HEARTH_PLAN_KEEP);
      g_assert_false (item->is_redated);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan/refuses/%s", refusals[i].name);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/plan/a-long-chain-is-no-circle", test_a_long_chain_is_no_circle);
  g_test_add_func ("/plan/a-broken-pack-is-an-error-with-its-place",
                   test_a_broken_pack_is_an_error_with_its_place);
  g_test_add_func ("/plan/amounts-in-words", test_amounts_in_words);
  g_test_add_func ("/plan/counting-keeps-within-the-calendar",
                   test_counting_keeps_within_the_calendar);
  g_test_add_func ("/plan/phrases-take-what-they-are-given", test_phrases_take_what_they_are_given);
  g_test_add_func ("/plan/an-unknown-language-is-answered-in-english",
                   test_an_unknown_language_is_answered_in_english);
  g_test_add_func ("/plan/the-plans-reasons-have-words", test_the_plans_reasons_have_words);
  g_test_add_func ("/plan/progress-counts-what-is-anybodys-work",
                   test_progress_counts_what_is_anybodys_work);
  g_test_add_func ("/plan/facts-are-copied-whole", test_facts_are_copied_whole);
  g_test_add_func ("/plan/a-plan-carried-out-asks-for-nothing-more",
                   test_a_plan_carried_out_asks_for_nothing_more);

  return g_test_run ();
}
