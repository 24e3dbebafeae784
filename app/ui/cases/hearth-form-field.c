/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-form-field.h"

#include "hearth-confidential.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthFormField
{
  GObject parent_instance;
  const HearthField *field;
  HearthFormControl *control;
  GtkWidget *issue_row;
  GtkWidget *issue_icon;
  GtkWidget *issue_label;
  GtkWidget *newer_row;
  GtkWidget *newer_label;
  GtkWidget *mine_button;
  GtkWidget *newer_button;
};

G_DEFINE_FINAL_TYPE (HearthFormField, hearth_form_field, G_TYPE_OBJECT)

enum
{
  EDITED,
  DECIDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_edited_cb (HearthFormField *self, const char *text)
{
  g_signal_emit (self, signals[EDITED], 0, text);
}

static void
on_mine_cb (HearthFormField *self)
{
  g_signal_emit (self, signals[DECIDED], 0, FALSE);
}

static void
on_newer_cb (HearthFormField *self)
{
  g_signal_emit (self, signals[DECIDED], 0, TRUE);
}

/* A row below the value: it is read, not activated. */
static GtkWidget *
make_note_row (GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  g_object_set (child, "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom", 6,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_visible (row, FALSE);
  return g_object_ref_sink (row);
}

static GtkWidget *
make_note_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
make_issue_row (HearthFormField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->issue_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->issue_label = make_note_label ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->issue_icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attention"), -1);
  gtk_box_append (GTK_BOX (box), self->issue_icon);
  gtk_box_append (GTK_BOX (box), self->issue_label);
  self->issue_row = make_note_row (box);
}

static GtkWidget *
make_choice_button (HearthFormField *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  /* Translators: the first placeholder is a button, the second the name of a field. */
  g_autofree char *name = g_strdup_printf (_ ("%1$s: %2$s"), label, _ (self->field->label));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
make_newer_row (HearthFormField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = hearth_wrap_box_new ();

  self->newer_label = make_note_label ();
  self->mine_button = make_choice_button (self, _ ("Keep Yours"), G_CALLBACK (on_mine_cb));
  self->newer_button = make_choice_button (self, _ ("Take the Newer"), G_CALLBACK (on_newer_cb));
  hearth_wrap_box_append (HEARTH_WRAP_BOX (buttons), self->mine_button);
  hearth_wrap_box_append (HEARTH_WRAP_BOX (buttons), self->newer_button);
  gtk_box_append (GTK_BOX (box), self->newer_label);
  gtk_box_append (GTK_BOX (box), buttons);
  self->newer_row = make_note_row (box);
  gtk_widget_add_css_class (self->newer_row, "rivals");
}

static void
hearth_form_field_finalize (GObject *object)
{
  HearthFormField *self = HEARTH_FORM_FIELD (object);

  g_clear_object (&self->control);
  g_clear_object (&self->issue_row);
  g_clear_object (&self->newer_row);
  G_OBJECT_CLASS (hearth_form_field_parent_class)->finalize (object);
}

static void
hearth_form_field_class_init (HearthFormFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_form_field_finalize;

  signals[EDITED] = g_signal_new ("edited", HEARTH_TYPE_FORM_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DECIDED] = g_signal_new ("decided", HEARTH_TYPE_FORM_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
hearth_form_field_init (HearthFormField *self)
{
}

HearthFormField *
hearth_form_field_new (const HearthField *field, HearthPackSet *packs)
{
  HearthFormField *self = g_object_new (HEARTH_TYPE_FORM_FIELD, NULL);

  self->field = field;
  self->control = hearth_form_control_new (field, packs);
  g_signal_connect_object (self->control, "edited", G_CALLBACK (on_edited_cb), self,
                           G_CONNECT_SWAPPED);
  make_issue_row (self);
  make_newer_row (self);
  return self;
}

void
hearth_form_field_add_to (HearthFormField *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  adw_preferences_group_add (group, hearth_form_control_get_row (self->control));
  adw_preferences_group_add (group, self->issue_row);
  adw_preferences_group_add (group, self->newer_row);
}

const char *
hearth_form_field_get_id (HearthFormField *self)
{
  g_return_val_if_fail (HEARTH_IS_FORM_FIELD (self), NULL);

  return self->field->id;
}

void
hearth_form_field_set_text (HearthFormField *self, const char *text)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  hearth_form_control_set_text (self->control, text);
}

void
hearth_form_field_set_options (HearthFormField *self, GPtrArray *options)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  hearth_form_control_set_options (self->control, options);
}

void
hearth_form_field_set_issue (HearthFormField *self, const char *message, gboolean is_error)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  gtk_widget_set_visible (self->issue_row, message != NULL);
  gtk_label_set_text (GTK_LABEL (self->issue_label), message != NULL ? message : "");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *widget = i == 0 ? self->issue_icon : self->issue_label;

      gtk_widget_remove_css_class (widget, is_error ? "warning" : "error");
      gtk_widget_add_css_class (widget, is_error ? "error" : "warning");
    }
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (hearth_form_control_get_widget (self->control)), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL && is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

void
hearth_form_field_set_newer (HearthFormField *self, const char *newer, const char *mine)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  gtk_widget_set_visible (self->newer_row, newer != NULL);
  if (newer == NULL)
    return;
  /* Translators: two people changed one field; the placeholders are the two values. */
  text = g_strdup_printf (_ ("Somebody else changed this meanwhile. Now it is “%1$s”, yours is "
                             "“%2$s”."),
                          newer, mine);
  gtk_label_set_text (GTK_LABEL (self->newer_label), text);
}

void
hearth_form_field_set_confidential (HearthFormField *self)
{
  GtkWidget *widget;

  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  widget = hearth_form_control_get_widget (self->control);
  if (GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget))
    hearth_confidential_set (widget, TRUE);
}

void
hearth_form_field_grab_focus (HearthFormField *self)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  if (gtk_widget_get_visible (self->newer_row))
    gtk_widget_grab_focus (self->mine_button);
  else
    gtk_widget_grab_focus (hearth_form_control_get_widget (self->control));
}
