/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-age-writer.h"
#include "hearth-blob-store.h"
#include "hearth-bundle-content.h"
#include "hearth-bundle-log.h"
#include "hearth-manifest.h"

G_BEGIN_DECLS

/** HearthBundlePacked: a member as the outer file will hold it. */
typedef struct
{
  const char *text;             /* a card or checkpoint, or NULL */
  const HearthBundlePart *part; /* plain and in memory, for a passphrase bundle, or NULL */
  guint64 offset;               /* else sealed, in the spool */
} HearthBundlePacked;

/**
 * HearthBundleParcel:
 *
 * What is to be put into the outer file: parts that are sealed already, and the signed manifest that
 * tells their hashes.
 */
typedef struct
{
  HearthManifest *manifest;
  char *manifest_text;
  char *signature;
  GArray *packed; /* (element-type HearthBundlePacked), in order of the entries */
  int spool;      /* one file without a name for all that is sealed, or -1 */
  guint64 spool_size;
  guint64 pad_size; /* bytes of the padding member */
} HearthBundleParcel;

char *hearth_bundle_parcel_dup_destination (const HearthBundleOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;
HearthBundleParcel *hearth_bundle_parcel_new (const HearthBundleContent *content,
                                              const HearthBundleOptions *options,
                                              const HearthBundleLogEntry *entry,
                                              const HearthId *dev,
                                              HearthBlobStore *blobs,
                                              const char *spool,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_parcel_free (HearthBundleParcel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleParcel, hearth_bundle_parcel_free)

G_END_DECLS
