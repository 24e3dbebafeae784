/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_KEY_SIZE 32
#define HEARTH_SIGNATURE_SIZE 64

/* Ed25519: a seed of 32 bytes signs, its public key verifies. */
void hearth_key_ed25519_public (const HearthSecret *seed, guint8 out[HEARTH_KEY_SIZE]);
void hearth_key_sign (const HearthSecret *seed,
                      const void *data,
                      gsize length,
                      guint8 out[HEARTH_SIGNATURE_SIZE]);
gboolean hearth_key_verify (const guint8 public_key[HEARTH_KEY_SIZE],
                            const void *data,
                            gsize length,
                            const guint8 signature[HEARTH_SIGNATURE_SIZE]);

/* X25519: a secret of 32 bytes (an age identity) and its public key (an age recipient). */
void hearth_key_x25519_public (const HearthSecret *secret, guint8 out[HEARTH_KEY_SIZE]);
gboolean hearth_key_x25519_agree (const HearthSecret *secret,
                                  const guint8 peer[HEARTH_KEY_SIZE],
                                  guint8 out[HEARTH_KEY_SIZE]);

G_END_DECLS
