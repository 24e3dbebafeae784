/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates as day numbers: no time zone, no clock, no daylight saving. Any thread. */
#include "config.h"

#include "hearth-date.h"

#include <string.h>

#define FIRST_YEAR 1800
#define LAST_YEAR 2199

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/**
 * hearth_date_days_in_month:
 * @month: 1 to 12
 *
 * Returns: 28 to 31, or 0 if @month is no month.
 */
int
hearth_date_days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month < 1 || month > 12)
    return 0;
  return days[month - 1] + (month == 2 && is_leap_year (year) ? 1 : 0);
}

/* Days before 1 January of @year, counted from 0000-03-01 shifted to 1970: the usual civil count
 * with the year beginning in March, so that the leap day comes last. */
static gint32
days_from_civil (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = y / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

/**
 * hearth_date_new:
 *
 * Returns: the day, or %HEARTH_DATE_NONE if there is no such day between 1800 and 2199.
 */
HearthDate
hearth_date_new (int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || day < 1 ||
      day > hearth_date_days_in_month (year, month))
    return HEARTH_DATE_NONE;
  return days_from_civil (year, month, day);
}

/**
 * hearth_date_split:
 * @date: a known day
 * @year: (out) (optional): four digits
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 */
void
hearth_date_split (HearthDate date, int *year, int *month, int *day)
{
  gint32 shifted = date + 719468;
  int era, day_of_era, year_of_era, day_of_year, month_from_march;

  g_return_if_fail (date != HEARTH_DATE_NONE);

  era = shifted / 146097;
  day_of_era = shifted - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month_from_march = (5 * day_of_year + 2) / 153;
  if (day != NULL)
    *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  if (month != NULL)
    *month = month_from_march + (month_from_march < 10 ? 3 : -9);
  if (year != NULL)
    *year = year_of_era + era * 400 + (month_from_march >= 10 ? 1 : 0);
}

/** hearth_date_weekday: Returns: 1 (Monday) to 7 (Sunday), as ISO 8601. */
int
hearth_date_weekday (HearthDate date)
{
  g_return_val_if_fail (date != HEARTH_DATE_NONE, 0);

  return ((date + 3) % 7 + 7) % 7 + 1; /* 1970-01-01 was a Thursday */
}

/**
 * hearth_date_add_months:
 * @n_months: may be negative
 *
 * Returns: the same day some months later; a day that the month does not have becomes its last.
 */
HearthDate
hearth_date_add_months (HearthDate date, int n_months)
{
  int year, month, day, index;

  g_return_val_if_fail (date != HEARTH_DATE_NONE, HEARTH_DATE_NONE);

  hearth_date_split (date, &year, &month, &day);
  index = year * 12 + month - 1 + n_months;
  year = index / 12;
  month = index % 12 + 1;
  return hearth_date_new (year, month, MIN (day, hearth_date_days_in_month (year, month)));
}

static gboolean
read_digits (const char **cursor, int n_digits, int *out)
{
  int value = 0;

  for (int i = 0; i < n_digits; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      value = value * 10 + (**cursor - '0');
    }
  *out = value;
  return TRUE;
}

/**
 * hearth_partial_date_parse:
 * @text: (nullable): "YYYY", "YYYY-MM" or "YYYY-MM-DD", nothing before or after
 * @out: (out): untouched on failure
 *
 * Returns: whether @text was such a date and exists in the calendar.
 */
gboolean
hearth_partial_date_parse (const char *text, HearthPartialDate *out)
{
  int year = 0, month = 0, day = 0;

  g_return_val_if_fail (out != NULL, FALSE);

  if (text == NULL || !read_digits (&text, 4, &year) || year < FIRST_YEAR || year > LAST_YEAR)
    return FALSE;
  if (*text == '-')
    {
      text++;
      if (!read_digits (&text, 2, &month) || month < 1 || month > 12)
        return FALSE;
      if (*text == '-')
        {
          text++;
          if (!read_digits (&text, 2, &day) || day < 1 ||
              day > hearth_date_days_in_month (year, month))
            return FALSE;
        }
    }
  if (*text != '\0')
    return FALSE;
  *out = (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) day };
  return TRUE;
}

/**
 * hearth_date_parse:
 * @text: (nullable): "YYYY-MM-DD", nothing before or after
 * @out: (out): untouched on failure
 */
gboolean
hearth_date_parse (const char *text, HearthDate *out)
{
  HearthPartialDate partial;

  g_return_val_if_fail (out != NULL, FALSE);

  if (!hearth_partial_date_parse (text, &partial) || partial.day == 0)
    return FALSE;
  *out = hearth_date_new (partial.year, partial.month, partial.day);
  return TRUE;
}

/** hearth_date_to_string: Returns: (transfer full) (nullable): "YYYY-MM-DD", %NULL if not known. */
char *
hearth_date_to_string (HearthDate date)
{
  int year, month, day;

  if (date == HEARTH_DATE_NONE)
    return NULL;
  hearth_date_split (date, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* One run of digits, at most four, and the separator behind it ('\0' at the end). */
static gboolean
read_number (const char **cursor, int *value, int *n_digits, char *separator)
{
  *value = *n_digits = 0;
  for (; g_ascii_isdigit (**cursor) && *n_digits <= 4; (*cursor)++, (*n_digits)++)
    *value = *value * 10 + (**cursor - '0');
  *separator = **cursor;
  if (*separator != '\0')
    (*cursor)++;
  return *n_digits > 0 && *n_digits <= 4 && strchr ("./-", *separator) != NULL;
}

static gboolean
partial_date_from_parts (int year, int month, int day, HearthPartialDate *out)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 0 || month > 12 || day < 0 ||
      day > hearth_date_days_in_month (year, month))
    return FALSE;
  *out = (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) day };
  return TRUE;
}

/**
 * hearth_partial_date_parse_typed:
 * @text: (nullable): what a person typed or a list holds
 * @out: (out): untouched on failure
 *
 * Reads "09.06.2000", "9/6/2000", "2000-06-09", "06.2000", "2000-06" and "2000"; blanks around are
 * dropped. The year has four digits; where it stands last, the day stands first: month-first dates
 * are not in use in Ukraine, and guessing would silently swap day and month.
 *
 * Returns: whether @text was such a date and exists in the calendar. Thread: any.
 */
gboolean
hearth_partial_date_parse_typed (const char *text, HearthPartialDate *out)
{
  g_autofree char *trimmed = NULL;
  const char *cursor;
  int values[3], n_digits[3], n = 0;
  char separators[3];

  g_return_val_if_fail (out != NULL, FALSE);

  if (text == NULL || strlen (text) > 32)
    return FALSE;
  trimmed = g_strstrip (g_strdup (text));
  cursor = trimmed;
  do
    if (!read_number (&cursor, &values[n], &n_digits[n], &separators[n]))
      return FALSE;
  while (separators[n++] != '\0' && n < 3);
  if (separators[n - 1] != '\0' || (n == 3 && separators[0] != separators[1]))
    return FALSE;

  if (n == 1)
    return n_digits[0] == 4 && partial_date_from_parts (values[0], 0, 0, out);
  for (int i = 0; i < n; i++)
    if ((n_digits[i] == 4) != (i == (n_digits[0] == 4 ? 0 : n - 1)) || n_digits[i] == 3 ||
        values[i] == 0)
      return FALSE;
  if (n == 2)
    return n_digits[0] == 4 ? partial_date_from_parts (values[0], values[1], 0, out)
                            : partial_date_from_parts (values[1], values[0], 0, out);
  return n_digits[0] == 4 ? partial_date_from_parts (values[0], values[1], values[2], out)
                          : partial_date_from_parts (values[2], values[1], values[0], out);
}

/** hearth_partial_date_to_string: Returns: (transfer full) (nullable): as precise as known. */
char *
hearth_partial_date_to_string (const HearthPartialDate *date)
{
  g_return_val_if_fail (date != NULL, NULL);

  if (date->year == 0)
    return NULL;
  if (date->month == 0)
    return g_strdup_printf ("%04d", date->year);
  if (date->day == 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);
  return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
}

/** hearth_partial_date_is_known: whether at least the year is known. */
gboolean
hearth_partial_date_is_known (const HearthPartialDate *date)
{
  return date->year != 0;
}

/** hearth_partial_date_first: the earliest day that @date may mean, or %HEARTH_DATE_NONE. */
HearthDate
hearth_partial_date_first (const HearthPartialDate *date)
{
  if (date->year == 0)
    return HEARTH_DATE_NONE;
  return hearth_date_new (date->year, MAX (date->month, 1), MAX (date->day, 1));
}

/** hearth_partial_date_last: the latest day that @date may mean, or %HEARTH_DATE_NONE. */
HearthDate
hearth_partial_date_last (const HearthPartialDate *date)
{
  int month;

  if (date->year == 0)
    return HEARTH_DATE_NONE;
  month = date->month != 0 ? date->month : 12;
  return hearth_date_new (date->year, month,
                          date->day != 0 ? date->day
                                         : hearth_date_days_in_month (date->year, month));
}

/**
 * hearth_date_full_years:
 * @from: a birthday or the first day of a period
 * @to: not before @from
 *
 * Counts full years as an age is counted: someone born on 29 February is a year older on 1 March.
 */
int
hearth_date_full_years (HearthDate from, HearthDate to)
{
  int from_year, from_month, from_day, to_year, to_month, to_day;

  g_return_val_if_fail (from != HEARTH_DATE_NONE && to != HEARTH_DATE_NONE, 0);

  hearth_date_split (from, &from_year, &from_month, &from_day);
  hearth_date_split (to, &to_year, &to_month, &to_day);
  return to_year - from_year - (to_month * 100 + to_day < from_month * 100 + from_day ? 1 : 0);
}
