/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-secret.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

/**
 * HearthCardIssue:
 * @label: how other vaults' people call this one, on its first card
 * @identity_seed: (nullable): of an owner; %NULL: there is nothing to do
 * @epochs: of each compartment's key; 0: not at hand, or its renewal is not finished
 *
 * What an owner's login knows of the keys of the vault. Borrowed.
 */
typedef struct
{
  const char *label;
  const HearthSecret *identity_seed;
  const guint32 *epochs;
} HearthCardIssue;

gboolean hearth_card_issue (const HearthWriter *writer,
                            const HearthCardIssue *issue,
                            GError **error);

G_END_DECLS
