/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-visit.h"

#include "hearth-audit.h"

/* Whether cases have records in @cmp: what is there is read with the case. */
static gboolean
holds_cases (HearthCompartment cmp)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i].cmp == cmp && (kinds[i].flags & HEARTH_KIND_SHARED) == 0)
      return TRUE;
  return FALSE;
}

static guint
make_entries (HearthContext *context,
              const HearthId *case_id,
              HearthAuditEntry entries[HEARTH_N_COMPARTMENTS])
{
  HearthVault *vault = hearth_context_get_vault (context);
  guint n = 0;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      if (!hearth_vault_has (vault, (HearthCompartment) cmp) ||
          !holds_cases ((HearthCompartment) cmp))
        continue;
      entries[n++] = (HearthAuditEntry){ .event = HEARTH_AUDIT_CASE_OPEN,
                                         .case_id = *case_id,
                                         .cmp = (HearthCompartment) cmp };
    }
  return n;
}

/** hearth_case_note_visit: Returns: %FALSE with an error: nothing of the case may be shown. Thread: main. */
gboolean
hearth_case_note_visit (HearthContext *context, const HearthId *case_id, GError **error)
{
  HearthAuditEntry entries[HEARTH_N_COMPARTMENTS];
  guint n;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && case_id != NULL, FALSE);

  n = make_entries (context, case_id, entries);
  return n == 0 || hearth_context_audit_many (context, entries, n, error);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  HearthCase *kase = hearth_case_load_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, kase, g_object_unref);
}

static void
load (GTask *task, HearthContext *context)
{
  hearth_case_load_async (context, g_task_get_task_data (task), g_task_get_cancellable (task),
                          on_loaded_cb, g_object_ref (task));
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error))
    load (task, HEARTH_CONTEXT (source));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/** hearth_case_visit_async: without blocking. Thread: main. */
void
hearth_case_visit_async (HearthContext *context,
                         const HearthId *case_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  HearthAuditEntry entries[HEARTH_N_COMPARTMENTS];
  g_autoptr (GTask) task = NULL;
  guint n;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && case_id != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_case_visit_async);
  g_task_set_task_data (task, hearth_id_copy (case_id), g_free);
  n = make_entries (context, case_id, entries);
  if (n == 0)
    load (task, context);
  else
    hearth_context_audit_many_async (context, entries, n, cancellable, on_noted_cb,
                                     g_object_ref (task));
}

/** hearth_case_visit_finish: Returns: (transfer full) (nullable): as hearth_case_load(). Thread: main. */
HearthCase *
hearth_case_visit_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_case_visit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
