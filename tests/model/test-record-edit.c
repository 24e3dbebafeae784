/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-edit.h"

#include "hearth-random.h"
#include "hearth-test-vault.h"

#define TODAY "2025-06-21"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Макетенко','category':'severely-wounded','birth':'1999',"
                   "'captured':'2022-05-16','released':'2025-06-09','stage':'reception'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static HearthChangeSet *
save (Fixture *self, const char *kind, const HearthId *rec, gint64 revision, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind (kind), self->case_id, *rec, revision,
                                  fields };
  HearthChangeSet *changes = hearth_record_save (self->vault->context, &edit, &error);

  g_assert_no_error (error);
  return changes;
}

static HearthId
add (Fixture *self, const char *kind, const char *text)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) changes = save (self, kind, &rec, HEARTH_REVISION_NEW, text);

  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return rec;
}

static HearthRecord *
find (Fixture *self, const char *kind, const HearthId *rec)
{
  g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, kind, &self->case_id);

  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), rec))
      return hearth_record_ref (records->pdata[i]);
  return NULL;
}

static void
undo (Fixture *self, HearthChangeSet *done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (done), &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static void
a_record_is_made_changed_removed_and_brought_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HearthId rec = add (self, "note", "{'text':'перша','written_on':'2025-06-20'}");
  g_autoptr (HearthRecord) note = find (self, "note", &rec);
  g_autoptr (HearthRecord) changed = NULL;
  g_autoptr (HearthRecord) none = NULL;
  g_autoptr (HearthRecord) again = NULL;
  g_autoptr (HearthChangeSet) set =
      save (self, "note", &rec, hearth_record_get_revision (note), "{'text':'друга'}");
  g_autoptr (HearthChangeSet) removed = NULL;

  g_assert_cmpint (hearth_change_set_get_result (set), ==, HEARTH_RESULT_DONE);
  changed = find (self, "note", &rec);
  g_assert_cmpstr (hearth_record_get_text (changed, "text"), ==, "друга");
  removed = hearth_record_remove (self->vault->context, changed, &error);
  g_assert_no_error (error);
  none = find (self, "note", &rec);
  g_assert_null (none);
  undo (self, removed);
  again = find (self, "note", &rec);
  g_assert_cmpstr (hearth_record_get_text (again, "text"), ==, "друга");
}

static void
a_stale_edit_comes_back_with_the_newer_record (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "contact", "{'name':'Олена','phone':'12345'}");
  g_autoptr (HearthRecord) before = find (self, "contact", &rec);
  g_autoptr (HearthChangeSet) other =
      save (self, "contact", &rec, hearth_record_get_revision (before), "{'phone':'54321'}");
  g_autoptr (HearthChangeSet) stale =
      save (self, "contact", &rec, hearth_record_get_revision (before), "{'name':'Оксана'}");
  GPtrArray *newer = hearth_change_set_get_newer (stale);

  g_assert_cmpint (hearth_change_set_get_result (other), ==, HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_change_set_get_result (stale), ==, HEARTH_RESULT_STALE);
  g_assert_cmpuint (newer->len, ==, 1);
  g_assert_cmpstr (hearth_record_get_text (newer->pdata[0], "phone"), ==, "54321");
}

static void
what_was_removed_meanwhile_comes_back_by_saving (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HearthId rec = add (self, "contact", "{'name':'Олена'}");
  g_autoptr (HearthRecord) before = find (self, "contact", &rec);
  g_autoptr (HearthChangeSet) removed = hearth_record_remove (self->vault->context, before, &error);
  g_autoptr (HearthChangeSet) stale =
      save (self, "contact", &rec, hearth_record_get_revision (before), "{'phone':'12345'}");
  g_autoptr (HearthChangeSet) seen = NULL;
  g_autoptr (HearthRecord) again = NULL;
  const HearthRecord *gone;

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (stale), ==, HEARTH_RESULT_STALE);
  gone = hearth_change_set_get_newer (stale)->pdata[0];
  g_assert_true (hearth_record_is_gone (gone));
  seen = save (self, "contact", &rec, hearth_record_get_revision (gone), "{'phone':'12345'}");
  g_assert_cmpint (hearth_change_set_get_result (seen), ==, HEARTH_RESULT_DONE);
  again = find (self, "contact", &rec);
  g_assert_cmpstr (hearth_record_get_text (again, "name"), ==, "Олена");
}

static void
one_contact_at_most_is_the_first (Fixture *self, gconstpointer data)
{
  HearthId mother = add (self, "contact", "{'name':'Олена','first':'true'}");
  HearthId sister = hearth_random_id ();
  g_autoptr (HearthChangeSet) done =
      save (self, "contact", &sister, HEARTH_REVISION_NEW, "{'name':'Оксана','first':'true'}");
  g_autoptr (HearthRecord) second = find (self, "contact", &mother);
  g_autoptr (HearthRecord) first_again = NULL;

  g_assert_false (json_is_true (json_object_get (hearth_record_get_values (second), "first")));
  undo (self, done);
  first_again = find (self, "contact", &mother);
  g_assert_true (json_is_true (json_object_get (hearth_record_get_values (first_again), "first")));
}

static void
another_period_of_captivity_changes_the_plan (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) before =
      hearth_test_vault_get_step (self->vault, &self->case_id, "call-home", 1);
  g_autoptr (GPtrArray) periods = hearth_test_vault_list (self->vault, "captivity", &self->case_id);
  const HearthRecord *first = periods->pdata[0];
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (HearthRecord) after = NULL;
  g_autoptr (HearthRecord) restored = NULL;

  add (self, "captivity", "{'captured':'2016','released':'2017-12'}");
  done = save (self, "captivity", hearth_record_get_id (first), hearth_record_get_revision (first),
               "{'released':'2025-06-12'}");
  after = hearth_test_vault_get_step (self->vault, &self->case_id, "call-home", 1);
  g_assert_cmpstr (hearth_record_get_text (before, "due"), ==, "2025-06-09");
  g_assert_cmpstr (hearth_record_get_text (after, "due"), ==, "2025-06-12");
  undo (self, done);
  restored = hearth_test_vault_get_step (self->vault, &self->case_id, "call-home", 1);
  g_assert_cmpstr (hearth_record_get_text (restored, "due"), ==, "2025-06-09");
}

static void
dates_that_cannot_be_are_refused (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = {
    "{'captured':'2024-02-01','released':'2024-01-31'}",
    "{'released':'2026'}",
    "{'captured':'1998'}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      json_auto_t *fields = hearth_test_vault_json (wrong[i]);
      const HearthRecordEdit edit = { hearth_registry_find_kind ("captivity"), self->case_id,
                                      hearth_random_id (), HEARTH_REVISION_NEW, fields };

      g_assert_null (hearth_record_save (self->vault->context, &edit, &error));
      g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
    }
}

static void
a_decision_begins_the_next_stage (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) done =
      save (self, "decision", &rec, HEARTH_REVISION_NEW,
            "{'stage':'reception','next':'quarantine','decided_on':'2025-06-10','reason':'all "
            "received'}");
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (self->vault, &self->case_id);
  g_autoptr (HearthRecord) before = NULL;
  g_autoptr (HearthRecord) none = NULL;

  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  g_assert_cmpstr (hearth_record_get_text (person, "stage"), ==, "quarantine");
  undo (self, done);
  before = hearth_test_vault_get_person (self->vault, &self->case_id);
  g_assert_cmpstr (hearth_record_get_text (before, "stage"), ==, "reception");
  none = find (self, "decision", &rec);
  g_assert_null (none);
}

static void
a_decision_on_a_stage_that_is_over_is_stale (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) stale =
      save (self, "decision", &rec, HEARTH_REVISION_NEW,
            "{'stage':'expected','next':'in-transit','decided_on':'2025-06-10','reason':'x'}");
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (self->vault, &self->case_id);
  g_autoptr (HearthRecord) none = find (self, "decision", &rec);

  g_assert_cmpint (hearth_change_set_get_result (stale), ==, HEARTH_RESULT_STALE);
  g_assert_cmpstr (hearth_record_get_text (person, "stage"), ==, "reception");
  g_assert_null (none);
}

static void
a_decision_can_be_reworded_without_another_stage (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "decision",
                      "{'stage':'reception','next':'quarantine','decided_on':'2025-06-10',"
                      "'reason':'x'}");
  g_autoptr (HearthRecord) decision = find (self, "decision", &rec);
  g_autoptr (HearthChangeSet) later = NULL;
  g_autoptr (HearthRecord) person = NULL;
  HearthId next = add (self, "decision",
                       "{'stage':'quarantine','next':'transfer','decided_on':'2025-06-12',"
                       "'reason':'y'}");

  g_assert_false (hearth_id_equal (&rec, &next));
  later = save (self, "decision", &rec, hearth_record_get_revision (decision),
                "{'reason':'all received'}");
  g_assert_cmpint (hearth_change_set_get_result (later), ==, HEARTH_RESULT_DONE);
  person = hearth_test_vault_get_person (self->vault, &self->case_id);
  g_assert_cmpstr (hearth_record_get_text (person, "stage"), ==, "transfer");
}

static guint
count (Fixture *self, const char *kind)
{
  g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, kind, &self->case_id);

  return records->len;
}

static void
assert_stage (Fixture *self, const char *expected)
{
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (self->vault, &self->case_id);

  g_assert_cmpstr (hearth_record_get_text (person, "stage"), ==, expected);
}

/* However a stage ends, the case says when and why. */
static void
a_stage_that_is_set_leaves_a_decision (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields =
      hearth_test_vault_json ("{'stage':'quarantine','ward':'3','stage_reason':'all received'}");
  json_auto_t *same = hearth_test_vault_json ("{'stage':'quarantine','ward':'4'}");
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (HearthChangeSet) again = NULL;
  g_autoptr (GPtrArray) decisions = NULL;
  const HearthRecord *decision;
  HearthDate today;

  done =
      hearth_case_set (self->vault->context, &self->case_id, HEARTH_REVISION_ANY, fields, &error);
  g_assert_no_error (error);
  assert_stage (self, "quarantine");
  decisions = hearth_test_vault_list (self->vault, "decision", &self->case_id);
  g_assert_cmpuint (decisions->len, ==, 1);
  decision = decisions->pdata[0];
  g_assert_true (hearth_date_parse (TODAY, &today));
  g_assert_cmpstr (hearth_record_get_text (decision, "stage"), ==, "reception");
  g_assert_cmpstr (hearth_record_get_text (decision, "next"), ==, "quarantine");
  g_assert_cmpstr (hearth_record_get_text (decision, "reason"), ==, "all received");
  g_assert_cmpint (hearth_record_get_date (decision, "decided_on"), ==, today);

  again = hearth_case_set (self->vault->context, &self->case_id, HEARTH_REVISION_ANY, same, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (self, "decision"), ==, 1);
  undo (self, again);
  undo (self, done);
  g_assert_cmpuint (count (self, "decision"), ==, 0);
  assert_stage (self, "reception");
}

static HearthId
script_add (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (HearthChangeSet) done = NULL;
  HearthId rec;

  done = hearth_record_add (self->vault->context, hearth_registry_find_kind (kind), &self->case_id,
                            fields, &rec, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  return rec;
}

static void
script_set (
    Fixture *self, const char *kind, const HearthId *rec, const char *text, HearthResult result)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (HearthChangeSet) done = hearth_record_set (
      self->vault->context, hearth_registry_find_kind (kind), rec, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, result);
}

/* What a script adds has the consequences that it has in the window. */
static void
scripts_take_the_same_way_as_the_window (Fixture *self, gconstpointer data)
{
  HearthId mother = script_add (self, "contact", "{'name':'Вигадана Марія','first':'true'}");
  HearthId wife = script_add (self, "contact", "{'name':'Вигадана Олена','first':'true'}");
  g_autoptr (HearthRecord) left = find (self, "contact", &mother);
  g_autoptr (HearthRecord) back = NULL;
  HearthId decision;
  gint64 n_steps = hearth_test_vault_query_int (
      self->vault, "SELECT count (*) FROM core.step WHERE due IS NOT NULL");
  g_autoptr (GPtrArray) periods = hearth_test_vault_list (self->vault, "captivity", &self->case_id);

  g_assert_false (json_is_true (json_object_get (hearth_record_get_values (left), "first")));
  script_set (self, "contact", &mother, "{'first':true}", HEARTH_RESULT_DONE);
  back = find (self, "contact", &wife);
  g_assert_false (json_is_true (json_object_get (hearth_record_get_values (back), "first")));

  decision =
      script_add (self, "decision", "{'next':'quarantine','decided_on':'2025-06-10','reason':'x'}");
  assert_stage (self, "quarantine");
  g_assert_cmpuint (count (self, "decision"), ==, 1);
  script_set (self, "decision", &decision, "{'gone':true}", HEARTH_RESULT_DONE);
  /* Not seen, so not brought back. */
  script_set (self, "decision", &decision, "{'reason':'y'}", HEARTH_RESULT_STALE);

  g_assert_cmpint (n_steps, >, 0);
  script_set (self, "captivity", hearth_record_get_id (periods->pdata[0]), "{'released':null}",
              HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_test_vault_query_int (
                       self->vault, "SELECT count (*) FROM core.step WHERE due IS NOT NULL"),
                   <, n_steps);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/record-edit/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-record-is-made-changed-removed-and-brought-back",
       a_record_is_made_changed_removed_and_brought_back);
  ADD ("a-stale-edit-comes-back-with-the-newer-record",
       a_stale_edit_comes_back_with_the_newer_record);
  ADD ("what-was-removed-meanwhile-comes-back-by-saving",
       what_was_removed_meanwhile_comes_back_by_saving);
  ADD ("one-contact-at-most-is-the-first", one_contact_at_most_is_the_first);
  ADD ("another-period-of-captivity-changes-the-plan",
       another_period_of_captivity_changes_the_plan);
  ADD ("dates-that-cannot-be-are-refused", dates_that_cannot_be_are_refused);
  ADD ("a-decision-begins-the-next-stage", a_decision_begins_the_next_stage);
  ADD ("a-decision-on-a-stage-that-is-over-is-stale", a_decision_on_a_stage_that_is_over_is_stale);
  ADD ("a-decision-can-be-reworded-without-another-stage",
       a_decision_can_be_reworded_without_another_stage);
  ADD ("a-stage-that-is-set-leaves-a-decision", a_stage_that_is_set_leaves_a_decision);
  ADD ("scripts-take-the-same-way-as-the-window", scripts_take_the_same_way_as_the_window);
#undef ADD
  return g_test_run ();
}
