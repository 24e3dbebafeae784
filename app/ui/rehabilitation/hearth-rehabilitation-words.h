/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the figures of rehabilitation are called. */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-record.h"
#include "hearth-rehabilitation.h"

G_BEGIN_DECLS

/* "−2" with a true minus, "0", "+1" */
const char *hearth_level_get_sign (int level);
/* "Much less than expected", in the words of the pack; the sign alone if it has none. */
const char *hearth_level_get_title (HearthPackSet *packs, int level);
/* "54.0", "54,0" */
char *hearth_tenths_dup_text (int tenths) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_attainment_meaning_get_title (HearthAttainmentMeaning meaning);
/* What @level of @goal would look like: as it was written down, else as the pack has it; NULL: nobody said. */
const char *hearth_goal_find_level_text (HearthPackSet *packs, const HearthRecord *goal, int level);
/* The last thing that was done for the prosthesis. */
const char *hearth_prosthesis_get_stage (const HearthRecord *prosthesis);

G_END_DECLS
