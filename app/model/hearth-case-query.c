/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list of cases wants. Built on main, handed to the reader thread, counted. */
#include "config.h"

#include "hearth-case-query-private.h"
#include "hearth-query-schema.h"
#include "hearth-store.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (HearthCaseQuery,
                     hearth_case_query,
                     hearth_case_query_ref,
                     hearth_case_query_unref)

/**
 * hearth_case_query_new:
 *
 * Returns: (transfer full): all cases by name. Not to be changed once it was handed over. Thread: any.
 */
HearthCaseQuery *
hearth_case_query_new (void)
{
  HearthCaseQuery *self = g_new0 (HearthCaseQuery, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) _hearth_case_filter_free);
  self->sort_field = hearth_kind_find_field (hearth_registry_find_kind ("person"), "surname");
  self->today = HEARTH_DATE_NONE;
  return self;
}

/** hearth_case_query_ref: Returns: (transfer full): @self. Thread: any. */
HearthCaseQuery *
hearth_case_query_ref (HearthCaseQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

/** hearth_case_query_unref: Thread: any. */
void
hearth_case_query_unref (HearthCaseQuery *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_clear_pointer (&self->search, hearth_search_unref);
  g_ptr_array_unref (self->filters);
  g_strfreev (self->value_order);
  g_free (self);
}

/**
 * hearth_case_query_set_search:
 * @search: (nullable): each word must begin a word of the name, the Latin name, the call sign, the number,
 *   the unit, the telephone or the wristband, in any order and spelling. %NULL: all.
 *
 * Thread: the one that builds the query.
 */
void
hearth_case_query_set_search (HearthCaseQuery *self, HearthSearch *search)
{
  g_return_if_fail (self != NULL);

  if (search != NULL)
    hearth_search_ref (search);
  g_clear_pointer (&self->search, hearth_search_unref);
  self->search = search;
}

/**
 * hearth_case_query_set_text:
 * @text: (nullable): words as typed, for a search that knows no forms of given names. Without a letter or
 *   digit: all.
 *
 * Thread: the one that builds the query.
 */
void
hearth_case_query_set_text (HearthCaseQuery *self, const char *text)
{
  g_autoptr (HearthSearch) search = NULL;

  g_return_if_fail (self != NULL);

  search = text != NULL ? hearth_search_new (text, NULL) : NULL;
  hearth_case_query_set_search (self, search);
}

/** hearth_case_query_get_search: Returns: (transfer none) (nullable): what was typed. Thread: any. */
HearthSearch *
hearth_case_query_get_search (const HearthCaseQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->search;
}

/**
 * hearth_case_query_add_filter:
 * @field: a field id of hearthctl's contract, "overdue" or "conflict"
 * @value: what it must be
 *
 * Returns: %FALSE, with the query as before, if it cannot be asked. Thread: the one that builds the query.
 */
gboolean
hearth_case_query_add_filter (HearthCaseQuery *self, const char *field, const char *value)
{
  const gboolean is_yes = g_strcmp0 (value, "true") == 0;
  HearthCaseFilter *filter;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  if (!g_str_equal (field, "overdue") && !g_str_equal (field, "conflict"))
    filter = _hearth_case_filter_new (field, value);
  else if (!is_yes && !g_str_equal (value, "false"))
    return FALSE;
  else if (g_str_equal (field, "overdue"))
    filter = _hearth_case_filter_new_overdue (is_yes);
  else
    filter = _hearth_case_filter_new_conflict (is_yes);
  if (filter == NULL)
    return FALSE;
  self->needs_steps |= g_str_equal (field, "overdue");
  g_ptr_array_add (self->filters, filter);
  return TRUE;
}

/**
 * hearth_case_query_set_sort:
 * @field: see the header
 * @descending: the other way round; unknown values stay last
 *
 * Returns: %FALSE, with the sort as before, if it is not offered. Thread: the one that builds the query.
 */
gboolean
hearth_case_query_set_sort (HearthCaseQuery *self, const char *field, gboolean descending)
{
  const HearthField *found;

  g_return_val_if_fail (self != NULL && field != NULL, FALSE);

  found = hearth_kind_find_field (hearth_registry_find_kind ("person"),
                                  g_str_equal (field, "name") ? "surname" : field);
  if (g_str_equal (field, "released"))
    self->sort = HEARTH_CASE_SORT_RELEASED;
  else if (g_str_equal (field, "overdue"))
    self->sort = HEARTH_CASE_SORT_OVERDUE;
  else if (g_str_equal (field, "owed_kop"))
    self->sort = HEARTH_CASE_SORT_OWED;
  else if (found == NULL || !hearth_query_schema_is_sortable (found))
    return FALSE;
  else
    {
      self->sort = HEARTH_CASE_SORT_FIELD;
      self->sort_field = found;
    }
  self->needs_steps |= self->sort == HEARTH_CASE_SORT_OVERDUE;
  self->is_descending = descending;
  return TRUE;
}

/**
 * hearth_case_query_set_value_order:
 * @values: (array zero-terminated=1) (nullable): ids in the order in which people know them, such as the
 *   ranks from the lowest to the highest; others follow them in their own order
 *
 * Sorts a field of ids by what the ids stand for. %NULL: by the ids. Thread: the one that builds the query.
 */
void
hearth_case_query_set_value_order (HearthCaseQuery *self, const char *const *values)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->value_order);
  self->value_order = g_strdupv ((char **) values);
}

/** hearth_case_query_set_today: the day before which a step is overdue; without it nothing is. */
void
hearth_case_query_set_today (HearthCaseQuery *self, HearthDate today)
{
  g_return_if_fail (self != NULL);

  self->today = today;
}

/** hearth_case_query_is_filtered: whether text or filters may hide cases. Thread: any. */
gboolean
hearth_case_query_is_filtered (const HearthCaseQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->search != NULL || self->filters->len > 0;
}

/** hearth_case_query_needs_steps: whether a change of a step can change the answer. Thread: any. */
gboolean
hearth_case_query_needs_steps (const HearthCaseQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->needs_steps;
}
