/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-benefit.h"

G_BEGIN_DECLS

/* What comes of one benefit by two sets of facts; nothing comes of it where a sum and its maximum are 0. */
typedef struct
{
  const HearthPackEntry *benefit;
  gint64 old_kop;
  gint64 old_max_kop;
  gint64 new_kop;
  gint64 new_max_kop;
} HearthBenefitChange;

/* (element-type HearthBenefitChange) */
GArray *hearth_benefits_compare (const HearthBenefits *one,
                                 const HearthBenefits *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
