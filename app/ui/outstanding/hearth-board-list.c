/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-list.h"

#include "hearth-board-item.h"

struct _HearthBoardList
{
  GObject parent_instance;
  HearthBoardLines *lines;
  GPtrArray *array; /* of the lines: groups, all rows, or those of one group */
  gboolean has_groups;
};

static GType
get_item_type (GListModel *model)
{
  return HEARTH_TYPE_BOARD_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HEARTH_BOARD_LIST (model)->array->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HearthBoardList *self = HEARTH_BOARD_LIST (model);

  if (position >= self->array->len)
    return NULL;
  return self->has_groups ? hearth_board_item_new_group (self->lines, self->array->pdata[position])
                          : hearth_board_item_new_step (self->lines, self->array->pdata[position]);
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
  g_clear_pointer (&HEARTH_BOARD_LIST (object)->array, g_ptr_array_unref);
  g_clear_pointer (&HEARTH_BOARD_LIST (object)->lines, hearth_board_lines_unref);
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
hearth_board_list_new (HearthBoardLines *lines, HearthOutstandingGroup *group)
{
  HearthBoardList *self = g_object_new (HEARTH_TYPE_BOARD_LIST, NULL);
  GPtrArray *groups = hearth_board_lines_get_groups (lines);

  self->lines = hearth_board_lines_ref (lines);
  self->has_groups = group == NULL && groups != NULL;
  if (group != NULL)
    self->array = g_ptr_array_ref (group->rows);
  else
    self->array = g_ptr_array_ref (groups != NULL ? groups : hearth_board_lines_get_rows (lines));
  return G_LIST_MODEL (self);
}
