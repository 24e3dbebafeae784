/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-put-off-dialog.h"

#include "hearth-date-row.h"
#include "hearth-format.h"
#include "hearth-step-acts.h"

#include <glib/gi18n.h>

/* What people mostly mean by "later". */
#define DAYS_LATER 7

struct _HearthPutOffDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthStepItem *step;

  GtkLabel *title_label;
  HearthDateRow *date_row;
  AdwEntryRow *reason_row;
  GtkWidget *back_button;
};

G_DEFINE_FINAL_TYPE (HearthPutOffDialog, hearth_put_off_dialog, ADW_TYPE_WINDOW)

static char *
dup_reason (HearthPutOffDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));
}

/* A day that is still to come. */
static gboolean
get_day (HearthPutOffDialog *self, HearthDate *out)
{
  HearthPartialDate date;

  if (!hearth_date_row_get_date (self->date_row, &date) || !hearth_partial_date_is_known (&date) ||
      date.day == 0)
    return FALSE;
  *out = hearth_partial_date_first (&date);
  return *out > hearth_clock_today (hearth_desk_get_clock (self->desk));
}

static void
update_save (HearthPutOffDialog *self)
{
  g_autofree char *reason = dup_reason (self);
  HearthDate day;

  if (self->desk != NULL)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "put-off.save",
                                   *reason != '\0' && get_day (self, &day));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPutOffDialog *self = HEARTH_PUT_OFF_DIALOG (widget);
  g_autofree char *reason = dup_reason (self);
  g_autofree char *text = NULL;
  HearthDate day;

  if (*reason == '\0' || !get_day (self, &day))
    return;
  text = hearth_date_to_string (day);
  hearth_step_save (self->desk, self->step,
                    json_pack ("{s:s, s:s}", "snoozed_to", text, "snooze_reason", reason),
                    _ ("Step put off"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPutOffDialog *self = HEARTH_PUT_OFF_DIALOG (widget);

  hearth_step_save (self->desk, self->step, json_pack ("{s:n}", "snoozed_to"),
                    _ ("Step is no longer put off"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_activated_cb (HearthPutOffDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "put-off.save", NULL);
}

static void
hearth_put_off_dialog_dispose (GObject *object)
{
  HearthPutOffDialog *self = HEARTH_PUT_OFF_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->step);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_PUT_OFF_DIALOG);
  G_OBJECT_CLASS (hearth_put_off_dialog_parent_class)->dispose (object);
}

static void
hearth_put_off_dialog_class_init (HearthPutOffDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_put_off_dialog_dispose;
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/today/hearth-put-off-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPutOffDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, HearthPutOffDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPutOffDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPutOffDialog, back_button);
  gtk_widget_class_bind_template_callback (widget_class, update_save);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_install_action (widget_class, "put-off.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "put-off.take-back", NULL, take_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "put-off.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_put_off_dialog_init (HearthPutOffDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_put_off_dialog_present (GtkWidget *parent, HearthDesk *desk, HearthStepItem *step)
{
  HearthPutOffDialog *self = g_object_new (HEARTH_TYPE_PUT_OFF_DIALOG, NULL);
  HearthDate put_off = hearth_step_item_get_put_off (step);
  HearthDate day = put_off != HEARTH_DATE_NONE
                       ? put_off
                       : hearth_clock_today (hearth_desk_get_clock (desk)) + DAYS_LATER;
  g_autofree char *text = hearth_date_to_string (day);
  g_autoptr (GString) title = g_string_new (hearth_step_item_get_person (step));
  GtkRoot *root = gtk_widget_get_root (parent);
  HearthPartialDate date;

  self->desk = g_object_ref (desk);
  self->step = g_object_ref (step);
  hearth_format_append_part (title, hearth_step_item_get_title (step));
  gtk_label_set_text (self->title_label, title->str);
  if (hearth_partial_date_parse (text, &date))
    hearth_date_row_set_date (self->date_row, &date);
  gtk_widget_set_visible (self->back_button, put_off != HEARTH_DATE_NONE);
  update_save (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_row));
  return GTK_WIDGET (self);
}
