/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-chart-private.h"
#include "hearth-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define MIN_WIDTH 260
#define HEIGHT 210
#define REACH 24 /* pixels between a press and the point that it means */

struct _HearthChart
{
  GtkWidget parent_instance;
  HearthChartData data;
};

G_DEFINE_FINAL_TYPE (HearthChart, hearth_chart, GTK_TYPE_WIDGET)

static void
point_clear (gpointer data)
{
  g_free (((HearthChartPoint *) data)->text);
}

static void
band_clear (gpointer data)
{
  g_free (((HearthChartBand *) data)->name);
}

static void
series_free (gpointer data)
{
  HearthChartSeries *series = data;

  g_free (series->name);
  g_array_unref (series->points);
  g_free (series);
}

static HearthChartSeries *
get_series (HearthChart *self, guint index)
{
  return g_ptr_array_index (self->data.series, index);
}

/* --- The point in focus --- */

/* "3 June 2025: 61.5 kg", with the name of the series if there are several. */
static char *
dup_spoken (HearthChart *self, const HearthChartPoint *point)
{
  g_autofree char *day = hearth_format_date (point->date);

  if (self->data.series->len < 2)
    return g_strdup_printf ("%s: %s", day, point->text);
  return g_strdup_printf ("%s, %s: %s", get_series (self, (guint) self->data.focus_series)->name,
                          day, point->text);
}

static void
tell_focus (HearthChart *self)
{
  const HearthChartPoint *point = _hearth_chart_data_get_focus (&self->data);
  g_autofree char *spoken = point != NULL ? dup_spoken (self, point) : NULL;

  if (point != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                    point->value, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
focus_point (HearthChart *self, guint series, guint point)
{
  self->data.focus_series = (int) series;
  self->data.focus_point = point;
  tell_focus (self);
}

/* The newest value is what people look for. */
static gboolean
focus_newest (HearthChart *self)
{
  int newest = -1;
  HearthDate date = HEARTH_DATE_NONE;

  for (guint i = 0; i < self->data.series->len; i++)
    {
      GArray *points = get_series (self, i)->points;

      if (points->len > 0 &&
          (newest < 0 || g_array_index (points, HearthChartPoint, points->len - 1).date > date))
        {
          newest = (int) i;
          date = g_array_index (points, HearthChartPoint, points->len - 1).date;
        }
    }
  if (newest >= 0)
    focus_point (self, (guint) newest, get_series (self, (guint) newest)->points->len - 1);
  return newest >= 0;
}

static guint
nearest_by_date (GArray *points, HearthDate date)
{
  guint best = 0;

  for (guint i = 1; i < points->len; i++)
    if (ABS (g_array_index (points, HearthChartPoint, i).date - date) <
        ABS (g_array_index (points, HearthChartPoint, best).date - date))
      best = i;
  return best;
}

/* The point of the same time in the next series that has any. */
static gboolean
change_series (HearthChart *self, int direction)
{
  const HearthChartPoint *present = _hearth_chart_data_get_focus (&self->data);

  for (int i = self->data.focus_series + direction; i >= 0 && i < (int) self->data.series->len;
       i += direction)
    if (get_series (self, (guint) i)->points->len > 0)
      {
        focus_point (self, (guint) i,
                     nearest_by_date (get_series (self, (guint) i)->points, present->date));
        return TRUE;
      }
  return FALSE;
}

static gboolean
walk (HearthChart *self, guint keyval)
{
  guint n_points;

  if (_hearth_chart_data_get_focus (&self->data) == NULL)
    return focus_newest (self);
  n_points = get_series (self, (guint) self->data.focus_series)->points->len;
  switch (keyval)
    {
    case GDK_KEY_Left:
      if (self->data.focus_point == 0)
        return FALSE;
      focus_point (self, (guint) self->data.focus_series, self->data.focus_point - 1);
      return TRUE;
    case GDK_KEY_Right:
      if (self->data.focus_point + 1 >= n_points)
        return FALSE;
      focus_point (self, (guint) self->data.focus_series, self->data.focus_point + 1);
      return TRUE;
    case GDK_KEY_Home:
      focus_point (self, (guint) self->data.focus_series, 0);
      return TRUE;
    case GDK_KEY_End:
      focus_point (self, (guint) self->data.focus_series, n_points - 1);
      return TRUE;
    case GDK_KEY_Up:
      return change_series (self, -1);
    case GDK_KEY_Down:
    default:
      return change_series (self, 1);
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
      return walk (HEARTH_CHART (user_data), keyval);
  return GDK_EVENT_PROPAGATE;
}

static void
on_focus_cb (HearthChart *self)
{
  if (_hearth_chart_data_get_focus (&self->data) == NULL)
    focus_newest (self);
  else
    tell_focus (self);
}

static void
on_pressed_cb (HearthChart *self, int n_press, double x, double y)
{
  HearthChartFrame frame;
  double best = REACH;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!_hearth_chart_frame (&self->data, GTK_WIDGET (self), &frame))
    return;
  for (guint i = 0; i < self->data.series->len; i++)
    for (guint j = 0; j < get_series (self, i)->points->len; j++)
      {
        const HearthChartPoint *point =
            &g_array_index (get_series (self, i)->points, HearthChartPoint, j);
        double distance = hypot (_hearth_chart_frame_x (&frame, point->date) - x,
                                 _hearth_chart_frame_y (&frame, point->value) - y);

        if (distance < best)
          {
            best = distance;
            focus_point (self, i, j);
          }
      }
}

/* --- The widget --- */

static void
hearth_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                     (float) gtk_widget_get_height (widget)));

  _hearth_chart_draw (&HEARTH_CHART (widget)->data, widget, cr);
  cairo_destroy (cr);
}

static void
hearth_chart_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT;
}

static void
hearth_chart_finalize (GObject *object)
{
  HearthChart *self = HEARTH_CHART (object);

  g_ptr_array_unref (self->data.series);
  g_array_unref (self->data.bands);
  G_OBJECT_CLASS (hearth_chart_parent_class)->finalize (object);
}

static void
hearth_chart_class_init (HearthChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_chart_finalize;
  widget_class->snapshot = hearth_chart_snapshot;
  widget_class->measure = hearth_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  /* A reader of the screen says the value of a slider anew whenever it changes. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
hearth_chart_init (HearthChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  self->data.series = g_ptr_array_new_with_free_func (series_free);
  self->data.bands = g_array_new (FALSE, FALSE, sizeof (HearthChartBand));
  g_array_set_clear_func (self->data.bands, band_clear);
  self->data.focus_series = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE,
                                  -1);
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

/** hearth_chart_new: @title: what the values are, for readers of the screen */
GtkWidget *
hearth_chart_new (const char *title)
{
  GtkWidget *self = g_object_new (HEARTH_TYPE_CHART, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("The arrow keys move from value to value"), -1);
  return self;
}

/** hearth_chart_clear: no series, bands and range any more. */
void
hearth_chart_clear (HearthChart *self)
{
  g_return_if_fail (HEARTH_IS_CHART (self));

  g_ptr_array_set_size (self->data.series, 0);
  g_array_set_size (self->data.bands, 0);
  self->data.has_range = FALSE;
  self->data.focus_series = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_chart_add_series: Returns: its index. */
guint
hearth_chart_add_series (HearthChart *self, const char *name)
{
  HearthChartSeries *series;

  g_return_val_if_fail (HEARTH_IS_CHART (self) && name != NULL, 0);

  series = g_new0 (HearthChartSeries, 1);
  series->name = g_strdup (name);
  series->points = g_array_new (FALSE, FALSE, sizeof (HearthChartPoint));
  g_array_set_clear_func (series->points, point_clear);
  g_ptr_array_add (self->data.series, series);
  return self->data.series->len - 1;
}

/** hearth_chart_add_point: in the order of dates whatever the order of calls; of one day, that of the calls. */
void
hearth_chart_add_point (
    HearthChart *self, guint series, HearthDate date, double value, const char *text)
{
  HearthChartPoint point = { date, value, g_strdup (text) };
  GArray *points;
  guint place;

  g_return_if_fail (HEARTH_IS_CHART (self) && series < self->data.series->len);
  g_return_if_fail (date != HEARTH_DATE_NONE && isfinite (value) && text != NULL);

  points = get_series (self, series)->points;
  place = points->len;
  while (place > 0 && g_array_index (points, HearthChartPoint, place - 1).date > date)
    place--;
  g_array_insert_val (points, place, point);
  self->data.focus_series = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_chart_add_band: values from @low up to @high have a name. */
void
hearth_chart_add_band (HearthChart *self, double low, double high, const char *name)
{
  HearthChartBand band = { low, high, g_strdup (name) };

  g_return_if_fail (HEARTH_IS_CHART (self) && low < high && name != NULL);

  g_array_append_val (self->data.bands, band);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_chart_set_range: the axis goes at least from @low to @high. */
void
hearth_chart_set_range (HearthChart *self, double low, double high)
{
  g_return_if_fail (HEARTH_IS_CHART (self) && low < high);

  self->data.has_range = TRUE;
  self->data.low = low;
  self->data.high = high;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_chart_get_n_points: of all series. */
guint
hearth_chart_get_n_points (HearthChart *self)
{
  guint n = 0;

  g_return_val_if_fail (HEARTH_IS_CHART (self), 0);

  for (guint i = 0; i < self->data.series->len; i++)
    n += get_series (self, i)->points->len;
  return n;
}

/** hearth_chart_get_focus_text: (nullable): of the point in focus, borrowed. */
const char *
hearth_chart_get_focus_text (HearthChart *self)
{
  const HearthChartPoint *point;

  g_return_val_if_fail (HEARTH_IS_CHART (self), NULL);

  point = _hearth_chart_data_get_focus (&self->data);
  return point != NULL ? point->text : NULL;
}
