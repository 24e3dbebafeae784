/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole age files in memory, made and opened by our codec. */
#pragma once

#include "hearth-age-reader.h"
#include "hearth-age-writer.h"
#include "hearth-test.h"

G_BEGIN_DECLS

#define AGE_KIT_CHUNK 65536
#define AGE_KIT_LOG_N 10 /* of passphrases here: the work is not what is tested */

GPtrArray *age_kit_make_identities (guint n);
HearthAgeRecipient *age_kit_make_recipients (GPtrArray *identities);
GBytes *age_kit_make_payload (gsize size);
/* To all identities, or to the passphrase if there is one. */
GBytes *age_kit_encrypt (GBytes *payload,
                         GPtrArray *identities,
                         const HearthSecret *passphrase,
                         gboolean with_decoys);
GBytes *age_kit_decrypt (GBytes *file,
                         GPtrArray *identities,
                         const HearthSecret *passphrase,
                         GError **error);

G_END_DECLS
