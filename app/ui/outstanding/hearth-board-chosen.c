/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-chosen.h"

#include "hearth-board-item.h"

static GPtrArray *
list_all (HearthBoardLines *lines)
{
  GPtrArray *groups = hearth_board_lines_get_groups (lines);
  GPtrArray *rows;

  if (groups == NULL)
    return g_ptr_array_ref (hearth_board_lines_get_rows (lines));
  rows = g_ptr_array_new ();
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_extend (rows, ((const HearthOutstandingGroup *) groups->pdata[i])->rows, NULL,
                        NULL);
  return rows;
}

/* Without groups a line is a row: thousands of them are chosen without making an item of each. */
static GPtrArray *
list_rows (GPtrArray *all, const GtkBitset *chosen)
{
  GPtrArray *rows = g_ptr_array_sized_new ((guint) gtk_bitset_get_size (chosen));
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_there = gtk_bitset_iter_init_first (&iter, chosen, &position); is_there;
       is_there = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (rows, all->pdata[position]);
  return rows;
}

/* A row may be chosen with its group as well. */
static void
add_once (GHashTable *seen, gpointer row, GPtrArray *rows)
{
  if (g_hash_table_add (seen, row))
    g_ptr_array_add (rows, row);
}

static GPtrArray *
list_in_groups (GListModel *model, const GtkBitset *chosen)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *rows = g_ptr_array_new ();
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_there = gtk_bitset_iter_init_first (&iter, chosen, &position); is_there;
       is_there = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (HearthBoardItem) item = hearth_board_item_at (model, position);
      const HearthOutstandingGroup *group = hearth_board_item_get_group (item);

      if (group == NULL)
        add_once (seen, (gpointer) hearth_board_item_get_row (item), rows);
      else
        for (guint i = 0; i < group->rows->len; i++)
          add_once (seen, group->rows->pdata[i], rows);
    }
  return rows;
}

static gboolean
is_all (GtkSelectionModel *model, const GtkBitset *chosen)
{
  return gtk_bitset_get_size (chosen) == g_list_model_get_n_items (G_LIST_MODEL (model));
}

GPtrArray *
hearth_board_chosen_list (GtkSelectionModel *model, HearthBoardLines *lines)
{
  GPtrArray *rows;
  GtkBitset *chosen;

  if (model == NULL || lines == NULL)
    return g_ptr_array_new ();
  chosen = gtk_selection_model_get_selection (model);
  if (is_all (model, chosen))
    rows = list_all (lines);
  else if (hearth_board_lines_get_groups (lines) == NULL)
    rows = list_rows (hearth_board_lines_get_rows (lines), chosen);
  else
    rows = list_in_groups (G_LIST_MODEL (model), chosen);
  gtk_bitset_unref (chosen);
  return rows;
}

GPtrArray *
hearth_board_chosen_list_or_all (GtkSelectionModel *model, HearthBoardLines *lines)
{
  g_autoptr (GPtrArray) rows = hearth_board_chosen_list (model, lines);

  return rows->len == 0 && lines != NULL ? list_all (lines) : g_steal_pointer (&rows);
}

GArray *
hearth_board_chosen_dup_steps (GPtrArray *rows)
{
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

static guint
count_in_groups (GtkSelectionModel *model, HearthBoardLines *lines)
{
  g_autoptr (GPtrArray) rows = hearth_board_chosen_list (model, lines);
  g_autoptr (GArray) steps = hearth_board_chosen_dup_steps (rows);

  return steps->len;
}

/* The label follows every key that chooses. */
guint
hearth_board_chosen_count_steps (GtkSelectionModel *model, HearthBoardLines *lines)
{
  GtkBitset *chosen;
  guint n_steps;

  if (model == NULL || lines == NULL)
    return 0;
  chosen = gtk_selection_model_get_selection (model);
  if (is_all (model, chosen))
    n_steps = hearth_board_lines_count_steps (lines, NULL);
  else if (hearth_board_lines_get_groups (lines) == NULL)
    n_steps = hearth_board_lines_count_steps (lines, chosen);
  else
    n_steps = count_in_groups (model, lines);
  gtk_bitset_unref (chosen);
  return n_steps;
}
