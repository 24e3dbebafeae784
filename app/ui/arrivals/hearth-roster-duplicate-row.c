/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-duplicate-row.h"

#include "hearth-format.h"
#include "hearth-roster-compare.h"
#include "hearth-roster-words.h"

#include <glib/gi18n.h>

#define N_CHOICES 3

struct _HearthRosterDuplicateRow
{
  GtkBox parent_instance;
  HearthRosterItem *item;
  GtkLabel *name;
  GtkLabel *reasons;
  GtkGrid *grid;
  GtkToggleButton *choices[N_CHOICES];
  guint is_showing : 1;
};

G_DEFINE_FINAL_TYPE (HearthRosterDuplicateRow, hearth_roster_duplicate_row, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Always beside each other, for by these people are told apart; others only where they differ or are new. */
static const char *const telling[] = { "surname", "given", "patronymic", "birth", NULL };

static GtkLabel *
make_label (const char *text, const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static char *
dup_shown (HearthPackSet *packs, const char *field, const json_t *fields)
{
  g_autofree char *value =
      hearth_roster_dup_value (packs, hearth_format_language (), field, fields);
  HearthPartialDate date;

  if (value != NULL && hearth_partial_date_parse (value, &date) &&
      (g_str_equal (field, "birth") || g_str_equal (field, "captured") ||
       g_str_equal (field, "released")))
    return hearth_format_partial_date (&date);
  return g_steal_pointer (&value);
}

static void
add_cell (
    HearthRosterDuplicateRow *self, guint column, guint row, const char *text, const char *style)
{
  GtkLabel *label = make_label (text != NULL ? text : "–", style);

  gtk_widget_set_hexpand (GTK_WIDGET (label), column > 0);
  gtk_grid_attach (self->grid, GTK_WIDGET (label), (int) column, (int) row, 1, 1);
}

static void
clear_grid (HearthRosterDuplicateRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

/* What the case does not know yet is filled; what differs is for a person, and stands out. */
static void
fill_grid (HearthRosterDuplicateRow *self,
           const json_t *listed,
           const HearthRosterDuplicate *duplicate,
           HearthPackSet *packs)
{
  g_autoptr (GPtrArray) differences = hearth_roster_list_differences (duplicate->present, listed);
  guint row = 1;

  add_cell (self, 0, 0, "", NULL);
  add_cell (self, 1, 0, _ ("In the List"), "heading");
  add_cell (self, 2, 0, duplicate->is_in_list ? _ ("Further Up") : _ ("In the Case"), "heading");
  for (const char *const *field = hearth_roster_get_fields (); *field != NULL; field++)
    {
      g_autofree char *there = dup_shown (packs, *field, listed);
      g_autofree char *here = dup_shown (packs, *field, duplicate->present);
      gboolean differs = g_ptr_array_find (differences, *field, NULL);

      if (g_str_equal (*field, "event") || (there == NULL && here == NULL) ||
          (!differs && !(there != NULL && here == NULL) && !g_strv_contains (telling, *field)))
        continue;
      add_cell (self, 0, row, hearth_roster_get_field_title (*field), "dim-label");
      add_cell (self, 1, row, there, differs ? "warning" : NULL);
      add_cell (self, 2, row++, here, differs ? "warning" : NULL);
    }
}

static void
show_choice (HearthRosterDuplicateRow *self)
{
  guint choice = hearth_roster_item_get_choice (self->item);

  self->is_showing = TRUE;
  for (guint i = 0; i < N_CHOICES; i++)
    gtk_toggle_button_set_active (self->choices[i], i == choice);
  self->is_showing = FALSE;
}

static void
on_toggled_cb (GtkToggleButton *button, HearthRosterDuplicateRow *self)
{
  if (self->is_showing || self->item == NULL || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < N_CHOICES; i++)
    if (self->choices[i] == button)
      g_signal_emit (self, signals[CHOSEN], 0, i);
}

static void
unbind (HearthRosterDuplicateRow *self)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_choice, self);
  g_clear_object (&self->item);
}

static void
hearth_roster_duplicate_row_dispose (GObject *object)
{
  unbind (HEARTH_ROSTER_DUPLICATE_ROW (object));
  G_OBJECT_CLASS (hearth_roster_duplicate_row_parent_class)->dispose (object);
}

static void
hearth_roster_duplicate_row_class_init (HearthRosterDuplicateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_roster_duplicate_row_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", HEARTH_TYPE_ROSTER_DUPLICATE_ROW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_choices (HearthRosterDuplicateRow *self)
{
  const char *const words[N_CHOICES] = { _ ("Same Person"), _ ("New"), _ ("Skip") };
  const char *const hints[N_CHOICES] = {
    _ ("1: fills what is not known yet; what differs becomes a note"),
    _ ("2: gets a case of their own"),
    _ ("3: is left out"),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (guint i = 0; i < N_CHOICES; i++)
    {
      self->choices[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (words[i]));
      if (i > 0)
        gtk_toggle_button_set_group (self->choices[i], self->choices[0]);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->choices[i]), hints[i]);
      g_signal_connect_object (self->choices[i], "toggled", G_CALLBACK (on_toggled_cb), self, 0);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choices[i]));
    }
  return box;
}

static void
hearth_roster_duplicate_row_init (HearthRosterDuplicateRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "roster-row");
  self->name = make_label (NULL, "heading");
  self->reasons = make_label (NULL, "dim-label");
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 2);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->reasons));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (self), make_choices (self));
}

GtkWidget *
hearth_roster_duplicate_row_new (void)
{
  return g_object_new (HEARTH_TYPE_ROSTER_DUPLICATE_ROW, NULL);
}

void
hearth_roster_duplicate_row_show (HearthRosterDuplicateRow *self,
                                  HearthRosterItem *item,
                                  HearthRosterPlan *plan,
                                  HearthPackSet *packs)
{
  const HearthRosterDuplicate *duplicate;
  const HearthRosterPerson *person;
  g_autofree char *name = NULL;
  g_autofree char *reasons = NULL;

  g_return_if_fail (HEARTH_IS_ROSTER_DUPLICATE_ROW (self));

  unbind (self);
  clear_grid (self);
  if (item == NULL)
    return;
  duplicate = hearth_roster_plan_get_question (plan, hearth_roster_item_get_index (item));
  person = hearth_roster_plan_get_person (plan, duplicate->index);
  name = hearth_roster_dup_person_title (person);
  reasons = hearth_roster_dup_likeness (plan, duplicate);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->reasons, reasons);
  fill_grid (self, person->fields, duplicate, packs);
  self->item = g_object_ref (item);
  g_signal_connect_swapped (item, "notify::choice", G_CALLBACK (show_choice), self);
  show_choice (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
