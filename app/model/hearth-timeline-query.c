/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-timeline-query.h"

#include "hearth-stmt.h"
#include "hearth-store.h"

#include <string.h>

/* The clock of a line: milliseconds and a counter of 16 bits (bundles 4). */
#define HLC_COUNTER_BITS 16
#define MS_PER_DAY G_GINT64_CONSTANT (86400000)

/* The place of one entry in the order, before its record is read. */
typedef struct
{
  const HearthKind *kind;
  const HearthField *field;
  HearthPartialDate date;
  gint64 written_ms;
  HearthId rec;
} Key;

static void
entry_free (HearthTimelineEntry *self)
{
  hearth_record_unref (self->record);
  g_free (self);
}

/** hearth_timeline_free: Thread: any. */
void
hearth_timeline_free (HearthTimeline *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->counts);
  g_free (self);
}

/* A date that is known in part stands where it may have begun; what has none, on the day when it was
 * written down. */
static HearthDate
day_of (const Key *key)
{
  if (key->field != NULL)
    return hearth_partial_date_first (&key->date);
  return hearth_date_new (1970, 1, 1) + (HearthDate) (key->written_ms / MS_PER_DAY);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a, *right = b;
  HearthDate left_day = day_of (left), right_day = day_of (right);

  if (left_day != right_day)
    return left_day > right_day ? -1 : 1;
  if (left->written_ms != right->written_ms)
    return left->written_ms > right->written_ms ? -1 : 1;
  return hearth_id_compare (&left->rec, &right->rec);
}

/* What the plan makes is told once it has happened; the plan itself has a page of its own. */
static char *
make_sql (const HearthKind *kind, char **fields)
{
  const char *cmp = hearth_compartment_get_name (kind->cmp);
  GString *sql = g_string_new ("SELECT k.rec, (SELECT j.hlc FROM ");

  g_string_append_printf (sql,
                          "%s.touch t JOIN %s.journal j ON j.n = t.n WHERE t.rec = k.rec "
                          "ORDER BY t.n LIMIT 1)",
                          cmp, cmp);
  for (guint i = 0; fields[i] != NULL; i++)
    g_string_append_printf (sql, ", k.\"%s\"", fields[i]);
  g_string_append_printf (sql, " FROM %s.\"%s\" k WHERE k.case_id = ?1 AND k.gone = 0", cmp,
                          kind->id);
  if ((kind->flags & (HEARTH_KIND_PLANNED | HEARTH_KIND_SINGLE)) != 0 && fields[0] != NULL)
    g_string_append_printf (sql, " AND k.\"%s\" > ''", fields[0]);
  return g_string_free (sql, FALSE);
}

static void
add_row (GArray *keys, const HearthKind *kind, HearthStmt *stmt, char **fields)
{
  Key key = { .kind = kind };
  guint n_dates = 0;

  if (!hearth_stmt_get_id (stmt, 0, &key.rec))
    return;
  key.written_ms = hearth_stmt_get_int (stmt, 1) >> HLC_COUNTER_BITS;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *text = hearth_stmt_get_text (stmt, (int) i + 2);

      if (text == NULL || !hearth_partial_date_parse (text, &key.date))
        continue;
      key.field = hearth_kind_find_field (kind, fields[i]);
      g_array_append_val (keys, key);
      n_dates++;
    }
  if (n_dates > 0)
    return;
  key.field = NULL;
  g_array_append_val (keys, key);
}

static gboolean
add_kind (
    GArray *keys, HearthDb *db, const HearthKind *kind, const HearthId *case_id, GError **error)
{
  g_auto (GStrv) fields =
      *kind->when != '\0' ? g_strsplit (kind->when, " ", -1) : g_new0 (char *, 1);
  g_autofree char *sql = make_sql (kind, fields);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, case_id);
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_row (keys, kind, stmt, fields);
    }
}

static gboolean
add_kinds (HearthTimeline *self,
           GArray *keys,
           HearthDb *db,
           const HearthTimelineQuestion *question,
           GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      guint n_before = keys->len;

      if (kinds[i].when == NULL || !hearth_db_has (db, kinds[i].cmp))
        continue;
      if (!add_kind (keys, db, &kinds[i], &question->case_id, error))
        return FALSE;
      if (keys->len > n_before)
        g_hash_table_insert (self->counts, (gpointer) kinds[i].id,
                             GUINT_TO_POINTER (keys->len - n_before));
      if (question->kind != NULL && strcmp (question->kind, kinds[i].id) != 0)
        g_array_set_size (keys, n_before);
    }
  return TRUE;
}

static gboolean
add_entry (HearthTimeline *self, HearthDb *db, const Key *key, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  HearthRecord *record = hearth_store_get_record (db, key->kind, &key->rec, &local_error);
  HearthTimelineEntry *entry;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (record == NULL)
    return TRUE;
  entry = g_new0 (HearthTimelineEntry, 1);
  entry->field = key->field;
  entry->date = key->date;
  entry->written_ms = key->written_ms;
  entry->record = record;
  g_ptr_array_add (self->entries, entry);
  return TRUE;
}

/**
 * hearth_timeline_query_run:
 *
 * All dates of the case are put in order, which takes no values with them; the records of the page alone are
 * read.
 *
 * Returns: (transfer full): the page; %NULL with an error as hearth_db_prepare(). Thread: the connection's.
 */
HearthTimeline *
hearth_timeline_query_run (HearthDb *db, const HearthTimelineQuestion *question, GError **error)
{
  g_autoptr (HearthTimeline) self = NULL;
  g_autoptr (GArray) keys = NULL;

  g_return_val_if_fail (db != NULL && question != NULL, NULL);

  self = g_new0 (HearthTimeline, 1);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);
  keys = g_array_new (FALSE, FALSE, sizeof (Key));
  if (!add_kinds (self, keys, db, question, error))
    return NULL;
  self->n_total = keys->len;
  g_array_sort (keys, compare_keys);
  for (guint i = question->offset; i < keys->len && self->entries->len < question->limit; i++)
    if (!add_entry (self, db, &g_array_index (keys, Key, i), error))
      return NULL;
  return g_steal_pointer (&self);
}
