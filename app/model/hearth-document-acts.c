/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document and its steps say the same: who writes down that it was applied for has done the step of the
 * application. A step that a person closed otherwise is left as it is. */
#include "config.h"

#include "hearth-document-acts-private.h"

#include "hearth-document-state.h"
#include "hearth-document-terms.h"
#include "hearth-followed-step-private.h"
#include "hearth-json.h"

static HearthDocumentState
get_state (const HearthRecord *record)
{
  return hearth_document_state_from_id (hearth_record_get_text (record, "state"));
}

static HearthDocumentDays
get_days (const HearthRecord *record)
{
  return (HearthDocumentDays){ hearth_record_get_date (record, "applied_on"),
                               hearth_record_get_date (record, "issued_on"),
                               hearth_record_get_date (record, "handed_on") };
}

static gboolean
is_true (const HearthRecord *record, const char *field)
{
  return json_is_true (json_object_get (hearth_record_get_values (record), field));
}

/* --- What a record says without saying it --- */

/* The day on which a state began, if it has one. */
static const char *
day_field_of (HearthDocumentState state)
{
  switch (state)
    {
    case HEARTH_DOCUMENT_APPLIED:
      return "applied_on";
    case HEARTH_DOCUMENT_ISSUED:
      return "issued_on";
    case HEARTH_DOCUMENT_HANDED_OVER:
      return "handed_on";
    case HEARTH_DOCUMENT_UNKNOWN:
    case HEARTH_DOCUMENT_LOST:
    case HEARTH_DOCUMENT_HELD:
    case HEARTH_DOCUMENT_VALID:
    case HEARTH_DOCUMENT_NOT_NEEDED:
    default:
      return NULL;
    }
}

static gboolean
names_a_day (const json_t *set)
{
  return json_is_string (json_object_get (set, "applied_on")) ||
         json_is_string (json_object_get (set, "issued_on")) ||
         json_is_string (json_object_get (set, "handed_on"));
}

/* What was lost once more begins anew: the days of the first time are in the history. */
static void
begin_anew (json_t *set, const HearthRecord *present)
{
  static const char *const fields[] = { "applied_on", "due_on",    "issued_on",
                                        "handed_on",  "handed_to", NULL };

  for (guint i = 0; fields[i] != NULL; i++)
    if (json_object_get (set, fields[i]) == NULL &&
        json_object_get (hearth_record_get_values (present), fields[i]) != NULL)
      json_object_set_new (set, fields[i], json_null ());
}

static void
complete_state (const HearthActEnv *env, const HearthRecord *present, json_t *set)
{
  const char *id = hearth_json_get_string (set, "state");
  const HearthDocumentState state = hearth_document_state_from_id (id);
  const char *field = day_field_of (state);

  if (id == NULL && names_a_day (set))
    {
      g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
      const HearthDocumentDays days = get_days (next);

      json_object_set_new (
          set, "state",
          json_string (hearth_document_state_to_id (hearth_document_days_get_state (&days))));
    }
  else if (state == HEARTH_DOCUMENT_LOST || state == HEARTH_DOCUMENT_HELD)
    begin_anew (set, present);
  else if (field != NULL && get_state (present) != state && json_object_get (set, field) == NULL &&
           hearth_record_get_date (present, field) == HEARTH_DATE_NONE)
    json_object_set_new (set, field, hearth_json_new_date (env->today));
}

/* A day that is worked out stands where nobody wrote another one in the same change. */
static void
set_derived (json_t *set, const HearthRecord *present, const char *field, HearthDate day)
{
  if (json_object_get (set, field) == NULL && hearth_record_get_date (present, field) != day)
    json_object_set_new (set, field, hearth_json_new_date (day));
}

static gboolean
is_set (const json_t *set, const char *field, const char *other)
{
  return json_object_get (set, field) != NULL || json_object_get (set, other) != NULL;
}

static void
complete_days (const HearthActEnv *env, const HearthRecord *present, json_t *set)
{
  g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
  const char *document = hearth_record_get_text (next, "document");
  const HearthDocumentDays days = get_days (next);

  if (document == NULL)
    return;
  if (is_set (set, "applied_on", "document") || json_object_get (set, "urgent") != NULL)
    set_derived (
        set, present, "due_on",
        hearth_document_get_due (env->templates, document, days.applied, is_true (next, "urgent")));
  if (is_set (set, "issued_on", "document"))
    {
      HearthDate end = hearth_document_get_valid_until (env->packs, document, days.issued);

      if (end != HEARTH_DATE_NONE)
        set_derived (set, present, "valid_to", end);
    }
}

gboolean
_hearth_document_complete (const HearthActEnv *env,
                           const HearthRecord *present,
                           json_t *set,
                           GError **error)
{
  g_autoptr (HearthRecord) next = NULL;
  HearthDocumentDays days;

  complete_state (env, present, set);
  complete_days (env, present, set);
  next = _hearth_record_overlay (present, set);
  days = get_days (next);
  if (hearth_document_days_are_in_order (&days))
    return TRUE;
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                       "a document is applied for, issued and handed over in this order");
  return FALSE;
}

/* --- The steps --- */

/* What a document asks of one of its steps. */
typedef struct
{
  gboolean says_nothing;
  HearthStepState state;
  const char *reason;
  HearthDate done_on; /* NONE: the day on which it is written down */
} Wish;

static Wish
wish_for_application (HearthDocumentState state, const HearthDocumentDays *days)
{
  Wish wish = { .state = HEARTH_STEP_DONE, .done_on = days->applied };

  if (wish.done_on == HEARTH_DATE_NONE)
    wish.done_on = days->issued != HEARTH_DATE_NONE ? days->issued : days->handed_over;
  switch (state)
    {
    case HEARTH_DOCUMENT_APPLIED:
    case HEARTH_DOCUMENT_ISSUED:
    case HEARTH_DOCUMENT_HANDED_OVER:
      return wish;
    case HEARTH_DOCUMENT_VALID:
      return (Wish){ .state = HEARTH_STEP_NOT_APPLICABLE,
                     .reason = HEARTH_PLAN_REASON_DOCUMENT_THERE };
    case HEARTH_DOCUMENT_NOT_NEEDED:
      return (Wish){ .state = HEARTH_STEP_NOT_APPLICABLE,
                     .reason = HEARTH_PLAN_REASON_DOCUMENT_NOT_NEEDED };
    case HEARTH_DOCUMENT_UNKNOWN:
    case HEARTH_DOCUMENT_LOST:
    case HEARTH_DOCUMENT_HELD:
    default:
      return (Wish){ .says_nothing = TRUE };
    }
}

/* The step of the document itself ends when it is issued: what asks for it can go on. */
static Wish
wish_for_document (HearthDocumentState state, const HearthDocumentDays *days)
{
  Wish wish = { .state = HEARTH_STEP_DONE, .done_on = days->issued };

  if (wish.done_on == HEARTH_DATE_NONE)
    wish.done_on = days->handed_over;
  if (hearth_document_state_is_there (state))
    return wish;
  if (state == HEARTH_DOCUMENT_APPLIED)
    return (Wish){ .state = HEARTH_STEP_WAITING };
  return wish_for_application (state, days);
}

static Wish
wish_of (const HearthPlanTemplate *template, const HearthRecord *record)
{
  HearthDocumentDays days;

  if (record == NULL || hearth_record_is_gone (record))
    return (Wish){ .says_nothing = TRUE };
  days = get_days (record);
  return template->applies_for != NULL ? wish_for_application (get_state (record), &days)
                                       : wish_for_document (get_state (record), &days);
}

/* Whether the step stands where the document had put it, or where nobody has closed it. */
static gboolean
may_move (const HearthRecord *step, const Wish *before)
{
  const HearthStepState state = _hearth_followed_step_get_state (step);

  return hearth_step_state_is_open (state) ||
         (!before->says_nothing && before->state == state &&
          (before->reason == NULL ||
           g_strcmp0 (before->reason, hearth_record_get_text (step, "reason")) == 0));
}

/* "AB 123456" where a document has a series. */
static char *
dup_number (const HearthRecord *record)
{
  const char *series = hearth_record_get_text (record, "series");
  const char *number = hearth_record_get_text (record, "number");

  if (series == NULL || *series == '\0')
    return g_strdup (number);
  return number != NULL ? g_strdup_printf ("%s %s", series, number) : g_strdup (series);
}

static void
put_waiting (json_t *set, const HearthRecord *step, const HearthRecord *next)
{
  _hearth_followed_step_put (
      set, step, "waiting_for",
      _hearth_followed_step_text (hearth_record_get_text (next, "authority")));
  _hearth_followed_step_put (set, step, "remind_on",
                             hearth_json_new_date (hearth_record_get_date (next, "due_on")));
  if (is_true (next, "urgent") && hearth_record_get_date (next, "due_on") != HEARTH_DATE_NONE)
    {
      _hearth_followed_step_put (set, step, "due",
                                 hearth_json_new_date (hearth_record_get_date (next, "due_on")));
      _hearth_followed_step_put (set, step, "due_by_hand", json_true ());
    }
}

static json_t *
make_change (const HearthActEnv *env,
             const HearthPlanTemplate *template,
             const HearthRecord *step,
             const HearthRecord *next,
             const Wish *wish)
{
  const gboolean is_done = wish->state == HEARTH_STEP_DONE;
  HearthDate done_on = wish->done_on != HEARTH_DATE_NONE ? wish->done_on : env->today;
  g_autofree char *number = dup_number (next);
  json_t *set = json_object ();

  _hearth_followed_step_put (set, step, "state",
                             json_string (hearth_step_state_to_id (wish->state)));
  _hearth_followed_step_put (set, step, "done_on",
                             hearth_json_new_date (is_done ? done_on : HEARTH_DATE_NONE));
  _hearth_followed_step_put (set, step, "reason", _hearth_followed_step_text (wish->reason));
  if (is_done && template->document != NULL && number != NULL)
    _hearth_followed_step_put (set, step, "number", json_string (number));
  if (wish->state == HEARTH_STEP_WAITING)
    put_waiting (set, step, next);
  return set;
}

static void
move_step (HearthCommand *command,
           const HearthActEnv *env,
           HearthCaseRecords *records,
           guint index,
           const HearthRecord *present,
           const HearthRecord *next)
{
  HearthRecord *step = records->steps->pdata[index];
  const HearthPlanTemplate *template =
      hearth_plan_templates_lookup (env->templates, hearth_record_get_text (step, "template"));
  const Wish before = wish_of (template, present);
  Wish wish = wish_of (template, next);
  json_auto_t *set = NULL;

  if ((wish.says_nothing && before.says_nothing) || !may_move (step, &before))
    return;
  /* What the document no longer says is open again. */
  if (wish.says_nothing && hearth_step_state_is_open (_hearth_followed_step_get_state (step)) &&
      _hearth_followed_step_get_state (step) != before.state)
    return;
  if (wish.says_nothing)
    wish = (Wish){ .state = HEARTH_STEP_PLANNED };
  set = make_change (env, template, step, next, &wish);
  if (json_object_size (set) == 0)
    return;
  hearth_command_set (command, hearth_record_get_kind (step), &records->case_id,
                      hearth_record_get_id (step), hearth_record_get_revision (step),
                      json_incref (set));
  records->steps->pdata[index] = _hearth_record_overlay (step, set);
  hearth_record_unref (step);
}

static gboolean
belongs_to (const HearthActEnv *env, const HearthRecord *step, const char *document)
{
  const char *id = hearth_record_get_text (step, "template");
  const HearthPlanTemplate *template =
      id != NULL ? hearth_plan_templates_lookup (env->templates, id) : NULL;

  return template != NULL && (g_strcmp0 (template->document, document) == 0 ||
                              g_strcmp0 (template->applies_for, document) == 0);
}

void
_hearth_document_move_steps (HearthCommand *command,
                             const HearthActEnv *env,
                             HearthCaseRecords *records,
                             const HearthRecord *present,
                             const HearthRecord *next)
{
  const char *document = hearth_record_get_text (next, "document");

  if (document == NULL)
    return;
  for (guint i = 0; i < records->steps->len; i++)
    if (belongs_to (env, records->steps->pdata[i], document))
      move_step (command, env, records, i, present, next);
}
