/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-accent.h"

G_BEGIN_DECLS

#define HEARTH_BARS_HEIGHT 4

/* Four slim progress bars in one line, of HEARTH_N_ACCENTS values each, drawn from the origin on into
 * @available pixels: part of a row that draws itself, for cells cost more than data. */
void hearth_bars_append (GtkSnapshot *snapshot,
                         int available,
                         const guint *done,
                         const guint *total);

G_END_DECLS
