/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that are not told, against somebody who knows how tables are made and can do linear programming: the
 * simplex method over what is told. The matrix of a table and its totals is totally unimodular, so that every
 * number in it stays whole and every bound is exact. It shares nothing with the code that hides. */
#include "config.h"

#include "hearth-suppression.h"

#include <glib.h>

#define MAX_SIDE 5
#define MAX_CELLS ((MAX_SIDE + 1) * (MAX_SIDE + 1))
#define MAX_LINES (2 * (MAX_SIDE + 1))
#define N_TABLES 1000
#define ENDLESS G_MAXINT64

typedef struct
{
  guint n_rows, n_columns; /* without totals */
  gint64 counts[MAX_CELLS];
  gboolean is_hidden[MAX_CELLS];
} Table;

/* What can be solved for: a row of numbers for each line of the table, the right side last. */
typedef struct
{
  guint n_lines, n_unknown;
  gint64 a[MAX_LINES + 1][MAX_CELLS + MAX_LINES + 1]; /* the last line is the goal */
  guint basis[MAX_LINES];
} Simplex;

static guint
get_n_cells (const Table *table)
{
  return (table->n_rows + 1) * (table->n_columns + 1);
}

/* How @cell counts in the sum of @line, which is 0: rows first. */
static int
get_sign (const Table *table, guint cell, guint line)
{
  const guint row = cell / (table->n_columns + 1), column = cell % (table->n_columns + 1);

  if (line <= table->n_rows)
    return row != line ? 0 : column == table->n_columns ? -1 : 1;
  return column != line - table->n_rows - 1 ? 0 : row == table->n_rows ? -1 : 1;
}

static void
pivot (Simplex *self, guint line, guint column)
{
  const guint width = self->n_unknown + self->n_lines + 1;
  const gint64 unit = self->a[line][column];

  g_assert_true (unit == 1 || unit == -1);
  for (guint j = 0; j < width; j++)
    self->a[line][j] *= unit;
  for (guint i = 0; i <= self->n_lines; i++)
    {
      const gint64 factor = self->a[i][column];

      for (guint j = 0; i != line && factor != 0 && j < width; j++)
        self->a[i][j] -= factor * self->a[line][j];
    }
  self->basis[line] = column;
}

/* Makes the goal as small as it gets over the first @n_columns; FALSE: it has no end. */
static gboolean
minimize (Simplex *self, guint n_columns)
{
  const guint right = self->n_unknown + self->n_lines;

  for (;;)
    {
      guint column = 0;
      int line = -1;

      while (column < n_columns && self->a[self->n_lines][column] >= 0)
        column++;
      if (column == n_columns)
        return TRUE;
      for (guint i = 0; i < self->n_lines; i++)
        if (self->a[i][column] > 0 &&
            (line < 0 || self->a[i][right] < self->a[line][right] ||
             (self->a[i][right] == self->a[line][right] && self->basis[i] < self->basis[line])))
          line = (int) i;
      if (line < 0)
        return FALSE;
      pivot (self, (guint) line, column);
    }
}

static void
set_up (Simplex *self, const Table *table, const guint *unknown, guint n_unknown)
{
  guint right;

  *self = (Simplex){ .n_lines = table->n_rows + table->n_columns + 2, .n_unknown = n_unknown };
  right = n_unknown + self->n_lines;
  for (guint i = 0; i < self->n_lines; i++)
    {
      for (guint cell = 0; cell < get_n_cells (table); cell++)
        if (!table->is_hidden[cell])
          self->a[i][right] -= get_sign (table, cell, i) * table->counts[cell];
      for (guint j = 0; j < n_unknown; j++)
        self->a[i][j] = get_sign (table, unknown[j], i);
      if (self->a[i][right] < 0)
        for (guint j = 0; j <= right; j++)
          self->a[i][j] = -self->a[i][j];
      self->a[i][n_unknown + i] = 1;
      self->basis[i] = n_unknown + i;
      for (guint j = 0; j <= right; j++)
        if (j < n_unknown || j == right)
          self->a[self->n_lines][j] -= self->a[i][j];
    }
  g_assert_true (minimize (self, n_unknown));
  g_assert_cmpint (self->a[self->n_lines][right], ==, 0);
  for (guint i = 0; i < self->n_lines; i++)
    for (guint j = 0; self->basis[i] >= n_unknown && j < n_unknown; j++)
      if (self->a[i][j] != 0)
        pivot (self, i, j);
}

/* The least value (@sign 1), or the greatest with its sign turned (@sign -1). */
static gboolean
solve (const Simplex *start, guint unknown, int sign, gint64 *out)
{
  g_autofree Simplex *self = g_memdup2 (start, sizeof *start);
  const guint right = self->n_unknown + self->n_lines;

  for (guint j = 0; j <= right; j++)
    self->a[self->n_lines][j] = j == unknown ? sign : 0;
  for (guint i = 0; i < self->n_lines; i++)
    if (self->basis[i] == unknown)
      for (guint j = 0; j <= right; j++)
        self->a[self->n_lines][j] -= sign * self->a[i][j];
  if (!minimize (self, self->n_unknown))
    return FALSE;
  *out = -self->a[self->n_lines][right] * sign;
  return TRUE;
}

/* How many possible values, less one, the hidden number has that is known best; ENDLESS if none is hidden. */
static gint64
attack (const Table *table)
{
  guint unknown[MAX_CELLS], n_unknown = 0;
  gint64 narrowest = ENDLESS;
  g_autofree Simplex *start = g_new0 (Simplex, 1);

  for (guint i = 0; i < get_n_cells (table); i++)
    if (table->is_hidden[i])
      unknown[n_unknown++] = i;
  if (n_unknown == 0)
    return narrowest;
  set_up (start, table, unknown, n_unknown);
  for (guint i = 0; i < n_unknown; i++)
    {
      gint64 low = 0, high = ENDLESS;

      g_assert_true (solve (start, i, 1, &low));
      if (!solve (start, i, -1, &high))
        high = ENDLESS;
      g_assert_cmpint (low, <=, table->counts[unknown[i]]);
      g_assert_cmpint (high, >=, table->counts[unknown[i]]);
      narrowest = MIN (narrowest, high == ENDLESS ? ENDLESS : high - low);
    }
  return narrowest;
}

static void
add_up (Table *table)
{
  const guint width = table->n_columns + 1;

  for (guint i = 0; i < table->n_rows; i++)
    table->counts[i * width + table->n_columns] = 0;
  for (guint j = 0; j < width; j++)
    table->counts[table->n_rows * width + j] = 0;
  for (guint i = 0; i < table->n_rows; i++)
    for (guint j = 0; j < table->n_columns; j++)
      table->counts[i * width + table->n_columns] += table->counts[i * width + j];
  for (guint i = 0; i < table->n_rows; i++)
    for (guint j = 0; j < width; j++)
      table->counts[table->n_rows * width + j] += table->counts[i * width + j];
}

static void
make_random (Table *table, GRand *random)
{
  static const gint32 ends[] = { 3, 6, 12, 40, 300 };
  const gint32 end = ends[g_rand_int_range (random, 0, G_N_ELEMENTS (ends))];

  *table = (Table){ .n_rows = (guint) g_rand_int_range (random, 1, MAX_SIDE + 1),
                    .n_columns = (guint) g_rand_int_range (random, 1, MAX_SIDE + 1) };
  for (guint i = 0; i < table->n_rows; i++)
    for (guint j = 0; j < table->n_columns; j++)
      table->counts[i * (table->n_columns + 1) + j] =
          g_rand_int_range (random, 0, 4) == 0 ? 0 : g_rand_int_range (random, 0, end);
  add_up (table);
}

static void
a_solver_recovers_nothing_from_a_thousand_tables (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20251122);
  guint n_hidden = 0, n_told = 0;

  for (guint i = 0; i < N_TABLES; i++)
    {
      Table table;

      make_random (&table, random);
      hearth_suppress (table.counts, table.n_rows, table.n_columns, table.is_hidden);
      for (guint j = 0; j < get_n_cells (&table); j++)
        {
          g_assert_true (table.is_hidden[j] || table.counts[j] >= HEARTH_SUPPRESSION_THRESHOLD);
          if (table.is_hidden[j])
            n_hidden++;
          else
            n_told++;
        }
      g_assert_cmpint (attack (&table), >=, HEARTH_SUPPRESSION_WIDTH);
    }
  /* Tables in which nothing is told would be safe too. */
  g_test_message ("%u numbers hidden, %u told", n_hidden, n_told);
  g_assert_cmpuint (n_hidden, >, N_TABLES);
  g_assert_cmpuint (n_told, >, N_TABLES * 2);
}

/* Shapes in which the usual partner of a hidden number gives it away: alone in a line, in a line of nothings, along a
 * diagonal, in a ring that a total closes, beside a number just as small, one more or less than the threshold. */
static void
a_solver_recovers_nothing_from_tables_made_for_it (void)
{
  static const struct
  {
    guint n_rows, n_columns;
    gint64 inner[16];
  } shapes[] = {
    { 1, 1, { 1 } },
    { 1, 2, { 4, 1000000 } },
    { 2, 1, { 1000000, 1 } },
    { 1, 4, { 1, 5, 5, 5 } },
    { 3, 3, { 1, 0, 0, 0, 900, 0, 0, 0, 900 } },
    { 3, 3, { 4, 0, 0, 0, 4, 0, 0, 0, 4 } },
    { 3, 3, { 0, 0, 1, 0, 0, 0, 700, 800, 0 } },
    { 2, 3, { 1, 1, 1, 1, 1, 1 } },
    { 2, 2, { 4, 5, 5, 4 } },
    { 3, 3, { 5, 5, 5, 5, 4, 5, 5, 5, 5 } },
    { 4, 4, { 1, 50, 0, 0, 0, 1, 50, 0, 0, 0, 1, 50, 50, 0, 0, 1 } },
    { 4, 4, { 3, 6, 6, 6, 6, 3, 6, 6, 6, 6, 3, 6, 6, 6, 6, 3 } },
    { 4, 2, { 1, 0, 2, 0, 3, 0, 4, 0 } },
    { 2, 4, { 0, 0, 0, 4, 5000, 0, 0, 0 } },
  };

  for (guint shape = 0; shape < G_N_ELEMENTS (shapes); shape++)
    {
      Table table = { .n_rows = shapes[shape].n_rows, .n_columns = shapes[shape].n_columns };

      for (guint i = 0; i < table.n_rows; i++)
        for (guint j = 0; j < table.n_columns; j++)
          table.counts[i * (table.n_columns + 1) + j] =
              shapes[shape].inner[i * table.n_columns + j];
      add_up (&table);
      hearth_suppress (table.counts, table.n_rows, table.n_columns, table.is_hidden);
      g_test_message ("shape %u", shape);
      for (guint i = 0; i < get_n_cells (&table); i++)
        g_assert_true (table.is_hidden[i] || table.counts[i] == 0 ||
                       table.counts[i] >= HEARTH_SUPPRESSION_THRESHOLD);
      g_assert_cmpint (attack (&table), >=, HEARTH_SUPPRESSION_WIDTH);
    }
}

/* What the solver is worth: hiding the small ones alone, it finds most of them. */
static void
the_solver_finds_numbers_that_totals_give_away (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_found = 0;

  for (guint i = 0; i < N_TABLES; i++)
    {
      Table table;

      make_random (&table, random);
      for (guint j = 0; j < get_n_cells (&table); j++)
        table.is_hidden[j] = table.counts[j] < HEARTH_SUPPRESSION_THRESHOLD;
      if (attack (&table) == 0)
        n_found++;
    }
  g_assert_cmpuint (n_found, >, N_TABLES / 4);
}

static void
a_table_without_small_numbers_is_told_whole (void)
{
  Table table = { .n_rows = 2, .n_columns = 2, .counts = { 5, 9, 0, 12, 30, 0 } };

  add_up (&table);
  hearth_suppress (table.counts, 2, 2, table.is_hidden);
  for (guint i = 0; i < get_n_cells (&table); i++)
    g_assert_false (table.is_hidden[i]);
}

static void
one_small_number_takes_three_others_with_it_and_no_total (void)
{
  Table table = { .n_rows = 3,
                  .n_columns = 3,
                  .counts = { 2, 20, 30, 0, 40, 8, 50, 0, 60, 70, 9 } };

  add_up (&table);
  hearth_suppress (table.counts, 3, 3, table.is_hidden);
  for (guint i = 0; i < get_n_cells (&table); i++)
    {
      const gboolean is_total = i / 4 == 3 || i % 4 == 3;

      g_assert_true (!is_total || !table.is_hidden[i]);
    }
  g_assert_true (table.is_hidden[0] && table.is_hidden[1] && table.is_hidden[4] &&
                 table.is_hidden[5]);
  g_assert_false (table.is_hidden[2]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report/suppression/a-solver-recovers-nothing-from-a-thousand-tables",
                   a_solver_recovers_nothing_from_a_thousand_tables);
  g_test_add_func ("/report/suppression/a-solver-recovers-nothing-from-tables-made-for-it",
                   a_solver_recovers_nothing_from_tables_made_for_it);
  g_test_add_func ("/report/suppression/the-solver-finds-numbers-that-totals-give-away",
                   the_solver_finds_numbers_that_totals_give_away);
  g_test_add_func ("/report/suppression/a-table-without-small-numbers-is-told-whole",
                   a_table_without_small_numbers_is_told_whole);
  g_test_add_func ("/report/suppression/one-small-number-takes-three-others-with-it-and-no-total",
                   one_small_number_takes_three_others_with_it_and_no_total);
  return g_test_run ();
}
