/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules are pure: facts in, results out. They read packs and dates, and know neither files, clocks,
 * vaults nor windows. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthStepState:
 * @HEARTH_STEP_PLANNED: some prerequisite is not done yet
 * @HEARTH_STEP_READY: all prerequisites are done; computed, never stored
 * @HEARTH_STEP_IN_PROGRESS: somebody works on it
 * @HEARTH_STEP_WAITING: waits for others
 * @HEARTH_STEP_DONE: done
 * @HEARTH_STEP_REFUSED: the person refused
 * @HEARTH_STEP_NOT_APPLICABLE: does not concern this person
 * @HEARTH_STEP_CANCELLED: was dropped
 */
typedef enum
{
  HEARTH_STEP_PLANNED,
  HEARTH_STEP_READY,
  HEARTH_STEP_IN_PROGRESS,
  HEARTH_STEP_WAITING,
  HEARTH_STEP_DONE,
  HEARTH_STEP_REFUSED,
  HEARTH_STEP_NOT_APPLICABLE,
  HEARTH_STEP_CANCELLED,
} HearthStepState;

#define HEARTH_STEP_N_STATES 8

const char *hearth_step_state_to_id (HearthStepState state);
gboolean hearth_step_state_from_id (const char *id, HearthStepState *out);
const char *hearth_step_state_get_title (HearthStepState state);
gboolean hearth_step_state_is_open (HearthStepState state);
gboolean hearth_step_state_needs_reason (HearthStepState state);
gboolean hearth_step_state_can_change (HearthStepState from, HearthStepState to);

G_END_DECLS
