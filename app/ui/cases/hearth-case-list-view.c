/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-list-view.h"

#include "hearth-case-columns.h"
#include "hearth-case-line.h"
#include "hearth-case-tile.h"
#include "hearth-column-header.h"
#include "hearth-column-menu.h"

struct _HearthCaseListView
{
  AdwBin parent_instance;
  HearthViewKeeper *keeper;
  HearthCaseList *cases;
  HearthCaseSelection *selection;
  gboolean is_table;

  GtkWidget *header_row;
  HearthColumnHeader *header;
  GtkMenuButton *columns_button;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (HearthCaseListView, hearth_case_list_view, ADW_TYPE_BIN)

enum
{
  ACTIVATE,
  CLICKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- Rows --- */

static void
on_setup_cb (HearthCaseListView *self, GtkListItem *list_item)
{
  HearthDesk *desk = hearth_view_keeper_get_desk (self->keeper);

  gtk_list_item_set_child (list_item, self->is_table
                                          ? hearth_case_line_new (self->keeper)
                                          : hearth_case_tile_new (hearth_desk_get_packs (desk)));
}

static void
on_bind_cb (HearthCaseListView *self, GtkListItem *list_item)
{
  hearth_case_cell_set_item (HEARTH_CASE_CELL (gtk_list_item_get_child (list_item)),
                             gtk_list_item_get_item (list_item));
}

static void
on_unbind_cb (HearthCaseListView *self, GtkListItem *list_item)
{
  hearth_case_cell_set_item (HEARTH_CASE_CELL (gtk_list_item_get_child (list_item)), NULL);
}

/* A new factory makes all rows anew. */
static void
set_factory (HearthCaseListView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/* --- Columns --- */

static GPtrArray *
place_columns (gpointer data, GtkWidget *widget, int width, GArray **widths)
{
  return hearth_case_columns_place (hearth_view_keeper_get_current (data), widget, width, widths);
}

static void
show_columns (HearthCaseListView *self)
{
  const HearthSavedView *view = hearth_view_keeper_get_current (self->keeper);
  g_autoptr (GPtrArray) columns = hearth_case_columns_list (view);

  hearth_column_header_set_columns (self->header, columns);
  hearth_column_header_set_sort (self->header, view->sort, view->is_descending);
}

static void
on_sort_cb (HearthCaseListView *self, const char *sort, gboolean is_descending)
{
  hearth_view_keeper_set_sort (self->keeper, sort, is_descending);
}

/* --- What is done to them --- */

static void
on_activate_cb (HearthCaseListView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATE], 0, position);
}

static void
on_released_cb (
    HearthCaseListView *self, int n_press, double x, double y, GtkEventController *click)
{
  const GdkModifierType keys = gtk_event_controller_get_current_event_state (click);

  if ((keys & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    g_signal_emit (self, signals[CLICKED], 0);
}

/* The list takes a click first: whom it chose is known then. */
static void
watch_clicks (HearthCaseListView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_BUBBLE);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
}

/* --- GObject --- */

static void
hearth_case_list_view_dispose (GObject *object)
{
  HearthCaseListView *self = HEARTH_CASE_LIST_VIEW (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->cases);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (hearth_case_list_view_parent_class)->dispose (object);
}

static void
hearth_case_list_view_class_init (HearthCaseListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_case_list_view_dispose;
  signals[ACTIVATE] = g_signal_new ("activate", HEARTH_TYPE_CASE_LIST_VIEW, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CLICKED] = g_signal_new ("clicked", HEARTH_TYPE_CASE_LIST_VIEW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HEARTH_TYPE_COLUMN_HEADER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-case-list-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCaseListView, header_row);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseListView, header);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseListView, columns_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseListView, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseListView, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_cb);
}

static void
hearth_case_list_view_init (HearthCaseListView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  watch_clicks (self);
}

/* --- Public API --- */

void
hearth_case_list_view_set_keeper (HearthCaseListView *self, HearthViewKeeper *keeper)
{
  g_return_if_fail (HEARTH_IS_CASE_LIST_VIEW (self));

  g_set_object (&self->keeper, keeper);
  hearth_column_header_set_places (self->header, place_columns, self->keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (show_columns), self, G_CONNECT_SWAPPED);
  show_columns (self);
  gtk_menu_button_set_popover (self->columns_button, hearth_column_menu_new (keeper));
}

GtkWidget *
hearth_case_list_view_get_list (HearthCaseListView *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_LIST_VIEW (self), NULL);

  return GTK_WIDGET (self->list);
}

void
hearth_case_list_view_set_cases (HearthCaseListView *self,
                                 HearthCaseList *cases,
                                 HearthCaseSelection *selection)
{
  g_return_if_fail (HEARTH_IS_CASE_LIST_VIEW (self));

  g_set_object (&self->cases, cases);
  g_set_object (&self->selection, selection);
  set_factory (self);
  gtk_list_view_set_model (self->list, hearth_case_selection_get_model (selection));
}

gboolean
hearth_case_list_view_is_table (HearthCaseListView *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_LIST_VIEW (self), FALSE);

  return self->is_table;
}

void
hearth_case_list_view_set_is_table (HearthCaseListView *self, gboolean is_table)
{
  g_return_if_fail (HEARTH_IS_CASE_LIST_VIEW (self));

  if (self->is_table == is_table)
    return;
  self->is_table = is_table;
  if (is_table)
    gtk_widget_add_css_class (GTK_WIDGET (self->list), "table");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->list), "table");
  if (self->cases != NULL)
    set_factory (self);
}

static const char *
choose_page (HearthCaseListView *self, gboolean is_filtered)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cases)) > 0)
    return "list";
  if (hearth_case_list_has_failed (self->cases))
    return "failed";
  if (hearth_case_list_is_loading (self->cases))
    return "loading";
  return is_filtered ? "no-match" : "empty";
}

void
hearth_case_list_view_update (HearthCaseListView *self, gboolean is_filtered)
{
  const char *page;

  g_return_if_fail (HEARTH_IS_CASE_LIST_VIEW (self));
  g_return_if_fail (self->cases != NULL);

  page = choose_page (self, is_filtered);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->header_row, self->is_table && g_str_equal (page, "list"));
}

void
hearth_case_list_view_redraw (HearthCaseListView *self)
{
  g_return_if_fail (HEARTH_IS_CASE_LIST_VIEW (self));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *cell = gtk_widget_get_first_child (row);

      if (self->is_table && HEARTH_IS_CASE_LINE (cell))
        hearth_case_cell_refresh (HEARTH_CASE_CELL (cell));
    }
}

void
hearth_case_list_view_scroll_to_chosen (HearthCaseListView *self)
{
  guint position;

  g_return_if_fail (HEARTH_IS_CASE_LIST_VIEW (self));

  position = self->selection != NULL ? hearth_case_selection_get_position (self->selection)
                                     : GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

void
hearth_case_list_view_scroll_to_top (HearthCaseListView *self)
{
  g_return_if_fail (HEARTH_IS_CASE_LIST_VIEW (self));

  if (self->cases != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->cases)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}
