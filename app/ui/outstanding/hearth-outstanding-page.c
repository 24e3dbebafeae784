/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-outstanding-page.h"

#include "hearth-board-change.h"
#include "hearth-board-choices.h"
#include "hearth-board-chosen.h"
#include "hearth-board-columns.h"
#include "hearth-board-figures.h"
#include "hearth-board-item.h"
#include "hearth-board-letters.h"
#include "hearth-board-list.h"
#include "hearth-board-out.h"
#include "hearth-board.h"
#include "hearth-format.h"
#include "hearth-many-selection.h"
#include "hearth-owed-bar.h"
#include "hearth-sentence.h"
#include "hearth-text-width.h"
#include "hearth-toast.h"
#include "hearth-view-keeper.h"
#include "hearth-view-menu.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

/* Of text in a row. */
#define LINES 2
#define NARROW_LINES 3
/* From here on, the words of a row take a line more. */
#define LARGE_TEXT 1.5

struct _HearthOutstandingPage
{
  HearthPlacePage parent_instance;
  HearthBoard *board;
  HearthBoardLines *lines; /* that are shown */
  HearthViewKeeper *keeper;
  char *filter;
  char *grouping;
  char *sort;
  gboolean is_reversed;
  gboolean has_names; /* what is exported tells them */
  gboolean is_arranging;
  gboolean is_rearranged; /* something else is asked for meanwhile */
  gboolean is_reading;
  gboolean is_stale;

  HearthOwedBar *owed_bar;
  HearthBoardFigures *figures;
  HearthWrapBox *groupings;
  GtkWidget *sort_button;
  GtkMenuButton *views_button;
  HearthToast *toast;
  GtkRevealer *selection_bar;
  GtkLabel *selection_label;
  GtkStack *stack;
  GtkStack *table_stack;
  HearthLineTable *table;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (HearthOutstandingPage, hearth_outstanding_page, HEARTH_TYPE_PLACE_PAGE)

enum
{
  PROP_0,
  PROP_FILTER,
  PROP_GROUPING,
  PROP_SORT,
  PROP_REVERSED,
  PROP_NAMES,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void begin_reading (HearthOutstandingPage *self);
static void show_table (HearthOutstandingPage *self);

static GListModel *
make_children (gpointer item, gpointer user_data)
{
  HearthOutstandingGroup *group = hearth_board_item_get_group (item);

  return group != NULL ? hearth_board_list_new (hearth_board_item_get_lines (item), group) : NULL;
}

static GtkSelectionModel *
get_selection (HearthOutstandingPage *self)
{
  return hearth_line_table_get_model (self->table);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (widget);
  g_autoptr (GPtrArray) rows = hearth_board_chosen_list_or_all (get_selection (self), self->lines);

  if (self->lines != NULL && hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) != NULL)
    hearth_board_out (widget, hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)),
                      hearth_board_lines_get_board (self->lines), rows, self->has_names,
                      g_variant_get_string (parameter, NULL));
}

static gboolean
is_any_line_chosen (GtkSelectionModel *model)
{
  GtkBitset *chosen = model != NULL ? gtk_selection_model_get_selection (model) : NULL;
  const gboolean is_any = chosen != NULL && !gtk_bitset_is_empty (chosen);

  g_clear_pointer (&chosen, gtk_bitset_unref);
  return is_any;
}

static void
on_selection_changed_cb (HearthOutstandingPage *self)
{
  const gboolean is_any_chosen = is_any_line_chosen (get_selection (self));
  const guint n_steps = hearth_board_chosen_count_steps (get_selection (self), self->lines);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u step chosen", "%u steps chosen", n_steps), n_steps);

  gtk_label_set_text (self->selection_label, text);
  gtk_revealer_set_reveal_child (self->selection_bar, is_any_chosen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.letters", is_any_chosen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.change", n_steps > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.unchoose", is_any_chosen);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (widget);
  g_autoptr (GPtrArray) chosen = hearth_board_chosen_list (get_selection (self), self->lines);
  g_autoptr (GArray) steps = hearth_board_chosen_dup_steps (chosen);

  if (steps->len > 0 && hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) != NULL)
    hearth_board_change_present (widget, hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)),
                                 steps);
}

/* What is only owed gets its letter too. */
static void
letters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (widget);
  g_autoptr (GPtrArray) chosen = hearth_board_chosen_list (get_selection (self), self->lines);

  if (chosen->len > 0 && hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) != NULL)
    hearth_board_letters_present (widget, hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)),
                                  chosen);
}

static void
unchoose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkSelectionModel *model = hearth_line_table_get_model (HEARTH_OUTSTANDING_PAGE (widget)->table);

  if (model != NULL)
    gtk_selection_model_unselect_all (model);
}

static gboolean
has_focus_in_table (HearthOutstandingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->table));
}

static void
show_lines (HearthOutstandingPage *self, HearthBoardLines *lines)
{
  const gboolean has_focus = has_focus_in_table (self);
  g_autoptr (GListModel) root = hearth_board_list_new (lines, NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_stack_set_visible_child_name (self->table_stack,
                                    g_list_model_get_n_items (root) > 0 ? "table" : "no-match");
  /* A tree makes something for each of its rows. */
  if (hearth_board_lines_get_groups (lines) != NULL)
    root = G_LIST_MODEL (
        gtk_tree_list_model_new (g_steal_pointer (&root), FALSE, FALSE, make_children, NULL, NULL));
  selection = hearth_many_selection_new (root);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (on_selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  /* A group that is folded takes what was chosen in it along. */
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (on_selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_clear_pointer (&self->lines, hearth_board_lines_unref);
  self->lines = hearth_board_lines_ref (lines);
  hearth_line_table_set_model (self->table, selection);
  /* Its row is gone: the next key still goes to the table. */
  if (has_focus)
    gtk_widget_grab_focus (hearth_line_table_get_list (self->table));
  on_selection_changed_cb (self);
}

static void
on_arranged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutstandingPage) self = HEARTH_OUTSTANDING_PAGE (user_data);
  g_autoptr (HearthBoardLines) lines = hearth_board_arrange_finish (result);

  self->is_arranging = FALSE;
  if (self->board == NULL || self->table == NULL)
    return;
  if (self->is_rearranged)
    show_table (self);
  else
    show_lines (self, lines);
}

/* The lines that are shown stay until the others are there. */
static void
show_table (HearthOutstandingPage *self)
{
  self->is_rearranged = self->is_arranging;
  if (self->board == NULL || self->is_arranging)
    return;
  self->is_arranging = TRUE;
  hearth_board_arrange_async (self->board, self->filter, self->grouping, self->sort,
                              self->is_reversed, on_arranged_cb, g_object_ref (self));
}

static void
show_board (HearthOutstandingPage *self, HearthBoard *board)
{
  g_autoptr (HearthBoard) old = g_steal_pointer (&self->board);

  self->board = board;
  hearth_board_figures_show (self->figures, board);
  show_table (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    hearth_board_get_total (board)->n_rows > 0 ? "board" : "empty");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutstandingPage) self = HEARTH_OUTSTANDING_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBoard) board = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  self->is_reading = FALSE;
  if (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (board != NULL)
    {
      hearth_board_name_things (board, hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)));
      show_board (self, g_steal_pointer (&board));
    }
  else
    {
      HearthSentence sentence = hearth_sentence_for_error (error);

      hearth_desk_look_at_error (hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)), error);
      adw_status_page_set_title (self->failed, sentence.title);
      adw_status_page_set_description (self->failed, sentence.body);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  if (self->is_stale)
    begin_reading (self);
}

static void
begin_reading (HearthOutstandingPage *self)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  HearthStore *store = hearth_desk_get_store (desk);
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
  HearthDate today = hearth_clock_today (hearth_desk_get_clock (desk));

  self->is_stale = self->is_reading;
  if (self->is_reading || store == NULL || context == NULL)
    return;
  self->is_reading = TRUE;
  hearth_store_read_async (store, hearth_board_read,
                           hearth_board_question_new (today, hearth_context_get_packs (context)),
                           (GDestroyNotify) hearth_board_question_free,
                           (GDestroyNotify) hearth_board_unref, hearth_desk_get_cancellable (desk),
                           on_read_cb, g_object_ref (self));
}

/* The board is shown as it was counted last, and again when there is something new. */
static void
begin_counting (HearthOutstandingPage *self)
{
  begin_reading (self);
  hearth_owed_bar_count (self->owed_bar, hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)));
}

static void
on_store_changed_cb (HearthOutstandingPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    begin_counting (self);
}

static void
on_counted_cb (HearthOutstandingPage *self)
{
  if (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) != NULL)
    begin_reading (self);
}

static void
on_try_again_cb (HearthOutstandingPage *self)
{
  begin_counting (self);
}

static void
hearth_outstanding_page_enter (HearthPlacePage *page)
{
  begin_counting (HEARTH_OUTSTANDING_PAGE (page));
}

/* Where the case shows what the row is about. */
static const char *
find_page (const HearthStepRow *row)
{
  return row->benefit != NULL || g_strcmp0 (row->track, "compensation") == 0 ? "compensation"
                                                                             : "documents";
}

/* Enter on a step opens the case, on a group opens or folds the group. */
static void
on_activate_cb (HearthOutstandingPage *self, guint position)
{
  GListModel *model = G_LIST_MODEL (hearth_line_table_get_model (self->table));
  g_autoptr (HearthBoardItem) item = hearth_board_item_at (model, position);
  const HearthStepRow *row = hearth_board_item_get_row (item);
  char hex[HEARTH_ID_HEX_SIZE];

  if (row == NULL)
    {
      g_autoptr (GtkTreeListRow) tree_row = g_list_model_get_item (model, position);

      gtk_tree_list_row_set_expanded (tree_row, !gtk_tree_list_row_get_expanded (tree_row));
      return;
    }
  hearth_id_format (&row->case_id, hex);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case-at", "(sss)", hex, find_page (row),
                              "");
}

static void
on_sort_cb (HearthOutstandingPage *self, const char *sort, gboolean is_descending)
{
  g_object_set (self, "sort", sort, "reversed",
                is_descending != hearth_board_columns_is_first_down (sort), NULL);
}

/* --- Looks --- */

static const char *
get_or (const char *value, const char *otherwise)
{
  return value != NULL ? value : otherwise;
}

static void
on_look_changed_cb (HearthOutstandingPage *self)
{
  const HearthSavedView *look = hearth_view_keeper_get_current (self->keeper);

  hearth_line_table_set_sort (self->table, look->sort,
                              look->is_descending !=
                                  hearth_board_columns_is_first_down (look->sort));
  g_object_set (self, "filter", get_or (hearth_saved_view_get_filter (look, "show"), "all"),
                "grouping", get_or (hearth_saved_view_get_filter (look, "group"), "none"), "sort",
                look->sort, "reversed", look->is_descending, NULL);
}

/* What stands in no look is left out of it. */
static void
keep_filter (HearthOutstandingPage *self, const char *field, const char *value, const char *usual)
{
  if (g_str_equal (value, usual))
    hearth_view_keeper_remove_filter (self->keeper, field, NULL);
  else
    hearth_view_keeper_add_filter (self->keeper, field, value);
}

static void
keep_look (HearthOutstandingPage *self, guint prop_id)
{
  if (self->keeper == NULL)
    return;
  if (prop_id == PROP_FILTER)
    keep_filter (self, "show", self->filter, "all");
  else if (prop_id == PROP_GROUPING)
    keep_filter (self, "group", self->grouping, "none");
  else
    hearth_view_keeper_set_sort (self->keeper, self->sort, self->is_reversed);
}

static void
on_view_removed_cb (HearthOutstandingPage *self, const char *view)
{
  /* Translators: the placeholder is the name of a view. */
  g_autofree char *title = g_strdup_printf (_ ("View “%s” removed"), view);

  hearth_toast_offer_undo (self->toast, title);
}

static void
on_toast_undo_cb (HearthOutstandingPage *self)
{
  hearth_view_keeper_restore (self->keeper);
}

static void
set_up_looks (HearthOutstandingPage *self)
{
  GtkWidget *views;

  self->keeper = hearth_view_keeper_new_for (hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)),
                                             "outstanding", "age");
  views = hearth_view_menu_new (self->keeper);
  gtk_menu_button_set_popover (self->views_button, views);
  g_signal_connect_object (views, "removed", G_CALLBACK (on_view_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_look_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
update_columns (HearthOutstandingPage *self)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
  const gboolean is_large = hearth_text_width_get_scale (GTK_WIDGET (self)) >= LARGE_TEXT;
  g_autoptr (GPtrArray) columns = NULL;
  gboolean is_narrow;

  if (context == NULL)
    return;
  g_object_get (self, "narrow", &is_narrow, NULL);
  columns = hearth_board_columns_list (context, is_narrow);
  hearth_line_table_set_columns (self->table, columns,
                                 (is_narrow ? NARROW_LINES : LINES) + (is_large ? 1 : 0));
}

static void
hearth_outstanding_page_constructed (GObject *object)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (object);
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  G_OBJECT_CLASS (hearth_outstanding_page_parent_class)->constructed (object);
  if (context == NULL)
    return;
  hearth_line_table_set_fill (self->table, hearth_board_columns_fill, context);
  set_up_looks (self);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_columns), NULL);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_columns), self, G_CONNECT_SWAPPED);
  update_columns (self);
  g_signal_connect_object (hearth_context_get_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
hearth_outstanding_page_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (object);

  switch (prop_id)
    {
    case PROP_FILTER:
      g_value_set_string (value, self->filter);
      break;
    case PROP_GROUPING:
      g_value_set_string (value, self->grouping);
      break;
    case PROP_SORT:
      g_value_set_string (value, self->sort);
      break;
    case PROP_REVERSED:
      g_value_set_boolean (value, self->is_reversed);
      break;
    case PROP_NAMES:
      g_value_set_boolean (value, self->has_names);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_switch (HearthOutstandingPage *self, guint prop_id, gboolean is_on)
{
  gboolean *target = prop_id == PROP_REVERSED ? &self->is_reversed : &self->has_names;

  if (*target == is_on)
    return;
  *target = is_on;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
  if (prop_id == PROP_NAMES)
    return;
  show_table (self);
  keep_look (self, prop_id);
}

static void
hearth_outstanding_page_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (object);
  char **target = NULL;

  switch (prop_id)
    {
    case PROP_REVERSED:
    case PROP_NAMES:
      set_switch (self, prop_id, g_value_get_boolean (value));
      return;
    case PROP_FILTER:
      target = &self->filter;
      break;
    case PROP_GROUPING:
      target = &self->grouping;
      break;
    case PROP_SORT:
      target = &self->sort;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (g_strcmp0 (*target, g_value_get_string (value)) == 0)
    return;
  g_free (*target);
  *target = g_value_dup_string (value);
  show_table (self);
  g_object_notify_by_pspec (object, pspec);
  keep_look (self, prop_id);
}

static void
hearth_outstanding_page_dispose (GObject *object)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_OUTSTANDING_PAGE);
  G_OBJECT_CLASS (hearth_outstanding_page_parent_class)->dispose (object);
}

static void
hearth_outstanding_page_finalize (GObject *object)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (object);

  g_clear_pointer (&self->lines, hearth_board_lines_unref);
  g_clear_pointer (&self->board, hearth_board_unref);
  g_clear_object (&self->keeper);
  g_free (self->filter);
  g_free (self->grouping);
  g_free (self->sort);
  G_OBJECT_CLASS (hearth_outstanding_page_parent_class)->finalize (object);
}

static GtkWidget *
hearth_outstanding_page_get_first (HearthPlacePage *page)
{
  return hearth_line_table_get_list (HEARTH_OUTSTANDING_PAGE (page)->table);
}

static void
hearth_outstanding_page_class_init (HearthOutstandingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = hearth_outstanding_page_constructed;
  object_class->get_property = hearth_outstanding_page_get_property;
  object_class->set_property = hearth_outstanding_page_set_property;
  object_class->dispose = hearth_outstanding_page_dispose;
  object_class->finalize = hearth_outstanding_page_finalize;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_outstanding_page_enter;
  HEARTH_PLACE_PAGE_CLASS (klass)->get_first = hearth_outstanding_page_get_first;

  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "all", flags);
  properties[PROP_GROUPING] = g_param_spec_string ("grouping", NULL, NULL, "none", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "age", flags);
  properties[PROP_REVERSED] = g_param_spec_boolean ("reversed", NULL, NULL, FALSE, flags);
  properties[PROP_NAMES] = g_param_spec_boolean ("names", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "board.filter", "filter");
  gtk_widget_class_install_property_action (widget_class, "board.grouping", "grouping");
  gtk_widget_class_install_property_action (widget_class, "board.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "board.reversed", "reversed");
  gtk_widget_class_install_property_action (widget_class, "board.names", "names");
  gtk_widget_class_install_action (widget_class, "board.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "board.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "board.letters", NULL, letters_action);
  gtk_widget_class_install_action (widget_class, "board.unchoose", NULL, unchoose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "board.change",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "board.letters",
                                       NULL);

  g_type_ensure (HEARTH_TYPE_BOARD_FIGURES);
  g_type_ensure (HEARTH_TYPE_LINE_TABLE);
  g_type_ensure (HEARTH_TYPE_OWED_BAR);
  g_type_ensure (HEARTH_TYPE_TOAST);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/outstanding/hearth-outstanding-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, owed_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, figures);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, groupings);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, views_button);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, toast);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, selection_label);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, table_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, table);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_toast_undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_cb);
}

static void
hearth_outstanding_page_init (HearthOutstandingPage *self)
{
  self->filter = g_strdup ("all");
  self->grouping = g_strdup ("none");
  self->sort = g_strdup ("age");
  gtk_widget_init_template (GTK_WIDGET (self));
  hearth_board_choices_add_groupings (self->groupings);
  hearth_board_choices_add_sorts (GTK_MENU_BUTTON (self->sort_button));
}
