/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-body-canvas.h"

#include "hearth-color.h"
#include "hearth-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define MIN_WIDTH 200
#define HEIGHT 420
#define UNIT 13.0   /* pixels of a symbol */
#define REACH 12.0  /* pixels between a press and the mark that it means */
#define MARGIN 14.0 /* for the labels of marks at the edge */
#define SMALL_STEP 5
#define LARGE_STEP 25

struct _HearthBodyCanvas
{
  GtkWidget parent_instance;
  HearthPackSet *packs;
  const HearthBodyMap *map;
  const HearthBodyDrawing *drawing;
  GPtrArray *spots;
  HearthBodySpot *own; /* its points are where the keys are, also before anything is placed */
  GArray *stroke;      /* while a pointer draws */
  double start_x, start_y;
  guint is_placed : 1;
};

G_DEFINE_FINAL_TYPE (HearthBodyCanvas, hearth_body_canvas, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  PLACED,
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static HearthBodyFrame
get_frame (HearthBodyCanvas *self)
{
  HearthBodyFrame frame =
      hearth_body_frame (self->drawing, gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN,
                         gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN);

  frame.x += MARGIN;
  frame.y += MARGIN;
  return frame;
}

static HearthBodyPoint
point_at (HearthBodyCanvas *self, double x, double y)
{
  HearthBodyFrame frame = get_frame (self);
  double px = (x - frame.x) * HEARTH_BODY_MAX / MAX (frame.width, 1);
  double py = (y - frame.y) * HEARTH_BODY_MAX / MAX (frame.height, 1);

  return (HearthBodyPoint){ (int) CLAMP (px, 0, HEARTH_BODY_MAX),
                            (int) CLAMP (py, 0, HEARTH_BODY_MAX) };
}

static void
take_own (HearthBodyCanvas *self, GArray *points)
{
  g_array_unref (self->own->points);
  self->own->points = points;
}

/* "Front of the body: Chest, left": what a person hears who does not see the drawing. */
static void
tell_place (HearthBodyCanvas *self)
{
  const char *region = hearth_body_canvas_get_region (self);
  g_autofree char *text = g_strdup_printf (
      "%s: %s", hearth_format_pack_title (self->packs, "body-drawing", self->drawing->id),
      region != NULL ? hearth_format_pack_title (self->packs, "body-region", region)
                     : _ ("Beside the body"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
emit_moved (HearthBodyCanvas *self)
{
  tell_place (self);
  g_signal_emit (self, signals[MOVED], 0);
}

/* --- Keys --- */

static gboolean
on_key_cb (HearthBodyCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  int step = (state & GDK_SHIFT_MASK) != 0 ? LARGE_STEP : SMALL_STEP;
  int dx = 0, dy = 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    dx = -step;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    dx = step;
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    dy = -step;
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    dy = step;
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space)
    {
      g_signal_emit (self, signals[PLACED], 0);
      return GDK_EVENT_STOP;
    }
  else
    return GDK_EVENT_PROPAGATE;
  hearth_body_mark_move (self->own->points, dx, dy);
  emit_moved (self);
  return GDK_EVENT_STOP;
}

/* --- Pointer --- */

static double
distance_to_spot (const HearthBodySpot *spot, const HearthBodyFrame *frame, double x, double y)
{
  HearthBodyPoint center = hearth_body_mark_get_center (spot->points);

  return hypot (frame->x + frame->width * center.x / HEARTH_BODY_MAX - x,
                frame->y + frame->height * center.y / HEARTH_BODY_MAX - y);
}

static int
find_spot (HearthBodyCanvas *self, double x, double y)
{
  HearthBodyFrame frame = get_frame (self);
  double least = REACH;
  int found = -1;

  for (guint i = 0; i < self->spots->len; i++)
    {
      double distance = distance_to_spot (self->spots->pdata[i], &frame, x, y);

      if (distance < least)
        {
          least = distance;
          found = (int) i;
        }
    }
  return found;
}

static void
add_to_stroke (HearthBodyCanvas *self, double x, double y)
{
  HearthBodyPoint point = point_at (self, x, y);

  g_array_append_val (self->stroke, point);
  take_own (self, hearth_body_mark_from_stroke (self->stroke));
  emit_moved (self);
}

static void
on_drag_begin_cb (HearthBodyCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->start_x = x;
  self->start_y = y;
  g_array_set_size (self->stroke, 0);
  if (find_spot (self, x, y) < 0)
    add_to_stroke (self, x, y);
}

static void
on_drag_update_cb (HearthBodyCanvas *self, double dx, double dy)
{
  if (self->stroke->len > 0)
    add_to_stroke (self, self->start_x + dx, self->start_y + dy);
}

static void
on_drag_end_cb (HearthBodyCanvas *self, double dx, double dy)
{
  int spot = find_spot (self, self->start_x, self->start_y);

  if (self->stroke->len > 0)
    g_signal_emit (self, signals[PLACED], 0);
  else if (spot >= 0)
    g_signal_emit (self, signals[CHOSEN], 0, (guint) spot);
  g_array_set_size (self->stroke, 0);
}

/* --- Drawing --- */

static HearthBodyInk
get_ink (GtkWidget *widget)
{
  GdkRGBA line, ground;

  hearth_widget_get_color (widget, &line);
  hearth_widget_get_window_color (widget, &ground);
  return (HearthBodyInk){ { line.red, line.green, line.blue },
                          { ground.red, ground.green, ground.blue } };
}

static void
draw_cross (HearthBodyCanvas *self, cairo_t *cr, const HearthBodyFrame *frame)
{
  HearthBodyPoint center = hearth_body_mark_get_center (self->own->points);
  double x = frame->x + frame->width * center.x / HEARTH_BODY_MAX;
  double y = frame->y + frame->height * center.y / HEARTH_BODY_MAX;

  cairo_move_to (cr, x - UNIT, y);
  cairo_line_to (cr, x - 3, y);
  cairo_move_to (cr, x + 3, y);
  cairo_line_to (cr, x + UNIT, y);
  cairo_move_to (cr, x, y - UNIT);
  cairo_line_to (cr, x, y - 3);
  cairo_move_to (cr, x, y + 3);
  cairo_line_to (cr, x, y + UNIT);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_focus (cairo_t *cr, double width, double height)
{
  const double dashes[] = { 3, 3 };

  cairo_save (cr);
  cairo_rectangle (cr, 1.5, 1.5, width - 3, height - 3);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
hearth_body_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HearthBodyCanvas *self = HEARTH_BODY_CANVAS (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  HearthBodyInk ink = get_ink (widget);
  HearthBodyFrame frame = get_frame (self);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  hearth_body_paint (cr, self->drawing, &frame, &ink);
  for (guint i = 0; i < self->spots->len; i++)
    hearth_body_paint_spot (cr, self->spots->pdata[i], &frame, UNIT, &ink);
  if (self->is_placed || self->stroke->len > 0)
    hearth_body_paint_spot (cr, self->own, &frame, UNIT, &ink);
  cairo_set_source_rgb (cr, ink.line[0], ink.line[1], ink.line[2]);
  if (!self->is_placed && gtk_widget_has_focus (widget))
    draw_cross (self, cr, &frame);
  if (gtk_widget_has_visible_focus (widget))
    draw_focus (cr, width, height);
  cairo_destroy (cr);
}

static void
hearth_body_canvas_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : HEIGHT;
}

static void
hearth_body_canvas_finalize (GObject *object)
{
  HearthBodyCanvas *self = HEARTH_BODY_CANVAS (object);

  g_ptr_array_unref (self->spots);
  g_array_unref (self->stroke);
  hearth_body_spot_free (self->own);
  hearth_pack_set_unref (self->packs);
  G_OBJECT_CLASS (hearth_body_canvas_parent_class)->finalize (object);
}

static void
hearth_body_canvas_class_init (HearthBodyCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_body_canvas_finalize;
  widget_class->snapshot = hearth_body_canvas_snapshot;
  widget_class->measure = hearth_body_canvas_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[MOVED] = g_signal_new ("moved", HEARTH_TYPE_BODY_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[PLACED] = g_signal_new ("placed", HEARTH_TYPE_BODY_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", HEARTH_TYPE_BODY_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GArray *
middle (void)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (HearthBodyPoint));
  const HearthBodyPoint point = { HEARTH_BODY_MAX / 2, HEARTH_BODY_MAX / 4 };

  g_array_append_val (points, point);
  return points;
}

static void
add_controllers (HearthBodyCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
hearth_body_canvas_init (HearthBodyCanvas *self)
{
  self->spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_body_spot_free);
  self->stroke = g_array_new (FALSE, FALSE, sizeof (HearthBodyPoint));
  self->own = hearth_body_spot_new (NULL, NULL, middle ());
  self->own->is_chosen = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
}

GtkWidget *
hearth_body_canvas_new (HearthPackSet *packs)
{
  HearthBodyCanvas *self = g_object_new (HEARTH_TYPE_BODY_CANVAS, NULL);

  self->packs = hearth_pack_set_ref (packs);
  self->map = hearth_body_map_get (packs);
  self->drawing = hearth_body_map_get_drawing (self->map, 0);
  tell_place (self);
  return GTK_WIDGET (self);
}

void
hearth_body_canvas_set_drawing (HearthBodyCanvas *self, const char *id)
{
  const HearthBodyDrawing *drawing;

  g_return_if_fail (HEARTH_IS_BODY_CANVAS (self));

  drawing = hearth_body_map_find_drawing (self->map, id);
  if (drawing == NULL || drawing == self->drawing)
    return;
  self->drawing = drawing;
  tell_place (self);
}

const char *
hearth_body_canvas_get_drawing (HearthBodyCanvas *self)
{
  g_return_val_if_fail (HEARTH_IS_BODY_CANVAS (self), NULL);

  return self->drawing->id;
}

void
hearth_body_canvas_set_spots (HearthBodyCanvas *self, GPtrArray *spots)
{
  g_return_if_fail (HEARTH_IS_BODY_CANVAS (self) && spots != NULL);

  g_ptr_array_unref (self->spots);
  self->spots = spots;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hearth_body_canvas_set_own (HearthBodyCanvas *self, const char *mark, const char *symbol)
{
  GArray *points;

  g_return_if_fail (HEARTH_IS_BODY_CANVAS (self));

  points = mark != NULL ? hearth_body_mark_parse (mark) : NULL;
  self->is_placed = points != NULL;
  take_own (self, points != NULL ? points : middle ());
  self->own->symbol = symbol;
  tell_place (self);
}

char *
hearth_body_canvas_dup_own (HearthBodyCanvas *self)
{
  g_return_val_if_fail (HEARTH_IS_BODY_CANVAS (self), NULL);

  return hearth_body_mark_to_text (self->own->points);
}

const char *
hearth_body_canvas_get_region (HearthBodyCanvas *self)
{
  g_return_val_if_fail (HEARTH_IS_BODY_CANVAS (self), NULL);

  return hearth_body_map_find_region (self->map, self->drawing->id,
                                      hearth_body_mark_get_center (self->own->points));
}
