/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthOwedBar:
 *
 * Has what is owed to everybody counted in the background. Where that takes a while the bar is seen, says how
 * far it is, and can be told to stop; what was stopped can be begun again.
 *
 * Signal ::counted: sums are other ones.
 */
#define HEARTH_TYPE_OWED_BAR (hearth_owed_bar_get_type ())
G_DECLARE_FINAL_TYPE (HearthOwedBar, hearth_owed_bar, HEARTH, OWED_BAR, AdwBin)

GtkWidget *hearth_owed_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Of cases that changed; while it runs: again afterwards. Without the compartment nothing happens. */
void hearth_owed_bar_count (HearthOwedBar *self, HearthDesk *desk);

G_END_DECLS
