/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-diagram-private.h"

struct _HearthDiagram
{
  HearthTable *table;
  HearthDiagramSpec spec;
  guint first, n_rows, n_left_out;
};

/** hearth_diagram_new: Returns: (transfer full). Thread: any. */
HearthDiagram *
hearth_diagram_new (HearthTable *table, const HearthDiagramSpec *spec)
{
  HearthDiagram *self;
  guint n_rows;

  g_return_val_if_fail (table != NULL && spec != NULL, NULL);
  g_return_val_if_fail (spec->n_columns > 0 && spec->n_columns <= HEARTH_DIAGRAM_MAX_SERIES, NULL);
  g_return_val_if_fail (spec->kind != HEARTH_DIAGRAM_RANGE || spec->n_columns == HEARTH_N_RANGE,
                        NULL);

  n_rows = hearth_table_get_n_rows (table) - (hearth_table_has_totals (table) ? 1 : 0);
  self = g_atomic_rc_box_new0 (HearthDiagram);
  self->table = hearth_table_ref (table);
  self->spec = *spec;
  self->n_rows = MIN (n_rows, HEARTH_DIAGRAM_MAX_ROWS);
  self->n_left_out = n_rows - self->n_rows;
  self->first = spec->part == HEARTH_DIAGRAM_FROM_END ? self->n_left_out : 0;
  return self;
}

HearthDiagram *
hearth_diagram_ref (HearthDiagram *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  hearth_table_unref (((HearthDiagram *) data)->table);
}

void
hearth_diagram_unref (HearthDiagram *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/** hearth_diagram_get_table: (transfer none). Thread: any. */
HearthTable *
hearth_diagram_get_table (const HearthDiagram *self)
{
  return self->table;
}

HearthDiagramKind
hearth_diagram_get_kind (const HearthDiagram *self)
{
  return self->spec.kind;
}

guint
hearth_diagram_get_n_rows (const HearthDiagram *self)
{
  return self->n_rows;
}

guint
hearth_diagram_get_n_series (const HearthDiagram *self)
{
  return self->spec.kind == HEARTH_DIAGRAM_RANGE ? 1 : self->spec.n_columns;
}

guint
hearth_diagram_get_n_left_out (const HearthDiagram *self)
{
  return self->n_left_out;
}

gboolean
_hearth_diagram_get_number (const HearthDiagram *self, guint row, guint index, gint64 *number)
{
  const guint column = self->spec.columns[index];

  *number = 0;
  if (hearth_table_get_kind (self->table, self->first + row, column) != HEARTH_CELL_NUMBER)
    return FALSE;
  /* A bar has no length below nothing; the number beside it says so. */
  *number = MAX (hearth_table_get_number (self->table, self->first + row, column), 0);
  return TRUE;
}

/** hearth_diagram_get_value: Thread: any. */
gint64
hearth_diagram_get_value (const HearthDiagram *self, guint row, guint series)
{
  gint64 number;

  g_return_val_if_fail (row < self->n_rows && series < hearth_diagram_get_n_series (self), 0);

  _hearth_diagram_get_number (
      self, row, self->spec.kind == HEARTH_DIAGRAM_RANGE ? HEARTH_RANGE_HALF : series, &number);
  return number;
}

/** hearth_diagram_is_empty: Thread: any. */
gboolean
hearth_diagram_is_empty (const HearthDiagram *self)
{
  gint64 number;

  for (guint row = 0; row < self->n_rows; row++)
    for (guint i = 0; i < self->spec.n_columns; i++)
      if (_hearth_diagram_get_number (self, row, i, &number) &&
          (number > 0 || self->spec.kind == HEARTH_DIAGRAM_RANGE))
        return FALSE;
  return TRUE;
}

char *
_hearth_diagram_dup_label (const HearthDiagram *self, guint row)
{
  return hearth_table_dup_cell (self->table, self->first + row, self->spec.label);
}

char *
_hearth_diagram_dup_number (const HearthDiagram *self, guint row, guint index)
{
  return hearth_table_dup_cell (self->table, self->first + row, self->spec.columns[index]);
}

const char *
_hearth_diagram_get_series_title (const HearthDiagram *self, guint series)
{
  return hearth_table_get_column_title (self->table, self->spec.columns[series]);
}

const char *
_hearth_diagram_say (const HearthDiagram *self, const char *en, const char *uk)
{
  return g_strcmp0 (hearth_table_get_language (self->table), "uk") == 0 ? uk : en;
}

gint64
_hearth_diagram_get_sum (const HearthDiagram *self, guint row)
{
  gint64 sum = 0, number;

  for (guint i = 0; i < self->spec.n_columns; i++)
    if (_hearth_diagram_get_number (self, row, i, &number))
      sum += number;
  return sum;
}

gint64
_hearth_diagram_get_most (const HearthDiagram *self)
{
  gint64 most = 1, number;

  for (guint row = 0; row < self->n_rows; row++)
    if (self->spec.kind == HEARTH_DIAGRAM_STACKED)
      most = MAX (most, _hearth_diagram_get_sum (self, row));
    else
      for (guint i = 0; i < self->spec.n_columns; i++)
        if (_hearth_diagram_get_number (self, row, i, &number))
          most = MAX (most, number);
  return most;
}

static char *
dup_range (const HearthDiagram *self, guint row, const char *label)
{
  char *texts[HEARTH_N_RANGE];
  char *spoken;

  for (guint i = 0; i < HEARTH_N_RANGE; i++)
    texts[i] = _hearth_diagram_dup_number (self, row, i);
  spoken = g_strjoin (
      NULL, label, _hearth_diagram_say (self, ": half within ", ": половина за "),
      texts[HEARTH_RANGE_HALF],
      _hearth_diagram_say (self, " days, the middle half from ", " дн., середня половина від "),
      texts[HEARTH_RANGE_QUARTER], _hearth_diagram_say (self, " to ", " до "),
      texts[HEARTH_RANGE_THREE_QUARTERS], _hearth_diagram_say (self, ", all from ", ", усі від "),
      texts[HEARTH_RANGE_LEAST], _hearth_diagram_say (self, " to ", " до "),
      texts[HEARTH_RANGE_MOST], NULL);
  for (guint i = 0; i < HEARTH_N_RANGE; i++)
    g_free (texts[i]);
  return spoken;
}

/** hearth_diagram_dup_spoken: Returns: (transfer full): in the language of the table. Thread: any. */
char *
hearth_diagram_dup_spoken (const HearthDiagram *self, guint row, guint series)
{
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;

  g_return_val_if_fail (row < self->n_rows && series < hearth_diagram_get_n_series (self), NULL);

  label = _hearth_diagram_dup_label (self, row);
  if (self->spec.kind == HEARTH_DIAGRAM_RANGE)
    return dup_range (self, row, label);
  number = _hearth_diagram_dup_number (self, row, series);
  return g_strdup_printf ("%s, %s: %s", label, _hearth_diagram_get_series_title (self, series),
                          number[0] != '\0' ? number
                                            : _hearth_diagram_say (self, "not known", "невідомо"));
}
