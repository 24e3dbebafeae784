/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-conflict-acts.h"

#include "hearth-audit.h"
#include "hearth-conflict-query.h"
#include "hearth-model-error.h"

/* One decision, owned by its task or standing on the stack. */
typedef struct
{
  HearthId conflict;
  HearthConflictChoice choice;
  json_t *value; /* NULL: cleared */
} Decision;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  json_decref (self->value);
  g_free (self);
}

static json_t *
chosen_value (const Decision *self, const HearthConflictItem *item)
{
  const json_t *value = self->choice == HEARTH_CONFLICT_OURS     ? item->ours.value
                        : self->choice == HEARTH_CONFLICT_THEIRS ? item->theirs.value
                                                                 : self->value;

  return value == NULL ? json_null () : json_incref ((json_t *) value);
}

static HearthConflictItem *
find (const Decision *self, HearthDb *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = hearth_id_to_string (&self->conflict);
  HearthConflictItem *item = hearth_conflict_query_find (db, text, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (item == NULL)
    g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                         "no such conflict, or it was decided meanwhile");
  return item;
}

/* The log has it first, as all decisions that are not only a field of a form (security 12). */
static HearthChangeSet *
resolve_on_writer (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const Decision *self = data;
  g_autoptr (HearthConflictItem) item = find (self, writer->db, error);
  g_autoptr (HearthCommand) command = NULL;
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_CONFLICT };

  if (item == NULL)
    return NULL;
  entry.case_id = item->case_id;
  entry.cmp = item->kind->cmp;
  if (writer->vault != NULL && !hearth_audit_append (writer, &entry, error))
    return NULL;
  command = hearth_command_new ("conflict-resolve");
  hearth_command_set (command, item->kind, &item->case_id, &item->rec, item->revision,
                      json_pack ("{s:o}", item->field, chosen_value (self, item)));
  return hearth_writer_execute (writer, command, error);
}

/**
 * hearth_conflict_resolve:
 * @conflict: its id
 * @value: (nullable): of %HEARTH_CONFLICT_VALUE; %NULL clears
 *
 * Blocks. Who may write the record may decide.
 *
 * Returns: (transfer full): the answer, with the inverse; %NULL with %HEARTH_MODEL_ERROR_UNKNOWN if the
 *   conflict is not open, or an error of hearth_writer_execute().
 */
HearthChangeSet *
hearth_conflict_resolve (HearthContext *context,
                         const HearthId *conflict,
                         HearthConflictChoice choice,
                         const json_t *value,
                         GError **error)
{
  Decision self = { *conflict, choice, (json_t *) value };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);

  return hearth_store_write (hearth_context_get_store (context), resolve_on_writer, &self, NULL,
                             error);
}

static void
on_resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HearthChangeSet *changes = hearth_store_write_finish (HEARTH_STORE (source), result, &error);

  if (changes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, changes, (GDestroyNotify) hearth_change_set_unref);
}

/** hearth_conflict_resolve_async: hearth_conflict_resolve() without blocking. Thread: main. */
void
hearth_conflict_resolve_async (HearthContext *context,
                               const HearthId *conflict,
                               HearthConflictChoice choice,
                               const json_t *value,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);
  Decision *self = g_new0 (Decision, 1);

  self->conflict = *conflict;
  self->choice = choice;
  self->value = json_incref ((json_t *) value);
  g_task_set_source_tag (task, hearth_conflict_resolve_async);
  g_task_set_check_cancellable (task, FALSE);
  hearth_store_write_async (hearth_context_get_store (context), resolve_on_writer, self,
                            decision_free, cancellable, on_resolved_cb, task);
}

/** hearth_conflict_resolve_finish: (transfer full): as hearth_conflict_resolve(). Thread: main. */
HearthChangeSet *
hearth_conflict_resolve_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == hearth_conflict_resolve_async,
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
