/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-benefit.h"

G_BEGIN_DECLS

char *hearth_benefits_dup_working (const HearthBenefits *self,
                                   const HearthBenefitFacts *facts,
                                   const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* The parts of it, for those who set the figures in another way. */
char *hearth_benefits_dup_captivity (const HearthBenefits *self,
                                     const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_benefit_facts_dup_choices (const HearthBenefitFacts *facts,
                                        const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_benefit_total_dup_reason (const HearthBenefitTotal *total,
                                       const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_kopiykas_to_text (gint64 kop, const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
