/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T scores of goals, counted by hand from the formula. */
#include "config.h"

#include "hearth-attainment.h"

typedef struct
{
  const char *name;
  HearthAttainmentGoal goals[6];
  guint n_goals;
  int tenths;
} Row;

/* The root is 1 for one goal, √2.6 for two of equal weight, √4.8 for three, √7.6 for four. */
static const Row rows[] = {
  { "one-as-expected", { { 1, 0 } }, 1, 500 },
  { "one-more", { { 1, 1 } }, 1, 600 },
  { "one-much-more", { { 1, 2 } }, 1, 700 },
  { "one-less", { { 1, -1 } }, 1, 400 },
  { "one-much-less", { { 1, -2 } }, 1, 300 },
  { "one-weight-of-nine-changes-nothing", { { 9, 1 } }, 1, 600 },
  { "two-as-expected", { { 1, 0 }, { 1, 0 } }, 2, 500 },
  { "two-more", { { 1, 1 }, { 1, 1 } }, 2, 624 },
  { "two-much-less", { { 1, -2 }, { 1, -2 } }, 2, 252 },
  { "two-that-cancel", { { 1, 2 }, { 1, -2 } }, 2, 500 },
  { "three-more", { { 1, 1 }, { 1, 1 }, { 1, 1 } }, 3, 637 },
  { "three-less", { { 1, -1 }, { 1, -1 }, { 1, -1 } }, 3, 363 },
  { "three-much-less", { { 1, -2 }, { 1, -2 }, { 1, -2 } }, 3, 226 },
  { "three-mixed", { { 1, 1 }, { 1, 0 }, { 1, -1 } }, 3, 500 },
  { "three-one-more", { { 1, 1 }, { 1, 0 }, { 1, 0 } }, 3, 546 },
  { "four-baseline", { { 1, -1 }, { 1, -1 }, { 1, -1 }, { 1, -1 } }, 4, 355 },
  { "four-much-more", { { 1, 2 }, { 1, 2 }, { 1, 2 }, { 1, 2 } }, 4, 790 },
  /* 0.7 · 14 + 0.3 · 36 = 20.6; Σwx = 3 + 2 − 1 = 4 */
  { "weights-3-2-1", { { 3, 1 }, { 2, 1 }, { 1, -1 } }, 3, 588 },
  /* 0.7 · 14 + 0.3 · 36 = 20.6; Σwx = −3 + 2 + 2 = 1 */
  { "weights-against-the-heavy", { { 3, -1 }, { 2, 1 }, { 1, 2 } }, 3, 522 },
  /* 0.7 · 9² · 2 + 0.3 · 18² = 210.6; Σwx = 18 */
  { "two-of-nine", { { 9, 1 }, { 9, 1 } }, 2, 624 },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  int tenths = -1;

  g_assert_true (hearth_attainment_score (row->goals, row->n_goals, &tenths));
  g_assert_cmpint (tenths, ==, row->tenths);
}

static void
test_without_goals_there_is_no_score (void)
{
  static const HearthAttainmentGoal wrong[] = {
    { 0, 0 }, { -1, 0 }, { 101, 0 }, { 1, 3 }, { 1, -3 }
  };
  HearthAttainmentGoal many[HEARTH_ATTAINMENT_MAX_GOALS + 1];
  int tenths = 42;

  g_assert_false (hearth_attainment_score (NULL, 0, &tenths));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (hearth_attainment_score (&wrong[i], 1, &tenths));
  for (gsize i = 0; i < G_N_ELEMENTS (many); i++)
    many[i] = (HearthAttainmentGoal){ HEARTH_ATTAINMENT_MAX_WEIGHT, 2 };
  g_assert_false (hearth_attainment_score (many, G_N_ELEMENTS (many), &tenths));
  g_assert_cmpint (tenths, ==, 42);
  g_assert_true (hearth_attainment_score (many, HEARTH_ATTAINMENT_MAX_GOALS, &tenths));
  /* √(0.7 · 100 + 0.3 · 100²) = √3070; 50 + 10 · 200 / √3070 */
  g_assert_cmpint (tenths, ==, 861);
}

/* More reached is never a lower score. */
static void
test_each_step_up_raises_the_score (void)
{
  HearthAttainmentGoal goals[] = { { 3, -2 }, { 2, 1 }, { 5, 0 } };
  int before = -1000;

  for (int score = -2; score <= 2; score++)
    {
      int tenths;

      goals[0].score = score;
      g_assert_true (hearth_attainment_score (goals, G_N_ELEMENTS (goals), &tenths));
      g_assert_cmpint (tenths, >, before);
      before = tenths;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attainment/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/attainment/without-goals-there-is-no-score",
                   test_without_goals_there_is_no_score);
  g_test_add_func ("/attainment/each-step-up-raises-the-score", test_each_step_up_raises_the_score);

  return g_test_run ();
}
