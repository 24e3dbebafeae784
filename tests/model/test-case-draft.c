/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-draft.h"

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

static HearthCaseDraft *
make_draft (void)
{
  g_autoptr (HearthRecord) person = make_record (
      "person", 7, "{\"surname\":\"Макетенко\",\"birth\":\"1999-04\",\"category\":\"under-25\"}");
  g_autoptr (HearthRecord) captivity =
      make_record ("captivity", 7, "{\"captured\":\"2022-05-16\",\"released\":\"2025-06-09\"}");

  return hearth_case_draft_new (person, captivity);
}

static void
set (HearthCaseDraft **draft, const char *field, const char *text)
{
  HearthCaseDraft *next = hearth_case_draft_set_text (*draft, field, text);

  hearth_case_draft_unref (*draft);
  *draft = next;
}

static char *
diff_text (HearthCaseDraft *draft)
{
  json_auto_t *diff = hearth_case_draft_diff (draft);

  g_assert_nonnull (diff);
  return json_dumps (diff, JSON_COMPACT | JSON_SORT_KEYS);
}

static void
an_untouched_draft_has_nothing_to_save (void)
{
  g_autoptr (HearthCaseDraft) draft = make_draft ();
  char *diff = diff_text (draft);

  g_assert_false (hearth_case_draft_is_changed (draft));
  g_assert_false (hearth_case_draft_can_save (draft, TODAY));
  g_assert_cmpstr (diff, ==, "{}");
  g_assert_cmpint (hearth_case_draft_get_revision (draft), ==, 7);
  free (diff);
}

static void
the_diff_holds_what_was_changed_and_null_for_what_was_emptied (void)
{
  g_autoptr (HearthCaseDraft) draft = make_draft ();
  char *diff;

  set (&draft, "given", "Віталій");
  set (&draft, "birth", "15.4.1999");
  set (&draft, "captured", "");
  diff = diff_text (draft);
  g_assert_cmpstr (diff, ==, "{\"birth\":\"1999-04-15\",\"captured\":null,\"given\":\"Віталій\"}");
  g_assert_true (hearth_case_draft_can_save (draft, TODAY));
  free (diff);
}

static void
the_same_day_in_another_form_is_no_change (void)
{
  g_autoptr (HearthCaseDraft) draft = make_draft ();

  set (&draft, "released", "9.6.2025");
  g_assert_false (hearth_case_draft_is_changed (draft));
}

static void
setting_back_leaves_no_change (void)
{
  g_autoptr (HearthCaseDraft) draft = make_draft ();

  set (&draft, "surname", "Інший");
  g_assert_true (hearth_case_draft_is_changed (draft));
  set (&draft, "surname", "Макетенко");
  g_assert_false (hearth_case_draft_is_changed (draft));
}

typedef struct
{
  const char *field;
  const char *text;
  HearthIssue issue;
} IssueCase;

static const IssueCase issue_cases[] = {
  { "surname", "", HEARTH_ISSUE_NO_SURNAME },
  { "birth", "31.02.1999", HEARTH_ISSUE_DATE_INVALID },
  { "birth", "не відомо", HEARTH_ISSUE_DATE_INVALID },
  { "birth", "22.06.2025", HEARTH_ISSUE_DATE_IN_FUTURE },
  { "birth", "21.06.2025", HEARTH_ISSUE_NONE },
  { "birth", "2000", HEARTH_ISSUE_NONE },
  { "released", "15.05.2022", HEARTH_ISSUE_DATE_ORDER },
  { "released", "2022", HEARTH_ISSUE_NONE }, /* may have been in December */
  { "captured", "1998", HEARTH_ISSUE_DATE_ORDER },
  { "category", "under-25", HEARTH_ISSUE_NOT_UNDER_25 }, /* born in April 1999 at the latest */
  { "given", "a\nb", HEARTH_ISSUE_CONTROL_CHARACTER },
  { "note", "a\nb", HEARTH_ISSUE_NONE },
};

static void
issues_are_named (gconstpointer data)
{
  const IssueCase *row = data;
  g_autoptr (HearthCaseDraft) draft = make_draft ();

  set (&draft, row->field, row->text);
  g_assert_cmpint (hearth_case_draft_check_field (draft, row->field, TODAY), ==, row->issue);
  if (hearth_issue_stops (row->issue))
    g_assert_false (hearth_case_draft_can_save (draft, TODAY));
}

static void
long_text_stops (void)
{
  g_autoptr (HearthCaseDraft) draft = make_draft ();
  g_autofree char *text = g_strnfill (HEARTH_CASE_DRAFT_MAX_LENGTH + 1, 'x');

  set (&draft, "unit", text);
  g_assert_cmpint (hearth_case_draft_check_field (draft, "unit", TODAY), ==, HEARTH_ISSUE_TOO_LONG);
  text[HEARTH_CASE_DRAFT_MAX_LENGTH] = '\0';
  set (&draft, "unit", text);
  g_assert_cmpint (hearth_case_draft_check_field (draft, "unit", TODAY), ==, HEARTH_ISSUE_NONE);
}

static void
a_newer_state_keeps_what_was_typed_and_shows_both_values (void)
{
  g_autoptr (HearthRecord) person = make_record (
      "person", 9, "{\"surname\":\"Прикладний\",\"birth\":\"1999-04\",\"rank\":\"soldier\"}");
  g_autoptr (HearthCaseDraft) draft = make_draft ();
  g_autoptr (HearthCaseDraft) rebased = NULL;
  char *diff;

  set (&draft, "surname", "Зразковський");
  set (&draft, "given", "Назар");
  rebased = hearth_case_draft_rebase (draft, person, NULL);
  g_assert_cmpint (hearth_case_draft_get_revision (rebased), ==, 9);
  g_assert_cmpstr (hearth_case_draft_get_text (rebased, "surname"), ==, "Зразковський");
  g_assert_cmpstr (hearth_case_draft_get_newer (rebased, "surname"), ==, "Прикладний");
  g_assert_cmpstr (hearth_case_draft_get_text (rebased, "rank"), ==, "soldier");
  g_assert_null (hearth_case_draft_get_newer (rebased, "given"));
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
  g_autoptr (HearthRecord) captivity =
      make_record ("captivity", 7, "{\"captured\":\"2022-05-16\",\"released\":\"2025-06-09\"}");
  g_autoptr (HearthCaseDraft) draft = make_draft ();
  g_autoptr (HearthCaseDraft) rebased = NULL;

  set (&draft, "birth", "15.4.1999");
  rebased = hearth_case_draft_rebase (draft, person, captivity);
  g_assert_false (hearth_case_draft_is_changed (rebased));
  g_assert_null (hearth_case_draft_get_newer (rebased, "birth"));
}

static void
every_field_of_the_form_is_in_the_registry (void)
{
  for (const char *const *field = hearth_case_draft_get_fields (); *field != NULL; field++)
    g_assert_nonnull (hearth_case_draft_find_field (*field));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/case-draft/an-untouched-draft-has-nothing-to-save",
                   an_untouched_draft_has_nothing_to_save);
  g_test_add_func ("/case-draft/the-diff-holds-what-was-changed-and-null-for-what-was-emptied",
                   the_diff_holds_what_was_changed_and_null_for_what_was_emptied);
  g_test_add_func ("/case-draft/the-same-day-in-another-form-is-no-change",
                   the_same_day_in_another_form_is_no_change);
  g_test_add_func ("/case-draft/setting-back-leaves-no-change", setting_back_leaves_no_change);
  g_test_add_func ("/case-draft/long-text-stops", long_text_stops);
  g_test_add_func ("/case-draft/a-newer-state-keeps-what-was-typed-and-shows-both-values",
                   a_newer_state_keeps_what_was_typed_and_shows_both_values);
  g_test_add_func ("/case-draft/what-was-just-saved-is-no-change-any-more",
                   what_was_just_saved_is_no_change_any_more);
  g_test_add_func ("/case-draft/every-field-of-the-form-is-in-the-registry",
                   every_field_of_the_form_is_in_the_registry);
  for (guint i = 0; i < G_N_ELEMENTS (issue_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/case-draft/issue/%u-%s", i, issue_cases[i].field);

      g_test_add_data_func (path, &issue_cases[i], issues_are_named);
    }
  return g_test_run ();
}
