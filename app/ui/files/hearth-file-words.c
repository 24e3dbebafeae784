/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-words.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

static const HearthFilePart parts[] = {
  { HEARTH_COMPARTMENT_CORE, N_ ("Case"), N_ ("Everybody who works with the case sees it"), FALSE },
  { HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical"), N_ ("Clinicians and psychologists see it"), FALSE },
  { HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted medical"), N_ ("Only psychologists see it"),
    TRUE },
  { HEARTH_COMPARTMENT_DEBRIEF, N_ ("Debrief"), N_ ("Only debriefers see it"), TRUE },
  { HEARTH_COMPARTMENT_BENEFITS, N_ ("Compensation"),
    N_ ("Caseworkers and benefits officers see it"), FALSE },
};

const HearthFilePart *
hearth_file_get_parts (guint *n_parts)
{
  *n_parts = G_N_ELEMENTS (parts);
  return parts;
}

const HearthFilePart *
hearth_file_find_part (HearthCompartment cmp)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].cmp == cmp)
      return &parts[i];
  return NULL;
}

/* When it was taken, or else when it came here. */
static char *
dup_date (HearthFileItem *item)
{
  HearthPartialDate taken = hearth_file_item_get_taken_on (item);
  gint64 made_ms = hearth_file_item_get_made_ms (item);
  g_autoptr (GDateTime) made = NULL;

  if (hearth_partial_date_is_known (&taken))
    return hearth_format_partial_date (&taken);
  if (made_ms == 0)
    return NULL;
  made = g_date_time_new_from_unix_local (made_ms / 1000);
  return made == NULL ? NULL
                      : hearth_format_date (hearth_date_new (g_date_time_get_year (made),
                                                             g_date_time_get_month (made),
                                                             g_date_time_get_day_of_month (made)));
}

char *
hearth_file_dup_details (HearthFileItem *item)
{
  const HearthFilePart *part = hearth_file_find_part (hearth_file_item_get_compartment (item));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *date = dup_date (item);
  g_autofree char *size = g_format_size (hearth_file_item_get_size (item));

  hearth_format_append_part (text, date);
  hearth_format_append_part (text, size);
  if (part != NULL && part->cmp != HEARTH_COMPARTMENT_CORE)
    hearth_format_append_part (text, _ (part->title));
  if (!hearth_file_item_is_here (item))
    hearth_format_append_part (text, _ ("not in this vault"));
  return g_strdup (text->str);
}

GdkTexture *
hearth_file_make_texture (HearthPixels *pixels)
{
  return gdk_memory_texture_new (
      (int) hearth_pixels_get_width (pixels), (int) hearth_pixels_get_height (pixels),
      GDK_MEMORY_DEFAULT, hearth_pixels_get_bytes (pixels), hearth_pixels_get_stride (pixels));
}
