/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-today-row.h"

#include "hearth-alarm-item.h"
#include "hearth-format.h"
#include "hearth-step-line.h"
#include "hearth-wait-item.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HearthTodayRow
{
  AdwBin parent_instance;
  GObject *item;
  GtkBox *box;
  /* Each is made when a row needs it first: most rows stay what they are. */
  HearthStepLine *line;
  GtkLabel *heading;
  GtkBox *note; /* of an alarm, and of what is waited for */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
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

static GtkLabel *
make_label (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  return label;
}

static void
ensure_note (HearthTodayRow *self)
{
  GtkWidget *texts;

  if (self->note != NULL)
    return;
  texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->note = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->title = make_label ();
  self->subtitle = make_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "step");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->subtitle));
  gtk_box_append (self->note, GTK_WIDGET (self->icon));
  gtk_box_append (self->note, texts);
  gtk_box_append (self->box, GTK_WIDGET (self->note));
}

static void
ensure_heading (HearthTodayRow *self)
{
  if (self->heading != NULL)
    return;
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "group-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "today-heading");
  gtk_box_append (self->box, GTK_WIDGET (self->heading));
}

static void
ensure_line (HearthTodayRow *self)
{
  if (self->line != NULL)
    return;
  self->line = HEARTH_STEP_LINE (hearth_step_line_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->line), "today-line");
  g_signal_connect_object (self->line, "toggle", G_CALLBACK (on_toggle_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->box, GTK_WIDGET (self->line));
}

static void
hearth_today_row_init (HearthTodayRow *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
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

/* Attributes and not markup: a name may contain anything. */
static void
show_note (HearthTodayRow *self, const char *person, const char *title, const char *subtitle)
{
  g_autoptr (GString) text = g_string_new (person);
  g_autoptr (GString) spoken = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = 0;
  bold->end_index = person != NULL ? (guint) strlen (person) : 0;
  pango_attr_list_insert (attributes, bold);
  hearth_format_append_part (text, title);
  gtk_label_set_text (self->title, text->str);
  gtk_label_set_attributes (self->title, attributes);
  gtk_label_set_text (self->subtitle, subtitle);
  if (HEARTH_IS_ALARM_ITEM (self->item))
    hearth_format_append_part (spoken, _ ("Alarm"));
  hearth_format_append_part (spoken, text->str);
  hearth_format_append_part (spoken, subtitle);
  name_row (self, spoken->str);
}

static void
show_alarm (HearthTodayRow *self, HearthAlarmItem *item)
{
  gtk_image_set_from_icon_name (self->icon, "dialog-warning-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
  show_note (self, hearth_alarm_item_get_person (item), hearth_alarm_item_get_title (item),
             hearth_alarm_item_get_subtitle (item));
}

static void
show_wait (HearthTodayRow *self, HearthWaitItem *item)
{
  gtk_image_set_from_icon_name (self->icon, "mail-unread-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  show_note (self, hearth_wait_item_get_person (item), hearth_wait_item_get_title (item),
             hearth_wait_item_get_subtitle (item));
}

static void
show_step (HearthTodayRow *self, HearthStepItem *item)
{
  g_autofree char *spoken = NULL;

  hearth_step_line_set_item (self->line, item);
  spoken = hearth_step_line_dup_spoken (self->line);
  name_row (self, spoken);
}

static void
show_heading (HearthTodayRow *self, const char *heading)
{
  gtk_label_set_text (self->heading, heading);
  name_row (self, heading);
}

static void
show_part (gpointer part, gboolean is_shown)
{
  if (part != NULL)
    gtk_widget_set_visible (part, is_shown);
}

void
hearth_today_row_set_item (HearthTodayRow *self, gpointer item)
{
  gboolean is_step = HEARTH_IS_STEP_ITEM (item);
  gboolean is_note = HEARTH_IS_ALARM_ITEM (item) || HEARTH_IS_WAIT_ITEM (item);

  g_return_if_fail (HEARTH_IS_TODAY_ROW (self));

  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  if (is_step)
    ensure_line (self);
  else if (is_note)
    ensure_note (self);
  else
    ensure_heading (self);
  show_part (self->line, is_step);
  show_part (self->note, is_note);
  show_part (self->heading, !is_step && !is_note);
  if (is_step)
    show_step (self, item);
  else if (HEARTH_IS_ALARM_ITEM (item))
    show_alarm (self, item);
  else if (HEARTH_IS_WAIT_ITEM (item))
    show_wait (self, item);
  else
    show_heading (self, gtk_string_object_get_string (item));
}

gpointer
hearth_today_row_get_item (HearthTodayRow *self)
{
  g_return_val_if_fail (HEARTH_IS_TODAY_ROW (self), NULL);

  return self->item;
}
