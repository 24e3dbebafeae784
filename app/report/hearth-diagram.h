/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as bars: the numbers of some of its columns, row by row. Told apart by pattern and by words, not by colour
 * alone; every number is written out. */
#pragma once

#include "hearth-table.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define HEARTH_DIAGRAM_MAX_SERIES 8
/* More are not told apart at a glance; the table beside the diagram has all of them. */
#define HEARTH_DIAGRAM_MAX_ROWS 30

typedef enum
{
  HEARTH_DIAGRAM_BARS,    /* one below the other */
  HEARTH_DIAGRAM_STACKED, /* one behind the other: together they are the whole */
  HEARTH_DIAGRAM_RANGE,   /* five columns: least, quarter, half, three quarters, most */
} HearthDiagramKind;

typedef enum
{
  HEARTH_DIAGRAM_FROM_TOP,
  HEARTH_DIAGRAM_FROM_END, /* of more rows than fit the last ones count: the newest months */
} HearthDiagramPart;

/**
 * HearthDiagramSpec:
 * @label: the column whose cells name the rows
 * @columns: whose numbers are drawn, all of one type
 */
typedef struct
{
  HearthDiagramKind kind;
  HearthDiagramPart part;
  guint label;
  guint n_columns;
  guint columns[HEARTH_DIAGRAM_MAX_SERIES];
} HearthDiagramSpec;

/**
 * HearthDiagram:
 *
 * Immutable, counted; any thread. The table is its one source.
 */
typedef struct _HearthDiagram HearthDiagram;

/* @table: sealed. The row of totals is not drawn. */
HearthDiagram *hearth_diagram_new (HearthTable *table,
                                   const HearthDiagramSpec *spec) G_GNUC_WARN_UNUSED_RESULT;
HearthDiagram *hearth_diagram_ref (HearthDiagram *self);
void hearth_diagram_unref (HearthDiagram *self);

HearthTable *hearth_diagram_get_table (const HearthDiagram *self);
HearthDiagramKind hearth_diagram_get_kind (const HearthDiagram *self);
guint hearth_diagram_get_n_rows (const HearthDiagram *self);
/* Marks of each row. */
guint hearth_diagram_get_n_series (const HearthDiagram *self);
/* How many rows of the table are not drawn. */
guint hearth_diagram_get_n_left_out (const HearthDiagram *self);
/* Of a range, the median. 0 for what is not told. */
gint64 hearth_diagram_get_value (const HearthDiagram *self, guint row, guint series);
/* Whether there is anything to draw. */
gboolean hearth_diagram_is_empty (const HearthDiagram *self);
/* "Hospital, Done: 12": for those who do not see it. */
char *hearth_diagram_dup_spoken (const HearthDiagram *self,
                                 guint row,
                                 guint series) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDiagram, hearth_diagram_unref)

G_END_DECLS
