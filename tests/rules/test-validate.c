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

typedef struct
{
  const char *text, *birth, *sex;
  HearthNumberIssue issue;
} TaxRow;

/* 36747 days after 31 December 1899 is 10 August 2000; the check digits by hand:
 * 367470000: -3 + 30 + 49 + 36 + 28 = 140, modulo 11 is 8; 367470001: 140 + 7 = 147, modulo 11 is 4. */
/* clang-format off */
static const TaxRow tax_rows[] = {
  { "3674700008", "2000-08-10", "female", HEARTH_NUMBER_ISSUE_NONE },
  { "3674700014", "2000-08-10", "male",   HEARTH_NUMBER_ISSUE_NONE },
  { "3674700014", "2000-08",    "",       HEARTH_NUMBER_ISSUE_NONE },
  { "3674700014", "",           "",       HEARTH_NUMBER_ISSUE_NONE },
  { "3674700016", "2000-08-10", "male",   HEARTH_NUMBER_ISSUE_CHECK },
  { "3674700014", "2000-08-11", "male",   HEARTH_NUMBER_ISSUE_BIRTH },
  { "3674700014", "1999",       "male",   HEARTH_NUMBER_ISSUE_BIRTH },
  { "3674700014", "2000-08-10", "female", HEARTH_NUMBER_ISSUE_SEX },
  { "367470001",  "",           "",       HEARTH_NUMBER_ISSUE_FORM },
  { "36747000145", "",          "",       HEARTH_NUMBER_ISSUE_FORM },
  { "367470001x", "",           "",       HEARTH_NUMBER_ISSUE_FORM },
};
/* clang-format on */

static void
a_tax_number_tells_of_birth_and_sex (gconstpointer data)
{
  const TaxRow *row = data;
  HearthPartialDate birth = HEARTH_PARTIAL_DATE_INIT;

  read_date (row->birth, &birth);
  g_assert_cmpint (hearth_validate_tax_number (row->text, &birth, row->sex), ==, row->issue);
}

typedef struct
{
  const char *a_first, *a_last, *b_first, *b_last;
  HearthOverlap overlap;
} OverlapRow;

/* clang-format off */
static const OverlapRow overlap_rows[] = {
  { "2016-01-10", "2017-12-27", "2022-05-16", "2025-06-09", HEARTH_OVERLAP_NONE },
  { "2016-01-10", "2022-06-01", "2022-05-16", "2025-06-09", HEARTH_OVERLAP_SURE },
  { "2016",       "2022",       "2022-05-16", "2025-06-09", HEARTH_OVERLAP_MAYBE },
  { "2016",       "2023",       "2022-05-16", "2025-06-09", HEARTH_OVERLAP_SURE },  /* to January 2023 at least */
  { "2022-05-16", "2022-09-01", "2022-09-01", "2025-06-09", HEARTH_OVERLAP_NONE },  /* taken again on the day */
  { "2022-05-16", "",           "2023-01-01", "2025-06-09", HEARTH_OVERLAP_MAYBE }, /* the end is not known */
  { "",           "2025-06-09", "2023-01-01", "2025-06-09", HEARTH_OVERLAP_NONE },
  { "2022-05-16", "2025-06-09", "2022-05-16", "2025-06-09", HEARTH_OVERLAP_SURE },
};
/* clang-format on */

static void
periods_that_meet_are_found (gconstpointer data)
{
  const OverlapRow *row = data;
  HearthPeriod a = { 0 }, b = { 0 };

  read_date (row->a_first, &a.first);
  read_date (row->a_last, &a.last);
  read_date (row->b_first, &b.first);
  read_date (row->b_last, &b.last);
  g_assert_cmpint (hearth_validate_overlap (&a, &b, TODAY), ==, row->overlap);
  g_assert_cmpint (hearth_validate_overlap (&b, &a, TODAY), ==, row->overlap);
}

static void
telephone_numbers_are_digits_as_people_write_them (void)
{
  static const char *const fine[] = { "+380501234567", "050 123-45-67", "(044) 123 45 67",
                                      "12345" };
  static const char *const wrong[] = { "1234", "0501234567 or 0671234567", "050+123456",
                                       "1234567890123456", "мама" };

  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    g_assert_cmpint (hearth_validate_phone (fine[i]), ==, HEARTH_NUMBER_ISSUE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (hearth_validate_phone (wrong[i]), ==, HEARTH_NUMBER_ISSUE_FORM);
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
  for (guint i = 0; i < G_N_ELEMENTS (tax_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/validate/tax-number/%u", i);

      g_test_add_data_func (path, &tax_rows[i], a_tax_number_tells_of_birth_and_sex);
    }
  for (guint i = 0; i < G_N_ELEMENTS (overlap_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/validate/overlap/%u", i);

      g_test_add_data_func (path, &overlap_rows[i], periods_that_meet_are_found);
    }
  g_test_add_func ("/validate/telephone-numbers-are-digits-as-people-write-them",
                   telephone_numbers_are_digits_as_people_write_them);
  return g_test_run ();
}
