/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-form-text.h"

#include <glib/gi18n.h>

struct _HearthFormText
{
  HearthFormControl parent_instance;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (HearthFormText, hearth_form_text, HEARTH_TYPE_FORM_CONTROL)

static void
on_changed_cb (GtkTextBuffer *buffer, HearthFormControl *self)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  hearth_form_control_tell (self, text);
}

static GtkWidget *
make_view (const char *label)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (view),
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_widget_set_size_request (view, -1, 84);
  gtk_widget_add_css_class (view, "note-view");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return view;
}

static void
hearth_form_text_build (HearthFormControl *control)
{
  HearthFormText *self = HEARTH_FORM_TEXT (control);
  const char *title = _ (hearth_form_control_get_field (control)->label);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = make_view (title);
  GtkWidget *row = adw_preferences_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9,
                NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_changed_cb), self, 0);
  hearth_form_control_set_widgets (control, row, view);
}

static void
hearth_form_text_show_text (HearthFormControl *control, const char *text)
{
  gtk_text_buffer_set_text (HEARTH_FORM_TEXT (control)->buffer, text, -1);
}

static void
hearth_form_text_class_init (HearthFormTextClass *klass)
{
  HEARTH_FORM_CONTROL_CLASS (klass)->build = hearth_form_text_build;
  HEARTH_FORM_CONTROL_CLASS (klass)->show_text = hearth_form_text_show_text;
}

static void
hearth_form_text_init (HearthFormText *self)
{
}
