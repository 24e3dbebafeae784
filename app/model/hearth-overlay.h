/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a house reckons with instead of what was shipped: overlays of packs, which are shared records (architecture
 * 7). Pure, over records as they were read. */
#pragma once

#include "hearth-pack-problem.h"
#include "hearth-pack-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/** HearthOverlayFault: an overlay that is not applied, and why. */
typedef struct
{
  HearthRecord *record;
  GPtrArray *problems; /* (element-type HearthPackProblem) */
} HearthOverlayFault;

void hearth_overlay_fault_free (HearthOverlayFault *self);

HearthPack *hearth_overlay_parse (HearthPackSet *shipped,
                                  const HearthRecord *overlay,
                                  GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
HearthPackSet *hearth_overlay_apply (HearthPackSet *shipped,
                                     GPtrArray *overlays,
                                     HearthDate today,
                                     GPtrArray **faults) G_GNUC_WARN_UNUSED_RESULT;
const HearthRecord *hearth_overlay_find (GPtrArray *overlays,
                                         const char *kind,
                                         const char *entry,
                                         HearthDate today);
char *hearth_overlay_make_text (const HearthPackEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
