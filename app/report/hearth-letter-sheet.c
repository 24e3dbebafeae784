/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-sheet.h"

#define TYPE_SIZE 12.5

static void
add_letter (HearthFlow *flow, const HearthRecord *letter)
{
  const char *addressee = hearth_record_get_text (letter, "addressee");
  const char *number = hearth_record_get_text (letter, "number");
  const char *text = hearth_record_get_text (letter, "text");

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
}

/**
 * hearth_letter_sheet_new:
 *
 * Returns: (transfer full): addressee, number and text. Thread: any.
 */
HearthFlow *
hearth_letter_sheet_new (const HearthRecord *letter)
{
  HearthFlow *flow;

  g_return_val_if_fail (letter != NULL, NULL);

  flow = hearth_flow_new (TYPE_SIZE, NULL);
  add_letter (flow, letter);
  return flow;
}

/**
 * hearth_letter_sheet_new_many:
 *
 * Returns: (transfer full): one after the other, no two on one page. Thread: any.
 */
HearthFlow *
hearth_letter_sheet_new_many (const GPtrArray *letters)
{
  HearthFlow *flow;

  g_return_val_if_fail (letters != NULL && letters->len > 0, NULL);

  flow = hearth_flow_new (TYPE_SIZE, NULL);
  for (guint i = 0; i < letters->len; i++)
    {
      if (i > 0)
        hearth_flow_begin_page (flow);
      add_letter (flow, letters->pdata[i]);
    }
  return flow;
}
