/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthProgressRing:
 *
 * A progress ring with its percentage in the middle. Says its value to assistive technology, so
 * colour is never the only carrier. Property accent: the colour, as an index of
 * hearth_accent_get_color ().
 */
#define HEARTH_TYPE_PROGRESS_RING (hearth_progress_ring_get_type ())
G_DECLARE_FINAL_TYPE (HearthProgressRing, hearth_progress_ring, HEARTH, PROGRESS_RING, GtkWidget)

/* @total 0: nothing applies, which is shown as a dash and not as 0 %. */
void hearth_progress_ring_set_value (HearthProgressRing *self, guint done, guint total);

G_END_DECLS
