/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a bundle in (bundles 13, steps 1 to 11). hearth_bundle_inspect() shows before what it would bring;
 * its manifest_hash, given here, makes sure that it is the same bundle.
 *
 * Undo: hearth_command_new_withdraw () of the bundle, which is also the inverse of the change set.
 * Verifying a contact later releases the lines that waited for it (hearth-contact-acts); parts that wait
 * for a key are taken in by hearth_bundle_catch_up () at a login that holds it. */
#pragma once

#include "hearth-bundle-reader.h"
#include "hearth-receive.h"

G_BEGIN_DECLS

/**
 * HearthBundleImport:
 * @info: as it was before: what was new then
 * @received: what came of the lines
 * @n_files: attachments that were not here
 * @n_waiting: parts and attachments that wait for a key
 * @changes: its inverse takes the import back
 */
typedef struct
{
  HearthBundleInfo *info;
  HearthReceived received;
  guint n_files;
  guint n_waiting;
  HearthChangeSet *changes;
} HearthBundleImport;
void hearth_bundle_import_free (HearthBundleImport *self);

/* Blocks. @manifest_hash: nullable: of the bundle that was looked at. */
HearthBundleImport *hearth_bundle_import (HearthContext *context,
                                          const char *path,
                                          HearthSecret *passphrase,
                                          const guint8 *manifest_hash,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_import_async (HearthContext *context,
                                 const char *path,
                                 HearthSecret *passphrase,
                                 const guint8 *manifest_hash,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthBundleImport *hearth_bundle_import_finish (HearthContext *context,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same on the writer's own thread. */
HearthBundleImport *hearth_bundle_take (const HearthWriter *writer,
                                        const char *spool,
                                        const char *path,
                                        const HearthSecret *passphrase,
                                        const guint8 *manifest_hash,
                                        HearthChangeSet **changes,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleImport, hearth_bundle_import_free)

G_END_DECLS
