/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-aside.h"

static const char *const words[HEARTH_N_ASIDE] = {
  [HEARTH_ASIDE_AUTHOR_UNKNOWN] = "author-unknown",
  [HEARTH_ASIDE_FORGED] = "forged",
  [HEARTH_ASIDE_KEY_RETIRED] = "key-retired",
  [HEARTH_ASIDE_CARD_REVOKED] = "card-revoked",
  [HEARTH_ASIDE_NOT_ALLOWED] = "not-allowed",
  [HEARTH_ASIDE_FUTURE_CLOCK] = "future-clock",
  [HEARTH_ASIDE_CASE_ERASED] = "case-erased",
  [HEARTH_ASIDE_WITHDRAWN] = "withdrawn",
  [HEARTH_ASIDE_ID_CLASH] = "id-clash",
};

/** hearth_aside_to_word: Returns: (nullable): the word in the journal. Thread: any. */
const char *
hearth_aside_to_word (HearthAside self)
{
  g_return_val_if_fail (self < HEARTH_N_ASIDE, NULL);

  return words[self];
}

/** hearth_aside_from_word: @word: (nullable). Returns: %FALSE if this version does not know it. Thread: any. */
gboolean
hearth_aside_from_word (const char *word, HearthAside *out)
{
  for (guint i = 0; i < HEARTH_N_ASIDE; i++)
    if (g_strcmp0 (word, words[i]) == 0)
      {
        *out = (HearthAside) i;
        return TRUE;
      }
  return FALSE;
}
