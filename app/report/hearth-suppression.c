/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table with its totals is a circulation in a network. Its nodes are the rows and the columns, those of the
 * totals among them; its arcs are the cells: an inner cell carries its count from its row to its column, the
 * total of a row brings it to the row from the node of row totals, the total of a column takes it away, the
 * grand total closes the circle. What is told is fixed; the tables that agree with it are the circulations
 * that differ on hidden arcs alone, so the least and the greatest value of a hidden cell are what flows in
 * the residual network, exactly and in whole numbers. */
#include "config.h"

#include "hearth-suppression.h"

#define ENDLESS (G_MAXINT64 / 4)
/* To be hidden, a total costs so much more than a cell: it tells more. */
#define TOTAL_COST 4

typedef struct
{
  const gint64 *counts;
  gboolean *is_hidden;
  guint n_rows, n_columns; /* with the totals */
  gint64 *flow;            /* scratch: of every cell, while it is asked how far one can move */
  gint64 *cost;            /* scratch: of every node */
  int *from;               /* scratch: the cell by which a node is reached; -1: not reached */
  gboolean *is_done;
} Table;

static guint
get_n_cells (const Table *self)
{
  return self->n_rows * self->n_columns;
}

static guint
get_n_nodes (const Table *self)
{
  return self->n_rows + self->n_columns;
}

/* From which node to which an arc leads: rows are 0 and up, columns follow. A total runs the other way. */
static void
get_ends (const Table *self, guint cell, guint *tail, guint *head)
{
  const guint row = cell / self->n_columns, column = cell % self->n_columns;
  const gboolean is_forward = (row == self->n_rows - 1) == (column == self->n_columns - 1);

  *tail = is_forward ? row : self->n_rows + column;
  *head = is_forward ? self->n_rows + column : row;
}

static gboolean
is_total (const Table *self, guint cell)
{
  return cell / self->n_columns == self->n_rows - 1 ||
         cell % self->n_columns == self->n_columns - 1;
}

/* --- How far a hidden cell can be moved --- */

/* The node on the other side of @cell, and how much more can go there from @node. */
static gint64
get_room (const Table *self, guint cell, guint node, guint *other)
{
  guint tail, head;

  get_ends (self, cell, &tail, &head);
  if (node == tail)
    {
      *other = head;
      return ENDLESS;
    }
  *other = tail;
  return node == head ? self->flow[cell] : 0;
}

/* Breadth first, over hidden cells other than @skipped. */
static gboolean
find_way (Table *self, guint source, guint target, guint skipped, guint *queue)
{
  const guint n_nodes = get_n_nodes (self), n_cells = get_n_cells (self);
  guint n = 0;

  for (guint i = 0; i < n_nodes; i++)
    {
      self->from[i] = -1;
      self->is_done[i] = FALSE;
    }
  queue[n++] = source;
  self->is_done[source] = TRUE;
  for (guint at = 0; at < n && !self->is_done[target]; at++)
    for (guint cell = 0; cell < n_cells; cell++)
      {
        guint other;

        if (!self->is_hidden[cell] || cell == skipped ||
            get_room (self, cell, queue[at], &other) <= 0 || self->is_done[other])
          continue;
        self->is_done[other] = TRUE;
        self->from[other] = (int) cell;
        queue[n++] = other;
      }
  return self->is_done[target];
}

/* The node from which the way came to @node. */
static guint
step_back (const Table *self, guint node)
{
  guint tail, head;

  get_ends (self, (guint) self->from[node], &tail, &head);
  return node == head ? tail : head;
}

static gint64
get_room_of_way (const Table *self, guint source, guint target)
{
  gint64 room = ENDLESS;

  for (guint node = target; node != source; node = step_back (self, node))
    {
      guint other;

      room = MIN (room, get_room (self, (guint) self->from[node], step_back (self, node), &other));
    }
  return room;
}

static void
push (Table *self, guint source, guint target, gint64 amount)
{
  for (guint node = target; node != source; node = step_back (self, node))
    {
      const guint cell = (guint) self->from[node];
      guint tail, head;

      get_ends (self, cell, &tail, &head);
      self->flow[cell] += node == head ? amount : -amount;
    }
}

/* How much can go from @source to @target without @skipped, as far as it matters. */
static gint64
get_flow (Table *self, guint source, guint target, guint skipped)
{
  g_autofree guint *queue = g_new (guint, get_n_nodes (self));
  gint64 sum = 0;

  for (guint i = 0; i < get_n_cells (self); i++)
    self->flow[i] = self->counts[i];
  while (sum < HEARTH_SUPPRESSION_WIDTH && find_way (self, source, target, skipped, queue))
    {
      const gint64 room =
          MIN (get_room_of_way (self, source, target), HEARTH_SUPPRESSION_WIDTH - sum);

      push (self, source, target, room);
      sum += room;
    }
  return sum;
}

static gboolean
is_safe (Table *self, guint cell)
{
  guint tail, head;
  gint64 up, down;

  get_ends (self, cell, &tail, &head);
  up = get_flow (self, head, tail, cell);
  if (up >= HEARTH_SUPPRESSION_WIDTH)
    return TRUE;
  down = MIN (get_flow (self, tail, head, cell), self->counts[cell]);
  return up + down >= HEARTH_SUPPRESSION_WIDTH;
}

/* --- What else is to be hidden --- */

static gint64
get_cost (const Table *self, guint cell)
{
  gint64 cost = self->counts[cell] + 1;

  if (self->is_hidden[cell])
    return 0;
  if (cell == get_n_cells (self) - 1)
    return ENDLESS / 1024;
  return is_total (self, cell) ? cost * TOTAL_COST : cost;
}

static int
find_nearest (const Table *self)
{
  int nearest = -1;

  for (guint i = 0; i < get_n_nodes (self); i++)
    if (!self->is_done[i] && self->cost[i] < ENDLESS &&
        (nearest < 0 || self->cost[i] < self->cost[nearest]))
      nearest = (int) i;
  return nearest;
}

/* The cheapest way on which the whole width could go around @skipped, were all of it hidden. */
static gboolean
find_cheapest_way (Table *self, guint source, guint target, guint skipped)
{
  int node;

  for (guint i = 0; i < get_n_nodes (self); i++)
    {
      self->cost[i] = i == source ? 0 : ENDLESS;
      self->from[i] = -1;
      self->is_done[i] = FALSE;
    }
  while ((node = find_nearest (self)) >= 0)
    {
      self->is_done[node] = TRUE;
      for (guint cell = 0; cell < get_n_cells (self); cell++)
        {
          guint other;
          gint64 cost;

          if (cell == skipped ||
              get_room (self, cell, (guint) node, &other) < HEARTH_SUPPRESSION_WIDTH)
            continue;
          cost = self->cost[node] + get_cost (self, cell);
          if (self->is_done[other] || cost >= self->cost[other])
            continue;
          self->cost[other] = cost;
          self->from[other] = (int) cell;
        }
    }
  return self->is_done[target];
}

static gboolean
hide_cheapest (Table *self)
{
  int cheapest = -1;

  for (guint i = 0; i < get_n_cells (self); i++)
    if (!self->is_hidden[i] &&
        (cheapest < 0 || get_cost (self, i) < get_cost (self, (guint) cheapest)))
      cheapest = (int) i;
  if (cheapest >= 0)
    self->is_hidden[cheapest] = TRUE;
  return cheapest >= 0;
}

/* Each call hides one more at least: FALSE if there is nothing left to hide. */
static gboolean
protect (Table *self, guint cell)
{
  gboolean has_hidden = FALSE;
  guint tail, head;

  get_ends (self, cell, &tail, &head);
  for (guint i = 0; i < get_n_cells (self); i++)
    self->flow[i] = self->counts[i];
  if (find_cheapest_way (self, head, tail, cell))
    for (guint node = tail; node != head; node = step_back (self, node))
      {
        has_hidden |= !self->is_hidden[self->from[node]];
        self->is_hidden[self->from[node]] = TRUE;
      }
  return has_hidden || hide_cheapest (self);
}

/* FALSE: all that is hidden is safe. */
static gboolean
protect_one (Table *self)
{
  for (guint i = 0; i < get_n_cells (self); i++)
    if (self->is_hidden[i] && !is_safe (self, i))
      return protect (self, i);
  return FALSE;
}

/**
 * hearth_suppress:
 *
 * First what is below the threshold, cells and totals alike, zeros too: that nobody is in a group tells of those
 * who are in it elsewhere. Then, one after the other, the cheapest cells that give every hidden one a range of
 * possible values (complementary suppression). Of what is hidden it cannot be told which was small.
 * Grows with the fourth power of the table; for tables that fit a page. Thread: any.
 */
void
hearth_suppress (const gint64 *counts, guint n_rows, guint n_columns, gboolean *is_hidden)
{
  Table self = { counts, is_hidden, n_rows + 1, n_columns + 1, NULL, NULL, NULL, NULL };
  g_autofree gint64 *flow = NULL;
  g_autofree gint64 *cost = NULL;
  g_autofree int *from = NULL;
  g_autofree gboolean *is_done = NULL;

  g_return_if_fail (counts != NULL && is_hidden != NULL);

  self.flow = flow = g_new0 (gint64, get_n_cells (&self));
  self.cost = cost = g_new0 (gint64, get_n_nodes (&self));
  self.from = from = g_new0 (int, get_n_nodes (&self));
  self.is_done = is_done = g_new0 (gboolean, get_n_nodes (&self));
  for (guint i = 0; i < get_n_cells (&self); i++)
    is_hidden[i] = counts[i] < HEARTH_SUPPRESSION_THRESHOLD;
  while (protect_one (&self))
    continue;
}
