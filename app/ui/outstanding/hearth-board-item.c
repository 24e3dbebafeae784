/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-item.h"

struct _HearthBoardItem
{
  GObject parent_instance;
  GPtrArray *rows;
  const HearthStepRow *row;
  char *title;
  HearthOutstandingFigures figures;
};

G_DEFINE_FINAL_TYPE (HearthBoardItem, hearth_board_item, G_TYPE_OBJECT)

static void
hearth_board_item_finalize (GObject *object)
{
  HearthBoardItem *self = HEARTH_BOARD_ITEM (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
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
hearth_board_item_new_group (GPtrArray *rows,
                             const char *title,
                             const HearthOutstandingFigures *figures)
{
  HearthBoardItem *self = g_object_new (HEARTH_TYPE_BOARD_ITEM, NULL);

  self->rows = g_ptr_array_ref (rows);
  self->title = g_strdup (title);
  self->figures = *figures;
  return self;
}

HearthBoardItem *
hearth_board_item_new_step (GPtrArray *rows, const HearthStepRow *row)
{
  HearthBoardItem *self = g_object_new (HEARTH_TYPE_BOARD_ITEM, NULL);

  self->rows = g_ptr_array_ref (rows);
  self->row = row;
  return self;
}

const HearthStepRow *
hearth_board_item_get_row (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return self->row;
}

const char *
hearth_board_item_get_title (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return self->title;
}

const HearthOutstandingFigures *
hearth_board_item_get_figures (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return &self->figures;
}

GPtrArray *
hearth_board_item_get_rows (HearthBoardItem *self)
{
  g_return_val_if_fail (HEARTH_IS_BOARD_ITEM (self), NULL);

  return self->rows;
}
