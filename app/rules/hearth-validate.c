/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dates of a case cannot be. People arrive with incomplete facts, so only what is certainly
 * wrong is named: a year may still hold the right day. Any thread. */
#include "config.h"

#include "hearth-validate.h"

/* Whether @first lies after @second, whatever their precision leaves open. */
static gboolean
is_surely_after (const HearthPartialDate *first, const HearthPartialDate *second)
{
  return hearth_partial_date_is_known (first) && hearth_partial_date_is_known (second) &&
         hearth_partial_date_first (first) > hearth_partial_date_last (second);
}

static gboolean
is_to_come (const HearthPartialDate *date, HearthDate today)
{
  return hearth_partial_date_is_known (date) && hearth_partial_date_first (date) > today;
}

/** hearth_validate_birth: what is wrong with the date of birth, seen on @today. */
HearthDateIssue
hearth_validate_birth (const HearthCaseDates *dates, HearthDate today)
{
  return is_to_come (&dates->birth, today) ? HEARTH_DATE_ISSUE_FUTURE : HEARTH_DATE_ISSUE_NONE;
}

/** hearth_validate_captured: what is wrong with the date of capture, seen on @today. */
HearthDateIssue
hearth_validate_captured (const HearthCaseDates *dates, HearthDate today)
{
  if (is_to_come (&dates->captured, today))
    return HEARTH_DATE_ISSUE_FUTURE;
  return is_surely_after (&dates->birth, &dates->captured) ? HEARTH_DATE_ISSUE_ORDER
                                                           : HEARTH_DATE_ISSUE_NONE;
}

/** hearth_validate_released: what is wrong with the date of release, seen on @today. */
HearthDateIssue
hearth_validate_released (const HearthCaseDates *dates, HearthDate today)
{
  if (is_to_come (&dates->released, today))
    return HEARTH_DATE_ISSUE_FUTURE;
  return is_surely_after (&dates->captured, &dates->released) ? HEARTH_DATE_ISSUE_ORDER
                                                              : HEARTH_DATE_ISSUE_NONE;
}

/**
 * hearth_validate_is_surely_25:
 *
 * Whether the person was 25 or older on the day of release, so that the category "under 25" does not
 * fit. Source: the category counts the age on the day of the exchange, 25 not included (domain 4.3,
 * rule C).
 */
gboolean
hearth_validate_is_surely_25 (const HearthCaseDates *dates)
{
  return hearth_partial_date_is_known (&dates->birth) &&
         hearth_partial_date_is_known (&dates->released) &&
         hearth_date_full_years (hearth_partial_date_last (&dates->birth),
                                 hearth_partial_date_first (&dates->released)) >= 25;
}
