/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_BUNDLE_MANIFEST_NAME "manifest.json"
#define HEARTH_BUNDLE_SIGNATURE_NAME "manifest.json.minisig"
#define HEARTH_BUNDLE_PAD_NAME "pad"

/** HearthBundleMember: what a member of the inner archive is, in the order in which they stand. */
typedef enum
{
  HEARTH_BUNDLE_MEMBER_MANIFEST,
  HEARTH_BUNDLE_MEMBER_SIGNATURE,
  HEARTH_BUNDLE_MEMBER_CARD,
  HEARTH_BUNDLE_MEMBER_COMMITS,
  HEARTH_BUNDLE_MEMBER_BLOB,
  HEARTH_BUNDLE_MEMBER_CHECKPOINT,
  HEARTH_BUNDLE_MEMBER_PAD,
} HearthBundleMember;

gboolean hearth_bundle_member_parse (const char *name,
                                     HearthBundleMember *member,
                                     char **compartment,
                                     gboolean *is_sealed);

G_END_DECLS
