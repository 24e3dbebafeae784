/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-card.h"
#include "hearth-bundle-lines.h"
#include "hearth-manifest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** HearthBundleMemberData: a part as it was found. */
typedef struct
{
  const HearthManifestEntry *entry; /* of the manifest */
  int fd;                           /* the sealed part in the spool, or -1 */
  HearthBundleLines *lines;         /* of a plain part, already checked, or NULL */
} HearthBundleMemberData;

/**
 * HearthBundleArchive:
 *
 * A bundle read to its end: everything that can be verified without the keys of the parts has been.
 */
typedef struct
{
  HearthManifest *manifest;
  GPtrArray *cards;               /* (element-type HearthBundleCard) */
  GHashTable *writers;            /* HearthId of a writer -> the newest of these cards with it */
  const HearthBundleCard *sender; /* one of them */
  GArray *parts;                  /* (element-type HearthBundleMemberData) */
} HearthBundleArchive;

HearthBundleArchive *hearth_bundle_archive_read (GInputStream *source,
                                                 GPtrArray *identities,
                                                 const HearthSecret *passphrase,
                                                 const char *spool,
                                                 HearthBundleLineFunc func,
                                                 gpointer data,
                                                 GCancellable *cancellable,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_archive_free (HearthBundleArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleArchive, hearth_bundle_archive_free)

G_END_DECLS
