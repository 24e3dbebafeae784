/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text on paper. All lengths in points. */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define HEARTH_POINTS_PER_MM (72.0 / 25.4)

/* Where a text goes. @height 0: as many lines as it takes. */
typedef struct
{
  double x, y, width, height;
} HearthPrintBox;

/* Draws @text and returns how high it is. What does not fit the box ends in an ellipsis. */
double hearth_print_text (
    cairo_t *cr, const HearthPrintBox *box, const char *text, double size, gboolean is_bold);
/* Draws @text on one line without losing any of it: smaller than @size where it is too wide for @box. */
double hearth_print_line (
    cairo_t *cr, const HearthPrintBox *box, const char *text, double size, gboolean is_bold);
/* How many bytes of @text stand on the whole lines that fit @height; 0: not one line. */
gsize hearth_print_fit (
    cairo_t *cr, const HearthPrintBox *box, const char *text, double size, gboolean is_bold);

G_END_DECLS
