/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-accent.h"

G_BEGIN_DECLS

/**
 * HearthBars:
 *
 * Four slim progress bars in one line, one widget, for the rows of long lists: cells cost more
 * than data. What they show is also in the row's accessible description.
 */
#define HEARTH_TYPE_BARS (hearth_bars_get_type ())
G_DECLARE_FINAL_TYPE (HearthBars, hearth_bars, HEARTH, BARS, GtkWidget)

/* Arrays of HEARTH_N_ACCENTS values. */
void hearth_bars_set_values (HearthBars *self, const guint *done, const guint *total);

G_END_DECLS
