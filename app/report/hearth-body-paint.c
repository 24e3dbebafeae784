/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-body-paint.h"

#include "hearth-print-text.h"

#include <math.h>
#include <string.h>

#define MAX_CORNERS 10

/** hearth_body_spot_new: (transfer full) */
HearthBodySpot *
hearth_body_spot_new (const char *label, const char *symbol, GArray *points)
{
  HearthBodySpot *self = g_new0 (HearthBodySpot, 1);

  self->label = g_strdup (label);
  self->symbol = symbol;
  self->points = points;
  return self;
}

/** hearth_body_spot_free: @self: (transfer full) (nullable) */
void
hearth_body_spot_free (HearthBodySpot *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_array_unref (self->points);
  g_free (self);
}

/** hearth_body_frame: see the header. Thread: any. */
HearthBodyFrame
hearth_body_frame (const HearthBodyDrawing *drawing, double width, double height)
{
  HearthBodyFrame frame = { 0, 0, width, height };

  g_return_val_if_fail (drawing != NULL, frame);

  if (width > height * drawing->aspect)
    frame.width = height * drawing->aspect;
  else
    frame.height = width / drawing->aspect;
  frame.x = (width - frame.width) / 2;
  frame.y = (height - frame.height) / 2;
  return frame;
}

static double
x_of (const HearthBodyFrame *frame, const HearthBodyPoint *point)
{
  return frame->x + frame->width * point->x / HEARTH_BODY_MAX;
}

static double
y_of (const HearthBodyFrame *frame, const HearthBodyPoint *point)
{
  return frame->y + frame->height * point->y / HEARTH_BODY_MAX;
}

static void
set_line (cairo_t *cr, const HearthBodyInk *ink)
{
  cairo_set_source_rgb (cr, ink->line[0], ink->line[1], ink->line[2]);
}

static void
set_ground (cairo_t *cr, const HearthBodyInk *ink)
{
  cairo_set_source_rgb (cr, ink->ground[0], ink->ground[1], ink->ground[2]);
}

static const HearthBodyPoint *
point_at (const HearthBodyCurve *curve, int index)
{
  int n = (int) curve->points->len;

  index = curve->is_closed ? (index + n) % n : CLAMP (index, 0, n - 1);
  return &g_array_index (curve->points, HearthBodyPoint, index);
}

/* Catmull and Rom: through each point in the direction from the one before to the one after it. */
static void
trace (cairo_t *cr, const HearthBodyCurve *curve, const HearthBodyFrame *frame)
{
  int n_parts = (int) curve->points->len - (curve->is_closed ? 0 : 1);

  cairo_move_to (cr, x_of (frame, point_at (curve, 0)), y_of (frame, point_at (curve, 0)));
  for (int i = 0; i < n_parts; i++)
    {
      const HearthBodyPoint *a = point_at (curve, i - 1), *b = point_at (curve, i),
                            *c = point_at (curve, i + 1), *d = point_at (curve, i + 2);
      double bx = x_of (frame, b), by = y_of (frame, b), cx = x_of (frame, c), cy = y_of (frame, c);

      cairo_curve_to (cr, bx + (cx - x_of (frame, a)) / 6, by + (cy - y_of (frame, a)) / 6,
                      cx - (x_of (frame, d) - bx) / 6, cy - (y_of (frame, d) - by) / 6, cx, cy);
    }
  if (curve->is_closed)
    cairo_close_path (cr);
}

static void
stroke_all (cairo_t *cr, GPtrArray *curves, const HearthBodyFrame *frame, double width)
{
  for (guint i = 0; i < curves->len; i++)
    trace (cr, curves->pdata[i], frame);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

/** hearth_body_paint: the body alone. Thread: any. */
void
hearth_body_paint (cairo_t *cr,
                   const HearthBodyDrawing *drawing,
                   const HearthBodyFrame *frame,
                   const HearthBodyInk *ink)
{
  double width;

  g_return_if_fail (cr != NULL && drawing != NULL);

  width = MAX (frame->width, frame->height) / 420;
  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_line (cr, ink);
  stroke_all (cr, drawing->outline, frame, MAX (width, 0.7));
  stroke_all (cr, drawing->detail, frame, MAX (width * 0.5, 0.4));
  cairo_restore (cr);
}

/* The corners of each symbol around (0,0), in halves of its size. */
static const struct
{
  const char *name;
  guint n;
  double xy[MAX_CORNERS * 2];
} shapes[] = {
  { "square", 4, { -.85, -.85, .85, -.85, .85, .85, -.85, .85 } },
  { "triangle", 3, { 0, -1, 1, .8, -1, .8 } },
  { "wedge", 3, { -1, -.8, 1, -.8, 0, 1 } },
  { "diamond", 4, { 0, -1.1, .9, 0, 0, 1.1, -.9, 0 } },
  { "hexagon", 6, { -.5, -.9, .5, -.9, 1, 0, .5, .9, -.5, .9, -1, 0 } },
  { "star", 10, { 0, -1.1, .27,  -.35, 1.05, -.34, .43,   .14,  .65,  .9,
                  0, .45,  -.65, .9,   -.43, .14,  -1.05, -.34, -.27, -.35 } },
  { "hourglass", 4, { -.8, -.9, .8, -.9, -.8, .9, .8, .9 } },
};

static const struct
{
  const char *name;
  guint n;
  double xy[8 * 2]; /* from, to, from, to */
} strokes[] = {
  { "plus", 4, { 0, -1, 0, 1, -1, 0, 1, 0 } },
  { "cross", 4, { -.85, -.85, .85, .85, -.85, .85, .85, -.85 } },
  { "bar", 2, { -1.1, 0, 1.1, 0 } },
  { "zigzag", 6, { .3, -1, -.6, .15, -.6, .15, .6, -.15, .6, -.15, -.3, 1 } },
  { "asterisk", 6, { 0, -1, 0, 1, -.87, -.5, .87, .5, -.87, .5, .87, -.5 } },
};

static gboolean
trace_shape (cairo_t *cr, const char *symbol, double x, double y, double r)
{
  if (g_str_has_prefix (symbol, "circle") || g_str_equal (symbol, "ring"))
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_has_prefix (symbol, shapes[i].name))
      {
        for (guint j = 0; j < shapes[i].n; j++)
          cairo_line_to (cr, x + r * shapes[i].xy[2 * j], y + r * shapes[i].xy[2 * j + 1]);
        cairo_close_path (cr);
        return TRUE;
      }
  return FALSE;
}

static void
trace_strokes (cairo_t *cr, const char *symbol, double x, double y, double r)
{
  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    for (guint j = 0; g_str_equal (symbol, strokes[i].name) && j < strokes[i].n; j += 2)
      {
        const double *xy = &strokes[i].xy[2 * j];

        cairo_move_to (cr, x + r * xy[0], y + r * xy[1]);
        cairo_line_to (cr, x + r * xy[2], y + r * xy[3]);
      }
}

/* Over a wider line of the ground, so that the lines of the body do not run into it. */
static void
stroke_twice (cairo_t *cr, double width, const HearthBodyInk *ink)
{
  set_ground (cr, ink);
  cairo_set_line_width (cr, width * 3);
  cairo_stroke_preserve (cr);
  set_line (cr, ink);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

/** hearth_body_paint_symbol: @symbol NULL or unknown: a plain dot. Thread: any. */
void
hearth_body_paint_symbol (
    cairo_t *cr, const char *symbol, double x, double y, double unit, const HearthBodyInk *ink)
{
  double r = unit / 2;

  g_return_if_fail (cr != NULL);

  if (symbol == NULL)
    symbol = "circle-filled";
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (trace_shape (cr, symbol, x, y, r))
    {
      if (g_str_has_suffix (symbol, "-filled"))
        set_line (cr, ink);
      else
        set_ground (cr, ink);
      cairo_fill_preserve (cr);
      stroke_twice (cr, unit / 7, ink);
      if (g_str_has_suffix (symbol, "-filled") && trace_shape (cr, symbol, x, y, r))
        cairo_fill (cr);
    }
  else
    {
      trace_strokes (cr, symbol, x, y, r);
      stroke_twice (cr, unit / 5, ink);
    }
  if (g_str_equal (symbol, "ring"))
    {
      cairo_arc (cr, x, y, r * 0.45, 0, 2 * G_PI);
      set_line (cr, ink);
      cairo_set_line_width (cr, unit / 8);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
trace_way (cairo_t *cr, GArray *points, const HearthBodyFrame *frame)
{
  for (guint i = 0; i < points->len; i++)
    {
      const HearthBodyPoint *point = &g_array_index (points, HearthBodyPoint, i);

      cairo_line_to (cr, x_of (frame, point), y_of (frame, point));
    }
}

/* Lines across what is inside: they are seen on a bad copy too. */
static void
hatch (cairo_t *cr, double unit)
{
  double left, top, right, bottom;

  cairo_save (cr);
  cairo_path_extents (cr, &left, &top, &right, &bottom);
  cairo_clip_preserve (cr);
  cairo_new_path (cr);
  for (double x = left - (bottom - top); x < right; x += unit * 0.6)
    {
      cairo_move_to (cr, x, bottom);
      cairo_line_to (cr, x + bottom - top, top);
    }
  cairo_set_line_width (cr, unit / 14);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_way (cairo_t *cr,
           const HearthBodySpot *spot,
           const HearthBodyFrame *frame,
           double unit,
           const HearthBodyInk *ink)
{
  cairo_new_path (cr);
  trace_way (cr, spot->points, frame);
  if (hearth_body_mark_get_shape (spot->points) == HEARTH_BODY_SHAPE_AREA)
    {
      set_line (cr, ink);
      hatch (cr, unit);
      trace_way (cr, spot->points, frame);
      cairo_close_path (cr);
    }
  stroke_twice (cr, unit / 6, ink);
}

/* To the right of its symbol and above, on the ground, so that it is read on any line. */
static void
paint_label (
    cairo_t *cr, const char *label, double x, double y, double unit, const HearthBodyInk *ink)
{
  double width = unit * (0.5 + 0.62 * (double) strlen (label));
  const HearthPrintBox box = { x + unit * 0.75, y - unit * 1.35, 0, 0 };
  HearthPrintBox text = box;

  text.width = width * 2;
  set_ground (cr, ink);
  cairo_rectangle (cr, box.x - unit * 0.1, box.y + unit * 0.05, width - unit * 0.25, unit * 1.2);
  cairo_fill (cr);
  set_line (cr, ink);
  hearth_print_text (cr, &text, label, unit * 1.05, TRUE);
}

/** hearth_body_paint_spot: one injury: what was drawn, the symbol of its kind, its number. Thread: any. */
void
hearth_body_paint_spot (cairo_t *cr,
                        const HearthBodySpot *spot,
                        const HearthBodyFrame *frame,
                        double unit,
                        const HearthBodyInk *ink)
{
  HearthBodyPoint center;
  double x, y;

  g_return_if_fail (cr != NULL && spot != NULL && spot->points->len > 0);

  cairo_save (cr);
  center = hearth_body_mark_get_center (spot->points);
  x = x_of (frame, &center);
  y = y_of (frame, &center);
  if (spot->points->len > 1)
    paint_way (cr, spot, frame, unit, ink);
  hearth_body_paint_symbol (cr, spot->symbol, x, y, unit, ink);
  if (spot->is_chosen)
    {
      const double dashes[] = { unit / 4, unit / 5 };

      cairo_new_path (cr);
      cairo_arc (cr, x, y, unit * 1.15, 0, 2 * G_PI);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      stroke_twice (cr, unit / 8, ink);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  if (spot->label != NULL)
    paint_label (cr, spot->label, x, y, unit, ink);
  cairo_restore (cr);
}
