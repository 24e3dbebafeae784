/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthConflictNotice:
 *
 * Says on a case how many questions between two hospitals' entries wait, and opens them. Not there at all
 * while there is none.
 */
#define HEARTH_TYPE_CONFLICT_NOTICE (hearth_conflict_notice_get_type ())
G_DECLARE_FINAL_TYPE (HearthConflictNotice, hearth_conflict_notice, HEARTH, CONFLICT_NOTICE, AdwBin)

/* Reads how many there are; called again whenever the case changed. */
void hearth_conflict_notice_show_case (HearthConflictNotice *self,
                                       HearthDesk *desk,
                                       const HearthId *case_id);

G_END_DECLS
