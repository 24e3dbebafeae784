/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an array of ids becomes another by few splices. Pure but for the function that splices. */
#include "config.h"

#include "hearth-id-diff.h"

#include <string.h>

typedef struct
{
  GArray *ids, *new_ids;
  HearthIdSplice splice;
  gpointer data;
} Diff;

static gint64
id_at (GArray *ids, guint index)
{
  return g_array_index (ids, gint64, index);
}

static gboolean
stretch_is_equal (Diff *diff, guint start, guint new_start, guint n)
{
  return memcmp (&g_array_index (diff->ids, gint64, start),
                 &g_array_index (diff->new_ids, gint64, new_start), n * sizeof (gint64)) == 0;
}

static void
splice (Diff *diff, guint start, guint n_removed, guint n_added)
{
  if (n_removed + n_added > 0)
    diff->splice (start, n_removed, &g_array_index (diff->new_ids, gint64, start), n_added,
                  diff->data);
}

/* Whether the stretch differs only by one row that went from its begin to its end, or back: what an
 * edit of the field that a list is sorted by does. */
static gboolean
move_one (Diff *diff, guint start, guint n)
{
  const guint last = start + n - 1;

  if (n < 2)
    return FALSE;
  if (id_at (diff->ids, start) == id_at (diff->new_ids, last) &&
      stretch_is_equal (diff, start + 1, start, n - 1))
    {
      splice (diff, start, 1, 0);
      splice (diff, last, 0, 1);
      return TRUE;
    }
  if (id_at (diff->ids, last) == id_at (diff->new_ids, start) &&
      stretch_is_equal (diff, start, start + 1, n - 1))
    {
      splice (diff, last, 1, 0);
      splice (diff, start, 0, 1);
      return TRUE;
    }
  return FALSE;
}

/**
 * hearth_id_diff:
 * @ids: (element-type gint64): what is shown; changed by @splice only
 * @new_ids: (element-type gint64): what is to be shown
 * @max_diff: with more rows removed and added than this, everything goes and then everything comes: one
 *   signal (0, n, n) makes GTK ask for every row there is, two signals do not
 * @splice: called with @data for every change, in order; it must change @ids
 *
 * Thread: any.
 */
void
hearth_id_diff (GArray *ids, GArray *new_ids, guint max_diff, HearthIdSplice func, gpointer data)
{
  Diff diff = { ids, new_ids, func, data };
  const guint n_old = ids->len, n_new = new_ids->len;
  guint start = 0, n_tail = 0, n_removed, n_added;

  while (start < n_old && start < n_new && id_at (ids, start) == id_at (new_ids, start))
    start++;
  while (n_tail < n_old - start && n_tail < n_new - start &&
         id_at (ids, n_old - 1 - n_tail) == id_at (new_ids, n_new - 1 - n_tail))
    n_tail++;
  n_removed = n_old - start - n_tail;
  n_added = n_new - start - n_tail;
  if (n_removed == n_added && move_one (&diff, start, n_removed))
    return;
  if (n_removed + n_added <= max_diff)
    {
      splice (&diff, start, n_removed, n_added);
      return;
    }
  splice (&diff, 0, n_old, 0);
  splice (&diff, 0, 0, n_new);
}
