/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-today-row.h"

#include "hearth-step-line.h"

struct _HearthTodayRow
{
  AdwBin parent_instance;
  GObject *item;
  HearthStepLine *line;
  GtkLabel *heading;
};

G_DEFINE_FINAL_TYPE (HearthTodayRow, hearth_today_row, ADW_TYPE_BIN)

enum
{
  TOGGLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_toggle_cb (HearthTodayRow *self)
{
  g_signal_emit (self, signals[TOGGLE], 0);
}

static void
hearth_today_row_dispose (GObject *object)
{
  g_clear_object (&HEARTH_TODAY_ROW (object)->item);
  G_OBJECT_CLASS (hearth_today_row_parent_class)->dispose (object);
}

static void
hearth_today_row_class_init (HearthTodayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_today_row_dispose;
  signals[TOGGLE] = g_signal_new ("toggle", HEARTH_TYPE_TODAY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
hearth_today_row_init (HearthTodayRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "group-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "today-heading");
  self->line = HEARTH_STEP_LINE (hearth_step_line_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->line), "today-line");
  g_signal_connect_object (self->line, "toggle", G_CALLBACK (on_toggle_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->line));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
hearth_today_row_new (void)
{
  return g_object_new (HEARTH_TYPE_TODAY_ROW, NULL);
}

static void
name_row (HearthTodayRow *self, const char *spoken)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
}

void
hearth_today_row_set_item (HearthTodayRow *self, gpointer item)
{
  gboolean is_step = HEARTH_IS_STEP_ITEM (item);

  g_return_if_fail (HEARTH_IS_TODAY_ROW (self));

  g_set_object (&self->item, item);
  gtk_widget_set_visible (GTK_WIDGET (self->line), is_step);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), !is_step);
  if (is_step)
    {
      g_autofree char *spoken = NULL;

      hearth_step_line_set_item (self->line, item);
      spoken = hearth_step_line_dup_spoken (self->line);
      name_row (self, spoken);
    }
  else if (item != NULL)
    {
      const char *heading = gtk_string_object_get_string (item);

      gtk_label_set_text (self->heading, heading);
      name_row (self, heading);
    }
}

gpointer
hearth_today_row_get_item (HearthTodayRow *self)
{
  g_return_val_if_fail (HEARTH_IS_TODAY_ROW (self), NULL);

  return self->item;
}
