/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-feeding.h"

typedef struct
{
  const char *name;
  HearthFeedingFacts facts;
  HearthFeeding expected;
  gboolean is_limited;
} Case;

static const Case cases[] = {
  { "walking-and-unchecked", { FALSE, FALSE, 0 }, HEARTH_FEEDING_UNCHECKED, FALSE },
  { "helped-and-unchecked", { FALSE, FALSE, 1 }, HEARTH_FEEDING_UNCHECKED, FALSE },
  { "unknown-and-unchecked", { FALSE, FALSE, -1 }, HEARTH_FEEDING_UNCHECKED, FALSE },
  { "stretcher-and-unchecked", { FALSE, FALSE, 2 }, HEARTH_FEEDING_BY_PRECAUTION, TRUE },
  { "critical-and-unchecked", { FALSE, FALSE, 3 }, HEARTH_FEEDING_BY_PRECAUTION, TRUE },
  { "critical-and-checked", { FALSE, TRUE, 3 }, HEARTH_FEEDING_FREE, FALSE },
  { "walking-and-checked", { FALSE, TRUE, 0 }, HEARTH_FEEDING_FREE, FALSE },
  { "limited-and-checked", { TRUE, TRUE, 0 }, HEARTH_FEEDING_LIMITED, TRUE },
  { "limited-and-unchecked", { TRUE, FALSE, -1 }, HEARTH_FEEDING_LIMITED, TRUE },
};

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  HearthFeeding feeding = hearth_feeding_assess (&row->facts);

  g_assert_cmpint (feeding, ==, row->expected);
  g_assert_cmpint (hearth_feeding_is_limited (feeding), ==, row->is_limited);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/feeding/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
