/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-blob.h"
#include "hearth-bundle-options.h"
#include "hearth-db.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** HearthBundlePart: the lines of one compartment, each with its LF, in order of (dev, seq). */
typedef struct
{
  HearthCompartment cmp;
  GPtrArray *lines; /* (element-type GBytes) */
} HearthBundlePart;

/** HearthBundleAttachment: whose content goes along. */
typedef struct
{
  HearthCompartment cmp;
  HearthBlob *blob;
} HearthBundleAttachment;

/**
 * HearthBundleContent:
 *
 * What a bundle will hold, read from the vault at one moment, and the keys to sign it. Parts without
 * lines are left out.
 */
typedef struct
{
  GPtrArray *parts;   /* (element-type HearthBundlePart), in order of the compartments */
  GPtrArray *cards;   /* (element-type utf8) signed lines with LF: of this vault, then of the others
                         whose lines are inside */
  GPtrArray *files;   /* (element-type HearthBundleAttachment) */
  char *checkpoint;   /* of this vault's log: signed line with its LF, or NULL */
  HearthSecret *seed; /* signs the manifest */
  guint n_withheld;   /* exchanges that a case names and that do not leave yet */
  gint64 hlc;         /* greatest clock of the compartments that are sent */
} HearthBundleContent;

HearthBundleContent *hearth_bundle_content_gather (HearthDb *db,
                                                   const HearthId *dev,
                                                   const HearthBundleOptions *options,
                                                   GCancellable *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_content_free (HearthBundleContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleContent, hearth_bundle_content_free)

G_END_DECLS
