/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * HearthPrintRuler:
 *
 * Tells how high texts will be, exactly as hearth_print_text() draws them. A long table has a million of them, so that
 * what is the same for many is found out once. For one thread.
 */
typedef struct _HearthPrintRuler HearthPrintRuler;

HearthPrintRuler *hearth_print_ruler_new (cairo_t *cr) G_GNUC_WARN_UNUSED_RESULT;
void hearth_print_ruler_free (HearthPrintRuler *self);
/* In lines of @width. @size: of the font. All in points. */
double hearth_print_ruler_measure (
    HearthPrintRuler *self, double width, const char *text, double size, gboolean is_bold);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPrintRuler, hearth_print_ruler_free)

G_END_DECLS
