/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-table-columns.h"

#include "hearth-table-row.h"
#include "hearth-table-rows.h"

/* So much of a text is seen at least, and so much of it decides on the width. */
#define MIN_CHARS 8
#define TEXT_CHARS 20
#define WEIGHED_ROWS 200u
/* Between columns, and for letters that are wider than the average. */
#define SPARE_CHARS 5
#define LINES 1

static gboolean
is_text (const HearthTable *table, guint column)
{
  return hearth_table_get_column_type (table, column) == HEARTH_COLUMN_TEXT;
}

static gboolean
is_number (const HearthTable *table, guint column)
{
  return !is_text (table, column) &&
         hearth_table_get_column_type (table, column) != HEARTH_COLUMN_DATE;
}

static int
count_letters (const HearthTable *table, guint row, guint column)
{
  g_autofree char *text = hearth_table_dup_cell (table, row, column);

  return (int) g_utf8_strlen (text, -1);
}

/* How many letters of a text are to be seen: of the longest of the first rows, within reason. */
static int
weigh_text (const HearthTable *table, guint column)
{
  const guint n_rows = MIN (hearth_table_get_n_rows (table), WEIGHED_ROWS);
  int longest = MIN_CHARS;

  for (guint row = 0; row < n_rows && longest < TEXT_CHARS; row++)
    longest = MAX (longest, count_letters (table, row, column));
  return MIN (longest, TEXT_CHARS);
}

/* Numbers are never cut: room for the greatest and the least of all rows, and for what hides one. */
static int
weigh_number (const HearthTable *table, guint column)
{
  const guint n_rows = hearth_table_get_n_rows (table);
  gint64 least = G_MAXINT64, greatest = G_MININT64;
  guint rows[2] = { 0, 0 };

  for (guint row = 0; row < n_rows; row++)
    {
      gint64 number;

      if (hearth_table_get_kind (table, row, column) != HEARTH_CELL_NUMBER)
        continue;
      number = hearth_table_get_number (table, row, column);
      if (number < least)
        rows[0] = row;
      if (number > greatest)
        rows[1] = row;
      least = MIN (least, number);
      greatest = MAX (greatest, number);
    }
  if (n_rows == 0)
    return 0;
  return MAX (count_letters (table, rows[0], column), count_letters (table, rows[1], column));
}

static HearthLineColumn *
make_column (const HearthTable *table, guint column)
{
  HearthLineColumn *made = g_new0 (HearthLineColumn, 1);
  const char *title = hearth_table_get_column_title (table, column);
  const int title_chars = (int) MIN (g_utf8_strlen (title, -1), TEXT_CHARS);

  made->id = title;
  made->title = title;
  made->is_number = is_number (table, column);
  made->n_chars = made->is_number ? weigh_number (table, column) : weigh_text (table, column);
  made->n_chars = MAX (made->n_chars, title_chars) + SPARE_CHARS;
  made->weight = is_text (table, column) ? made->n_chars : 0;
  return made;
}

/* --- What is shown --- */

/* Keeps the table as long as its columns are shown. */
typedef struct
{
  HearthTable *table;
  GPtrArray *columns;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *self = data;

  g_ptr_array_unref (self->columns);
  g_clear_pointer (&self->table, hearth_table_unref);
  g_free (self);
}

static void
fill_cell (gpointer data, GObject *item, const HearthLineColumn *column, HearthLineCell *cell)
{
  const Shown *shown = data;
  guint index;

  if (!g_ptr_array_find (shown->columns, column, &index))
    return;
  cell->text = hearth_table_row_dup_cell (HEARTH_TABLE_ROW (item), index);
  if (hearth_table_row_is_total (HEARTH_TABLE_ROW (item)))
    cell->look = HEARTH_CELL_LOOK_HEADING;
}

static Shown *
make_shown (HearthTable *table)
{
  Shown *self = g_new0 (Shown, 1);
  const guint n_columns = table != NULL ? hearth_table_get_n_columns (table) : 0;

  self->table = table != NULL ? hearth_table_ref (table) : NULL;
  self->columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (self->columns, make_column (table, i));
  return self;
}

void
hearth_table_columns_show (HearthLineTable *view, HearthTable *table)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  g_autoptr (GListModel) rows = NULL;
  Shown *shown;

  g_return_if_fail (HEARTH_IS_LINE_TABLE (view));

  shown = make_shown (table);
  hearth_line_table_set_model (view, NULL);
  hearth_line_table_set_columns (view, shown->columns, LINES);
  hearth_line_table_set_fill (view, fill_cell, shown);
  g_object_set_data_full (G_OBJECT (view), "shown", shown, shown_free);
  if (table == NULL)
    return;
  selection =
      g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE, NULL);
  rows = hearth_table_rows_new (table);
  gtk_single_selection_set_model (GTK_SINGLE_SELECTION (selection), rows);
  hearth_line_table_set_model (view, selection);
}
