/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-error.h"
#include "hearth-bundle-preview.h"
#include "hearth-context.h"
#include "hearth-db.h"
#include "hearth-hash.h"
#include "hearth-key.h"

G_BEGIN_DECLS

/** HearthBundleSender: what the vault that made a bundle is here. */
typedef enum
{
  HEARTH_BUNDLE_SENDER_UNKNOWN, /* nobody compared its fingerprint */
  HEARTH_BUNDLE_SENDER_VERIFIED,
  HEARTH_BUNDLE_SENDER_REVOKED,
  HEARTH_BUNDLE_SENDER_OWN,
} HearthBundleSender;

/** HearthBundleOrder: how a bundle stands to those that came from its sender before (bundles 11). */
typedef enum
{
  HEARTH_BUNDLE_ORDER_FIRST,
  HEARTH_BUNDLE_ORDER_NEXT,
  HEARTH_BUNDLE_ORDER_GAP,   /* others have not arrived */
  HEARTH_BUNDLE_ORDER_OLDER, /* than one that came already */
  HEARTH_BUNDLE_ORDER_AGAIN, /* this one came already */
} HearthBundleOrder;

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
  HearthBundleSender sender;
  guint8 from_key[HEARTH_KEY_SIZE]; /* the identity that the fingerprint is of */
  char *from_card;                  /* signed line with its LF: to be added as a contact */
  guint8 manifest_hash[HEARTH_HASH_SIZE];
  HearthBundleOrder order;
  gint64 n_missing;             /* bundles between this one and the last that came */
  gboolean is_verified;         /* all hashes, signatures and lines hold under the sender's card */
  gboolean is_already_imported; /* every line that can be read is here */
  guint n_entries;
  guint n_new_cases;
  guint n_changed_cases;
  guint n_lines;
  guint n_new_lines;
  guint
      n_aside; /* new lines that would not count yet: of vaults that nobody verified, or may not */
  guint n_files;     /* attachments inside */
  guint n_conflicts; /* fields that a person would have to decide after an import */
  GPtrArray *parts;  /* (element-type HearthBundlePartInfo) */
  GPtrArray *people; /* (element-type HearthBundlePerson) of new and changed cases, by surname */
} HearthBundleInfo;

void hearth_bundle_info_free (HearthBundleInfo *self);

/* FALSE with HEARTH_BUNDLE_ERROR_UNKNOWN_SENDER or _REVOKED: it may be looked at and not imported. */
gboolean hearth_bundle_info_check_sender (const HearthBundleInfo *self, GError **error);

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
