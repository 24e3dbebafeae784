/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader thread. */
#include "config.h"

#include "hearth-event-query.h"

#include "hearth-projection.h"
#include "hearth-store.h"

#define COUNT_PEOPLE                                                                               \
  "SELECT count (*) FROM core.person INDEXED BY person_by_event WHERE gone = 0 AND event = ?1"

/** hearth_event_row_free: @self: (transfer full) (nullable) */
void
hearth_event_row_free (HearthEventRow *self)
{
  if (self == NULL)
    return;
  hearth_record_unref (self->record);
  g_free (self);
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const HearthRecord *first = (*(const HearthEventRow *const *) a)->record;
  const HearthRecord *second = (*(const HearthEventRow *const *) b)->record;
  int order =
      g_strcmp0 (hearth_record_get_text (second, "date"), hearth_record_get_text (first, "date"));
  gint64 first_stage = 0, second_stage = 0;

  if (order != 0)
    return order;
  hearth_record_get_int (first, "stage", &first_stage);
  hearth_record_get_int (second, "stage", &second_stage);
  if (first_stage != second_stage)
    return first_stage < second_stage ? 1 : -1;
  /* Any order that is always the same. */
  return hearth_id_compare (hearth_record_get_id (first), hearth_record_get_id (second));
}

static gboolean
count_people (HearthDb *db, HearthEventRow *row, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, COUNT_PEOPLE, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, hearth_record_get_id (row->record));
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  row->n_people = has_row ? (guint) hearth_stmt_get_int (stmt, 0) : 0;
  return TRUE;
}

/**
 * hearth_event_query_run:
 *
 * Returns: (transfer full) (element-type HearthEventRow): events that are not deleted, by date and stage,
 *   newest first, undated last; %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_event_query_run (HearthDb *db, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("event");
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_event_row_free);
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, NULL);

  sql = hearth_projection_select_sql (kind, "WHERE gone = 0");
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthEventRow *row;
      HearthRecord *record;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      record = hearth_projection_read (kind, stmt);
      if (record == NULL)
        continue;
      row = g_new0 (HearthEventRow, 1);
      row->record = record;
      g_ptr_array_add (rows, row);
    }
  for (guint i = 0; i < rows->len; i++)
    if (!count_people (db, rows->pdata[i], error))
      return NULL;
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/** hearth_event_is_withheld: whether the numbers of @event are under embargo. Thread: any. */
gboolean
hearth_event_is_withheld (const HearthRecord *event)
{
  g_return_val_if_fail (event != NULL, TRUE);

  return json_is_true (json_object_get (hearth_record_get_values (event), "embargo"));
}

/**
 * hearth_event_may_tell_count:
 * @event: a record of that kind
 * @may_tell: (out): whether numbers of its people may leave the vault
 *
 * An event that is not here, or not any more, tells nothing of its embargo, and so nothing of its people.
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_event_may_tell_count (HearthDb *db,
                             const HearthId *event,
                             gboolean *may_tell,
                             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthRecord) record = NULL;

  g_return_val_if_fail (db != NULL && event != NULL && may_tell != NULL, FALSE);

  *may_tell = FALSE;
  record = hearth_store_get_record (db, hearth_registry_find_kind ("event"), event, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *may_tell =
      record != NULL && !hearth_record_is_gone (record) && !hearth_event_is_withheld (record);
  return TRUE;
}

/** hearth_event_is_count: whether @field, of the kind "event", is a number of people. Thread: any. */
gboolean
hearth_event_is_count (const HearthField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return (field->flags & HEARTH_FIELD_EMBARGOED) != 0;
}

/* @known: hex digits of events that were asked for -> whether they may be told. */
static gboolean
may_tell_row (
    HearthDb *db, const HearthStepRow *row, GHashTable *known, gboolean *may_tell, GError **error)
{
  gpointer answer;
  HearthId event;

  *may_tell = row->event == NULL || *row->event == '\0';
  if (*may_tell)
    return TRUE;
  if (g_hash_table_lookup_extended (known, row->event, NULL, &answer))
    {
      *may_tell = GPOINTER_TO_INT (answer);
      return TRUE;
    }
  if (hearth_id_parse (row->event, &event) &&
      !hearth_event_may_tell_count (db, &event, may_tell, error))
    return FALSE;
  g_hash_table_insert (known, g_strdup (row->event), GINT_TO_POINTER (*may_tell));
  return TRUE;
}

/**
 * hearth_event_leave_out_withheld:
 * @rows: (element-type HearthStepRow): loses those whose people came home in an event under embargo
 * @has_left_out: (out): whether it lost any
 *
 * Not the group of such an event alone must stay away from what is counted, but its rows as well, for otherwise
 * it is what the total has more than all groups.
 *
 * Returns: %FALSE with an error; @rows are then not to be told. Thread: the connection's.
 */
gboolean
hearth_event_leave_out_withheld (HearthDb *db,
                                 GPtrArray *rows,
                                 gboolean *has_left_out,
                                 GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *last = NULL;
  gboolean may_tell = TRUE;
  guint n_told = 0;

  g_return_val_if_fail (db != NULL && rows != NULL && has_left_out != NULL, FALSE);

  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];

      /* Rows of an answer share their texts, and come person by person. */
      if ((i == 0 || row->event != last) && !may_tell_row (db, row, known, &may_tell, error))
        return FALSE;
      last = row->event;
      if (may_tell)
        {
          gpointer told = rows->pdata[i];

          rows->pdata[i] = rows->pdata[n_told];
          rows->pdata[n_told++] = told;
        }
    }
  *has_left_out = n_told < rows->len;
  g_ptr_array_set_size (rows, (int) n_told);
  return TRUE;
}
