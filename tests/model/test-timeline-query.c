/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-timeline-query.h"

#include "hearth-test-vault.h"

static gpointer
read_timeline (HearthDb *db, gpointer question, GError **error)
{
  return hearth_timeline_query_run (db, question, error);
}

static HearthTimeline *
run (HearthTestVault *vault, const HearthTimelineQuestion *question)
{
  g_autoptr (GError) error = NULL;
  HearthTimeline *timeline =
      hearth_store_read (vault->store, read_timeline, (gpointer) question, &error);

  g_assert_no_error (error);
  return timeline;
}

static void
add (HearthTestVault *vault, const char *kind, const HearthId *case_id, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (HearthChangeSet) done = hearth_record_add (
      vault->context, hearth_registry_find_kind (kind), case_id, fields, NULL, &error);

  g_assert_no_error (error);
}

static char *
describe (const HearthTimeline *timeline)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < timeline->entries->len; i++)
    {
      const HearthTimelineEntry *entry = timeline->entries->pdata[i];
      g_autofree char *date =
          entry->field != NULL ? hearth_partial_date_to_string (&entry->date) : g_strdup ("-");

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? "|" : "", date,
                              hearth_record_get_kind (entry->record)->id,
                              entry->field != NULL ? entry->field->id : "written");
    }
  return g_string_free (text, FALSE);
}

static HearthId
fill (HearthTestVault *vault)
{
  HearthId case_id = hearth_test_vault_open_case (
      vault, "{'surname':'Макетенко','captured':'2022-05-16','released':'2025-06-09'}");

  add (vault, "check", &case_id, "{'check':'dental','done_on':'2025-06-12'}");
  add (vault, "note", &case_id, "{'text':'x','written_on':'2025-06-10'}");
  add (vault, "captivity", &case_id, "{'captured':'2016'}");
  add (vault, "payment", &case_id,
       "{'benefit':'ONE_OFF_RELEASE','amount_kop':5000000,'paid_on':'2025-06-11'}");
  return case_id;
}

static void
all_compartments_are_told_newest_first (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-21");
  const HearthTimelineQuestion question = { .case_id = fill (vault), .limit = 50 };
  g_autoptr (HearthTimeline) timeline = run (vault, &question);
  g_autofree char *text = describe (timeline);

  g_assert_cmpstr (text, ==,
                   "2025-06-12 check done_on|2025-06-11 payment paid_on|2025-06-10 note written_on|"
                   "2025-06-09 captivity released|2022-05-16 captivity captured|"
                   "2016 captivity captured");
  g_assert_cmpuint (timeline->n_total, ==, 6);
}

static void
a_page_holds_a_part_and_a_kind_can_be_asked_for (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-21");
  HearthId case_id = fill (vault);
  const HearthTimelineQuestion second = { .case_id = case_id, .offset = 2, .limit = 2 };
  const HearthTimelineQuestion periods = { .case_id = case_id, .kind = "captivity", .limit = 50 };
  g_autoptr (HearthTimeline) page = run (vault, &second);
  g_autoptr (HearthTimeline) captivity = run (vault, &periods);
  g_autofree char *page_text = describe (page);
  g_autofree char *captivity_text = describe (captivity);

  g_assert_cmpstr (page_text, ==, "2025-06-10 note written_on|2025-06-09 captivity released");
  g_assert_cmpuint (page->n_total, ==, 6);
  g_assert_cmpstr (captivity_text, ==,
                   "2025-06-09 captivity released|2022-05-16 captivity captured|"
                   "2016 captivity captured");
  g_assert_cmpuint (captivity->n_total, ==, 3);
  /* The counts are for choosing another kind. */
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (captivity->counts, "check")), ==, 1);
}

static void
a_step_is_told_once_it_is_done (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-21");
  const HearthTimelineQuestion question = { .case_id = fill (vault), .kind = "step", .limit = 50 };
  g_autoptr (HearthTimeline) before = run (vault, &question);
  g_autoptr (HearthTimeline) after = NULL;
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (vault, &question.case_id, "call-home", 1);
  json_auto_t *fields = hearth_test_vault_json ("{'state':'done','done_on':'2025-06-09'}");
  g_autoptr (HearthChangeSet) done = hearth_step_set (vault->context, hearth_record_get_id (step),
                                                      HEARTH_REVISION_ANY, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (before->n_total, ==, 0);
  after = run (vault, &question);
  g_assert_cmpuint (after->n_total, ==, 1);
}

static void
what_has_no_date_stands_where_it_was_written (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-21");
  HearthTimelineQuestion question = { .case_id = fill (vault), .kind = "contact", .limit = 50 };
  g_autoptr (HearthTimeline) timeline = NULL;
  const HearthTimelineEntry *entry;

  add (vault, "contact", &question.case_id, "{'name':'Мати'}");
  timeline = run (vault, &question);
  g_assert_cmpuint (timeline->n_total, ==, 1);
  entry = timeline->entries->pdata[0];
  g_assert_null (entry->field);
  g_assert_cmpint (entry->written_ms, >, G_GINT64_CONSTANT (1700000000000));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/timeline/all-compartments-are-told-newest-first",
                   all_compartments_are_told_newest_first);
  g_test_add_func ("/timeline/a-page-holds-a-part-and-a-kind-can-be-asked-for",
                   a_page_holds_a_part_and_a_kind_can_be_asked_for);
  g_test_add_func ("/timeline/a-step-is-told-once-it-is-done", a_step_is_told_once_it_is_done);
  g_test_add_func ("/timeline/what-has-no-date-stands-where-it-was-written",
                   what_has_no_date_stands_where_it_was_written);
  return g_test_run ();
}
