/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-diagram-paint.h"
#include "hearth-diagram-private.h"

G_BEGIN_DECLS

struct _HearthDiagramLayout
{
  HearthDiagram *diagram;
  PangoContext *context;
  double width, height;
  double line;                 /* of a text */
  gboolean is_wide;            /* names stand beside their bars, else above */
  double label_width;          /* 0: the whole width */
  double plot_x, plot_width;   /* of the bars */
  double value_width;          /* behind the longest bar */
  double top, row_height, bar; /* of the first row; a bar */
  gint64 most;                 /* what the whole of plot_width stands for */
  double legend_height, foot;  /* the line below, or 0 */
};

#define HEARTH_DIAGRAM_GAP(self) ((self)->line * 0.4)

PangoLayout *_hearth_diagram_make_text (const HearthDiagramLayout *self,
                                        const char *text,
                                        double width) G_GNUC_WARN_UNUSED_RESULT;
double _hearth_diagram_measure (const HearthDiagramLayout *self, const char *text);
double _hearth_diagram_get_length (const HearthDiagramLayout *self, gint64 number);
/* Of a row: where its bars begin. */
double _hearth_diagram_get_bars_y (const HearthDiagramLayout *self, guint row);
/* Where the key of a series stands; its sample is a square of a line's height. */
void _hearth_diagram_get_key (const HearthDiagramLayout *self, guint series, double *x, double *y);
/* Fills @box with the colour and the pattern of a series. */
void _hearth_diagram_fill (
    cairo_t *cr, const HearthDiagramBox *box, guint series, HearthDiagramLook look, double step);
void _hearth_diagram_set_ink (cairo_t *cr, HearthDiagramLook look, double strength);
void _hearth_diagram_set_paper (cairo_t *cr, HearthDiagramLook look);

G_END_DECLS
