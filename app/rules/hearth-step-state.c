/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a step, as ids on disk and as words. Any thread. */
#include "config.h"

#include "hearth-step-state.h"

#include <glib/gi18n.h>

static const struct
{
  const char *id;
  const char *title;
  guint is_open : 1;
  guint needs_reason : 1;
} states[HEARTH_STEP_N_STATES] = {
  [HEARTH_STEP_PLANNED] = { "planned", N_ ("Planned"), TRUE, FALSE },
  [HEARTH_STEP_READY] = { "ready", N_ ("Ready"), TRUE, FALSE },
  [HEARTH_STEP_IN_PROGRESS] = { "in-progress", N_ ("In progress"), TRUE, FALSE },
  [HEARTH_STEP_WAITING] = { "waiting", N_ ("Waiting for others"), TRUE, FALSE },
  [HEARTH_STEP_DONE] = { "done", N_ ("Done"), FALSE, FALSE },
  [HEARTH_STEP_REFUSED] = { "refused", N_ ("Refused by the person"), FALSE, TRUE },
  [HEARTH_STEP_NOT_APPLICABLE] = { "not-applicable", N_ ("Not applicable"), FALSE, TRUE },
  [HEARTH_STEP_CANCELLED] = { "cancelled", N_ ("Cancelled"), FALSE, TRUE },
};

/** hearth_step_state_to_id: Returns: (transfer none): the id on disk and in `hearthctl`. */
const char *
hearth_step_state_to_id (HearthStepState state)
{
  g_return_val_if_fail (state < HEARTH_STEP_N_STATES, NULL);

  return states[state].id;
}

/**
 * hearth_step_state_from_id:
 * @id: (nullable)
 * @out: (out): untouched on failure
 *
 * Returns: whether @id names a state.
 */
gboolean
hearth_step_state_from_id (const char *id, HearthStepState *out)
{
  g_return_val_if_fail (out != NULL, FALSE);

  for (guint i = 0; i < HEARTH_STEP_N_STATES; i++)
    if (g_strcmp0 (states[i].id, id) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

/** hearth_step_state_get_title: Returns: (transfer none): English; translate with gettext. */
const char *
hearth_step_state_get_title (HearthStepState state)
{
  g_return_val_if_fail (state < HEARTH_STEP_N_STATES, NULL);

  return states[state].title;
}

/** hearth_step_state_is_open: whether somebody still has to do something. */
gboolean
hearth_step_state_is_open (HearthStepState state)
{
  g_return_val_if_fail (state < HEARTH_STEP_N_STATES, FALSE);

  return states[state].is_open;
}

/** hearth_step_state_needs_reason: whether a step may enter @state only with a reason in words. */
gboolean
hearth_step_state_needs_reason (HearthStepState state)
{
  g_return_val_if_fail (state < HEARTH_STEP_N_STATES, FALSE);

  return states[state].needs_reason;
}

/**
 * hearth_step_state_can_change:
 *
 * Every state may follow every other, because people correct mistakes; only "ready" is never
 * entered by hand, as it follows from the prerequisites.
 */
gboolean
hearth_step_state_can_change (HearthStepState from, HearthStepState to)
{
  g_return_val_if_fail (from < HEARTH_STEP_N_STATES && to < HEARTH_STEP_N_STATES, FALSE);

  return from != to && to != HEARTH_STEP_READY;
}
