/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-row-set.h"

struct _HearthRowSet
{
  GArray *words; /* guint64 */
};

/** hearth_row_set_new: Returns: (transfer full): an empty set. Thread: any. */
HearthRowSet *
hearth_row_set_new (void)
{
  HearthRowSet *self = g_new0 (HearthRowSet, 1);

  self->words = g_array_new (FALSE, TRUE, sizeof (guint64));
  return self;
}

/** hearth_row_set_free: Frees the set. Thread: its own. */
void
hearth_row_set_free (HearthRowSet *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->words);
  g_free (self);
}

/**
 * hearth_row_set_add:
 * @row_id: 0 to %HEARTH_ROW_SET_MAX
 *
 * Returns: whether it was not in the set before; %FALSE too for an id out of range, which is not
 *   added. Thread: the set's own.
 */
gboolean
hearth_row_set_add (HearthRowSet *self, gint64 row_id)
{
  const guint64 bit = G_GUINT64_CONSTANT (1) << (row_id & 63);
  guint64 *word;

  g_return_val_if_fail (self != NULL, FALSE);

  if (row_id < 0 || row_id > HEARTH_ROW_SET_MAX)
    return FALSE;
  if (self->words->len <= (guint) (row_id >> 6))
    g_array_set_size (self->words, (guint) (row_id >> 6) + 1);
  word = &g_array_index (self->words, guint64, (guint) (row_id >> 6));
  if (*word & bit)
    return FALSE;
  *word |= bit;
  return TRUE;
}

/** hearth_row_set_has: Returns: whether @row_id was added. Thread: the set's own. */
gboolean
hearth_row_set_has (const HearthRowSet *self, gint64 row_id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (row_id < 0 || (guint64) (row_id >> 6) >= self->words->len)
    return FALSE;
  return (g_array_index (self->words, guint64, (guint) (row_id >> 6)) >> (row_id & 63) & 1) != 0;
}

/** hearth_row_set_is_empty: Returns: whether nothing was added. Thread: the set's own. */
gboolean
hearth_row_set_is_empty (const HearthRowSet *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->words->len == 0;
}
