/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-diagram.h"

G_BEGIN_DECLS

enum
{
  HEARTH_RANGE_LEAST,
  HEARTH_RANGE_QUARTER,
  HEARTH_RANGE_HALF,
  HEARTH_RANGE_THREE_QUARTERS,
  HEARTH_RANGE_MOST,
  HEARTH_N_RANGE,
};

/* FALSE: the cell has no number, or one that is not told. @index: of the columns of the spec. */
gboolean _hearth_diagram_get_number (const HearthDiagram *self,
                                     guint row,
                                     guint index,
                                     gint64 *number);
char *_hearth_diagram_dup_label (const HearthDiagram *self, guint row) G_GNUC_WARN_UNUSED_RESULT;
char *_hearth_diagram_dup_number (const HearthDiagram *self,
                                  guint row,
                                  guint index) G_GNUC_WARN_UNUSED_RESULT;
const char *_hearth_diagram_get_series_title (const HearthDiagram *self, guint series);
/* The one of the two that is in the language of the table. */
const char *_hearth_diagram_say (const HearthDiagram *self, const char *en, const char *uk);
/* The sum of a row of a stacked one. */
gint64 _hearth_diagram_get_sum (const HearthDiagram *self, guint row);
/* The longest bar: at least 1. */
gint64 _hearth_diagram_get_most (const HearthDiagram *self);

G_END_DECLS
