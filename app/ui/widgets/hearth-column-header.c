/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-column-header.h"

#include <glib/gi18n.h>

struct _HearthColumnHeader
{
  GtkWidget parent_instance;
  GPtrArray *columns;
  HearthColumnPlaces places;
  gpointer places_data;
  char *sort;
  gboolean is_descending;
  GtkAdjustment *across;
};

G_DEFINE_FINAL_TYPE (HearthColumnHeader, hearth_column_header, GTK_TYPE_WIDGET)

enum
{
  SORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const HearthLineColumn *
get_column (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "column");
}

static void
on_clicked_cb (HearthColumnHeader *self, GtkWidget *button)
{
  const HearthLineColumn *column = get_column (button);
  const gboolean is_down =
      g_strcmp0 (self->sort, column->sort) == 0 ? !self->is_descending : column->first_down;

  g_signal_emit (self, signals[SORT], 0, column->sort, is_down);
}

static void
show_sort (HearthColumnHeader *self, GtkWidget *button)
{
  const HearthLineColumn *column = get_column (button);
  const gboolean is_sorted = column->sort != NULL && g_strcmp0 (self->sort, column->sort) == 0;
  GtkWidget *arrow = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_widget_set_visible (arrow, is_sorted);
  gtk_image_set_from_icon_name (GTK_IMAGE (arrow),
                                self->is_descending ? "pan-down-symbolic" : "pan-up-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (column->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  !is_sorted            ? ""
                                  : self->is_descending ? _ ("Sorted, the greatest first")
                                                        : _ ("Sorted, the least first"),
                                  -1);
}

static GtkWidget *
make_button (HearthColumnHeader *self, const HearthLineColumn *column)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label = gtk_label_new (_ (column->title));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ (column->title));
  gtk_widget_set_sensitive (button, column->sort != NULL);
  /* The menu of sorts has them for the keyboard, which is not to pass all of them on its way to the rows. */
  gtk_widget_set_can_focus (button, FALSE);
  g_object_set_data (G_OBJECT (button), "column", (gpointer) column);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
remove_buttons (HearthColumnHeader *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/* The buttons stay while only the sort changes: one of them is being clicked. */
static gboolean
has_buttons_of (HearthColumnHeader *self, GPtrArray *columns)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < columns->len; i++)
    {
      if (child == NULL || get_column (child) != columns->pdata[i])
        return FALSE;
      child = gtk_widget_get_next_sibling (child);
    }
  return child == NULL;
}

static void
show_sorts (HearthColumnHeader *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    show_sort (self, child);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
hearth_column_header_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &child_minimum, NULL, NULL, NULL);
      *minimum = *natural = MAX (*minimum, child_minimum);
    }
}

static GPtrArray *
place_columns (HearthColumnHeader *self, int width, GArray **widths)
{
  if (self->places != NULL)
    return self->places (self->places_data, GTK_WIDGET (self), width, widths);
  *widths = hearth_line_columns_share (self->columns, GTK_WIDGET (self), width);
  return g_ptr_array_ref (self->columns);
}

static void
allocate_button (GtkWidget *button, int x, int share, int total, int height)
{
  const gboolean is_number = get_column (button)->is_number;
  GtkAllocation place = { x, 0, 0, height };
  int least, natural;

  gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  place.width = MAX (least, share);
  /* It stands above the end of its numbers; half of the gap is the edge of the button. */
  if (is_number)
    {
      place.width = MAX (least, MIN (natural, share));
      place.x = x + share - HEARTH_LINE_GAP / 2 - place.width;
    }
  if (gtk_widget_get_direction (button) == GTK_TEXT_DIR_RTL)
    place.x = total - place.x - place.width;
  gtk_widget_size_allocate (button, &place, -1);
}

static void
place_buttons (HearthColumnHeader *self, int width, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GArray) widths = NULL;
  int total = width, x = 0;

  if (self->columns == NULL)
    return;
  if (self->across != NULL)
    {
      total = width + (int) MAX (0, gtk_adjustment_get_upper (self->across) -
                                        gtk_adjustment_get_page_size (self->across));
      x = -(int) gtk_adjustment_get_value (self->across);
    }
  columns = place_columns (self, total, &widths);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      guint index;
      gboolean fits = g_ptr_array_find (columns, get_column (child), &index);

      gtk_widget_set_child_visible (child, fits);
      if (!fits)
        continue;
      allocate_button (child, x, g_array_index (widths, int, index), width, height);
      x += g_array_index (widths, int, index);
    }
}

static void
hearth_column_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place_buttons (HEARTH_COLUMN_HEADER (widget), width, height);
}

/* The list below tells it while places are given, after the header had its own: asking for them again would be
 * too late. */
static void
on_across_changed_cb (HearthColumnHeader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (gtk_widget_get_width (widget) > 0)
    place_buttons (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
}

static void
hearth_column_header_dispose (GObject *object)
{
  HearthColumnHeader *self = HEARTH_COLUMN_HEADER (object);

  remove_buttons (self);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->sort, g_free);
  g_clear_object (&self->across);
  G_OBJECT_CLASS (hearth_column_header_parent_class)->dispose (object);
}

static void
hearth_column_header_class_init (HearthColumnHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_column_header_dispose;
  widget_class->measure = hearth_column_header_measure;
  widget_class->size_allocate = hearth_column_header_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "columnheader");
  signals[SORT] = g_signal_new ("sort", HEARTH_TYPE_COLUMN_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
hearth_column_header_init (HearthColumnHeader *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
hearth_column_header_set_places (HearthColumnHeader *self, HearthColumnPlaces places, gpointer data)
{
  g_return_if_fail (HEARTH_IS_COLUMN_HEADER (self));

  self->places = places;
  self->places_data = data;
}

void
hearth_column_header_set_columns (HearthColumnHeader *self, GPtrArray *columns)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (HEARTH_IS_COLUMN_HEADER (self) && columns != NULL);

  old = g_steal_pointer (&self->columns);
  self->columns = g_ptr_array_ref (columns);
  if (!has_buttons_of (self, columns))
    {
      remove_buttons (self);
      for (guint i = 0; i < columns->len; i++)
        make_button (self, columns->pdata[i]);
    }
  show_sorts (self);
}

void
hearth_column_header_set_sort (HearthColumnHeader *self, const char *sort, gboolean is_descending)
{
  g_return_if_fail (HEARTH_IS_COLUMN_HEADER (self));

  g_free (self->sort);
  self->sort = g_strdup (sort);
  self->is_descending = is_descending;
  show_sorts (self);
}

void
hearth_column_header_follow (HearthColumnHeader *self, GtkAdjustment *across)
{
  g_return_if_fail (HEARTH_IS_COLUMN_HEADER (self) && self->across == NULL);

  self->across = g_object_ref (across);
  g_signal_connect_object (across, "value-changed", G_CALLBACK (on_across_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (across, "changed", G_CALLBACK (on_across_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
