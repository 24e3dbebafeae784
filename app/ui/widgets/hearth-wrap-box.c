/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-wrap-box.h"

#define SPACING 6
/* Asking for one line at any price would widen the pane that the box stands in. */
#define MAX_NATURAL_WIDTH 280

struct _HearthWrapBox
{
  GtkWidget parent_instance;
  gboolean is_one_stop;
};

G_DEFINE_FINAL_TYPE (HearthWrapBox, hearth_wrap_box, GTK_TYPE_WIDGET)

/* The children that share one line, from first to before end. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int n_expanding;
  int spare; /* width that no child asked for */
  int height;
} Line;

static int
get_width (GtkWidget *child, int available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, available));
}

static int
get_share (const Line *line, GtkWidget *child, int available)
{
  int width = get_width (child, available);

  return gtk_widget_get_hexpand (child) && line->n_expanding > 0
             ? width + line->spare / line->n_expanding
             : width;
}

static void
measure_height (Line *line, int available)
{
  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_share (line, child, available),
                          &minimum, NULL, NULL, NULL);
      line->height = MAX (line->height, minimum);
    }
}

/* Finds the line that begins with @first; FALSE at the end. */
static gboolean
next_line (GtkWidget *first, int available, Line *line)
{
  int used = 0;

  while (first != NULL && !gtk_widget_should_layout (first))
    first = gtk_widget_get_next_sibling (first);
  *line = (Line){ .first = first };
  if (first == NULL)
    return FALSE;
  for (line->end = first; line->end != NULL; line->end = gtk_widget_get_next_sibling (line->end))
    {
      int width;

      if (!gtk_widget_should_layout (line->end))
        continue;
      width = get_width (line->end, available);
      if (line->end != first && used + SPACING + width > available)
        break;
      used += width + (line->end != first ? SPACING : 0);
      line->n_expanding += gtk_widget_get_hexpand (line->end) ? 1 : 0;
    }
  line->spare = MAX (0, available - used);
  measure_height (line, available);
  return TRUE;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
  *natural = MAX (*minimum, MIN (*natural, MAX_NATURAL_WIDTH));
}

static int
measure_lines (GtkWidget *widget, int width)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int height = 0;
  Line line;

  for (; next_line (first, width, &line); first = line.end)
    height += line.height + (height > 0 ? SPACING : 0);
  return height;
}

static void
hearth_wrap_box_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = measure_lines (widget, for_size < 0 ? G_MAXINT / 2 : for_size);
}

/* The children stand in the middle of their line. An alignment of their own would have GTK look for the width
 * that fits their height, by breaking their lines at one width after another. */
static void
allocate_line (const Line *line, int width, int y)
{
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place;

      if (!gtk_widget_should_layout (child))
        continue;
      place.width = get_share (line, child, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, &place.height, NULL, NULL,
                          NULL);
      place.x = x;
      place.y = y + (line->height - place.height) / 2;
      gtk_widget_size_allocate (child, &place, -1);
      x += place.width + SPACING;
    }
}

static void
hearth_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int y = MAX (0, (height - measure_lines (widget, width)) / 2);
  Line line;

  for (; next_line (first, width, &line); first = line.end)
    {
      allocate_line (&line, width, y);
      y += line.height + SPACING;
    }
}

static GtkSizeRequestMode
hearth_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* An own expand flag of a child is for its line; it must not make the box itself expand. */
static void
hearth_wrap_box_compute_expand (GtkWidget *widget, gboolean *hexpand, gboolean *vexpand)
{
  *hexpand = *vexpand = FALSE;
}

/* --- One stop for Tab --- */

static gboolean
is_active (GtkWidget *child)
{
  return GTK_IS_TOGGLE_BUTTON (child) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child));
}

static gboolean
enter (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_active (child) && gtk_widget_grab_focus (child))
      return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_grab_focus (child))
      return TRUE;
  return FALSE;
}

/* To the nearest one that takes it: separators do not. */
static gboolean
move (GtkWidget *child, GtkWidget *(*get_next) (GtkWidget *child))
{
  while ((child = get_next (child)) != NULL)
    if (gtk_widget_grab_focus (child))
      return TRUE;
  return TRUE; /* the end of the line is no way out */
}

static gboolean
hearth_wrap_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  HearthWrapBox *self = HEARTH_WRAP_BOX (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (!self->is_one_stop)
    return GTK_WIDGET_CLASS (hearth_wrap_box_parent_class)->focus (widget, direction);
  if (child == NULL)
    return enter (widget);
  switch (direction)
    {
    case GTK_DIR_LEFT:
      return move (child, is_rtl ? gtk_widget_get_next_sibling : gtk_widget_get_prev_sibling);
    case GTK_DIR_RIGHT:
      return move (child, is_rtl ? gtk_widget_get_prev_sibling : gtk_widget_get_next_sibling);
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    case GTK_DIR_UP:
    case GTK_DIR_DOWN:
    default:
      return FALSE;
    }
}

static void
hearth_wrap_box_dispose (GObject *object)
{
  hearth_wrap_box_remove_all (HEARTH_WRAP_BOX (object));
  G_OBJECT_CLASS (hearth_wrap_box_parent_class)->dispose (object);
}

static void
hearth_wrap_box_class_init (HearthWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_wrap_box_dispose;
  widget_class->measure = hearth_wrap_box_measure;
  widget_class->size_allocate = hearth_wrap_box_size_allocate;
  widget_class->get_request_mode = hearth_wrap_box_get_request_mode;
  widget_class->compute_expand = hearth_wrap_box_compute_expand;
  widget_class->focus = hearth_wrap_box_focus;
}

static void
hearth_wrap_box_init (HearthWrapBox *self)
{
}

GtkWidget *
hearth_wrap_box_new (void)
{
  return g_object_new (HEARTH_TYPE_WRAP_BOX, NULL);
}

void
hearth_wrap_box_append (HearthWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (HEARTH_IS_WRAP_BOX (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
hearth_wrap_box_remove_all (HearthWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (HEARTH_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

void
hearth_wrap_box_set_one_stop (HearthWrapBox *self, gboolean is_one_stop)
{
  g_return_if_fail (HEARTH_IS_WRAP_BOX (self));

  self->is_one_stop = is_one_stop != FALSE;
}
