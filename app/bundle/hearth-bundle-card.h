/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-age-key.h"
#include "hearth-compartment.h"
#include "hearth-hash.h"
#include "hearth-id.h"
#include "hearth-receive.h"

G_BEGIN_DECLS

/** HearthBundleOldKey: a signing key that was replaced, and up to which line of @dev it counts. */
typedef struct
{
  HearthCompartment cmp;
  HearthId dev;
  gint64 last_seq;
  guint8 sign[HEARTH_KEY_SIZE];
} HearthBundleOldKey;

/** HearthBundleCardKeys: what a vault shows of the keys of one compartment. */
typedef struct
{
  gboolean is_present;
  guint8 sign[HEARTH_KEY_SIZE]; /* its lines are signed with this */
  HearthAgeRecipient to;
} HearthBundleCardKeys;

/**
 * HearthBundleCard:
 *
 * The card of a vault as read from a bundle: signed by itself, which proves only that whoever made
 * it holds the identity key. Whether that is the hospital that it names, people decide by its
 * fingerprint.
 */
typedef struct
{
  guint8 id[HEARTH_HASH_SIZE];
  guint8 identity[HEARTH_KEY_SIZE];
  char *label;
  gint64 serial;
  GArray *devs;     /* (element-type HearthId) */
  GPtrArray *roles; /* (element-type utf8) that its lines may name; empty: the card says nothing */
  HearthBundleCardKeys keys[HEARTH_N_COMPARTMENTS];
  GArray *old_keys; /* (element-type HearthBundleOldKey) */
} HearthBundleCard;

HearthBundleCard *hearth_bundle_card_parse (const char *line,
                                            gsize length,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_card_free (HearthBundleCard *self);
gboolean hearth_bundle_card_verify (const HearthBundleCard *self,
                                    HearthCompartment cmp,
                                    const HearthId *dev,
                                    gint64 seq,
                                    const char *line,
                                    gsize length);
/* As hearth_bundle_card_verify(), and tells an old key from a false one. */
HearthAuthorVerdict hearth_bundle_card_judge (const HearthBundleCard *self,
                                              const HearthCommit *commit,
                                              const char *line,
                                              gsize length);
gboolean hearth_bundle_card_has_dev (const HearthBundleCard *self, const HearthId *dev);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleCard, hearth_bundle_card_free)

G_END_DECLS
