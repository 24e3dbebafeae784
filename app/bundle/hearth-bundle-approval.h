/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which bundles leave only with a second person's yes, and to what exactly that yes is given. */
#pragma once

#include "hearth-bundle-options.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

/* Why a bundle needs a second person (security 5). */
typedef enum
{
  HEARTH_BUNDLE_APPROVAL_MANY = 1 << 0,       /* more than HEARTH_BUNDLE_MAX_CASES_ALONE cases */
  HEARTH_BUNDLE_APPROVAL_PARTS = 1 << 1,      /* debrief or restricted */
  HEARTH_BUNDLE_APPROVAL_PASSPHRASE = 1 << 2, /* no key, but words that can be passed on */
} HearthBundleApprovalReason;

/* The same before all is chosen; @parts: 1 << HearthCompartment of each. */
guint hearth_bundle_approval_find_reasons (guint n_cases, guint parts, gboolean has_passphrase);
guint hearth_bundle_approval_get_reasons (const HearthBundleOptions *options);
void hearth_bundle_approval_get_digest (const HearthBundleOptions *options,
                                        guint8 out[HEARTH_APPROVAL_DIGEST_SIZE]);
gboolean hearth_bundle_approval_check (HearthVault *vault,
                                       const HearthBundleOptions *options,
                                       GError **error);
/* On the writer's thread, before anything is read for the bundle. */
gboolean hearth_bundle_approval_note (const HearthWriter *writer,
                                      const HearthBundleOptions *options,
                                      GError **error);

G_END_DECLS
