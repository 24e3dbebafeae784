/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-plot.h"

#include "hearth-chart-paint.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MIN_WIDTH 260

typedef struct
{
  char *title;
  int lane; /* -1: none has the focus */
  guint mark;
} HearthPlotPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HearthPlot, hearth_plot, GTK_TYPE_WIDGET)

static HearthPlotPrivate *
priv_of (HearthPlot *self)
{
  return hearth_plot_get_instance_private (self);
}

static guint
count_marks (HearthPlot *self, guint lane)
{
  return HEARTH_PLOT_GET_CLASS (self)->count_marks (self, lane);
}

static guint
count_lanes (HearthPlot *self)
{
  return HEARTH_PLOT_GET_CLASS (self)->count_lanes (self);
}

/* --- The mark in focus --- */

/* The name is told anew wherever a value's text is not. */
static void
tell_focus (HearthPlot *self)
{
  HearthPlotPrivate *priv = priv_of (self);
  HearthPlotClass *class = HEARTH_PLOT_GET_CLASS (self);
  guint lane, mark;

  if (hearth_plot_get_focus (self, &lane, &mark))
    {
      g_autofree char *spoken = class->dup_spoken (self, lane, mark);
      g_autofree char *name =
          g_strdup_printf ("%s. %s", priv->title != NULL ? priv->title : "", spoken);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                      class->get_value (self, lane, mark),
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_focus (HearthPlot *self, int lane, guint mark)
{
  HearthPlotPrivate *priv = priv_of (self);
  HearthPlotClass *class = HEARTH_PLOT_GET_CLASS (self);

  priv->lane = lane;
  priv->mark = mark;
  if (class->focused != NULL)
    class->focused (self, lane, mark);
}

static gboolean
focus_mark (HearthPlot *self, guint lane, guint mark)
{
  set_focus (self, (int) lane, mark);
  tell_focus (self);
  return TRUE;
}

/* The next lane that has any marks, from @lane on. -1: none. */
static int
find_lane (HearthPlot *self, int lane, int direction)
{
  const int n_lanes = (int) count_lanes (self);

  for (; lane >= 0 && lane < n_lanes; lane += direction)
    if (count_marks (self, (guint) lane) > 0)
      return lane;
  return -1;
}

static gboolean
focus_first (HearthPlot *self)
{
  HearthPlotClass *class = HEARTH_PLOT_GET_CLASS (self);
  const int first = find_lane (self, 0, 1);
  guint lane = (guint) first, mark = 0;

  if (first < 0)
    return FALSE;
  if (class->choose != NULL)
    class->choose (self, &lane, &mark);
  return focus_mark (self, lane, mark);
}

static guint
find_nearest (HearthPlot *self, guint lane, double place)
{
  HearthPlotClass *class = HEARTH_PLOT_GET_CLASS (self);
  guint best = 0;

  for (guint i = 1; i < count_marks (self, lane); i++)
    if (ABS (class->place (self, lane, i) - place) < ABS (class->place (self, lane, best) - place))
      best = i;
  return best;
}

static gboolean
change_lane (HearthPlot *self, int direction)
{
  HearthPlotPrivate *priv = priv_of (self);
  const double place = HEARTH_PLOT_GET_CLASS (self)->place (self, (guint) priv->lane, priv->mark);
  const int lane = find_lane (self, priv->lane + direction, direction);

  return lane >= 0 && focus_mark (self, (guint) lane, find_nearest (self, (guint) lane, place));
}

static gboolean
go_to_end (HearthPlot *self, gboolean is_last)
{
  HearthPlotPrivate *priv = priv_of (self);
  const guint n_marks = count_marks (self, (guint) priv->lane);
  int lane = priv->lane;

  if (n_marks == 1)
    lane = is_last ? find_lane (self, (int) count_lanes (self) - 1, -1) : find_lane (self, 0, 1);
  return focus_mark (self, (guint) lane, is_last ? count_marks (self, (guint) lane) - 1 : 0);
}

static gboolean
walk (HearthPlot *self, guint keyval)
{
  HearthPlotPrivate *priv = priv_of (self);
  guint lane, mark;

  if (!hearth_plot_get_focus (self, &lane, &mark))
    return focus_first (self);
  switch (keyval)
    {
    case GDK_KEY_Left:
      return priv->mark > 0 && focus_mark (self, lane, mark - 1);
    case GDK_KEY_Right:
      return mark + 1 < count_marks (self, lane) && focus_mark (self, lane, mark + 1);
    case GDK_KEY_Home:
      return go_to_end (self, FALSE);
    case GDK_KEY_End:
      return go_to_end (self, TRUE);
    case GDK_KEY_Up:
      return change_lane (self, -1);
    case GDK_KEY_Down:
    default:
      return change_lane (self, 1);
    }
}

static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           gpointer user_data)
{
  static const guint known[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Home,
                                 GDK_KEY_End,  GDK_KEY_Up,    GDK_KEY_Down };

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (keyval == known[i])
      return walk (HEARTH_PLOT (user_data), keyval);
  return GDK_EVENT_PROPAGATE;
}

static void
on_focus_cb (HearthPlot *self)
{
  guint lane, mark;

  if (hearth_plot_get_focus (self, &lane, &mark))
    tell_focus (self);
  else
    focus_first (self);
}

static void
on_pressed_cb (HearthPlot *self, int n_press, double x, double y)
{
  guint lane, mark;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (HEARTH_PLOT_GET_CLASS (self)->find (self, x, y, &lane, &mark))
    focus_mark (self, lane, mark);
}

/* --- The widget --- */

static void
hearth_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                     (float) gtk_widget_get_height (widget)));

  HEARTH_PLOT_GET_CLASS (widget)->draw (HEARTH_PLOT (widget), cr);
  _hearth_chart_draw_focus (widget, cr);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
hearth_plot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hearth_plot_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    *minimum = *natural = HEARTH_PLOT_GET_CLASS (widget)->measure_height (
        HEARTH_PLOT (widget), for_size < 0 ? MIN_WIDTH : MAX (for_size, MIN_WIDTH));
}

static void
hearth_plot_finalize (GObject *object)
{
  g_free (priv_of (HEARTH_PLOT (object))->title);
  G_OBJECT_CLASS (hearth_plot_parent_class)->finalize (object);
}

static void
hearth_plot_class_init (HearthPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_plot_finalize;
  widget_class->snapshot = hearth_plot_snapshot;
  widget_class->measure = hearth_plot_measure;
  widget_class->get_request_mode = hearth_plot_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "chart");
  /* A reader of the screen says the value of a slider anew whenever it changes. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
hearth_plot_init (HearthPlot *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  priv_of (self)->lane = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("Left and right move along a lane, up and down to another one"), -1);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/** hearth_plot_set_title: until a mark has the focus it is the whole name. */
void
hearth_plot_set_title (HearthPlot *self, const char *title)
{
  HearthPlotPrivate *priv;

  g_return_if_fail (HEARTH_IS_PLOT (self) && title != NULL);

  priv = priv_of (self);
  g_free (priv->title);
  priv->title = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/** hearth_plot_reset: for its classes, before they draw other marks. */
void
hearth_plot_reset (HearthPlot *self)
{
  g_return_if_fail (HEARTH_IS_PLOT (self));

  set_focus (self, -1, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_plot_get_focus: Thread: main. */
gboolean
hearth_plot_get_focus (HearthPlot *self, guint *lane, guint *mark)
{
  HearthPlotPrivate *priv;

  g_return_val_if_fail (HEARTH_IS_PLOT (self), FALSE);

  priv = priv_of (self);
  if (priv->lane < 0 || (guint) priv->lane >= count_lanes (self) ||
      priv->mark >= count_marks (self, (guint) priv->lane))
    return FALSE;
  *lane = (guint) priv->lane;
  *mark = priv->mark;
  return TRUE;
}
