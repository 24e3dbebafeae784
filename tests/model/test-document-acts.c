/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document moves the steps of the plan, and what a person did by hand stays. */
#include "config.h"

#include "hearth-case-documents.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-test-vault.h"

#define TODAY "2025-06-23"

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
      self->vault,
      "{'surname':'Макетенко','category':'severely-wounded','birth':'1999','branch':'navy',"
      "'captured':'2022-05-16','released':'2025-06-09','stage':'reception'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static HearthChangeSet *
try_save (Fixture *self, const HearthId *rec, const char *text, GError **error)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind ("document"), self->case_id, *rec,
                                  HEARTH_REVISION_ANY, fields };

  return hearth_record_save (self->vault->context, &edit, error);
}

static HearthChangeSet *
save (Fixture *self, const HearthId *rec, const char *text)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = try_save (self, rec, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

static void
put (Fixture *self, const HearthId *rec, const char *text)
{
  g_autoptr (HearthChangeSet) changes = save (self, rec, text);

  g_assert_nonnull (changes);
}

static HearthRecord *
find (Fixture *self, const char *kind, const char *field, const char *value)
{
  g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, kind, &self->case_id);

  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (hearth_record_get_text (records->pdata[i], field), value) == 0)
      return hearth_record_ref (records->pdata[i]);
  return NULL;
}

static void
assert_step (Fixture *self, const char *template_id, const char *field, const char *value)
{
  g_autoptr (HearthRecord) step = find (self, "step", "template", template_id);

  g_assert_nonnull (step);
  g_assert_cmpstr (hearth_record_get_text (step, field), ==, value);
}

static void
assert_document (Fixture *self, const char *id, const char *field, const char *value)
{
  g_autoptr (HearthRecord) document = find (self, "document", "document", id);

  g_assert_nonnull (document);
  g_assert_cmpstr (hearth_record_get_text (document, field), ==, value);
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
the_way_of_a_document_moves_its_steps (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_case_document_derive_id (&self->case_id, "id-card");

  put (self, &rec, "{'document':'id-card','state':'lost'}");
  assert_step (self, "id-card-application", "state", "planned");
  put (self, &rec, "{'state':'applied','authority':'ЦНАП'}");
  assert_document (self, "id-card", "applied_on", "2025-06-23");
  /* Twenty working days of four weeks. */
  assert_document (self, "id-card", "due_on", "2025-07-21");
  assert_step (self, "id-card-application", "state", "done");
  assert_step (self, "id-card-application", "done_on", "2025-06-23");
  assert_step (self, "id-card", "state", "waiting");
  assert_step (self, "id-card", "waiting_for", "ЦНАП");
  assert_step (self, "id-card", "remind_on", "2025-07-21");
  assert_step (self, "id-card", "due", "2025-07-21");
  put (self, &rec, "{'state':'issued','series':'АА','number':'000123'}");
  assert_step (self, "id-card", "state", "done");
  assert_step (self, "id-card", "done_on", "2025-06-23");
  assert_step (self, "id-card", "number", "АА 000123");
  /* What counts from the card has its day now. */
  assert_step (self, "tax-number", "due", "2025-06-26");
  put (self, &rec, "{'state':'handed-over'}");
  assert_document (self, "id-card", "handed_on", "2025-06-23");
  assert_step (self, "id-card", "done_on", "2025-06-23");
}

static void
a_day_says_the_state (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();

  put (self, &rec, "{'document':'id-card','applied_on':'2025-06-16','urgent':'true'}");
  assert_document (self, "id-card", "state", "applied");
  assert_document (self, "id-card", "due_on", "2025-06-30");
  assert_step (self, "id-card", "due", "2025-06-30");
  put (self, &rec, "{'applied_on':'2025-06-17'}");
  assert_document (self, "id-card", "due_on", "2025-07-01");
  assert_step (self, "id-card-application", "done_on", "2025-06-17");
  assert_step (self, "id-card", "due", "2025-07-01");
}

static void
one_act_and_one_undo (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) done =
      save (self, &rec, "{'document':'captivity-certificate','applied_on':'2025-06-12'}");

  assert_document (self, "captivity-certificate", "due_on", "2025-07-12");
  assert_step (self, "captivity-certificate-application", "state", "done");
  undo (self, done);
  assert_step (self, "captivity-certificate-application", "state", "planned");
  assert_step (self, "captivity-certificate-application", "done_on", NULL);
  assert_step (self, "captivity-certificate", "state", "planned");
}

static void
what_is_not_needed_holds_nothing_up_and_opens_again (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();

  put (self, &rec, "{'document':'id-card','state':'not-needed'}");
  assert_step (self, "id-card-application", "state", "not-applicable");
  assert_step (self, "id-card", "reason", "document:not-needed");
  put (self, &rec, "{'state':'lost'}");
  assert_step (self, "id-card-application", "state", "planned");
  assert_step (self, "id-card", "state", "planned");
  assert_step (self, "id-card", "reason", NULL);
}

static void
what_is_valid_needs_no_application (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();

  put (self, &rec, "{'document':'id-card','state':'valid','number':'000123'}");
  assert_step (self, "id-card-application", "state", "not-applicable");
  assert_step (self, "id-card-application", "reason", "document:valid");
  assert_step (self, "id-card", "state", "done");
  assert_step (self, "id-card", "number", "000123");
}

static void
what_is_lost_again_begins_anew (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();

  put (self, &rec, "{'document':'id-card','applied_on':'2025-06-10','issued_on':'2025-06-20'}");
  assert_document (self, "id-card", "state", "issued");
  put (self, &rec, "{'state':'lost'}");
  assert_document (self, "id-card", "issued_on", NULL);
  assert_document (self, "id-card", "due_on", NULL);
  assert_step (self, "id-card", "state", "planned");
  assert_step (self, "id-card-application", "done_on", NULL);
}

static void
what_a_person_closed_stays (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthRecord) step = find (self, "step", "template", "id-card");
  json_auto_t *fields = hearth_test_vault_json ("{'state':'refused','reason':'не хоче'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = hearth_step_set (
      self->vault->context, hearth_record_get_id (step), HEARTH_REVISION_ANY, fields, &error);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
  put (self, &rec, "{'document':'id-card','applied_on':'2025-06-16'}");
  assert_step (self, "id-card", "state", "refused");
  assert_step (self, "id-card-application", "state", "done");
}

static void
a_removed_record_says_nothing (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthRecord) document = NULL;
  g_autoptr (HearthChangeSet) removed = NULL;
  g_autoptr (GError) error = NULL;

  put (self, &rec, "{'document':'id-card','applied_on':'2025-06-16'}");
  document = find (self, "document", "document", "id-card");
  removed = hearth_record_remove (self->vault->context, document, &error);
  g_assert_no_error (error);
  assert_step (self, "id-card-application", "state", "planned");
  assert_step (self, "id-card", "state", "planned");
  assert_step (self, "id-card", "waiting_for", NULL);
}

static void
days_out_of_order_are_refused (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = try_save (
      self, &rec, "{'document':'id-card','applied_on':'2025-06-16','issued_on':'2025-06-10'}",
      &error);

  g_assert_null (changes);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
}

static HearthCase *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HearthCase *kase = hearth_case_load (self->vault->context, &self->case_id, &error);

  g_assert_no_error (error);
  return kase;
}

static void
what_waits_for_what_follows_the_records (Fixture *self, gconstpointer data)
{
  HearthPlanTemplates *templates = hearth_context_get_templates (self->vault->context);
  HearthId extract = hearth_random_id ();
  g_autoptr (HearthCase) before = load (self);
  g_autoptr (GPtrArray) documents = hearth_case_list_documents (before, templates);
  const HearthCaseDocument *card = hearth_case_documents_find (documents, "id-card");
  g_autoptr (HearthCase) after = NULL;
  g_autoptr (GPtrArray) then = NULL;

  g_assert_cmpint (card->state, ==, HEARTH_DOCUMENT_UNKNOWN);
  g_assert_null (card->record);
  g_assert_cmpstr (card->waits_for[0], ==, "register-extract");
  g_assert_cmpuint (card->depth, ==, 1);
  /* A year from the release, its own day counted. */
  g_assert_cmpint (card->free_until, ==, hearth_date_new (2026, 6, 8));
  put (self, &extract, "{'document':'register-extract','state':'valid'}");
  after = load (self);
  then = hearth_case_list_documents (after, templates);
  card = hearth_case_documents_find (then, "id-card");
  g_assert_null (card->waits_for[0]);
  g_assert_true (g_strv_contains ((const char *const *) card->holds_up, "tax-number"));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/document-acts/the-way-of-a-document-moves-its-steps",
       the_way_of_a_document_moves_its_steps);
  ADD ("/document-acts/a-day-says-the-state", a_day_says_the_state);
  ADD ("/document-acts/one-act-and-one-undo", one_act_and_one_undo);
  ADD ("/document-acts/what-is-not-needed-holds-nothing-up-and-opens-again",
       what_is_not_needed_holds_nothing_up_and_opens_again);
  ADD ("/document-acts/what-is-valid-needs-no-application", what_is_valid_needs_no_application);
  ADD ("/document-acts/what-is-lost-again-begins-anew", what_is_lost_again_begins_anew);
  ADD ("/document-acts/what-a-person-closed-stays", what_a_person_closed_stays);
  ADD ("/document-acts/a-removed-record-says-nothing", a_removed_record_says_nothing);
  ADD ("/document-acts/days-out-of-order-are-refused", days_out_of_order_are_refused);
  ADD ("/document-acts/what-waits-for-what-follows-the-records",
       what_waits_for_what_follows_the_records);
  return g_test_run ();
}
