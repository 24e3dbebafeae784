/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-item.h"

struct _HearthBoardItem
{
  GObject parent_instance;
  HearthBoardLines *lines;
  const HearthStepRow *row;
  HearthOutstandingGroup *group;
  char *title;
};

G_DEFINE_FINAL_TYPE (HearthBoardItem, hearth_board_item, G_TYPE_OBJECT)

static const HearthOutstandingFigures nothing;

static void
hearth_board_item_finalize (GObject *object)
{
  HearthBoardItem *self = HEARTH_BOARD_ITEM (object);

  g_clear_pointer (&self->lines, hearth_board_lines_unref);
  g_free (self->title);
  G_OBJECT_CLASS (hearth_board_item_parent_class)->finalize (object);
}

static void
hearth_board_item_class_init (HearthBoardItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_board_item_finalize;
}

static void
hearth_board_item_init (HearthBoardItem *self)
{
}

HearthBoardItem *
hearth_board_item_new_group (HearthBoardLines *lines, HearthOutstandingGroup *group)
{
  HearthBoardItem *self = g_object_new (HEARTH_TYPE_BOARD_ITEM, NULL);

  self->lines = hearth_board_lines_ref (lines);
  self->group = group;
  return self;
}

HearthBoardItem *
hearth_board_item_new_step (HearthBoardLines *lines, const HearthStepRow *row)
{
  HearthBoardItem *self = g_object_new (HEARTH_TYPE_BOARD_ITEM, NULL);

  self->lines = hearth_board_lines_ref (lines);
  self->row = row;
  return self;
}

const HearthStepRow *
hearth_board_item_get_row (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return self->row;
}

HearthOutstandingGroup *
hearth_board_item_get_group (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return self->group;
}

/* A long list asks for items that nobody looks at. */
const char *
hearth_board_item_get_title (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  if (self->title == NULL && self->group != NULL)
    self->title = hearth_board_lines_dup_title (self->lines, self->group);
  return self->title;
}

const HearthOutstandingFigures *
hearth_board_item_get_figures (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return self->group != NULL ? &self->group->figures : &nothing;
}

HearthBoardLines *
hearth_board_item_get_lines (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return self->lines;
}

HearthBoardItem *
hearth_board_item_at (GListModel *model, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (model, position);

  return GTK_IS_TREE_LIST_ROW (item)
             ? HEARTH_BOARD_ITEM (gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (item)))
             : HEARTH_BOARD_ITEM (g_steal_pointer (&item));
}
