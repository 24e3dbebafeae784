/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people agreed to, declined and withdrew, and what follows for one purpose (product 8, domain 8). Pure,
 * over records as they were read. */
#pragma once

#include "hearth-key.h"
#include "hearth-pack-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* Ordered: of several answers the greatest counts. */
typedef enum
{
  HEARTH_CONSENT_GIVEN,
  HEARTH_CONSENT_NOT_ASKED, /* nothing is written down that says so or otherwise */
  HEARTH_CONSENT_WITHDRAWN,
  HEARTH_CONSENT_DECLINED,
} HearthConsentAnswer;

/**
 * HearthConsentQuestion:
 * @purpose: entry of the pack "consent-purpose"
 * @recipients: (element-type HearthId): of hearth_consent_derive_recipient(): every one has to be allowed
 * @has_stranger: somebody gets it who is no contact, as by a passphrase
 * @parts: 1 << HearthCompartment of each that would be told: every one has to be allowed
 */
typedef struct
{
  const char *purpose;
  const GArray *recipients;
  gboolean has_stranger;
  guint parts;
} HearthConsentQuestion;

HearthId hearth_consent_derive_recipient (const guint8 key[HEARTH_KEY_SIZE]);
HearthConsentAnswer hearth_consent_find_answer (GPtrArray *consents,
                                                const HearthConsentQuestion *question);
gboolean hearth_consent_is_needed (HearthPackSet *packs, const char *purpose);
gboolean hearth_consent_bars (HearthConsentAnswer answer, gboolean is_needed);

G_END_DECLS
