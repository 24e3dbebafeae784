/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-chip.h"

GtkWidget *
hearth_chip_new (const char *text, const char *look)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_add_css_class (chip, "chip");
  if (look != NULL)
    gtk_widget_add_css_class (chip, look);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (chip, strlen (text) > 40 ? text : NULL);
  return chip;
}
