/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped packs as data: complete, in both languages, sourced, and discreet. */
#include "config.h"

#include "hearth-pack-schema.h"
#include "hearth-plan-templates.h"

#include <string.h>

static HearthPackSet *packs;

typedef void (*EntryFunc) (const HearthPackEntry *entry);

static void
for_each_entry (EntryFunc func)
{
  guint n_entries = 0;

  for (guint i = 0; i < hearth_pack_set_get_n_packs (packs); i++)
    {
      HearthPack *pack = hearth_pack_set_get_pack (packs, i);

      for (guint j = 0; j < hearth_pack_get_n_entries (pack); j++, n_entries++)
        func (hearth_pack_get_entry (pack, j));
    }
  g_assert_cmpuint (n_entries, >, 300);
}

static gboolean
has_script (const char *text, GUnicodeScript script)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == script)
      return TRUE;
  return FALSE;
}

static void
check_entry_is_complete (const HearthPackEntry *entry)
{
  static const char *const certainties[] = { "sourced", "general", "uncertain", NULL };
  const char *english = hearth_pack_entry_get_text (entry, "Source", "en");
  const char *certainty = hearth_pack_entry_get_text (entry, "Certainty", NULL);

  g_assert_nonnull (english);
  g_assert_true (hearth_pack_entry_get_text (entry, "Source", "uk") != english);
  g_assert_nonnull (hearth_pack_entry_get_title (entry, "en"));
  g_assert_true (hearth_pack_entry_get_title (entry, "uk") !=
                 hearth_pack_entry_get_title (entry, "en"));
  g_assert_true (g_strv_contains (certainties, certainty));
  g_assert_cmpint (hearth_pack_entry_get_date (entry, "Checked"), !=, HEARTH_DATE_NONE);
}

static void
test_every_entry_is_complete (void)
{
  for_each_entry (check_entry_is_complete);
}

/* Whatever is shown is there in both languages, and as many parts of it. */
static void
check_terms_in_both_languages (const HearthPackEntry *entry)
{
  const HearthPackKind *kind = hearth_pack_kind_lookup (hearth_pack_entry_get_kind (entry));
  const HearthPackKey *tables[2];

  hearth_pack_kind_get_tables (kind, tables);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const HearthPackKey *key = tables[i]; key->name != NULL; key++)
      {
        if (key->type == HEARTH_PACK_LOCAL && hearth_pack_entry_has (entry, key->name))
          g_assert_true (hearth_pack_entry_get_text (entry, key->name, "uk") !=
                         hearth_pack_entry_get_text (entry, key->name, "en"));
        if (key->type == HEARTH_PACK_LABELS)
          g_assert_cmpuint (
              g_strv_length ((char **) hearth_pack_entry_get_list_in (entry, key->name, "uk")), ==,
              g_strv_length ((char **) hearth_pack_entry_get_list (entry, key->name)));
      }
}

static void
test_every_term_is_in_both_languages (void)
{
  for_each_entry (check_terms_in_both_languages);
}

static void
check_languages_are_not_swapped (const HearthPackEntry *entry)
{
  const char *english = hearth_pack_entry_get_title (entry, "en");
  const char *ukrainian = hearth_pack_entry_get_title (entry, "uk");

  if (has_script (english, G_UNICODE_SCRIPT_CYRILLIC))
    g_test_fail_printf ("%s: Cyrillic in English", hearth_pack_entry_get_id (entry));
  if (!has_script (ukrainian, G_UNICODE_SCRIPT_CYRILLIC))
    g_test_fail_printf ("%s: no Cyrillic in Ukrainian", hearth_pack_entry_get_id (entry));
}

static void
test_titles_are_in_their_language (void)
{
  for_each_entry (check_languages_are_not_swapped);
}

/* A Latin i in a Ukrainian word looks right and sorts, searches and spells wrong. */
static gboolean
mixes_scripts (const char *word)
{
  return has_script (word, G_UNICODE_SCRIPT_CYRILLIC) && has_script (word, G_UNICODE_SCRIPT_LATIN);
}

static void
check_scripts (const HearthPackEntry *entry)
{
  const HearthPackKind *kind = hearth_pack_kind_lookup (hearth_pack_entry_get_kind (entry));
  const HearthPackKey *tables[2];

  hearth_pack_kind_get_tables (kind, tables);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const HearthPackKey *key = tables[i]; key->name != NULL; key++)
      {
        gboolean is_shown = key->type == HEARTH_PACK_LOCAL || key->type == HEARTH_PACK_LABELS;
        const char *text = is_shown ? hearth_pack_entry_get_text (entry, key->name, "uk") : NULL;
        g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " -();,:{}|.\n", -1);

        for (char **word = words; *word != NULL; word++)
          if (mixes_scripts (*word))
            g_test_fail_printf ("%s: %s: mixed letters in '%s'", hearth_pack_entry_get_id (entry),
                                key->name, *word);
      }
}

static void
test_no_ukrainian_word_has_latin_letters (void)
{
  for_each_entry (check_scripts);
}

static void
check_ukrainian_letters (const HearthPackEntry *entry)
{
  const char *text = hearth_pack_entry_get_title (entry, "uk");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr ("ыэъёЫЭЪЁ", -1, g_utf8_get_char (p)) != NULL)
      g_test_fail_printf ("%s: a letter that Ukrainian lacks", hearth_pack_entry_get_id (entry));
}

static void
test_titles_use_the_ukrainian_alphabet (void)
{
  for_each_entry (check_ukrainian_letters);
}

/* Steps stand in the compartment that everyone reads; their titles must not tell what only a few may
 * know. */
static void
test_step_titles_tell_no_diagnosis (void)
{
  static const char *const words[] = { "hiv",    "syphilis", "sexual",  "psychiatr", "suicid",
                                       "ptsd",   "rape",     "віл",     "сифіліс",   "сексуальн",
                                       "снпк",   "психіатр", "самогуб", "птср",      "ґвалт",
                                       "наркот", "алкогол" };

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "step"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "step", i);
      g_autofree char *all = g_strjoin (
          " ", hearth_pack_entry_get_id (entry), hearth_pack_entry_get_title (entry, "en"),
          hearth_pack_entry_get_title (entry, "uk"),
          hearth_pack_entry_has (entry, "Why") ? hearth_pack_entry_get_text (entry, "Why", "uk")
                                               : "",
          NULL);
      g_autofree char *folded = g_utf8_strdown (all, -1);
      g_auto (GStrv) parts = g_strsplit_set (folded, " -,.():;", -1);

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        for (char **part = parts; *part != NULL; part++)
          if (g_str_has_prefix (*part, words[j]))
            g_test_fail_printf ("%s tells too much", hearth_pack_entry_get_id (entry));
    }
}

/* The chart of checks has a code for each of domain 2.2; those whose title tells too much have another. */
static void
test_checks_are_complete_and_discreet (void)
{
  static const char *const codes[] = { "V1", "V2", "R1", "L1", "L2", "L3", "L4", "L5", "T1", "T2",
                                       "T3", "T4", "T5", "T6", "T7", "T8", "D1", "E1", "E2", "N1",
                                       "N2", "O1", "O2", "C1", "G1", "U1", "P1", "P2", "X1", "S1" };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "check"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "check", i);

      g_assert_true (
          g_hash_table_add (seen, (gpointer) hearth_pack_entry_get_text (entry, "Code", NULL)));
      if (g_str_equal (hearth_pack_entry_get_text (entry, "Compartment", NULL), "restricted"))
        g_assert_true (hearth_pack_entry_has (entry, "Neutral"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (!g_hash_table_contains (seen, codes[i]))
      g_test_fail_printf ("there is no check %s", codes[i]);
}

static void
test_documents_have_the_numbers_of_the_catalogue (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "document"); i++)
    g_assert_true (g_hash_table_add (
        seen, GINT_TO_POINTER (hearth_pack_entry_get_int (
                  hearth_pack_set_get_entry (packs, "document", i), "Number", 0))));
  for (int number = 1; number <= 21; number++)
    g_assert_true (g_hash_table_contains (seen, GINT_TO_POINTER (number)));
}

/* Five levels around what is expected, or the score of the goal has no words. */
static void
test_goals_describe_five_levels (void)
{
  g_assert_cmpuint (hearth_pack_set_get_n_entries (packs, "goal-level"), ==, 5);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "rehab-goal"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "rehab-goal", i);

      g_assert_cmpuint (g_strv_length ((char **) hearth_pack_entry_get_list (entry, "Levels")), ==,
                        5);
    }
}

static void
test_every_side_of_the_body_is_there (void)
{
  static const char *const views[] = { "front", "back", "face", "hands", "feet" };
  guint n[G_N_ELEMENTS (views)] = { 0 };

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "body-region"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "body-region", i);
      const char *const *shown = hearth_pack_entry_get_list (entry, "View");
      const char *id = hearth_pack_entry_get_id (entry);

      for (guint j = 0; j < G_N_ELEMENTS (views); j++)
        n[j] += g_strv_contains (shown, views[j]) ? 1 : 0;
      if (g_str_has_suffix (id, "-left"))
        {
          g_autofree char *other =
              g_strdup_printf ("%.*s-right", (int) (strlen (id) - strlen ("-left")), id);

          g_assert_nonnull (hearth_pack_set_lookup (packs, "body-region", other));
        }
    }
  for (guint j = 0; j < G_N_ELEMENTS (views); j++)
    g_assert_cmpuint (n[j], >=, 8);
}

/* Who came home is counted once, and never by more than were told. */
static void
test_exchanges_add_up (void)
{
  HearthDate before = HEARTH_DATE_NONE;

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "exchange"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "exchange", i);
      HearthDate date = hearth_pack_entry_get_date (entry, "Date");
      int returned = hearth_pack_entry_get_int (entry, "Returned", 0);
      int military = hearth_pack_entry_get_int (entry, "Military", 0);
      int civilian = hearth_pack_entry_get_int (entry, "Civilian", 0);

      g_assert_cmpint (date, >, before);
      before = date;
      if (military > 0 && civilian > 0)
        g_assert_cmpint (military + civilian, ==, returned);
      else
        g_assert_cmpint (military + civilian, <=, returned);
    }
}

static void
test_every_track_has_steps (void)
{
  static const char *const tracks[] = { "arrival",        "medical", "documents", "compensation",
                                        "rehabilitation", "debrief", "followup" };
  guint n_total = hearth_pack_set_get_n_entries (packs, "step");

  g_assert_cmpuint (n_total, >=, 120);
  for (gsize i = 0; i < G_N_ELEMENTS (tracks); i++)
    {
      guint n = 0;

      for (guint j = 0; j < n_total; j++)
        if (g_str_equal (hearth_pack_entry_get_text (hearth_pack_set_get_entry (packs, "step", j),
                                                     "Track", NULL),
                         tracks[i]))
          n++;
      g_assert_cmpuint (n, >=, 5);
    }
}

/* Steps that come with a record, and the clock that counts from a day of it. */
static const struct
{
  const char *step, *clock;
} clocks_of_records[] = {
  { "own-data-request", "subject-access" },
};

static gboolean
has_clock_of_record (const HearthPlanTemplate *template)
{
  for (guint i = 0; i < G_N_ELEMENTS (clocks_of_records); i++)
    {
      const HearthPackEntry *clock =
          hearth_pack_set_lookup (packs, "clock", clocks_of_records[i].clock);

      if (!g_str_equal (template->id, clocks_of_records[i].step))
        continue;
      g_assert_nonnull (clock);
      g_assert_true (template->is_on_request);
      return hearth_pack_entry_get_bool (clock, "Legal") &&
             hearth_pack_entry_get_int (clock, "Length", 0) > 0;
    }
  return FALSE;
}

/* "needs a legal clock": a term of law must be a term. */
static void
test_legal_clocks_have_a_term (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPlanTemplates) templates = hearth_plan_templates_new (packs, &error);
  guint n_legal = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < hearth_plan_templates_get_n (templates); i++)
    {
      const HearthPlanTemplate *template = hearth_plan_templates_get (templates, i);

      if (!template->is_legal)
        continue;
      n_legal++;
      g_assert_true (template->anchor != HEARTH_PLAN_ANCHOR_NONE || has_clock_of_record (template));
    }
  g_assert_cmpuint (n_legal, >=, 5);
}

static void
test_the_folder_has_nothing_but_packs_that_load (void)
{
  static const char *const kinds[] = {
    "blocker",
    "branch",
    "calendar",
    "category",
    "condition",
    "consent-purpose",
    "disclosure",
    "document",
    "flag",
    "given-name",
    "rank",
    "relation",
    "role",
    "stage",
    "step",
    "alarm",
    "answer-scale",
    "band",
    "body-drawing",
    "body-region",
    "check",
    "clock",
    "consistency",
    "exchange",
    "facility",
    "finding",
    "goal-level",
    "icf",
    "icf-qualifier",
    "injury-kind",
    "injury-method",
    "question",
    "questionnaire",
    "refeeding-criterion",
    "refeeding-level",
    "rehab-goal",
    "rehab-track",
    "subscale",
  };
  json_t *versions = hearth_pack_set_versions_to_json (packs);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_cmpuint (hearth_pack_set_get_n_entries (packs, kinds[i]), >, 0);
      g_assert_cmpint (json_integer_value (json_object_get (versions, kinds[i])), >=, 1);
    }
  json_decref (versions);
}

static const HearthPackEntry *
find_by_code (const char *code)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "benefit"); i++)
    {
      const HearthPackEntry *benefit = hearth_pack_set_get_entry (packs, "benefit", i);

      if (g_strcmp0 (hearth_pack_entry_get_text (benefit, "Code", NULL), code) == 0)
        return benefit;
    }
  return NULL;
}

/* The rows of domain 4.1 by their codes; shares of relatives are the regimes. */
static void
test_every_benefit_of_the_table_is_there_with_all_that_a_claim_needs (void)
{
  static const char *const codes[] = {
    "ONE_OFF_RELEASE", "ANNUAL_CAPTIVITY", "PAY_RETAINED",     "ADD_REWARD_100K",
    "ADD_REWARD_30K",  "TREAT_50K",        "TREAT_100K_WOUND", "LEAVE_90",
    "DISCHARGE_RIGHT", "DEFERRAL",         "DISAB_ONEOFF",     "UBD",
    "PENSION_X3",      "SANATORIUM",       "CIVIL_50K",        "DEATH_1Y",
    "LEGAL_AID",       "YOUTH_1M",         "HEALTH_AID",       "OTHER",
  };
  static const char *const regimes[] = { "old-first", "new-first", "new-second", "order" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const HearthPackEntry *benefit = find_by_code (codes[i]);

      g_assert_nonnull (benefit);
      g_assert_nonnull (hearth_pack_entry_get_text (benefit, "Payer", "uk"));
      g_assert_nonnull (hearth_pack_entry_get_list (benefit, "Papers"));
      g_assert_nonnull (hearth_pack_entry_get_text (benefit, "Deadline", "uk"));
      if (g_strcmp0 (hearth_pack_entry_get_text (benefit, "Rule", NULL), "non-cash") != 0)
        g_assert_nonnull (hearth_pack_entry_get_text (benefit, "Obstacle", "uk"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (regimes); i++)
    g_assert_nonnull (hearth_pack_set_lookup (packs, "share-regime", regimes[i]));
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);

  g_test_add_func ("/packs/every-entry-is-complete", test_every_entry_is_complete);
  g_test_add_func ("/packs/titles-are-in-their-language", test_titles_are_in_their_language);
  g_test_add_func ("/packs/no-ukrainian-word-has-latin-letters",
                   test_no_ukrainian_word_has_latin_letters);
  g_test_add_func ("/packs/titles-use-the-ukrainian-alphabet",
                   test_titles_use_the_ukrainian_alphabet);
  g_test_add_func ("/packs/step-titles-tell-no-diagnosis", test_step_titles_tell_no_diagnosis);
  g_test_add_func ("/packs/every-term-is-in-both-languages", test_every_term_is_in_both_languages);
  g_test_add_func ("/packs/checks-are-complete-and-discreet",
                   test_checks_are_complete_and_discreet);
  g_test_add_func ("/packs/documents-have-the-numbers-of-the-catalogue",
                   test_documents_have_the_numbers_of_the_catalogue);
  g_test_add_func ("/packs/goals-describe-five-levels", test_goals_describe_five_levels);
  g_test_add_func ("/packs/every-side-of-the-body-is-there", test_every_side_of_the_body_is_there);
  g_test_add_func ("/packs/exchanges-add-up", test_exchanges_add_up);
  g_test_add_func ("/packs/every-benefit-of-the-table-is-there-with-all-that-a-claim-needs",
                   test_every_benefit_of_the_table_is_there_with_all_that_a_claim_needs);
  g_test_add_func ("/packs/every-track-has-steps", test_every_track_has_steps);
  g_test_add_func ("/packs/legal-clocks-have-a-term", test_legal_clocks_have_a_term);
  g_test_add_func ("/packs/the-folder-has-nothing-but-packs-that-load",
                   test_the_folder_has_nothing_but_packs_that_load);

  result = g_test_run ();
  hearth_pack_set_unref (packs);
  return result;
}
