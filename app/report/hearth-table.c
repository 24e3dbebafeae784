/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-table.h"

#include "hearth-benefit-working.h"

typedef struct
{
  HearthColumnType type;
  char *title;
} Column;

typedef struct
{
  HearthCellKind kind;
  union
  {
    char *text;
    gint64 number;
  };
} Cell;

struct _HearthTable
{
  char *language;
  char *title;
  char *parameters;
  GPtrArray *notes; /* (element-type utf8), NULL at the end once it is sealed */
  GArray *columns;  /* (element-type Column) */
  GArray *cells;    /* (element-type Cell) row by row */
  gboolean has_totals;
  gboolean is_sealed;
};

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->title);
}

static void
cell_clear (gpointer data)
{
  Cell *cell = data;

  if (cell->kind == HEARTH_CELL_TEXT)
    g_free (cell->text);
}

/** hearth_table_new: Returns: (transfer full): a table without columns. */
HearthTable *
hearth_table_new (const char *language, const char *title)
{
  HearthTable *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_atomic_rc_box_new0 (HearthTable);
  self->language = g_strdup (g_strcmp0 (language, "uk") == 0 ? "uk" : "en");
  self->title = g_strdup (title);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);
  return self;
}

/** hearth_table_ref: Thread: any. */
HearthTable *
hearth_table_ref (HearthTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_table (HearthTable *self)
{
  g_free (self->language);
  g_free (self->title);
  g_free (self->parameters);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->columns);
  g_array_unref (self->cells);
}

/** hearth_table_unref: Thread: any. */
void
hearth_table_unref (HearthTable *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_table);
}

/** hearth_table_add_column: at most %HEARTH_TABLE_MAX_COLUMNS. */
void
hearth_table_add_column (HearthTable *self, HearthColumnType type, const char *title)
{
  const Column column = { type, g_strdup (title) };

  g_return_if_fail (self != NULL && title != NULL);
  g_return_if_fail (self->cells->len == 0 && self->columns->len < HEARTH_TABLE_MAX_COLUMNS);

  g_array_append_val (self->columns, column);
}

/** hearth_table_set_parameters: @text: (nullable) */
void
hearth_table_set_parameters (HearthTable *self, const char *text)
{
  g_return_if_fail (self != NULL && !self->is_sealed);

  g_free (self->parameters);
  self->parameters = g_strdup (text);
}

/** hearth_table_add_note: below the table, in the order of the calls. */
void
hearth_table_add_note (HearthTable *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL && !self->is_sealed);

  g_ptr_array_add (self->notes, g_strdup (text));
}

static const Column *
get_column (const HearthTable *self, guint column)
{
  return &g_array_index (self->columns, Column, column);
}

static void
add_cell (HearthTable *self, Cell cell)
{
  g_assert (!self->is_sealed && self->columns->len > 0);
  g_array_append_val (self->cells, cell);
}

static HearthColumnType
get_next_type (const HearthTable *self)
{
  return get_column (self, self->cells->len % self->columns->len)->type;
}

/** hearth_table_add_text: @text: (nullable): UTF-8; for a column of texts, and for the word of the totals. */
void
hearth_table_add_text (HearthTable *self, const char *text)
{
  g_return_if_fail (self != NULL && self->columns->len > 0);
  g_return_if_fail (get_next_type (self) == HEARTH_COLUMN_TEXT);

  if (text == NULL || *text == '\0')
    hearth_table_add_empty (self);
  else
    add_cell (self, (Cell){ .kind = HEARTH_CELL_TEXT, .text = g_strdup (text) });
}

/** hearth_table_add_date: for a column of dates. */
void
hearth_table_add_date (HearthTable *self, HearthDate date)
{
  g_return_if_fail (self != NULL && self->columns->len > 0);
  g_return_if_fail (get_next_type (self) == HEARTH_COLUMN_DATE);

  if (date == HEARTH_DATE_NONE)
    hearth_table_add_empty (self);
  else
    add_cell (self, (Cell){ .kind = HEARTH_CELL_DATE, .number = date });
}

/** hearth_table_add_number: @number: kopiykas in a column of sums. */
void
hearth_table_add_number (HearthTable *self, gint64 number)
{
  g_return_if_fail (self != NULL && self->columns->len > 0);
  g_return_if_fail (get_next_type (self) >= HEARTH_COLUMN_COUNT);

  add_cell (self, (Cell){ .kind = HEARTH_CELL_NUMBER, .number = number });
}

/** hearth_table_add_hidden: a number is there and is not told. */
void
hearth_table_add_hidden (HearthTable *self)
{
  g_return_if_fail (self != NULL && self->columns->len > 0);

  add_cell (self, (Cell){ .kind = HEARTH_CELL_HIDDEN });
}

/** hearth_table_add_empty: nothing is known. */
void
hearth_table_add_empty (HearthTable *self)
{
  g_return_if_fail (self != NULL && self->columns->len > 0);

  add_cell (self, (Cell){ .kind = HEARTH_CELL_EMPTY });
}

/** hearth_table_begin_totals: the row before is full. */
void
hearth_table_begin_totals (HearthTable *self)
{
  g_return_if_fail (self != NULL && !self->has_totals);
  g_return_if_fail (self->cells->len % self->columns->len == 0);

  self->has_totals = TRUE;
}

/** hearth_table_seal: nothing is added any more. */
void
hearth_table_seal (HearthTable *self)
{
  g_return_if_fail (self != NULL && !self->is_sealed);
  g_return_if_fail (self->columns->len > 0 && self->cells->len % self->columns->len == 0);

  g_ptr_array_add (self->notes, NULL);
  self->is_sealed = TRUE;
}

/** hearth_table_get_language: "uk" or "en". Thread: any. */
const char *
hearth_table_get_language (const HearthTable *self)
{
  g_return_val_if_fail (self != NULL, "en");

  return self->language;
}

/** hearth_table_get_title: what the table tells. Thread: any. */
const char *
hearth_table_get_title (const HearthTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/** hearth_table_get_parameters: (nullable). Thread: any. */
const char *
hearth_table_get_parameters (const HearthTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parameters;
}

/** hearth_table_get_notes: (transfer none) (array zero-terminated=1). Thread: any. */
const char *const *
hearth_table_get_notes (const HearthTable *self)
{
  g_return_val_if_fail (self != NULL && self->is_sealed, NULL);

  return (const char *const *) self->notes->pdata;
}

/** hearth_table_get_n_columns: Thread: any. */
guint
hearth_table_get_n_columns (const HearthTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->columns->len;
}

/** hearth_table_get_column_type: Thread: any. */
HearthColumnType
hearth_table_get_column_type (const HearthTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, HEARTH_COLUMN_TEXT);

  return get_column (self, column)->type;
}

/** hearth_table_get_column_title: (transfer none). Thread: any. */
const char *
hearth_table_get_column_title (const HearthTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, NULL);

  return get_column (self, column)->title;
}

/** hearth_table_get_n_rows: Thread: any. */
guint
hearth_table_get_n_rows (const HearthTable *self)
{
  g_return_val_if_fail (self != NULL && self->columns->len > 0, 0);

  return self->cells->len / self->columns->len;
}

/** hearth_table_has_totals: whether the last row sums up the others. Thread: any. */
gboolean
hearth_table_has_totals (const HearthTable *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_totals;
}

static const Cell *
get_cell (const HearthTable *self, guint row, guint column)
{
  g_assert (column < self->columns->len && row < self->cells->len / self->columns->len);
  return &g_array_index (self->cells, Cell, row * self->columns->len + column);
}

/** hearth_table_get_kind: what is in a cell. Thread: any. */
HearthCellKind
hearth_table_get_kind (const HearthTable *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL, HEARTH_CELL_EMPTY);

  return get_cell (self, row, column)->kind;
}

/** hearth_table_get_text: (transfer none) (nullable): %NULL unless it is a text. Thread: any. */
const char *
hearth_table_get_text (const HearthTable *self, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (self != NULL, NULL);

  cell = get_cell (self, row, column);
  return cell->kind == HEARTH_CELL_TEXT ? cell->text : NULL;
}

/** hearth_table_get_number: 0 unless it is a number or a date. Thread: any. */
gint64
hearth_table_get_number (const HearthTable *self, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (self != NULL, 0);

  cell = get_cell (self, row, column);
  return cell->kind == HEARTH_CELL_NUMBER || cell->kind == HEARTH_CELL_DATE ? cell->number : 0;
}

static char *
dup_date (HearthDate date, const char *language)
{
  int year, month, day;

  if (!g_str_equal (language, "uk"))
    return hearth_date_to_string (date);
  hearth_date_split (date, &year, &month, &day);
  return g_strdup_printf ("%02d.%02d.%04d", day, month, year);
}

/** hearth_table_dup_cell: Returns: (transfer full): in the language of the table. Thread: any. */
char *
hearth_table_dup_cell (const HearthTable *self, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (self != NULL, NULL);

  cell = get_cell (self, row, column);
  switch (cell->kind)
    {
    case HEARTH_CELL_TEXT:
      return g_strdup (cell->text);
    case HEARTH_CELL_DATE:
      return dup_date ((HearthDate) cell->number, self->language);
    case HEARTH_CELL_NUMBER:
      return get_column (self, column)->type == HEARTH_COLUMN_MONEY
                 ? hearth_kopiykas_to_text (cell->number, self->language)
                 : g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case HEARTH_CELL_HIDDEN:
      return g_strdup (HEARTH_TABLE_HIDDEN_TEXT);
    case HEARTH_CELL_EMPTY:
    default:
      return g_strdup ("");
    }
}
