/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an exchange event is called. */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* "9 June 2025 · Exchange 66 · Stage 1"; says so if nothing of it is known. */
char *hearth_event_dup_title (const HearthRecord *event) G_GNUC_WARN_UNUSED_RESULT;
/* Category, facility and agreement; NULL if nothing of them is known. */
char *hearth_event_dup_subtitle (const HearthRecord *event,
                                 HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
