/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-check.h"

G_BEGIN_DECLS

/* One finding of a check as a sentence for people, with the numbers of the cases that are hit. */
char *hearth_damage_notice (const HearthDamage *damage) G_GNUC_WARN_UNUSED_RESULT;
/* What the whole check says, and what to do. */
char *hearth_check_notice (const HearthCheckReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* What to tell somebody whose work met damage: whose records are hit, what is safe, what to do. NULL: the
 * check found every page whole. */
char *hearth_damage_notice_for_work (const HearthCheckReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
