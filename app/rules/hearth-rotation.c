/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which backups stay: of the last 7 days, 4 weeks and 12 months one each, the newest (vault 9). Only
 * what a newer proven one replaces may go. */
#include "config.h"

#include "hearth-rotation.h"

/* In which of the last periods a day lies: 0 is the present one; negative: in the future. */
typedef int (*PeriodFunc) (HearthDate day, HearthDate today);

static int
count_past (HearthDate day, HearthDate today)
{
  return day <= today ? 0 : -1;
}

static int
count_days (HearthDate day, HearthDate today)
{
  return today - day;
}

/* Weeks begin on Monday. */
static HearthDate
begin_of_week (HearthDate day)
{
  return day - (hearth_date_weekday (day) - 1);
}

static int
count_weeks (HearthDate day, HearthDate today)
{
  return (begin_of_week (today) - begin_of_week (day)) / 7;
}

static int
count_months (HearthDate day, HearthDate today)
{
  int year, month, unused, this_year, this_month;

  hearth_date_split (day, &year, &month, &unused);
  hearth_date_split (today, &this_year, &this_month, &unused);
  return (this_year - year) * 12 + this_month - month;
}

static HearthRotationItem *
find_newest_proven (
    HearthRotationItem *items, guint n_items, HearthDate today, PeriodFunc period, int wanted)
{
  HearthRotationItem *newest = NULL;

  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].is_proven && period (items[i].day, today) == wanted &&
          (newest == NULL || items[i].order > newest->order))
        newest = &items[i];
    }
  return newest;
}

static void
keep_periods (
    HearthRotationItem *items, guint n_items, HearthDate today, PeriodFunc period, int n_periods)
{
  for (int i = 0; i < n_periods; i++)
    {
      HearthRotationItem *newest = find_newest_proven (items, n_items, today, period, i);

      if (newest != NULL)
        newest->is_kept = TRUE;
    }
}

/**
 * hearth_rotation_choose:
 * @items: (array length=n_items) (inout): in any order
 * @today: by the computer's clock
 *
 * Marks what stays. The newest proven one and all that is newer than it always do, and so does what a
 * clock that was set back makes lie in the future. Thread: any.
 */
void
hearth_rotation_choose (HearthRotationItem *items, guint n_items, HearthDate today)
{
  const HearthRotationItem *newest = find_newest_proven (items, n_items, today, count_past, 0);

  g_return_if_fail (items != NULL || n_items == 0);

  for (guint i = 0; i < n_items; i++)
    items[i].is_kept = newest == NULL || items[i].order >= newest->order || items[i].day > today;
  keep_periods (items, n_items, today, count_days, HEARTH_ROTATION_DAYS);
  keep_periods (items, n_items, today, count_weeks, HEARTH_ROTATION_WEEKS);
  keep_periods (items, n_items, today, count_months, HEARTH_ROTATION_MONTHS);
}

/**
 * hearth_rotation_is_due:
 * @last: day of the newest proven backup, or %HEARTH_DATE_NONE
 * @every_days: from 1
 *
 * Returns: whether another one is to be made today. One from the future is none. Thread: any.
 */
gboolean
hearth_rotation_is_due (HearthDate last, HearthDate today, guint every_days)
{
  g_return_val_if_fail (every_days > 0, FALSE);

  return last == HEARTH_DATE_NONE || last > today || today - last >= (int) every_days;
}
