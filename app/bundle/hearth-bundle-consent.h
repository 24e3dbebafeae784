/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose case may not go into a bundle, because the person declined or withdrew it, or was not asked where the
 * house asks (bundles 12, product 8). One function for what a window shows, what a script hears and what the
 * writer refuses. */
#pragma once

#include "hearth-bundle-options.h"
#include "hearth-consent.h"
#include "hearth-db.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** HearthBundleBarred: a case that stays, and what the person answered. */
typedef struct
{
  HearthId case_id;
  HearthConsentAnswer answer;
} HearthBundleBarred;

/* (element-type HearthBundleBarred) in the order of the options. */
GArray *hearth_bundle_consent_list_barred (HearthDb *db,
                                           const HearthBundleOptions *options,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the cases of @barred out of @options. */
void hearth_bundle_consent_leave_out (HearthBundleOptions *options, const GArray *barred);

G_END_DECLS
