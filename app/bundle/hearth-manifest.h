/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-member.h"
#include "hearth-hash.h"
#include "hearth-id.h"

#include <jansson.h>

G_BEGIN_DECLS

/** HearthManifestEntry: a member as the manifest announces it. */
typedef struct
{
  char *name;
  HearthBundleMember type;
  char *
      compartment; /* of commits and blobs, else NULL; may be one that this version does not know */
  gboolean is_sealed; /* an age file of its own */
  guint64 size;       /* bytes */
  guint8 hash[HEARTH_HASH_SIZE];
  char **to; /* recipients, "age1…", sorted; of commits and blobs */
} HearthManifestEntry;

void hearth_manifest_entry_free (HearthManifestEntry *self);

/**
 * HearthManifest:
 *
 * The first member of a bundle: who sends what to whom, with the hash of every other member. It
 * tells sizes and compartments, and neither names nor numbers of cases (bundles 11).
 */
typedef struct
{
  HearthId bundle;
  HearthId dev;
  guint8 card[HEARTH_HASH_SIZE]; /* id of the sender's card */
  char *created;                 /* "2025-06-12T09:15:00Z" */
  char *kind;                    /* "cases" */
  gint64 hlc;
  gint64 seq; /* counts bundles of this vault to this destination, from 1 */
  gboolean has_prev;
  guint8 prev[HEARTH_HASH_SIZE];
  char **to;          /* recipients, sorted; empty for a passphrase */
  GPtrArray *entries; /* (element-type HearthManifestEntry), in order of the archive */
  guint64 total;      /* bytes of the archive, padding and end included */
} HearthManifest;

HearthManifest *hearth_manifest_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_manifest_free (HearthManifest *self);
char *hearth_manifest_dump (const HearthManifest *self) G_GNUC_WARN_UNUSED_RESULT;
HearthManifest *hearth_manifest_parse (const char *text,
                                       gsize length,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint64 hearth_manifest_get_rest (const HearthManifest *self,
                                  gsize manifest_length,
                                  gsize signature_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthManifest, hearth_manifest_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthManifestEntry, hearth_manifest_entry_free)

G_END_DECLS
