/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of many cases at once: who does them, what holds them up and when to remember them. One act, so that
 * one undo takes all of it back. */
#include "config.h"

#include "hearth-case-acts-private.h"
#include "hearth-step-many.h"

/* What says nothing of the state of a step, so that no plan follows from it. */
static const char *const allowed[] = { "owner", "waiting_for", "remind_on", "blocker" };

typedef struct
{
  HearthPackSet *packs;
  GArray *steps; /* HearthStepAt */
  json_t *fields;
  json_t *values; /* @fields as the record has them, once they were converted */
  guint next;
} StepSetMany;

static void
step_set_many_free (StepSetMany *self)
{
  hearth_pack_set_unref (self->packs);
  g_array_unref (self->steps);
  json_decref (self->fields);
  json_decref (self->values);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StepSetMany, step_set_many_free)

static StepSetMany *
step_set_many_new (HearthContext *context, GArray *steps, const json_t *fields)
{
  StepSetMany *self = g_new0 (StepSetMany, 1);

  self->packs = hearth_pack_set_ref (hearth_context_get_packs (context));
  self->steps = g_array_ref (steps);
  self->fields = json_deep_copy (fields);
  return self;
}

static gboolean
check_fields (const json_t *fields, GError **error)
{
  const char *field;
  json_t *value;

  json_object_foreach ((json_t *) fields, field, value)
  {
    gboolean is_allowed = FALSE;

    for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
      is_allowed |= g_str_equal (allowed[i], field);
    if (is_allowed)
      continue;
    g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                 "\"%s\" is not set for many steps at once", field);
    return FALSE;
  }
  return TRUE;
}

/* Somebody else changed it, or took it away, since it was read: what they did stays. */
static gboolean
is_stale (const HearthRecord *step, const HearthStepAt *at)
{
  return step == NULL || hearth_record_is_gone (step) ||
         hearth_record_get_revision (step) != at->revision;
}

static HearthCommand *
next_step (HearthDb *db, gpointer data, GError **error)
{
  StepSetMany *self = data;
  const HearthKind *kind = hearth_registry_find_kind ("step");

  if (self->values == NULL)
    self->values = _hearth_fields_convert (kind, self->fields, self->packs, error);
  if (self->values == NULL)
    return NULL;
  while (self->next < self->steps->len)
    {
      HearthStepAt *at = &g_array_index (self->steps, HearthStepAt, self->next++);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (HearthRecord) step = hearth_store_get_record (db, kind, &at->step, &local_error);
      g_autoptr (HearthCommand) command = NULL;

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      at->is_stale = is_stale (step, at);
      if (at->is_stale)
        continue;
      command = hearth_command_new ("step-set");
      hearth_command_set (command, kind, hearth_record_get_case (step), &at->step, at->revision,
                          json_deep_copy (self->values));
      return g_steal_pointer (&command);
    }
  return NULL;
}

static HearthChangeSet *
run (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  return hearth_writer_execute_stream (writer, HEARTH_COMPARTMENT_CORE, next_step, NULL, 0, data,
                                       cancellable, error);
}

/**
 * hearth_step_set_many:
 * @steps: (element-type HearthStepAt) (inout): as they were read; what was changed since is passed over and
 *   says so
 * @fields: "owner", "waiting_for", "remind_on", "blocker"; null clears
 * @cancellable: (nullable): stops before the commit
 *
 * Sets the same fields of many steps in one act and one transaction: whole or not at all. Each step is asked of
 * the policy. Blocks.
 *
 * Returns: (transfer full): the answer; %NULL with an error as hearth_step_set()
 */
HearthChangeSet *
hearth_step_set_many (HearthContext *context,
                      GArray *steps,
                      const json_t *fields,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (StepSetMany) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (steps != NULL && json_is_object (fields), NULL);

  if (!check_fields (fields, error))
    return NULL;
  self = step_set_many_new (context, steps, fields);
  return hearth_store_write (hearth_context_get_store (context), run, self, cancellable, error);
}

/** hearth_step_set_many_async: as hearth_step_set_many(), without blocking; @fields as there. Thread: main. */
void
hearth_step_set_many_async (HearthContext *context,
                            GArray *steps,
                            const json_t *fields,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (steps != NULL && json_is_object (fields) && check_fields (fields, NULL));

  hearth_store_write_async (hearth_context_get_store (context), run,
                            step_set_many_new (context, steps, fields),
                            (GDestroyNotify) step_set_many_free, cancellable, callback, user_data);
}

/** hearth_step_set_many_finish: (transfer full): the answer, or %NULL with an error. */
HearthChangeSet *
hearth_step_set_many_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_write_finish (HEARTH_STORE (store), result, error);
}
