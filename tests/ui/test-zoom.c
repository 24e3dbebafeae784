/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-zoom.h"

static void
test_steps_go_up_to_the_end (void)
{
  double zoom = HEARTH_ZOOM_MIN;
  guint n = 0;

  while (zoom < HEARTH_ZOOM_MAX && n < 50)
    {
      g_assert_cmpfloat (hearth_zoom_next (zoom), >, zoom);
      zoom = hearth_zoom_next (zoom);
      n++;
    }
  g_assert_cmpuint (n, ==, 11);
  g_assert_cmpfloat (hearth_zoom_next (zoom), ==, HEARTH_ZOOM_MAX);
}

static void
test_steps_go_down_the_same_way (void)
{
  for (double zoom = HEARTH_ZOOM_MIN; zoom < HEARTH_ZOOM_MAX; zoom = hearth_zoom_next (zoom))
    g_assert_cmpfloat_with_epsilon (hearth_zoom_previous (hearth_zoom_next (zoom)), zoom, 1e-9);
  g_assert_cmpfloat (hearth_zoom_previous (HEARTH_ZOOM_MIN), ==, HEARTH_ZOOM_MIN);
}

static void
test_odd_zoom_goes_to_its_neighbours (void)
{
  g_assert_cmpfloat (hearth_zoom_next (0.9), ==, 1);
  g_assert_cmpfloat (hearth_zoom_previous (0.9), ==, 0.8);
  g_assert_cmpfloat (hearth_zoom_next (0.999), ==, 1.25);
}

static void
test_fit_is_the_tighter_side (void)
{
  g_assert_cmpfloat (hearth_zoom_fit (1000, 500, 500, 500), ==, 0.5);
  g_assert_cmpfloat (hearth_zoom_fit (500, 1000, 500, 500), ==, 0.5);
  g_assert_cmpfloat (hearth_zoom_fit (10, 10, 500, 500), ==, HEARTH_ZOOM_MAX);
  g_assert_cmpfloat (hearth_zoom_fit (30000, 10, 500, 500), ==, HEARTH_ZOOM_MIN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/zoom/steps-go-up-to-the-end", test_steps_go_up_to_the_end);
  g_test_add_func ("/ui/zoom/steps-go-down-the-same-way", test_steps_go_down_the_same_way);
  g_test_add_func ("/ui/zoom/odd-zoom-goes-to-its-neighbours",
                   test_odd_zoom_goes_to_its_neighbours);
  g_test_add_func ("/ui/zoom/fit-is-the-tighter-side", test_fit_is_the_tighter_side);
  return g_test_run ();
}
