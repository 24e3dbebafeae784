/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-age-key.h"
#include "hearth-approval.h"
#include "hearth-contacts.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/* Nobody but an owner of the compartment decides over these, and a passphrase cannot be withdrawn. */
#define HEARTH_BUNDLE_NEVER_BY_PASSPHRASE                                                          \
  (1U << HEARTH_COMPARTMENT_RESTRICTED | 1U << HEARTH_COMPARTMENT_DEBRIEF)

/**
 * HearthBundleDestination:
 * @key: that names the vault, or the bare recipient
 * @to: by compartment; that of admin opens the outer file
 * @parts: 1 << HearthCompartment for each that may go there
 */
typedef struct
{
  guint8 key[HEARTH_KEY_SIZE];
  HearthAgeRecipient to[HEARTH_N_COMPARTMENTS];
  guint parts;
} HearthBundleDestination;

/**
 * HearthBundleOptions:
 *
 * What shall leave, to whom, and where to. Filled by the caller, not changed while a bundle is made.
 */
typedef struct
{
  GArray *cases; /* (element-type HearthId) at least one */
  GArray *
      recipients; /* (element-type HearthAgeRecipient) that the caller vouches for: get all parts */
  GArray
      *contacts; /* (element-type HearthBundleDestination); with these 1 to 64, or a passphrase */
  HearthSecret *passphrase; /* nullable; as typed: it is brought to NFKC when used */
  gboolean without_files;   /* attachments stay */
  char *purpose; /* entry of the pack "consent-purpose"; "transfer" unless told otherwise */
  gboolean needs_consent;   /* only cases of people who agreed to it leave */
  guint parts;              /* bit 1 << HearthCompartment for each compartment to be sent */
  char *destination;        /* path of the file, or of a folder in which it gets a random name */
  guint64 pad_floor;        /* least size of the inner stream; 64 KiB unless told otherwise */
  guint log_n;              /* work factor of the passphrase; 18 unless told otherwise */
  HearthApproval *approval; /* nullable: of a second person, see hearth-bundle-approval */
  char *alone;              /* nullable: where nobody else may approve, the reason */
} HearthBundleOptions;

HearthBundleOptions *hearth_bundle_options_new (const char *destination) G_GNUC_WARN_UNUSED_RESULT;
HearthBundleOptions *hearth_bundle_options_copy (const HearthBundleOptions *self)
    G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_options_free (HearthBundleOptions *self);
/* @path: of the file or a folder; may be said last, it is no part of what a second person approves. */
void hearth_bundle_options_set_destination (HearthBundleOptions *self, const char *path);
void hearth_bundle_options_add_case (HearthBundleOptions *self, const HearthId *case_id);
void hearth_bundle_options_add_part (HearthBundleOptions *self, HearthCompartment cmp);
gboolean hearth_bundle_options_has_part (const HearthBundleOptions *self, HearthCompartment cmp);
/* "age1…"; FALSE if it is none. */
gboolean hearth_bundle_options_add_recipient (HearthBundleOptions *self, const char *text);
/* FALSE unless the contact is verified. */
gboolean hearth_bundle_options_add_contact (HearthBundleOptions *self,
                                            const HearthContact *contact);
guint hearth_bundle_options_get_n_recipients (const HearthBundleOptions *self);
/* (element-type HearthAgeRecipient) of a part; of admin: of the outer file. */
GArray *hearth_bundle_options_list_recipients (const HearthBundleOptions *self,
                                               HearthCompartment cmp) G_GNUC_WARN_UNUSED_RESULT;
/* What may go to every contact that was chosen. */
guint hearth_bundle_options_get_allowed (const HearthBundleOptions *self);
/* "transfer", "headquarters", "benefits", "prosecutor": parts that are meant by it. 0: there is none. */
guint hearth_bundle_profile_get_parts (const char *profile);
/* FALSE if the packs do not know the purpose. */
gboolean hearth_bundle_options_set_purpose (HearthBundleOptions *self,
                                            HearthPackSet *packs,
                                            const char *purpose);
void hearth_bundle_options_set_passphrase (HearthBundleOptions *self, HearthSecret *passphrase);
/* Either is given last, when all the rest is said: a yes to another plan does not count. */
void hearth_bundle_options_set_approval (HearthBundleOptions *self, const HearthApproval *approval);
void hearth_bundle_options_set_alone (HearthBundleOptions *self, const char *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleOptions, hearth_bundle_options_free)

G_END_DECLS
