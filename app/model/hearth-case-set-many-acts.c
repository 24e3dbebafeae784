/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing many cases at once: one act of one commit per case, so that one undo takes all of it back. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-case-query.h"

#include <string.h>

typedef struct
{
  HearthActEnv env;
  GArray *row_ids;
  json_t *fields;
  json_t *flags; /* nullable */
  guint next;
  HearthActProgress progress;
} SetMany;

static SetMany *
set_many_new (HearthContext *context, GArray *row_ids, const json_t *fields, const json_t *flags)
{
  SetMany *self = g_new0 (SetMany, 1);

  _hearth_act_env_init (&self->env, context);
  self->row_ids = g_array_copy (row_ids);
  self->fields = json_deep_copy (fields);
  self->flags = flags != NULL ? json_deep_copy (flags) : NULL;
  return self;
}

static void
set_many_free (SetMany *self)
{
  _hearth_act_env_clear (&self->env);
  _hearth_act_progress_clear (&self->progress);
  g_array_unref (self->row_ids);
  json_decref (self->fields);
  json_decref (self->flags);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SetMany, set_many_free)

static gboolean
is_flag_wanted (const json_t *flags, const char *id, gboolean is_set)
{
  const json_t *wanted = json_object_get (flags, id);

  return wanted != NULL ? json_is_true (wanted) : is_set;
}

/* The flags that the case has and keeps, in their order, then those that are new to it. */
static json_t *
merge_flags (const json_t *present, const json_t *flags)
{
  json_t *merged = json_array ();
  json_auto_t *seen = json_object ();
  gsize i;
  json_t *element;
  const char *id;
  json_t *wanted;

  json_array_foreach (present, i, element)
  {
    id = json_string_value (element);
    if (id == NULL || !is_flag_wanted (flags, id, TRUE))
      continue;
    json_array_append (merged, element);
    json_object_set_new (seen, id, json_true ());
  }
  json_object_foreach ((json_t *) flags, id, wanted)
  {
    if (json_is_true (wanted) && json_object_get (seen, id) == NULL)
      json_array_append_new (merged, json_string (id));
  }
  if (json_array_size (merged) > 0)
    return merged;
  /* No flag at all is an empty field. */
  json_decref (merged);
  return json_null ();
}

static json_t *
fields_of_case (const SetMany *self, HearthDb *db, const HearthId *case_id, GError **error)
{
  json_auto_t *fields = json_copy (self->fields);
  g_autoptr (HearthRecord) person = NULL;
  g_autoptr (GError) local_error = NULL;
  HearthId rec;

  if (self->flags == NULL)
    return g_steal_pointer (&fields);
  rec = hearth_record_derive_id (case_id, "person", "");
  person = hearth_store_get_record (db, hearth_registry_find_kind ("person"), &rec, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  json_object_set_new (
      fields, "flags",
      merge_flags (person != NULL ? json_object_get (hearth_record_get_values (person), "flags")
                                  : NULL,
                   self->flags));
  return g_steal_pointer (&fields);
}

static HearthCommand *
case_command (const SetMany *self, HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("case-set");
  json_auto_t *fields = fields_of_case (self, db, case_id, error);

  if (fields == NULL ||
      !_hearth_case_set_add (command, &self->env, db, case_id, HEARTH_REVISION_ANY, fields, error))
    return NULL;
  return g_steal_pointer (&command);
}

static HearthCommand *
next_case (HearthDb *db, gpointer data, GError **error)
{
  SetMany *self = data;

  while (self->next < self->row_ids->len)
    {
      const gint64 row_id = g_array_index (self->row_ids, gint64, self->next++);
      g_autoptr (GError) local_error = NULL;
      HearthId case_id;

      _hearth_act_progress_tell (&self->progress, self->next, self->row_ids->len);
      if (hearth_case_query_find_row (db, row_id, &case_id, &local_error))
        return case_command (self, db, &case_id, error);
      if (local_error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return NULL;
}

static HearthChangeSet *
set_many_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  return hearth_writer_execute_stream (writer, HEARTH_COMPARTMENT_CORE, next_case, NULL, 0, data,
                                       cancellable, error);
}

/**
 * hearth_case_set_many:
 * @row_ids: (element-type gint64): the cases; those that are gone meanwhile are passed over
 * @fields: as for hearth_case_set()
 * @flags: (nullable): object of flag and boolean; flags that it does not name stay as they are
 * @progress: (nullable): called on the writer's thread while this one is blocked
 * @cancellable: (nullable): stops before the commit
 *
 * As hearth_case_set() for each, all in one act and one transaction: whole or not at all. Blocks.
 *
 * Returns: (transfer full): the answer; %NULL with an error as hearth_case_set(), also
 *   %G_IO_ERROR_CANCELLED.
 */
HearthChangeSet *
hearth_case_set_many (HearthContext *context,
                      GArray *row_ids,
                      const json_t *fields,
                      const json_t *flags,
                      HearthProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (SetMany) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (row_ids != NULL && json_is_object (fields), NULL);

  self = set_many_new (context, row_ids, fields, flags);
  _hearth_act_progress_init (&self->progress, progress, data, FALSE);
  return hearth_store_write (hearth_context_get_store (context), set_many_func, self, cancellable,
                             error);
}

/** hearth_case_set_many_async: as hearth_case_set_many(), without blocking. Thread: main. */
void
hearth_case_set_many_async (HearthContext *context,
                            GArray *row_ids,
                            const json_t *fields,
                            const json_t *flags,
                            HearthProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  SetMany *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (row_ids != NULL && json_is_object (fields));

  self = set_many_new (context, row_ids, fields, flags);
  _hearth_act_progress_init (&self->progress, progress, progress_data, TRUE);
  hearth_store_write_async (hearth_context_get_store (context), set_many_func, self,
                            (GDestroyNotify) set_many_free, cancellable, callback, user_data);
}

/** hearth_case_set_many_finish: (transfer full): the answer, or %NULL with an error. */
HearthChangeSet *
hearth_case_set_many_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_write_finish (HEARTH_STORE (store), result, error);
}
