/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inverse of a line: a record that it made is deleted, a field that it set gets the value from
 * before. Refused if a record does not show any more what the line made of it: then somebody built on
 * it, and taking it back silently would take back their work. Values are compared, not revisions,
 * so that "undo, undo" works although the first undo wrote a line too. */
#include "config.h"

#include "hearth-revert-private.h"

#include "hearth-change-set-private.h"
#include "hearth-json.h"
#include "hearth-model-error.h"

#include <string.h>

typedef struct
{
  HearthDb *db;
  HearthCompartment cmp;
  gint64 n;
  HearthLineCache *cache;
  HearthChangeSet *changes;
  HearthCommand *command;
} Revert;

static gboolean
shows (const json_t *shown, const char *field, const json_t *value)
{
  const json_t *now = json_object_get (shown, field);

  if (json_is_null (value) || (json_is_false (value) && strcmp (field, "gone") == 0))
    return now == NULL;
  return now != NULL && json_equal (now, value);
}

static gboolean
shows_all (const json_t *shown, const json_t *set)
{
  for (void *i = json_object_iter ((json_t *) set); i != NULL;
       i = json_object_iter_next ((json_t *) set, i))
    if (!shows (shown, json_object_iter_key (i), json_object_iter_value (i)))
      return FALSE;
  return TRUE;
}

/* The values that @set had before: what @before shows, null for what it does not. */
static json_t *
previous_values (const json_t *set, const json_t *before)
{
  json_t *previous = json_object ();

  for (void *i = json_object_iter ((json_t *) set); i != NULL;
       i = json_object_iter_next ((json_t *) set, i))
    {
      const char *field = json_object_iter_key (i);
      json_t *value = json_object_get (before, field);

      if (value != NULL)
        json_object_set (previous, field, value);
      else if (strcmp (field, "gone") == 0)
        json_object_set_new (previous, field, json_false ());
      else
        json_object_set_new (previous, field, json_null ());
    }
  return previous;
}

static void
report_newer (const Revert *self, const HearthId *rec, const HearthRecordLines *now, json_t *shown)
{
  g_autoptr (HearthRecord) record =
      hearth_record_new (now->kind, rec, &now->case_id, now->n, json_incref (shown));

  _hearth_change_set_add_newer (self->changes, record);
}

/* FALSE with an error, or without one if the record was changed since. */
static gboolean
add_operation (const Revert *self, const json_t *operation, GError **error)
{
  g_auto (HearthRecordLines) now = { NULL };
  g_auto (HearthRecordLines) before = { NULL };
  const json_t *set = hearth_json_get_object (operation, "set");
  json_auto_t *shown_now = NULL;
  json_auto_t *shown_before = NULL;
  HearthId rec;

  if (set == NULL || !hearth_id_parse (hearth_json_get_string (operation, "rec"), &rec) ||
      !hearth_journal_load_record (self->db, self->cmp, &rec, G_MAXINT64, self->cache, &now,
                                   error) ||
      !hearth_journal_load_record (self->db, self->cmp, &rec, self->n, self->cache, &before, error))
    return FALSE;
  if (now.heads == NULL)
    return FALSE;
  shown_now = hearth_heads_get_shown (now.heads);
  shown_before = before.heads != NULL ? hearth_heads_get_shown (before.heads) : json_object ();

  if (!shows_all (shown_now, set) || (before.heads == NULL && !shows_all (set, shown_now)))
    {
      report_newer (self, &rec, &now, shown_now);
      return FALSE;
    }
  hearth_command_set (self->command, now.kind, &now.case_id, &rec, now.n,
                      before.heads == NULL ? json_pack ("{s:b}", "gone", TRUE)
                                           : previous_values (set, shown_before));
  return TRUE;
}

HearthCommand *
_hearth_revert_line (HearthDb *db,
                     HearthCompartment cmp,
                     gint64 n,
                     const HearthId *act,
                     HearthLineCache *cache,
                     HearthChangeSet *changes,
                     GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("revert");
  g_autoptr (GBytes) line = hearth_journal_get_line (db, cmp, n, error);
  g_auto (HearthCommit) commit = { NULL };
  Revert self = { db, cmp, n, cache, changes, command };
  gsize length;
  const char *bytes;

  if (line == NULL)
    return NULL;
  bytes = g_bytes_get_data (line, &length);
  if (!hearth_commit_parse (&commit, bytes, length, error) || !hearth_id_equal (&commit.act, act))
    return NULL;
  for (gsize i = 0; i < json_array_size (commit.ops); i++)
    if (!add_operation (&self, json_array_get (commit.ops, i), error))
      return NULL;
  return g_steal_pointer (&command);
}
