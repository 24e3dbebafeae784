/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-snapshot-private.h"
#include "hearth-test-rows.h"

#define EVENT "ec000000000000000000000000000066"

static HearthPlanTemplates *
load_templates (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);
  HearthPlanTemplates *templates;

  g_assert_no_error (error);
  templates = hearth_plan_templates_new (packs, &error);
  g_assert_no_error (error);
  return templates;
}

static void
add_step (HearthDb *db, const char *template, const char *track, const char *state, const char *due)
{
  hearth_test_rows_add (db, "step", 1, "template", template, "track", track, "occurrence", "1",
                        "state", state, "due", due, NULL);
}

static HearthDb *
open_db (void)
{
  HearthDb *db = hearth_test_rows_open ();

  hearth_test_rows_add (db, "person", 1, "number", "25-0001-1", "surname", "Яворенко", "arrived",
                        "2025-06-09", "event", EVENT, NULL);
  hearth_test_rows_add (db, "person", 2, "number", "25-0002-2", "surname", "Інший", NULL);
  hearth_test_rows_add (db, "captivity", 1, "captured", "2022-05-16", "released", "2025-06-09",
                        NULL);
  hearth_test_rows_exec (db, "INSERT INTO core.event (rec, n, date, number) VALUES"
                             " (x'" EVENT "', 1, '2025-06-09', 66)");
  hearth_test_rows_add (db, "contact", 1, "name", "Мати", "phone", "+380500000001", NULL);
  hearth_test_rows_add (db, "payment", 1, "benefit", "ONE_OFF_RELEASE", "amount_kop", "100", NULL);
  add_step (db, "from-a-later-pack", "medical", "planned", "2025-06-01");
  add_step (db, "triage", "arrival", "planned", "2025-06-09");
  add_step (db, "call-home", "arrival", "done", "2025-06-09");
  hearth_test_rows_add (db, "step", 2, "template", "triage", "track", "arrival", "state", "planned",
                        NULL);
  return db;
}

static HearthCaseSnapshot *
read_case (HearthDb *db, HearthPlanTemplates *templates, guint index)
{
  g_autoptr (GError) error = NULL;
  const HearthId case_id = hearth_test_rows_case (index);
  g_autoptr (HearthCaseQuestion) question =
      _hearth_case_question_new (&case_id, hearth_date_new (2025, 6, 20), templates);
  HearthCaseSnapshot *snapshot = _hearth_case_snapshot_read (db, question, &error);

  g_assert_no_error (error);
  return snapshot;
}

static const HearthCaseStep *
get_step (HearthCaseSnapshot *snapshot, guint index)
{
  g_assert_cmpuint (index, <, snapshot->steps->len);
  return &g_array_index (snapshot->steps, HearthCaseStep, index);
}

static void
test_a_case_has_its_records_and_no_others (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (HearthPlanTemplates) templates = load_templates ();
  g_autoptr (HearthCaseSnapshot) snapshot = read_case (db, templates, 1);
  GPtrArray *contacts = g_hash_table_lookup (snapshot->records, "contact");
  GPtrArray *payments = g_hash_table_lookup (snapshot->records, "payment");
  GPtrArray *checks = g_hash_table_lookup (snapshot->records, "check");
  gint64 number = 0;

  g_assert_cmpstr (hearth_record_get_text (snapshot->person, "surname"), ==, "Яворенко");
  g_assert_cmpstr (snapshot->row->number, ==, "25-0001-1");
  g_assert_cmpuint (snapshot->row->n_overdue, ==, 2);
  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_cmpuint (payments->len, ==, 1);
  g_assert_cmpuint (checks->len, ==, 0);
  g_assert_null (g_hash_table_lookup (snapshot->records, "event"));
  g_assert_true (hearth_record_get_int (snapshot->event, "number", &number));
  g_assert_cmpint (number, ==, 66);
}

static void
test_steps_stand_beside_what_the_plan_says_in_the_order_of_tracks (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (HearthPlanTemplates) templates = load_templates ();
  g_autoptr (HearthCaseSnapshot) snapshot = read_case (db, templates, 1);

  g_assert_cmpuint (snapshot->steps->len, ==, 3);
  for (guint i = 0; i < snapshot->steps->len; i++)
    {
      const HearthCaseStep *step = get_step (snapshot, i);

      g_assert_nonnull (step->item);
      g_assert_cmpstr (step->item->template_id, ==,
                       hearth_record_get_text (step->record, "template"));
    }
  g_assert_cmpstr (get_step (snapshot, 0)->item->template_id, ==, "call-home");
  g_assert_cmpint (get_step (snapshot, 0)->item->state, ==, HEARTH_STEP_DONE);
  g_assert_cmpstr (get_step (snapshot, 1)->item->template_id, ==, "triage");
  g_assert_cmpint (get_step (snapshot, 1)->item->due, ==, hearth_date_new (2025, 6, 9));
  g_assert_null (get_step (snapshot, 2)->item->template);
}

static void
test_no_case_is_an_ordinary_answer (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (HearthPlanTemplates) templates = load_templates ();

  g_assert_null (read_case (db, templates, 3));
  hearth_test_rows_exec (db, "UPDATE core.person SET gone = 1 WHERE number = '25-0002-2'");
  g_assert_null (read_case (db, templates, 2));
}

static void
test_a_case_without_event_periods_or_plan_is_whole (void)
{
  g_autoptr (HearthDb) db = hearth_test_rows_open ();
  g_autoptr (HearthPlanTemplates) templates = load_templates ();
  g_autoptr (HearthCaseSnapshot) snapshot = NULL;

  hearth_test_rows_add (db, "person", 1, "number", "25-0001-1", "event", EVENT, NULL);
  snapshot = read_case (db, templates, 1);
  g_assert_nonnull (snapshot);
  g_assert_null (snapshot->event);
  g_assert_cmpuint (snapshot->steps->len, ==, 0);
  g_assert_cmpuint (snapshot->items->len, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/case/a-case-has-its-records-and-no-others",
                   test_a_case_has_its_records_and_no_others);
  g_test_add_func ("/model/case/steps-stand-beside-what-the-plan-says-in-the-order-of-tracks",
                   test_steps_stand_beside_what_the_plan_says_in_the_order_of_tracks);
  g_test_add_func ("/model/case/no-case-is-an-ordinary-answer", test_no_case_is_an_ordinary_answer);
  g_test_add_func ("/model/case/a-case-without-event-periods-or-plan-is-whole",
                   test_a_case_without_event_periods_or_plan_is_whole);
  return g_test_run ();
}
