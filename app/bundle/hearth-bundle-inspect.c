/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two ways to hearth_bundle_read(): waiting for it, and hearing of it. It runs on the reader's
 * thread, so that a lock waits until the keys are no longer used. */
#include "config.h"

#include "hearth-bundle-reader.h"

typedef struct
{
  HearthVault *vault;
  char *spool;
  char *path;
  HearthSecret *passphrase;
} Request;

typedef struct
{
  Request *request;
  GCancellable *cancellable;
  HearthBundleInfo *info;
  GError *error;
} Call;

static Request *
request_new (HearthContext *context, const char *path, const HearthSecret *passphrase)
{
  Request *request = g_new0 (Request, 1);

  request->vault = g_object_ref (hearth_context_get_vault (context));
  request->spool = hearth_vault_dup_spool_path (request->vault);
  request->path = g_strdup (path);
  if (passphrase != NULL)
    request->passphrase = hearth_secret_ref ((HearthSecret *) passphrase);
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->vault);
  g_clear_pointer (&request->passphrase, hearth_secret_unref);
  g_free (request->spool);
  g_free (request->path);
  g_free (request);
}

static HearthBundleInfo *
execute (Request *request, GCancellable *cancellable, GError **error)
{
  return hearth_bundle_read (hearth_vault_get_reader (request->vault), request->spool,
                             request->path, request->passphrase, cancellable, error);
}

static void
call_on_reader (gpointer data)
{
  Call *call = data;

  call->info = execute (call->request, call->cancellable, &call->error);
}

/**
 * hearth_bundle_inspect:
 *
 * Verifies a bundle and tells what is in it. Blocks; errors as hearth_bundle_read().
 *
 * Returns: (transfer full) (nullable): Thread: main.
 */
HearthBundleInfo *
hearth_bundle_inspect (HearthContext *context,
                       const char *path,
                       const HearthSecret *passphrase,
                       GCancellable *cancellable,
                       GError **error)
{
  Call call = { .cancellable = cancellable };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && path != NULL, NULL);

  call.request = request_new (context, path, passphrase);
  hearth_worker_call_sync (hearth_vault_get_reader_worker (call.request->vault), call_on_reader,
                           &call);
  request_free (call.request);
  if (call.error != NULL)
    g_propagate_error (error, call.error);
  return call.info;
}

static void
inspect_on_reader (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  HearthBundleInfo *info = execute (task_data, cancellable, &error);

  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify) hearth_bundle_info_free);
  else
    g_task_return_error (task, error);
}

/** hearth_bundle_inspect_async: as hearth_bundle_inspect(). Thread: main. */
void
hearth_bundle_inspect_async (HearthContext *context,
                             const char *path,
                             HearthSecret *passphrase,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && path != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_bundle_inspect_async);
  g_task_set_task_data (task, request_new (context, path, passphrase),
                        (GDestroyNotify) request_free);
  hearth_worker_push (hearth_vault_get_reader_worker (hearth_context_get_vault (context)), task,
                      inspect_on_reader);
}

/** hearth_bundle_inspect_finish: Returns: (transfer full) (nullable): as hearth_bundle_inspect(). */
HearthBundleInfo *
hearth_bundle_inspect_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_bundle_inspect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
