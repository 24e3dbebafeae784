/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-confidential.h"

#define MARK "hearth-confidential"

/* Stops the widget's own handler, which runs last. */
static void
on_copy_cb (GtkWidget *widget, gpointer signal_name)
{
  if (g_object_get_data (G_OBJECT (widget), MARK) == NULL)
    return;
  gtk_widget_error_bell (widget);
  g_signal_stop_emission_by_name (widget, signal_name);
}

static void
watch_copies (GtkWidget *widget)
{
  static const char *const names[] = { "copy-clipboard", "cut-clipboard" };
  static const char watched[] = MARK "-watched";

  if (g_object_get_data (G_OBJECT (widget), watched) != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect (widget, names[i], G_CALLBACK (on_copy_cb), (gpointer) names[i]);
  g_object_set_data (G_OBJECT (widget), watched, widget);
}

static GtkWidget *
find_text (GtkWidget *widget)
{
  while (GTK_IS_EDITABLE (widget) && gtk_editable_get_delegate (GTK_EDITABLE (widget)) != NULL)
    widget = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (widget)));
  return widget;
}

void
hearth_confidential_set (GtkWidget *text, gboolean is_confidential)
{
  GtkWidget *inner;

  g_return_if_fail (GTK_IS_EDITABLE (text) || GTK_IS_TEXT_VIEW (text));

  inner = find_text (text);
  if (GTK_IS_TEXT_VIEW (inner))
    gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (inner)),
                                     !is_confidential);
  else
    gtk_editable_set_enable_undo (GTK_EDITABLE (inner), !is_confidential);
  watch_copies (inner);
  g_object_set_data (G_OBJECT (inner), MARK, is_confidential ? inner : NULL);
}
