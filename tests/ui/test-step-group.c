/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-item.h"

typedef struct
{
  const char *name;
  HearthStepState state;
  int due; /* days from today; 9999: no due date */
  gboolean is_ready;
  HearthStepGroup group;
} Row;

/* clang-format off */
static const Row rows[] = {
  { "yesterday-is-overdue",             HEARTH_STEP_READY,       -1,   TRUE,  HEARTH_STEP_GROUP_OVERDUE },
  { "overdue-even-if-blocked",          HEARTH_STEP_PLANNED,     -30,  FALSE, HEARTH_STEP_GROUP_OVERDUE },
  { "overdue-while-waiting",            HEARTH_STEP_WAITING,     -1,   TRUE,  HEARTH_STEP_GROUP_OVERDUE },
  { "today-is-not-overdue",             HEARTH_STEP_READY,       0,    TRUE,  HEARTH_STEP_GROUP_TODAY },
  { "tomorrow-is-next",                 HEARTH_STEP_READY,       1,    TRUE,  HEARTH_STEP_GROUP_NEXT },
  { "two-weeks-are-next",               HEARTH_STEP_PLANNED,     14,   FALSE, HEARTH_STEP_GROUP_NEXT },
  { "beyond-two-weeks-is-later",        HEARTH_STEP_READY,       15,   TRUE,  HEARTH_STEP_GROUP_LATER },
  { "ready-without-a-date-is-next",     HEARTH_STEP_READY,       9999, TRUE,  HEARTH_STEP_GROUP_NEXT },
  { "blocked-without-a-date-is-later",  HEARTH_STEP_PLANNED,     9999, FALSE, HEARTH_STEP_GROUP_LATER },
  { "begun-without-a-date-is-next",     HEARTH_STEP_IN_PROGRESS, 9999, FALSE, HEARTH_STEP_GROUP_NEXT },
  { "done-is-closed-however-late",      HEARTH_STEP_DONE,        -30,  TRUE,  HEARTH_STEP_GROUP_CLOSED },
  { "refused-is-closed",                HEARTH_STEP_REFUSED,     1,    TRUE,  HEARTH_STEP_GROUP_CLOSED },
};
/* clang-format on */

static void
test_group (gconstpointer data)
{
  const Row *row = data;
  HearthDate today = hearth_date_new (2025, 6, 21);
  HearthDate due = row->due == 9999 ? HEARTH_DATE_NONE : today + row->due;

  g_assert_cmpint (hearth_step_group_compute (row->state, due, row->is_ready, today), ==,
                   row->group);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/step-group/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_group);
    }
  return g_test_run ();
}
