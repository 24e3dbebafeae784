/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What window and hearthctl say alike about the vault itself: plain sentences, translated, without
 * content. */
#pragma once

#include "hearth-clock-jump.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

const char *hearth_notice_get_compartment_title (HearthCompartment cmp);
char *hearth_notice_list_compartments (guint compartments) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_notice_format_time (gint64 time_s) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_notice_for_older (const HearthVaultOlder *older) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_notice_for_clock (HearthClockJump jump, gint64 last_ms) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_notice_for_read_only (HearthVaultReadOnly reason);
const char *hearth_notice_for_full_disk (void);
const char *hearth_notice_for_warning (HearthVaultWarnings warning);

G_END_DECLS
