/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bundle would hold, counted before it is made: the last page of an export lists exactly what leaves
 * (bundles 12). */
#pragma once

#include "hearth-bundle-consent.h"
#include "hearth-bundle-content.h"

G_BEGIN_DECLS

/** HearthBundleTally: records with their whole history; @n_files and @file_bytes are attachments as they are read. */
typedef struct
{
  guint n_records;
  guint n_lines;
  guint n_files;
  guint64 line_bytes;
  guint64 file_bytes;
} HearthBundleTally;

/** HearthBundlePlanCase: what leaves of a case, by compartment. */
typedef struct
{
  HearthId id;
  HearthBundleTally parts[HEARTH_N_COMPARTMENTS];
} HearthBundlePlanCase;

/**
 * HearthBundleStay:
 * @HEARTH_BUNDLE_STAY_NONE: it leaves
 * @HEARTH_BUNDLE_STAY_CLOSED: this login has no key; what is in it is not known here
 * @HEARTH_BUNDLE_STAY_CONTACT: a contact that was chosen may not get it
 * @HEARTH_BUNDLE_STAY_PASSPHRASE: never leaves under a passphrase
 * @HEARTH_BUNDLE_STAY_OFF: it was not chosen
 */
typedef enum
{
  HEARTH_BUNDLE_STAY_NONE,
  HEARTH_BUNDLE_STAY_CLOSED,
  HEARTH_BUNDLE_STAY_CONTACT,
  HEARTH_BUNDLE_STAY_PASSPHRASE,
  HEARTH_BUNDLE_STAY_OFF,
} HearthBundleStay;

/** HearthBundlePlan: owned plain value. */
typedef struct
{
  GArray *cases;  /* (element-type HearthBundlePlanCase), in the order of the options */
  GArray *barred; /* (element-type HearthBundleBarred): of the options, and do not leave */
  HearthBundleTally shared; /* records that carry no case, such as authors and exchanges */
  HearthBundleTally parts[HEARTH_N_COMPARTMENTS]; /* of all cases */
  HearthBundleTally total;                        /* of all cases and what is shared */
  HearthBundleStay stays[HEARTH_N_COMPARTMENTS];  /* of the parts that hold lines of cases */
  HearthBundleTally left[HEARTH_N_COMPARTMENTS];  /* lines of parts that stay and are open */
  guint n_files_left; /* attachments of the parts that leave, which do not go along */
  guint n_withheld;   /* exchanges that leave in no bundle yet */
  guint n_cards;      /* of vaults whose lines are inside, with this one */
} HearthBundlePlan;

gboolean hearth_bundle_part_holds_cases (HearthCompartment cmp);
HearthBundleStay hearth_bundle_plan_find_stay (HearthDb *db,
                                               const HearthBundleOptions *options,
                                               HearthCompartment cmp);
HearthBundlePlan *hearth_bundle_plan_new (HearthDb *db,
                                          const HearthId *dev,
                                          const HearthBundleOptions *options,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_plan_free (HearthBundlePlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundlePlan, hearth_bundle_plan_free)

G_END_DECLS
