/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-benefit.h"

G_BEGIN_DECLS

char *hearth_benefits_dup_working (const HearthBenefits *self,
                                   const HearthBenefitFacts *facts,
                                   const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_kopiykas_to_text (gint64 kop, const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
