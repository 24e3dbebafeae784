/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-date.h"

typedef struct
{
  const char *typed;
  const char *expected; /* NULL: refused */
} TypedCase;

static const TypedCase typed_cases[] = {
  { "09.06.2000", "2000-06-09" },
  { "9.6.2000", "2000-06-09" },
  { "9/6/2000", "2000-06-09" },
  { "2000-06-09", "2000-06-09" },
  { "06.2000", "2000-06" },
  { "2000-06", "2000-06" },
  { "2000", "2000" },
  { " 29.02.2024 ", "2024-02-29" },
  { "29.02.2023", NULL },
  { "31.02.1999", NULL },
  { "13.13.2000", NULL },
  { "0.6.2000", NULL },
  { "9.6.00", NULL },
  { "09.06", NULL },
  { "20000609", NULL },
  { "9.6/2000", NULL },
  { "9.6.2000.", NULL },
  { ".6.2000", NULL },
  { "", NULL },
  { "не відомо", NULL },
  { "1.1.1799", NULL },
  { "2000-06-09T00", NULL },
  { "123.2000", NULL },
  { "9.2000.6", NULL },
};

static void
typed_dates_are_read_day_first (gconstpointer data)
{
  const TypedCase *row = data;
  HearthPartialDate date = HEARTH_PARTIAL_DATE_INIT;
  g_autofree char *text = NULL;

  g_assert_cmpint (hearth_partial_date_parse_typed (row->typed, &date), ==, row->expected != NULL);
  text = hearth_partial_date_to_string (&date);
  g_assert_cmpstr (text, ==, row->expected);
}

/* Compared with GLib's own calendar, which is written independently. */
static void
every_day_of_four_centuries_agrees_with_glib (void)
{
  GDate reference;
  HearthDate day = hearth_date_new (1800, 1, 1);

  g_date_clear (&reference, 1);
  g_date_set_dmy (&reference, 1, G_DATE_JANUARY, 1800);
  for (; g_date_get_year (&reference) < 2200; g_date_add_days (&reference, 1), day++)
    {
      int year, month, dom;

      hearth_date_split (day, &year, &month, &dom);
      g_assert_cmpint (year, ==, g_date_get_year (&reference));
      g_assert_cmpint (month, ==, g_date_get_month (&reference));
      g_assert_cmpint (dom, ==, g_date_get_day (&reference));
      g_assert_cmpint (hearth_date_new (year, month, dom), ==, day);
      g_assert_cmpint (hearth_date_weekday (day), ==, g_date_get_weekday (&reference));
    }
}

static void
months_end_where_the_calendar_says (void)
{
  HearthDate january = hearth_date_new (2024, 1, 31);

  g_assert_cmpint (hearth_date_add_months (january, 1), ==, hearth_date_new (2024, 2, 29));
  g_assert_cmpint (hearth_date_add_months (january, 13), ==, hearth_date_new (2025, 2, 28));
  g_assert_cmpint (hearth_date_add_months (january, -2), ==, hearth_date_new (2023, 11, 30));
  g_assert_cmpint (hearth_date_add_months (hearth_date_new (2025, 6, 9), 12), ==,
                   hearth_date_new (2026, 6, 9));
}

static void
ages_change_on_the_birthday (void)
{
  HearthDate birth = hearth_date_new (2000, 2, 29);

  g_assert_cmpint (hearth_date_full_years (birth, hearth_date_new (2025, 2, 28)), ==, 24);
  g_assert_cmpint (hearth_date_full_years (birth, hearth_date_new (2025, 3, 1)), ==, 25);
  g_assert_cmpint (hearth_date_full_years (birth, hearth_date_new (2024, 2, 29)), ==, 24);
}

static void
partial_dates_span_what_they_may_mean (void)
{
  HearthPartialDate year = { 2024, 0, 0 }, month = { 2024, 2, 0 }, none = HEARTH_PARTIAL_DATE_INIT;

  g_assert_cmpint (hearth_partial_date_first (&year), ==, hearth_date_new (2024, 1, 1));
  g_assert_cmpint (hearth_partial_date_last (&year), ==, hearth_date_new (2024, 12, 31));
  g_assert_cmpint (hearth_partial_date_last (&month), ==, hearth_date_new (2024, 2, 29));
  g_assert_cmpint (hearth_partial_date_first (&none), ==, HEARTH_DATE_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/date/every-day-of-four-centuries-agrees-with-glib",
                   every_day_of_four_centuries_agrees_with_glib);
  g_test_add_func ("/date/months-end-where-the-calendar-says", months_end_where_the_calendar_says);
  g_test_add_func ("/date/ages-change-on-the-birthday", ages_change_on_the_birthday);
  g_test_add_func ("/date/partial-dates-span-what-they-may-mean",
                   partial_dates_span_what_they_may_mean);
  for (guint i = 0; i < G_N_ELEMENTS (typed_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/date/typed/%u", i);

      g_test_add_data_func (path, &typed_cases[i], typed_dates_are_read_day_first);
    }
  return g_test_run ();
}
