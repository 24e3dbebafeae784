/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of enlargement. 1 is the natural size of a picture or a page. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_ZOOM_MIN 0.1
#define HEARTH_ZOOM_MAX 4.0

double hearth_zoom_next (double zoom);
double hearth_zoom_previous (double zoom);
/* At which a picture is wholly seen in a window; within the limits. */
double hearth_zoom_fit (double width, double height, double window_width, double window_height);

G_END_DECLS
