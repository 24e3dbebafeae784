/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Longer texts do not belong on a label. */
#define HEARTH_QR_MAX_BYTES 64

void hearth_qr_draw (cairo_t *cr, const char *text, double x, double y, double side);

G_END_DECLS
