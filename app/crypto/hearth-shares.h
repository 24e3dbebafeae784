/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key in shares on paper: any @threshold of them give it back, fewer say nothing (security 8). The
 * shares themselves are those of gfsplit and gfcombine; the sheet says around them what belongs
 * together. */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-id.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_SHARES_SECRET_SIZE 32
#define HEARTH_SHARES_MAX 16
#define HEARTH_SHARE_TEXT_LENGTH 87

/**
 * HearthShare:
 * @threshold: how many are needed
 * @number: from 1 to 255: the point at which the polynomials were taken
 * @vault: begin of H (vault id)
 * @secret: begin of H over the whole key: tells a wrong share, which the shares alone do not
 * @bytes: 32 bytes, the share
 */
typedef struct
{
  guint8 threshold;
  guint8 number;
  guint8 vault[4];
  guint8 secret[4];
  HearthSecret *bytes;
} HearthShare;

GPtrArray *hearth_shares_split (const HearthSecret *secret,
                                const HearthId *vault_id,
                                guint threshold,
                                guint count) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_shares_combine (const GPtrArray *shares,
                                     guint *out_wrong,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_share_is_of (const HearthShare *self, const HearthId *vault_id);

HearthSecret *hearth_share_to_text (const HearthShare *self) G_GNUC_WARN_UNUSED_RESULT;
HearthShare *hearth_share_parse (const char *text,
                                 gsize length,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_share_free (HearthShare *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthShare, hearth_share_free)

G_END_DECLS
