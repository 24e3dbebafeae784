/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-alarm-box.h"

#include "hearth-answers-words.h"
#include "hearth-answers.h"
#include "hearth-take-up-dialog.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

#define ITEM_KEY "hearth-item"

struct _HearthAlarmBox
{
  AdwBin parent_instance;
  HearthDesk *desk;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HearthAlarmBox, hearth_alarm_box, ADW_TYPE_BIN)

static void
take_up (HearthAlarmBox *self, GtkWidget *row)
{
  gpointer item = row != NULL ? g_object_get_data (G_OBJECT (row), ITEM_KEY) : NULL;

  if (item == NULL || hearth_desk_get_context (self->desk) == NULL)
    return;
  if (HEARTH_IS_ALARM_ITEM (item))
    hearth_take_up_dialog_present (GTK_WIDGET (self), self->desk, item);
  else
    hearth_take_up_dialog_present_step (GTK_WIDGET (self), self->desk, item);
}

static void
on_row_activated_cb (HearthAlarmBox *self, GtkListBoxRow *row)
{
  take_up (self, GTK_WIDGET (row));
}

static void
on_clicked_cb (HearthAlarmBox *self, GtkWidget *button)
{
  take_up (self, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
}

static void
append (HearthAlarmBox *self, gpointer item, const char *title, const char *subtitle)
{
  GtkWidget *row = hearth_text_row_new (title, subtitle);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Take Up…"));

  gtk_widget_add_css_class (icon, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Needed at once"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked_cb), self, G_CONNECT_SWAPPED);
  hearth_text_row_add_prefix (HEARTH_TEXT_ROW (row), icon);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), ITEM_KEY, g_object_ref (item), g_object_unref);
  gtk_list_box_append (self->list, row);
}

static guint
append_alarms (HearthAlarmBox *self, HearthCase *kase)
{
  g_autoptr (GPtrArray) records = hearth_answers_list (kase);
  guint n_alarms = 0;

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (HearthAlarmItem) item = NULL;

      if (!hearth_answers_has_open_alarm (records->pdata[i]))
        continue;
      item = hearth_alarm_item_new_for_record (hearth_desk_get_packs (self->desk), kase,
                                               records->pdata[i]);
      append (self, item, hearth_alarm_item_get_title (item),
              hearth_alarm_item_get_subtitle (item));
      n_alarms++;
    }
  return n_alarms;
}

static void
append_steps (HearthAlarmBox *self, HearthCase *kase)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  for (guint i = 0; context != NULL && i < hearth_case_get_n_steps (kase); i++)
    {
      g_autoptr (HearthStepItem) item =
          hearth_step_item_new_for_case (context, kase, hearth_case_get_step (kase, i));

      if (hearth_step_item_is_urgent (item))
        append (self, item, hearth_step_item_get_title (item), hearth_step_item_get_why (item));
    }
}

static void
hearth_alarm_box_dispose (GObject *object)
{
  g_clear_object (&HEARTH_ALARM_BOX (object)->desk);
  G_OBJECT_CLASS (hearth_alarm_box_parent_class)->dispose (object);
}

static void
hearth_alarm_box_class_init (HearthAlarmBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_alarm_box_dispose;
}

static void
hearth_alarm_box_init (HearthAlarmBox *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Needed at Once"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Needed at Once"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
hearth_alarm_box_new (HearthDesk *desk)
{
  HearthAlarmBox *self = g_object_new (HEARTH_TYPE_ALARM_BOX, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
hearth_alarm_box_show_case (HearthAlarmBox *self, HearthCase *kase)
{
  GtkListBoxRow *row;

  g_return_if_fail (HEARTH_IS_ALARM_BOX (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  /* The step says less of the same. */
  if (append_alarms (self, kase) == 0)
    append_steps (self, kase);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_list_box_get_row_at_index (self->list, 0) != NULL);
}
