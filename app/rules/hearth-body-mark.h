/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an injury is drawn: a point, a line or an area, as points in thousandths of a drawing. Pure; any
 * thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_BODY_MAX 1000       /* the far edge of a drawing */
#define HEARTH_BODY_MARK_POINTS 64 /* at most, of one mark */

/** HearthBodyPoint: from the top left corner of a drawing, 0 to %HEARTH_BODY_MAX each way. */
typedef struct
{
  int x, y;
} HearthBodyPoint;

typedef enum
{
  HEARTH_BODY_SHAPE_POINT,
  HEARTH_BODY_SHAPE_LINE,
  HEARTH_BODY_SHAPE_AREA, /* ends where it began */
} HearthBodyShape;

/* (element-type HearthBodyPoint) (nullable): NULL if the text is not 1 to @max points "x:y". */
GArray *hearth_body_points_parse (const char *text,
                                  char separator,
                                  guint max) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_body_points_to_text (GArray *points, char separator) G_GNUC_WARN_UNUSED_RESULT;

GArray *hearth_body_mark_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_body_mark_to_text (GArray *points) G_GNUC_WARN_UNUSED_RESULT;
HearthBodyShape hearth_body_mark_get_shape (GArray *points);
HearthBodyPoint hearth_body_mark_get_center (GArray *points);
void hearth_body_mark_move (GArray *points, int dx, int dy);
GArray *hearth_body_mark_from_stroke (GArray *stroke) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
