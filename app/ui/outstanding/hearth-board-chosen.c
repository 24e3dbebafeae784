/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-chosen.h"

#include "hearth-board-item.h"

static void
add_group (const HearthOutstandingGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < group->rows->len; i++)
    g_ptr_array_add (rows, group->rows->pdata[i]);
}

static void
add_line (GListModel *model, guint position, GPtrArray *rows)
{
  g_autoptr (HearthBoardItem) item = hearth_board_item_at (model, position);
  HearthOutstandingGroup *group = hearth_board_item_get_group (item);

  if (group == NULL)
    g_ptr_array_add (rows, (gpointer) hearth_board_item_get_row (item));
  else
    add_group (group, rows);
}

GPtrArray *
hearth_board_chosen_list (GtkSelectionModel *model, HearthBoardLines *lines)
{
  GPtrArray *all = lines != NULL ? hearth_board_lines_get_rows (lines) : NULL;
  GPtrArray *rows;
  GtkBitset *chosen;
  GtkBitsetIter iter;
  guint position;

  if (model == NULL || lines == NULL)
    return g_ptr_array_new ();
  chosen = gtk_selection_model_get_selection (model);
  rows = g_ptr_array_sized_new ((guint) gtk_bitset_get_size (chosen));
  if (gtk_bitset_iter_init_first (&iter, chosen, &position))
    do
      {
        /* Without groups a line is a row: thousands of them are chosen without making an item of each. */
        if (all != NULL)
          g_ptr_array_add (rows, all->pdata[position]);
        else
          add_line (G_LIST_MODEL (model), position, rows);
      }
    while (gtk_bitset_iter_next (&iter, &position));
  gtk_bitset_unref (chosen);
  return rows;
}

/* (element-type HearthStepRow): every row of @rows once. Without groups none can be there twice. */
static GPtrArray *
list_once (HearthBoardLines *lines, GPtrArray *rows)
{
  g_autoptr (GHashTable) seen = NULL;
  GPtrArray *once;

  if (lines == NULL || hearth_board_lines_get_groups (lines) == NULL)
    return g_ptr_array_ref (rows);
  seen = g_hash_table_new (NULL, NULL);
  once = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    if (g_hash_table_add (seen, rows->pdata[i]))
      g_ptr_array_add (once, rows->pdata[i]);
  return once;
}

GPtrArray *
hearth_board_chosen_list_or_all (GtkSelectionModel *model, HearthBoardLines *lines)
{
  g_autoptr (GPtrArray) rows = hearth_board_chosen_list (model, lines);
  GPtrArray *groups = lines != NULL ? hearth_board_lines_get_groups (lines) : NULL;

  if (rows->len == 0 && groups == NULL && lines != NULL)
    return g_ptr_array_ref (hearth_board_lines_get_rows (lines));
  if (rows->len == 0 && groups != NULL)
    for (guint i = 0; i < groups->len; i++)
      add_group (groups->pdata[i], rows);
  return list_once (lines, rows);
}

GArray *
hearth_board_chosen_dup_steps (HearthBoardLines *lines, GPtrArray *chosen)
{
  g_autoptr (GPtrArray) rows = list_once (lines, chosen);
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (HearthStepAt));

  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];
      const HearthStepAt at = { .step = row->step_id, .revision = row->revision };

      if (!hearth_id_is_zero (&row->step_id))
        g_array_append_val (steps, at);
    }
  return steps;
}

/* The label follows every key that chooses: it makes nothing of a hundred thousand rows but their number. */
guint
hearth_board_chosen_count_steps (HearthBoardLines *lines, GPtrArray *chosen)
{
  g_autoptr (GPtrArray) rows = list_once (lines, chosen);
  guint n_steps = 0;

  for (guint i = 0; i < rows->len; i++)
    n_steps += !hearth_id_is_zero (&((const HearthStepRow *) rows->pdata[i])->step_id);
  return n_steps;
}
