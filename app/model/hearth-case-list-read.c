/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list of cases asks the reader thread. Plain owned values go there and come back. */
#include "config.h"

#include "hearth-case-list-private.h"
#include "hearth-search-query.h"

void
_hearth_case_list_snapshot_free (HearthCaseListSnapshot *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->order, _hearth_case_order_unref);
  g_free (self);
}

HearthCaseListQuestion *
_hearth_case_list_question_new (HearthDate today)
{
  HearthCaseListQuestion *self = g_new0 (HearthCaseListQuestion, 1);

  self->today = today;
  return self;
}

void
_hearth_case_list_question_free (HearthCaseListQuestion *self)
{
  g_clear_pointer (&self->query, hearth_case_query_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->order, _hearth_case_order_unref);
  g_clear_pointer (&self->row_ids, g_array_unref);
  g_clear_pointer (&self->search, hearth_search_unref);
  g_free (self);
}

gpointer
_hearth_case_list_read_snapshot (HearthDb *db, gpointer data, GError **error)
{
  HearthCaseListQuestion *question = data;
  HearthCaseListSnapshot *snapshot = g_new0 (HearthCaseListSnapshot, 1);

  snapshot->keys_version = question->keys_version;
  snapshot->keys =
      hearth_case_query_all_unless_known (db, question->keys, &snapshot->keys_version, error);
  /* The same keys: nothing was written since, and the order holds as well. */
  if (question->order != NULL && snapshot->keys == question->keys)
    snapshot->order = _hearth_case_order_ref (question->order);
  if (snapshot->keys != NULL)
    snapshot->ids = _hearth_case_query_run_ordered (db, question->query, snapshot->keys,
                                                    question->today, &snapshot->order, error);
  if (snapshot->ids == NULL)
    g_clear_pointer (&snapshot, _hearth_case_list_snapshot_free);
  return snapshot;
}

static gboolean
match_rows (HearthDb *db, HearthSearch *search, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HearthCaseRow *row = rows->pdata[i];
      g_auto (HearthSearchMatch) match = { NULL };

      if (!hearth_search_query_match (db, search, row->row_id, &match, error))
        return FALSE;
      row->matched = match.field;
      row->variant = g_steal_pointer (&match.variant);
      row->how = match.how;
    }
  return TRUE;
}

gpointer
_hearth_case_list_read_rows (HearthDb *db, gpointer data, GError **error)
{
  HearthCaseListQuestion *question = data;
  g_autoptr (GPtrArray) rows =
      hearth_case_query_rows (db, (const gint64 *) (gpointer) question->row_ids->data,
                              question->row_ids->len, question->today, error);

  if (rows != NULL && question->search != NULL && !match_rows (db, question->search, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}
