/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-diagram-layout-private.h"

#include <math.h>

#define FAINT 0.18
#define DIM 0.72

/* @y: the middle of the line; @align: 0 it begins at @x, 0.5 it is in the middle, 1 it ends there */
static void
draw_text (const HearthDiagramLayout *self,
           cairo_t *cr,
           const char *text,
           double x,
           double y,
           double width,
           double align)
{
  g_autoptr (PangoLayout) layout = _hearth_diagram_make_text (self, text, width);
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  cairo_move_to (cr, x - align * w / PANGO_SCALE, y - h / 2.0 / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

static double
get_step (const HearthDiagramLayout *self)
{
  return self->line * 0.38;
}

static void
draw_keys (const HearthDiagramLayout *self, cairo_t *cr, HearthDiagramLook look)
{
  const guint n_series = hearth_diagram_get_n_series (self->diagram);

  for (guint i = 0; n_series > 1 && i < n_series; i++)
    {
      HearthDiagramBox sample = { 0, 0, self->line, self->line };

      _hearth_diagram_get_key (self, i, &sample.x, &sample.y);
      _hearth_diagram_fill (cr, &sample, i, look, get_step (self));
      _hearth_diagram_set_ink (cr, look, 1);
      draw_text (self, cr, _hearth_diagram_get_series_title (self->diagram, i),
                 sample.x + self->line + HEARTH_DIAGRAM_GAP (self), sample.y + self->line / 2, 0,
                 0);
    }
}

static void
draw_label (const HearthDiagramLayout *self, cairo_t *cr, HearthDiagramLook look, guint row)
{
  g_autofree char *label = _hearth_diagram_dup_label (self->diagram, row);
  const double y = self->top + row * self->row_height;
  const double bars = self->row_height - HEARTH_DIAGRAM_GAP (self);

  _hearth_diagram_set_ink (cr, look, 1);
  if (self->is_wide)
    draw_text (self, cr, label, 0, y + bars / 2, self->label_width, 0);
  else
    draw_text (self, cr, label, 0, y + self->line / 2, self->width, 0);
}

/* The number stands on the part if there is room. */
static void
draw_part_number (const HearthDiagramLayout *self,
                  cairo_t *cr,
                  HearthDiagramLook look,
                  const HearthDiagramBox *box,
                  const char *text)
{
  const double width = _hearth_diagram_measure (self, text);
  const double pad = self->line * 0.15;

  if (width + 4 * pad > box->width)
    return;
  cairo_rectangle (cr, box->x + (box->width - width) / 2 - pad, box->y + 1, width + 2 * pad,
                   box->height - 2);
  _hearth_diagram_set_paper (cr, look);
  cairo_fill (cr);
  _hearth_diagram_set_ink (cr, look, 1);
  draw_text (self, cr, text, box->x + box->width / 2, box->y + box->height / 2, 0, 0.5);
}

/* A line between the parts, whatever they are filled with. */
static void
draw_edge (cairo_t *cr, HearthDiagramLook look, const HearthDiagramBox *box)
{
  if (box->width <= 0)
    return;
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  _hearth_diagram_set_ink (cr, look, 0.55);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
}

static void
draw_bars (const HearthDiagramLayout *self, cairo_t *cr, HearthDiagramLook look, guint row)
{
  const gboolean is_stacked = hearth_diagram_get_kind (self->diagram) == HEARTH_DIAGRAM_STACKED;
  const guint n_series = hearth_diagram_get_n_series (self->diagram);
  g_autofree char *sum = NULL;

  for (guint i = 0; i < n_series; i++)
    {
      const HearthDiagramBox box = hearth_diagram_layout_get_mark (self, row, i);
      g_autofree char *text = _hearth_diagram_dup_number (self->diagram, row, i);

      _hearth_diagram_fill (cr, &box, i, look, get_step (self));
      draw_edge (cr, look, &box);
      if (is_stacked)
        draw_part_number (self, cr, look, &box, text);
      _hearth_diagram_set_ink (cr, look, 1);
      if (!is_stacked)
        draw_text (self, cr, text, box.x + box.width + HEARTH_DIAGRAM_GAP (self) / 2,
                   box.y + box.height / 2, 0, 0);
    }
  if (!is_stacked)
    return;
  sum = g_strdup_printf ("%" G_GINT64_FORMAT, _hearth_diagram_get_sum (self->diagram, row));
  draw_text (self, cr, sum,
             self->plot_x +
                 _hearth_diagram_get_length (self, _hearth_diagram_get_sum (self->diagram, row)) +
                 HEARTH_DIAGRAM_GAP (self) / 2,
             _hearth_diagram_get_bars_y (self, row) + self->bar / 2, 0, 0);
}

/* --- Ranges --- */

static double
get_x (const HearthDiagramLayout *self, guint row, guint index)
{
  gint64 number;

  _hearth_diagram_get_number (self->diagram, row, index, &number);
  return self->plot_x + _hearth_diagram_get_length (self, number);
}

static void
draw_whiskers (const HearthDiagramLayout *self, cairo_t *cr, guint row, double y)
{
  const double least = get_x (self, row, HEARTH_RANGE_LEAST);
  const double most = get_x (self, row, HEARTH_RANGE_MOST);

  cairo_move_to (cr, least, y + self->bar / 2);
  cairo_line_to (cr, most, y + self->bar / 2);
  cairo_move_to (cr, least, y + self->bar * 0.25);
  cairo_line_to (cr, least, y + self->bar * 0.75);
  cairo_move_to (cr, most, y + self->bar * 0.25);
  cairo_line_to (cr, most, y + self->bar * 0.75);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
}

static void
draw_range (const HearthDiagramLayout *self, cairo_t *cr, HearthDiagramLook look, guint row)
{
  const double y = _hearth_diagram_get_bars_y (self, row);
  const double left = get_x (self, row, HEARTH_RANGE_QUARTER);
  const double right = get_x (self, row, HEARTH_RANGE_THREE_QUARTERS);
  const double half = get_x (self, row, HEARTH_RANGE_HALF);
  const HearthDiagramBox box = { left, y, MAX (right - left, 2), self->bar };
  gint64 ignored;

  if (!_hearth_diagram_get_number (self->diagram, row, HEARTH_RANGE_HALF, &ignored))
    return;
  _hearth_diagram_set_ink (cr, look, DIM);
  draw_whiskers (self, cr, row, y);
  _hearth_diagram_fill (cr, &box, look == HEARTH_DIAGRAM_GREY ? 1 : 5, look, get_step (self) * 2);
  draw_edge (cr, look, &box);
  _hearth_diagram_set_ink (cr, look, 1);
  cairo_set_line_width (cr, 3);
  cairo_move_to (cr, half, y - 1);
  cairo_line_to (cr, half, y + self->bar + 1);
  cairo_stroke (cr);
}

/* 1, 2 or 5 times a power of ten: some four of them over the axis. */
static double
get_axis_step (const HearthDiagramLayout *self)
{
  const double rough = (double) self->most / MAX (2, floor (self->plot_width / (self->line * 5)));
  const double power = pow (10, floor (log10 (MAX (rough, 1))));
  const double times = rough / power;

  return MAX (power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10), 1);
}

static void
draw_axis (const HearthDiagramLayout *self, cairo_t *cr, HearthDiagramLook look)
{
  const double step = get_axis_step (self);

  for (double number = 0; number <= (double) self->most; number += step)
    {
      g_autofree char *text = g_strdup_printf ("%.0f", number);
      const double x = self->plot_x + _hearth_diagram_get_length (self, (gint64) number);
      const double half = _hearth_diagram_measure (self, text) / 2;

      _hearth_diagram_set_ink (cr, look, FAINT);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, x, self->top);
      cairo_line_to (cr, x, self->foot);
      cairo_stroke (cr);
      _hearth_diagram_set_ink (cr, look, DIM);
      draw_text (self, cr, text, CLAMP (x, half, self->width - half), self->foot + self->line * 0.6,
                 0, 0.5);
    }
}

/* --- Below --- */

static void
draw_foot (const HearthDiagramLayout *self, cairo_t *cr, HearthDiagramLook look)
{
  const guint n_left_out = hearth_diagram_get_n_left_out (self->diagram);
  double y = self->foot + self->line * 0.7;

  _hearth_diagram_set_ink (cr, look, DIM);
  if (hearth_diagram_get_kind (self->diagram) == HEARTH_DIAGRAM_RANGE)
    {
      y += self->line * 1.35;
      draw_text (self, cr,
                 _hearth_diagram_say (self->diagram, "Days. Box: the middle half; bar: the median",
                                      "Дні. Рамка: середня половина; риска: медіана"),
                 0, y, self->width, 0);
      y += self->line * 1.35;
    }
  if (n_left_out > 0)
    {
      g_autofree char *text = g_strdup_printf (
          "+ %u: %s", n_left_out,
          _hearth_diagram_say (self->diagram, "in the table only", "лише в таблиці"));

      draw_text (self, cr, text, 0, y, self->width, 0);
    }
}

/** hearth_diagram_layout_draw: from the origin on. Thread: one. */
void
hearth_diagram_layout_draw (const HearthDiagramLayout *self, cairo_t *cr, HearthDiagramLook look)
{
  const gboolean is_range = hearth_diagram_get_kind (self->diagram) == HEARTH_DIAGRAM_RANGE;

  g_return_if_fail (self != NULL && cr != NULL);

  draw_keys (self, cr, look);
  if (is_range)
    draw_axis (self, cr, look);
  for (guint row = 0; row < hearth_diagram_get_n_rows (self->diagram); row++)
    {
      draw_label (self, cr, look, row);
      if (is_range)
        draw_range (self, cr, look, row);
      else
        draw_bars (self, cr, look, row);
    }
  draw_foot (self, cr, look);
}
