/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-document-graph.h"

#include "hearth-color.h"
#include "hearth-document-terms.h"
#include "hearth-document-words.h"

#include <glib/gi18n.h>

#define NODE_WIDTH 148
#define NODE_HEIGHT 72
#define GAP_X 34
#define GAP_Y 14
#define ARROW 5.0

typedef struct
{
  GtkWidget *button;
  const HearthCaseDocument *document;
  double place; /* by which the column is ordered: the middle of what it waits for */
  guint column, row;
} Node;

/* From what is waited for to what waits. */
typedef struct
{
  guint from, to;
  gboolean is_met;
} Edge;

struct _HearthDocumentGraph
{
  GtkWidget parent_instance;
  GPtrArray *documents;
  GArray *nodes; /* (element-type Node) */
  GArray *edges; /* (element-type Edge) */
  guint n_columns, n_rows;
};

G_DEFINE_FINAL_TYPE (HearthDocumentGraph, hearth_document_graph, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static Node *
get_node (HearthDocumentGraph *self, guint index)
{
  return &g_array_index (self->nodes, Node, index);
}

static Edge *
get_edge (HearthDocumentGraph *self, guint index)
{
  return &g_array_index (self->edges, Edge, index);
}

static int
find_node (HearthDocumentGraph *self, const char *id)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (g_str_equal (get_node (self, i)->document->id, id))
      return (int) i;
  return -1;
}

/* --- Layout --- */

static gboolean
are_prerequisites_known (const HearthCaseDocument *document, HearthPackSet *packs)
{
  g_auto (GStrv) parts = hearth_document_list_waiting_for (packs, document->id);

  return *parts != NULL;
}

gboolean
hearth_document_graph_is_tied (const HearthCaseDocument *document, HearthPackSet *packs)
{
  return document->entry != NULL &&
         (document->holds_up[0] != NULL || are_prerequisites_known (document, packs));
}

static void
add_nodes (HearthDocumentGraph *self, HearthPackSet *packs)
{
  for (guint i = 0; i < self->documents->len; i++)
    {
      const HearthCaseDocument *document = self->documents->pdata[i];
      Node node = { .document = document, .column = document->depth };

      if (hearth_document_graph_is_tied (document, packs) && find_node (self, document->id) < 0)
        {
          g_array_append_val (self->nodes, node);
          self->n_columns = MAX (self->n_columns, node.column + 1);
        }
    }
}

static void
add_edges_to (HearthDocumentGraph *self, guint to, HearthPackSet *packs)
{
  const HearthCaseDocument *document = get_node (self, to)->document;
  g_auto (GStrv) parts = hearth_document_list_waiting_for (packs, document->id);

  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) ids = g_strsplit (*part, "|", -1);

      for (char **id = ids; *id != NULL; id++)
        {
          const int from = find_node (self, *id);
          Edge edge = { (guint) MAX (from, 0), to,
                        !g_strv_contains ((const char *const *) document->waits_for, *id) };

          if (from >= 0)
            g_array_append_val (self->edges, edge);
        }
    }
}

/* The middle of the rows of what a document waits for: lines then cross less. */
static double
find_place (HearthDocumentGraph *self, guint index)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < self->edges->len; i++)
    if (get_edge (self, i)->to == index)
      {
        sum += get_node (self, get_edge (self, i)->from)->row;
        n++;
      }
  return n > 0 ? sum / n : index;
}

static void
order_column (HearthDocumentGraph *self, guint column)
{
  guint row = 0;
  gboolean is_placed = TRUE;

  for (guint i = 0; i < self->nodes->len; i++)
    if (get_node (self, i)->column == column)
      {
        get_node (self, i)->place = find_place (self, i);
        get_node (self, i)->row = G_MAXUINT;
      }
  while (is_placed)
    {
      Node *next = NULL;

      for (guint i = 0; i < self->nodes->len; i++)
        {
          Node *node = get_node (self, i);

          if (node->column == column && node->row == G_MAXUINT &&
              (next == NULL || node->place < next->place))
            next = node;
        }
      is_placed = next != NULL;
      if (is_placed)
        next->row = row++;
    }
  self->n_rows = MAX (self->n_rows, row);
}

static void
get_origin (HearthDocumentGraph *self, const Node *node, int *x, int *y)
{
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const guint column = is_rtl ? self->n_columns - 1 - node->column : node->column;

  *x = (int) column * (NODE_WIDTH + GAP_X);
  *y = (int) node->row * (NODE_HEIGHT + GAP_Y);
}

static void
hearth_document_graph_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  HearthDocumentGraph *self = HEARTH_DOCUMENT_GRAPH (widget);
  int size = orientation == GTK_ORIENTATION_HORIZONTAL
                 ? (int) self->n_columns * (NODE_WIDTH + GAP_X) - GAP_X
                 : (int) self->n_rows * (NODE_HEIGHT + GAP_Y) - GAP_Y;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      int ignored;

      /* Children are asked before they are given a size. */
      gtk_widget_measure (get_node (self, i)->button, orientation, -1, &ignored, NULL, NULL, NULL);
    }
  *minimum = *natural = MAX (size, 1);
}

static void
hearth_document_graph_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HearthDocumentGraph *self = HEARTH_DOCUMENT_GRAPH (widget);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = get_node (self, i);
      GtkAllocation place = { .width = NODE_WIDTH, .height = NODE_HEIGHT };

      get_origin (self, node, &place.x, &place.y);
      gtk_widget_size_allocate (node->button, &place, -1);
    }
}

/* --- Drawing --- */

static void
draw_edge (HearthDocumentGraph *self, cairo_t *cr, const Edge *edge)
{
  static const double dashes[] = { 5, 4 };
  int from_x, from_y, to_x, to_y;
  double middle;

  get_origin (self, get_node (self, edge->from), &from_x, &from_y);
  get_origin (self, get_node (self, edge->to), &to_x, &to_y);
  from_x += NODE_WIDTH;
  from_y += NODE_HEIGHT / 2;
  to_y += NODE_HEIGHT / 2;
  middle = MAX (GAP_X, (to_x - from_x) / 2.0);
  cairo_set_dash (cr, dashes, edge->is_met ? 0 : G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, from_x, from_y);
  cairo_curve_to (cr, from_x + middle, from_y, to_x - middle, to_y, to_x, to_y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, to_x - 1.6 * ARROW, to_y - ARROW);
  cairo_line_to (cr, to_x, to_y);
  cairo_line_to (cr, to_x - 1.6 * ARROW, to_y + ARROW);
  cairo_stroke (cr);
}

static int
find_focused (HearthDocumentGraph *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (guint i = 0; child != NULL && i < self->nodes->len; i++)
    if (get_node (self, i)->button == child)
      return (int) i;
  return -1;
}

static void
hearth_document_graph_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HearthDocumentGraph *self = HEARTH_DOCUMENT_GRAPH (widget);
  const int focused = find_focused (self);
  GdkRGBA color;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                     (float) gtk_widget_get_height (widget)));

  hearth_widget_get_color (widget, &color);
  for (guint i = 0; i < self->edges->len; i++)
    {
      const Edge *edge = get_edge (self, i);
      const gboolean is_near = (int) edge->from == focused || (int) edge->to == focused;

      color.alpha = is_near ? 0.95f : 0.45f;
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_set_line_width (cr, is_near ? 2.2 : 1.2);
      draw_edge (self, cr, edge);
    }
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (hearth_document_graph_parent_class)->snapshot (widget, snapshot);
}

/* --- Keys --- */

/* Along a line: forward to what waits, back to what is waited for; the nearest row first. */
static int
find_along (HearthDocumentGraph *self, guint index, gboolean is_forward)
{
  const guint row = get_node (self, index)->row;
  int best = -1;
  guint distance = G_MAXUINT;

  for (guint i = 0; i < self->edges->len; i++)
    {
      const Edge *edge = get_edge (self, i);
      const guint here = is_forward ? edge->from : edge->to;
      const guint there = is_forward ? edge->to : edge->from;
      const guint there_row = get_node (self, there)->row;
      const guint off = there_row > row ? there_row - row : row - there_row;

      if (here == index && off < distance)
        {
          best = (int) there;
          distance = off;
        }
    }
  return best;
}

static int
find_beside (HearthDocumentGraph *self, guint index, int step)
{
  const Node *node = get_node (self, index);

  for (guint i = 0; i < self->nodes->len; i++)
    if (get_node (self, i)->column == node->column &&
        (int) get_node (self, i)->row == (int) node->row + step)
      return (int) i;
  return -1;
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  HearthDocumentGraph *self = HEARTH_DOCUMENT_GRAPH (widget);
  const int focused = find_focused (self);
  int next = -1;
  int x, y;

  if (focused < 0)
    return FALSE;
  g_variant_get (args, "(ii)", &x, &y);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = -x;
  next =
      x != 0 ? find_along (self, (guint) focused, x > 0) : find_beside (self, (guint) focused, y);
  if (next >= 0)
    gtk_widget_grab_focus (get_node (self, (guint) next)->button);
  else
    gtk_widget_error_bell (widget);
  return TRUE;
}

static void
on_clicked_cb (HearthDocumentGraph *self, GtkWidget *button)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (get_node (self, i)->button == button)
      {
        g_autofree char *id = g_strdup (get_node (self, i)->document->id);

        g_signal_emit (self, signals[CHOSEN], 0, id);
        return;
      }
}

/* --- Nodes --- */

char *
hearth_document_graph_dup_edges (const HearthCaseDocument *document, HearthPackSet *packs)
{
  g_autofree char *waits =
      hearth_document_join_titles (packs, (const char *const *) document->waits_for);
  g_autofree char *held =
      hearth_document_join_titles (packs, (const char *const *) document->holds_up);
  /* Translators: the placeholder is a list of documents. */
  g_autofree char *first = waits != NULL ? g_strdup_printf (_ ("Waits for: %s"), waits) : NULL;
  /* Translators: the placeholder is a list of documents that wait for this one. */
  g_autofree char *second = held != NULL ? g_strdup_printf (_ ("Needed for: %s"), held) : NULL;

  if (first == NULL)
    return g_strdup (second != NULL ? second : "");
  return second != NULL ? g_strdup_printf ("%s. %s", first, second) : g_steal_pointer (&first);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_button (HearthDocumentGraph *self, const HearthCaseDocument *document, HearthPackSet *packs)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *title = hearth_document_get_title (document);
  const char *state = hearth_document_state_get_title (document->state);
  g_autofree char *signed_state =
      g_strdup_printf ("%s %s", hearth_document_state_get_sign (document->state), state);
  g_autofree char *edges = hearth_document_graph_dup_edges (document, packs);
  g_autofree char *name = g_strdup_printf ("%s, %s. %s", title, state, edges);

  gtk_box_append (GTK_BOX (box), make_label (title, "caption-heading"));
  gtk_box_append (GTK_BOX (box), make_label (signed_state, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "document-node");
  if (hearth_document_state_is_there (document->state))
    gtk_widget_add_css_class (button, "there");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
clear (HearthDocumentGraph *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    gtk_widget_unparent (get_node (self, i)->button);
  g_array_set_size (self->nodes, 0);
  g_array_set_size (self->edges, 0);
  self->n_columns = self->n_rows = 0;
  g_clear_pointer (&self->documents, g_ptr_array_unref);
}

static void
hearth_document_graph_dispose (GObject *object)
{
  clear (HEARTH_DOCUMENT_GRAPH (object));
  G_OBJECT_CLASS (hearth_document_graph_parent_class)->dispose (object);
}

static void
hearth_document_graph_finalize (GObject *object)
{
  HearthDocumentGraph *self = HEARTH_DOCUMENT_GRAPH (object);

  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  G_OBJECT_CLASS (hearth_document_graph_parent_class)->finalize (object);
}

static void
add_move (GtkWidgetClass *klass, guint key, guint pad_key, int x, int y)
{
  gtk_widget_class_add_binding (klass, key, 0, move_cb, "(ii)", x, y);
  gtk_widget_class_add_binding (klass, pad_key, 0, move_cb, "(ii)", x, y);
}

static void
hearth_document_graph_class_init (HearthDocumentGraphClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_document_graph_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_document_graph_finalize;
  widget_class->measure = hearth_document_graph_measure;
  widget_class->size_allocate = hearth_document_graph_size_allocate;
  widget_class->snapshot = hearth_document_graph_snapshot;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  add_move (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  add_move (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  add_move (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  add_move (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hearth_document_graph_init (HearthDocumentGraph *self)
{
  self->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  self->edges = g_array_new (FALSE, TRUE, sizeof (Edge));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What waits for what"), -1);
}

GtkWidget *
hearth_document_graph_new (void)
{
  return g_object_new (HEARTH_TYPE_DOCUMENT_GRAPH, NULL);
}

void
hearth_document_graph_show (HearthDocumentGraph *self, GPtrArray *documents, HearthPackSet *packs)
{
  int focused;
  g_autofree char *id = NULL;

  g_return_if_fail (HEARTH_IS_DOCUMENT_GRAPH (self) && documents != NULL && packs != NULL);

  focused = find_focused (self);
  if (focused >= 0)
    id = g_strdup (get_node (self, (guint) focused)->document->id);
  clear (self);
  self->documents = g_ptr_array_ref (documents);
  add_nodes (self, packs);
  for (guint i = 0; i < self->nodes->len; i++)
    add_edges_to (self, i, packs);
  for (guint column = 0; column < self->n_columns; column++)
    order_column (self, column);
  for (guint i = 0; i < self->nodes->len; i++)
    get_node (self, i)->button = make_button (self, get_node (self, i)->document, packs);
  focused = id != NULL ? find_node (self, id) : -1;
  if (focused >= 0)
    gtk_widget_grab_focus (get_node (self, (guint) focused)->button);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
