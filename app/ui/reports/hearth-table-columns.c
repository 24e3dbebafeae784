/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-table-columns.h"

#include "hearth-table-row.h"
#include "hearth-table-rows.h"

/* So much of a text is seen at least, and at most. */
#define MIN_CHARS 8
#define TEXT_CHARS 20
#define MAX_CHARS 40
#define WEIGHED_ROWS 200u

static gboolean
is_text (const HearthTable *table, guint column)
{
  return hearth_table_get_column_type (table, column) == HEARTH_COLUMN_TEXT;
}

/* How many letters of a column are to be seen: of its longest text, within reason. */
static int
weigh (const HearthTable *table, guint column)
{
  const guint n_rows = MIN (hearth_table_get_n_rows (table), WEIGHED_ROWS);
  glong longest = MIN_CHARS;

  for (guint row = 0; row < n_rows && longest < TEXT_CHARS; row++)
    {
      g_autofree char *text = hearth_table_dup_cell (table, row, column);

      longest = MAX (longest, g_utf8_strlen (text, -1));
    }
  return (int) MIN (longest, TEXT_CHARS);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  const gboolean is_number = g_object_get_data (G_OBJECT (factory), "number") != NULL;

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label),
                                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "chars")));
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
    }
  gtk_list_item_set_child (list_item, label);
}

/* GTK 4.8 names neither cells nor rows. */
static void
name_cell (GtkListItem *list_item, const char *text, gboolean is_first)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (row != NULL && is_first)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const guint column = GPOINTER_TO_UINT (user_data);
  HearthTableRow *row = HEARTH_TABLE_ROW (gtk_list_item_get_item (list_item));
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *text = hearth_table_row_dup_cell (row, column);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > TEXT_CHARS ? text : NULL);
  if (hearth_table_row_is_total (row))
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
  name_cell (list_item, text, column == 0);
}

static void
add_column (GtkColumnView *view, const HearthTable *table, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) shown = NULL;

  if (!is_text (table, column) &&
      hearth_table_get_column_type (table, column) != HEARTH_COLUMN_DATE)
    g_object_set_data (G_OBJECT (factory), "number", factory);
  else
    g_object_set_data (G_OBJECT (factory), "chars", GINT_TO_POINTER (weigh (table, column)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GUINT_TO_POINTER (column));
  shown = gtk_column_view_column_new (hearth_table_get_column_title (table, column), factory);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_expand (shown, is_text (table, column));
  gtk_column_view_append_column (view, shown);
}

static void
remove_columns (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);

      gtk_column_view_remove_column (view, column);
    }
}

void
hearth_table_columns_show (GtkColumnView *view, HearthTable *table)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  g_autoptr (GListModel) rows = NULL;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  gtk_column_view_set_model (view, NULL);
  remove_columns (view);
  if (table == NULL)
    return;
  rows = hearth_table_rows_new (table);
  for (guint i = 0; i < hearth_table_get_n_columns (table); i++)
    add_column (view, table, i);
  selection =
      g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE, NULL);
  gtk_single_selection_set_model (GTK_SINGLE_SELECTION (selection), rows);
  gtk_column_view_set_model (view, selection);
}
