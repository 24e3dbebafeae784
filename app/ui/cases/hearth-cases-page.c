/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-cases-page.h"

#include "hearth-audit.h"
#include "hearth-bulk-window.h"
#include "hearth-case-columns.h"
#include "hearth-case-list-view.h"
#include "hearth-case-number.h"
#include "hearth-case-view.h"
#include "hearth-export-window.h"
#include "hearth-filter-bar.h"
#include "hearth-owed-bar.h"
#include "hearth-scanner.h"
#include "hearth-selection-bar.h"
#include "hearth-sort-menu.h"
#include "hearth-split-view.h"
#include "hearth-text-width.h"
#include "hearth-toast.h"
#include "hearth-view-menu.h"

#include <glib/gi18n.h>

/* Narrower pages have no room for a table. */
#define MIN_TABLE_WIDTH 640
#define LIST_WIDTH 306 /* of the list beside a case, for text of the usual size */

struct _HearthCasesPage
{
  HearthPlacePage parent_instance;
  HearthViewKeeper *keeper;
  HearthCaseList *cases;
  HearthCaseSelection *selection;
  HearthCaseView *view; /* NULL until there is time to make it */
  HearthId wanted;      /* the case to show; kept when the list is sorted or filtered anew */
  gboolean is_restoring;
  gboolean is_searching;
  guint layout_id;
  guint view_id;
  char *asked; /* what the list was last asked, to tell another question from other columns */
  gboolean wants_top;    /* another question was asked: its answer is read from the top */
  HearthCaseItem *first; /* whose row is waited for; NULL: not yet, or not any more */

  HearthSplitView *split;
  GtkWidget *list_pane;
  AdwWindowTitle *title;
  GtkMenuButton *sort_button;
  GtkMenuButton *views_button;
  GtkWidget *table_button;
  GtkSearchEntry *search_entry;
  HearthFilterBar *filter_bar;
  HearthOwedBar *owed_bar;
  HearthCaseListView *list;
  HearthSelectionBar *selection_bar;
  HearthToast *toast;
  AdwBin *case_bin;
};

G_DEFINE_FINAL_TYPE (HearthCasesPage, hearth_cases_page, HEARTH_TYPE_PLACE_PAGE)

enum
{
  PROP_0,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_TABLE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static const HearthSavedView *
get_look (HearthCasesPage *self)
{
  return hearth_view_keeper_get_current (self->keeper);
}

static gboolean
is_filtered (HearthCasesPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0' ||
         get_look (self)->filters->len > 0;
}

static char *
dup_question (HearthCasesPage *self)
{
  const HearthSavedView *look = get_look (self);
  g_autoptr (GString) text = g_string_new (look->sort);

  g_string_append (text, look->is_descending ? " down" : " up");
  for (guint i = 0; i < look->filters->len; i++)
    {
      const HearthViewFilter *filter = look->filters->pdata[i];

      g_string_append_printf (text, "\n%s=%s", filter->field, filter->value);
    }
  g_string_append_printf (text, "\n\n%s",
                          gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  return g_strdup (text->str);
}

static void
apply_query (HearthCasesPage *self)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  g_autoptr (HearthCaseQuery) query = NULL;

  if (self->cases == NULL)
    return;
  query = hearth_saved_view_make_query (
      get_look (self), gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
      hearth_clock_today (hearth_desk_get_clock (desk)), hearth_desk_get_packs (desk));
  g_free (self->asked);
  self->asked = dup_question (self);
  hearth_case_list_set_query (self->cases, query);
}

/* Columns and tiles are no question. */
static void
ask_anew (HearthCasesPage *self)
{
  g_autofree char *question = dup_question (self);

  if (self->cases == NULL || g_strcmp0 (question, self->asked) == 0)
    return;
  self->wants_top = TRUE;
  apply_query (self);
}

static char *
dup_count (HearthCasesPage *self, guint n_items)
{
  const guint n_cases = hearth_case_list_get_n_cases (self->cases);

  if (n_items == 0)
    return g_strdup ("");
  if (n_items < n_cases)
    /* Translators: how many people the filters leave, and how many there are. */
    return g_strdup_printf (ngettext ("%u of %u person", "%u of %u people", n_cases), n_items,
                            n_cases);
  return g_strdup_printf (ngettext ("%u person", "%u people", n_items), n_items);
}

static void
update_state (HearthCasesPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->cases));
  g_autofree char *count = dup_count (self, n_items);

  hearth_case_list_view_update (self->list, is_filtered (self));
  /* Rows may still be coming. */
  if (n_items == 0 || !hearth_case_list_is_loading (self->cases))
    adw_window_title_set_subtitle (self->title, count);
}

/* Marks the case that is shown, wherever the list has it now; several chosen ones are kept as they are. */
static void
restore_selection (HearthCasesPage *self)
{
  guint position = hearth_id_is_zero (&self->wanted)
                       ? GTK_INVALID_LIST_POSITION
                       : hearth_case_list_find (self->cases, &self->wanted);

  if (hearth_case_selection_get_n_chosen (self->selection) > 1)
    return;
  if (position == G_MAXUINT)
    position = GTK_INVALID_LIST_POSITION;
  if (position == hearth_case_selection_get_position (self->selection))
    return;
  self->is_restoring = TRUE;
  hearth_case_selection_choose (self->selection, position);
  self->is_restoring = FALSE;
}

/* --- The list --- */

static void
settle (HearthCasesPage *self)
{
  hearth_place_page_set_settled (HEARTH_PLACE_PAGE (self), TRUE);
  g_clear_object (&self->first);
}

/* The first row stands for those in view: they come together. It is kept, for nobody else may hold it while
 * another place is shown. */
static void
settle_with_rows (HearthCasesPage *self)
{
  if (hearth_place_page_is_settled (HEARTH_PLACE_PAGE (self)))
    return;
  g_clear_object (&self->first);
  self->first = g_list_model_get_item (G_LIST_MODEL (self->cases), 0);
  if (self->first == NULL || hearth_case_list_has_failed (self->cases) ||
      hearth_case_item_get_row (self->first) != NULL)
    settle (self);
  else
    g_signal_connect_object (self->first, "notify::loaded", G_CALLBACK (settle), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
on_list_changed_cb (HearthCasesPage *self)
{
  update_state (self);
  if (hearth_case_list_is_loading (self->cases))
    return;
  settle_with_rows (self);
  restore_selection (self);
  if (self->wants_top)
    hearth_case_list_view_scroll_to_top (self->list);
  self->wants_top = FALSE;
  /* In a wide window the case beside the list is never empty while there are people. */
  if (hearth_id_is_zero (&self->wanted) && !hearth_split_view_get_collapsed (self->split) &&
      g_list_model_get_n_items (G_LIST_MODEL (self->cases)) > 0 &&
      hearth_case_selection_get_n_chosen (self->selection) == 0)
    hearth_case_selection_choose (self->selection, 0);
}

/* There is room for a case beside the list. */
static void
on_collapsed_changed_cb (HearthCasesPage *self)
{
  if (self->cases != NULL && !hearth_split_view_get_collapsed (self->split))
    on_list_changed_cb (self);
}

static void
on_case_gone_cb (HearthCasesPage *self)
{
  self->wanted = (HearthId){ { 0 } };
  on_list_changed_cb (self);
}

/* --- The case beside it --- */

/* Many widgets, which nobody misses while the list comes. */
static void
ensure_view (HearthCasesPage *self)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));

  g_clear_handle_id (&self->view_id, g_source_remove);
  if (self->view != NULL)
    return;
  self->view = g_object_new (HEARTH_TYPE_CASE_VIEW, "desk", desk, NULL);
  adw_bin_set_child (self->case_bin, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "gone", G_CALLBACK (on_case_gone_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->split, "collapsed", self->view, "collapsed", G_BINDING_SYNC_CREATE);
}

static gboolean
make_view_cb (gpointer user_data)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (user_data);

  self->view_id = 0;
  ensure_view (self);
  if (!hearth_id_is_zero (&self->wanted))
    hearth_case_view_set_case_id (self->view, &self->wanted);
  return G_SOURCE_REMOVE;
}

static void
on_settled_cb (HearthCasesPage *self)
{
  /* After the frame that shows the list. */
  if (hearth_place_page_is_settled (HEARTH_PLACE_PAGE (self)) && self->view == NULL &&
      self->view_id == 0)
    self->view_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, make_view_cb, self, NULL);
}

static void
show_wanted (HearthCasesPage *self)
{
  if (self->view != NULL)
    hearth_case_view_set_case_id (self->view,
                                  hearth_id_is_zero (&self->wanted) ? NULL : &self->wanted);
}

static HearthCaseItem *
dup_only_chosen (HearthCasesPage *self)
{
  const guint position = hearth_case_selection_get_position (self->selection);

  return position == GTK_INVALID_LIST_POSITION
             ? NULL
             : g_list_model_get_item (G_LIST_MODEL (self->cases), position);
}

/* The item under the selection may still be empty; its row then names the case a moment later. */
static void
on_chosen_loaded_cb (HearthCasesPage *self, GParamSpec *pspec, HearthCaseItem *item)
{
  const HearthCaseRow *row = hearth_case_item_get_row (item);
  g_autoptr (HearthCaseItem) chosen = self->cases != NULL ? dup_only_chosen (self) : NULL;

  if (row == NULL || chosen != item)
    return;
  self->wanted = row->case_id;
  show_wanted (self);
}

static void
show_chosen (HearthCasesPage *self)
{
  g_autoptr (HearthCaseItem) item = dup_only_chosen (self);

  if (item == NULL)
    return;
  if (hearth_case_item_get_row (item) != NULL)
    on_chosen_loaded_cb (self, NULL, item);
  else
    g_signal_connect_object (item, "notify::loaded", G_CALLBACK (on_chosen_loaded_cb), self,
                             G_CONNECT_SWAPPED);
}

/* A table has no case beside it: there one is opened, which the log of visits tells, only when it is asked
 * for. */
static void
on_selected_cb (HearthCasesPage *self)
{
  hearth_selection_bar_set_n_chosen (self->selection_bar,
                                     hearth_case_selection_get_n_chosen (self->selection));
  if (!self->is_restoring && !hearth_case_list_view_is_table (self->list))
    show_chosen (self);
}

static void
on_activate_cb (HearthCasesPage *self, guint position)
{
  hearth_case_selection_choose (self->selection, position);
  ensure_view (self);
  show_chosen (self);
  hearth_split_view_set_show_content (self->split, TRUE);
}

/* In a narrow window. Several people who are chosen are being gathered, not opened. */
static void
on_clicked_cb (HearthCasesPage *self)
{
  if (!hearth_case_list_view_is_table (self->list) &&
      hearth_split_view_get_collapsed (self->split) &&
      hearth_case_selection_get_n_chosen (self->selection) == 1)
    hearth_split_view_set_show_content (self->split, TRUE);
}

/* --- Several people --- */

static void
unchoose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (widget);

  if (self->selection == NULL)
    return;
  hearth_case_selection_choose (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (hearth_case_list_view_get_list (self->list));
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (widget);
  g_autoptr (GArray) row_ids = NULL;

  if (self->selection == NULL)
    return;
  row_ids = hearth_case_selection_dup_row_ids (self->selection);
  if (row_ids->len > 0)
    gtk_window_present (GTK_WINDOW (
        hearth_bulk_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->keeper, row_ids)));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (widget);
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  g_autoptr (GArray) row_ids = NULL;
  g_autoptr (GArray) cases = NULL;

  if (self->selection == NULL || hearth_desk_get_context (desk) == NULL)
    return;
  row_ids = hearth_case_selection_dup_row_ids (self->selection);
  cases = hearth_case_list_dup_case_ids (self->cases, row_ids);
  if (cases->len > 0)
    gtk_window_present (GTK_WINDOW (
        hearth_export_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), desk, cases)));
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (widget);

  if (self->selection == NULL || hearth_case_selection_get_n_chosen (self->selection) < 2)
    return FALSE;
  unchoose_action (widget, NULL, NULL);
  return TRUE;
}

/* --- Search and look --- */

/* The audit log has that somebody searches, once until the entry is empty again, and not for what. */
static void
note_search (HearthCasesPage *self)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_SEARCH };
  gboolean is_searching = *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
  HearthContext *context =
      hearth_desk_get_context (hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)));

  if (is_searching && !self->is_searching && context != NULL)
    hearth_context_audit_async (context, &entry, NULL, NULL, NULL);
  self->is_searching = is_searching;
}

static void
on_search_changed_cb (HearthCasesPage *self)
{
  note_search (self);
  ask_anew (self);
}

static void
on_stop_search_cb (HearthCasesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (hearth_case_list_view_get_list (self->list));
}

/* Enter in the search opens the first person found. */
static void
on_search_activated_cb (HearthCasesPage *self)
{
  g_autofree char *number =
      hearth_case_number_parse (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  /* A scanner is quicker than the search. */
  if (number != NULL)
    {
      hearth_scanner_open (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                           hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)), number);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cases)) == 0)
    return;
  on_activate_cb (self, 0);
}

static void
try_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply_query (HEARTH_CASES_PAGE (widget));
}

static void
clear_filters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  hearth_view_keeper_clear_filters (self->keeper);
}

static void
on_view_removed_cb (HearthCasesPage *self, const char *name)
{
  /* Translators: the placeholder is the name of a view. */
  g_autofree char *text = g_strdup_printf (_ ("View “%s” removed"), name);

  hearth_toast_offer_undo (self->toast, text);
}

static void
on_toast_undo_cb (HearthCasesPage *self)
{
  hearth_view_keeper_restore (self->keeper);
}

static void
show_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hearth_split_view_set_show_content (HEARTH_CASES_PAGE (widget)->split, FALSE);
}

/* --- Tiles or a table --- */

static void
set_is_table (HearthCasesPage *self, gboolean is_table)
{
  if (hearth_case_list_view_is_table (self->list) == is_table)
    return;
  hearth_case_list_view_set_is_table (self->list, is_table);
  gtk_widget_set_hexpand (self->list_pane, is_table);
  hearth_split_view_set_one_at_a_time (self->split, is_table);
  if (self->cases == NULL)
    return;
  update_state (self);
  if (!is_table)
    on_list_changed_cb (self);
  hearth_case_list_view_scroll_to_chosen (self->list);
}

static gboolean
update_layout_cb (gpointer user_data)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (user_data);
  const gboolean has_room = gtk_widget_get_width (GTK_WIDGET (self)) >= MIN_TABLE_WIDTH;

  self->layout_id = 0;
  gtk_widget_set_visible (self->table_button, has_room);
  set_is_table (self, has_room && get_look (self)->is_table);
  return G_SOURCE_REMOVE;
}

/* Never while sizes are given out. */
static void
queue_layout (HearthCasesPage *self)
{
  if (self->layout_id == 0 && self->keeper != NULL)
    self->layout_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_layout_cb, self, NULL);
}

static void
hearth_cases_page_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (HEARTH_CASES_PAGE (widget)->split), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
hearth_cases_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->split), &(GtkAllocation){ 0, 0, width, height },
                            baseline);
  if (gtk_widget_get_visible (self->table_button) != (width >= MIN_TABLE_WIDTH))
    queue_layout (self);
}

/* What is owed is counted only for whoever looks at it. */
static void
count_owed (HearthCasesPage *self)
{
  const HearthSavedView *look = get_look (self);

  if (self->cases != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (g_strcmp0 (look->sort, "owed_kop") == 0 ||
       g_ptr_array_find_with_equal_func (look->columns, "owed", g_str_equal, NULL)))
    hearth_owed_bar_count (self->owed_bar, hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)));
}

static void
on_counted_cb (HearthCasesPage *self)
{
  if (self->cases != NULL)
    hearth_case_list_refresh (self->cases);
}

static void
set_up_model (HearthCasesPage *self, HearthContext *context)
{
  static const char *const watched[] = { "notify::loading", "notify::failed", "items-changed",
                                         NULL };

  self->cases = hearth_case_list_new (context);
  apply_query (self);
  self->selection = hearth_case_selection_new (self->cases);
  hearth_case_list_view_set_cases (self->list, self->cases, self->selection);
  for (guint i = 0; watched[i] != NULL; i++)
    g_signal_connect_object (self->cases, watched[i], G_CALLBACK (on_list_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hearth_context_get_store (context), "changed", G_CALLBACK (count_owed),
                           self, G_CONNECT_SWAPPED);
  update_state (self);
}

static void
on_look_changed_cb (HearthCasesPage *self)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  if (self->cases == NULL && context != NULL && hearth_view_keeper_is_ready (self->keeper))
    set_up_model (self, context);
  else
    ask_anew (self);
  for (guint id = PROP_SORT; id < N_PROPS; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
  queue_layout (self);
  count_owed (self);
  hearth_case_list_view_redraw (self->list);
}

static void
set_up_look (HearthCasesPage *self, HearthDesk *desk)
{
  g_autoptr (GMenuModel) sorts = hearth_sort_menu_new (desk);
  GtkWidget *views;

  self->keeper = hearth_view_keeper_new (desk);
  hearth_filter_bar_set_keeper (self->filter_bar, self->keeper);
  hearth_case_list_view_set_keeper (self->list, self->keeper);
  g_object_bind_property (self->search_entry, "text", self->filter_bar, "text",
                          G_BINDING_SYNC_CREATE);
  gtk_menu_button_set_menu_model (self->sort_button, sorts);
  g_signal_connect (self, "map", G_CALLBACK (count_owed), NULL);
  views = hearth_view_menu_new (self->keeper);
  gtk_menu_button_set_popover (self->views_button, views);
  g_signal_connect_object (views, "removed", G_CALLBACK (on_view_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_look_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
hearth_cases_page_constructed (GObject *object)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (object);
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));

  G_OBJECT_CLASS (hearth_cases_page_parent_class)->constructed (object);
  if (desk == NULL)
    return;
  g_signal_connect_object (self, "notify::settled", G_CALLBACK (on_settled_cb), self, 0);
  hearth_place_page_set_settled (HEARTH_PLACE_PAGE (self), FALSE);
  set_up_look (self, desk);
  g_signal_connect_object (self->split, "notify::collapsed", G_CALLBACK (on_collapsed_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
hearth_cases_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (object);

  switch (prop_id)
    {
    case PROP_SORT:
      g_value_set_string (value, self->keeper != NULL ? get_look (self)->sort : NULL);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, self->keeper != NULL && get_look (self)->is_descending);
      break;
    case PROP_TABLE:
      g_value_set_boolean (value, self->keeper != NULL && get_look (self)->is_table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_cases_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (object);

  if (self->keeper == NULL)
    return;
  switch (prop_id)
    {
    case PROP_SORT:
      hearth_view_keeper_set_sort (self->keeper, g_value_get_string (value),
                                   hearth_case_columns_is_first_down (g_value_get_string (value)));
      break;
    case PROP_DESCENDING:
      hearth_view_keeper_set_sort (self->keeper, get_look (self)->sort,
                                   g_value_get_boolean (value));
      break;
    case PROP_TABLE:
      hearth_view_keeper_set_is_table (self->keeper, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_cases_page_dispose (GObject *object)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (object);

  g_clear_handle_id (&self->layout_id, g_source_remove);
  g_clear_handle_id (&self->view_id, g_source_remove);
  g_clear_object (&self->first);
  g_clear_object (&self->selection);
  g_clear_object (&self->cases);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (hearth_cases_page_parent_class)->dispose (object);
}

static GtkWidget *
hearth_cases_page_get_first (HearthPlacePage *page)
{
  return hearth_case_list_view_get_list (HEARTH_CASES_PAGE (page)->list);
}

static void
hearth_cases_page_class_init (HearthCasesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = hearth_cases_page_constructed;
  object_class->get_property = hearth_cases_page_get_property;
  object_class->set_property = hearth_cases_page_set_property;
  object_class->dispose = hearth_cases_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->get_first = hearth_cases_page_get_first;
  widget_class->measure = hearth_cases_page_measure;
  widget_class->size_allocate = hearth_cases_page_size_allocate;

  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "name", flags);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  properties[PROP_TABLE] = g_param_spec_boolean ("table", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "cases.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "cases.descending", "descending");
  gtk_widget_class_install_property_action (widget_class, "cases.table", "table");
  gtk_widget_class_install_action (widget_class, "cases.show-list", NULL, show_list_action);
  gtk_widget_class_install_action (widget_class, "cases.try-again", NULL, try_again_action);
  gtk_widget_class_install_action (widget_class, "cases.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (widget_class, "cases.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "cases.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "cases.unchoose", NULL, unchoose_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "cases.change",
                                       NULL);

  g_type_ensure (HEARTH_TYPE_CASE_LIST_VIEW);
  g_type_ensure (HEARTH_TYPE_FILTER_BAR);
  g_type_ensure (HEARTH_TYPE_OWED_BAR);
  g_type_ensure (HEARTH_TYPE_SELECTION_BAR);
  g_type_ensure (HEARTH_TYPE_SPLIT_VIEW);
  g_type_ensure (HEARTH_TYPE_TOAST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/cases/hearth-cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, split);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, title);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, views_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, table_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, owed_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, toast);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, case_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_toast_undo_cb);
}

static void
hearth_cases_page_init (HearthCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hearth_text_width_set (self->list_pane, LIST_WIDTH);
  /* A layout manager would take the place of size_allocate (), which has to see the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

void
hearth_cases_page_search (HearthCasesPage *self)
{
  g_return_if_fail (HEARTH_IS_CASES_PAGE (self));

  hearth_split_view_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
hearth_cases_page_open_case (HearthCasesPage *self, const HearthId *case_id)
{
  g_return_if_fail (HEARTH_IS_CASES_PAGE (self));

  self->wanted = *case_id;
  ensure_view (self);
  show_wanted (self);
  hearth_case_view_show_draft (self->view);
  if (self->cases != NULL)
    {
      restore_selection (self);
      hearth_case_list_view_scroll_to_chosen (self->list);
    }
  hearth_split_view_set_show_content (self->split, TRUE);
}

void
hearth_cases_page_turn_to (HearthCasesPage *self, const char *page, const HearthId *rec)
{
  g_return_if_fail (HEARTH_IS_CASES_PAGE (self));

  ensure_view (self);
  hearth_case_view_turn_to (self->view, page, rec);
}
