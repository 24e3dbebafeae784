/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-number.h"
#include "hearth-stmt.h"

#include <string.h>

/* ISO 7064, hybrid system MOD 11,10. */
static char
check_digit (const char *digits)
{
  guint product = 10;

  for (const char *c = digits; *c != '\0'; c++)
    {
      guint sum;

      if (!g_ascii_isdigit (*c))
        continue;
      sum = (product + (guint) (*c - '0')) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
  return (char) ('0' + (11 - product) % 10);
}

/**
 * hearth_case_number_format:
 * @opened: its year stands in front
 * @serial: from 1
 *
 * Returns: (transfer full): "25-0042-" and the check digit. Thread: any.
 */
char *
hearth_case_number_format (HearthDate opened, guint serial)
{
  g_autofree char *digits = NULL;
  int year;
  int month;
  int day;

  hearth_date_split (opened, &year, &month, &day);
  digits = g_strdup_printf ("%02d-%04u", year % 100, serial);
  return g_strdup_printf ("%s-%c", digits, check_digit (digits));
}

/** hearth_case_number_is_valid: whether @number has the form above and its digits agree. */
gboolean
hearth_case_number_is_valid (const char *number)
{
  g_autofree char *digits = NULL;
  gsize length;

  g_return_val_if_fail (number != NULL, FALSE);

  length = strlen (number);
  if (length < 9 || length > 16 || number[2] != '-' || number[length - 2] != '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (i != 2 && i != length - 2 && !g_ascii_isdigit (number[i]))
      return FALSE;
  digits = g_strndup (number, length - 2);
  return number[length - 1] == check_digit (digits);
}

/**
 * hearth_case_number_parse:
 * @text: what was typed or scanned
 *
 * Blanks around it and missing hyphens do not matter, a wrong check digit does.
 *
 * Returns: (transfer full) (nullable): the number as it is kept, or %NULL. Thread: any.
 */
char *
hearth_case_number_parse (const char *text)
{
  g_autofree char *number = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > 32)
    return NULL;
  number = g_strstrip (g_strdup (text));
  length = strlen (number);
  if (length >= 7 && strspn (number, "0123456789") == length)
    {
      char *digits = g_steal_pointer (&number);

      number = g_strdup_printf ("%.2s-%.*s-%c", digits, (int) length - 3, digits + 2,
                                digits[length - 1]);
      g_free (digits);
    }
  return hearth_case_number_is_valid (number) ? g_steal_pointer (&number) : NULL;
}

/**
 * hearth_case_number_get_greatest:
 *
 * Looks at all cases, also deleted ones: a number is never given twice. Thread: the connection's.
 */
gint64
hearth_case_number_get_greatest (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db,
      "SELECT max (CAST (substr (number, 4, length (number) - 5) AS INTEGER)) FROM core.person"
      " WHERE number GLOB '[0-9][0-9]-[0-9][0-9][0-9][0-9]*-[0-9]'",
      error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return -1;
  return has_row ? hearth_stmt_get_int (stmt, 0) : 0;
}
