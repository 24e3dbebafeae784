/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-blob-store.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-options.h"
#include "hearth-context.h"
#include "hearth-db.h"

G_BEGIN_DECLS

/** HearthBundleResult: what was made. Owned plain value. */
typedef struct
{
  HearthId bundle;
  char *path;
  guint n_cases;
  guint n_files;                          /* attachments inside */
  guint8 manifest_hash[HEARTH_HASH_SIZE]; /* by which the receiver can name it too */
  guint parts; /* bits as in HearthBundleOptions: those that hold at least one line */
  guint64 size_bytes;
} HearthBundleResult;

void hearth_bundle_result_free (HearthBundleResult *self);
/* Names of the compartments in @parts, NULL-terminated, in their order. */
char **hearth_bundle_result_dup_parts (const HearthBundleResult *self) G_GNUC_WARN_UNUSED_RESULT;

/* Blocks; for hearthctl and tests. */
HearthBundleResult *hearth_bundle_export (HearthContext *context,
                                          const HearthBundleOptions *options,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_export_async (HearthContext *context,
                                 const HearthBundleOptions *options,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthBundleResult *hearth_bundle_export_finish (HearthContext *context,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same on the writer's own thread, without a context. @dev: writer id of the vault; @spool: a
 * folder for ciphertext; @blobs: nullable. */
HearthBundleResult *hearth_bundle_write (HearthDb *db,
                                         const HearthId *dev,
                                         HearthBlobStore *blobs,
                                         const char *spool,
                                         const HearthBundleOptions *options,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleResult, hearth_bundle_result_free)

G_END_DECLS
