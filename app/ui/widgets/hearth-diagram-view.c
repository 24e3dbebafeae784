/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-diagram-view.h"

#include "hearth-accent.h"
#include "hearth-diagram-paint.h"

#include <adwaita.h>

#define PAD 12
#define RING 3 /* between a mark and the ring around it */

struct _HearthDiagramView
{
  HearthPlot parent_instance;
  HearthDiagram *diagram;
  HearthDiagramLayout *layout; /* of the width below; NULL: to be made */
  int layout_width;
};

G_DEFINE_FINAL_TYPE (HearthDiagramView, hearth_diagram_view, HEARTH_TYPE_PLOT)

/* The last one is kept: measuring and drawing ask for the same width. */
static HearthDiagramLayout *
ensure_layout (HearthDiagramView *self, int width)
{
  if (self->diagram == NULL)
    return NULL;
  if (self->layout != NULL && self->layout_width == width)
    return self->layout;
  g_clear_pointer (&self->layout, hearth_diagram_layout_free);
  self->layout_width = width;
  self->layout = hearth_diagram_lay_out (
      self->diagram, gtk_widget_get_pango_context (GTK_WIDGET (self)), MAX (width - 2 * PAD, 1));
  return self->layout;
}

static int
hearth_diagram_view_measure_height (HearthPlot *plot, int width)
{
  HearthDiagramLayout *layout = ensure_layout (HEARTH_DIAGRAM_VIEW (plot), width);

  return layout != NULL ? (int) hearth_diagram_layout_get_height (layout) + 2 * PAD : 0;
}

/* What has the focus is ringed; its words are those of the table. */
static void
draw_focused (HearthDiagramView *self, HearthDiagramLayout *layout, cairo_t *cr)
{
  HearthDiagramBox box;
  guint row, series;

  if (!gtk_widget_has_focus (GTK_WIDGET (self)) ||
      !hearth_plot_get_focus (HEARTH_PLOT (self), &row, &series))
    return;
  box = hearth_diagram_layout_get_mark (layout, row, series);
  gdk_cairo_set_source_rgba (cr, hearth_accent_get_color (0));
  cairo_set_line_width (cr, 2.5);
  cairo_rectangle (cr, box.x - RING, box.y - RING, box.width + 2 * RING, box.height + 2 * RING);
  cairo_stroke (cr);
}

static void
hearth_diagram_view_draw (HearthPlot *plot, cairo_t *cr)
{
  HearthDiagramView *self = HEARTH_DIAGRAM_VIEW (plot);
  HearthDiagramLayout *layout = ensure_layout (self, gtk_widget_get_width (GTK_WIDGET (self)));

  if (layout == NULL)
    return;
  cairo_translate (cr, PAD, PAD);
  hearth_diagram_layout_draw (layout, cr,
                              adw_style_manager_get_dark (adw_style_manager_get_default ())
                                  ? HEARTH_DIAGRAM_DARK
                                  : HEARTH_DIAGRAM_LIGHT);
  draw_focused (self, layout, cr);
  cairo_translate (cr, -PAD, -PAD);
}

static guint
hearth_diagram_view_count_lanes (HearthPlot *plot)
{
  HearthDiagramView *self = HEARTH_DIAGRAM_VIEW (plot);

  return self->diagram != NULL ? hearth_diagram_get_n_rows (self->diagram) : 0;
}

static guint
hearth_diagram_view_count_marks (HearthPlot *plot, guint row)
{
  return hearth_diagram_get_n_series (HEARTH_DIAGRAM_VIEW (plot)->diagram);
}

static double
hearth_diagram_view_place (HearthPlot *plot, guint row, guint series)
{
  return series;
}

static double
hearth_diagram_view_get_value (HearthPlot *plot, guint row, guint series)
{
  return (double) hearth_diagram_get_value (HEARTH_DIAGRAM_VIEW (plot)->diagram, row, series);
}

static char *
hearth_diagram_view_dup_spoken (HearthPlot *plot, guint row, guint series)
{
  return hearth_diagram_dup_spoken (HEARTH_DIAGRAM_VIEW (plot)->diagram, row, series);
}

static gboolean
hearth_diagram_view_find (HearthPlot *plot, double x, double y, guint *row, guint *series)
{
  HearthDiagramView *self = HEARTH_DIAGRAM_VIEW (plot);
  HearthDiagramLayout *layout = ensure_layout (self, gtk_widget_get_width (GTK_WIDGET (self)));

  return layout != NULL && hearth_diagram_layout_find_mark (layout, x - PAD, y - PAD, row, series);
}

/* Another size of letters is another layout. */
static void
hearth_diagram_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (hearth_diagram_view_parent_class)->css_changed (widget, change);
  g_clear_pointer (&HEARTH_DIAGRAM_VIEW (widget)->layout, hearth_diagram_layout_free);
}

static void
hearth_diagram_view_finalize (GObject *object)
{
  HearthDiagramView *self = HEARTH_DIAGRAM_VIEW (object);

  hearth_diagram_layout_free (self->layout);
  g_clear_pointer (&self->diagram, hearth_diagram_unref);
  G_OBJECT_CLASS (hearth_diagram_view_parent_class)->finalize (object);
}

static void
hearth_diagram_view_class_init (HearthDiagramViewClass *klass)
{
  HearthPlotClass *plot_class = HEARTH_PLOT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_diagram_view_finalize;
  GTK_WIDGET_CLASS (klass)->css_changed = hearth_diagram_view_css_changed;
  plot_class->draw = hearth_diagram_view_draw;
  plot_class->measure_height = hearth_diagram_view_measure_height;
  plot_class->count_lanes = hearth_diagram_view_count_lanes;
  plot_class->count_marks = hearth_diagram_view_count_marks;
  plot_class->place = hearth_diagram_view_place;
  plot_class->get_value = hearth_diagram_view_get_value;
  plot_class->dup_spoken = hearth_diagram_view_dup_spoken;
  plot_class->find = hearth_diagram_view_find;
}

static void
hearth_diagram_view_init (HearthDiagramView *self)
{
}

GtkWidget *
hearth_diagram_view_new (void)
{
  return g_object_new (HEARTH_TYPE_DIAGRAM_VIEW, NULL);
}

/** hearth_diagram_view_set_diagram: its name is that of the table. */
void
hearth_diagram_view_set_diagram (HearthDiagramView *self, HearthDiagram *diagram)
{
  g_return_if_fail (HEARTH_IS_DIAGRAM_VIEW (self));

  g_clear_pointer (&self->layout, hearth_diagram_layout_free);
  g_clear_pointer (&self->diagram, hearth_diagram_unref);
  if (diagram != NULL)
    {
      self->diagram = hearth_diagram_ref (diagram);
      hearth_plot_set_title (HEARTH_PLOT (self),
                             hearth_table_get_title (hearth_diagram_get_table (diagram)));
    }
  hearth_plot_reset (HEARTH_PLOT (self));
}

/** hearth_diagram_view_get_diagram: Thread: main. */
HearthDiagram *
hearth_diagram_view_get_diagram (HearthDiagramView *self)
{
  g_return_val_if_fail (HEARTH_IS_DIAGRAM_VIEW (self), NULL);

  return self->diagram;
}
