/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-row-set.h"

static void
test_a_set_has_what_was_added_once (void)
{
  static const gint64 ids[] = { 0, 1, 63, 64, 65, 100000, 5 };
  g_autoptr (HearthRowSet) set = hearth_row_set_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_false (hearth_row_set_has (set, ids[i]));
      g_assert_true (hearth_row_set_add (set, ids[i]));
      g_assert_false (hearth_row_set_add (set, ids[i]));
      g_assert_true (hearth_row_set_has (set, ids[i]));
    }
  g_assert_false (hearth_row_set_has (set, 2));
  g_assert_false (hearth_row_set_has (set, 62));
  g_assert_false (hearth_row_set_has (set, 100001));
}

static void
test_ids_out_of_range_are_not_in_any_set (void)
{
  static const gint64 ids[] = { -1, G_MININT64, HEARTH_ROW_SET_MAX + 1, G_MAXINT64 };
  g_autoptr (HearthRowSet) set = hearth_row_set_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_false (hearth_row_set_add (set, ids[i]));
      g_assert_false (hearth_row_set_has (set, ids[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/row-set/a-set-has-what-was-added-once",
                   test_a_set_has_what_was_added_once);
  g_test_add_func ("/model/row-set/ids-out-of-range-are-not-in-any-set",
                   test_ids_out_of_range_are_not_in_any_set);
  return g_test_run ();
}
