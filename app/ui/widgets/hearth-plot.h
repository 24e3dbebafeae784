/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthPlot:
 *
 * What all charts have in common: a drawing whose marks lie in lanes, and the mark in focus. Left and Right move along
 * a lane, Up and Down to another one, Home and End to its ends (where each lane has one mark only, to the first and
 * the last lane); a press takes the mark that is meant. Its words are the name and the value of a slider, which
 * readers of the screen say anew. Drawn by its classes.
 */
#define HEARTH_TYPE_PLOT (hearth_plot_get_type ())
G_DECLARE_DERIVABLE_TYPE (HearthPlot, hearth_plot, HEARTH, PLOT, GtkWidget)

/**
 * HearthPlotClass:
 * @draw: the whole of it
 * @measure_height: in a width
 * @place: where a mark stands along its lane, in any unit: moving to another lane keeps the place
 * @dup_spoken: the mark in words
 * @find: the mark at a point of the widget; %FALSE: none is near
 * @choose: (nullable): the mark that gets the focus first; without it the first one
 * @focused: (nullable): another mark has the focus; lane -1: none
 */
struct _HearthPlotClass
{
  GtkWidgetClass parent_class;

  void (*draw) (HearthPlot *self, cairo_t *cr);
  int (*measure_height) (HearthPlot *self, int width);
  guint (*count_lanes) (HearthPlot *self);
  guint (*count_marks) (HearthPlot *self, guint lane);
  double (*place) (HearthPlot *self, guint lane, guint mark);
  double (*get_value) (HearthPlot *self, guint lane, guint mark);
  char *(*dup_spoken) (HearthPlot *self, guint lane, guint mark);
  gboolean (*find) (HearthPlot *self, double x, double y, guint *lane, guint *mark);
  void (*choose) (HearthPlot *self, guint *lane, guint *mark);
  void (*focused) (HearthPlot *self, int lane, guint mark);
};

/* @title: of the whole, for readers of the screen */
void hearth_plot_set_title (HearthPlot *self, const char *title);
/* Its marks are others now; none has the focus. */
void hearth_plot_reset (HearthPlot *self);
/* FALSE: no mark has the focus. */
gboolean hearth_plot_get_focus (HearthPlot *self, guint *lane, guint *mark);

G_END_DECLS
