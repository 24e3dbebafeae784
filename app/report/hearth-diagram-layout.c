/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-diagram-layout-private.h"

#include <math.h>

#define FAMILY "Cantarell, DejaVu Sans, sans-serif"
#define WIDE_LINES 26 /* from so many heights of a line on, names stand beside the bars */
#define MAX_LABEL                                                                                  \
  0.42 /* of the width; where names need more, they stand above, so that none is cut */
#define BAR_HEIGHT 1.15 /* lines */

/** hearth_diagram_make_context: @size: of the font. Returns: (transfer full). Thread: any. */
PangoContext *
hearth_diagram_make_context (double size)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FAMILY);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_context_set_font_description (context, font);
  return context;
}

/* @width: 0: one line, as wide as it is */
PangoLayout *
_hearth_diagram_make_text (const HearthDiagramLayout *self, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
measure (const HearthDiagramLayout *self, const char *text, double *width, double *height)
{
  g_autoptr (PangoLayout) layout = _hearth_diagram_make_text (self, text, 0);
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  *width = (double) w / PANGO_SCALE;
  *height = (double) h / PANGO_SCALE;
}

double
_hearth_diagram_measure (const HearthDiagramLayout *self, const char *text)
{
  double width, height;

  measure (self, text, &width, &height);
  return width;
}

/* --- Key --- */

static guint
count_keys (const HearthDiagramLayout *self)
{
  const guint n_series = hearth_diagram_get_n_series (self->diagram);

  return n_series > 1 ? n_series : 0;
}

static double
measure_key (const HearthDiagramLayout *self, guint series)
{
  return self->line + HEARTH_DIAGRAM_GAP (self) +
         _hearth_diagram_measure (self, _hearth_diagram_get_series_title (self->diagram, series));
}

void
_hearth_diagram_get_key (const HearthDiagramLayout *self, guint series, double *x, double *y)
{
  double next = 0;

  *x = *y = 0;
  for (guint i = 0; i <= series; i++)
    {
      const double width = measure_key (self, i);

      if (next > 0 && next + width > self->width)
        {
          next = 0;
          *y += self->line * 1.35;
        }
      *x = next;
      next += width + self->line;
    }
}

static void
place_keys (HearthDiagramLayout *self)
{
  const guint n_keys = count_keys (self);
  double x, y;

  if (n_keys == 0)
    return;
  _hearth_diagram_get_key (self, n_keys - 1, &x, &y);
  self->legend_height = y + self->line * 1.35 + HEARTH_DIAGRAM_GAP (self);
}

/* --- Bars --- */

static double
measure_labels (const HearthDiagramLayout *self)
{
  double widest = 0;

  for (guint row = 0; row < hearth_diagram_get_n_rows (self->diagram); row++)
    {
      g_autofree char *label = _hearth_diagram_dup_label (self->diagram, row);

      widest = MAX (widest, _hearth_diagram_measure (self, label));
    }
  return widest;
}

static double
measure_values (const HearthDiagramLayout *self)
{
  const gboolean is_stacked = hearth_diagram_get_kind (self->diagram) == HEARTH_DIAGRAM_STACKED;
  const guint n_series = hearth_diagram_get_n_series (self->diagram);
  double widest = 0;

  for (guint row = 0; row < hearth_diagram_get_n_rows (self->diagram); row++)
    for (guint i = 0; i < (is_stacked ? 1 : n_series); i++)
      {
        g_autofree char *text = is_stacked
                                    ? g_strdup_printf ("%" G_GINT64_FORMAT,
                                                       _hearth_diagram_get_sum (self->diagram, row))
                                    : _hearth_diagram_dup_number (self->diagram, row, i);

        widest = MAX (widest, _hearth_diagram_measure (self, text));
      }
  return widest;
}

static guint
count_bars (const HearthDiagram *diagram)
{
  return hearth_diagram_get_kind (diagram) == HEARTH_DIAGRAM_BARS
             ? hearth_diagram_get_n_series (diagram)
             : 1;
}

/* What a range means is written below its axis; of what is left out, how much. */
static guint
count_foot_lines (const HearthDiagram *diagram)
{
  return (hearth_diagram_get_kind (diagram) == HEARTH_DIAGRAM_RANGE ? 1 : 0) +
         (hearth_diagram_get_n_left_out (diagram) > 0 ? 1 : 0);
}

static void
place_bars (HearthDiagramLayout *self)
{
  const HearthDiagram *diagram = self->diagram;
  const double gap = HEARTH_DIAGRAM_GAP (self);
  const double labels = measure_labels (self);

  self->is_wide = self->width >= self->line * WIDE_LINES && labels <= self->width * MAX_LABEL;
  self->label_width = self->is_wide ? ceil (labels) : 0;
  self->plot_x = self->is_wide ? self->label_width + gap : 1;
  self->value_width = hearth_diagram_get_kind (diagram) == HEARTH_DIAGRAM_RANGE
                          ? gap
                          : ceil (measure_values (self)) + gap;
  self->plot_width = MAX (self->width - self->plot_x - self->value_width - 1, self->line);
  self->bar = floor (self->line * BAR_HEIGHT);
  self->top = self->legend_height;
  self->row_height =
      count_bars (diagram) * (self->bar + 2) + (self->is_wide ? 0 : self->line) + gap;
  self->most = _hearth_diagram_get_most (diagram);
  self->foot = self->top + hearth_diagram_get_n_rows (diagram) * self->row_height;
  self->height = self->foot + count_foot_lines (diagram) * self->line * 1.35;
  if (hearth_diagram_get_kind (diagram) == HEARTH_DIAGRAM_RANGE)
    self->height += self->line * 1.35;
}

/** hearth_diagram_lay_out: Returns: (transfer full). Thread: that of @context. */
HearthDiagramLayout *
hearth_diagram_lay_out (HearthDiagram *diagram, PangoContext *context, double width)
{
  HearthDiagramLayout *self;
  double ignored;

  g_return_val_if_fail (diagram != NULL && context != NULL && width > 0, NULL);

  self = g_new0 (HearthDiagramLayout, 1);
  self->diagram = hearth_diagram_ref (diagram);
  self->context = g_object_ref (context);
  self->width = width;
  measure (self, "Їg0", &ignored, &self->line);
  self->line = ceil (self->line);
  place_keys (self);
  place_bars (self);
  return self;
}

/** hearth_diagram_layout_free: @self: (transfer full) (nullable) */
void
hearth_diagram_layout_free (HearthDiagramLayout *self)
{
  if (self == NULL)
    return;
  hearth_diagram_unref (self->diagram);
  g_object_unref (self->context);
  g_free (self);
}

double
hearth_diagram_layout_get_height (const HearthDiagramLayout *self)
{
  return ceil (self->height);
}

double
_hearth_diagram_get_length (const HearthDiagramLayout *self, gint64 number)
{
  return self->plot_width * (double) number / (double) self->most;
}

double
_hearth_diagram_get_bars_y (const HearthDiagramLayout *self, guint row)
{
  return self->top + row * self->row_height + (self->is_wide ? 0 : self->line);
}

static HearthDiagramBox
get_range (const HearthDiagramLayout *self, guint row)
{
  gint64 least, most;

  _hearth_diagram_get_number (self->diagram, row, HEARTH_RANGE_LEAST, &least);
  _hearth_diagram_get_number (self->diagram, row, HEARTH_RANGE_MOST, &most);
  return (HearthDiagramBox){ self->plot_x + _hearth_diagram_get_length (self, least),
                             _hearth_diagram_get_bars_y (self, row),
                             MAX (_hearth_diagram_get_length (self, most - least), 1), self->bar };
}

/** hearth_diagram_layout_get_mark: without a length where there is none. Thread: one. */
HearthDiagramBox
hearth_diagram_layout_get_mark (const HearthDiagramLayout *self, guint row, guint series)
{
  const HearthDiagramKind kind = hearth_diagram_get_kind (self->diagram);
  const double y = _hearth_diagram_get_bars_y (self, row);
  double x = self->plot_x;
  gint64 number;

  if (kind == HEARTH_DIAGRAM_RANGE)
    return get_range (self, row);
  for (guint i = 0; kind == HEARTH_DIAGRAM_STACKED && i < series; i++)
    if (_hearth_diagram_get_number (self->diagram, row, i, &number))
      x += _hearth_diagram_get_length (self, number);
  _hearth_diagram_get_number (self->diagram, row, series, &number);
  return (HearthDiagramBox){ x, kind == HEARTH_DIAGRAM_BARS ? y + series * (self->bar + 2) : y,
                             _hearth_diagram_get_length (self, number), self->bar };
}

/** hearth_diagram_layout_find_mark: Thread: one. */
gboolean
hearth_diagram_layout_find_mark (
    const HearthDiagramLayout *self, double x, double y, guint *row, guint *series)
{
  const guint n_series = hearth_diagram_get_n_series (self->diagram);

  if (y < self->top || y >= self->foot || self->row_height <= 0)
    return FALSE;
  *row = (guint) ((y - self->top) / self->row_height);
  *series = 0;
  if (*row >= hearth_diagram_get_n_rows (self->diagram))
    return FALSE;
  for (guint i = 0; i < n_series; i++)
    {
      const HearthDiagramBox box = hearth_diagram_layout_get_mark (self, *row, i);

      if (y >= box.y && y < box.y + box.height + 2 &&
          (hearth_diagram_get_kind (self->diagram) != HEARTH_DIAGRAM_STACKED ||
           (x >= box.x && x < box.x + box.width)))
        *series = i;
    }
  return TRUE;
}
