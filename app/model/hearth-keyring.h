/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

/* Keys of a compartment that live in its own file (bundles 8), so that only a login that can read a
 * compartment can write in its vault's name. Made once, when the file is made. For the writer or
 * reader thread. */
gboolean hearth_keyring_make (HearthDb *db, HearthCompartment cmp, GError **error);
/* Ed25519 seed that signs this compartment's lines (of admin also manifests). 32 bytes. */
HearthSecret *hearth_keyring_get_signing_seed (HearthDb *db,
                                               HearthCompartment cmp,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* X25519 secret key of this compartment's age recipient (of admin: the transport key). 32 bytes. */
HearthSecret *hearth_keyring_get_recipient_key (HearthDb *db,
                                                HearthCompartment cmp,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *hearth_keyring_list_recipient_keys (HearthDb *db,
                                               HearthCompartment cmp,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 hearth_keyring_get_serial (HearthDb *db, HearthCompartment cmp, GError **error);
gboolean hearth_keyring_renew (HearthDb *db, HearthCompartment cmp, gint64 serial, GError **error);
gboolean hearth_keyring_expire (HearthDb *db, HearthCompartment cmp, gint64 now_ms, GError **error);

/* The vault's newest card: the signed line with its LF (bundles 8). */
char *hearth_keyring_get_card (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_keyring_add_card (HearthDb *db, gint64 serial, const char *line, GError **error);
/* Six groups of five digits of an identity public key (32 bytes): bundles 8. */
char *hearth_fingerprint_to_string (const guint8 identity_public_key[32]) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
