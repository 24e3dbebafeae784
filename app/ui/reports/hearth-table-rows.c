/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-table-rows.h"

#include "hearth-table-row.h"

struct _HearthTableRows
{
  GObject parent_instance;
  HearthTable *table;
};

static void hearth_table_rows_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HearthTableRows,
                               hearth_table_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      hearth_table_rows_list_init))

static GType
hearth_table_rows_get_item_type (GListModel *model)
{
  return HEARTH_TYPE_TABLE_ROW;
}

static guint
hearth_table_rows_get_n_items (GListModel *model)
{
  return hearth_table_get_n_rows (HEARTH_TABLE_ROWS (model)->table);
}

static gpointer
hearth_table_rows_get_item (GListModel *model, guint position)
{
  HearthTableRows *self = HEARTH_TABLE_ROWS (model);

  return position < hearth_table_get_n_rows (self->table)
             ? hearth_table_row_new (self->table, position)
             : NULL;
}

static void
hearth_table_rows_list_init (GListModelInterface *iface)
{
  iface->get_item_type = hearth_table_rows_get_item_type;
  iface->get_n_items = hearth_table_rows_get_n_items;
  iface->get_item = hearth_table_rows_get_item;
}

static void
hearth_table_rows_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_TABLE_ROWS (object)->table, hearth_table_unref);
  G_OBJECT_CLASS (hearth_table_rows_parent_class)->finalize (object);
}

static void
hearth_table_rows_class_init (HearthTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_table_rows_finalize;
}

static void
hearth_table_rows_init (HearthTableRows *self)
{
}

GListModel *
hearth_table_rows_new (HearthTable *table)
{
  HearthTableRows *self = g_object_new (HEARTH_TYPE_TABLE_ROWS, NULL);

  self->table = hearth_table_ref (table);
  return G_LIST_MODEL (self);
}
