/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-table-row.h"

struct _HearthTableRow
{
  GObject parent_instance;
  HearthTable *table;
  guint index;
};

G_DEFINE_FINAL_TYPE (HearthTableRow, hearth_table_row, G_TYPE_OBJECT)

static void
hearth_table_row_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_TABLE_ROW (object)->table, hearth_table_unref);
  G_OBJECT_CLASS (hearth_table_row_parent_class)->finalize (object);
}

static void
hearth_table_row_class_init (HearthTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_table_row_finalize;
}

static void
hearth_table_row_init (HearthTableRow *self)
{
}

HearthTableRow *
hearth_table_row_new (HearthTable *table, guint index)
{
  HearthTableRow *self = g_object_new (HEARTH_TYPE_TABLE_ROW, NULL);

  self->table = hearth_table_ref (table);
  self->index = index;
  return self;
}

char *
hearth_table_row_dup_cell (HearthTableRow *self, guint column)
{
  g_return_val_if_fail (HEARTH_IS_TABLE_ROW (self), NULL);

  return hearth_table_dup_cell (self->table, self->index, column);
}

gboolean
hearth_table_row_is_total (HearthTableRow *self)
{
  g_return_val_if_fail (HEARTH_IS_TABLE_ROW (self), FALSE);

  return hearth_table_has_totals (self->table) &&
         self->index + 1 == hearth_table_get_n_rows (self->table);
}
