/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search is asked for at every key, and the walk over all cases that puts its rows in order is the dearest
 * part of it. What that walk gives is remembered, and only cut anew. Reader thread. */
#include "config.h"

#include "hearth-case-query-private.h"

HearthCaseOrder *
_hearth_case_order_ref (HearthCaseOrder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
order_clear (gpointer data)
{
  HearthCaseOrder *self = data;

  hearth_case_query_unref (self->query);
  g_array_unref (self->rows);
}

void
_hearth_case_order_unref (HearthCaseOrder *self)
{
  g_atomic_rc_box_release_full (self, order_clear);
}

static gboolean
is_same_strv (GStrv a, GStrv b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
is_of_sort (const HearthCaseOrder *self, const HearthCaseQuery *query, HearthDate today)
{
  const HearthCaseQuery *own = self->query;

  return own->sort == query->sort && own->sort_field == query->sort_field &&
         own->is_descending == query->is_descending && self->today == today &&
         is_same_strv (own->value_order, query->value_order);
}

/* Takes @rows (transfer full). */
static HearthCaseOrder *
order_new (HearthCaseQuery *query, HearthDate today, GArray *rows)
{
  HearthCaseOrder *self = g_atomic_rc_box_new0 (HearthCaseOrder);

  self->query = hearth_case_query_ref (query);
  self->today = today;
  self->rows = rows;
  return self;
}

static gboolean
renew_order (HearthDb *db,
             HearthCaseQuery *query,
             const GArray *keys,
             HearthDate today,
             HearthCaseOrder **order,
             GError **error)
{
  GArray *rows;

  if (*order != NULL && is_of_sort (*order, query, today))
    return TRUE;
  g_clear_pointer (order, _hearth_case_order_unref);
  rows = _hearth_case_query_run_sort (db, query, keys, today, error);
  if (rows == NULL)
    return FALSE;
  *order = order_new (query, today, rows);
  return TRUE;
}

static GArray *
cut (GArray *rows, const HearthCaseQuery *query, const GPtrArray *sets)
{
  GArray *wanted;

  if (sets->len == 0)
    return g_array_ref (rows);
  wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < rows->len; i++)
    {
      const gint64 row_id = g_array_index (rows, gint64, i);

      if (_hearth_case_query_wants (query, sets, row_id))
        g_array_append_val (wanted, row_id);
    }
  return wanted;
}

GArray *
_hearth_case_query_run_ordered (HearthDb *db,
                                HearthCaseQuery *query,
                                const GArray *keys,
                                HearthDate today,
                                HearthCaseOrder **order,
                                GError **error)
{
  g_autofree char *day = _hearth_case_query_dup_day (today);
  g_autoptr (GPtrArray) sets = NULL;

  /* What is owed stands in a file of its own, and who knows that nothing was written knows it of core. */
  if (query->sort == HEARTH_CASE_SORT_OWED)
    {
      g_clear_pointer (order, _hearth_case_order_unref);
      return _hearth_case_query_run_on (db, query, keys, today, error);
    }
  sets = _hearth_case_query_run_filters (db, query, day, error);
  if (sets == NULL || !renew_order (db, query, keys, today, order, error))
    return NULL;
  return cut ((*order)->rows, query, sets);
}
