/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthSplitView:
 *
 * A sidebar beside its content; where both do not fit, one of them at a time. Shaped like
 * AdwNavigationSplitView, which newer platforms have. Properties: sidebar, content, collapsed,
 * show-content, one-at-a-time (though both would fit: then it says that it is collapsed).
 */
#define HEARTH_TYPE_SPLIT_VIEW (hearth_split_view_get_type ())
G_DECLARE_FINAL_TYPE (HearthSplitView, hearth_split_view, HEARTH, SPLIT_VIEW, GtkWidget)

gboolean hearth_split_view_get_collapsed (HearthSplitView *self);
gboolean hearth_split_view_get_show_content (HearthSplitView *self);
void hearth_split_view_set_one_at_a_time (HearthSplitView *self, gboolean one_at_a_time);
void hearth_split_view_set_show_content (HearthSplitView *self, gboolean show_content);

G_END_DECLS
