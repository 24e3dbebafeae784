/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled questionnaires in a real vault: what they come to, the alarm, the step, and who took it up. */
#include "config.h"

#include "hearth-answers.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-test-vault.h"
#include "hearth-today-query.h"

#define TODAY "2025-06-21"
#define CALM "'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'1,1,1,1,1,0,0,0,0'"
#define ALARMING "'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'1,1,1,1,1,0,0,0,1'"

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
      self->vault, "{'surname':'Макетенко','released':'2025-06-09','owner':'кейс'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static HearthChangeSet *
try_save (Fixture *self,
          const char *kind,
          const HearthId *rec,
          gint64 revision,
          const char *text,
          GError **error)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind (kind), self->case_id, *rec, revision,
                                  fields };

  return hearth_record_save (self->vault->context, &edit, error);
}

static HearthId
add (Fixture *self, const char *kind, const char *text)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      try_save (self, kind, &rec, HEARTH_REVISION_NEW, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return rec;
}

static HearthChangeSet *
set (Fixture *self, const char *kind, const HearthId *rec, const char *text)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = try_save (self, kind, rec, HEARTH_REVISION_ANY, text, &error);

  g_assert_no_error (error);
  return changes;
}

static void
assert_refused (
    Fixture *self, const char *kind, const HearthId *rec, const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;
  HearthId new_rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) changes =
      try_save (self, kind, rec != NULL ? rec : &new_rec,
                rec != NULL ? HEARTH_REVISION_ANY : HEARTH_REVISION_NEW, text, &error);

  g_assert_null (changes);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
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

static gpointer
read_today (HearthDb *db, gpointer data, GError **error)
{
  HearthTodayQuestion question = { .days_ahead = 7, .limit = 100, .packs = data };

  g_assert_true (hearth_date_parse (TODAY, &question.today));
  return hearth_today_query_run (db, &question, error);
}

static HearthToday *
ask_today (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HearthToday *today =
      hearth_store_read (self->vault->store, read_today, self->vault->packs, &error);

  g_assert_no_error (error);
  return today;
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
assert_scored (HearthRecord *record, gint64 score, const char *band, const char *alarm)
{
  gint64 found;

  g_assert_true (hearth_record_get_int (record, "score", &found));
  g_assert_cmpint (found, ==, score);
  g_assert_cmpstr (hearth_record_get_text (record, "band"), ==, band);
  g_assert_cmpstr (hearth_record_get_text (record, "alarm"), ==, alarm);
}

static void
answers_come_to_a_score_and_a_grade (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "restricted_answers", "{" CALM "}");
  HearthId sleep =
      add (self, "answers",
           "{'questionnaire':'isi','filled_on':'2025-06-20','answers':'1,1,1,1,1,1,2'}");
  g_autoptr (HearthRecord) record = find (self, "restricted_answers", &rec);
  g_autoptr (HearthRecord) slept = find (self, "answers", &sleep);
  g_autoptr (HearthToday) today = ask_today (self);

  assert_scored (record, 5, "mild", NULL);
  assert_scored (slept, 8, "subthreshold", NULL);
  g_assert_cmpuint (today->alarms->len, ==, 0);
  g_assert_cmpuint (today->urgent->len, ==, 0);
}

static void
a_total_is_taken_as_a_number_or_as_the_only_answer (Fixture *self, gconstpointer data)
{
  HearthId first =
      add (self, "answers", "{'questionnaire':'moca','filled_on':'2025-06-20','score':'24'}");
  HearthId second =
      add (self, "answers", "{'questionnaire':'moca','filled_on':'2025-06-20','answers':'27'}");
  g_autoptr (HearthRecord) low = find (self, "answers", &first);
  g_autoptr (HearthRecord) high = find (self, "answers", &second);

  assert_scored (low, 24, "impairment", NULL);
  assert_scored (high, 27, "normal", NULL);
  assert_refused (self, "answers", NULL,
                  "{'questionnaire':'moca','filled_on':'2025-06-20','score':'31'}", NULL);
  assert_refused (self, "answers", NULL,
                  "{'questionnaire':'moca','filled_on':'2025-06-20','score':'20','answers':'21'}",
                  "\"score\" and \"answers\" do not agree");
}

static void
what_is_missing_is_refused_and_named (Fixture *self, gconstpointer data)
{
  assert_refused (self, "restricted_answers", NULL,
                  "{'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'1,,1,1,-,0,0,0,0'}",
                  "answers are missing: question 2, 5");
  assert_refused (
      self, "restricted_answers", NULL,
      "{'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'1,1,1,7,1,0,0,0,0'}",
      "not an answer that the form has: question 4");
  assert_refused (self, "restricted_answers", NULL,
                  "{'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'1,1'}",
                  "not as many answers as the form has questions");
  assert_refused (self, "restricted_answers", NULL,
                  "{'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'a,b'}", NULL);
  assert_refused (
      self, "restricted_answers", NULL,
      "{'questionnaire':'phq-9','filled_on':'2025-06-22','answers':'1,1,1,1,1,0,0,0,0'}",
      "\"filled_on\" is in the future");
  assert_refused (self, "restricted_answers", NULL,
                  "{'questionnaire':'phq-9','answers':'1,1,1,1,1,0,0,0,0'}",
                  "\"filled_on\" is needed");
  assert_refused (self, "restricted_answers", NULL, "{" CALM ",'score':'3'}",
                  "\"score\" is counted from the answers");
  assert_refused (self, "answers", NULL, "{" CALM "}",
                  "this questionnaire is kept in another part of the vault");
}

static void
scripts_get_the_kind_that_the_pack_names (Fixture *self, gconstpointer data)
{
  json_auto_t *named = hearth_test_vault_json ("{'questionnaire':'PHQ9'}");
  json_auto_t *other = hearth_test_vault_json ("{'questionnaire':'moca'}");
  const HearthKind *medical = hearth_registry_find_kind ("answers");
  const HearthKind *restricted = hearth_registry_find_kind ("restricted_answers");
  const HearthKind *note = hearth_registry_find_kind ("note");

  g_assert_true (hearth_answers_choose_kind (medical, named, self->vault->packs) == restricted);
  g_assert_true (hearth_answers_choose_kind (restricted, other, self->vault->packs) == medical);
  g_assert_true (hearth_answers_choose_kind (note, named, self->vault->packs) == note);
}

static void
an_alarm_makes_a_neutral_step_in_the_same_act (Fixture *self, gconstpointer data)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done =
      try_save (self, "restricted_answers", &rec, HEARTH_REVISION_NEW, "{" ALARMING "}", &error);
  g_autoptr (HearthRecord) record = find (self, "restricted_answers", &rec);
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-now", 1);
  g_autoptr (HearthToday) today = ask_today (self);
  g_autoptr (HearthToday) after = NULL;
  g_autofree char *dump = NULL;

  g_assert_no_error (error);
  assert_scored (record, 6, "mild", "phq-9-item-9");
  g_assert_true (hearth_answers_has_open_alarm (record));
  g_assert_nonnull (step);
  g_assert_cmpstr (hearth_record_get_text (step, "due"), ==, TODAY);
  g_assert_cmpuint (today->alarms->len, ==, 1);
  g_assert_cmpstr (((HearthAlarmRow *) today->alarms->pdata[0])->alarm, ==, "phq-9-item-9");
  g_assert_cmpuint (today->urgent->len, ==, 1);
  dump = json_dumps (hearth_record_get_values (step), 0);
  g_assert_null (strstr (dump, "phq"));
  g_assert_null (strstr (dump, "alarm"));
  undo (self, done);
  after = ask_today (self);
  g_assert_cmpuint (after->alarms->len, ==, 0);
  g_assert_cmpuint (after->urgent->len, ==, 0);
}

static void
an_alarm_goes_out_without_a_score_if_others_are_missing (Fixture *self, gconstpointer data)
{
  HearthId rec =
      add (self, "restricted_answers",
           "{'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'1,-,1,1,1,0,0,0,2'}");
  g_autoptr (HearthRecord) record = find (self, "restricted_answers", &rec);
  gint64 score;

  g_assert_false (hearth_record_get_int (record, "score", &score));
  g_assert_null (hearth_record_get_text (record, "band"));
  g_assert_true (hearth_answers_has_open_alarm (record));
}

static void
an_alarm_is_ended_by_a_name_and_nothing_else (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "restricted_answers", "{" ALARMING "}");
  g_autoptr (HearthChangeSet) corrected =
      set (self, "restricted_answers", &rec, "{'answers':'1,1,1,1,1,0,0,0,0'}");
  g_autoptr (HearthRecord) open = find (self, "restricted_answers", &rec);
  g_autoptr (HearthChangeSet) taken = NULL;
  g_autoptr (HearthRecord) closed = NULL;
  g_autoptr (HearthRecord) step = NULL;
  g_autoptr (HearthToday) today = NULL;
  g_autoptr (HearthToday) again = NULL;

  g_assert_cmpint (hearth_change_set_get_result (corrected), ==, HEARTH_RESULT_DONE);
  assert_scored (open, 5, "mild", "phq-9-item-9");
  g_assert_true (hearth_answers_has_open_alarm (open));
  assert_refused (self, "restricted_answers", &rec, "{'gone':true}",
                  "an alarm stays until somebody has taken it up");
  assert_refused (self, "restricted_answers", &rec, "{'acknowledged_on':'2025-06-21'}",
                  "an alarm is taken up by somebody with a name");
  assert_refused (self, "restricted_answers", &rec,
                  "{'acknowledged_by':'Психолог','acknowledged_on':'2025-06-22'}",
                  "\"acknowledged_on\" is in the future");
  taken = set (self, "restricted_answers", &rec,
               "{'acknowledged_by':'Вигадана Олена','acknowledged_note':'розмова'}");
  closed = find (self, "restricted_answers", &rec);
  g_assert_false (hearth_answers_has_open_alarm (closed));
  g_assert_cmpstr (hearth_record_get_text (closed, "acknowledged_on"), ==, TODAY);
  step = hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-now", 1);
  g_assert_cmpstr (hearth_record_get_text (step, "state"), ==, "in-progress");
  g_assert_cmpstr (hearth_record_get_text (step, "owner"), ==, "Вигадана Олена");
  today = ask_today (self);
  g_assert_cmpuint (today->alarms->len, ==, 0);
  g_assert_cmpuint (today->urgent->len, ==, 0);
  undo (self, taken);
  again = ask_today (self);
  g_assert_cmpuint (again->alarms->len, ==, 1);
  g_assert_cmpuint (again->urgent->len, ==, 1);
}

static void
only_an_alarm_is_taken_up (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "restricted_answers", "{" CALM "}");

  assert_refused (self, "restricted_answers", &rec, "{'acknowledged_by':'Хтось'}",
                  "there is no alarm to take up");
}

static void
a_second_alarm_after_the_first_was_dealt_with_makes_its_own_step (Fixture *self, gconstpointer data)
{
  HearthId first = add (self, "restricted_answers", "{" ALARMING "}");
  HearthId beside = add (self, "restricted_answers", "{" ALARMING "}");
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-now", 1);
  g_autoptr (HearthRecord) none =
      hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-now", 2);
  json_auto_t *done = hearth_test_vault_json ("{'state':'done','owner':'Олена'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthRecord) second = NULL;
  g_autoptr (HearthToday) today = NULL;

  g_assert_false (hearth_id_equal (&first, &beside));
  g_assert_null (none);
  changes = hearth_step_set (self->vault->context, hearth_record_get_id (step), HEARTH_REVISION_ANY,
                             done, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  add (self, "restricted_answers", "{" ALARMING "}");
  second = hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-now", 2);
  g_assert_nonnull (second);
  today = ask_today (self);
  g_assert_cmpuint (today->alarms->len, ==, 3);
  g_assert_cmpuint (today->urgent->len, ==, 1);
}

static void
a_result_that_owes_a_consultation_plans_it (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) step = NULL;
  g_autoptr (HearthToday) today = NULL;

  add (self, "restricted_answers",
       "{'questionnaire':'phq-9','filled_on':'2025-06-20','answers':'3,3,3,3,3,2,1,1,0'}");
  step = hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-day", 1);
  g_assert_nonnull (step);
  g_assert_cmpstr (hearth_record_get_text (step, "due"), ==, "2025-06-22");
  today = ask_today (self);
  g_assert_cmpuint (today->urgent->len, ==, 0);
}

static HearthRecord *
set_step (Fixture *self, const char *text, const char *refusal)
{
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-now", 1);
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = hearth_step_set (
      self->vault->context, hearth_record_get_id (step), HEARTH_REVISION_ANY, fields, &error);

  if (refusal == NULL)
    g_assert_no_error (error);
  else
    g_assert_cmpstr (error->message, ==, refusal);
  return hearth_test_vault_get_step (self->vault, &self->case_id, "consultation-now", 1);
}

static void
the_urgent_step_goes_on_with_a_name_and_is_not_put_off (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) closed = NULL;
  g_autoptr (HearthRecord) late = NULL;
  g_autoptr (HearthRecord) taken = NULL;
  g_autoptr (HearthRecord) put_off = NULL;

  add (self, "restricted_answers", "{" ALARMING "}");
  closed = set_step (self, "{'state':'done'}",
                     "a step that is needed at once is taken up by somebody with a name");
  g_assert_cmpstr (hearth_record_get_text (closed, "state"), ==, "planned");
  late = set_step (self, "{'snoozed_to':'2025-06-30','snooze_reason':'потім'}",
                   "a step that is needed at once is not put off");
  g_assert_null (hearth_record_get_text (late, "snoozed_to"));
  taken = set_step (self, "{'state':'in-progress','owner':'Олена'}", NULL);
  g_assert_cmpstr (hearth_record_get_text (taken, "state"), ==, "in-progress");
  put_off = set_step (self, "{'snoozed_to':'2025-06-30','snooze_reason':'потім'}", NULL);
  g_assert_cmpstr (hearth_record_get_text (put_off, "snoozed_to"), ==, "2025-06-30");
}

static const char *
state_of (Fixture *self, const char *template_id)
{
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, template_id, 1);
  const char *state = step != NULL ? hearth_record_get_text (step, "state") : NULL;

  return g_intern_string (state != NULL ? state : "none");
}

/* PHQ-9, GAD-7, PCL-5, ITQ and AUDIT are one step; the scale of sleep shares it. */
static void
questionnaires_mark_their_step (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *id;
    guint n;
  } battery[] = { { "phq-9", 9 }, { "gad-7", 7 }, { "pcl-5", 20 }, { "itq", 18 }, { "audit", 10 } };

  g_assert_cmpstr (state_of (self, "questionnaires"), ==, "planned");
  for (guint i = 0; i < G_N_ELEMENTS (battery); i++)
    {
      g_autoptr (GString) text = g_string_new ("{'questionnaire':'");

      g_string_append_printf (text, "%s','filled_on':'2025-06-20','answers':'0", battery[i].id);
      for (guint j = 1; j < battery[i].n; j++)
        g_string_append (text, ",0");
      g_string_append (text, "'}");
      add (self, hearth_answers_find_kind (self->vault->packs, battery[i].id)->id, text->str);
      g_assert_cmpstr (state_of (self, "questionnaires"), ==, "in-progress");
    }
  add (self, hearth_answers_find_kind (self->vault->packs, "isi")->id,
       "{'questionnaire':'isi','filled_on':'2025-06-20','answers':'0,0,0,0,0,0,0'}");
  g_assert_cmpstr (state_of (self, "questionnaires"), ==, "done");
}

static void
set_open_step (Fixture *self, const char *template_id, const char *text)
{
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, template_id, 1);
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = hearth_step_set (
      self->vault->context, hearth_record_get_id (step), HEARTH_REVISION_ANY, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static gboolean
lists (const GPtrArray *rows, const char *template_id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((HearthStepRow *) rows->pdata[i])->template_id, template_id) == 0)
      return TRUE;
  return FALSE;
}

/* Put off it stands apart until its day, and then among the others again. */
static void
what_is_put_off_comes_back_on_its_day (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthToday) before = ask_today (self);
  g_autoptr (HearthToday) during = NULL;
  g_autoptr (HearthToday) after = NULL;

  g_assert_true (lists (before->due, "call-home"));
  set_open_step (self, "call-home", "{'snoozed_to':'2025-06-25','snooze_reason':'немає зв’язку'}");
  during = ask_today (self);
  g_assert_false (lists (during->due, "call-home"));
  g_assert_true (lists (during->put_off, "call-home"));
  set_open_step (self, "call-home", "{'snoozed_to':null}");
  after = ask_today (self);
  g_assert_true (lists (after->due, "call-home"));
  g_assert_false (lists (after->put_off, "call-home"));
}

static void
what_is_to_be_remembered_is_listed_before_it_is_due (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthToday) before = NULL;
  g_autoptr (HearthToday) after = NULL;

  set_open_step (self, "call-home", "{'due':'2025-09-01','remind_on':'2025-06-22'}");
  before = ask_today (self);
  g_assert_false (lists (before->due, "call-home"));
  set_open_step (self, "call-home", "{'remind_on':'2025-06-21'}");
  after = ask_today (self);
  g_assert_true (lists (after->due, "call-home"));
}

static const HearthWaitRow *
find_wait (const HearthToday *today, const char *kind)
{
  for (guint i = 0; i < today->waits->len; i++)
    {
      const HearthWaitRow *row = today->waits->pdata[i];

      if (g_str_equal (row->kind->id, kind))
        return row;
    }
  return NULL;
}

static void
an_application_waits_from_the_day_of_its_term (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthToday) late = NULL;
  g_autoptr (HearthToday) never = NULL;
  HearthId rec = add (self, "document",
                      "{'document':'passport','state':'applied','applied_on':'2025-06-10',"
                      "'due_on':'2025-06-22'}");
  g_autoptr (HearthToday) early = ask_today (self);
  g_autoptr (HearthChangeSet) passed = NULL;

  g_assert_null (find_wait (early, "document"));
  passed = set (self, "document", &rec, "{'due_on':'2025-06-21'}");
  late = ask_today (self);
  g_assert_nonnull (find_wait (late, "document"));
  g_assert_cmpstr (find_wait (late, "document")->about, ==, "passport");
  g_clear_pointer (&passed, hearth_change_set_unref);
  passed = set (self, "document", &rec, "{'state':'issued','issued_on':'2025-06-21'}");
  never = ask_today (self);
  g_assert_null (find_wait (never, "document"));
}

/* A month after it left, unless it is about a document, which waits by itself. */
static void
a_letter_without_an_answer_waits_after_a_month (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthToday) early = NULL;
  g_autoptr (HearthToday) late = NULL;
  g_autoptr (HearthToday) never = NULL;
  g_autoptr (HearthChangeSet) answered = NULL;
  HearthId young = add (self, "letter", "{'addressee':'Комісія','written_on':'2025-05-23'}");
  HearthId old;

  early = ask_today (self);
  g_assert_null (find_wait (early, "letter"));
  old = add (self, "letter", "{'addressee':'Комісія','written_on':'2025-05-22'}");
  late = ask_today (self);
  g_assert_nonnull (find_wait (late, "letter"));
  g_assert_true (hearth_id_equal (&find_wait (late, "letter")->rec, &old));
  g_assert_false (hearth_id_equal (&young, &old));
  answered = set (self, "letter", &old, "{'answered_on':'2025-06-20'}");
  never = ask_today (self);
  g_assert_null (find_wait (never, "letter"));
}

/* What a person wrote as the next day counts also where the plan knows nothing of it. */
static void
a_check_to_be_made_again_waits_without_a_step (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthToday) twice = NULL;
  g_autoptr (HearthToday) late = NULL;
  g_autoptr (HearthToday) never = NULL;

  add (self, "check",
       "{'check':'dental','done_on':'2025-06-12','outcome':'normal','next_on':'2025-06-21'}");
  late = ask_today (self);
  g_assert_nonnull (find_wait (late, "check"));
  g_assert_cmpstr (find_wait (late, "check")->about, ==, "dental");
  add (self, "check",
       "{'check':'stump','done_on':'2025-06-12','outcome':'pending','next_on':'2025-06-20'}");
  twice = ask_today (self);
  g_assert_cmpuint (twice->waits->len, ==, lists (twice->due, "stump") ? 1 : 2);
  add (self, "check",
       "{'check':'dental','done_on':'2025-06-20','outcome':'normal','next_on':'2025-12-01'}");
  never = ask_today (self);
  g_assert_cmpuint (never->waits->len, ==, twice->waits->len - 1);
}

#define ADD(name, func) g_test_add ("/model/answers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("answers-come-to-a-score-and-a-grade", answers_come_to_a_score_and_a_grade);
  ADD ("a-total-is-taken-as-a-number-or-as-the-only-answer",
       a_total_is_taken_as_a_number_or_as_the_only_answer);
  ADD ("what-is-missing-is-refused-and-named", what_is_missing_is_refused_and_named);
  ADD ("scripts-get-the-kind-that-the-pack-names", scripts_get_the_kind_that_the_pack_names);
  ADD ("an-alarm-makes-a-neutral-step-in-the-same-act",
       an_alarm_makes_a_neutral_step_in_the_same_act);
  ADD ("an-alarm-goes-out-without-a-score-if-others-are-missing",
       an_alarm_goes_out_without_a_score_if_others_are_missing);
  ADD ("an-alarm-is-ended-by-a-name-and-nothing-else",
       an_alarm_is_ended_by_a_name_and_nothing_else);
  ADD ("only-an-alarm-is-taken-up", only_an_alarm_is_taken_up);
  ADD ("a-second-alarm-after-the-first-was-dealt-with-makes-its-own-step",
       a_second_alarm_after_the_first_was_dealt_with_makes_its_own_step);
  ADD ("a-result-that-owes-a-consultation-plans-it", a_result_that_owes_a_consultation_plans_it);
  ADD ("the-urgent-step-goes-on-with-a-name-and-is-not-put-off",
       the_urgent_step_goes_on_with_a_name_and_is_not_put_off);
  ADD ("questionnaires-mark-their-step", questionnaires_mark_their_step);
  ADD ("what-is-put-off-comes-back-on-its-day", what_is_put_off_comes_back_on_its_day);
  ADD ("what-is-to-be-remembered-is-listed-before-it-is-due",
       what_is_to_be_remembered_is_listed_before_it_is_due);
  ADD ("an-application-waits-from-the-day-of-its-term",
       an_application_waits_from_the_day_of_its_term);
  ADD ("a-letter-without-an-answer-waits-after-a-month",
       a_letter_without_an_answer_waits_after_a_month);
  ADD ("a-check-to-be-made-again-waits-without-a-step",
       a_check_to_be_made_again_waits_without_a_step);
  return g_test_run ();
}
