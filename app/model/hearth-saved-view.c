/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a user looks at the list of cases, as a value and as the text that the vault keeps. */
#include "config.h"

#include "hearth-saved-view.h"

#include "hearth-json.h"
#include "hearth-registry.h"

#include <string.h>

/* What is longer was not made by a window. */
#define MAX_TEXT_BYTES 16384
#define MAX_FILTERS 32
#define MAX_COLUMNS 32

static HearthViewFilter *
filter_new (const char *field, const char *value)
{
  HearthViewFilter *self = g_new (HearthViewFilter, 1);

  self->field = g_strdup (field);
  self->value = g_strdup (value);
  return self;
}

static void
filter_free (gpointer data)
{
  HearthViewFilter *self = data;

  g_free (self->field);
  g_free (self->value);
  g_free (self);
}

/** hearth_saved_view_new: Returns: (transfer full): everybody by name, without further columns. */
HearthSavedView *
hearth_saved_view_new (void)
{
  HearthSavedView *self = g_new0 (HearthSavedView, 1);

  self->filters = g_ptr_array_new_with_free_func (filter_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->sort = g_strdup ("name");
  return self;
}

/** hearth_saved_view_free: frees the value. */
void
hearth_saved_view_free (HearthSavedView *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->place);
  g_free (self->sort);
  g_ptr_array_unref (self->filters);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

/** hearth_saved_view_copy: Returns: (transfer full): the same, with its id and name. */
HearthSavedView *
hearth_saved_view_copy (const HearthSavedView *self)
{
  HearthSavedView *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = hearth_saved_view_new ();
  copy->id = self->id;
  copy->name = g_strdup (self->name);
  copy->place = g_strdup (self->place);
  copy->is_table = self->is_table;
  hearth_saved_view_set_sort (copy, self->sort, self->is_descending);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const HearthViewFilter *filter = self->filters->pdata[i];

      g_ptr_array_add (copy->filters, filter_new (filter->field, filter->value));
    }
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (copy->columns, g_strdup (self->columns->pdata[i]));
  return copy;
}

/** hearth_saved_view_looks_like: whether both show the same cases in the same way. */
gboolean
hearth_saved_view_looks_like (const HearthSavedView *self, const HearthSavedView *other)
{
  g_autofree char *one = hearth_saved_view_to_text (self);
  g_autofree char *two = hearth_saved_view_to_text (other);

  return g_str_equal (one, two);
}

/** hearth_saved_view_set_name: @name: (nullable): as the user calls it */
void
hearth_saved_view_set_name (HearthSavedView *self, const char *name)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  self->name = g_strdup (name);
}

/** hearth_saved_view_set_place: @place: (nullable): a list other than that of the cases */
void
hearth_saved_view_set_place (HearthSavedView *self, const char *place)
{
  g_return_if_fail (self != NULL);

  g_free (self->place);
  self->place = g_strdup (place);
}

/** hearth_saved_view_set_columns: @columns: (array zero-terminated=1): from the left */
void
hearth_saved_view_set_columns (HearthSavedView *self, const char *const *columns)
{
  g_return_if_fail (self != NULL && columns != NULL);

  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; columns[i] != NULL && i < MAX_COLUMNS; i++)
    g_ptr_array_add (self->columns, g_strdup (columns[i]));
}

/** hearth_saved_view_set_sort: @sort: a field that lists sort by */
void
hearth_saved_view_set_sort (HearthSavedView *self, const char *sort, gboolean is_descending)
{
  char *copy;

  g_return_if_fail (self != NULL && sort != NULL);

  copy = g_strdup (sort);
  g_free (self->sort);
  self->sort = copy;
  self->is_descending = is_descending;
}

/** hearth_saved_view_get_filter: Returns: (transfer none) (nullable): the first value asked for. */
const char *
hearth_saved_view_get_filter (const HearthSavedView *self, const char *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  for (guint i = 0; i < self->filters->len; i++)
    {
      const HearthViewFilter *filter = self->filters->pdata[i];

      if (g_str_equal (filter->field, field))
        return filter->value;
    }
  return NULL;
}

/** hearth_saved_view_has_filter: whether @field is asked for with @value; %NULL: with any. */
gboolean
hearth_saved_view_has_filter (const HearthSavedView *self, const char *field, const char *value)
{
  g_return_val_if_fail (self != NULL && field != NULL, FALSE);

  for (guint i = 0; i < self->filters->len; i++)
    {
      const HearthViewFilter *filter = self->filters->pdata[i];

      if (g_str_equal (filter->field, field) &&
          (value == NULL || g_str_equal (filter->value, value)))
        return TRUE;
    }
  return FALSE;
}

/** hearth_saved_view_remove_filter: @value: (nullable): %NULL: every filter on @field */
void
hearth_saved_view_remove_filter (HearthSavedView *self, const char *field, const char *value)
{
  g_return_if_fail (self != NULL && field != NULL);

  for (guint i = self->filters->len; i > 0; i--)
    {
      const HearthViewFilter *filter = self->filters->pdata[i - 1];

      if (g_str_equal (filter->field, field) &&
          (value == NULL || g_str_equal (filter->value, value)))
        g_ptr_array_remove_index (self->filters, i - 1);
    }
}

/** hearth_saved_view_add_filter: takes the place of the one on the same field, but for flags. */
void
hearth_saved_view_add_filter (HearthSavedView *self, const char *field, const char *value)
{
  HearthViewFilter *added;

  g_return_if_fail (self != NULL && field != NULL && value != NULL);

  added = filter_new (field, value);
  hearth_saved_view_remove_filter (self, added->field,
                                   g_str_equal (added->field, "flags") ? added->value : NULL);
  if (self->filters->len < MAX_FILTERS)
    g_ptr_array_add (self->filters, added);
  else
    filter_free (added);
}

/** hearth_saved_view_clear_filters: everybody again. */
void
hearth_saved_view_clear_filters (HearthSavedView *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->filters, 0);
}

/* Ranks and stages have an order of their own, which is that of their pack. */
static void
set_value_order (HearthCaseQuery *query, const char *sort, HearthPackSet *packs)
{
  const HearthField *field = hearth_kind_find_field (hearth_registry_find_kind ("person"), sort);
  const guint n_entries =
      field != NULL && field->type == HEARTH_FIELD_ENUM && field->pack != NULL && packs != NULL
          ? hearth_pack_set_get_n_entries (packs, field->pack)
          : 0;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (n_entries == 0)
    return;
  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (ids, (gpointer) hearth_pack_entry_get_id (
                              hearth_pack_set_get_entry (packs, field->pack, i)));
  g_ptr_array_add (ids, NULL);
  hearth_case_query_set_value_order (query, (const char *const *) ids->pdata);
}

/**
 * hearth_saved_view_make_query:
 * @text: (nullable): words to search for
 * @packs: (nullable): for the order of ranks, stages and the like, and for the forms of given names
 *
 * Filters and sorts that this version does not know are passed over: a view may be older or newer.
 *
 * Returns: (transfer full): what the view asks for.
 */
HearthCaseQuery *
hearth_saved_view_make_query (const HearthSavedView *self,
                              const char *text,
                              HearthDate today,
                              HearthPackSet *packs)
{
  g_autoptr (HearthSearch) search = NULL;
  HearthCaseQuery *query;

  g_return_val_if_fail (self != NULL, NULL);

  if (text != NULL)
    search = hearth_search_new (text, packs != NULL ? hearth_given_names_of (packs) : NULL);
  query = hearth_case_query_new ();
  hearth_case_query_set_today (query, today);
  hearth_case_query_set_search (query, search);
  if (hearth_case_query_set_sort (query, self->sort, self->is_descending))
    set_value_order (query, self->sort, packs);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const HearthViewFilter *filter = self->filters->pdata[i];

      hearth_case_query_add_filter (query, filter->field, filter->value);
    }
  return query;
}

/** hearth_saved_view_to_text: Returns: (transfer full): the look as JSON, always in the same form. */
char *
hearth_saved_view_to_text (const HearthSavedView *self)
{
  json_auto_t *filters = json_array ();
  json_auto_t *columns = json_array ();
  json_auto_t *look = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->filters->len; i++)
    {
      const HearthViewFilter *filter = self->filters->pdata[i];

      json_array_append_new (filters, json_pack ("[s,s]", filter->field, filter->value));
    }
  for (guint i = 0; i < self->columns->len; i++)
    json_array_append_new (columns, json_string (self->columns->pdata[i]));
  look = json_pack ("{s:O,s:s,s:b,s:O,s:b}", "filters", filters, "sort", self->sort, "descending",
                    self->is_descending, "columns", columns, "table", self->is_table);
  if (self->place != NULL)
    json_object_set_new (look, "place", json_string (self->place));
  return hearth_json_dump (look);
}

static void
read_filters (HearthSavedView *self, const json_t *filters)
{
  gsize i;
  json_t *pair;

  json_array_foreach (filters, i, pair)
  {
    const char *field = json_string_value (json_array_get (pair, 0));
    const char *value = json_string_value (json_array_get (pair, 1));

    if (field != NULL && value != NULL)
      hearth_saved_view_add_filter (self, field, value);
  }
}

/** hearth_saved_view_from_text: Returns: (transfer full) (nullable): %NULL if @text is no look. */
HearthSavedView *
hearth_saved_view_from_text (const char *text)
{
  json_auto_t *look = NULL;
  HearthSavedView *self;
  gsize i;
  json_t *column;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > MAX_TEXT_BYTES)
    return NULL;
  look = hearth_json_parse (text, strlen (text), NULL);
  if (!json_is_object (look))
    return NULL;
  self = hearth_saved_view_new ();
  hearth_saved_view_set_place (self, hearth_json_get_string (look, "place"));
  read_filters (self, json_object_get (look, "filters"));
  if (hearth_json_get_string (look, "sort") != NULL)
    hearth_saved_view_set_sort (self, hearth_json_get_string (look, "sort"),
                                json_is_true (json_object_get (look, "descending")));
  json_array_foreach (json_object_get (look, "columns"), i, column)
  {
    if (json_is_string (column) && self->columns->len < MAX_COLUMNS)
      g_ptr_array_add (self->columns, g_strdup (json_string_value (column)));
  }
  self->is_table = json_is_true (json_object_get (look, "table"));
  return self;
}
