/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-chart-scale.h"

#include <math.h>

static void
marks_are_round_numbers_around_the_values (void)
{
  HearthChartScale scale = hearth_chart_scale_new (51.3, 67.9, 4);

  g_assert_cmpfloat (scale.low, ==, 50);
  g_assert_cmpfloat (scale.high, ==, 70);
  g_assert_cmpfloat (scale.step, ==, 5);
  g_assert_cmpuint (hearth_chart_scale_get_n_marks (&scale), ==, 5);
  g_assert_cmpfloat (hearth_chart_scale_get_mark (&scale, 1), ==, 55);
  g_assert_cmpfloat_with_epsilon (hearth_chart_scale_place (&scale, 60), 0.5, 1e-9);
}

static void
values_on_a_mark_need_no_further_one (void)
{
  HearthChartScale scale = hearth_chart_scale_new (0, 20, 4);

  g_assert_cmpfloat (scale.low, ==, 0);
  g_assert_cmpfloat (scale.high, ==, 20);
}

static void
a_single_value_has_an_axis (void)
{
  HearthChartScale scale = hearth_chart_scale_new (7, 7, 4);

  g_assert_cmpfloat (scale.low, <, 7);
  g_assert_cmpfloat (scale.high, >, 7);
}

static void
many_spans_have_few_marks_that_hold_them (void)
{
  for (double span = 0.01; span < 1e6; span *= 1.7)
    for (double low = -3 * span; low <= 3 * span; low += span / 3)
      {
        HearthChartScale scale = hearth_chart_scale_new (low, low + span, 4);

        g_assert_cmpfloat (scale.low, <=, low + span * 1e-6);
        g_assert_cmpfloat (scale.high, >=, low + span - span * 1e-6);
        g_assert_cmpuint (hearth_chart_scale_get_n_marks (&scale), >=, 2);
        g_assert_cmpuint (hearth_chart_scale_get_n_marks (&scale), <=, 7);
      }
}

static void
days_are_few_and_within (void)
{
  HearthDate first = hearth_date_new (2025, 6, 9);

  for (int n = 0; n < 20000; n += 97)
    {
      g_autoptr (GArray) days = hearth_chart_list_days (first, first + n, 5);

      g_assert_cmpuint (days->len, >=, 1);
      g_assert_cmpuint (days->len, <=, 5);
      for (guint i = 0; i < days->len; i++)
        {
          g_assert_cmpint (g_array_index (days, HearthDate, i), >=, first);
          g_assert_cmpint (g_array_index (days, HearthDate, i), <=, first + n);
        }
    }
}

static void
long_spans_are_marked_at_the_first_of_months (void)
{
  g_autoptr (GArray) days =
      hearth_chart_list_days (hearth_date_new (2025, 6, 9), hearth_date_new (2025, 12, 9), 6);

  g_assert_cmpuint (days->len, ==, 6);
  g_assert_cmpint (g_array_index (days, HearthDate, 0), ==, hearth_date_new (2025, 7, 1));
  g_assert_cmpint (g_array_index (days, HearthDate, 5), ==, hearth_date_new (2025, 12, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/chart-scale/marks-are-round-numbers-around-the-values",
                   marks_are_round_numbers_around_the_values);
  g_test_add_func ("/ui/chart-scale/values-on-a-mark-need-no-further-one",
                   values_on_a_mark_need_no_further_one);
  g_test_add_func ("/ui/chart-scale/a-single-value-has-an-axis", a_single_value_has_an_axis);
  g_test_add_func ("/ui/chart-scale/many-spans-have-few-marks-that-hold-them",
                   many_spans_have_few_marks_that_hold_them);
  g_test_add_func ("/ui/chart-scale/days-are-few-and-within", days_are_few_and_within);
  g_test_add_func ("/ui/chart-scale/long-spans-are-marked-at-the-first-of-months",
                   long_spans_are_marked_at_the_first_of_months);
  return g_test_run ();
}
