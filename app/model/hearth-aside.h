/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a line is kept but not in force (bundles 3). The words stand in column "reason" of the journal. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HEARTH_ASIDE_NONE, /* in force */
  HEARTH_ASIDE_AUTHOR_UNKNOWN,
  HEARTH_ASIDE_FORGED, /* came before the card that proves it false */
  HEARTH_ASIDE_KEY_RETIRED,
  HEARTH_ASIDE_CARD_REVOKED,
  HEARTH_ASIDE_NOT_ALLOWED,
  HEARTH_ASIDE_FUTURE_CLOCK,
  HEARTH_ASIDE_CASE_ERASED,
  HEARTH_ASIDE_WITHDRAWN,
  HEARTH_ASIDE_ID_CLASH,
  HEARTH_N_ASIDE,
} HearthAside;

/* NULL for HEARTH_ASIDE_NONE. */
const char *hearth_aside_to_word (HearthAside self);
/* FALSE for a word of another version. NULL is HEARTH_ASIDE_NONE. */
gboolean hearth_aside_from_word (const char *word, HearthAside *out);

G_END_DECLS
