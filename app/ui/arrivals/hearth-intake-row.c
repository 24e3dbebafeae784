/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-intake-row.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

struct _HearthIntakeRow
{
  AdwActionRow parent_instance;
  HearthDesk *desk;
  HearthIntake *intake;
  guint n_left; /* acts that are not taken back yet */
  gboolean is_taken_back;
  GtkButton *undo_button;
};

G_DEFINE_FINAL_TYPE (HearthIntakeRow, hearth_intake_row, ADW_TYPE_ACTION_ROW)

static void take_back_next (HearthIntakeRow *self);

static void
show_state (HearthIntakeRow *self)
{
  GString *text = g_string_new (NULL);
  const HearthRecord *person = self->intake->person;
  g_autofree char *wristband = NULL;

  if (self->is_taken_back)
    hearth_format_append_part (text, _ ("taken back"));
  if (person != NULL && hearth_record_get_text (person, "wristband") != NULL)
    wristband = g_strdup_printf (_ ("Wristband %s"), hearth_record_get_text (person, "wristband"));
  hearth_format_append_part (text, wristband);
  if (person != NULL)
    hearth_format_append_part (text, hearth_record_get_text (person, "number"));
  if (self->intake->photo_error != NULL)
    hearth_format_append_part (text, _ ("the photo could not be added"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), !self->is_taken_back);
  g_string_free (text, TRUE);
}

static void
on_reverted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthIntakeRow) self = HEARTH_INTAKE_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) answer = hearth_undo_finish (HEARTH_UNDO (source), result, &error);
  HearthResult outcome;

  if (self->desk == NULL)
    return;
  outcome = answer != NULL ? hearth_change_set_get_result (answer) : HEARTH_RESULT_DENIED;
  if (outcome == HEARTH_RESULT_DONE || outcome == HEARTH_RESULT_NOTHING)
    {
      self->n_left--;
      take_back_next (self);
      return;
    }
  self->is_taken_back = FALSE;
  show_state (self);
  if (answer == NULL)
    hearth_desk_report_error (self->desk, error);
  else
    hearth_desk_say (self->desk, _ ("Changed again meanwhile: it was left as it is"));
}

static void
take_back_next (HearthIntakeRow *self)
{
  HearthUndo *undo = hearth_desk_get_undo (self->desk);

  if (undo == NULL || self->n_left == 0)
    return;
  hearth_undo_revert_async (undo, self->intake->done->pdata[self->n_left - 1], NULL, on_reverted_cb,
                            g_object_ref (self));
}

static void
hearth_intake_row_dispose (GObject *object)
{
  g_clear_object (&HEARTH_INTAKE_ROW (object)->desk);
  G_OBJECT_CLASS (hearth_intake_row_parent_class)->dispose (object);
}

static void
hearth_intake_row_finalize (GObject *object)
{
  hearth_intake_free (HEARTH_INTAKE_ROW (object)->intake);
  G_OBJECT_CLASS (hearth_intake_row_parent_class)->finalize (object);
}

static void
hearth_intake_row_class_init (HearthIntakeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_intake_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_intake_row_finalize;
}

static void
hearth_intake_row_init (HearthIntakeRow *self)
{
  self->undo_button = GTK_BUTTON (gtk_button_new_with_label (_ ("Undo")));
  gtk_widget_set_valign (GTK_WIDGET (self->undo_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->undo_button), "flat");
  g_signal_connect_object (self->undo_button, "clicked", G_CALLBACK (hearth_intake_row_take_back),
                           self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->undo_button));
}

GtkWidget *
hearth_intake_row_new (HearthDesk *desk, HearthIntake *intake)
{
  HearthIntakeRow *self = g_object_new (HEARTH_TYPE_INTAKE_ROW, "use-markup", FALSE, NULL);
  const HearthRecord *person = intake->person;
  g_autofree char *name = NULL;

  self->desk = g_object_ref (desk);
  self->intake = intake;
  self->n_left = intake->done->len;
  if (person != NULL)
    name = hearth_format_short_name (hearth_record_get_text (person, "surname"),
                                     hearth_record_get_text (person, "given"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name != NULL ? name : "");
  show_state (self);
  return GTK_WIDGET (self);
}

gboolean
hearth_intake_row_is_taken_back (HearthIntakeRow *self)
{
  g_return_val_if_fail (HEARTH_IS_INTAKE_ROW (self), TRUE);

  return self->is_taken_back;
}

void
hearth_intake_row_take_back (HearthIntakeRow *self)
{
  g_return_if_fail (HEARTH_IS_INTAKE_ROW (self));

  if (self->is_taken_back)
    return;
  self->is_taken_back = TRUE;
  show_state (self);
  take_back_next (self);
}
