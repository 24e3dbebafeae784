/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock that cannot be right is told, and nothing else. */
#include "config.h"

#include "hearth-clock-jump.h"
#include "hearth-commit.h"
#include "hearth-notice.h"

#include <string.h>

#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)
#define LAST G_GINT64_CONSTANT (1750000000000)

static void
test_only_what_cannot_be_is_told (void)
{
  static const struct
  {
    gint64 last_ms;
    gint64 now_ms;
    HearthClockJump jump;
  } rows[] = {
    { 0, 0, HEARTH_CLOCK_STEADY },
    { 0, LAST, HEARTH_CLOCK_STEADY },
    { LAST, LAST, HEARTH_CLOCK_STEADY },
    { LAST, LAST + DAY, HEARTH_CLOCK_STEADY },
    { LAST, LAST - MINUTE, HEARTH_CLOCK_STEADY },
    { LAST, LAST - 6 * MINUTE, HEARTH_CLOCK_BACK },
    { LAST, 0, HEARTH_CLOCK_BACK },
    { LAST, LAST + 400 * DAY, HEARTH_CLOCK_STEADY },
    { LAST, LAST + 400 * DAY + 1, HEARTH_CLOCK_FORWARD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (hearth_clock_jump_judge (rows[i].last_ms, rows[i].now_ms), ==, rows[i].jump);
}

static void
test_a_jump_is_said_with_both_dates (void)
{
  g_autofree char *steady = hearth_notice_for_clock (HEARTH_CLOCK_STEADY, LAST);
  g_autofree char *back = hearth_notice_for_clock (HEARTH_CLOCK_BACK, LAST);
  g_autofree char *forward = hearth_notice_for_clock (HEARTH_CLOCK_FORWARD, LAST);

  g_assert_null (steady);
  g_assert_nonnull (strstr (back, "15 June 2025, 15:06"));
  g_assert_nonnull (strstr (forward, "15 June 2025, 15:06"));
}

/* Whatever the clock says, a later commit has a greater number. */
static void
test_commits_stay_in_order_when_the_clock_goes_back (void)
{
  gint64 last = hearth_hlc_next (0, LAST);

  for (gint64 now_ms = LAST; now_ms > 0; now_ms -= 100 * DAY)
    {
      gint64 next = hearth_hlc_next (last, now_ms);

      g_assert_cmpint (next, >, last);
      last = next;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/model/clock-jump/only-what-cannot-be-is-told",
                   test_only_what_cannot_be_is_told);
  g_test_add_func ("/model/clock-jump/a-jump-is-said-with-both-dates",
                   test_a_jump_is_said_with_both_dates);
  g_test_add_func ("/model/clock-jump/commits-stay-in-order-when-the-clock-goes-back",
                   test_commits_stay_in_order_when_the_clock_goes_back);
  return g_test_run ();
}
