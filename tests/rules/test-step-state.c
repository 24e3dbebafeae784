/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-state.h"

static void
test_ids_lead_back_to_their_state (void)
{
  for (guint i = 0; i < HEARTH_STEP_N_STATES; i++)
    {
      HearthStepState state = HEARTH_STEP_CANCELLED;

      g_assert_true (hearth_step_state_from_id (hearth_step_state_to_id (i), &state));
      g_assert_cmpint (state, ==, i);
      g_assert_nonnull (hearth_step_state_get_title (i));
    }
}

static void
test_unknown_ids_change_nothing (void)
{
  HearthStepState state = HEARTH_STEP_WAITING;

  g_assert_false (hearth_step_state_from_id ("finished", &state));
  g_assert_false (hearth_step_state_from_id ("Done", &state));
  g_assert_false (hearth_step_state_from_id (NULL, &state));
  g_assert_cmpint (state, ==, HEARTH_STEP_WAITING);
}

static void
test_ids_on_disk_never_change (void)
{
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_PLANNED), ==, "planned");
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_READY), ==, "ready");
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_IN_PROGRESS), ==, "in-progress");
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_WAITING), ==, "waiting");
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_DONE), ==, "done");
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_REFUSED), ==, "refused");
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_NOT_APPLICABLE), ==, "not-applicable");
  g_assert_cmpstr (hearth_step_state_to_id (HEARTH_STEP_CANCELLED), ==, "cancelled");
}

static void
test_skipping_needs_a_reason (void)
{
  g_assert_true (hearth_step_state_needs_reason (HEARTH_STEP_REFUSED));
  g_assert_true (hearth_step_state_needs_reason (HEARTH_STEP_NOT_APPLICABLE));
  g_assert_true (hearth_step_state_needs_reason (HEARTH_STEP_CANCELLED));
  g_assert_false (hearth_step_state_needs_reason (HEARTH_STEP_DONE));
  g_assert_false (hearth_step_state_needs_reason (HEARTH_STEP_WAITING));
}

static void
test_only_four_states_are_open (void)
{
  guint n_open = 0;

  for (guint i = 0; i < HEARTH_STEP_N_STATES; i++)
    n_open += hearth_step_state_is_open (i) ? 1 : 0;
  g_assert_cmpuint (n_open, ==, 4);
  g_assert_true (hearth_step_state_is_open (HEARTH_STEP_WAITING));
  g_assert_false (hearth_step_state_is_open (HEARTH_STEP_DONE));
}

static void
test_ready_is_never_set_by_hand (void)
{
  for (guint i = 0; i < HEARTH_STEP_N_STATES; i++)
    g_assert_false (hearth_step_state_can_change (i, HEARTH_STEP_READY));
  g_assert_true (hearth_step_state_can_change (HEARTH_STEP_DONE, HEARTH_STEP_PLANNED));
  g_assert_false (hearth_step_state_can_change (HEARTH_STEP_DONE, HEARTH_STEP_DONE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/step-state/ids-lead-back-to-their-state", test_ids_lead_back_to_their_state);
  g_test_add_func ("/step-state/unknown-ids-change-nothing", test_unknown_ids_change_nothing);
  g_test_add_func ("/step-state/ids-on-disk-never-change", test_ids_on_disk_never_change);
  g_test_add_func ("/step-state/skipping-needs-a-reason", test_skipping_needs_a_reason);
  g_test_add_func ("/step-state/only-four-states-are-open", test_only_four_states_are_open);
  g_test_add_func ("/step-state/ready-is-never-set-by-hand", test_ready_is_never_set_by_hand);

  return g_test_run ();
}
