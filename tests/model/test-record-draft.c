/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-draft.h"

#include <string.h>

#define TODAY hearth_date_new (2025, 6, 21)

static const HearthId case_id = { { 1, 2, 3, 4 } };

static HearthRecord *
make_record (const char *kind, gint64 revision, const char *json)
{
  json_t *values = json_loads (json, 0, NULL);

  g_assert_nonnull (values);
  return hearth_record_new (hearth_registry_find_kind (kind), &case_id, &case_id, revision, values);
}

static const HearthDraftRules *
rules (void)
{
  static HearthDraftRules all;

  all.today = TODAY;
  g_assert_true (hearth_partial_date_parse ("1999-04", &all.around.birth));
  g_assert_true (hearth_partial_date_parse ("2022-05-16", &all.around.captured));
  g_assert_true (hearth_partial_date_parse ("2025-06-09", &all.around.released));
  return &all;
}

static HearthRecordDraft *
make_draft_of (const char *kind, const char *json)
{
  g_autoptr (HearthRecord) record = make_record (kind, 7, json);

  return hearth_record_draft_new (record);
}

static HearthRecordDraft *
make_draft (void)
{
  return make_draft_of (
      "person", "{\"surname\":\"Макетенко\",\"birth\":\"1999-04\",\"category\":\"under-25\"}");
}

static HearthRecordDraft *
make_period (void)
{
  return make_draft_of ("captivity", "{\"captured\":\"2022-05-16\",\"released\":\"2025-06-09\"}");
}

static void
set (HearthRecordDraft **draft, const char *field, const char *text)
{
  HearthRecordDraft *next = hearth_record_draft_set_text (*draft, field, text);

  hearth_record_draft_unref (*draft);
  *draft = next;
}

static char *
diff_text (HearthRecordDraft *draft)
{
  json_auto_t *diff = hearth_record_draft_diff (draft);

  g_assert_nonnull (diff);
  return json_dumps (diff, JSON_COMPACT | JSON_SORT_KEYS);
}

static void
an_untouched_draft_has_nothing_to_save (void)
{
  g_autoptr (HearthRecordDraft) draft = make_draft ();
  char *diff = diff_text (draft);

  g_assert_false (hearth_record_draft_is_changed (draft));
  g_assert_false (hearth_record_draft_can_save (draft, rules ()));
  g_assert_cmpstr (diff, ==, "{}");
  g_assert_cmpint (hearth_record_draft_get_revision (draft), ==, 7);
  free (diff);
}

static void
the_diff_holds_what_was_changed_and_null_for_what_was_emptied (void)
{
  g_autoptr (HearthRecordDraft) draft = make_draft ();
  char *diff;

  set (&draft, "given", "Віталій");
  set (&draft, "birth", "15.4.1999");
  set (&draft, "category", "");
  diff = diff_text (draft);
  g_assert_cmpstr (diff, ==, "{\"birth\":\"1999-04-15\",\"category\":null,\"given\":\"Віталій\"}");
  g_assert_true (hearth_record_draft_can_save (draft, rules ()));
  free (diff);
}

static void
the_same_day_in_another_form_is_no_change (void)
{
  g_autoptr (HearthRecordDraft) draft = make_period ();

  set (&draft, "released", "9.6.2025");
  g_assert_false (hearth_record_draft_is_changed (draft));
}

static void
setting_back_leaves_no_change (void)
{
  g_autoptr (HearthRecordDraft) draft = make_draft ();

  set (&draft, "surname", "Інший");
  g_assert_true (hearth_record_draft_is_changed (draft));
  set (&draft, "surname", "Макетенко");
  g_assert_false (hearth_record_draft_is_changed (draft));
}

typedef struct
{
  const char *kind; /* an empty draft of it */
  const char *field;
  const char *text;
  HearthIssue issue;
} IssueCase;

static const IssueCase issue_cases[] = {
  { "person", "surname", "", HEARTH_ISSUE_NO_SURNAME },
  { "person", "birth", "31.02.1999", HEARTH_ISSUE_DATE_INVALID },
  { "person", "birth", "не відомо", HEARTH_ISSUE_DATE_INVALID },
  { "person", "birth", "22.06.2025", HEARTH_ISSUE_DATE_IN_FUTURE },
  { "person", "birth", "21.06.2022", HEARTH_ISSUE_DATE_ORDER }, /* after the capture */
  { "person", "birth", "2000", HEARTH_ISSUE_NONE },
  { "person", "given", "a\nb", HEARTH_ISSUE_CONTROL_CHARACTER },
  { "person", "note", "a\nb", HEARTH_ISSUE_NONE },
  { "person", "phone", "+380 50 000-00-01", HEARTH_ISSUE_NONE },
  { "person", "phone", "ask the sister", HEARTH_ISSUE_PHONE },
  { "person", "tax_number", "12345", HEARTH_ISSUE_TAX_FORM },
  { "person", "tax_number", "3674700007", HEARTH_ISSUE_TAX_CHECK },
  { "person", "flags", "serving,family", HEARTH_ISSUE_NONE },
  { "captivity", "released", "2026", HEARTH_ISSUE_DATE_IN_FUTURE },
  { "captivity", "captured", "1998", HEARTH_ISSUE_DATE_ORDER }, /* before the birth */
  { "contact", "name", "", HEARTH_ISSUE_MISSING },
  { "contact", "name", " ", HEARTH_ISSUE_MISSING },
  { "attorney", "valid_to", "2030-01-01", HEARTH_ISSUE_NONE }, /* may be still to come */
  { "attorney", "given_on", "2025-07-01", HEARTH_ISSUE_DATE_IN_FUTURE },
  { "note", "written_on", "2025-06", HEARTH_ISSUE_DATE_NOT_A_DAY },
};

static void
issues_are_named (gconstpointer data)
{
  const IssueCase *row = data;
  g_autoptr (HearthRecordDraft) draft = make_draft_of (row->kind, "{}");

  set (&draft, row->field, row->text);
  g_assert_cmpint (hearth_record_draft_check_field (draft, row->field, rules ()), ==, row->issue);
  if (hearth_issue_stops (row->issue))
    g_assert_false (hearth_record_draft_can_save (draft, rules ()));
}

static void
dates_of_one_record_follow_each_other (void)
{
  g_autoptr (HearthRecordDraft) period = make_period ();
  g_autoptr (HearthRecordDraft) paper = make_draft_of ("attorney", "{\"holder\":\"Мати\"}");

  set (&period, "released", "15.05.2022");
  g_assert_cmpint (hearth_record_draft_check_field (period, "released", rules ()), ==,
                   HEARTH_ISSUE_DATE_ORDER);
  set (&period, "released", "2022"); /* may have been in December */
  g_assert_cmpint (hearth_record_draft_check_field (period, "released", rules ()), ==,
                   HEARTH_ISSUE_NONE);
  set (&paper, "given_on", "2025-06-01");
  set (&paper, "valid_to", "2025-05-31");
  g_assert_cmpint (hearth_record_draft_check_field (paper, "valid_to", rules ()), ==,
                   HEARTH_ISSUE_DATE_ORDER);
  g_assert_cmpstr (hearth_record_draft_find_stop (paper, rules ()), ==, "valid_to");
}

static void
the_category_is_held_against_the_age_at_release (void)
{
  g_autoptr (HearthRecordDraft) draft = make_draft ();

  g_assert_cmpint (hearth_record_draft_check_field (draft, "category", rules ()), ==,
                   HEARTH_ISSUE_NOT_UNDER_25); /* born in April 1999 at the latest */
  set (&draft, "birth", "2003");
  g_assert_cmpint (hearth_record_draft_check_field (draft, "category", rules ()), ==,
                   HEARTH_ISSUE_NONE);
}

static void
long_text_stops (void)
{
  g_autoptr (HearthRecordDraft) draft = make_draft ();
  g_autofree char *text = g_strnfill (HEARTH_RECORD_DRAFT_MAX_LENGTH + 1, 'x');

  set (&draft, "unit", text);
  g_assert_cmpint (hearth_record_draft_check_field (draft, "unit", rules ()), ==,
                   HEARTH_ISSUE_TOO_LONG);
  text[HEARTH_RECORD_DRAFT_MAX_LENGTH] = '\0';
  set (&draft, "unit", text);
  g_assert_cmpint (hearth_record_draft_check_field (draft, "unit", rules ()), ==,
                   HEARTH_ISSUE_NONE);
}

static void
a_newer_state_keeps_what_was_typed_and_shows_both_values (void)
{
  g_autoptr (HearthRecord) person = make_record (
      "person", 9, "{\"surname\":\"Прикладний\",\"birth\":\"1999-04\",\"rank\":\"soldier\"}");
  g_autoptr (HearthRecordDraft) draft = make_draft ();
  g_autoptr (HearthRecordDraft) rebased = NULL;
  char *diff;

  set (&draft, "surname", "Зразковський");
  set (&draft, "given", "Назар");
  rebased = hearth_record_draft_rebase (draft, person);
  g_assert_cmpint (hearth_record_draft_get_revision (rebased), ==, 9);
  g_assert_cmpstr (hearth_record_draft_get_text (rebased, "surname"), ==, "Зразковський");
  g_assert_cmpstr (hearth_record_draft_get_newer (rebased, "surname"), ==, "Прикладний");
  g_assert_cmpstr (hearth_record_draft_get_text (rebased, "rank"), ==, "soldier");
  g_assert_null (hearth_record_draft_get_newer (rebased, "given"));
  diff = diff_text (rebased);
  g_assert_cmpstr (diff, ==, "{\"given\":\"Назар\",\"surname\":\"Зразковський\"}");
  free (diff);
}

static void
what_was_just_saved_is_no_change_any_more (void)
{
  g_autoptr (HearthRecord) person = make_record (
      "person", 8,
      "{\"surname\":\"Макетенко\",\"birth\":\"1999-04-15\",\"category\":\"under-25\"}");
  g_autoptr (HearthRecordDraft) draft = make_draft ();
  g_autoptr (HearthRecordDraft) rebased = NULL;

  set (&draft, "birth", "15.4.1999");
  rebased = hearth_record_draft_rebase (draft, person);
  g_assert_false (hearth_record_draft_is_changed (rebased));
  g_assert_null (hearth_record_draft_get_newer (rebased, "birth"));
}

static HearthRecordDraft *
make_rivals (void)
{
  g_autoptr (HearthRecord) newer = make_record ("person", 9, "{\"surname\":\"Прикладний\"}");
  g_autoptr (HearthRecordDraft) draft = make_draft ();

  set (&draft, "surname", "Зразковський");
  return hearth_record_draft_rebase (draft, newer);
}

static void
nothing_is_saved_until_somebody_has_chosen (void)
{
  g_autoptr (HearthRecordDraft) draft = make_rivals ();
  g_autoptr (HearthRecordDraft) mine = NULL;
  g_autoptr (HearthRecordDraft) theirs = NULL;

  g_assert_cmpuint (hearth_record_draft_get_n_newer (draft), ==, 1);
  g_assert_false (hearth_record_draft_can_save (draft, rules ()));
  mine = hearth_record_draft_decide (draft, "surname", FALSE);
  g_assert_true (hearth_record_draft_can_save (mine, rules ()));
  g_assert_cmpstr (hearth_record_draft_get_text (mine, "surname"), ==, "Зразковський");
  theirs = hearth_record_draft_decide (draft, "surname", TRUE);
  g_assert_cmpstr (hearth_record_draft_get_text (theirs, "surname"), ==, "Прикладний");
  g_assert_false (hearth_record_draft_is_changed (theirs));
}

static void
both_values_are_still_there_after_a_lock (void)
{
  g_autoptr (HearthRecord) newer = make_record ("person", 9, "{\"surname\":\"Прикладний\"}");
  g_autoptr (HearthRecordDraft) draft = make_rivals ();
  json_auto_t *kept = hearth_record_draft_to_json (draft);
  g_autoptr (HearthRecordDraft) again = hearth_record_draft_resume (kept, newer);

  g_assert_cmpstr (hearth_record_draft_get_text (again, "surname"), ==, "Зразковський");
  g_assert_cmpstr (hearth_record_draft_get_newer (again, "surname"), ==, "Прикладний");
}

static void
a_third_value_is_held_against_what_was_first (void)
{
  g_autoptr (HearthRecord) back = make_record ("person", 11, "{\"surname\":\"Макетенко\"}");
  g_autoptr (HearthRecordDraft) draft = make_rivals ();
  g_autoptr (HearthRecordDraft) again = hearth_record_draft_rebase (draft, back);

  /* The other one took it back: there is nothing to choose any more. */
  g_assert_null (hearth_record_draft_get_newer (again, "surname"));
  g_assert_cmpstr (hearth_record_draft_get_text (again, "surname"), ==, "Зразковський");
}

static void
lists_and_yes_and_no_are_texts (void)
{
  g_autoptr (HearthRecordDraft) draft =
      make_draft_of ("contact", "{\"first\":true,\"told\":[\"return\",\"place\"]}");
  char *diff;

  g_assert_cmpstr (hearth_record_draft_get_text (draft, "told"), ==, "return,place");
  g_assert_cmpstr (hearth_record_draft_get_text (draft, "first"), ==, "true");
  set (&draft, "told", "nothing");
  set (&draft, "first", "");
  diff = diff_text (draft);
  g_assert_cmpstr (diff, ==, "{\"first\":null,\"told\":\"nothing\"}");
  free (diff);
}

static void
what_no_form_has_stays_as_it_is (void)
{
  g_autoptr (HearthRecordDraft) draft = make_draft_of ("contact", "{\"may_be_told\":true}");

  g_assert_cmpstr (hearth_record_draft_get_text (draft, "may_be_told"), ==, "");
  g_assert_false (hearth_record_draft_is_changed (draft));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/record-draft/an-untouched-draft-has-nothing-to-save",
                   an_untouched_draft_has_nothing_to_save);
  g_test_add_func ("/record-draft/the-diff-holds-what-was-changed-and-null-for-what-was-emptied",
                   the_diff_holds_what_was_changed_and_null_for_what_was_emptied);
  g_test_add_func ("/record-draft/the-same-day-in-another-form-is-no-change",
                   the_same_day_in_another_form_is_no_change);
  g_test_add_func ("/record-draft/setting-back-leaves-no-change", setting_back_leaves_no_change);
  g_test_add_func ("/record-draft/long-text-stops", long_text_stops);
  g_test_add_func ("/record-draft/a-newer-state-keeps-what-was-typed-and-shows-both-values",
                   a_newer_state_keeps_what_was_typed_and_shows_both_values);
  g_test_add_func ("/record-draft/what-was-just-saved-is-no-change-any-more",
                   what_was_just_saved_is_no_change_any_more);
  g_test_add_func ("/record-draft/dates-of-one-record-follow-each-other",
                   dates_of_one_record_follow_each_other);
  g_test_add_func ("/record-draft/the-category-is-held-against-the-age-at-release",
                   the_category_is_held_against_the_age_at_release);
  g_test_add_func ("/record-draft/nothing-is-saved-until-somebody-has-chosen",
                   nothing_is_saved_until_somebody_has_chosen);
  g_test_add_func ("/record-draft/both-values-are-still-there-after-a-lock",
                   both_values_are_still_there_after_a_lock);
  g_test_add_func ("/record-draft/a-third-value-is-held-against-what-was-first",
                   a_third_value_is_held_against_what_was_first);
  g_test_add_func ("/record-draft/lists-and-yes-and-no-are-texts", lists_and_yes_and_no_are_texts);
  g_test_add_func ("/record-draft/what-no-form-has-stays-as-it-is",
                   what_no_form_has_stays_as_it_is);
  for (guint i = 0; i < G_N_ELEMENTS (issue_cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/record-draft/issue/%u-%s", i, issue_cases[i].field);

      g_test_add_data_func (path, &issue_cases[i], issues_are_named);
    }
  return g_test_run ();
}
