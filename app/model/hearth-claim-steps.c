/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-claim-acts-private.h"

#include "hearth-benefit-facts.h"
#include "hearth-claim.h"
#include "hearth-followed-step-private.h"
#include "hearth-json.h"

/* What a step waits for stands in the core, which more people read than the claim: that it is a court, not which one
 * and under which number; in the language in which the packs name the payers. */
#define WAITING_FOR_COURT "суд"

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
                             is_waiting ? hearth_json_new_date (next) : json_null ());
  if (next == HEARTH_DATE_NONE)
    return;
  _hearth_followed_step_put (set, step, "due", hearth_json_new_date (next));
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
  _hearth_followed_step_put (set, step, "done_on",
                             hearth_json_new_date (is_done ? day : HEARTH_DATE_NONE));
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
