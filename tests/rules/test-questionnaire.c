/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores against the published cut-offs: forms in; score, band, findings and alarms out. */
#include "config.h"

#include "hearth-questionnaire.h"

#include "questionnaire-forms.h"

static HearthPackSet *packs;

static const HearthQuestionnaire *
get (const char *id)
{
  g_autoptr (GError) error = NULL;
  const HearthQuestionnaire *self = hearth_questionnaire_lookup (packs, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (self);
  return self;
}

static GArray *
read_answers (const char *text)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      int answer = **part != '\0' ? (int) g_ascii_strtoll (*part, NULL, 10) : HEARTH_ANSWER_MISSING;

      g_array_append_val (answers, answer);
    }
  return answers;
}

static HearthQuestionnaireResult *
score (const char *id, const char *text)
{
  g_autoptr (GArray) answers = read_answers (text);

  return hearth_questionnaire_score (get (id), (const int *) (gpointer) answers->data,
                                     answers->len);
}

static char *
join (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            hearth_pack_entry_get_id (entries->pdata[i]));
  return g_string_free (text, FALSE);
}

static char *
join_items (GArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", g_array_index (items, guint, i));
  return g_string_free (text, FALSE);
}

static void
test_form (gconstpointer data)
{
  const Form *form = data;
  g_autoptr (HearthQuestionnaireResult) result = score (form->questionnaire, form->answers);
  g_autofree char *alarms = join (result->alarms);
  g_autofree char *referrals = join (result->referrals);
  g_autofree char *findings = join (result->findings);

  g_assert_cmpint (result->status, ==, HEARTH_QUESTIONNAIRE_SCORED);
  g_assert_cmpuint (result->items->len, ==, 0);
  g_assert_cmpint (result->score, ==, form->score);
  g_assert_cmpstr (hearth_pack_entry_get_id (result->band), ==, form->band);
  g_assert_cmpint (result->is_positive, ==, form->is_positive);
  g_assert_cmpstr (alarms, ==, form->alarms);
  g_assert_cmpstr (referrals, ==, form->referrals);
  g_assert_cmpstr (findings, ==, form->findings);
}

static void
test_enough_forms_of_every_questionnaire (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (forms), >=, 120);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "questionnaire"); i++)
    {
      const char *id =
          hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "questionnaire", i));
      const HearthPackEntry *bands = hearth_pack_set_lookup (packs, "questionnaire", id);
      const char *const *band = hearth_pack_entry_get_list (bands, "Bands");

      for (; *band != NULL; band++)
        {
          gboolean is_there = FALSE;

          for (gsize j = 0; j < G_N_ELEMENTS (forms); j++)
            is_there = is_there || (g_str_equal (forms[j].questionnaire, id) &&
                                    g_str_equal (forms[j].band, *band));
          if (!is_there)
            g_test_fail_printf ("%s: no form of the band %s", id, *band);
        }
    }
}

/* The same without one answer: refused with the number of the question, unless the manual lets it go. */
static void
test_a_missing_answer_is_refused_by_number (void)
{
  guint n_refused = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *id = forms[i].questionnaire;
      g_autoptr (GArray) answers = read_answers (forms[i].answers);

      if (!g_str_equal (id, "phq-9") && !g_str_equal (id, "gad-7") && !g_str_equal (id, "pcl-5") &&
          !g_str_equal (id, "itq") && !g_str_equal (id, "isi") && !g_str_equal (id, "moca"))
        continue;
      for (guint j = 0; j < answers->len; j++)
        {
          int *answer = &g_array_index (answers, int, j);
          int kept = *answer;
          g_autoptr (HearthQuestionnaireResult) result = NULL;

          *answer = HEARTH_ANSWER_MISSING;
          result = hearth_questionnaire_score (get (id), (const int *) (gpointer) answers->data,
                                               answers->len);
          *answer = kept;
          g_assert_cmpint (result->status, ==, HEARTH_QUESTIONNAIRE_INCOMPLETE);
          g_assert_cmpuint (result->items->len, ==, 1);
          g_assert_cmpuint (g_array_index (result->items, guint, 0), ==, j + 1);
          g_assert_null (result->band);
          g_assert_cmpuint (result->parts->len, ==, 0);
          g_assert_cmpuint (result->findings->len, ==, 0);
          g_assert_cmpuint (result->referrals->len, ==, 0);
          n_refused++;
        }
    }
  g_assert_cmpuint (n_refused, >, 500);
}

typedef struct
{
  const char *questionnaire;
  const char *answers;
  HearthQuestionnaireStatus status;
  const char *items;
  const char *alarms;
} Refusal;

static const Refusal refusals[] = {
  { "phq-9", "1,,1,0,,0,0,0,0", HEARTH_QUESTIONNAIRE_INCOMPLETE, "2,5", "" },
  { "phq-9", "1,1,1,0,0,0,0,0,", HEARTH_QUESTIONNAIRE_INCOMPLETE, "9", "" },
  { "phq-9", "1,1,1,4,0,0,0,0,0", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "4", "" },
  { "phq-9", "1,1,-2,4,0,0,0,0,0", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "3,4", "" },
  { "phq-9", "1,,5,0,,0,0,0,0", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "3", "" },
  { "phq-9", "1,1,1,0,0,0,0,0", HEARTH_QUESTIONNAIRE_WRONG_COUNT, "", "" },
  { "phq-9", "1,1,1,0,0,0,0,0,0,0", HEARTH_QUESTIONNAIRE_WRONG_COUNT, "", "" },
  { "phq-9", ",,,,,,,,", HEARTH_QUESTIONNAIRE_INCOMPLETE, "1,2,3,4,5,6,7,8,9", "" },
  /* Nobody waits for the rest of the form. */
  { "phq-9", "1,,1,0,,0,0,0,1", HEARTH_QUESTIONNAIRE_INCOMPLETE, "2,5", "phq-9-item-9" },
  { "phq-9", "1,9,1,0,1,0,0,0,3", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "2", "phq-9-item-9" },
  { "c-ssrs", "1,1,,1,0,", HEARTH_QUESTIONNAIRE_INCOMPLETE, "3,6", "c-ssrs-high" },
  { "c-ssrs", ",,,,,2", HEARTH_QUESTIONNAIRE_INCOMPLETE, "1,2,3,4,5", "c-ssrs-high" },
  /* Questions 3 to 5 may be left out after a no to question 2 only. */
  { "c-ssrs", "0,1,,,,0", HEARTH_QUESTIONNAIRE_INCOMPLETE, "3,4,5", "" },
  { "c-ssrs", "0,,,,,0", HEARTH_QUESTIONNAIRE_INCOMPLETE, "2,3,4,5", "" },
  { "c-ssrs", "0,2,0,0,0,0", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "2", "" },
  { "c-ssrs", "0,0,0,0,0,", HEARTH_QUESTIONNAIRE_INCOMPLETE, "6", "" },
  { "audit", "1,0,0,,,,,,0,", HEARTH_QUESTIONNAIRE_INCOMPLETE, "10", "" },
  { "audit", "1,0,1,,,,,,0,0", HEARTH_QUESTIONNAIRE_INCOMPLETE, "4,5,6,7,8", "" },
  { "audit", "1,,,,,,,,0,0", HEARTH_QUESTIONNAIRE_INCOMPLETE, "2,3,4,5,6,7,8", "" },
  { "audit", "1,1,1,1,1,1,1,1,1,0", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "9", "" },
  { "whodas-12", "1,1,1,1,1,1,1,1,1,1,,", HEARTH_QUESTIONNAIRE_INCOMPLETE, "11,12", "" },
  { "moca", "31", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "1", "" },
  { "moca", "-2", HEARTH_QUESTIONNAIRE_BAD_ANSWER, "1", "" },
  { "moca", "10,10", HEARTH_QUESTIONNAIRE_WRONG_COUNT, "", "" },
};

static void
test_forms_without_a_score (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (HearthQuestionnaireResult) result =
          score (refusals[i].questionnaire, refusals[i].answers);
      g_autofree char *items = join_items (result->items);
      g_autofree char *alarms = join (result->alarms);

      g_assert_cmpint (result->status, ==, refusals[i].status);
      g_assert_cmpstr (items, ==, refusals[i].items);
      g_assert_cmpstr (alarms, ==, refusals[i].alarms);
      g_assert_null (result->band);
    }
}

static void
test_parts_have_their_scores (void)
{
  g_autoptr (HearthQuestionnaireResult) result =
      score ("pcl-5", "1,2,3,4,0,2,2,1,1,1,1,1,1,1,0,0,4,4,0,1");
  static const int scores[] = { 10, 4, 7, 9 };
  static const int highest[] = { 20, 8, 28, 24 };
  static const gboolean is_met[] = { TRUE, TRUE, FALSE, TRUE };

  g_assert_cmpint (result->score, ==, 30);
  g_assert_cmpuint (result->parts->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const HearthQuestionnairePartScore *part =
          &g_array_index (result->parts, HearthQuestionnairePartScore, i);

      g_assert_cmpint (part->score, ==, scores[i]);
      g_assert_cmpint (part->max, ==, highest[i]);
      g_assert_cmpint (part->is_met, ==, is_met[i]);
    }
}

static void
test_what_was_let_go_is_told (void)
{
  g_autoptr (HearthQuestionnaireResult) skipped = score ("audit", "0,,,,,,,,0,0");
  g_autoptr (HearthQuestionnaireResult) imputed = score ("whodas-12", "2,2,2,2,2,,2,2,2,2,2,2");

  g_assert_cmpuint (skipped->n_skipped, ==, 7);
  g_assert_cmpuint (skipped->n_imputed, ==, 0);
  g_assert_cmpuint (imputed->n_skipped, ==, 0);
  g_assert_cmpuint (imputed->n_imputed, ==, 1);
}

typedef struct
{
  const char *questionnaire;
  int before, now;
  const char *step;
  gboolean is_better;
} Change;

static const Change changes[] = {
  { "pcl-5", 40, 40, "same", FALSE },
  { "pcl-5", 40, 36, "within-noise", TRUE },
  { "pcl-5", 40, 35, "reliable", TRUE },
  { "pcl-5", 40, 31, "reliable", TRUE },
  { "pcl-5", 40, 30, "meaningful", TRUE },
  { "pcl-5", 30, 34, "within-noise", FALSE },
  { "pcl-5", 30, 35, "reliable", FALSE },
  { "pcl-5", 30, 39, "reliable", FALSE },
  { "pcl-5", 30, 40, "meaningful", FALSE },
  { "pcl-5", 0, 80, "meaningful", FALSE },
  { "phq-9", 12, 8, "within-noise", TRUE },
  { "phq-9", 12, 7, "meaningful", TRUE },
  { "gad-7", 10, 7, "within-noise", TRUE },
  { "gad-7", 10, 6, "meaningful", TRUE },
  { "isi", 20, 15, "within-noise", TRUE },
  { "isi", 20, 14, "meaningful", TRUE },
  { "moca", 20, 26, "within-noise", TRUE },
  { "moca", 26, 20, "within-noise", FALSE },
  { "whodas-12", 50, 20, "within-noise", TRUE },
};

static void
test_changes_since_the_last_form (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      HearthQuestionnaireChange change = hearth_questionnaire_compare (
          get (changes[i].questionnaire), changes[i].before, changes[i].now);

      g_assert_cmpint (change.difference, ==, changes[i].now - changes[i].before);
      g_assert_cmpstr (hearth_questionnaire_step_to_id (change.step), ==, changes[i].step);
      g_assert_cmpint (change.is_better, ==, changes[i].is_better);
    }
}

static void
test_the_first_month_is_early (void)
{
  HearthDate released = hearth_date_new (2025, 6, 9);
  const HearthQuestionnaire *pcl = get ("pcl-5");

  g_assert_true (hearth_questionnaire_is_early (pcl, released, released));
  g_assert_true (hearth_questionnaire_is_early (pcl, released, released + 29));
  g_assert_false (hearth_questionnaire_is_early (pcl, released, released + 30));
  g_assert_false (hearth_questionnaire_is_early (pcl, HEARTH_DATE_NONE, released));
  g_assert_false (hearth_questionnaire_is_early (get ("phq-9"), released, released));
}

/* What the windows and scripts rely on. */
static void
test_instruments_have_their_questions (void)
{
  static const struct
  {
    const char *id;
    guint n_questions;
    int max;
  } rows[] = { { "phq-9", 9, 27 },       { "gad-7", 7, 21 },  { "pcl-5", 20, 80 },
               { "itq", 18, 48 },        { "audit", 10, 40 }, { "c-ssrs", 6, 5 },
               { "whodas-12", 12, 100 }, { "isi", 7, 28 },    { "moca", 0, 30 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const HearthQuestionnaire *self = get (rows[i].id);

      g_assert_cmpstr (hearth_pack_entry_get_id (hearth_questionnaire_get_entry (self)), ==,
                       rows[i].id);
      g_assert_cmpuint (hearth_questionnaire_get_n_questions (self), ==, rows[i].n_questions);
      g_assert_cmpint (hearth_questionnaire_get_max (self), ==, rows[i].max);
      for (guint j = 0; j < rows[i].n_questions; j++)
        {
          const HearthPackEntry *question = hearth_questionnaire_get_question (self, j);
          const HearthPackEntry *scale = hearth_questionnaire_get_scale (self, j);

          g_assert_cmpint (hearth_pack_entry_get_int (question, "Number", 0), ==, (int) j + 1);
          g_assert_nonnull (hearth_pack_entry_get_label (scale, "Labels", 0, "uk"));
          g_assert_true (hearth_pack_entry_get_label (scale, "Labels", 1, "uk") !=
                         hearth_pack_entry_get_label (scale, "Labels", 1, "en"));
          g_assert_null (hearth_pack_entry_get_label (scale, "Labels", 9, "uk"));
        }
    }
  g_assert_null (hearth_questionnaire_lookup (packs, "phq-2", NULL));
}

/* The words of an instrument that may not be reproduced are not in the pack: its labels are short. */
static void
test_protected_words_are_not_reproduced (void)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "question"); i++)
    {
      const HearthPackEntry *question = hearth_pack_set_get_entry (packs, "question", i);
      const HearthPackEntry *of = hearth_pack_set_lookup (
          packs, "questionnaire", hearth_pack_entry_get_text (question, "Of", NULL));

      if (g_str_equal (hearth_pack_entry_get_text (of, "Texts", NULL), "items"))
        continue;
      g_assert_cmpint (g_utf8_strlen (hearth_pack_entry_get_title (question, "en"), -1), <, 50);
      g_assert_true (g_str_has_prefix (hearth_pack_entry_get_title (question, "en"), "Question ") ||
                     g_str_has_prefix (hearth_pack_entry_get_title (question, "en"), "Item "));
    }
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

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/questionnaire/form/%s", forms[i].name);

      g_test_add_data_func (path, &forms[i], test_form);
    }
  g_test_add_func ("/questionnaire/enough-forms-of-every-questionnaire",
                   test_enough_forms_of_every_questionnaire);
  g_test_add_func ("/questionnaire/a-missing-answer-is-refused-by-number",
                   test_a_missing_answer_is_refused_by_number);
  g_test_add_func ("/questionnaire/forms-without-a-score", test_forms_without_a_score);
  g_test_add_func ("/questionnaire/parts-have-their-scores", test_parts_have_their_scores);
  g_test_add_func ("/questionnaire/what-was-let-go-is-told", test_what_was_let_go_is_told);
  g_test_add_func ("/questionnaire/changes-since-the-last-form", test_changes_since_the_last_form);
  g_test_add_func ("/questionnaire/the-first-month-is-early", test_the_first_month_is_early);
  g_test_add_func ("/questionnaire/instruments-have-their-questions",
                   test_instruments_have_their_questions);
  g_test_add_func ("/questionnaire/protected-words-are-not-reproduced",
                   test_protected_words_are_not_reproduced);

  result = g_test_run ();
  hearth_pack_set_unref (packs);
  return result;
}
