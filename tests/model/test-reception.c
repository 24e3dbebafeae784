/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-event-acts.h"
#include "hearth-event-query.h"
#include "hearth-intake-acts.h"
#include "hearth-pack-entry.h"
#include "hearth-reception-query.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#define TODAY "2025-06-10"

typedef struct
{
  HearthTestVault *vault;
  HearthId event;
} Fixture;

static HearthId
add_event (HearthTestVault *vault, const char *fields)
{
  json_auto_t *values = hearth_test_vault_json (fields);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  HearthId id;

  changes = hearth_record_add (vault->context, hearth_registry_find_kind ("event"), NULL, values,
                               &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->vault = hearth_test_vault_new (TODAY);
  fixture->event = add_event (fixture->vault, "{'date':'2025-06-09','number':'66','stage':'1',"
                                              "'returned_military':'70'}");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_test_vault_free (fixture->vault);
}

static HearthId
open_case (Fixture *fixture, const char *surname, const char *condition)
{
  char hex[HEARTH_ID_HEX_SIZE];
  g_autofree char *fields = NULL;

  hearth_id_format (&fixture->event, hex);
  fields = g_strdup_printf ("{'surname':'%s','event':'%s','condition':'%s','arrived':'" TODAY "'}",
                            surname, hex, condition);
  return hearth_test_vault_open_case (fixture->vault, fields);
}

static gpointer
read_events (HearthDb *db, gpointer data, GError **error)
{
  return hearth_event_query_run (db, error);
}

static gpointer
read_board (HearthDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;

  return hearth_reception_query_run (db, fixture->vault->packs, &fixture->event, HEARTH_DATE_NONE,
                                     error);
}

static gpointer
read_without_event (HearthDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  HearthDate since;

  g_assert_true (hearth_date_parse (TODAY, &since));
  return hearth_reception_query_run (db, fixture->vault->packs, NULL, since, error);
}

static GPtrArray *
ask (Fixture *fixture, HearthReadFunc func)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = hearth_store_read (fixture->vault->store, func, fixture, &error);

  g_assert_no_error (error);
  return rows;
}

static int
find_place (Fixture *fixture, const char *step)
{
  g_autoptr (GPtrArray) steps = hearth_reception_list_steps (fixture->vault->packs);

  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (hearth_pack_entry_get_id (steps->pdata[i]), step))
      return (int) i;
  return -1;
}

static void
set_step (Fixture *fixture, const HearthId *case_id, const char *template_id)
{
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (fixture->vault, case_id, template_id, 1);
  json_auto_t *fields =
      hearth_test_vault_json ("{'state':'done','done_on':'" TODAY "','note':'as it is done'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  g_assert_nonnull (step);
  changes = hearth_step_set (fixture->vault->context, hearth_record_get_id (step),
                             HEARTH_REVISION_ANY, fields, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static void
test_checklist_has_what_the_product_names (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = { "call-home", "shower",       "first-meal", "clothes-shoes",
                                        "phone",     "care-package", "triage" };
  g_autoptr (GPtrArray) steps = hearth_reception_list_steps (fixture->vault->packs);

  g_assert_cmpuint (steps->len, ==, G_N_ELEMENTS (wanted));
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (find_place (fixture, wanted[i]), >=, 0);
  for (guint i = 1; i < steps->len; i++)
    g_assert_cmpint (hearth_pack_entry_get_int (steps->pdata[i - 1], "Board", 0), <,
                     hearth_pack_entry_get_int (steps->pdata[i], "Board", 0));
}

static void
test_events_come_newest_first_with_their_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  HearthEventRow *row;

  add_event (fixture->vault, "{'date':'2025-06-09','number':'66','stage':'2'}");
  add_event (fixture->vault, "{'agreement':'without a date'}");
  add_event (fixture->vault, "{'date':'2025-05-23','number':'65'}");
  open_case (fixture, "Вигаданко", "walking");
  open_case (fixture, "Ганкенко", "walking");

  rows = ask (fixture, read_events);
  g_assert_cmpuint (rows->len, ==, 4);
  row = rows->pdata[0];
  g_assert_cmpint (
      json_integer_value (json_object_get (hearth_record_get_values (row->record), "stage")), ==,
      2);
  g_assert_cmpuint (row->n_people, ==, 0);
  row = rows->pdata[1];
  g_assert_cmpuint (row->n_people, ==, 2);
  row = rows->pdata[2];
  g_assert_cmpstr (hearth_record_get_text (row->record, "date"), ==, "2025-05-23");
  row = rows->pdata[3];
  g_assert_null (hearth_record_get_text (row->record, "date"));
}

static void
test_board_shows_people_by_name_with_their_marks (Fixture *fixture, gconstpointer data)
{
  HearthId second = open_case (fixture, "Яворенко", "walking");
  g_autoptr (GPtrArray) rows = NULL;
  HearthReceptionRow *row;
  int shower = find_place (fixture, "shower");

  open_case (fixture, "Ганкенко", "walking");
  set_step (fixture, &second, "shower");
  rows = ask (fixture, read_board);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[0];
  g_assert_cmpstr (hearth_record_get_text (row->person, "surname"), ==, "Ганкенко");
  for (guint i = 0; i < row->marks->len; i++)
    g_assert_true (g_array_index (row->marks, HearthReceptionMark, i).is_present);
  g_assert_true (
      hearth_step_state_is_open (g_array_index (row->marks, HearthReceptionMark, shower).state));
  row = rows->pdata[1];
  g_assert_cmpint (g_array_index (row->marks, HearthReceptionMark, shower).state, ==,
                   HEARTH_STEP_DONE);
  g_assert_false (hearth_reception_row_is_complete (row));
}

static void
test_somebody_is_complete_when_nothing_is_open (Fixture *fixture, gconstpointer data)
{
  HearthId id = open_case (fixture, "Яворенко", "walking");
  g_autoptr (GPtrArray) steps = hearth_reception_list_steps (fixture->vault->packs);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < steps->len; i++)
    set_step (fixture, &id, hearth_pack_entry_get_id (steps->pdata[i]));
  rows = ask (fixture, read_board);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_true (hearth_reception_row_is_complete (rows->pdata[0]));
}

static HearthFeeding
get_feeding (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = ask (fixture, read_board);

  g_assert_cmpuint (rows->len, ==, 1);
  return ((HearthReceptionRow *) rows->pdata[0])->feeding;
}

static void
test_food_is_held_back_until_the_check_and_by_the_flag (Fixture *fixture, gconstpointer data)
{
  HearthId id = open_case (fixture, "Яворенко", "stretcher");
  json_auto_t *flags = hearth_test_vault_json ("{'flags':['feeding-limits']}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  g_assert_cmpint (get_feeding (fixture), ==, HEARTH_FEEDING_BY_PRECAUTION);
  set_step (fixture, &id, "feeding-check");
  g_assert_cmpint (get_feeding (fixture), ==, HEARTH_FEEDING_FREE);
  changes = hearth_case_set (fixture->vault->context, &id, HEARTH_REVISION_ANY, flags, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_feeding (fixture), ==, HEARTH_FEEDING_LIMITED);
}

static void
test_people_without_an_event_have_a_board_of_their_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  open_case (fixture, "Яворенко", "walking");
  hearth_test_vault_open_case (fixture->vault, "{'surname':'Ганкенко','arrived':'" TODAY "'}");
  hearth_test_vault_open_case (fixture->vault, "{'surname':'Давненко','arrived':'2025-06-01'}");
  rows = ask (fixture, read_without_event);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (
      hearth_record_get_text (((HearthReceptionRow *) rows->pdata[0])->person, "surname"), ==,
      "Ганкенко");
}

/* --- Embargo --- */

static gpointer
ask_embargo (HearthDb *db, gpointer data, GError **error)
{
  gboolean may_tell;

  if (!hearth_event_may_tell_count (db, data, &may_tell, error))
    return NULL;
  return GINT_TO_POINTER (may_tell ? 1 : 2);
}

static gboolean
may_tell (Fixture *fixture, const HearthId *event)
{
  g_autoptr (GError) error = NULL;
  gpointer answer =
      hearth_store_read (fixture->vault->store, ask_embargo, (gpointer) event, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_INT (answer) == 1;
}

static void
test_counts_are_told_of_open_events_only (Fixture *fixture, gconstpointer data)
{
  HearthId secret = add_event (fixture->vault, "{'date':'2025-06-10','embargo':'true'}");
  HearthId nowhere = hearth_test_vault_open_case (fixture->vault, "{'surname':'Яворенко'}");
  const HearthKind *kind = hearth_registry_find_kind ("event");

  g_assert_true (may_tell (fixture, &fixture->event));
  g_assert_false (may_tell (fixture, &secret));
  g_assert_false (may_tell (fixture, &nowhere));
  g_assert_true (hearth_event_is_count (hearth_kind_find_field (kind, "returned_military")));
  g_assert_true (hearth_event_is_count (hearth_kind_find_field (kind, "returned_civilian")));
  g_assert_false (hearth_event_is_count (hearth_kind_find_field (kind, "number")));
}

/* --- Acts --- */

static HearthChangeSet *
save_event (
    Fixture *fixture, const HearthId *rec, gint64 revision, const char *fields, GError **error)
{
  json_auto_t *values = hearth_test_vault_json (fields);
  g_autoptr (GAsyncResult) result = NULL;

  hearth_event_save_async (fixture->vault->context, rec, revision, values, NULL,
                           hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  return hearth_event_save_finish (result, error);
}

static void
test_an_event_is_added_edited_and_kept_from_blind_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) added =
      save_event (fixture, NULL, 0, "{'date':'2025-08-14','number':'67'}", &error);
  g_autoptr (HearthChangeSet) stale = NULL;
  g_autoptr (HearthChangeSet) bad = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  HearthEventRow *row;

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (added), ==, HEARTH_RESULT_DONE);
  g_assert_nonnull (hearth_change_set_get_inverse (added));
  rows = ask (fixture, read_events);
  row = rows->pdata[0];
  stale = save_event (fixture, hearth_record_get_id (row->record),
                      hearth_record_get_revision (row->record) - 1, "{'number':'68'}", &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (stale), ==, HEARTH_RESULT_STALE);
  bad = save_event (fixture, NULL, 0, "{'date':'the day before'}", &error);
  g_assert_null (bad);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
}

static void
test_an_intake_opens_a_case_and_updates_an_expected_one (Fixture *fixture, gconstpointer data)
{
  json_auto_t *fields = hearth_test_vault_json ("{'surname':'Яворенко','wristband':'7'}");
  json_auto_t *again = hearth_test_vault_json ("{'wristband':'8'}");
  json_auto_t *vitals =
      hearth_test_vault_json ("{'measured_on':'2025-06-09','weight_g':45000,'height_mm':1800}");
  g_autoptr (HearthRecord) person = NULL;
  g_autoptr (GPtrArray) measured = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthIntake) intake = NULL;
  g_autoptr (HearthIntake) update = NULL;

  hearth_intake_async (fixture->vault->context, NULL, fields, NULL, NULL, NULL,
                       hearth_test_keep_result_cb, &first);
  hearth_test_await (&first);
  intake = hearth_intake_finish (first, &error);
  g_assert_no_error (error);
  g_assert_cmpint (intake->result, ==, HEARTH_RESULT_DONE);
  g_assert_cmpuint (intake->done->len, ==, 1);
  g_assert_cmpstr (hearth_record_get_text (intake->person, "wristband"), ==, "7");
  g_assert_nonnull (hearth_record_get_text (intake->person, "number"));

  hearth_intake_async (fixture->vault->context, &intake->case_id, again, vitals, NULL, NULL,
                       hearth_test_keep_result_cb, &second);
  hearth_test_await (&second);
  update = hearth_intake_finish (second, &error);
  g_assert_no_error (error);
  g_assert_true (hearth_id_equal (&update->case_id, &intake->case_id));
  g_assert_cmpstr (hearth_record_get_text (update->person, "wristband"), ==, "8");
  g_assert_cmpstr (hearth_record_get_text (update->person, "surname"), ==, "Яворенко");
  /* What was measured at the door limits the first meal. */
  g_assert_cmpuint (update->done->len, ==, 2);
  measured = hearth_test_vault_list (fixture->vault, "vitals", &update->case_id);
  g_assert_cmpuint (measured->len, ==, 1);
  person = hearth_test_vault_get_person (fixture->vault, &update->case_id);
  g_assert_cmpstr (json_string_value (json_array_get (
                       json_object_get (hearth_record_get_values (person), "flags"), 0)),
                   ==, "feeding-limits");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reception/checklist-has-what-the-product-names",
       test_checklist_has_what_the_product_names);
  ADD ("/reception/events-come-newest-first-with-their-people",
       test_events_come_newest_first_with_their_people);
  ADD ("/reception/board-shows-people-by-name-with-their-marks",
       test_board_shows_people_by_name_with_their_marks);
  ADD ("/reception/somebody-is-complete-when-nothing-is-open",
       test_somebody_is_complete_when_nothing_is_open);
  ADD ("/reception/food-is-held-back-until-the-check-and-by-the-flag",
       test_food_is_held_back_until_the_check_and_by_the_flag);
  ADD ("/reception/people-without-an-event-have-a-board-of-their-own",
       test_people_without_an_event_have_a_board_of_their_own);
  ADD ("/reception/counts-are-told-of-open-events-only", test_counts_are_told_of_open_events_only);
  ADD ("/reception/an-event-is-added-edited-and-kept-from-blind-edits",
       test_an_event_is_added_edited_and_kept_from_blind_edits);
  ADD ("/reception/an-intake-opens-a-case-and-updates-an-expected-one",
       test_an_intake_opens_a_case_and_updates_an_expected_one);
#undef ADD

  return g_test_run ();
}
