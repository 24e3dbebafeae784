/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bars.h"

#include <adwaita.h>

#define BAR_HEIGHT 4
#define BAR_SPACING 4
#define MIN_BAR_WIDTH 14
#define MAX_BAR_WIDTH 36

struct _HearthBars
{
  GtkWidget parent_instance;
  guint done[HEARTH_N_ACCENTS];
  guint total[HEARTH_N_ACCENTS];
};

G_DEFINE_FINAL_TYPE (HearthBars, hearth_bars, GTK_TYPE_WIDGET)

static void
append_bar (GtkSnapshot *snapshot, float x, float width, const GdkRGBA *color)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, 0, width, BAR_HEIGHT),
                                   BAR_HEIGHT / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
hearth_bars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HearthBars *self = HEARTH_BARS (widget);
  int available = gtk_widget_get_width (widget) - (HEARTH_N_ACCENTS - 1) * BAR_SPACING;
  float width = (float) CLAMP (available / HEARTH_N_ACCENTS, MIN_BAR_WIDTH, MAX_BAR_WIDTH);

  for (guint i = 0; i < HEARTH_N_ACCENTS; i++)
    {
      float x = (float) i * (width + BAR_SPACING);

      append_bar (snapshot, x, width, hearth_accent_get_trough ());
      if (self->done[i] > 0 && self->total[i] > 0)
        append_bar (snapshot, x,
                    MAX (BAR_HEIGHT, width * (float) self->done[i] / (float) self->total[i]),
                    hearth_accent_get_color (i));
    }
}

static void
hearth_bars_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = BAR_HEIGHT;
      return;
    }
  *minimum = HEARTH_N_ACCENTS * (MIN_BAR_WIDTH + BAR_SPACING) - BAR_SPACING;
  *natural = HEARTH_N_ACCENTS * (MAX_BAR_WIDTH + BAR_SPACING) - BAR_SPACING;
}

static void
hearth_bars_class_init (HearthBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = hearth_bars_snapshot;
  widget_class->measure = hearth_bars_measure;
  gtk_widget_class_set_css_name (widget_class, "bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hearth_bars_init (HearthBars *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
hearth_bars_set_values (HearthBars *self, const guint *done, const guint *total)
{
  g_return_if_fail (HEARTH_IS_BARS (self));

  memcpy (self->done, done, sizeof self->done);
  memcpy (self->total, total, sizeof self->total);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
