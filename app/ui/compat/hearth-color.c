/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-color.h"

/** hearth_widget_get_color: @color: (out): of the text of @widget. */
void
hearth_widget_get_color (GtkWidget *widget, GdkRGBA *color)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && color != NULL);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
}

/** hearth_widget_get_error_color: @color: (out): of text that tells of something overdue or wrong. */
void
hearth_widget_get_error_color (GtkWidget *widget, GdkRGBA *color)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && color != NULL);

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "error_color", color))
    hearth_widget_get_color (widget, color);
}

void
hearth_widget_get_window_color (GtkWidget *widget, GdkRGBA *color)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "window_bg_color",
                                       color))
    *color = (GdkRGBA){ 1, 1, 1, 1 };
}

#define GROUND_ALPHA 0.3f
#define SHARE_OF_TEXT 0.45f

void
hearth_widget_get_warning_colors (GtkWidget *widget, GdkRGBA *text, GdkRGBA *ground)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA plain;

  hearth_widget_get_color (widget, &plain);
  if (!gtk_style_context_lookup_color (style, "warning_color", text))
    *text = plain;
  if (!gtk_style_context_lookup_color (style, "warning_bg_color", ground))
    *ground = plain;
  text->red += (plain.red - text->red) * SHARE_OF_TEXT;
  text->green += (plain.green - text->green) * SHARE_OF_TEXT;
  text->blue += (plain.blue - text->blue) * SHARE_OF_TEXT;
  ground->alpha = GROUND_ALPHA;
}
