/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dates of a case cannot be. People arrive with incomplete facts, so only what is certainly
 * wrong is named: a year may still hold the right day. Any thread. */
#include "config.h"

#include "hearth-validate.h"

#include <string.h>

/* The longest number of ITU-T E.164, and the shortest that people really have. */
#define MIN_PHONE_DIGITS 5
#define MAX_PHONE_DIGITS 15
#define N_TAX_DIGITS 10

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

/* The longest the period can be (@is_widest) or the shortest; FALSE: it may be no day at all. */
static gboolean
read_bounds (const HearthPeriod *period,
             gboolean is_widest,
             HearthDate today,
             HearthDate *from,
             HearthDate *to)
{
  gboolean has_end = hearth_partial_date_is_known (&period->last);

  if (!hearth_partial_date_is_known (&period->first))
    return FALSE;
  *from = is_widest ? hearth_partial_date_first (&period->first)
                    : hearth_partial_date_last (&period->first);
  if (!has_end)
    *to = is_widest ? today : *from;
  else
    *to = is_widest ? hearth_partial_date_last (&period->last)
                    : hearth_partial_date_first (&period->last);
  return *from <= *to;
}

static gboolean
meet (const HearthPeriod *a, const HearthPeriod *b, gboolean is_widest, HearthDate today)
{
  HearthDate a_from, a_to, b_from, b_to;

  /* Freed and taken again on one day is one day of both, and right. */
  return read_bounds (a, is_widest, today, &a_from, &a_to) &&
         read_bounds (b, is_widest, today, &b_from, &b_to) && a_from < b_to && b_from < a_to;
}

/**
 * hearth_validate_overlap:
 * @today: up to which a period without a known end may last
 *
 * Returns: whether a person would have been in captivity twice at a time. A period whose beginning is not
 *   known meets none. Thread: any.
 */
HearthOverlap
hearth_validate_overlap (const HearthPeriod *a, const HearthPeriod *b, HearthDate today)
{
  if (meet (a, b, FALSE, today))
    return HEARTH_OVERLAP_SURE;
  return meet (a, b, TRUE, today) ? HEARTH_OVERLAP_MAYBE : HEARTH_OVERLAP_NONE;
}

/**
 * hearth_validate_phone:
 * @text: one number as people write it: digits, spaces, hyphens, brackets, a plus in front
 *
 * Returns: %HEARTH_NUMBER_ISSUE_NONE or _FORM. Thread: any.
 */
HearthNumberIssue
hearth_validate_phone (const char *text)
{
  guint n_digits = 0;

  g_return_val_if_fail (text != NULL, HEARTH_NUMBER_ISSUE_FORM);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        n_digits++;
      else if (strchr (" -()./", *p) == NULL && !(*p == '+' && n_digits == 0))
        return HEARTH_NUMBER_ISSUE_FORM;
    }
  return n_digits >= MIN_PHONE_DIGITS && n_digits <= MAX_PHONE_DIGITS ? HEARTH_NUMBER_ISSUE_NONE
                                                                      : HEARTH_NUMBER_ISSUE_FORM;
}

static gboolean
has_tax_form (const char *text)
{
  return strlen (text) == N_TAX_DIGITS && strspn (text, "0123456789") == N_TAX_DIGITS;
}

/* Weighted sum of the first nine digits, modulo 11, then modulo 10; the first weight is minus one. */
static gboolean
is_tax_check_right (const char *text)
{
  static const int weights[] = { -1, 5, 7, 9, 4, 6, 10, 5, 7 };
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (text[i] - '0');
  return ((sum % 11 + 11) % 11) % 10 == text[N_TAX_DIGITS - 1] - '0';
}

/* The first five digits count days; 00001 is 1 January 1900. */
static HearthDate
read_tax_birth (const char *text)
{
  int n_days = 0;

  for (guint i = 0; i < 5; i++)
    n_days = n_days * 10 + (text[i] - '0');
  return hearth_date_new (1899, 12, 31) + n_days;
}

/**
 * hearth_validate_tax_number:
 * @text: number of a taxpayer's card (РНОКПП)
 * @birth: (nullable): date of birth, maybe known in part
 * @sex: (nullable): "female", "male" or not known
 *
 * Ten digits: five of the date of birth, three of a serial number, one whose parity tells the sex (odd for
 * men), one check digit. Source: the published description of the State Tax Service's card number.
 *
 * Returns: the gravest thing that is wrong. Thread: any.
 */
HearthNumberIssue
hearth_validate_tax_number (const char *text, const HearthPartialDate *birth, const char *sex)
{
  HearthDate born;
  gboolean is_male;

  g_return_val_if_fail (text != NULL, HEARTH_NUMBER_ISSUE_FORM);

  if (!has_tax_form (text))
    return HEARTH_NUMBER_ISSUE_FORM;
  if (!is_tax_check_right (text))
    return HEARTH_NUMBER_ISSUE_CHECK;
  born = read_tax_birth (text);
  if (birth != NULL && hearth_partial_date_is_known (birth) &&
      (born < hearth_partial_date_first (birth) || born > hearth_partial_date_last (birth)))
    return HEARTH_NUMBER_ISSUE_BIRTH;
  is_male = (text[N_TAX_DIGITS - 2] - '0') % 2 == 1;
  if (sex != NULL && *sex != '\0' && g_str_equal (sex, is_male ? "female" : "male"))
    return HEARTH_NUMBER_ISSUE_SEX;
  return HEARTH_NUMBER_ISSUE_NONE;
}
