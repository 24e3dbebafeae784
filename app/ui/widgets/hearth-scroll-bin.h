/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthScrollBin:
 *
 * What scrolls up and down, between a scrolled window and its content. A scrolled window asks how high its
 * content would be at no width in particular, of which nothing comes but a second breaking of all lines of a
 * long page: this widget answers without asking. Property: child.
 */
#define HEARTH_TYPE_SCROLL_BIN (hearth_scroll_bin_get_type ())
G_DECLARE_FINAL_TYPE (HearthScrollBin, hearth_scroll_bin, HEARTH, SCROLL_BIN, GtkWidget)

G_END_DECLS
