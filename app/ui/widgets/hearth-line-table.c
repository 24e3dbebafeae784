/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-line-table.h"

#include "hearth-column-header.h"
#include "hearth-line.h"

struct _HearthLineTable
{
  AdwBin parent_instance;
  HearthLineFill fill;
  gpointer fill_data;
  GPtrArray *columns;
  guint n_lines;

  HearthColumnHeader *header;
  GtkScrolledWindow *scroller;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (HearthLineTable, hearth_line_table, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  ACTIVATE,
  SORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
hearth_line_cell_clear (HearthLineCell *self)
{
  g_free (self->text);
  g_free (self->below);
  g_free (self->chip);
  g_free (self->spoken);
  *self = (HearthLineCell){ 0 };
}

/* --- Rows --- */

static void
on_setup_cb (HearthLineTable *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, hearth_line_new (self));
}

static void
on_bind_cb (HearthLineTable *self, GtkListItem *list_item)
{
  hearth_line_set_item (HEARTH_LINE (gtk_list_item_get_child (list_item)),
                        gtk_list_item_get_item (list_item));
}

static void
on_unbind_cb (HearthLineTable *self, GtkListItem *list_item)
{
  hearth_line_set_item (HEARTH_LINE (gtk_list_item_get_child (list_item)), NULL);
}

static void
for_each_line (HearthLineTable *self, void (*act) (HearthLine *line))
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *line = gtk_widget_get_first_child (row);

      if (HEARTH_IS_LINE (line))
        act (HEARTH_LINE (line));
    }
}

static void
on_scrolled_cb (HearthLineTable *self)
{
  for_each_line (self, hearth_line_look_again);
}

static void
on_activate_cb (HearthLineTable *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATE], 0, position);
}

static void
on_sort_cb (HearthLineTable *self, const char *sort, gboolean is_descending)
{
  g_signal_emit (self, signals[SORT], 0, sort, is_descending);
}

/* --- Groups --- */

static void
on_pressed_cb (HearthLineTable *self, int n_press, double x, double y, GtkGesture *click)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *line = picked != NULL ? gtk_widget_get_ancestor (picked, HEARTH_TYPE_LINE) : NULL;
  GtkTreeListRow *row;
  double line_x, line_y;

  if (line == NULL || !gtk_widget_translate_coordinates (list, line, x, y, &line_x, &line_y) ||
      !hearth_line_is_arrow (HEARTH_LINE (line), line_x))
    return;
  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
  row = hearth_line_get_tree_row (HEARTH_LINE (line));
  gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static HearthLine *
get_focused (HearthLineTable *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *line = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return HEARTH_IS_LINE (line) ? HEARTH_LINE (line) : NULL;
}

/* Left in an open group goes to the group: what is to be folded is seen. */
static void
focus_parent (HearthLineTable *self, GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       child != NULL && parent != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *line = gtk_widget_get_first_child (child);

      if (HEARTH_IS_LINE (line) && hearth_line_get_tree_row (HEARTH_LINE (line)) == parent)
        {
          gtk_widget_grab_focus (child);
          return;
        }
    }
  /* Too far above to have a row now. */
  if (parent != NULL)
    gtk_tree_list_row_set_expanded (parent, FALSE);
}

static gboolean
open_or_fold (HearthLineTable *self, gboolean opens)
{
  HearthLine *line = get_focused (self);
  GtkTreeListRow *row = line != NULL ? hearth_line_get_tree_row (line) : NULL;

  if (row == NULL)
    return FALSE;
  if (opens || gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, opens);
  else
    focus_parent (self, row);
  return TRUE;
}

static gboolean
on_key_pressed_cb (HearthLineTable *self, guint keyval, guint keycode, GdkModifierType state)
{
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self->list)) == GTK_TEXT_DIR_RTL;

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return open_or_fold (self, !is_rtl);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return open_or_fold (self, is_rtl);
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      return open_or_fold (self, TRUE);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return open_or_fold (self, FALSE);
    default:
      return FALSE;
    }
}

static void
watch_groups (HearthLineTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  /* Before the list chooses the row. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* --- GObject --- */

static void
hearth_line_table_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  HearthLineTable *self = HEARTH_LINE_TABLE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_line_table_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEARTH_TYPE_LINE_TABLE);
  G_OBJECT_CLASS (hearth_line_table_parent_class)->dispose (object);
}

static void
hearth_line_table_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_LINE_TABLE (object)->columns);
  G_OBJECT_CLASS (hearth_line_table_parent_class)->finalize (object);
}

static void
hearth_line_table_class_init (HearthLineTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = hearth_line_table_set_property;
  object_class->dispose = hearth_line_table_dispose;
  object_class->finalize = hearth_line_table_finalize;
  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATE] = g_signal_new ("activate", HEARTH_TYPE_LINE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SORT] = g_signal_new ("sort", HEARTH_TYPE_LINE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  g_type_ensure (HEARTH_TYPE_COLUMN_HEADER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/widgets/hearth-line-table.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthLineTable, header);
  gtk_widget_class_bind_template_child (widget_class, HearthLineTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, HearthLineTable, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_cb);
}

static void
hearth_line_table_init (HearthLineTable *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *down;

  self->columns = g_ptr_array_new ();
  self->n_lines = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  down = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (down, "value-changed", G_CALLBACK (on_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (down, "changed", G_CALLBACK (on_scrolled_cb), self, G_CONNECT_SWAPPED);
  hearth_column_header_follow (self->header, gtk_scrolled_window_get_hadjustment (self->scroller));
  watch_groups (self);
}

/* --- Public API --- */

void
hearth_line_table_set_fill (HearthLineTable *self, HearthLineFill fill, gpointer data)
{
  g_return_if_fail (HEARTH_IS_LINE_TABLE (self));

  self->fill = fill;
  self->fill_data = data;
}

void
hearth_line_table_set_columns (HearthLineTable *self, GPtrArray *columns, guint n_lines)
{
  g_return_if_fail (HEARTH_IS_LINE_TABLE (self) && columns != NULL && n_lines > 0);

  g_ptr_array_ref (columns);
  g_ptr_array_unref (self->columns);
  self->columns = columns;
  self->n_lines = n_lines;
  hearth_column_header_set_columns (self->header, columns);
  for_each_line (self, hearth_line_refresh);
}

void
hearth_line_table_set_sort (HearthLineTable *self, const char *sort, gboolean is_descending)
{
  g_return_if_fail (HEARTH_IS_LINE_TABLE (self));

  hearth_column_header_set_sort (self->header, sort, is_descending);
}

void
hearth_line_table_set_model (HearthLineTable *self, GtkSelectionModel *model)
{
  g_return_if_fail (HEARTH_IS_LINE_TABLE (self));

  gtk_list_view_set_model (self->list, model);
}

GtkSelectionModel *
hearth_line_table_get_model (HearthLineTable *self)
{
  g_return_val_if_fail (HEARTH_IS_LINE_TABLE (self), NULL);

  return gtk_list_view_get_model (self->list);
}

GPtrArray *
hearth_line_table_get_columns (HearthLineTable *self)
{
  g_return_val_if_fail (HEARTH_IS_LINE_TABLE (self), NULL);

  return self->columns;
}

guint
hearth_line_table_get_n_lines (HearthLineTable *self)
{
  g_return_val_if_fail (HEARTH_IS_LINE_TABLE (self), 1);

  return self->n_lines;
}

GtkWidget *
hearth_line_table_get_list (HearthLineTable *self)
{
  g_return_val_if_fail (HEARTH_IS_LINE_TABLE (self), NULL);

  return GTK_WIDGET (self->list);
}

void
hearth_line_table_fill (HearthLineTable *self,
                        GObject *item,
                        const HearthLineColumn *column,
                        HearthLineCell *cell)
{
  g_return_if_fail (HEARTH_IS_LINE_TABLE (self) && self->fill != NULL);

  self->fill (self->fill_data, item, column, cell);
}
