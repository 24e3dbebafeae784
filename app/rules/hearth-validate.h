/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"

G_BEGIN_DECLS

/**
 * HearthDateIssue:
 * @HEARTH_DATE_ISSUE_NONE: nothing is wrong, as far as the precision allows to say
 * @HEARTH_DATE_ISSUE_FUTURE: the date lies after today
 * @HEARTH_DATE_ISSUE_ORDER: the date lies before what must have come first
 */
typedef enum
{
  HEARTH_DATE_ISSUE_NONE,
  HEARTH_DATE_ISSUE_FUTURE,
  HEARTH_DATE_ISSUE_ORDER,
} HearthDateIssue;

/**
 * HearthNumberIssue:
 * @HEARTH_NUMBER_ISSUE_NONE: nothing is wrong
 * @HEARTH_NUMBER_ISSUE_FORM: it has not the digits that such a number has
 * @HEARTH_NUMBER_ISSUE_CHECK: a digit is mistyped: the check digit does not fit
 * @HEARTH_NUMBER_ISSUE_BIRTH: it belongs to somebody who was born on another day
 * @HEARTH_NUMBER_ISSUE_SEX: it belongs to a person of the other sex
 */
typedef enum
{
  HEARTH_NUMBER_ISSUE_NONE,
  HEARTH_NUMBER_ISSUE_FORM,
  HEARTH_NUMBER_ISSUE_CHECK,
  HEARTH_NUMBER_ISSUE_BIRTH,
  HEARTH_NUMBER_ISSUE_SEX,
} HearthNumberIssue;

/**
 * HearthOverlap:
 * @HEARTH_OVERLAP_NONE: the periods do not meet, or nobody can tell
 * @HEARTH_OVERLAP_MAYBE: they meet if the dates that are known in part are taken at their worst
 * @HEARTH_OVERLAP_SURE: they meet whatever the precision leaves open
 */
typedef enum
{
  HEARTH_OVERLAP_NONE,
  HEARTH_OVERLAP_MAYBE,
  HEARTH_OVERLAP_SURE,
} HearthOverlap;

/** HearthPeriod: both ends belong to it; unknown ones have year 0. */
typedef struct
{
  HearthPartialDate first;
  HearthPartialDate last;
} HearthPeriod;

/** HearthCaseDates: the dates of a case that must follow each other; unknown ones have year 0. */
typedef struct
{
  HearthPartialDate birth;
  HearthPartialDate captured;
  HearthPartialDate released;
} HearthCaseDates;

HearthDateIssue hearth_validate_birth (const HearthCaseDates *dates, HearthDate today);
HearthDateIssue hearth_validate_captured (const HearthCaseDates *dates, HearthDate today);
HearthDateIssue hearth_validate_released (const HearthCaseDates *dates, HearthDate today);
gboolean hearth_validate_is_surely_25 (const HearthCaseDates *dates);

HearthOverlap hearth_validate_overlap (const HearthPeriod *a,
                                       const HearthPeriod *b,
                                       HearthDate today);

HearthNumberIssue hearth_validate_phone (const char *text);
HearthNumberIssue hearth_validate_tax_number (const char *text,
                                              const HearthPartialDate *birth,
                                              const char *sex);

G_END_DECLS
