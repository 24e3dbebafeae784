/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-diagram.h"
#include "hearth-plot.h"

G_BEGIN_DECLS

/**
 * HearthDiagramView:
 *
 * The diagram of a table in a window: as wide as there is room, as high as it takes. Stands beside its table.
 */
#define HEARTH_TYPE_DIAGRAM_VIEW (hearth_diagram_view_get_type ())
G_DECLARE_FINAL_TYPE (HearthDiagramView, hearth_diagram_view, HEARTH, DIAGRAM_VIEW, HearthPlot)

GtkWidget *hearth_diagram_view_new (void);
/* @diagram: (nullable): nothing is drawn */
void hearth_diagram_view_set_diagram (HearthDiagramView *self, HearthDiagram *diagram);
/* (transfer none) (nullable) */
HearthDiagram *hearth_diagram_view_get_diagram (HearthDiagramView *self);

G_END_DECLS
