/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-scroll-bin.h"

struct _HearthScrollBin
{
  GtkWidget parent_instance;
  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (HearthScrollBin, hearth_scroll_bin, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
hearth_scroll_bin_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  HearthScrollBin *self = HEARTH_SCROLL_BIN (widget);

  if (self->child == NULL || (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0))
    *minimum = *natural = 0;
  else
    gtk_widget_measure (self->child, orientation,
                        orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                        NULL, NULL);
}

static void
hearth_scroll_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HearthScrollBin *self = HEARTH_SCROLL_BIN (widget);

  if (self->child != NULL)
    gtk_widget_size_allocate (self->child, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static GtkSizeRequestMode
hearth_scroll_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hearth_scroll_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, HEARTH_SCROLL_BIN (object)->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_scroll_bin_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  HearthScrollBin *self = HEARTH_SCROLL_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_scroll_bin_dispose (GObject *object)
{
  g_clear_pointer (&HEARTH_SCROLL_BIN (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (hearth_scroll_bin_parent_class)->dispose (object);
}

static void
hearth_scroll_bin_class_init (HearthScrollBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_scroll_bin_get_property;
  object_class->set_property = hearth_scroll_bin_set_property;
  object_class->dispose = hearth_scroll_bin_dispose;
  widget_class->measure = hearth_scroll_bin_measure;
  widget_class->size_allocate = hearth_scroll_bin_size_allocate;
  widget_class->get_request_mode = hearth_scroll_bin_get_request_mode;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_scroll_bin_init (HearthScrollBin *self)
{
}
