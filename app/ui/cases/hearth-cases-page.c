/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-cases-page.h"

#include "hearth-audit.h"
#include "hearth-case-list.h"
#include "hearth-case-tile.h"
#include "hearth-case-view.h"
#include "hearth-filter-button.h"
#include "hearth-split-view.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthCasesPage
{
  HearthPlacePage parent_instance;
  HearthCaseList *cases;
  GtkSingleSelection *selection;
  HearthCaseView *view;
  HearthId wanted; /* the case to show; kept when the list is sorted or filtered anew */
  gboolean is_restoring;
  gboolean only_overdue;
  gboolean is_searching;
  char *sort;

  HearthSplitView *split;
  AdwWindowTitle *title;
  GtkSearchEntry *search_entry;
  HearthFilterButton *category_filter;
  HearthFilterButton *branch_filter;
  HearthFilterButton *stage_filter;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *import_button;
  AdwBin *case_bin;
};

G_DEFINE_FINAL_TYPE (HearthCasesPage, hearth_cases_page, HEARTH_TYPE_PLACE_PAGE)

enum
{
  PROP_0,
  PROP_OVERDUE,
  PROP_SORT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static gboolean
is_filtered (HearthCasesPage *self)
{
  return self->only_overdue || *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0' ||
         hearth_filter_button_get_id (self->category_filter) != NULL ||
         hearth_filter_button_get_id (self->branch_filter) != NULL ||
         hearth_filter_button_get_id (self->stage_filter) != NULL;
}

static void
add_filter (HearthCaseQuery *query, const char *field, HearthFilterButton *button)
{
  const char *id = hearth_filter_button_get_id (button);

  if (id != NULL)
    hearth_case_query_add_filter (query, field, id);
}

static void
apply_query (HearthCasesPage *self)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  g_autoptr (HearthCaseQuery) query = NULL;
  g_autoptr (HearthSearch) search = NULL;

  if (self->cases == NULL)
    return;
  query = hearth_case_query_new ();
  search = hearth_search_new (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
                              hearth_given_names_of (hearth_desk_get_packs (desk)));
  hearth_case_query_set_today (query, hearth_clock_today (hearth_desk_get_clock (desk)));
  hearth_case_query_set_search (query, search);
  hearth_case_query_set_sort (
      query, self->sort, !g_str_equal (self->sort, "surname") && !g_str_equal (self->sort, "unit"));
  if (self->only_overdue)
    hearth_case_query_add_filter (query, "overdue", "true");
  add_filter (query, "category", self->category_filter);
  add_filter (query, "branch", self->branch_filter);
  add_filter (query, "stage", self->stage_filter);
  hearth_case_list_set_query (self->cases, query);
}

static const char *
choose_stack_page (HearthCasesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cases)) > 0)
    return "list";
  if (hearth_case_list_has_failed (self->cases))
    return "failed";
  if (hearth_case_list_is_loading (self->cases))
    return "loading";
  return is_filtered (self) ? "no-match" : "empty";
}

static void
update_state (HearthCasesPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->cases));
  g_autofree char *count = g_strdup_printf (ngettext ("%u person", "%u people", n_items), n_items);

  gtk_stack_set_visible_child_name (self->stack, choose_stack_page (self));
  adw_window_title_set_subtitle (self->title, n_items > 0 ? count : "");
}

/* Marks the case that is shown, wherever the list has it now. */
static void
restore_selection (HearthCasesPage *self)
{
  guint position = hearth_id_is_zero (&self->wanted)
                       ? GTK_INVALID_LIST_POSITION
                       : hearth_case_list_find (self->cases, &self->wanted);

  if (position == G_MAXUINT)
    position = GTK_INVALID_LIST_POSITION;
  self->is_restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_restoring = FALSE;
}

static void
scroll_to_selection (HearthCasesPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
on_list_changed_cb (HearthCasesPage *self)
{
  update_state (self);
  if (hearth_case_list_is_loading (self->cases))
    return;
  restore_selection (self);
  /* In a wide window the case beside the list is never empty while there are people. */
  if (hearth_id_is_zero (&self->wanted) && !hearth_split_view_get_collapsed (self->split) &&
      g_list_model_get_n_items (G_LIST_MODEL (self->cases)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
on_case_gone_cb (HearthCasesPage *self)
{
  self->wanted = (HearthId){ { 0 } };
  on_list_changed_cb (self);
}

static void
show_wanted (HearthCasesPage *self)
{
  hearth_case_view_set_case_id (self->view,
                                hearth_id_is_zero (&self->wanted) ? NULL : &self->wanted);
}

/* The item under the selection may still be empty; its row then names the case a moment later. */
static void
on_selected_loaded_cb (HearthCasesPage *self, GParamSpec *pspec, HearthCaseItem *item)
{
  const HearthCaseRow *row = hearth_case_item_get_row (item);

  if (row == NULL || gtk_single_selection_get_selected_item (self->selection) != (gpointer) item)
    return;
  self->wanted = row->case_id;
  show_wanted (self);
}

static void
on_selected_cb (HearthCasesPage *self)
{
  HearthCaseItem *item = gtk_single_selection_get_selected_item (self->selection);
  const HearthCaseRow *row;

  if (self->is_restoring || item == NULL)
    return;
  row = hearth_case_item_get_row (item);
  if (row != NULL)
    on_selected_loaded_cb (self, NULL, item);
  else
    g_signal_connect_object (item, "notify::loaded", G_CALLBACK (on_selected_loaded_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
on_activate_cb (HearthCasesPage *self, guint position)
{
  hearth_split_view_set_show_content (self->split, TRUE);
}

static void
on_released_cb (HearthCasesPage *self)
{
  if (hearth_split_view_get_collapsed (self->split) &&
      gtk_single_selection_get_selected_item (self->selection) != NULL)
    hearth_split_view_set_show_content (self->split, TRUE);
}

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
  apply_query (self);
}

static void
on_stop_search_cb (HearthCasesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Enter in the search opens the first person found. */
static void
on_search_activated_cb (HearthCasesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cases)) == 0)
    return;
  gtk_single_selection_set_selected (self->selection, 0);
  on_selected_cb (self);
  hearth_split_view_set_show_content (self->split, TRUE);
}

static void
on_filter_changed_cb (HearthCasesPage *self)
{
  apply_query (self);
}

static void
set_only_overdue (HearthCasesPage *self, gboolean only_overdue)
{
  if (self->only_overdue == only_overdue)
    return;
  self->only_overdue = only_overdue;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERDUE]);
  apply_query (self);
}

static void
set_sort (HearthCasesPage *self, const char *sort)
{
  if (g_strcmp0 (self->sort, sort) == 0)
    return;
  g_free (self->sort);
  self->sort = g_strdup (sort);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  apply_query (self);
}

static void
on_clear_filters_cb (HearthCasesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  hearth_filter_button_clear (self->category_filter);
  hearth_filter_button_clear (self->branch_filter);
  hearth_filter_button_clear (self->stage_filter);
  set_only_overdue (self, FALSE);
  apply_query (self);
}

static void
show_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hearth_split_view_set_show_content (HEARTH_CASES_PAGE (widget)->split, FALSE);
}

static void
on_setup_cb (HearthCasesPage *self, GtkListItem *list_item)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));

  gtk_list_item_set_child (list_item, hearth_case_tile_new (hearth_desk_get_packs (desk)));
}

static void
on_bind_cb (HearthCasesPage *self, GtkListItem *list_item)
{
  hearth_case_tile_set_item (HEARTH_CASE_TILE (gtk_list_item_get_child (list_item)),
                             gtk_list_item_get_item (list_item));
}

static void
on_unbind_cb (HearthCasesPage *self, GtkListItem *list_item)
{
  hearth_case_tile_set_item (HEARTH_CASE_TILE (gtk_list_item_get_child (list_item)), NULL);
}

static void
set_up_list (HearthCasesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_BUBBLE);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
}

static void
set_up_model (HearthCasesPage *self, HearthContext *context)
{
  static const char *const watched[] = { "notify::loading", "notify::failed", "items-changed",
                                         NULL };

  self->cases = hearth_case_list_new (context);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->cases)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  for (guint i = 0; watched[i] != NULL; i++)
    g_signal_connect_object (self->cases, watched[i], G_CALLBACK (on_list_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                           self, G_CONNECT_SWAPPED);
  set_up_list (self);
  apply_query (self);
  update_state (self);
}

static void
hearth_cases_page_constructed (GObject *object)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (object);
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
  HearthPackSet *packs;

  G_OBJECT_CLASS (hearth_cases_page_parent_class)->constructed (object);
  if (desk == NULL)
    return;
  packs = hearth_desk_get_packs (desk);
  hearth_filter_button_load (self->category_filter, packs, "category");
  hearth_filter_button_load (self->branch_filter, packs, "branch");
  hearth_filter_button_load (self->stage_filter, packs, "stage");
  self->view = g_object_new (HEARTH_TYPE_CASE_VIEW, "desk", desk, NULL);
  adw_bin_set_child (self->case_bin, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "gone", G_CALLBACK (on_case_gone_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->split, "collapsed", self->view, "collapsed", G_BINDING_SYNC_CREATE);
  if (context != NULL)
    set_up_model (self, context);
}

static void
hearth_cases_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (object);

  switch (prop_id)
    {
    case PROP_OVERDUE:
      g_value_set_boolean (value, self->only_overdue);
      break;
    case PROP_SORT:
      g_value_set_string (value, self->sort);
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

  switch (prop_id)
    {
    case PROP_OVERDUE:
      set_only_overdue (self, g_value_get_boolean (value));
      break;
    case PROP_SORT:
      set_sort (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_cases_page_dispose (GObject *object)
{
  HearthCasesPage *self = HEARTH_CASES_PAGE (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->cases);
  G_OBJECT_CLASS (hearth_cases_page_parent_class)->dispose (object);
}

static void
hearth_cases_page_finalize (GObject *object)
{
  g_free (HEARTH_CASES_PAGE (object)->sort);
  G_OBJECT_CLASS (hearth_cases_page_parent_class)->finalize (object);
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
  object_class->finalize = hearth_cases_page_finalize;

  properties[PROP_OVERDUE] = g_param_spec_boolean ("overdue", NULL, NULL, FALSE, flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "surname", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "cases.overdue", "overdue");
  gtk_widget_class_install_property_action (widget_class, "cases.sort", "sort");
  gtk_widget_class_install_action (widget_class, "cases.show-list", NULL, show_list_action);

  g_type_ensure (HEARTH_TYPE_FILTER_BUTTON);
  g_type_ensure (HEARTH_TYPE_SPLIT_VIEW);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/cases/hearth-cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, split);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, title);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, category_filter);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, branch_filter);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, stage_filter);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCasesPage, case_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
hearth_cases_page_init (HearthCasesPage *self)
{
  self->sort = g_strdup ("surname");
  gtk_widget_init_template (GTK_WIDGET (self));
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
  show_wanted (self);
  hearth_case_view_show_draft (self->view);
  if (self->cases != NULL)
    {
      restore_selection (self);
      scroll_to_selection (self);
    }
  hearth_split_view_set_show_content (self->split, TRUE);
}
