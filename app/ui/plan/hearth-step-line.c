/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-line.h"

#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthStepLine
{
  AdwBin parent_instance;
  HearthStepItem *item;

  GtkCheckButton *check;
  GtkLabel *title;
  GtkLabel *why;
  GtkBox *chips;
  GtkLabel *owner;
};

G_DEFINE_FINAL_TYPE (HearthStepLine, hearth_step_line, ADW_TYPE_BIN)

enum
{
  TOGGLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void on_toggled_cb (HearthStepLine *self);

static void
show_check (HearthStepLine *self)
{
  gboolean is_open = hearth_step_state_is_open (hearth_step_item_get_state (self->item));

  g_signal_handlers_block_by_func (self->check, on_toggled_cb, self);
  gtk_check_button_set_active (self->check, !is_open);
  g_signal_handlers_unblock_by_func (self->check, on_toggled_cb, self);
}

/* What is shown comes from the record: the check follows once the act is saved, not before. */
static void
on_toggled_cb (HearthStepLine *self)
{
  if (self->item == NULL)
    return;
  show_check (self);
  g_signal_emit (self, signals[TOGGLE], 0);
}

static void
show_chips (HearthStepLine *self)
{
  GtkWidget *child;
  gint64 n_days = hearth_step_item_get_n_days_overdue (self->item);
  const char *blocked = hearth_step_item_get_blocked (self->item);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  if (n_days > 0)
    {
      g_autofree char *text = hearth_format_n_days (n_days);
      /* Translators: the placeholder is "3 days". */
      g_autofree char *tip = g_strdup_printf (_ ("Overdue by %s"), text);
      GtkWidget *chip = hearth_chip_new (text, "urgent");

      gtk_widget_set_tooltip_text (chip, tip);
      gtk_box_append (self->chips, chip);
    }
  if (blocked != NULL)
    gtk_box_append (self->chips, hearth_chip_new (blocked, "warning"));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), n_days > 0 || blocked != NULL);
}

/* Attributes and not markup: a name may contain anything. */
static void
show_person_bold (HearthStepLine *self, const char *person)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = 0;
  bold->end_index = person != NULL ? (guint) strlen (person) : 0;
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_attributes (self->title, attributes);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
hearth_step_line_dispose (GObject *object)
{
  HearthStepLine *self = HEARTH_STEP_LINE (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_STEP_LINE);
  G_OBJECT_CLASS (hearth_step_line_parent_class)->dispose (object);
}

static void
hearth_step_line_class_init (HearthStepLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_step_line_dispose;
  signals[TOGGLE] = g_signal_new ("toggle", HEARTH_TYPE_STEP_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/plan/hearth-step-line.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthStepLine, check);
  gtk_widget_class_bind_template_child (widget_class, HearthStepLine, title);
  gtk_widget_class_bind_template_child (widget_class, HearthStepLine, why);
  gtk_widget_class_bind_template_child (widget_class, HearthStepLine, chips);
  gtk_widget_class_bind_template_child (widget_class, HearthStepLine, owner);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
}

static void
hearth_step_line_init (HearthStepLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_step_line_new (void)
{
  return g_object_new (HEARTH_TYPE_STEP_LINE, NULL);
}

void
hearth_step_line_set_item (HearthStepLine *self, HearthStepItem *item)
{
  const char *person;
  g_autoptr (GString) title = NULL;

  g_return_if_fail (HEARTH_IS_STEP_LINE (self));

  if (!g_set_object (&self->item, item) || item == NULL)
    return;
  person = hearth_step_item_get_person (item);
  title = g_string_new (person);
  hearth_format_append_part (title, hearth_step_item_get_title (item));
  gtk_label_set_text (self->title, title->str);
  show_person_bold (self, person);
  show_text (self->why, hearth_step_item_get_why (item));
  show_text (self->owner, hearth_step_item_get_owner (item));
  show_chips (self);
  show_check (self);
  if (hearth_step_state_is_open (hearth_step_item_get_state (item)))
    gtk_widget_remove_css_class (gtk_widget_get_first_child (GTK_WIDGET (self)), "done");
  else
    gtk_widget_add_css_class (gtk_widget_get_first_child (GTK_WIDGET (self)), "done");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hearth_step_item_get_title (item), -1);
}

HearthStepItem *
hearth_step_line_get_item (HearthStepLine *self)
{
  g_return_val_if_fail (HEARTH_IS_STEP_LINE (self), NULL);

  return self->item;
}

char *
hearth_step_line_dup_spoken (HearthStepLine *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 n_days;

  g_return_val_if_fail (HEARTH_IS_STEP_LINE (self) && self->item != NULL, NULL);

  hearth_format_append_part (text, hearth_step_item_get_person (self->item));
  hearth_format_append_part (text, hearth_step_item_get_title (self->item));
  hearth_format_append_part (
      text, _ (hearth_step_state_get_title (hearth_step_item_get_state (self->item))));
  hearth_format_append_part (text, hearth_step_item_get_why (self->item));
  n_days = hearth_step_item_get_n_days_overdue (self->item);
  if (n_days > 0)
    {
      g_autofree char *days = hearth_format_n_days (n_days);
      g_autofree char *overdue = g_strdup_printf (_ ("Overdue by %s"), days);

      hearth_format_append_part (text, overdue);
    }
  hearth_format_append_part (text, hearth_step_item_get_blocked (self->item));
  return g_strdup (text->str);
}
