/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Entry of the pack of flags by which a clinician limits what somebody may eat. */
#define HEARTH_FEEDING_FLAG "feeding-limits"
/* From this urgency of the condition on, nobody eats before the check (domain 2.3: severe weakness goes
 * with the loss of weight that the check looks for). */
#define HEARTH_FEEDING_URGENCY 2

/**
 * HearthFeedingFacts:
 * @is_limited: the flag %HEARTH_FEEDING_FLAG is set: a clinician found the risk
 * @is_checked: the feeding check was made
 * @urgency: of the condition on arrival, 0 to 3; -1: not known
 *
 * What the widest compartment knows of the refeeding risk. Weight, height and electrolytes are medical
 * and are weighed by the person who makes the check.
 */
typedef struct
{
  gboolean is_limited;
  gboolean is_checked;
  int urgency;
} HearthFeedingFacts;

/**
 * HearthFeeding:
 * @HEARTH_FEEDING_FREE: checked, and no limits were set
 * @HEARTH_FEEDING_UNCHECKED: the check comes before the first meal
 * @HEARTH_FEEDING_BY_PRECAUTION: not to be fed without limits until the check was made
 * @HEARTH_FEEDING_LIMITED: not to be fed without limits
 */
typedef enum
{
  HEARTH_FEEDING_FREE,
  HEARTH_FEEDING_UNCHECKED,
  HEARTH_FEEDING_BY_PRECAUTION,
  HEARTH_FEEDING_LIMITED,
} HearthFeeding;

HearthFeeding hearth_feeding_assess (const HearthFeedingFacts *facts);
gboolean hearth_feeding_is_limited (HearthFeeding feeding);

G_END_DECLS
