/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether somebody off the bus may be handed food (domain 2.3). Pure. */
#include "config.h"

#include "hearth-feeding.h"

/**
 * hearth_feeding_assess:
 *
 * A limit that a clinician set holds whatever else is known; without it a check that was made frees the
 * person. Until then those who cannot walk unaided are held back by precaution. An unknown condition
 * holds nobody back: it is the common case in the first minutes, and a banner on every tile would be
 * read by nobody.
 *
 * Source: NICE CG32 (refeeding), through the check; the precaution is Hearth's own.
 *
 * Returns: the answer for the reception board. Thread: any.
 */
HearthFeeding
hearth_feeding_assess (const HearthFeedingFacts *facts)
{
  g_return_val_if_fail (facts != NULL, HEARTH_FEEDING_LIMITED);

  if (facts->is_limited)
    return HEARTH_FEEDING_LIMITED;
  if (facts->is_checked)
    return HEARTH_FEEDING_FREE;
  return facts->urgency >= HEARTH_FEEDING_URGENCY ? HEARTH_FEEDING_BY_PRECAUTION
                                                  : HEARTH_FEEDING_UNCHECKED;
}

/** hearth_feeding_is_limited: whether food is not to be handed out freely. Thread: any. */
gboolean
hearth_feeding_is_limited (HearthFeeding feeding)
{
  return feeding == HEARTH_FEEDING_BY_PRECAUTION || feeding == HEARTH_FEEDING_LIMITED;
}
