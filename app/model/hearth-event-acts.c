/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with exchange events. */
#include "config.h"

#include "hearth-event-acts.h"

#include "hearth-case-acts-private.h"
#include "hearth-random.h"

static void
on_executed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HearthChangeSet *changes = hearth_store_execute_finish (HEARTH_STORE (source), result, &error);

  if (changes != NULL)
    g_task_return_pointer (task, changes, (GDestroyNotify) hearth_change_set_unref);
  else
    g_task_return_error (task, error);
}

/**
 * hearth_event_save_async:
 * @rec: (nullable): the event; %NULL: a new one
 * @expected_revision: of the event as it was read, or %HEARTH_REVISION_ANY; not looked at for a new one
 * @fields: texts are accepted for all types, titles for enums; null or an empty text clears
 *
 * One command. A field that does not fit is %HEARTH_MODEL_ERROR_INVALID, and nothing is written.
 * Thread: main.
 */
void
hearth_event_save_async (HearthContext *context,
                         const HearthId *rec,
                         gint64 expected_revision,
                         const json_t *fields,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const HearthKind *kind = hearth_registry_find_kind ("event");
  g_autoptr (HearthCommand) command = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  HearthId id;
  json_t *set;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (json_is_object (fields));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_event_save_async);
  /* What was written is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  set = _hearth_fields_convert (kind, fields, hearth_context_get_packs (context), &error);
  if (set == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  id = rec != NULL ? *rec : hearth_random_id ();
  command = hearth_command_new (rec != NULL ? "event-set" : "event-add");
  hearth_command_set (command, kind, NULL, &id,
                      rec != NULL ? expected_revision : HEARTH_REVISION_NEW, set);
  hearth_store_execute_async (hearth_context_get_store (context), command, cancellable,
                              on_executed_cb, g_steal_pointer (&task));
}

/** hearth_event_save_finish: Returns: (transfer full): the answer, or %NULL with an error. Thread: main. */
HearthChangeSet *
hearth_event_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_event_save_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
