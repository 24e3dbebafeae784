/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-field-number.h"

#include <string.h>

#define MAX_DIGITS 15

static gint64
power_of_ten (guint exponent)
{
  gint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

/**
 * hearth_field_number_to_text:
 * @field: of type %HEARTH_FIELD_INTEGER
 * @number: as it is stored
 *
 * Returns: (transfer full): @number in the unit of @field, with a point and no more digits behind it than
 *   say something: 61500 with three decimals is "61.5". Thread: any.
 */
char *
hearth_field_number_to_text (const HearthField *field, gint64 number)
{
  gint64 unit;
  guint64 size = (guint64) ABS (number);
  GString *text;

  g_return_val_if_fail (field != NULL && field->decimals < MAX_DIGITS, NULL);

  unit = power_of_ten (field->decimals);
  text = g_string_new (number < 0 ? "-" : "");
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, size / (guint64) unit);
  if (size % (guint64) unit == 0)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, ".%0*" G_GUINT64_FORMAT, (int) field->decimals,
                          size % (guint64) unit);
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/**
 * hearth_field_number_from_text:
 * @text: as a person typed it, with a point or a comma, a minus or a hyphen; spaces around it do no harm
 * @number: (out): as it is stored
 *
 * Returns: %FALSE if @text is no number, or has more digits behind the point than are kept: nothing is
 *   rounded in silence. Thread: any.
 */
gboolean
hearth_field_number_from_text (const HearthField *field, const char *text, gint64 *number)
{
  g_autofree char *clean = NULL;
  const char *p;
  gint64 value = 0;
  guint n_digits = 0, n_behind = 0;
  gboolean is_behind = FALSE, is_negative = FALSE;

  g_return_val_if_fail (field != NULL && text != NULL && number != NULL, FALSE);

  clean = g_strstrip (g_strdup (text));
  p = clean;
  if (*p == '-' || g_str_has_prefix (p, "−"))
    {
      is_negative = TRUE;
      p = g_utf8_next_char (p);
    }
  else if (*p == '+')
    p++;
  for (; *p != '\0'; p++)
    {
      if ((*p == '.' || *p == ',') && !is_behind && n_digits > 0 && field->decimals > 0)
        is_behind = TRUE;
      else if (g_ascii_isdigit (*p) && n_digits < MAX_DIGITS &&
               (!is_behind || n_behind < field->decimals))
        {
          value = value * 10 + (*p - '0');
          n_digits++;
          n_behind += is_behind;
        }
      else
        return FALSE;
    }
  if (n_digits == 0 || (is_behind && n_behind == 0))
    return FALSE;
  value *= power_of_ten (field->decimals - n_behind);
  *number = is_negative ? -value : value;
  return TRUE;
}

/** hearth_field_number_is_likely: whether @number is within what the registry says of @field. Thread: any. */
gboolean
hearth_field_number_is_likely (const HearthField *field, gint64 number)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return (field->low == 0 && field->high == 0) || (number >= field->low && number <= field->high);
}
