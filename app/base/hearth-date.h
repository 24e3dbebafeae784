/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthDate:
 *
 * A civil day of the Gregorian calendar without time zone, counted from 1970-01-01 = 0.
 * %HEARTH_DATE_NONE means "not known". Valid days are 1800-01-01 to 2199-12-31.
 */
typedef gint32 HearthDate;
#define HEARTH_DATE_NONE G_MININT32

/**
 * HearthPartialDate:
 *
 * A date of which only the year, or year and month may be known: @month and @day are then 0.
 * @year 0 means "not known at all".
 */
typedef struct
{
  gint16 year;
  gint8 month;
  gint8 day;
} HearthPartialDate;

#define HEARTH_PARTIAL_DATE_INIT                                                                   \
  {                                                                                                \
    0, 0, 0                                                                                        \
  }

HearthDate hearth_date_new (int year, int month, int day);
void hearth_date_split (HearthDate date, int *year, int *month, int *day);
int hearth_date_weekday (HearthDate date);
int hearth_date_days_in_month (int year, int month);
HearthDate hearth_date_add_months (HearthDate date, int n_months);
gboolean hearth_date_parse (const char *text, HearthDate *out);
char *hearth_date_to_string (HearthDate date) G_GNUC_WARN_UNUSED_RESULT;

gboolean hearth_partial_date_parse (const char *text, HearthPartialDate *out);
gboolean hearth_partial_date_parse_typed (const char *text, HearthPartialDate *out);
char *hearth_partial_date_to_string (const HearthPartialDate *date) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_partial_date_is_known (const HearthPartialDate *date);
HearthDate hearth_partial_date_first (const HearthPartialDate *date);
HearthDate hearth_partial_date_last (const HearthPartialDate *date);

int hearth_date_full_years (HearthDate from, HearthDate to);

G_END_DECLS
