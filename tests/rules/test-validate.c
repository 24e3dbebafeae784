/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-validate.h"

#define TODAY hearth_date_new (2025, 6, 21)
#define NONE HEARTH_DATE_ISSUE_NONE
#define FUTURE HEARTH_DATE_ISSUE_FUTURE
#define ORDER HEARTH_DATE_ISSUE_ORDER

typedef struct
{
  const char *birth, *captured, *released;
  HearthDateIssue birth_issue, captured_issue, released_issue;
  gboolean is_25;
} Row;

/* clang-format off */
static const Row rows[] = {
  { "2001-04-02", "2022-05-16", "2025-06-09", NONE,   NONE,   NONE,   FALSE },
  { "2000-06-09", "2022-05-16", "2025-06-09", NONE,   NONE,   NONE,   TRUE },  /* 25 on that very day */
  { "2000-06-10", "2022-05-16", "2025-06-09", NONE,   NONE,   NONE,   FALSE },
  { "2000",       "2022-05-16", "2025-06-09", NONE,   NONE,   NONE,   FALSE }, /* may be born in December */
  { "1999",       "2022-05-16", "2025-06-09", NONE,   NONE,   NONE,   TRUE },
  { "2025-06-21", "",           "",           NONE,   NONE,   NONE,   FALSE }, /* today */
  { "2025-06-22", "",           "",           FUTURE, NONE,   NONE,   FALSE },
  { "2025-07",    "",           "",           FUTURE, NONE,   NONE,   FALSE },
  { "2025",       "",           "",           NONE,   NONE,   NONE,   FALSE }, /* the year has begun */
  { "",           "2025-06-22", "",           NONE,   FUTURE, NONE,   FALSE },
  { "2001",       "2000",       "",           NONE,   ORDER,  NONE,   FALSE },
  { "2000-06",    "2000-06",    "",           NONE,   NONE,   NONE,   FALSE },
  { "",           "2022-05-16", "2022-05-15", NONE,   NONE,   ORDER,  FALSE },
  { "",           "2022-05-16", "2022-05-16", NONE,   NONE,   NONE,   FALSE }, /* freed on the same day */
  { "",           "2022-05-16", "2022",       NONE,   NONE,   NONE,   FALSE },
  { "",           "2022-05",    "2022-04",    NONE,   NONE,   ORDER,  FALSE },
  { "",           "",           "2026",       NONE,   NONE,   FUTURE, FALSE },
};
/* clang-format on */

static void
read_date (const char *text, HearthPartialDate *out)
{
  if (*text != '\0')
    g_assert_true (hearth_partial_date_parse (text, out));
}

static void
only_what_is_certainly_wrong_is_named (gconstpointer data)
{
  const Row *row = data;
  HearthCaseDates dates = { 0 };

  read_date (row->birth, &dates.birth);
  read_date (row->captured, &dates.captured);
  read_date (row->released, &dates.released);
  g_assert_cmpint (hearth_validate_birth (&dates, TODAY), ==, row->birth_issue);
  g_assert_cmpint (hearth_validate_captured (&dates, TODAY), ==, row->captured_issue);
  g_assert_cmpint (hearth_validate_released (&dates, TODAY), ==, row->released_issue);
  g_assert_cmpint (hearth_validate_is_surely_25 (&dates), ==, row->is_25);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/validate/dates/%u", i);

      g_test_add_data_func (path, &rows[i], only_what_is_certainly_wrong_is_named);
    }
  return g_test_run ();
}
