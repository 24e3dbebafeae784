/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a drawing of the body and the marks on it, on paper and on screens. */
#pragma once

#include "hearth-body-map.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * HearthBodySpot: one injury in a drawing.
 * @label: (nullable): its number
 * @symbol: (nullable): as pack `injury-kind` says
 * @points: (element-type HearthBodyPoint)
 */
typedef struct
{
  char *label;
  const char *symbol;
  GArray *points;
  gboolean is_chosen;
} HearthBodySpot;

HearthBodySpot *hearth_body_spot_new (const char *label,
                                      const char *symbol,
                                      GArray *points /* transfer full */) G_GNUC_WARN_UNUSED_RESULT;
void hearth_body_spot_free (HearthBodySpot *self);

/** HearthBodyInk: red, green and blue of lines, and of what is behind them. */
typedef struct
{
  double line[3];
  double ground[3];
} HearthBodyInk;

/* Where a drawing lies in @width × @height, as large as it fits, in the middle. */
typedef struct
{
  double x, y, width, height;
} HearthBodyFrame;
HearthBodyFrame hearth_body_frame (const HearthBodyDrawing *drawing, double width, double height);

void hearth_body_paint (cairo_t *cr,
                        const HearthBodyDrawing *drawing,
                        const HearthBodyFrame *frame,
                        const HearthBodyInk *ink);
/* @unit: how large a symbol is. */
void hearth_body_paint_spot (cairo_t *cr,
                             const HearthBodySpot *spot,
                             const HearthBodyFrame *frame,
                             double unit,
                             const HearthBodyInk *ink);
void hearth_body_paint_symbol (
    cairo_t *cr, const char *symbol, double x, double y, double unit, const HearthBodyInk *ink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBodySpot, hearth_body_spot_free)

G_END_DECLS
