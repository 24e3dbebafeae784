/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-text-width.h"

/* gtk-xft-dpi of text of the usual size: 96 dots per inch, in units of 1/1024. */
#define USUAL_DPI (96 * 1024)

double
hearth_text_width_get_scale (GtkWidget *widget)
{
  int dpi;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return (double) MAX (dpi, USUAL_DPI) / USUAL_DPI;
}

static void
update (GtkSettings *settings, GParamSpec *pspec, GtkWidget *widget)
{
  const int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "text-width"));
  int height;

  gtk_widget_get_size_request (widget, NULL, &height);
  gtk_widget_set_size_request (widget, (int) (width * hearth_text_width_get_scale (widget)),
                               height);
}

void
hearth_text_width_set (GtkWidget *widget, int width)
{
  GtkSettings *settings;

  g_return_if_fail (GTK_IS_WIDGET (widget) && width > 0);

  settings = gtk_widget_get_settings (widget);
  g_object_set_data (G_OBJECT (widget), "text-width", GINT_TO_POINTER (width));
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (update), widget, 0);
  update (settings, NULL, widget);
}
