/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-outstanding-page.h"

#include "hearth-board-columns.h"
#include "hearth-board-item.h"
#include "hearth-board-list.h"
#include "hearth-board.h"
#include "hearth-card-grid.h"
#include "hearth-figure-card.h"
#include "hearth-format.h"
#include "hearth-owed-bar.h"
#include "hearth-sentence.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

#define KOPIYKAS_OF_MILLION 100000000

enum
{
  FIGURE_PEOPLE,
  FIGURE_OWED,
  FIGURE_STEPS,
  FIGURE_OVERDUE,
  FIGURE_BLOCKED,
  N_FIGURES
};

struct _HearthOutstandingPage
{
  HearthPlacePage parent_instance;
  HearthBoard *board;
  char *filter;
  char *grouping;
  gboolean is_reading;
  gboolean is_stale;
  HearthFigureCard *cards[N_FIGURES];

  HearthOwedBar *owed_bar;
  HearthCardGrid *figures;
  HearthWrapBox *groupings;
  GtkStack *stack;
  GtkStack *table_stack;
  GtkColumnView *table;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (HearthOutstandingPage, hearth_outstanding_page, HEARTH_TYPE_PLACE_PAGE)

enum
{
  PROP_0,
  PROP_FILTER,
  PROP_GROUPING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void begin_reading (HearthOutstandingPage *self);

/* What is not known is not told as nothing. */
static void
show_owed (HearthOutstandingPage *self, const HearthOutstandingFigures *total)
{
  HearthFigureCard *card = self->cards[FIGURE_OWED];
  g_autofree char *exact = hearth_format_money (total->owed_kop);
  g_autofree char *round =
      ABS (total->owed_kop) < KOPIYKAS_OF_MILLION
          ? g_strdup (exact)
          : g_strdup_printf (_ ("%.1f m ₴"), (double) total->owed_kop / KOPIYKAS_OF_MILLION);

  gtk_widget_set_visible (GTK_WIDGET (card), total->is_owed_known);
  gtk_widget_set_tooltip_text (GTK_WIDGET (card), exact);
  hearth_figure_card_set_text (card, round, _ ("is owed"));
}

static void
show_figures (HearthOutstandingPage *self)
{
  const HearthOutstandingFigures *total = hearth_board_get_total (self->board);

  hearth_figure_card_set (
      self->cards[FIGURE_PEOPLE], total->n_people,
      ngettext ("person is owed something", "people are owed something", total->n_people));
  show_owed (self, total);
  hearth_figure_card_set (
      self->cards[FIGURE_STEPS], total->n_rows,
      ngettext ("open claim or paper", "open claims and papers", total->n_rows));
  hearth_figure_card_set (self->cards[FIGURE_OVERDUE], total->n_overdue,
                          ngettext ("deadline is past", "deadlines are past", total->n_overdue));
  hearth_figure_card_set (self->cards[FIGURE_BLOCKED], total->n_blocked,
                          ngettext ("is held up", "are held up", total->n_blocked));
}

static GListModel *
make_children (gpointer item, gpointer user_data)
{
  return hearth_board_item_get_row (item) == NULL
             ? hearth_board_list_new (hearth_board_item_get_rows (item))
             : NULL;
}

/* The model goes before the rows it shows do: the old board is dropped last. */
static void
show_table (HearthOutstandingPage *self)
{
  g_autoptr (GListModel) root = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkTreeListModel *tree;

  if (self->board == NULL)
    return;
  root = hearth_board_make_model (self->board, self->filter, self->grouping);
  gtk_stack_set_visible_child_name (self->table_stack,
                                    g_list_model_get_n_items (root) > 0 ? "table" : "no-match");
  tree = gtk_tree_list_model_new (g_steal_pointer (&root), FALSE, FALSE, make_children, NULL, NULL);
  selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE,
                            "model", tree, NULL);
  g_object_unref (tree);
  gtk_column_view_set_model (self->table, selection);
}

static void
show_board (HearthOutstandingPage *self, HearthBoard *board)
{
  g_autoptr (HearthBoard) old = g_steal_pointer (&self->board);

  self->board = board;
  show_figures (self);
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
                           (GDestroyNotify) hearth_board_free, hearth_desk_get_cancellable (desk),
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

/* Enter on a step opens the case, on a group opens or folds the group. */
static void
on_activate_cb (HearthOutstandingPage *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->table));
  g_autoptr (GtkTreeListRow) tree_row = g_list_model_get_item (model, position);
  g_autoptr (HearthBoardItem) item = gtk_tree_list_row_get_item (tree_row);
  const HearthStepRow *row = hearth_board_item_get_row (item);
  char hex[HEARTH_ID_HEX_SIZE];

  if (row == NULL)
    {
      gtk_tree_list_row_set_expanded (tree_row, !gtk_tree_list_row_get_expanded (tree_row));
      return;
    }
  hearth_id_format (&row->case_id, hex);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", hex);
}

static void
add_figures (HearthOutstandingPage *self)
{
  static const struct
  {
    const char *look;
    const char *filter;
  } figures[N_FIGURES] = {
    { NULL, "people" },      { NULL, "owed" },         { NULL, "all" },
    { "urgent", "overdue" }, { "warning", "blocked" },
  };

  for (guint i = 0; i < N_FIGURES; i++)
    {
      GtkWidget *card = hearth_figure_card_new (figures[i].look);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (card), "board.filter");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (card), "s", figures[i].filter);
      hearth_card_grid_append (self->figures, card);
      self->cards[i] = HEARTH_FIGURE_CARD (card);
    }
}

static void
add_groupings (HearthOutstandingPage *self)
{
  static const struct
  {
    const char *name;
    const char *title;
  } groupings[] = {
    { "none", NC_ ("group by", "Nothing") },      { "benefit", NC_ ("group by", "Benefit") },
    { "blocker", NC_ ("group by", "Reason") },    { "event", NC_ ("group by", "Exchange") },
    { "facility", NC_ ("group by", "Hospital") }, { "unit", NC_ ("group by", "Unit") },
    { "owner", NC_ ("group by", "Responsible") },
  };
  GtkWidget *label = gtk_label_new (_ ("Group by:"));

  gtk_widget_add_css_class (label, "dim-label");
  hearth_wrap_box_append (self->groupings, label);
  for (guint i = 0; i < G_N_ELEMENTS (groupings); i++)
    {
      GtkWidget *button =
          gtk_toggle_button_new_with_label (g_dpgettext2 (NULL, "group by", groupings[i].title));

      gtk_widget_add_css_class (button, "filter");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "board.grouping");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", groupings[i].name);
      hearth_wrap_box_append (self->groupings, button);
    }
}

static void
on_narrow_changed_cb (HearthOutstandingPage *self)
{
  gboolean is_narrow;

  g_object_get (self, "narrow", &is_narrow, NULL);
  hearth_board_columns_set_narrow (self->table, is_narrow);
  show_table (self);
}

static void
hearth_outstanding_page_constructed (GObject *object)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (object);
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  G_OBJECT_CLASS (hearth_outstanding_page_parent_class)->constructed (object);
  if (context == NULL)
    return;
  hearth_board_columns_add (self->table, context);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (on_narrow_changed_cb), NULL);
  on_narrow_changed_cb (self);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_outstanding_page_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  HearthOutstandingPage *self = HEARTH_OUTSTANDING_PAGE (object);
  char **target = prop_id == PROP_FILTER ? &self->filter : &self->grouping;

  if (prop_id != PROP_FILTER && prop_id != PROP_GROUPING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (g_strcmp0 (*target, g_value_get_string (value)) == 0)
    return;
  g_free (*target);
  *target = g_value_dup_string (value);
  show_table (self);
  g_object_notify_by_pspec (object, pspec);
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

  g_clear_pointer (&self->board, hearth_board_free);
  g_free (self->filter);
  g_free (self->grouping);
  G_OBJECT_CLASS (hearth_outstanding_page_parent_class)->finalize (object);
}

static GtkWidget *
hearth_outstanding_page_get_first (HearthPlacePage *page)
{
  return GTK_WIDGET (HEARTH_OUTSTANDING_PAGE (page)->table);
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
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "board.filter", "filter");
  gtk_widget_class_install_property_action (widget_class, "board.grouping", "grouping");

  g_type_ensure (HEARTH_TYPE_CARD_GRID);
  g_type_ensure (HEARTH_TYPE_OWED_BAR);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/outstanding/hearth-outstanding-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, owed_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, figures);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, groupings);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, table_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, table);
  gtk_widget_class_bind_template_child (widget_class, HearthOutstandingPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_cb);
}

static void
hearth_outstanding_page_init (HearthOutstandingPage *self)
{
  self->filter = g_strdup ("all");
  self->grouping = g_strdup ("none");
  gtk_widget_init_template (GTK_WIDGET (self));
  add_figures (self);
  add_groupings (self);
}
