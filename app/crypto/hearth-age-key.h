/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-key.h"

G_BEGIN_DECLS

#define HEARTH_AGE_IDENTITY_LENGTH 74  /* "AGE-SECRET-KEY-1…" */
#define HEARTH_AGE_RECIPIENT_LENGTH 62 /* "age1…" */

/** HearthAgeRecipient: an X25519 public key, written "age1…". */
typedef struct
{
  guint8 key[HEARTH_KEY_SIZE];
} HearthAgeRecipient;

gboolean hearth_age_recipient_parse (const char *text, HearthAgeRecipient *out);
char *hearth_age_recipient_to_string (const HearthAgeRecipient *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_age_recipient_from_identity (const HearthSecret *identity, HearthAgeRecipient *out);

HearthSecret *hearth_age_identity_to_text (const HearthSecret *identity) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_age_identity_parse (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *hearth_age_identities_parse (const char *text,
                                        gsize length,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
