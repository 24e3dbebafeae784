/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-money-chart-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MIN_WIDTH 260
#define REACH 16 /* pixels between a press and the mark that it means */

struct _HearthMoneyChart
{
  GtkWidget parent_instance;
  HearthMoneyData data;
};

G_DEFINE_FINAL_TYPE (HearthMoneyChart, hearth_money_chart, GTK_TYPE_WIDGET)

const char *
hearth_money_lane_get_title (HearthMoneyLane lane)
{
  static const char *const titles[HEARTH_N_MONEY_LANES] = {
    N_ ("In captivity"),
    N_ ("Due for each month"),
    N_ ("Due at once"),
    N_ ("Entered as paid"),
  };

  return _ (titles[lane]);
}

static GArray *
lane_of (HearthMoneyChart *self, int lane)
{
  return self->data.lanes[lane];
}

/* --- The mark in focus --- */

/* The name is told anew wherever a value's text is not. */
static void
tell_focus (HearthMoneyChart *self)
{
  const HearthMoneyItem *item = _hearth_money_data_get_focus (&self->data);
  g_autofree char *spoken = NULL;
  g_autofree char *name = NULL;

  if (item != NULL)
    {
      spoken = g_strdup_printf (
          "%s: %s", hearth_money_lane_get_title ((HearthMoneyLane) self->data.focus_lane),
          item->text);
      name = g_strdup_printf ("%s. %s", _ ("Captivity and payments over time"), spoken);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                      (double) self->data.focus_item,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
focus_item (HearthMoneyChart *self, int lane, guint item)
{
  self->data.focus_lane = lane;
  self->data.focus_item = item;
  tell_focus (self);
}

static gboolean
focus_first (HearthMoneyChart *self)
{
  for (int lane = 0; lane < HEARTH_N_MONEY_LANES; lane++)
    if (lane_of (self, lane)->len > 0)
      {
        focus_item (self, lane, 0);
        return TRUE;
      }
  return FALSE;
}

static guint
nearest_by_date (GArray *items, HearthDate date)
{
  guint best = 0;

  for (guint i = 1; i < items->len; i++)
    if (ABS (g_array_index (items, HearthMoneyItem, i).from - date) <
        ABS (g_array_index (items, HearthMoneyItem, best).from - date))
      best = i;
  return best;
}

/* What is of the same time in the next lane that has anything. */
static gboolean
change_lane (HearthMoneyChart *self, int direction)
{
  const HearthMoneyItem *present = _hearth_money_data_get_focus (&self->data);

  for (int lane = self->data.focus_lane + direction; lane >= 0 && lane < HEARTH_N_MONEY_LANES;
       lane += direction)
    if (lane_of (self, lane)->len > 0)
      {
        focus_item (self, lane, nearest_by_date (lane_of (self, lane), present->from));
        return TRUE;
      }
  return FALSE;
}

static gboolean
walk (HearthMoneyChart *self, guint keyval)
{
  guint n_items;

  if (_hearth_money_data_get_focus (&self->data) == NULL)
    return focus_first (self);
  n_items = lane_of (self, self->data.focus_lane)->len;
  switch (keyval)
    {
    case GDK_KEY_Left:
      if (self->data.focus_item == 0)
        return FALSE;
      focus_item (self, self->data.focus_lane, self->data.focus_item - 1);
      return TRUE;
    case GDK_KEY_Right:
      if (self->data.focus_item + 1 >= n_items)
        return FALSE;
      focus_item (self, self->data.focus_lane, self->data.focus_item + 1);
      return TRUE;
    case GDK_KEY_Home:
      focus_item (self, self->data.focus_lane, 0);
      return TRUE;
    case GDK_KEY_End:
      focus_item (self, self->data.focus_lane, n_items - 1);
      return TRUE;
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
      return walk (HEARTH_MONEY_CHART (user_data), keyval);
  return GDK_EVENT_PROPAGATE;
}

static void
on_focus_cb (HearthMoneyChart *self)
{
  if (_hearth_money_data_get_focus (&self->data) == NULL)
    focus_first (self);
  else
    tell_focus (self);
}

static int
lane_at (const HearthMoneyFrame *frame, double y)
{
  for (int lane = 0; lane < HEARTH_N_MONEY_LANES; lane++)
    if (y >= frame->tops[lane] - frame->line && y <= frame->tops[lane] + frame->heights[lane])
      return lane;
  return -1;
}

static void
on_pressed_cb (HearthMoneyChart *self, int n_press, double x, double y)
{
  HearthMoneyFrame frame;
  double best = REACH;
  int lane;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!_hearth_money_frame (&self->data, GTK_WIDGET (self), &frame))
    return;
  lane = lane_at (&frame, y);
  for (guint i = 0; lane >= 0 && i < lane_of (self, lane)->len; i++)
    {
      const HearthMoneyItem *item = &g_array_index (lane_of (self, lane), HearthMoneyItem, i);
      double first = _hearth_money_frame_x (&frame, item->from);
      double last = _hearth_money_frame_x (&frame, item->to);
      double distance = x < first ? first - x : x > last ? x - last : 0;

      if (distance < best)
        {
          best = distance;
          focus_item (self, lane, i);
        }
    }
}

/* --- The widget --- */

static void
hearth_money_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                     (float) gtk_widget_get_height (widget)));

  _hearth_money_draw (&HEARTH_MONEY_CHART (widget)->data, widget, cr);
  cairo_destroy (cr);
}

static void
hearth_money_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : _hearth_money_frame_height (widget);
}

static void
hearth_money_chart_finalize (GObject *object)
{
  HearthMoneyChart *self = HEARTH_MONEY_CHART (object);

  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    g_array_unref (self->data.lanes[i]);
  g_array_unref (self->data.unsure);
  G_OBJECT_CLASS (hearth_money_chart_parent_class)->finalize (object);
}

static void
hearth_money_chart_class_init (HearthMoneyChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_money_chart_finalize;
  widget_class->snapshot = hearth_money_chart_snapshot;
  widget_class->measure = hearth_money_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  /* A reader of the screen says the value of a slider anew whenever it changes. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
item_clear (gpointer data)
{
  g_free (((HearthMoneyItem *) data)->text);
}

static GArray *
make_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (HearthMoneyItem));

  g_array_set_clear_func (items, item_clear);
  return items;
}

static void
hearth_money_chart_init (HearthMoneyChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    self->data.lanes[i] = make_items ();
  self->data.unsure = make_items ();
  self->data.focus_lane = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE, GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("Captivity and payments over time"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
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

/** hearth_money_chart_new: an empty one. */
GtkWidget *
hearth_money_chart_new (void)
{
  return g_object_new (HEARTH_TYPE_MONEY_CHART, NULL);
}

/** hearth_money_chart_show: @counted: of @kase */
void
hearth_money_chart_show (HearthMoneyChart *self,
                         HearthCase *kase,
                         HearthPackSet *packs,
                         const HearthCaseBenefits *counted)
{
  g_return_if_fail (HEARTH_IS_MONEY_CHART (self) && HEARTH_IS_CASE (kase) && counted != NULL);

  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    g_array_set_size (self->data.lanes[i], 0);
  g_array_set_size (self->data.unsure, 0);
  self->data.focus_lane = -1;
  _hearth_money_data_fill (&self->data, kase, packs, counted);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_money_chart_get_n_items: how many marks a lane has. */
guint
hearth_money_chart_get_n_items (HearthMoneyChart *self, HearthMoneyLane lane)
{
  g_return_val_if_fail (HEARTH_IS_MONEY_CHART (self) && lane < HEARTH_N_MONEY_LANES, 0);

  return lane_of (self, (int) lane)->len;
}

const char *
hearth_money_chart_get_text (HearthMoneyChart *self, HearthMoneyLane lane, guint index)
{
  g_return_val_if_fail (HEARTH_IS_MONEY_CHART (self) && lane < HEARTH_N_MONEY_LANES, NULL);
  g_return_val_if_fail (index < lane_of (self, (int) lane)->len, NULL);

  return g_array_index (lane_of (self, (int) lane), HearthMoneyItem, index).text;
}

const char *
hearth_money_chart_get_focus_text (HearthMoneyChart *self)
{
  const HearthMoneyItem *item;

  g_return_val_if_fail (HEARTH_IS_MONEY_CHART (self), NULL);

  item = _hearth_money_data_get_focus (&self->data);
  return item != NULL ? item->text : NULL;
}
