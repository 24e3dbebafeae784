/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-sheet.h"

#define TYPE_SIZE 12.5

/**
 * hearth_letter_sheet_new:
 *
 * Returns: (transfer full): addressee, number and text. Thread: any.
 */
HearthFlow *
hearth_letter_sheet_new (const HearthRecord *letter)
{
  const char *addressee, *number, *text;
  HearthFlow *flow;

  g_return_val_if_fail (letter != NULL, NULL);

  addressee = hearth_record_get_text (letter, "addressee");
  number = hearth_record_get_text (letter, "number");
  text = hearth_record_get_text (letter, "text");
  flow = hearth_flow_new (TYPE_SIZE, NULL);
  if (number != NULL)
    {
      g_autofree char *line = g_strdup_printf ("№ %s", number);

      hearth_flow_add_note (flow, line);
    }
  if (addressee != NULL)
    hearth_flow_add_bold (flow, addressee);
  hearth_flow_add_gap (flow, 18);
  if (text != NULL)
    hearth_flow_add_text (flow, text);
  return flow;
}
