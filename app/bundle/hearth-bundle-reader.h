/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-error.h"
#include "hearth-context.h"
#include "hearth-db.h"

G_BEGIN_DECLS

/** HearthBundlePartInfo: one part of a bundle. */
typedef struct
{
  char *compartment;  /* name; may be one that this version does not know */
  gboolean is_sealed; /* no key here opens it */
  guint64 size_bytes;
  guint n_lines;     /* 0 if sealed */
  guint n_new_lines; /* of these, not here yet */
} HearthBundlePartInfo;

/**
 * HearthBundleInfo:
 *
 * A bundle that was read to its end and verified, without applying any of it. Owned plain value.
 */
typedef struct
{
  HearthId bundle;
  char *created; /* "2025-06-12T09:15:00Z" */
  gint64 seq;
  char *from_label;
  char *from_fingerprint;
  gboolean
      is_from_known; /* a vault that was verified here; else a person must compare the fingerprint */
  gboolean is_verified;         /* all hashes, signatures and lines hold under the sender's card */
  gboolean is_already_imported; /* every line that can be read is here */
  guint n_entries;
  guint n_new_cases;
  guint n_changed_cases;
  guint n_conflicts; /* fields that a person would have to decide after an import */
  GPtrArray *parts;  /* (element-type HearthBundlePartInfo) */
} HearthBundleInfo;

void hearth_bundle_info_free (HearthBundleInfo *self);

/* Blocks. @passphrase: nullable; beside it the keys of all compartments of this login are tried. */
HearthBundleInfo *hearth_bundle_inspect (HearthContext *context,
                                         const char *path,
                                         const HearthSecret *passphrase,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_inspect_async (HearthContext *context,
                                  const char *path,
                                  HearthSecret *passphrase,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
HearthBundleInfo *hearth_bundle_inspect_finish (HearthContext *context,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same on a thread that owns @db. */
HearthBundleInfo *hearth_bundle_read (HearthDb *db,
                                      const char *spool,
                                      const char *path,
                                      const HearthSecret *passphrase,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleInfo, hearth_bundle_info_free)

G_END_DECLS
