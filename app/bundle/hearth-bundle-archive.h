/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-card.h"
#include "hearth-bundle-lines.h"
#include "hearth-manifest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** HearthBundleMemberData: a part or an attachment as it was found. */
typedef struct
{
  const HearthManifestEntry *entry; /* of the manifest */
  gboolean is_spooled;              /* sealed: its bytes stand in the spool, from @offset */
  guint64 offset;
  HearthBundleLines *lines; /* of a plain part, already checked, or NULL */
} HearthBundleMemberData;

/**
 * HearthBundleArchive:
 *
 * A bundle read to its end: everything that can be verified without the keys of the parts has been.
 */
typedef struct
{
  HearthManifest *manifest;
  guint8 manifest_hash[HEARTH_HASH_SIZE];
  GPtrArray *cards;               /* (element-type HearthBundleCard) */
  GPtrArray *card_lines;          /* (element-type utf8) of the same, each with its LF */
  GHashTable *writers;            /* HearthId of a writer -> the newest of these cards with it */
  const HearthBundleCard *sender; /* one of them */
  GArray *parts;                  /* (element-type HearthBundleMemberData) */
  GArray *blobs;                  /* the same, of attachments */
  char *checkpoint;               /* of the sender's log, a signed line without LF, or NULL */
  int spool;                      /* one file without a name for all that is sealed, or -1 */
  guint64 spool_size;
} HearthBundleArchive;

/* Hears of the cards before anything else is believed; may refuse the bundle. */
typedef gboolean (*HearthBundleCardsFunc) (const HearthBundleArchive *archive,
                                           gpointer data,
                                           GError **error);

HearthBundleArchive *hearth_bundle_archive_read (GInputStream *source,
                                                 GPtrArray *identities,
                                                 const HearthSecret *passphrase,
                                                 const char *spool,
                                                 HearthBundleLineFunc func,
                                                 gpointer data,
                                                 GCancellable *cancellable,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthBundleArchive *hearth_bundle_archive_read_known (GInputStream *source,
                                                       GPtrArray *identities,
                                                       const HearthSecret *passphrase,
                                                       const char *spool,
                                                       HearthBundleCardsFunc cards,
                                                       HearthBundleLineFunc func,
                                                       gpointer data,
                                                       GCancellable *cancellable,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GInputStream *hearth_bundle_archive_open (const HearthBundleArchive *self,
                                          const HearthBundleMemberData *member)
    G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_archive_free (HearthBundleArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleArchive, hearth_bundle_archive_free)

G_END_DECLS
