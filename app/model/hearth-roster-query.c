/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of a list is already here, and who stands in it twice. */
#include "config.h"

#include "hearth-roster.h"

#include "hearth-duplicates.h"
#include "hearth-roster-compare.h"

/** hearth_roster_duplicate_free: @self: (transfer full) (nullable) */
void
hearth_roster_duplicate_free (HearthRosterDuplicate *self)
{
  if (self == NULL)
    return;
  g_free (self->case_number);
  json_decref (self->present);
  g_free (self);
}

static gboolean
add_duplicates_of (
    GPtrArray *duplicates, HearthDb *db, guint index, GPtrArray *found, GError **error)
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
      if (i == 0)
        duplicate->present = hearth_roster_read_present (db, &other->case_id, error);
      if (i == 0 && duplicate->present == NULL)
        return FALSE;
    }
  return TRUE;
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
    if (!add_duplicates_of (duplicates, db, i, all->pdata[i], error))
      return NULL;
  return g_steal_pointer (&duplicates);
}

/**
 * hearth_roster_find_repeated:
 * @people: (element-type json_t)
 *
 * Returns: (transfer full) (element-type HearthRosterDuplicate): who may be the same as somebody further up, the
 *   best of each only, in order of @people. Thread: any.
 */
GPtrArray *
hearth_roster_find_repeated (HearthGivenNames *names, GPtrArray *people)
{
  GPtrArray *repeated =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_duplicate_free);
  g_autoptr (GArray) within = NULL;

  g_return_val_if_fail (names != NULL && people != NULL, repeated);

  within = hearth_duplicates_find_within (names, people);
  for (guint i = 0; i < within->len; i++)
    {
      const HearthDuplicateWithin *pair = &g_array_index (within, HearthDuplicateWithin, i);
      HearthRosterDuplicate *duplicate = g_new0 (HearthRosterDuplicate, 1);

      duplicate->index = pair->later;
      duplicate->is_in_list = TRUE;
      duplicate->other_index = pair->earlier;
      duplicate->present = json_incref (people->pdata[pair->earlier]);
      duplicate->match = pair->match;
      g_ptr_array_add (repeated, duplicate);
    }
  return repeated;
}
