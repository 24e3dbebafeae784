/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-claim-acts-private.h"

#include "hearth-benefit-facts.h"
#include "hearth-claim.h"
#include "hearth-document-terms.h"
#include "hearth-followed-step-private.h"
#include "hearth-json.h"

#include <string.h>

gboolean
_hearth_claim_is_kind (const HearthKind *kind)
{
  return strcmp (kind->id, "claim") == 0;
}

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

static json_t *
date_to_json (HearthDate date)
{
  g_autofree char *text = date != HEARTH_DATE_NONE ? hearth_date_to_string (date) : NULL;

  return text != NULL ? json_string (text) : json_null ();
}

/* --- What a claim says without saying it --- */

/* What a step waits for stands in the core, which more people read than the claim: that it is a court, not which one
 * and under which number; in the language in which the packs name the payers. */
#define WAITING_FOR_COURT "суд"

/* The day that a state brings, in the order in which they come. */
static const struct
{
  const char *state;
  const char *field;
} days[] = {
  { "submitted", "submitted_on" },
  { "rejected", "refused_on" },
  { "appealed", "appealed_on" },
  { "approved", "approved_on" },
};

static void
name_benefit (json_t *set, HearthPackSet *packs)
{
  const char *name = hearth_json_get_string (set, "benefit");
  const HearthPackEntry *benefit = name != NULL ? hearth_benefit_find (packs, name) : NULL;

  if (benefit != NULL)
    json_object_set_new (set, "benefit", json_string (hearth_pack_entry_get_id (benefit)));
}

/* Who writes a day down and no state means the state that begins on it; who chooses a state means today. */
static void
complete_state (const HearthActEnv *env, const HearthRecord *present, json_t *set)
{
  const char *state = hearth_json_get_string (set, "state");

  /* Of several days the one that comes last. */
  for (guint i = 0; state == NULL && i < G_N_ELEMENTS (days); i++)
    if (json_is_string (json_object_get (set, days[i].field)) &&
        hearth_record_get_date (present, days[i].field) == HEARTH_DATE_NONE)
      json_object_set_new (set, "state", json_string (days[i].state));
  if (hearth_json_get_string (set, "state") == NULL &&
      hearth_record_get_text (present, "state") == NULL)
    json_object_set_new (set, "state", json_string ("collecting"));
  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (days); i++)
    if (strcmp (state, days[i].state) == 0 && json_object_get (set, days[i].field) == NULL &&
        (hearth_record_get_date (present, days[i].field) == HEARTH_DATE_NONE ||
         g_strcmp0 (hearth_record_get_text (present, "state"), state) != 0))
      json_object_set_new (set, days[i].field, date_to_json (env->today));
}

static HearthDate
day_of_state (const HearthActEnv *env, const HearthRecord *next)
{
  const char *state = hearth_record_get_text (next, "state");

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_strcmp0 (state, days[i].state) == 0 &&
        hearth_record_get_date (next, days[i].field) != HEARTH_DATE_NONE)
      return hearth_record_get_date (next, days[i].field);
  return env->today;
}

static void
complete_since (const HearthActEnv *env, const HearthRecord *present, json_t *set)
{
  g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
  const char *blocker = hearth_record_get_text (next, "blocker");

  if (json_object_get (set, "since_on") == NULL &&
      g_strcmp0 (hearth_record_get_text (present, "state"),
                 hearth_record_get_text (next, "state")) != 0)
    json_object_set_new (set, "since_on", date_to_json (day_of_state (env, next)));
  if (json_object_get (set, "blocker") == NULL || json_object_get (set, "blocked_since") != NULL ||
      g_strcmp0 (hearth_record_get_text (present, "blocker"), blocker) == 0)
    return;
  json_object_set_new (set, "blocked_since",
                       blocker != NULL ? date_to_json (env->today) : json_null ());
}

/* A term stands where nobody wrote another day in the same change. */
static void
complete_term (const HearthActEnv *env,
               const HearthRecord *present,
               json_t *set,
               const char *from,
               const char *to,
               const char *clock_key)
{
  g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
  const HearthPackEntry *benefit = hearth_claim_get_benefit (next, env->packs);
  const char *clock =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, clock_key, NULL) : NULL;
  const HearthDate begin = hearth_record_get_date (next, from);
  HearthDate end;

  if (clock == NULL || json_object_get (set, from) == NULL || json_object_get (set, to) != NULL)
    return;
  end = begin != HEARTH_DATE_NONE ? hearth_clock_term_get_end (env->templates, clock, begin)
                                  : HEARTH_DATE_NONE;
  if (hearth_record_get_date (present, to) != end)
    json_object_set_new (set, to, date_to_json (end));
}

/* The days of @fields, of which any may be missing, come one after the other. */
static gboolean
check_days (const HearthRecord *next, const char *const *fields, guint n_fields, GError **error)
{
  HearthDate last = HEARTH_DATE_NONE;

  for (guint i = 0; i < n_fields; i++)
    {
      HearthDate day = hearth_record_get_date (next, fields[i]);

      if (day == HEARTH_DATE_NONE)
        continue;
      if (last != HEARTH_DATE_NONE && day < last)
        {
          g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                       "\"%s\" is before the day of what comes before it", fields[i]);
          return FALSE;
        }
      last = day;
    }
  return TRUE;
}

static gboolean
check_order (const HearthRecord *next, GError **error)
{
  static const char *const refused[] = { "submitted_on", "refused_on", "appealed_on" };
  static const char *const approved[] = { "submitted_on", "approved_on" };

  return check_days (next, refused, G_N_ELEMENTS (refused), error) &&
         check_days (next, approved, G_N_ELEMENTS (approved), error);
}

/* A scan is named by the id of its file, which other logins may hold and this one not. */
static gboolean
check_scans (const json_t *set, GError **error)
{
  const json_t *scans = json_object_get (set, "scans");

  for (size_t i = 0; i < json_array_size (scans); i++)
    {
      const char *text = json_string_value (json_array_get (scans, i));
      HearthId id;

      if (text == NULL || !hearth_id_parse (text, &id))
        return refuse ("\"scans\" takes ids of files, of 32 digits each", error);
    }
  return TRUE;
}

/* Nothing can be counted for what no pack knows, and no step follows it. */
static gboolean
check_benefit (const HearthRecord *next, HearthPackSet *packs, GError **error)
{
  return hearth_record_is_gone (next) || hearth_record_get_text (next, "benefit") == NULL ||
         hearth_claim_get_benefit (next, packs) != NULL ||
         refuse ("\"benefit\" takes the id or the code of one of the packs", error);
}

/* Another sum than the one that was counted needs a reason, and says whose it is. */
static gboolean
complete_override (const HearthRecord *present, json_t *set, const char *user, GError **error)
{
  g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
  gint64 sum;

  if (json_object_get (set, "override_kop") == NULL &&
      json_object_get (set, "override_reason") == NULL &&
      json_object_get (set, "override_by") == NULL)
    return TRUE;
  if (!hearth_record_get_int (next, "override_kop", &sum))
    {
      if (hearth_record_get_text (present, "override_by") != NULL)
        json_object_set_new (set, "override_by", json_null ());
      return TRUE;
    }
  if (sum < 0 || hearth_record_get_text (next, "override_reason") == NULL)
    return refuse ("\"override_kop\" needs \"override_reason\", and is not below zero", error);
  if (user != NULL)
    json_object_set_new (set, "override_by", json_string (user));
  return TRUE;
}

gboolean
_hearth_claim_complete (const HearthActEnv *env,
                        const HearthRecord *present,
                        json_t *set,
                        const char *user,
                        GError **error)
{
  g_autoptr (HearthRecord) next = NULL;

  name_benefit (set, env->packs);
  complete_state (env, present, set);
  complete_since (env, present, set);
  complete_term (env, present, set, "submitted_on", "answer_due_on", "AnswerClock");
  complete_term (env, present, set, "refused_on", "appeal_due_on", "AppealClock");
  if (!complete_override (present, set, user, error))
    return FALSE;
  next = _hearth_record_overlay (present, set);
  return check_scans (set, error) && check_order (next, error) &&
         (json_object_get (set, "benefit") == NULL || check_benefit (next, env->packs, error));
}

/* --- The steps --- */

/* What a claim asks of one of its steps. */
typedef struct
{
  gboolean says_nothing;
  HearthStepState state;
  HearthDate done_on;
} Wish;

static Wish
wish_for_submission (const HearthRecord *claim)
{
  const HearthDate day = hearth_record_get_date (claim, "submitted_on");

  switch (hearth_claim_get_phase (claim))
    {
    case HEARTH_CLAIM_OUT:
    case HEARTH_CLAIM_SETTLED:
      return (Wish){ .state = HEARTH_STEP_DONE, .done_on = day };
    case HEARTH_CLAIM_BACK:
      return (Wish){ .says_nothing = day == HEARTH_DATE_NONE,
                     .state = HEARTH_STEP_DONE,
                     .done_on = day };
    case HEARTH_CLAIM_VOID:
      return (Wish){ .state = HEARTH_STEP_NOT_APPLICABLE };
    case HEARTH_CLAIM_COLLECTING:
    default:
      return (Wish){ .state = HEARTH_STEP_IN_PROGRESS };
    }
}

static Wish
wish_for_settlement (const HearthRecord *claim)
{
  switch (hearth_claim_get_phase (claim))
    {
    case HEARTH_CLAIM_OUT:
      return (Wish){ .state = HEARTH_STEP_WAITING };
    case HEARTH_CLAIM_BACK:
      return (Wish){ .state = HEARTH_STEP_IN_PROGRESS };
    case HEARTH_CLAIM_SETTLED:
      return (Wish){ .state = HEARTH_STEP_DONE,
                     .done_on = hearth_record_get_date (claim, "since_on") };
    case HEARTH_CLAIM_VOID:
      return (Wish){ .state = HEARTH_STEP_NOT_APPLICABLE };
    case HEARTH_CLAIM_COLLECTING:
    default:
      return (Wish){ .state = HEARTH_STEP_PLANNED };
    }
}

static Wish
wish_of (const HearthRecord *claim, gboolean is_submission)
{
  if (hearth_record_is_gone (claim) || hearth_record_get_text (claim, "benefit") == NULL)
    return (Wish){ .says_nothing = TRUE };
  return is_submission ? wish_for_submission (claim) : wish_for_settlement (claim);
}

static const char *
get_waiting_for (const HearthRecord *claim, HearthPackSet *packs)
{
  const char *addressee = hearth_record_get_text (claim, "addressee");
  const HearthPackEntry *benefit = hearth_claim_get_benefit (claim, packs);

  if (g_strcmp0 (hearth_record_get_text (claim, "state"), "in-court") == 0)
    return WAITING_FOR_COURT;
  if (addressee != NULL || benefit == NULL)
    return addressee;
  return hearth_pack_entry_get_text (benefit, "Payer", "uk");
}

/* What stops the claim, and when somebody has to look again, stand on the step that is open. */
static void
put_outlook (json_t *set,
             const HearthActEnv *env,
             const HearthRecord *step,
             const Wish *wish,
             const HearthRecord *claim)
{
  const HearthDate next = hearth_claim_get_next (claim);
  const gboolean is_waiting = wish->state == HEARTH_STEP_WAITING;

  _hearth_followed_step_put (
      set, step, "blocker", _hearth_followed_step_text (hearth_record_get_text (claim, "blocker")));
  _hearth_followed_step_put (
      set, step, "waiting_for",
      is_waiting ? _hearth_followed_step_text (get_waiting_for (claim, env->packs)) : json_null ());
  _hearth_followed_step_put (set, step, "remind_on",
                             is_waiting ? date_to_json (next) : json_null ());
  if (next == HEARTH_DATE_NONE)
    return;
  _hearth_followed_step_put (set, step, "due", date_to_json (next));
  _hearth_followed_step_put (set, step, "due_by_hand", json_true ());
}

static json_t *
make_change (const HearthActEnv *env,
             const HearthRecord *step,
             const Wish *wish,
             const HearthRecord *claim)
{
  const gboolean is_done = wish->state == HEARTH_STEP_DONE;
  const HearthDate day = wish->done_on != HEARTH_DATE_NONE ? wish->done_on : env->today;
  json_t *set = json_object ();

  _hearth_followed_step_put (set, step, "state",
                             json_string (hearth_step_state_to_id (wish->state)));
  _hearth_followed_step_put (set, step, "done_on", date_to_json (is_done ? day : HEARTH_DATE_NONE));
  _hearth_followed_step_put (set, step, "reason",
                             wish->state == HEARTH_STEP_NOT_APPLICABLE
                                 ? json_string (HEARTH_PLAN_REASON_NO_RIGHT)
                                 : json_null ());
  if (wish->state == HEARTH_STEP_IN_PROGRESS || wish->state == HEARTH_STEP_WAITING)
    put_outlook (set, env, step, wish, claim);
  else
    _hearth_followed_step_put (set, step, "blocker", json_null ());
  return set;
}

/* A step that a person closed otherwise is left as it is. */
static gboolean
may_move (const HearthRecord *step, const Wish *before)
{
  const HearthStepState state = _hearth_followed_step_get_state (step);

  return hearth_step_state_is_open (state) || (!before->says_nothing && before->state == state);
}

static void
move_step (HearthCommand *command,
           const HearthActEnv *env,
           HearthCaseRecords *records,
           guint index,
           const HearthRecord *present,
           const HearthRecord *next,
           gboolean is_submission)
{
  HearthRecord *step = records->steps->pdata[index];
  const Wish before = wish_of (present, is_submission);
  Wish wish = wish_of (next, is_submission);
  json_auto_t *set = NULL;

  if ((wish.says_nothing && before.says_nothing) || !may_move (step, &before))
    return;
  /* What the claim no longer says is open again. */
  if (wish.says_nothing)
    wish = (Wish){ .state = HEARTH_STEP_PLANNED };
  set = make_change (env, step, &wish, next);
  if (json_object_size (set) == 0)
    return;
  hearth_command_set (command, hearth_record_get_kind (step), &records->case_id,
                      hearth_record_get_id (step), hearth_record_get_revision (step),
                      json_incref (set));
  records->steps->pdata[index] = _hearth_record_overlay (step, set);
  hearth_record_unref (step);
}

void
_hearth_claim_move_steps (HearthCommand *command,
                          const HearthActEnv *env,
                          HearthCaseRecords *records,
                          const HearthRecord *present,
                          const HearthRecord *next)
{
  const HearthPackEntry *benefit = hearth_claim_get_benefit (next, env->packs);
  const char *submit, *settle;

  if (benefit == NULL)
    return;
  submit = hearth_pack_entry_get_text (benefit, "SubmitStep", NULL);
  settle = hearth_pack_entry_get_text (benefit, "SettleStep", NULL);
  for (guint i = 0; i < records->steps->len; i++)
    {
      const char *template = hearth_record_get_text (records->steps->pdata[i], "template");

      if (template == NULL)
        continue;
      if (g_strcmp0 (template, submit) == 0)
        move_step (command, env, records, i, present, next, TRUE);
      else if (g_strcmp0 (template, settle) == 0)
        move_step (command, env, records, i, present, next, FALSE);
    }
}
