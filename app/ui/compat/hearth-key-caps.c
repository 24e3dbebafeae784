/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-key-caps.h"

#include <string.h>

/* Symbols of two words are joined by "_"; no key that is shown has that sign on it. */
static void
name (GtkLabel *label)
{
  g_autofree char *text = g_strdup (gtk_label_get_text (label));

  if (strchr (text, '_') != NULL)
    gtk_label_set_text (label, g_strdelimit (text, "_", ' '));
}

void
hearth_key_caps_name (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "keycap"))
    name (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hearth_key_caps_name (child);
}
