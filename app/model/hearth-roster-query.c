/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of a list is already here. Reader thread. */
#include "config.h"

#include "hearth-roster.h"

#include "hearth-duplicates.h"

/** hearth_roster_duplicate_free: @self: (transfer full) (nullable) */
void
hearth_roster_duplicate_free (HearthRosterDuplicate *self)
{
  if (self == NULL)
    return;
  g_free (self->case_number);
  g_free (self);
}

static void
add_duplicates_of (GPtrArray *duplicates, guint index, GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const HearthDuplicate *other = found->pdata[i];
      HearthRosterDuplicate *duplicate = g_new0 (HearthRosterDuplicate, 1);

      duplicate->index = index;
      duplicate->case_id = other->case_id;
      duplicate->case_number = g_strdup (other->number);
      duplicate->match = other->match;
      g_ptr_array_add (duplicates, duplicate);
    }
}

/**
 * hearth_roster_find_duplicates:
 * @names: which given names are forms of one another
 * @people: (element-type json_t): of hearth_roster_get_people()
 *
 * Looks for cases that may be of the same people, in whatever spelling (hearth-duplicates).
 *
 * Returns: (transfer full) (nullable) (element-type HearthRosterDuplicate): in order of @people, the best of
 *   each first; %NULL with the errors of the store. Thread: reader.
 */
GPtrArray *
hearth_roster_find_duplicates (HearthDb *db,
                               HearthGivenNames *names,
                               GPtrArray *people,
                               GError **error)
{
  g_autoptr (GPtrArray) duplicates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_duplicate_free);
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (db != NULL && names != NULL && people != NULL, NULL);

  all = hearth_duplicates_query_many (db, names, people, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    add_duplicates_of (duplicates, i, all->pdata[i]);
  return g_steal_pointer (&duplicates);
}
