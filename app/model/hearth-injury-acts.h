/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows when the record of an injury is saved: its number, and the compartment it belongs to. The
 * saving itself is hearth-record-edit. */
#pragma once

#include "hearth-record.h"

G_BEGIN_DECLS

gboolean hearth_injury_is_kind (const HearthKind *kind);
const HearthKind *hearth_injury_choose_kind (const HearthKind *kind,
                                             const json_t *fields,
                                             HearthPackSet *packs);
/* "3", or "R3" in the restricted compartment; NULL: it has no number yet. */
char *hearth_injury_dup_label (const HearthRecord *injury) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthBodyPoint): where it is drawn, and in which drawing: as it was marked, else in the
 * middle of its region; NULL: nowhere. */
GArray *hearth_injury_dup_mark (const HearthRecord *injury,
                                HearthPackSet *packs,
                                const char **drawing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
