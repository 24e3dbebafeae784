/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-age-key.h"
#include "hearth-compartment.h"
#include "hearth-id.h"

G_BEGIN_DECLS

/**
 * HearthBundleOptions:
 *
 * What shall leave, to whom, and where to. Filled by the caller, not changed while a bundle is made.
 */
typedef struct
{
  GArray *cases;      /* (element-type HearthId) at least one */
  GArray *recipients; /* (element-type HearthAgeRecipient) 1 to 64, or none and a passphrase */
  HearthSecret *passphrase; /* nullable; as typed: it is brought to NFKC when used */
  guint parts;              /* bit 1 << HearthCompartment for each compartment to be sent */
  char *destination;        /* path of the file, or of a folder in which it gets a random name */
  guint64 pad_floor;        /* least size of the inner stream; 64 KiB unless told otherwise */
  guint log_n;              /* work factor of the passphrase; 18 unless told otherwise */
} HearthBundleOptions;

HearthBundleOptions *hearth_bundle_options_new (const char *destination) G_GNUC_WARN_UNUSED_RESULT;
HearthBundleOptions *hearth_bundle_options_copy (const HearthBundleOptions *self)
    G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_options_free (HearthBundleOptions *self);
void hearth_bundle_options_add_case (HearthBundleOptions *self, const HearthId *case_id);
void hearth_bundle_options_add_part (HearthBundleOptions *self, HearthCompartment cmp);
gboolean hearth_bundle_options_has_part (const HearthBundleOptions *self, HearthCompartment cmp);
/* "age1…"; FALSE if it is none. */
gboolean hearth_bundle_options_add_recipient (HearthBundleOptions *self, const char *text);
void hearth_bundle_options_set_passphrase (HearthBundleOptions *self, HearthSecret *passphrase);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleOptions, hearth_bundle_options_free)

G_END_DECLS
