/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours that stay apart for eyes that see no red or no green (Okabe and Ito), and over each a pattern of its own,
 * which stays apart without any colour. */
#include "config.h"

#include "hearth-diagram-layout-private.h"

#include <math.h>

typedef struct
{
  double red, green, blue;
} Color;

static const Color colors[HEARTH_DIAGRAM_MAX_SERIES] = {
  { 0.00, 0.45, 0.70 }, { 0.90, 0.62, 0.00 }, { 0.00, 0.62, 0.45 }, { 0.84, 0.37, 0.00 },
  { 0.80, 0.47, 0.65 }, { 0.34, 0.71, 0.91 }, { 0.94, 0.89, 0.26 }, { 0.55, 0.55, 0.55 },
};
/* On a dark ground the same, lighter where they would sink into it. */
static const Color dark_colors[HEARTH_DIAGRAM_MAX_SERIES] = {
  { 0.30, 0.65, 0.90 }, { 0.90, 0.62, 0.00 }, { 0.10, 0.70, 0.53 }, { 0.93, 0.47, 0.15 },
  { 0.85, 0.55, 0.72 }, { 0.55, 0.82, 0.97 }, { 0.94, 0.89, 0.26 }, { 0.65, 0.65, 0.65 },
};
static const double greys[HEARTH_DIAGRAM_MAX_SERIES] = {
  0.30, 0.80, 0.55, 0.70, 0.45, 0.90, 0.62, 0.38,
};

void
_hearth_diagram_set_ink (cairo_t *cr, HearthDiagramLook look, double strength)
{
  const double ink = look == HEARTH_DIAGRAM_DARK ? 1 : 0;

  cairo_set_source_rgba (cr, ink, ink, ink, strength);
}

void
_hearth_diagram_set_paper (cairo_t *cr, HearthDiagramLook look)
{
  const double paper = look == HEARTH_DIAGRAM_DARK ? 0.14 : 1;

  cairo_set_source_rgb (cr, paper, paper, paper);
}

static void
set_color (cairo_t *cr, guint series, HearthDiagramLook look)
{
  const Color *color = look == HEARTH_DIAGRAM_DARK ? &dark_colors[series] : &colors[series];

  if (look == HEARTH_DIAGRAM_GREY)
    cairo_set_source_rgb (cr, greys[series], greys[series], greys[series]);
  else
    cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

/* @slope: how far a line runs to the right over the height of the box: 0 upright, 1 slanting up, -1 down */
static void
add_lines (cairo_t *cr, const HearthDiagramBox *box, double slope, double step)
{
  const double run = slope * box->height;
  const double first = floor ((box->x - fabs (run)) / step) * step;

  for (double x = first; x < box->x + box->width + fabs (run); x += step)
    {
      cairo_move_to (cr, x, box->y + box->height);
      cairo_line_to (cr, x + run, box->y);
    }
}

static void
add_level_lines (cairo_t *cr, const HearthDiagramBox *box, double step)
{
  for (double y = box->y + step / 2; y < box->y + box->height; y += step)
    {
      cairo_move_to (cr, box->x, y);
      cairo_line_to (cr, box->x + box->width, y);
    }
}

static void
add_dots (cairo_t *cr, const HearthDiagramBox *box, double step)
{
  for (double y = box->y + step / 2; y < box->y + box->height; y += step)
    for (double x = (floor (box->x / step) + 0.5) * step; x < box->x + box->width; x += step)
      {
        cairo_new_sub_path (cr);
        cairo_arc (cr, x, y, step / 6, 0, 2 * G_PI);
      }
}

/* The first is plain: most diagrams have one series. */
static void
add_pattern (cairo_t *cr, const HearthDiagramBox *box, guint series, double step)
{
  switch (series)
    {
    case 1:
      add_lines (cr, box, 1, step);
      break;
    case 2:
      add_dots (cr, box, step * 0.8);
      break;
    case 3:
      add_lines (cr, box, 1, step * 1.4);
      add_lines (cr, box, -1, step * 1.4);
      break;
    case 4:
      add_level_lines (cr, box, step * 0.8);
      break;
    case 5:
      add_lines (cr, box, -1, step);
      break;
    case 6:
      add_lines (cr, box, 0, step * 0.8);
      break;
    case 7:
      add_lines (cr, box, 0, step);
      add_level_lines (cr, box, step);
      break;
    default:
      break;
    }
}

void
_hearth_diagram_fill (
    cairo_t *cr, const HearthDiagramBox *box, guint series, HearthDiagramLook look, double step)
{
  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  set_color (cr, series, look);
  cairo_paint (cr);
  cairo_new_path (cr);
  add_pattern (cr, box, series, step);
  _hearth_diagram_set_paper (cr, look);
  cairo_set_line_width (cr, MAX (step / 5, 0.8));
  if (series == 2)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
  cairo_restore (cr);
  cairo_new_path (cr);
}
