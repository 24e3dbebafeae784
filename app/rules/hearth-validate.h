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

G_END_DECLS
