/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How every text on paper is set, for what draws and for what measures. */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

PangoLayout *_hearth_print_make_layout (cairo_t *cr) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_print_set_font (PangoLayout *layout, double size, gboolean is_bold);
void _hearth_print_set_text (PangoLayout *layout, const char *text, double width);

G_END_DECLS
