/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-card-grid.h"

#define SPACING 9
#define MIN_CARD_WIDTH 166
#define SOME_COLUMNS 3
#define NARROW_COLUMNS 2

struct _HearthCardGrid
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (HearthCardGrid, hearth_card_grid, GTK_TYPE_WIDGET)

static int
count_cards (GtkWidget *widget)
{
  int n_cards = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_cards++;
  return n_cards;
}

static int
measure_largest (GtkWidget *widget, GtkOrientation orientation, int for_size, gboolean natural)
{
  int largest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum_size, natural_size;

      gtk_widget_measure (child, orientation, for_size, &minimum_size, &natural_size, NULL, NULL);
      largest = MAX (largest, natural ? natural_size : minimum_size);
    }
  return largest;
}

/* All of them in a line, or three, or as many as there are where there is little room: never so many that a figure is
 * cut, as those of large text would be. */
static int
get_n_columns (GtkWidget *widget, int width)
{
  const int n_cards = count_cards (widget);
  const int tries[] = { n_cards, MIN (n_cards, SOME_COLUMNS) };
  const int card_width =
      MAX (MIN_CARD_WIDTH, measure_largest (widget, GTK_ORIENTATION_HORIZONTAL, -1, FALSE));

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    if (width >= tries[i] * card_width + (tries[i] - 1) * SPACING)
      return MAX (1, tries[i]);
  return NARROW_COLUMNS;
}

static int
get_card_width (int width, int n_columns)
{
  return MAX (0, (width - (n_columns - 1) * SPACING) / n_columns);
}

static void
hearth_card_grid_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int n_cards = count_cards (widget);
  int n_columns, n_lines, card_width;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = NARROW_COLUMNS * measure_largest (widget, orientation, -1, FALSE) + SPACING;
      *natural =
          MAX (*minimum, n_cards * (measure_largest (widget, orientation, -1, TRUE) + SPACING));
      return;
    }
  n_columns = get_n_columns (widget, for_size < 0 ? G_MAXINT / 2 : for_size);
  n_lines = (n_cards + n_columns - 1) / n_columns;
  card_width = for_size < 0 ? -1 : get_card_width (for_size, n_columns);
  *minimum = *natural = n_lines * measure_largest (widget, orientation, card_width, FALSE) +
                        MAX (0, n_lines - 1) * SPACING;
}

static void
hearth_card_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int n_columns = get_n_columns (widget, width);
  int card_width = get_card_width (width, n_columns);
  int card_height = measure_largest (widget, GTK_ORIENTATION_VERTICAL, card_width, FALSE);
  int index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), index++)
    {
      GtkAllocation place = { (index % n_columns) * (card_width + SPACING),
                              (index / n_columns) * (card_height + SPACING), card_width,
                              card_height };

      gtk_widget_size_allocate (child, &place, -1);
    }
}

static GtkSizeRequestMode
hearth_card_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hearth_card_grid_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (hearth_card_grid_parent_class)->dispose (object);
}

static void
hearth_card_grid_class_init (HearthCardGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_card_grid_dispose;
  widget_class->measure = hearth_card_grid_measure;
  widget_class->size_allocate = hearth_card_grid_size_allocate;
  widget_class->get_request_mode = hearth_card_grid_get_request_mode;
}

static void
hearth_card_grid_init (HearthCardGrid *self)
{
}

void
hearth_card_grid_append (HearthCardGrid *self, GtkWidget *card)
{
  g_return_if_fail (HEARTH_IS_CARD_GRID (self));

  gtk_widget_set_parent (card, GTK_WIDGET (self));
}
