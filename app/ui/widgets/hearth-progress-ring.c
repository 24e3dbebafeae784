/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-progress-ring.h"

#include "hearth-accent.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define DIAMETER 50
#define LINE_WIDTH 5.5

struct _HearthProgressRing
{
  GtkWidget parent_instance;
  GtkLabel *label;
  guint accent;
  guint done, total;
};

G_DEFINE_FINAL_TYPE (HearthProgressRing, hearth_progress_ring, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ACCENT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Never 100 % as long as something is open, never 0 % once something is done. */
static guint
compute_percent (guint done, guint total)
{
  guint percent;

  if (total == 0)
    return 0;
  percent = (guint) (100.0 * done / total + 0.5);
  if (done < total)
    percent = MIN (percent, 99);
  if (done > 0)
    percent = MAX (percent, 1);
  return percent;
}

static void
draw_arc (cairo_t *cr, double size, double fraction, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_arc (cr, size / 2, size / 2, (size - LINE_WIDTH) / 2, -G_PI_2,
             -G_PI_2 + 2 * G_PI * CLAMP (fraction, 0.0, 1.0));
  cairo_stroke (cr);
}

static void
hearth_progress_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HearthProgressRing *self = HEARTH_PROGRESS_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  cairo_set_line_width (cr, LINE_WIDTH);
  draw_arc (cr, size, 1.0, hearth_accent_get_trough ());
  if (self->done > 0 && self->total > 0)
    {
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      draw_arc (cr, size, (double) self->done / self->total,
                hearth_accent_get_color (self->accent));
    }
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (hearth_progress_ring_parent_class)->snapshot (widget, snapshot);
}

static void
hearth_progress_ring_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = *natural = DIAMETER;
}

static void
hearth_progress_ring_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HearthProgressRing *self = HEARTH_PROGRESS_RING (widget);

  gtk_widget_allocate (GTK_WIDGET (self->label), width, height, -1, NULL);
}

static void
hearth_progress_ring_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCENT:
      g_value_set_uint (value, HEARTH_PROGRESS_RING (object)->accent);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_progress_ring_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  HearthProgressRing *self = HEARTH_PROGRESS_RING (object);

  switch (prop_id)
    {
    case PROP_ACCENT:
      if (self->accent != g_value_get_uint (value))
        {
          self->accent = g_value_get_uint (value);
          g_object_notify_by_pspec (object, pspec);
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_progress_ring_dispose (GObject *object)
{
  HearthProgressRing *self = HEARTH_PROGRESS_RING (object);

  g_clear_pointer ((GtkWidget **) &self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (hearth_progress_ring_parent_class)->dispose (object);
}

static void
hearth_progress_ring_class_init (HearthProgressRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_progress_ring_get_property;
  object_class->set_property = hearth_progress_ring_set_property;
  object_class->dispose = hearth_progress_ring_dispose;
  widget_class->snapshot = hearth_progress_ring_snapshot;
  widget_class->measure = hearth_progress_ring_measure;
  widget_class->size_allocate = hearth_progress_ring_size_allocate;

  properties[PROP_ACCENT] =
      g_param_spec_uint ("accent", NULL, NULL, 0, HEARTH_N_ACCENTS - 1, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
hearth_progress_ring_init (HearthProgressRing *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "ring-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  hearth_progress_ring_set_value (self, 0, 0);
}

void
hearth_progress_ring_set_value (HearthProgressRing *self, guint done, guint total)
{
  guint percent = compute_percent (done, total);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (HEARTH_IS_PROGRESS_RING (self));

  self->done = done;
  self->total = total;
  text = total == 0 ? g_strdup ("–") : g_strdup_printf ("%u%%", percent);
  /* Translators: how much of something is done: 3 of 12. */
  spoken = g_strdup_printf (_ ("%u of %u"), done, total);
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) percent,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
