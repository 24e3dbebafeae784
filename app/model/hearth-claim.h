/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a claim for a benefit says of itself (product 6, domain 4.2). Pure, any thread. */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* How far a claim is. */
typedef enum
{
  HEARTH_CLAIM_COLLECTING, /* nothing has left the house */
  HEARTH_CLAIM_OUT,        /* somebody else is to act */
  HEARTH_CLAIM_BACK,       /* refused or sent back: it is for this house to act */
  HEARTH_CLAIM_SETTLED,    /* paid */
  HEARTH_CLAIM_VOID,       /* there is no right to it */
} HearthClaimPhase;

HearthClaimPhase hearth_claim_get_phase (const HearthRecord *claim);
/* NULL: the claim names nothing of the pack. */
const HearthPackEntry *hearth_claim_get_benefit (const HearthRecord *claim, HearthPackSet *packs);

/**
 * HearthClaimPaper:
 * @id: as the claim stores it
 * @title: in the language asked for; of the pack
 * @document: (nullable): the record of that document in the case
 * @is_there: ticked in the claim, or @document says so
 *
 * A paper that a claim needs. Borrowed from the pack and the records.
 */
typedef struct
{
  const char *id;
  const char *title;
  const HearthRecord *document;
  gboolean is_there;
} HearthClaimPaper;

/* (element-type HearthClaimPaper), @documents: (element-type HearthRecord) of the case */
GArray *hearth_claim_list_papers (const HearthRecord *claim,
                                  HearthPackSet *packs,
                                  GPtrArray *documents,
                                  const char *language) G_GNUC_WARN_UNUSED_RESULT;

/* The day on which somebody has to look at the claim again: the next act that a person set, else the end of
 * the term to appeal after a refusal, else the day of the awaited answer. HEARTH_DATE_NONE: none. */
HearthDate hearth_claim_get_next (const HearthRecord *claim);

G_END_DECLS
