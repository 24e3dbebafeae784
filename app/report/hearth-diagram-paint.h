/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A diagram on any cairo surface: a window, a picture, paper. */
#pragma once

#include "hearth-diagram.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_DIAGRAM_LIGHT,
  HEARTH_DIAGRAM_DARK,
  HEARTH_DIAGRAM_GREY, /* black on white paper */
} HearthDiagramLook;

typedef struct
{
  double x, y, width, height;
} HearthDiagramBox;

/**
 * HearthDiagramLayout:
 *
 * Where everything stands in a width. One thread.
 */
typedef struct _HearthDiagramLayout HearthDiagramLayout;

/* @context: with the font; @width: in its units */
HearthDiagramLayout *hearth_diagram_lay_out (HearthDiagram *diagram,
                                             PangoContext *context,
                                             double width) G_GNUC_WARN_UNUSED_RESULT;
void hearth_diagram_layout_free (HearthDiagramLayout *self);
double hearth_diagram_layout_get_height (const HearthDiagramLayout *self);
HearthDiagramBox hearth_diagram_layout_get_mark (const HearthDiagramLayout *self,
                                                 guint row,
                                                 guint series);
/* FALSE: nothing is there. A row is meant beside its bars too. */
gboolean hearth_diagram_layout_find_mark (
    const HearthDiagramLayout *self, double x, double y, guint *row, guint *series);
/* The background is left as it is. */
void hearth_diagram_layout_draw (const HearthDiagramLayout *self,
                                 cairo_t *cr,
                                 HearthDiagramLook look);

/* The font of files and paper. */
PangoContext *hearth_diagram_make_context (double size) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDiagramLayout, hearth_diagram_layout_free)

G_END_DECLS
