/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-group-box.h"

#include "hearth-step-line.h"

#include <glib/gi18n.h>

#define N_ROWS_AT_ONCE 3
#define N_ROWS_PER_FRAME 1

struct _HearthStepGroupBox
{
  AdwBin parent_instance;
  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *list;
  GtkRevealer *revealer;
  GtkToggleButton *fold_button; /* NULL unless the group folds */
  GPtrArray *items;             /* HearthStepItem: what the rows are of, in their order */
  guint n_placed;               /* of them from the top */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (HearthStepGroupBox, hearth_step_group_box, ADW_TYPE_BIN)

enum
{
  TOGGLE,
  OPEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static HearthStepLine *
get_line (GtkListBoxRow *row)
{
  return HEARTH_STEP_LINE (gtk_list_box_row_get_child (row));
}

static void
on_line_toggle_cb (HearthStepGroupBox *self, HearthStepLine *line)
{
  g_signal_emit (self, signals[TOGGLE], 0, hearth_step_line_get_item (line));
}

static void
on_row_activated_cb (HearthStepGroupBox *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN], 0, hearth_step_line_get_item (get_line (row)));
}

/* The list would take Space for itself, as it takes Enter. */
static gboolean
on_key_pressed_cb (HearthStepGroupBox *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (keyval != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      row == NULL || !gtk_widget_has_focus (row))
    return GDK_EVENT_PROPAGATE;
  on_line_toggle_cb (self, get_line (GTK_LIST_BOX_ROW (row)));
  return GDK_EVENT_STOP;
}

static void begin_placing (HearthStepGroupBox *self);

static void
on_fold_toggled_cb (HearthStepGroupBox *self)
{
  gboolean is_open = gtk_toggle_button_get_active (self->fold_button);

  if (is_open)
    begin_placing (self);
  gtk_revealer_set_reveal_child (self->revealer, is_open);
  gtk_button_set_icon_name (GTK_BUTTON (self->fold_button),
                            is_open ? "pan-down-symbolic" : "pan-end-symbolic");
}

static void
hearth_step_group_box_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_STEP_GROUP_BOX (object)->items);
  G_OBJECT_CLASS (hearth_step_group_box_parent_class)->finalize (object);
}

static void
hearth_step_group_box_class_init (HearthStepGroupBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_step_group_box_finalize;
  signals[TOGGLE] = g_signal_new ("toggle", HEARTH_TYPE_STEP_GROUP_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, HEARTH_TYPE_STEP_ITEM);
  signals[OPEN] = g_signal_new ("open", HEARTH_TYPE_STEP_GROUP_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, HEARTH_TYPE_STEP_ITEM);
}

static void
hearth_step_group_box_init (HearthStepGroupBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static GtkWidget *
make_heading (HearthStepGroupBox *self, const char *title, gboolean is_urgent, gboolean is_folded)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = GTK_LABEL (gtk_label_new (title));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "group-title");
  if (is_urgent)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "urgent");
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  if (is_folded)
    {
      self->fold_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_widget_add_css_class (GTK_WIDGET (self->fold_button), "flat");
      gtk_widget_add_css_class (GTK_WIDGET (self->fold_button), "circular");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show closed steps"), -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->fold_button), _ ("Show closed steps"));
      g_signal_connect_object (self->fold_button, "toggled", G_CALLBACK (on_fold_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fold_button));
    }
  return box;
}

GtkWidget *
hearth_step_group_box_new (const char *title, gboolean is_urgent, gboolean is_folded)
{
  HearthStepGroupBox *self = g_object_new (HEARTH_TYPE_STEP_GROUP_BOX, "visible", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_heading (self, title, is_urgent, is_folded));
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->list));
  gtk_revealer_set_reveal_child (self->revealer, !is_folded);
  gtk_widget_set_overflow (GTK_WIDGET (self->revealer), GTK_OVERFLOW_VISIBLE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->revealer));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_bin_set_child (ADW_BIN (self), box);
  if (is_folded)
    on_fold_toggled_cb (self);
  return GTK_WIDGET (self);
}

static GtkListBoxRow *
find_row (HearthStepGroupBox *self, const HearthId *step_id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (hearth_id_equal (hearth_step_item_get_step_id (hearth_step_line_get_item (get_line (row))),
                         step_id))
      return row;
  return NULL;
}

static GtkListBoxRow *
make_row (HearthStepGroupBox *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = hearth_step_line_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_signal_connect_object (line, "toggle", G_CALLBACK (on_line_toggle_cb), self, G_CONNECT_SWAPPED);
  return GTK_LIST_BOX_ROW (row);
}

static void
show_item (GtkListBoxRow *row, HearthStepItem *item)
{
  g_autofree char *spoken = NULL;

  hearth_step_line_set_item (get_line (row), item);
  spoken = hearth_step_line_dup_spoken (get_line (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* Brings the row of @item to @index: the one that shows it already, or a new one. */
static void
place_item (HearthStepGroupBox *self, HearthStepItem *item, int index)
{
  GtkListBoxRow *present = gtk_list_box_get_row_at_index (self->list, index);
  GtkListBoxRow *row = find_row (self, hearth_step_item_get_step_id (item));

  if (row == NULL)
    {
      row = make_row (self);
      show_item (row, item);
      gtk_list_box_insert (self->list, GTK_WIDGET (row), index);
      return;
    }
  show_item (row, item);
  if (row != present)
    {
      g_object_ref (row);
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
      gtk_list_box_insert (self->list, GTK_WIDGET (row), index);
      g_object_unref (row);
    }
}

static gboolean
is_among (GPtrArray *items, GtkListBoxRow *row)
{
  const HearthId *id = hearth_step_item_get_step_id (hearth_step_line_get_item (get_line (row)));

  for (guint i = 0; i < items->len; i++)
    if (hearth_id_equal (hearth_step_item_get_step_id (items->pdata[i]), id))
      return TRUE;
  return FALSE;
}

/* Goes on with the items until @n_new rows were made. */
static void
place_items (HearthStepGroupBox *self, guint n_new)
{
  for (; self->n_placed < self->items->len; self->n_placed++)
    {
      HearthStepItem *item = self->items->pdata[self->n_placed];

      if (find_row (self, hearth_step_item_get_step_id (item)) == NULL && n_new-- == 0)
        return;
      place_item (self, item, (int) self->n_placed);
    }
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  HearthStepGroupBox *self = HEARTH_STEP_GROUP_BOX (widget);

  place_items (self, N_ROWS_PER_FRAME);
  if (self->n_placed < self->items->len)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* The first rows at once and the rest with the frames that follow: a plan has a hundred steps, and laying out
 * as many rows takes longer than a person should wait for the first. Closed steps are not made before
 * somebody unfolds them. */
static void
begin_placing (HearthStepGroupBox *self)
{
  self->n_placed = 0;
  if (self->fold_button == NULL || gtk_toggle_button_get_active (self->fold_button))
    place_items (self, N_ROWS_AT_ONCE);
  else
    self->n_placed = self->items->len;
  if (self->n_placed < self->items->len && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

void
hearth_step_group_box_set_items (HearthStepGroupBox *self, GPtrArray *items)
{
  g_autofree char *count = g_strdup_printf ("%u", items->len);
  GtkListBoxRow *row;
  int index = 0;

  g_return_if_fail (HEARTH_IS_STEP_GROUP_BOX (self));

  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, g_object_ref (items->pdata[i]));
  while ((row = gtk_list_box_get_row_at_index (self->list, index)) != NULL)
    if (is_among (items, row))
      index++;
    else
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
  begin_placing (self);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0);
}

int
hearth_step_group_box_get_focused (HearthStepGroupBox *self)
{
  GtkWidget *row;

  g_return_val_if_fail (HEARTH_IS_STEP_GROUP_BOX (self), -1);

  row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

gboolean
hearth_step_group_box_focus_row (HearthStepGroupBox *self, int index)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (HEARTH_IS_STEP_GROUP_BOX (self), FALSE);

  row = gtk_list_box_get_row_at_index (self->list, index);
  if (row == NULL && index > 0)
    row = gtk_list_box_get_row_at_index (self->list, index - 1);
  return row != NULL && gtk_widget_is_visible (GTK_WIDGET (self)) &&
         gtk_widget_grab_focus (GTK_WIDGET (row));
}

gboolean
hearth_step_group_box_focus_step (HearthStepGroupBox *self, const HearthId *step_id)
{
  g_return_val_if_fail (HEARTH_IS_STEP_GROUP_BOX (self), FALSE);

  for (guint i = 0; i < self->items->len; i++)
    if (hearth_id_equal (hearth_step_item_get_step_id (self->items->pdata[i]), step_id))
      {
        place_items (self, G_MAXUINT);
        return hearth_step_group_box_focus_row (self, (int) i);
      }
  return FALSE;
}
