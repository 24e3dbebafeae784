/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two ways to hearth_bundle_write(): waiting for it, and hearing of it. */
#include "config.h"

#include "hearth-bundle-writer.h"

#include "hearth-audit.h"
#include "hearth-bundle-approval.h"
#include "hearth-consent.h"

typedef struct
{
  HearthVault *vault;
  HearthBundleOptions *options;
  HearthId dev;
  HearthId who;
  char **roles;
  char *spool;
} Request;

typedef struct
{
  Request *request;
  GCancellable *cancellable;
  HearthBundleResult *result;
  GError *error;
} Call;

static Request *
request_new (HearthContext *context, const HearthBundleOptions *options)
{
  Request *request = g_new0 (Request, 1);

  request->vault = g_object_ref (hearth_context_get_vault (context));
  request->options = hearth_bundle_options_copy (options);
  /* Whoever filled them in: what the house asks for is asked for. */
  request->options->needs_consent =
      hearth_consent_is_needed (hearth_context_get_packs (context), request->options->purpose);
  request->dev = *hearth_vault_get_dev (request->vault);
  request->who = *hearth_vault_get_user_id (request->vault);
  request->roles = g_strdupv ((char **) hearth_vault_get_roles (request->vault));
  request->spool = hearth_vault_dup_spool_path (request->vault);
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->vault);
  hearth_bundle_options_free (request->options);
  g_strfreev (request->roles);
  g_free (request->spool);
  g_free (request);
}

/* One entry per part, before anything is read for the bundle; the outcome is one. */
static gboolean
note_begin (const HearthWriter *writer, const HearthBundleOptions *options, GError **error)
{
  HearthAuditEntry entries[HEARTH_N_COMPARTMENTS];
  guint n = 0;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if ((options->parts & 1u << cmp) != 0)
      entries[n++] = (HearthAuditEntry){ .event = HEARTH_AUDIT_EXPORT,
                                         .cmp = (HearthCompartment) cmp,
                                         .n = options->cases->len };
  return n == 0 || hearth_audit_append_many (writer, entries, n, error);
}

/* The bundle is where it is, whatever becomes of this entry. */
static void
note_end (const HearthWriter *writer, const HearthBundleResult *result)
{
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_EXPORT,
                             .phase = result != NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED };
  char bundle[HEARTH_ID_HEX_SIZE];

  if (result != NULL)
    {
      hearth_id_format (&result->bundle, bundle);
      entry.why = bundle;
      entry.n = result->n_cases;
    }
  hearth_audit_append (writer, &entry, NULL);
}

static HearthBundleResult *
execute (Request *request, GCancellable *cancellable, GError **error)
{
  const HearthWriter writer = { .db = hearth_vault_get_writer (request->vault),
                                .dev = request->dev,
                                .who = request->who,
                                .roles = (const char *const *) request->roles,
                                .vault = request->vault };
  HearthBundleResult *result;

  if (!hearth_bundle_approval_note (&writer, request->options, error) ||
      !note_begin (&writer, request->options, error))
    return NULL;
  result =
      hearth_bundle_write (writer.db, &request->dev, hearth_vault_get_blob_store (request->vault),
                           request->spool, request->options, cancellable, error);
  note_end (&writer, result);
  return result;
}

static void
call_on_writer (gpointer data)
{
  Call *call = data;

  call->result = execute (call->request, call->cancellable, &call->error);
}

/**
 * hearth_bundle_export:
 *
 * Makes a bundle as @options say. Blocks; errors as hearth_bundle_write(), and those of
 * hearth_bundle_approval_check().
 *
 * Returns: (transfer full) (nullable): Thread: main.
 */
HearthBundleResult *
hearth_bundle_export (HearthContext *context,
                      const HearthBundleOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  Call call = { .cancellable = cancellable };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && options != NULL, NULL);

  if (!hearth_bundle_approval_check (hearth_context_get_vault (context), options, error))
    return NULL;
  call.request = request_new (context, options);
  hearth_worker_call_sync (hearth_vault_get_writer_worker (call.request->vault), call_on_writer,
                           &call);
  request_free (call.request);
  if (call.error != NULL)
    g_propagate_error (error, call.error);
  return call.result;
}

static void
export_on_writer (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  HearthBundleResult *result = execute (task_data, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) hearth_bundle_result_free);
  else
    g_task_return_error (task, error);
}

/** hearth_bundle_export_async: as hearth_bundle_export(). Thread: main. */
void
hearth_bundle_export_async (HearthContext *context,
                            const HearthBundleOptions *options,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GError *error = NULL;
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && options != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_bundle_export_async);
  /* A bundle that is at its destination is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  if (!hearth_bundle_approval_check (hearth_context_get_vault (context), options, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, request_new (context, options), (GDestroyNotify) request_free);
  hearth_worker_push (hearth_vault_get_writer_worker (hearth_context_get_vault (context)), task,
                      export_on_writer);
}

/** hearth_bundle_export_finish: Returns: (transfer full) (nullable): as hearth_bundle_export(). */
HearthBundleResult *
hearth_bundle_export_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_bundle_export_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
