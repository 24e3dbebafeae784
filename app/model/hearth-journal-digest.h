/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two vaults read to each other over the telephone, to see whether they have the same lines in force
 * (bundles 5, M11). */
#pragma once

#include "hearth-journal.h"

G_BEGIN_DECLS

/**
 * HearthDigest:
 * @text: six groups of five digits, separated by spaces
 */
typedef struct
{
  gint64 n_lines;
  char text[HEARTH_HASH_DIGITS_SIZE];
} HearthDigest;

/* Of a case in a compartment; @case_id zero: of the shared records; NULL: of the whole compartment. */
gboolean hearth_journal_get_digest (HearthDb *db,
                                    HearthCompartment cmp,
                                    const HearthId *case_id,
                                    HearthDigest *out,
                                    GError **error);

G_END_DECLS
