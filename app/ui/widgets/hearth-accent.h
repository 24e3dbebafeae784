/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEARTH_N_ACCENTS 4

/* The colours of the four kinds of progress, from the GNOME palette, readable on the light and on
 * the dark background. */
const GdkRGBA *hearth_accent_get_color (guint index);
/* What is not done yet: visible on both backgrounds. */
const GdkRGBA *hearth_accent_get_trough (void);

G_END_DECLS
