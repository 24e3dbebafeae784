/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthBundleFile:
 *
 * A file in the making: written beside its destination under a random name, synced, and renamed when
 * it is whole. Freed before that, it vanishes.
 */
typedef struct _HearthBundleFile HearthBundleFile;

HearthBundleFile *hearth_bundle_file_new (const char *path,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_file_free (HearthBundleFile *self);
GOutputStream *hearth_bundle_file_get_stream (HearthBundleFile *self);
const char *hearth_bundle_file_get_path (HearthBundleFile *self);
gboolean hearth_bundle_file_commit (HearthBundleFile *self, guint64 *size_bytes, GError **error);

/* A file without a name, gone with its descriptor: nothing stays behind after a crash. */
int hearth_bundle_file_open_spool (const char *folder, GError **error);
/* The whole content of @fd from its beginning, @fd itself staying open. */
GInputStream *hearth_bundle_file_read_spool (int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleFile, hearth_bundle_file_free)

G_END_DECLS
