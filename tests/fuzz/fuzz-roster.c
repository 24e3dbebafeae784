/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a list of people: every row is a person or has a problem, and no cell breaks the check. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-roster.h"

static HearthPackSet *
get_packs (void)
{
  static HearthPackSet *packs = NULL;

  if (packs == NULL)
    {
      g_autofree char *dir =
          g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);

      packs = hearth_pack_set_load (dir, NULL);
      g_assert_nonnull (packs);
    }
  return packs;
}

static guint
count_refused_rows (GPtrArray *problems)
{
  guint n = 0, last = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const HearthRosterProblem *problem = g_ptr_array_index (problems, i);

      g_assert_nonnull (problem->message);
      g_assert_true (g_utf8_validate (problem->column, -1, NULL));
      if (!problem->is_warning && problem->row != last)
        n++;
      last = problem->is_warning ? last : problem->row;
    }
  return n;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (HearthRoster) roster = hearth_roster_read (bytes, get_packs (), NULL, NULL);
  HearthDate today = hearth_date_new (2025, 6, 20);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) people = NULL;

  if (roster == NULL)
    return 0;
  problems = hearth_roster_check (roster, today);
  people = hearth_roster_get_people (roster, today, NULL);
  g_assert_cmpuint (people->len + count_refused_rows (problems), >=,
                    people->len == 0 ? 0 : hearth_roster_get_n_rows (roster));
  for (guint i = 0; i < people->len; i++)
    g_assert_nonnull (json_object_get (g_ptr_array_index (people, i), "surname"));
  return 0;
}
