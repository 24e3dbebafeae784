/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_MAC_SIZE 32

void hearth_mac_sha256 (const HearthSecret *key,
                        const void *data,
                        gsize length,
                        guint8 out[HEARTH_MAC_SIZE]);
gboolean hearth_mac_sha256_verify (const HearthSecret *key,
                                   const void *data,
                                   gsize length,
                                   const guint8 tag[HEARTH_MAC_SIZE]);

G_END_DECLS
