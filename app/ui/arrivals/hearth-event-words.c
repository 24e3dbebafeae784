/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-event-words.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

static void
append_number (GString *text, const HearthRecord *event, const char *field, const char *format)
{
  gint64 number;
  g_autofree char *digits = NULL;
  g_autofree char *part = NULL;

  if (!hearth_record_get_int (event, field, &number))
    return;
  digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  part = g_strdup_printf (format, digits);
#pragma GCC diagnostic pop
  hearth_format_append_part (text, part);
}

char *
hearth_event_dup_title (const HearthRecord *event)
{
  GString *text = g_string_new (NULL);
  HearthDate date = hearth_record_get_date (event, "date");
  g_autofree char *day = date != HEARTH_DATE_NONE ? hearth_format_date (date) : NULL;

  hearth_format_append_part (text, day);
  /* Translators: the number of an exchange of prisoners. */
  append_number (text, event, "number", _ ("Exchange %s"));
  /* Translators: an exchange comes in stages; this is the number of one. */
  append_number (text, event, "stage", _ ("Stage %s"));
  if (text->len == 0)
    g_string_append (text, _ ("Event without date and number"));
  return g_string_free (text, FALSE);
}

char *
hearth_event_dup_subtitle (const HearthRecord *event, HearthPackSet *packs)
{
  GString *text = g_string_new (NULL);

  hearth_format_append_part (
      text,
      hearth_format_pack_title (packs, "category", hearth_record_get_text (event, "category")));
  hearth_format_append_part (text, hearth_record_get_text (event, "facility"));
  hearth_format_append_part (text, hearth_record_get_text (event, "agreement"));
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}
