/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle read to its end, with all that an import needs of it afterwards. */
#pragma once

#include "hearth-bundle-archive.h"
#include "hearth-bundle-reader.h"
#include "hearth-contacts.h"

G_BEGIN_DECLS

/**
 * HearthBundleReading:
 * @contacts: as they are with the cards of the bundle
 * @rows: (element-type HearthContactRow): what would have to be written for that
 * @identities: (element-type HearthSecret): keys of this login
 * @sealed: (element-type HearthBundleMemberData): parts that no key here opens; borrowed
 */
typedef struct
{
  HearthBundleInfo *info;
  HearthBundleArchive *archive;
  HearthContacts *contacts;
  GPtrArray *rows;
  GPtrArray *identities;
  GPtrArray *sealed;
} HearthBundleReading;

void hearth_bundle_reading_free (HearthBundleReading *self);
/* @also: nullable: hears of each line too. @must_know: an unknown or revoked sender refuses the bundle. */
HearthBundleReading *hearth_bundle_reading_new (HearthDb *db,
                                                const char *spool,
                                                const char *path,
                                                const HearthSecret *passphrase,
                                                gboolean must_know,
                                                HearthBundleLineFunc also,
                                                gpointer also_data,
                                                GCancellable *cancellable,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the lines of a sealed part. NULL without error: none of @identities opens it. */
HearthBundleLines *hearth_bundle_reading_open_part (GInputStream *source,
                                                    HearthCompartment cmp,
                                                    GHashTable *writers,
                                                    GPtrArray *identities,
                                                    HearthBundleLineFunc func,
                                                    gpointer data,
                                                    GCancellable *cancellable,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleReading, hearth_bundle_reading_free)

G_END_DECLS
