/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-change.h"

#include "hearth-date-row.h"
#include "hearth-pack-row.h"
#include "hearth-step-many.h"

#include <glib/gi18n.h>

struct _HearthBoardChange
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  GArray *steps; /* HearthStepAt */

  AdwEntryRow *owner_row;
  AdwEntryRow *waiting_row;
  HearthDateRow *remind_row;
  HearthPackRow *blocker_row;
  GtkSwitch *unblock_switch;
};

G_DEFINE_FINAL_TYPE (HearthBoardChange, hearth_board_change, ADW_TYPE_WINDOW)

static void
add_text (json_t *fields, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text != '\0')
    json_object_set_new (fields, field, json_string (text));
}

/* FALSE: what is typed is no day. */
static gboolean
add_day (json_t *fields, const char *field, HearthDateRow *row)
{
  g_autofree char *text = NULL;
  HearthPartialDate date;

  if (!hearth_date_row_get_date (row, &date))
    return FALSE;
  if (!hearth_partial_date_is_known (&date))
    return TRUE;
  if (date.day == 0)
    return FALSE;
  text = hearth_date_to_string (hearth_partial_date_first (&date));
  json_object_set_new (fields, field, json_string (text));
  return TRUE;
}

/* NULL: something is wrong. */
static json_t *
make_fields (HearthBoardChange *self)
{
  json_auto_t *fields = json_object ();
  const char *blocker = hearth_pack_row_get_id (self->blocker_row);

  add_text (fields, "owner", self->owner_row);
  add_text (fields, "waiting_for", self->waiting_row);
  if (!add_day (fields, "remind_on", self->remind_row))
    return NULL;
  if (gtk_switch_get_active (self->unblock_switch))
    json_object_set_new (fields, "blocker", json_null ());
  else if (blocker != NULL)
    json_object_set_new (fields, "blocker", json_string (blocker));
  return g_steal_pointer (&fields);
}

static void
update_save (HearthBoardChange *self)
{
  json_auto_t *fields = self->desk != NULL ? make_fields (self) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->blocker_row),
                            !gtk_switch_get_active (self->unblock_switch));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board-change.save",
                                 fields != NULL && json_object_size (fields) > 0);
}

/* The dialog is gone before the work is done. */
typedef struct
{
  HearthDesk *desk;
  GArray *steps;
} Work;

static void
work_free (Work *self)
{
  g_object_unref (self->desk);
  g_array_unref (self->steps);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static char *
dup_sentence (GArray *steps)
{
  guint n_stale = 0;
  g_autofree char *changed = NULL;
  g_autofree char *passed = NULL;

  for (guint i = 0; i < steps->len; i++)
    n_stale += g_array_index (steps, HearthStepAt, i).is_stale;
  /* Translators: said after an act that Undo takes back. */
  changed = g_strdup_printf (ngettext ("%u step changed", "%u steps changed", steps->len - n_stale),
                             steps->len - n_stale);
  if (n_stale == 0)
    return g_steal_pointer (&changed);
  passed = g_strdup_printf (ngettext ("%u was changed by somebody meanwhile and left as it is",
                                      "%u were changed by somebody meanwhile and left as they are",
                                      n_stale),
                            n_stale);
  /* Translators: how many were changed, then how many were not, and why. */
  return g_strdup_printf (_ ("%s; %s"), changed, passed);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_step_set_many_finish (result, &error);

  if (done != NULL)
    {
      g_autofree char *sentence = dup_sentence (work->steps);

      hearth_desk_report (work->desk, sentence, done);
    }
  else if (hearth_desk_is_unlocked (work->desk))
    hearth_desk_report_error (work->desk, error);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthBoardChange *self = HEARTH_BOARD_CHANGE (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);
  json_auto_t *fields = make_fields (self);
  Work *work;

  if (context == NULL || fields == NULL || json_object_size (fields) == 0)
    return;
  work = g_new0 (Work, 1);
  work->desk = g_object_ref (self->desk);
  work->steps = g_array_ref (self->steps);
  hearth_step_set_many_async (context, self->steps, fields,
                              hearth_desk_get_cancellable (self->desk), on_done_cb, work);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_activated_cb (HearthBoardChange *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "board-change.save", NULL);
}

static void
hearth_board_change_dispose (GObject *object)
{
  HearthBoardChange *self = HEARTH_BOARD_CHANGE (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->steps, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_BOARD_CHANGE);
  G_OBJECT_CLASS (hearth_board_change_parent_class)->dispose (object);
}

static void
hearth_board_change_class_init (HearthBoardChangeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_board_change_dispose;
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  g_type_ensure (HEARTH_TYPE_PACK_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/outstanding/hearth-board-change.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthBoardChange, owner_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardChange, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardChange, remind_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardChange, blocker_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardChange, unblock_switch);
  gtk_widget_class_bind_template_callback (widget_class, update_save);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_install_action (widget_class, "board-change.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "board-change.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_board_change_init (HearthBoardChange *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_board_change_present (GtkWidget *parent, HearthDesk *desk, GArray *steps)
{
  HearthBoardChange *self = g_object_new (HEARTH_TYPE_BOARD_CHANGE, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autofree char *title =
      g_strdup_printf (ngettext ("Change %u Step", "Change %u Steps", steps->len), steps->len);

  self->desk = g_object_ref (desk);
  self->steps = g_array_ref (steps);
  hearth_pack_row_load (self->blocker_row, hearth_desk_get_packs (desk), "blocker");
  gtk_window_set_title (GTK_WINDOW (self), title);
  update_save (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->owner_row));
  return GTK_WIDGET (self);
}
