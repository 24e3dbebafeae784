/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-column-menu.h"

#include "hearth-case-columns.h"

#include <glib/gi18n.h>

#define MAX_HEIGHT 420

struct _HearthColumnMenu
{
  GtkPopover parent_instance;
  HearthViewKeeper *keeper;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (HearthColumnMenu, hearth_column_menu, GTK_TYPE_POPOVER)

static void show_columns (HearthColumnMenu *self, const char *focused);

static const char *
get_id (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "id");
}

/* The columns shown now, in their order; ends with NULL. Those that this version does not know go. */
static GPtrArray *
list_shown (HearthColumnMenu *self)
{
  const HearthSavedView *view = hearth_view_keeper_get_current (self->keeper);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < view->columns->len; i++)
    {
      const HearthCaseColumn *column = hearth_case_columns_find (view->columns->pdata[i]);

      if (column != NULL)
        g_ptr_array_add (ids, (gpointer) column->id);
    }
  return ids;
}

static guint
find_id (GPtrArray *ids, const char *id)
{
  guint index;

  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, &index) ? index : G_MAXUINT;
}

static void
take_ids (HearthColumnMenu *self, GPtrArray *ids)
{
  g_ptr_array_add (ids, NULL);
  hearth_view_keeper_set_columns (self->keeper, (const char *const *) ids->pdata);
}

static void
on_toggled_cb (HearthColumnMenu *self, GtkCheckButton *check)
{
  const HearthCaseColumn *column = hearth_case_columns_find (get_id (GTK_WIDGET (check)));
  g_autoptr (GPtrArray) ids = list_shown (self);
  const guint index = find_id (ids, column->id);

  if (gtk_check_button_get_active (check) == (index != G_MAXUINT))
    return;
  if (index != G_MAXUINT)
    g_ptr_array_remove_index (ids, index);
  else
    g_ptr_array_add (ids, (gpointer) column->id);
  take_ids (self, ids);
  show_columns (self, column->id);
}

static void
move (HearthColumnMenu *self, const char *id, int by)
{
  g_autoptr (GPtrArray) ids = list_shown (self);
  const guint index = find_id (ids, id);
  const guint target = index + (guint) by;

  if (index == G_MAXUINT || target >= ids->len)
    return;
  g_ptr_array_insert (ids, (int) target, g_ptr_array_remove_index (ids, index));
  take_ids (self, ids);
  show_columns (self, hearth_case_columns_find (id)->id);
}

static void
on_up_cb (HearthColumnMenu *self, GtkWidget *button)
{
  move (self, hearth_case_columns_find (get_id (button))->id, -1);
}

static void
on_down_cb (HearthColumnMenu *self, GtkWidget *button)
{
  move (self, hearth_case_columns_find (get_id (button))->id, 1);
}

static GtkWidget *
make_button (HearthColumnMenu *self,
             const HearthCaseColumn *column,
             const char *icon,
             const char *spoken,
             gboolean is_possible,
             GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, is_possible);
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data (G_OBJECT (button), "id", (gpointer) column->id);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_row (HearthColumnMenu *self, const HearthCaseColumn *column, GPtrArray *shown)
{
  const guint index = find_id (shown, column->id);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *check = gtk_check_button_new_with_label (_ (column->title));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), index != G_MAXUINT);
  gtk_widget_set_hexpand (check, TRUE);
  g_object_set_data (G_OBJECT (check), "id", (gpointer) column->id);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), check);
  if (index != G_MAXUINT)
    {
      /* Translators: the placeholder is the name of a column. */
      g_autofree char *forward = g_strdup_printf (_ ("Move “%s” Forward"), _ (column->title));
      /* Translators: the placeholder is the name of a column. */
      g_autofree char *back = g_strdup_printf (_ ("Move “%s” Back"), _ (column->title));

      gtk_box_append (GTK_BOX (row), make_button (self, column, "go-up-symbolic", forward,
                                                  index > 0, G_CALLBACK (on_up_cb)));
      gtk_box_append (GTK_BOX (row), make_button (self, column, "go-down-symbolic", back,
                                                  index + 1 < shown->len, G_CALLBACK (on_down_cb)));
    }
  gtk_box_append (self->rows, row);
}

static void
focus_column (HearthColumnMenu *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = gtk_widget_get_first_child (row);

      if (g_str_equal (get_id (check), id))
        gtk_widget_grab_focus (check);
    }
}

/* The shown ones first, as they stand from the left. */
static void
show_columns (HearthColumnMenu *self, const char *focused)
{
  g_autoptr (GPtrArray) shown = list_shown (self);
  guint n_columns;
  const HearthCaseColumn *all = hearth_case_columns_get_all (&n_columns);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < shown->len; i++)
    add_row (self, hearth_case_columns_find (shown->pdata[i]), shown);
  for (guint i = 0; i < n_columns; i++)
    if (find_id (shown, all[i].id) == G_MAXUINT &&
        hearth_case_columns_is_offered (&all[i], hearth_view_keeper_get_desk (self->keeper)))
      add_row (self, &all[i], shown);
  if (focused != NULL)
    focus_column (self, focused);
}

static void
hearth_column_menu_show (GtkWidget *widget)
{
  show_columns (HEARTH_COLUMN_MENU (widget), NULL);
  GTK_WIDGET_CLASS (hearth_column_menu_parent_class)->show (widget);
}

static void
hearth_column_menu_dispose (GObject *object)
{
  g_clear_object (&HEARTH_COLUMN_MENU (object)->keeper);
  G_OBJECT_CLASS (hearth_column_menu_parent_class)->dispose (object);
}

static void
hearth_column_menu_class_init (HearthColumnMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_column_menu_dispose;
  GTK_WIDGET_CLASS (klass)->show = hearth_column_menu_show;
}

static void
hearth_column_menu_init (HearthColumnMenu *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->rows));
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
}

GtkWidget *
hearth_column_menu_new (HearthViewKeeper *keeper)
{
  HearthColumnMenu *self = g_object_new (HEARTH_TYPE_COLUMN_MENU, NULL);

  self->keeper = g_object_ref (keeper);
  return GTK_WIDGET (self);
}
