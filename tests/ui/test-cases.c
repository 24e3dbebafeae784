/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of people in the real window: filters as chips, views under a name, the table, and many people
 * changed at once. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-bulk-field.h"
#include "hearth-bulk-window.h"
#include "hearth-case-item.h"
#include "hearth-case-line.h"
#include "hearth-case-selection.h"
#include "hearth-case-tile.h"
#include "hearth-cases-page.h"
#include "hearth-column-header.h"
#include "hearth-filter-bar.h"
#include "hearth-filter-menu.h"
#include "hearth-saved-view-store.h"
#include "hearth-split-view.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-toast.h"
#include "hearth-view-menu.h"
#include "hearth-window.h"

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static gboolean
shows_three (gpointer data)
{
  return hearth_test_shows (((Fixture *) data)->page, "3 people");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = hearth_test_make_folder ();
  fixture->desk = hearth_test_desk_new ();
  fixture->window = GTK_WIDGET (hearth_window_new (NULL, fixture->desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  hearth_test_desk_create_vault (fixture->desk, fixture->folder);
  hearth_test_desk_open_case (fixture->desk, "{'surname':'Алфавітенко','rank':'soldier',"
                                             "'stage':'reception','facility':'Перша'}");
  hearth_test_desk_open_case (fixture->desk, "{'surname':'Буквенко','rank':'soldier',"
                                             "'stage':'reception','owner':'olena'}");
  hearth_test_desk_open_case (fixture->desk, "{'surname':'Вигаданко','stage':'rehabilitation'}");
  fixture->page = hearth_test_find (fixture->window, HEARTH_TYPE_CASES_PAGE);
  g_assert_nonnull (fixture->page);
  hearth_test_wait (shows_three, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_desk_lock (fixture->desk);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  hearth_test_finalize (fixture->desk);
  hearth_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* Drop-downs have list views too. */
static GtkListView *
get_list (Fixture *fixture)
{
  GtkWidget *view;

  for (guint n = 0; (view = hearth_test_find_nth (fixture->page, GTK_TYPE_LIST_VIEW, n)) != NULL;
       n++)
    if (gtk_widget_has_css_class (view, "people"))
      return GTK_LIST_VIEW (view);
  g_assert_not_reached ();
}

static GtkSelectionModel *
get_model (Fixture *fixture)
{
  return gtk_list_view_get_model (get_list (fixture));
}

/* --- Filters --- */

/* The row of a list box below @root whose label reads @text; NULL if there is none. */
static GtkListBoxRow *
find_row (GtkWidget *root, const char *text)
{
  GtkLabel *label;

  for (guint n = 0; (label = hearth_test_find_nth (root, GTK_TYPE_LABEL, n)) != NULL; n++)
    {
      GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_LIST_BOX_ROW);

      if (row != NULL && g_str_equal (gtk_label_get_text (label), text))
        return GTK_LIST_BOX_ROW (row);
    }
  return NULL;
}

static void
activate_row (GtkWidget *root, const char *text)
{
  GtkListBoxRow *row = find_row (root, text);

  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_LIST_BOX),
                         "row-activated", row);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Wanted;

static gboolean
has_row (gpointer data)
{
  const Wanted *wanted = data;

  return find_row (wanted->root, wanted->text) != NULL;
}

static gboolean
reads (gpointer data)
{
  const Wanted *wanted = data;

  return hearth_test_shows (wanted->root, wanted->text);
}

static void
wait_for_text (Fixture *fixture, const char *text)
{
  Wanted wanted = { fixture->page, text };

  hearth_test_wait (reads, &wanted);
}

static void
add_filter (Fixture *fixture, const char *field, const char *value)
{
  GtkWidget *menu = hearth_test_find (fixture->page, HEARTH_TYPE_FILTER_MENU);
  Wanted wanted = { menu, value };

  activate_row (menu, field);
  hearth_test_wait (has_row, &wanted);
  activate_row (menu, value);
}

static GtkWidget *
find_chip (Fixture *fixture)
{
  GtkWidget *bar = hearth_test_find (fixture->page, HEARTH_TYPE_FILTER_BAR);
  GtkWidget *button;

  for (guint n = 0; (button = hearth_test_find_nth (bar, GTK_TYPE_BUTTON, n)) != NULL; n++)
    if (gtk_widget_has_css_class (button, "chosen"))
      return button;
  return NULL;
}

static void
test_a_filter_is_a_chip_that_takes_itself_away (Fixture *fixture, gconstpointer data)
{
  add_filter (fixture, "Rank", "Soldier");
  wait_for_text (fixture, "2 of 3 people");
  wait_for_text (fixture, "Rank: Soldier");
  g_assert_nonnull (find_chip (fixture));
  g_signal_emit_by_name (find_chip (fixture), "clicked");
  hearth_test_wait (shows_three, fixture);
  g_assert_null (find_chip (fixture));
}

/* Drop-downs of forms have search entries too, in popovers that are closed. */
static GtkWidget *
find_search_entry (Fixture *fixture)
{
  GtkWidget *entry;

  for (guint n = 0;
       (entry = hearth_test_find_nth (fixture->page, GTK_TYPE_SEARCH_ENTRY, n)) != NULL; n++)
    if (gtk_widget_get_mapped (entry))
      return entry;
  g_assert_not_reached ();
}

static void
test_filters_and_search_go_together (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find_search_entry (fixture);

  add_filter (fixture, "Rank", "Soldier");
  wait_for_text (fixture, "2 of 3 people");
  gtk_editable_set_text (GTK_EDITABLE (entry), "букв");
  wait_for_text (fixture, "1 of 3 people");
  add_filter (fixture, "Caseworker", "olena");
  gtk_editable_set_text (GTK_EDITABLE (entry), "алф");
  wait_for_text (fixture, "Nobody Found");
}

/* --- Views --- */

static void
save_view (Fixture *fixture, const char *name)
{
  GtkWidget *menu = hearth_test_find (fixture->page, HEARTH_TYPE_VIEW_MENU);
  GtkWidget *entry = hearth_test_find (menu, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
}

static GtkWidget *
find_remove_button (GtkWidget *menu)
{
  GtkWidget *button;

  for (guint n = 0; (button = hearth_test_find_nth (menu, GTK_TYPE_BUTTON, n)) != NULL; n++)
    if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "user-trash-symbolic") == 0)
      return button;
  return NULL;
}

static void
undo_in_page (Fixture *fixture)
{
  GtkWidget *toast = hearth_test_find (fixture->page, HEARTH_TYPE_TOAST);

  g_assert_true (gtk_widget_get_visible (toast));
  g_signal_emit_by_name (toast, "undo", NULL);
}

static void
test_a_view_is_saved_shown_removed_and_brought_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *menu = hearth_test_find (fixture->page, HEARTH_TYPE_VIEW_MENU);

  add_filter (fixture, "Rank", "Soldier");
  wait_for_text (fixture, "2 of 3 people");
  save_view (fixture, "Солдати");
  g_assert_nonnull (find_row (menu, "Солдати"));
  g_signal_emit_by_name (find_chip (fixture), "clicked");
  hearth_test_wait (shows_three, fixture);
  activate_row (menu, "Солдати");
  wait_for_text (fixture, "2 of 3 people");
  g_signal_emit_by_name (find_remove_button (menu), "clicked");
  g_assert_null (find_row (menu, "Солдати"));
  undo_in_page (fixture);
  g_assert_nonnull (find_row (menu, "Солдати"));
}

/* What the vault has, after all writes before. */
static gpointer
list_func (HearthDb *db, gpointer user, GError **error)
{
  return hearth_saved_view_store_list (db, user, error);
}

static gboolean
is_remembered (gpointer data)
{
  Fixture *fixture = data;
  HearthContext *context = hearth_desk_get_context (fixture->desk);
  g_autoptr (GPtrArray) views = hearth_store_read (
      hearth_context_get_store (context), list_func,
      (gpointer) hearth_vault_get_user_id (hearth_context_get_vault (context)), NULL);
  const HearthSavedView *last = views != NULL && views->len > 0 ? views->pdata[0] : NULL;

  return last != NULL && last->name == NULL && g_str_equal (last->sort, "rank") && last->is_table;
}

static void
test_the_last_look_is_remembered_in_the_vault (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->page, "cases.table", NULL);
  gtk_widget_activate_action (fixture->page, "cases.sort", "s", "rank");
  hearth_test_wait (is_remembered, fixture);
}

/* --- The table --- */

static gboolean
has_lines (gpointer data)
{
  return hearth_test_find (((Fixture *) data)->page, HEARTH_TYPE_CASE_LINE) != NULL;
}

static gboolean
has_tiles (gpointer data)
{
  return hearth_test_find (((Fixture *) data)->page, HEARTH_TYPE_CASE_TILE) != NULL;
}

static const char *
first_surname (Fixture *fixture)
{
  g_autoptr (HearthCaseItem) item = g_list_model_get_item (G_LIST_MODEL (get_model (fixture)), 0);
  const HearthCaseRow *row = item != NULL ? hearth_case_item_get_row (item) : NULL;

  return row != NULL ? row->surname : NULL;
}

static gboolean
begins_with_last (gpointer data)
{
  return g_strcmp0 (first_surname (data), "Вигаданко") == 0;
}

static void
test_the_table_sorts_by_its_header_and_gives_way_to_tiles (Fixture *fixture, gconstpointer data)
{
  GtkWidget *header = hearth_test_find (fixture->page, HEARTH_TYPE_COLUMN_HEADER);

  gtk_widget_activate_action (fixture->page, "cases.table", NULL);
  hearth_test_wait (has_lines, fixture);
  g_assert_false (has_tiles (fixture));
  g_signal_emit_by_name (gtk_widget_get_first_child (header), "clicked");
  hearth_test_wait (begins_with_last, fixture);
  gtk_widget_activate_action (fixture->page, "cases.table", NULL);
  hearth_test_wait (has_tiles, fixture);
  g_assert_false (has_lines (fixture));
}

static void
tell_widths (GtkWidget *widget, guint depth)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least <= 360 || depth > 12)
    return;
  g_test_message ("%u: %s needs %d", depth, G_OBJECT_TYPE_NAME (widget), least);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_widths (child, depth + 1);
}

static void
test_the_list_fits_into_a_narrow_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) pane = NULL;
  int least;

  add_filter (fixture, "Rank", "Soldier");
  wait_for_text (fixture, "Rank: Soldier");
  gtk_selection_model_select_all (get_model (fixture));
  wait_for_text (fixture, "2 people chosen");
  g_object_get (hearth_test_find (fixture->page, HEARTH_TYPE_SPLIT_VIEW), "sidebar", &pane, NULL);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  tell_widths (pane, 0);
  g_assert_cmpint (least, <=, 360);
}

/* --- Many people --- */

static GtkWidget *
find_bulk_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (HEARTH_IS_BULK_WINDOW (window))
        return window;
    }
  return NULL;
}

static gboolean
has_no_bulk_window (gpointer data)
{
  return find_bulk_window () == NULL;
}

static guint
count_owned (Fixture *fixture, const char *owner)
{
  guint n_owned = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_model (fixture))); i++)
    {
      g_autoptr (HearthCaseItem) item =
          g_list_model_get_item (G_LIST_MODEL (get_model (fixture)), i);
      const HearthCaseRow *row = hearth_case_item_get_row (item);

      n_owned += row != NULL && g_strcmp0 (row->owner, owner) == 0;
    }
  return n_owned;
}

static gboolean
all_are_owned (gpointer data)
{
  return count_owned (data, "demo") == 3;
}

static gboolean
says_changed (gpointer data)
{
  return hearth_test_shows (((Fixture *) data)->window, "3 people changed");
}

static gboolean
one_is_owned_as_before (gpointer data)
{
  return count_owned (data, "demo") == 0 && count_owned (data, "olena") == 1;
}

static void
test_several_are_changed_at_once_and_taken_back_at_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  gtk_selection_model_select_all (get_model (fixture));
  wait_for_text (fixture, "3 people chosen");
  gtk_widget_activate_action (fixture->page, "cases.change", NULL);
  window = find_bulk_window ();
  g_assert_nonnull (window);
  gtk_editable_set_text (GTK_EDITABLE (hearth_test_find (window, HEARTH_TYPE_BULK_FIELD)), "demo");
  g_signal_emit_by_name (hearth_test_find (window, HEARTH_TYPE_BULK_FIELD), "entry-activated");
  hearth_test_wait (has_no_bulk_window, fixture);
  hearth_test_wait (all_are_owned, fixture);
  hearth_test_wait (says_changed, fixture);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  hearth_test_wait (one_is_owned_as_before, fixture);
}

static void
test_the_choice_outlives_another_sort (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = get_model (fixture);

  gtk_selection_model_select_item (model, 0, TRUE);
  gtk_selection_model_select_item (model, 1, FALSE);
  wait_for_text (fixture, "2 people chosen");
  gtk_widget_activate_action (fixture->page, "cases.descending", NULL);
  hearth_test_wait (begins_with_last, fixture);
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  g_assert_true (gtk_selection_model_is_selected (model, 2));
  gtk_widget_activate_action (fixture->page, "cases.unchoose", NULL);
  g_assert_false (gtk_selection_model_is_selected (model, 1));
}

#define ADD(path, test) g_test_add ("/ui/cases/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

  ADD ("a-filter-is-a-chip-that-takes-itself-away", test_a_filter_is_a_chip_that_takes_itself_away);
  ADD ("filters-and-search-go-together", test_filters_and_search_go_together);
  ADD ("a-view-is-saved-shown-removed-and-brought-back",
       test_a_view_is_saved_shown_removed_and_brought_back);
  ADD ("the-last-look-is-remembered-in-the-vault", test_the_last_look_is_remembered_in_the_vault);
  ADD ("the-table-sorts-by-its-header-and-gives-way-to-tiles",
       test_the_table_sorts_by_its_header_and_gives_way_to_tiles);
  ADD ("the-list-fits-into-a-narrow-window", test_the_list_fits_into_a_narrow_window);
  ADD ("several-are-changed-at-once-and-taken-back-at-once",
       test_several_are_changed_at_once_and_taken_back_at_once);
  ADD ("the-choice-outlives-another-sort", test_the_choice_outlives_another_sort);
  return g_test_run ();
}
