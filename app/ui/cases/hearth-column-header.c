/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-column-header.h"

#include "hearth-case-columns.h"

#include <glib/gi18n.h>

struct _HearthColumnHeader
{
  GtkWidget parent_instance;
  HearthViewKeeper *keeper;
};

G_DEFINE_FINAL_TYPE (HearthColumnHeader, hearth_column_header, GTK_TYPE_WIDGET)

static const HearthCaseColumn *
get_column (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "column");
}

static void
on_clicked_cb (HearthColumnHeader *self, GtkWidget *button)
{
  const HearthCaseColumn *column = get_column (button);
  const HearthSavedView *view = hearth_view_keeper_get_current (self->keeper);
  gboolean is_down = column->first_down;

  if (g_str_equal (view->sort, column->sort))
    is_down = !view->is_descending;
  hearth_view_keeper_set_sort (self->keeper, column->sort, is_down);
}

static void
show_sort (HearthColumnHeader *self, GtkWidget *button)
{
  const HearthCaseColumn *column = get_column (button);
  const HearthSavedView *view = hearth_view_keeper_get_current (self->keeper);
  const gboolean is_sorted = g_strcmp0 (view->sort, column->sort) == 0;
  GtkWidget *arrow = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_widget_set_visible (arrow, is_sorted);
  gtk_image_set_from_icon_name (GTK_IMAGE (arrow),
                                view->is_descending ? "pan-down-symbolic" : "pan-up-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (column->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  !is_sorted            ? ""
                                  : view->is_descending ? _ ("Sorted, the greatest first")
                                                        : _ ("Sorted, the least first"),
                                  -1);
}

static GtkWidget *
make_button (HearthColumnHeader *self, const HearthCaseColumn *column)
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

static gboolean
has_buttons_of (HearthColumnHeader *self, const HearthSavedView *view)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child == NULL)
    return FALSE;
  child = gtk_widget_get_next_sibling (child);
  for (guint i = 0; i < view->columns->len; i++)
    {
      const HearthCaseColumn *column = hearth_case_columns_find (view->columns->pdata[i]);

      if (column == NULL)
        continue;
      if (child == NULL || get_column (child) != column)
        return FALSE;
      child = gtk_widget_get_next_sibling (child);
    }
  return child == NULL;
}

/* The buttons stay while only the sort changes: one of them has the focus. */
static void
show_view (HearthColumnHeader *self)
{
  const HearthSavedView *view = hearth_view_keeper_get_current (self->keeper);

  if (!has_buttons_of (self, view))
    {
      remove_buttons (self);
      make_button (self, hearth_case_columns_get_name ());
      for (guint i = 0; i < view->columns->len; i++)
        {
          const HearthCaseColumn *column = hearth_case_columns_find (view->columns->pdata[i]);

          if (column != NULL)
            make_button (self, column);
        }
    }
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

static void
hearth_column_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HearthColumnHeader *self = HEARTH_COLUMN_HEADER (widget);
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GArray) widths = NULL;
  int x = 0;

  if (self->keeper == NULL)
    return;
  columns = hearth_case_columns_place (hearth_view_keeper_get_current (self->keeper), widget, width,
                                       &widths);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      guint index;
      gboolean fits = g_ptr_array_find (columns, get_column (child), &index);
      GtkAllocation place = { x, 0, 0, height };
      int least;

      gtk_widget_set_child_visible (child, fits);
      if (!fits)
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      place.width = MAX (least, g_array_index (widths, int, index));
      x += g_array_index (widths, int, index);
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
hearth_column_header_dispose (GObject *object)
{
  HearthColumnHeader *self = HEARTH_COLUMN_HEADER (object);

  remove_buttons (self);
  g_clear_object (&self->keeper);
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
}

static void
hearth_column_header_init (HearthColumnHeader *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
hearth_column_header_set_keeper (HearthColumnHeader *self, HearthViewKeeper *keeper)
{
  g_return_if_fail (HEARTH_IS_COLUMN_HEADER (self) && self->keeper == NULL);

  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (show_view), self, G_CONNECT_SWAPPED);
  show_view (self);
}
