/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-body-paint.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthBodyCanvas:
 *
 * A drawing of the body with the marks on it, and one mark of its own that a person places: by pressing (a
 * point), by drawing (a line, or an area where the way comes back to its beginning), or with the arrow keys
 * (5 thousandths, with Shift 25) and Enter. Signals: ::moved: the own mark lies elsewhere; ::placed: it
 * stays there; ::chosen (guint): somebody pressed on that mark.
 */
#define HEARTH_TYPE_BODY_CANVAS (hearth_body_canvas_get_type ())
G_DECLARE_FINAL_TYPE (HearthBodyCanvas, hearth_body_canvas, HEARTH, BODY_CANVAS, GtkWidget)

GtkWidget *hearth_body_canvas_new (HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_body_canvas_set_drawing (HearthBodyCanvas *self, const char *id);
const char *hearth_body_canvas_get_drawing (HearthBodyCanvas *self);
/* @spots: (transfer full) (element-type HearthBodySpot). */
void hearth_body_canvas_set_spots (HearthBodyCanvas *self, GPtrArray *spots);
/* @mark: (nullable): as hearth_body_mark_to_text(); NULL: a cross in the middle that is no mark yet.
 * @symbol: (nullable). */
void hearth_body_canvas_set_own (HearthBodyCanvas *self, const char *mark, const char *symbol);
char *hearth_body_canvas_dup_own (HearthBodyCanvas *self) G_GNUC_WARN_UNUSED_RESULT;
/* Where the own mark lies; NULL: beside the body. */
const char *hearth_body_canvas_get_region (HearthBodyCanvas *self);

G_END_DECLS
