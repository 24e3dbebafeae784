/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen on the board, however it is arranged: every row once, and as many steps as the label says. */
#include "config.h"

#include "hearth-bench-fill-store.h"
#include "hearth-board-chosen.h"
#include "hearth-board-item.h"
#include "hearth-board-list.h"
#include "hearth-many-selection.h"
#include "hearth-test-rows.h"
#include "hearth-test.h"

#define N_CASES 30
#define N_STEPS 12
#define N_ROUNDS 60

typedef struct
{
  HearthPackSet *packs;
  HearthDb *db;
  HearthBoard *board;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  HearthBoardQuestion *question;
  HearthBenchFill size = { .n_cases = N_CASES, .n_steps = N_STEPS };

  fixture->packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);
  fixture->db = hearth_test_rows_open ();
  size.today = hearth_date_new (2025, 6, 21);
  size.packs = fixture->packs;
  hearth_bench_fill (fixture->db, &size, &error);
  g_assert_no_error (error);
  question = hearth_board_question_new (size.today, fixture->packs);
  fixture->board = hearth_board_read (fixture->db, question, &error);
  g_assert_no_error (error);
  hearth_board_question_free (question);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_board_unref (fixture->board);
  hearth_db_close (fixture->db);
  hearth_pack_set_unref (fixture->packs);
}

static GListModel *
make_children (gpointer item, gpointer user_data)
{
  HearthOutstandingGroup *group = hearth_board_item_get_group (item);

  return group != NULL ? hearth_board_list_new (hearth_board_item_get_lines (item), group) : NULL;
}

/* Some of the groups are unfolded. */
static GtkSelectionModel *
make_model (HearthBoardLines *lines)
{
  g_autoptr (GListModel) root = hearth_board_list_new (lines, NULL);

  if (hearth_board_lines_get_groups (lines) != NULL)
    {
      root = G_LIST_MODEL (gtk_tree_list_model_new (g_steal_pointer (&root), FALSE, FALSE,
                                                    make_children, NULL, NULL));
      for (guint i = 0; i < g_list_model_get_n_items (root); i++)
        {
          g_autoptr (GtkTreeListRow) row = g_list_model_get_item (root, i);

          gtk_tree_list_row_set_expanded (row, g_test_rand_int_range (0, 3) == 0);
        }
    }
  return hearth_many_selection_new (root);
}

static void
choose (GtkSelectionModel *model)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  const guint from = (guint) g_test_rand_int_range (0, (gint32) n_items);

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      gtk_selection_model_select_all (model);
      break;
    case 1:
      gtk_selection_model_select_range (model, from, n_items - from, FALSE);
      break;
    case 2:
      gtk_selection_model_unselect_item (model, from);
      break;
    case 3:
      gtk_selection_model_unselect_all (model);
      break;
    default:
      gtk_selection_model_select_item (model, from, FALSE);
      break;
    }
}

static void
add_item (GHashTable *rows, HearthBoardItem *item)
{
  HearthOutstandingGroup *group = hearth_board_item_get_group (item);

  if (group == NULL)
    g_hash_table_add (rows, (gpointer) hearth_board_item_get_row (item));
  for (guint i = 0; group != NULL && i < group->rows->len; i++)
    g_hash_table_add (rows, group->rows->pdata[i]);
}

/* By looking at every line. */
static GHashTable *
find_chosen (GtkSelectionModel *model)
{
  GHashTable *rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (HearthBoardItem) item = NULL;

      if (!gtk_selection_model_is_selected (model, i))
        continue;
      item = hearth_board_item_at (G_LIST_MODEL (model), i);
      add_item (rows, item);
    }
  return rows;
}

static guint
count_rows (HearthBoardLines *lines)
{
  GPtrArray *groups = hearth_board_lines_get_groups (lines);
  guint n_rows = 0;

  if (groups == NULL)
    return hearth_board_lines_get_rows (lines)->len;
  for (guint i = 0; i < groups->len; i++)
    n_rows += ((const HearthOutstandingGroup *) groups->pdata[i])->rows->len;
  return n_rows;
}

static void
assert_chosen (GtkSelectionModel *model, HearthBoardLines *lines)
{
  g_autoptr (GHashTable) wanted = find_chosen (model);
  g_autoptr (GPtrArray) rows = hearth_board_chosen_list (model, lines);
  g_autoptr (GPtrArray) or_all = hearth_board_chosen_list_or_all (model, lines);
  g_autoptr (GArray) steps = hearth_board_chosen_dup_steps (rows);
  guint n_steps = 0;

  g_assert_cmpuint (rows->len, ==, g_hash_table_size (wanted));
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];

      g_assert_true (g_hash_table_contains (wanted, row));
      n_steps += !hearth_id_is_zero (&row->step_id);
    }
  g_assert_cmpuint (steps->len, ==, n_steps);
  g_assert_cmpuint (hearth_board_chosen_count_steps (model, lines), ==, n_steps);
  g_assert_cmpuint (or_all->len, ==, rows->len > 0 ? rows->len : count_rows (lines));
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  static const char *const looks[][2] = {
    { "all", "none" },     { "all", "benefit" },  { "all", "blocker" }, { "all", "unit" },
    { "overdue", "none" }, { "overdue", "unit" }, { "people", "none" }, { "people", "benefit" },
  };
  guint n_owed_only = 0;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (HearthBoardLines) lines =
          hearth_board_arrange (fixture->board, looks[i][0], looks[i][1], "age", FALSE);
      g_autoptr (GtkSelectionModel) model = make_model (lines);
      g_autoptr (GPtrArray) all = hearth_board_chosen_list_or_all (model, lines);

      g_assert_cmpuint (all->len, >, 0);
      n_owed_only += all->len - hearth_board_lines_count_steps (lines, NULL);
      assert_chosen (model, lines);
      for (guint round = 0; round < N_ROUNDS; round++)
        {
          choose (model);
          assert_chosen (model, lines);
        }
    }
  /* Rows without a step were among them. */
  g_assert_cmpuint (n_owed_only, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  g_test_add ("/board-chosen/counts-are-those-of-the-lines", Fixture, NULL, set_up, test_counts,
              tear_down);
  return g_test_run ();
}
