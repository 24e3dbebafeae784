/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

/**
 * HearthBundleContent:
 *
 * What a bundle will hold, read from the vault at one moment, and the keys to sign it. Parts without
 * lines are left out.
 */
typedef struct
{
  GPtrArray *parts;   /* (element-type HearthBundlePart), in order of the compartments */
  char *card;         /* of this vault: signed line with its LF */
  HearthSecret *seed; /* signs the manifest */
  gint64 hlc;         /* greatest clock of the compartments that are sent */
} HearthBundleContent;

HearthBundleContent *hearth_bundle_content_gather (HearthDb *db,
                                                   const HearthBundleOptions *options,
                                                   GCancellable *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_content_free (HearthBundleContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleContent, hearth_bundle_content_free)

G_END_DECLS
