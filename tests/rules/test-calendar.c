/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the calendar makes of its entries. The days themselves stand in cases/calendar.cases. */
#include "config.h"

#include "hearth-calendar.h"

#include <string.h>

#define HEAD "[pack]\nKind=calendar\nVersion=1\nTitle=C\nTitle[uk]=К\n"
#define ENTRY(id)                                                                                  \
  "[" id "]\nTitle=T\nTitle[uk]=Т\nSource=S\nSource[uk]=Д\nChecked=2026-01-01\nCertainty="       \
  "general\n"
#define WEEKEND ENTRY ("weekend") "Rule=weekend\nWeekdays=saturday;sunday\n"
#define HOLIDAY ENTRY ("holiday") "Rule=yearly\nMonth=8\nDay=24\nShift=true\n"

static HearthCalendar *
calendar_from (const char *text, GPtrArray *problems)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
  g_autoptr (HearthPackSet) set = NULL;

  if (*text != '\0')
    g_ptr_array_add (packs, hearth_pack_read_data ("c.pack", text, strlen (text), problems));
  set = hearth_pack_set_new (packs, NULL, problems);
  return hearth_calendar_new (set, problems);
}

static HearthDate
day (int year, int month, int day_of_month)
{
  return hearth_date_new (year, month, day_of_month);
}

static void
test_without_a_calendar_every_day_is_a_working_day (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthCalendar) calendar = calendar_from ("", problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (hearth_calendar_is_working_day (calendar, day (2025, 6, 15)));
  g_assert_cmpint (hearth_calendar_add_working_days (calendar, day (2025, 6, 14), 3), ==,
                   day (2025, 6, 17));
}

static void
test_the_end_of_a_suspension_is_data (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthCalendar) calendar = calendar_from (
      HEAD WEEKEND HOLIDAY ENTRY ("war") "Rule=suspend\nValidFrom=2022-03-15\nValidTo=2026-08-23\n",
      problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_false (hearth_calendar_is_working_day (calendar, day (2021, 8, 24)));
  g_assert_true (hearth_calendar_is_working_day (calendar, day (2022, 8, 24)));
  g_assert_true (hearth_calendar_is_working_day (calendar, day (2023, 8, 24)));
  g_assert_false (hearth_calendar_is_working_day (calendar, day (2026, 8, 24)));
}

static void
test_a_holiday_in_a_suspension_is_not_shifted_out_of_it (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  /* 24 August 2024 was a Saturday; the suspension ends on the Sunday. */
  g_autoptr (HearthCalendar) calendar = calendar_from (
      HEAD WEEKEND HOLIDAY ENTRY ("war") "Rule=suspend\nValidTo=2024-08-25\n", problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (hearth_calendar_is_working_day (calendar, day (2024, 8, 26)));
}

static void
test_a_holiday_is_shifted_only_where_the_entry_says_so (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthCalendar) calendar = calendar_from (
      HEAD WEEKEND ENTRY ("holiday") "Rule=yearly\nMonth=8\nDay=24\nShift=false\n", problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (hearth_calendar_is_working_day (calendar, day (2019, 8, 26)));
}

static void
test_a_day_off_names_its_entry (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthCalendar) calendar = calendar_from (HEAD WEEKEND HOLIDAY, problems);
  const HearthPackEntry *entry = hearth_calendar_get_day_off (calendar, day (2021, 8, 24));

  g_assert_cmpstr (hearth_pack_entry_get_id (entry), ==, "holiday");
  g_assert_cmpstr (hearth_pack_entry_get_text (entry, "Source", "uk"), ==, "Д");
  g_assert_null (hearth_calendar_get_day_off (calendar, day (2021, 8, 25)));
}

static void
test_a_week_without_working_days_ends (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthCalendar) calendar =
      calendar_from (HEAD ENTRY ("weekend") "Rule=weekend\nWeekdays=monday;tuesday;wednesday;"
                                            "thursday;friday;saturday;sunday\n",
                     problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (hearth_calendar_add_working_days (calendar, day (2025, 6, 9), 1), ==,
                   HEARTH_DATE_NONE);
}

/* clang-format off */
static const struct
{
  const char *name;
  const char *text;
  const char *key;
} refusals[] = {
  { "weekend-without-weekdays", HEAD ENTRY ("x") "Rule=weekend\n", "Weekdays" },
  { "yearly-without-month", HEAD ENTRY ("x") "Rule=yearly\nDay=1\n", "Month" },
  { "yearly-without-day", HEAD ENTRY ("x") "Rule=yearly\nMonth=1\n", "Day" },
  { "no-such-day", HEAD ENTRY ("x") "Rule=yearly\nMonth=4\nDay=31\n", "Day" },
  { "date-without-date", HEAD ENTRY ("x") "Rule=date\n", "Date" },
  { "unknown-weekday", HEAD ENTRY ("x") "Rule=weekend\nWeekdays=saturday;caturday\n", "Weekdays" },
};
/* clang-format on */

static void
test_refusal (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthCalendar) calendar = calendar_from (refusals[i].text, problems);

  g_assert_nonnull (calendar);
  g_assert_cmpuint (problems->len, >=, 1);
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->group, ==, "x");
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->key, ==, refusals[i].key);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/calendar/without-a-calendar-every-day-is-a-working-day",
                   test_without_a_calendar_every_day_is_a_working_day);
  g_test_add_func ("/calendar/the-end-of-a-suspension-is-data",
                   test_the_end_of_a_suspension_is_data);
  g_test_add_func ("/calendar/a-holiday-in-a-suspension-is-not-shifted-out-of-it",
                   test_a_holiday_in_a_suspension_is_not_shifted_out_of_it);
  g_test_add_func ("/calendar/a-holiday-is-shifted-only-where-the-entry-says-so",
                   test_a_holiday_is_shifted_only_where_the_entry_says_so);
  g_test_add_func ("/calendar/a-day-off-names-its-entry", test_a_day_off_names_its_entry);
  g_test_add_func ("/calendar/a-week-without-working-days-ends",
                   test_a_week_without_working_days_ends);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/calendar/refuses/%s", refusals[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refusal);
    }

  return g_test_run ();
}
