/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target over its seeds, over every cut of them, and over seeds with single bytes changed. The
 * changes come from the test's seeded generator, so that a failure can be repeated. */
#include "config.h"

#include "hearth-fuzz.h"

#include <string.h>

#define MAX_CUTS 256
#define N_CHANGES 512

static void
run_cuts (const guint8 *data, gsize size)
{
  gsize step = MAX (size / MAX_CUTS, 1);

  for (gsize n = 0; n <= size; n += step)
    {
      g_autofree guint8 *copy =
          g_memdup2 (data, MAX (n, 1)); /* its own block: overreads are seen */

      LLVMFuzzerTestOneInput (copy, n);
    }
}

static void
run_changes (const guint8 *data, gsize size)
{
  for (guint i = 0; size > 0 && i < N_CHANGES; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);

      copy[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int_range (0, 256);
      LLVMFuzzerTestOneInput (copy, size);
    }
}

static void
run_seed (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize size;

  g_file_get_contents (data, &contents, &size, &error);
  g_assert_no_error (error);
  run_cuts ((const guint8 *) contents, size);
  run_changes ((const guint8 *) contents, size);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  dir = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/fuzz/%s", name);

      g_ptr_array_add (paths, g_build_filename (argv[1], name, NULL));
      g_test_add_data_func (test, g_ptr_array_index (paths, paths->len - 1), run_seed);
    }
  g_assert_cmpuint (paths->len, >, 0);
  return g_test_run ();
}
