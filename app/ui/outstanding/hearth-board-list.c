/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-list.h"

#include "hearth-board-item.h"

struct _HearthBoardList
{
  GObject parent_instance;
  GPtrArray *rows;
};

static GType
get_item_type (GListModel *model)
{
  return HEARTH_TYPE_BOARD_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HEARTH_BOARD_LIST (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HearthBoardList *self = HEARTH_BOARD_LIST (model);

  return position < self->rows->len
             ? hearth_board_item_new_step (self->rows, self->rows->pdata[position])
             : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HearthBoardList,
                               hearth_board_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
hearth_board_list_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_BOARD_LIST (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_board_list_parent_class)->finalize (object);
}

static void
hearth_board_list_class_init (HearthBoardListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_board_list_finalize;
}

static void
hearth_board_list_init (HearthBoardList *self)
{
}

GListModel *
hearth_board_list_new (GPtrArray *rows)
{
  HearthBoardList *self = g_object_new (HEARTH_TYPE_BOARD_LIST, NULL);

  self->rows = g_ptr_array_ref (rows);
  return G_LIST_MODEL (self);
}
