/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inverse of a line: a record that it made is deleted, a field that it set gets the value from
 * before. Refused if a record does not show any more what the line made of it: then somebody built on
 * it, and taking it back silently would take back their work. Values are compared, not revisions,
 * so that "undo, undo" works although the first undo wrote a line too.
 *
 * A line that decided a conflict is taken back by saying again what each side said. Each of these lines
 * replaces the decision and none replaces another, so that the question is as open as it was, here and in
 * every vault that receives them. */
#include "config.h"

#include "hearth-revert-private.h"

#include "hearth-change-set-private.h"
#include "hearth-command-private.h"
#include "hearth-journal-state.h"
#include "hearth-json.h"
#include "hearth-model-error.h"

#include <string.h>

typedef struct
{
  HearthDb *db;
  HearthCompartment cmp;
  gint64 n;
  char *id; /* of the line, 64 hex digits */
  HearthLineCache *cache;
  HearthChangeSet *changes;
  GPtrArray *commands;
} Revert;

static void
revert_clear (Revert *self)
{
  g_free (self->id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Revert, revert_clear)

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

/* A deletion in dispute is not shown, and yet nobody said anything since. */
static gboolean
is_last_word_on_gone (const HearthRecordLines *now, const char *id, const json_t *set)
{
  g_autoptr (GPtrArray) heads = hearth_heads_list (now->heads, "gone");

  return json_object_size (set) == 1 && json_is_true (json_object_get (set, "gone")) &&
         heads->len == 1 && strcmp (((const HearthHead *) heads->pdata[0])->id, id) == 0;
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

static HearthCommand *
get_command (const Revert *self, guint index)
{
  while (self->commands->len <= index)
    g_ptr_array_add (self->commands, hearth_command_new ("revert"));
  return self->commands->pdata[index];
}

static void
add_texts (json_t *list, const json_t *added)
{
  for (gsize i = 0; i < json_array_size (added); i++)
    {
      json_t *text = json_array_get (added, i);
      gsize j = 0;

      while (j < json_array_size (list) && !json_equal (json_array_get (list, j), text))
        j++;
      if (j == json_array_size (list))
        json_array_append (list, text);
    }
}

static void
add_heads_of (json_t *list, HearthHeads *heads, const char *field)
{
  g_autoptr (GPtrArray) present = hearth_heads_list (heads, field);

  for (guint i = 0; i < present->len; i++)
    {
      json_auto_t *one = json_pack ("[s]", ((const HearthHead *) present->pdata[i])->id);

      add_texts (list, one);
    }
}

/* What the first line says beside the first of the values of each disputed field, and the others after it:
 * a list of {"set", "over"}. */
static json_t *
list_restated (const json_t *previous, HearthHeads *before, HearthHeads *now)
{
  json_t *restated = json_array ();

  for (void *i = json_object_iter ((json_t *) previous); i != NULL;
       i = json_object_iter_next ((json_t *) previous, i))
    {
      const char *field = json_object_iter_key (i);
      gboolean is_disputed = hearth_heads_is_disputed (before, field);
      g_autoptr (GPtrArray) heads =
          is_disputed ? hearth_heads_list (before, field) : g_ptr_array_new ();

      for (guint j = 0; j < MAX (heads->len, 1); j++)
        {
          const HearthHead *head = is_disputed ? heads->pdata[j] : NULL;
          json_t *place;

          if (j == json_array_size (restated))
            json_array_append_new (restated, json_pack ("{s:{}, s:[]}", "set", "over"));
          place = json_array_get (restated, j);
          json_object_set (json_object_get (place, "set"), field,
                           head != NULL ? head->value : json_object_iter_value (i));
          add_heads_of (json_object_get (place, "over"), now, field);
          /* A deletion names what it knew of, and only that. */
          if (head != NULL && strcmp (field, "gone") == 0)
            add_texts (json_object_get (place, "over"), head->over);
        }
    }
  return restated;
}

static gboolean
is_any_disputed (const json_t *set, HearthHeads *before)
{
  for (void *i = json_object_iter ((json_t *) set); i != NULL;
       i = json_object_iter_next ((json_t *) set, i))
    if (hearth_heads_is_disputed (before, json_object_iter_key (i)))
      return TRUE;
  return FALSE;
}

static void
take_back (const Revert *self,
           const HearthId *rec,
           const json_t *set,
           const HearthRecordLines *now,
           const HearthRecordLines *before)
{
  json_auto_t *shown_before = hearth_heads_get_shown (before->heads);
  json_auto_t *previous = previous_values (set, shown_before);
  json_auto_t *restated = NULL;

  if (!is_any_disputed (set, before->heads))
    {
      hearth_command_set (get_command (self, 0), now->kind, &now->case_id, rec, now->n,
                          json_incref (previous));
      return;
    }
  restated = list_restated (previous, before->heads, now->heads);
  for (gsize i = 0; i < json_array_size (restated); i++)
    {
      const json_t *one = json_array_get (restated, i);

      _hearth_command_restate (get_command (self, (guint) i), now->kind, &now->case_id, rec,
                               i == 0 ? now->n : HEARTH_REVISION_ANY,
                               json_incref (json_object_get (one, "set")),
                               json_incref (json_object_get (one, "over")));
    }
  /* What is said again in a deleted record is news to its deletion. */
  if (json_object_get (shown_before, "gone") != NULL)
    hearth_command_set (get_command (self, (guint) json_array_size (restated)), now->kind,
                        &now->case_id, rec, HEARTH_REVISION_ANY, json_pack ("{s:b}", "gone", TRUE));
}

/* FALSE with an error, or without one if the record was changed since. */
static gboolean
add_operation (const Revert *self, const json_t *operation, GError **error)
{
  g_auto (HearthRecordLines) now = { NULL };
  g_auto (HearthRecordLines) before = { NULL };
  const json_t *set = hearth_json_get_object (operation, "set");
  json_auto_t *shown_now = NULL;
  HearthId rec;

  if (set == NULL || !hearth_id_parse (hearth_json_get_string (operation, "rec"), &rec) ||
      !hearth_journal_load_record_around (self->db, self->cmp, &rec, self->n, self->cache, &now,
                                          &before, error))
    return FALSE;
  if (now.heads == NULL)
    return FALSE;
  shown_now = hearth_heads_get_shown (now.heads);
  if ((!shows_all (shown_now, set) && !is_last_word_on_gone (&now, self->id, set)) ||
      (before.heads == NULL && !shows_all (set, shown_now)))
    {
      report_newer (self, &rec, &now, shown_now);
      return FALSE;
    }
  if (before.heads == NULL)
    hearth_command_set (get_command (self, 0), now.kind, &now.case_id, &rec, now.n,
                        json_pack ("{s:b}", "gone", TRUE));
  else
    take_back (self, &rec, set, &now, &before);
  return TRUE;
}

/* The line is in the journal: it was checked when it came there. NULL without an error: not in force. */
static json_t *
read_line (Revert *self, GError **error)
{
  g_autoptr (GBytes) line = hearth_journal_get_line (self->db, self->cmp, self->n, error);
  guint8 id[HEARTH_HASH_SIZE];
  const char *bytes;
  gsize length;

  if (line == NULL)
    return NULL;
  bytes = g_bytes_get_data (line, &length);
  hearth_line_id (bytes, length, id);
  self->id = hearth_hex_encode (id, sizeof id);
  return _hearth_journal_parse_stored (self->n, bytes, length, self->cache, error);
}

static gboolean
is_of_act (const json_t *line, const HearthId *act)
{
  HearthId id;

  return hearth_id_parse (hearth_json_get_string (line, "act"), &id) && hearth_id_equal (&id, act);
}

GPtrArray *
_hearth_revert_line (HearthDb *db,
                     HearthCompartment cmp,
                     gint64 n,
                     const HearthId *act,
                     HearthLineCache *cache,
                     HearthChangeSet *changes,
                     GError **error)
{
  g_autoptr (GPtrArray) commands =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_command_unref);
  g_auto (Revert) self = { db, cmp, n, NULL, cache, changes, commands };
  json_auto_t *line = read_line (&self, error);
  const json_t *ops = line == NULL ? NULL : hearth_json_get_array (line, "ops");

  if (ops == NULL || !is_of_act (line, act))
    return NULL;
  for (gsize i = 0; i < json_array_size (ops); i++)
    if (!add_operation (&self, json_array_get (ops, i), error))
      return NULL;
  return g_steal_pointer (&commands);
}
