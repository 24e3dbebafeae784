/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window over a real vault, driven by its actions; what is asserted is the model and the labels. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-view.h"
#include "hearth-cases-page.h"
#include "hearth-main-page.h"
#include "hearth-outstanding-page.h"
#include "hearth-place-row.h"
#include "hearth-plan-page.h"
#include "hearth-step-line.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-today-page.h"
#include "hearth-unlock-page.h"
#include "hearth-window.h"

#define HOSTILE "O'Neil & <Co>"

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = hearth_test_make_folder ();
  fixture->desk = hearth_test_desk_new ();
  fixture->window = GTK_WIDGET (hearth_window_new (NULL, fixture->desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
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

static void
unlock_with_one_person (Fixture *fixture)
{
  hearth_test_desk_create_vault (fixture->desk, fixture->folder);
  hearth_test_desk_open_case (fixture->desk,
                              "{'surname':'Макетенко','given':'Віталій','unit':'A1384',"
                              "'released':'2025-06-09','category':'under-25'}");
}

static gboolean
shows_person (gpointer data)
{
  return hearth_test_shows (((Fixture *) data)->window, "Макетенко Віталій");
}

static gboolean
has_plan (gpointer data)
{
  GtkWidget *window = ((Fixture *) data)->window;
  HearthPlanPage *page = hearth_test_turn_to (window, "plan")
                             ? hearth_test_find (window, HEARTH_TYPE_PLAN_PAGE)
                             : NULL;

  return page != NULL && hearth_test_find (GTK_WIDGET (page), HEARTH_TYPE_STEP_LINE) != NULL;
}

static gboolean
can_undo (gpointer data)
{
  HearthUndo *undo = hearth_desk_get_undo (((Fixture *) data)->desk);

  return undo != NULL && hearth_undo_get_can_undo (undo);
}

static gboolean
can_redo (gpointer data)
{
  HearthUndo *undo = hearth_desk_get_undo (((Fixture *) data)->desk);

  return undo != NULL && hearth_undo_get_can_redo (undo);
}

static void
test_window_begins_locked (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (hearth_test_find (fixture->window, HEARTH_TYPE_UNLOCK_PAGE));
  g_assert_null (hearth_test_find (fixture->window, HEARTH_TYPE_MAIN_PAGE));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Hearth");
}

static void
test_unlocked_window_shows_people (Fixture *fixture, gconstpointer data)
{
  unlock_with_one_person (fixture);
  g_assert_nonnull (hearth_test_find (fixture->window, HEARTH_TYPE_MAIN_PAGE));
  hearth_test_wait (shows_person, fixture);
  /* The title stays the program's: it shows in the task switcher. */
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Hearth");
}

static void
test_lock_leaves_nothing_of_a_person (Fixture *fixture, gconstpointer data)
{
  unlock_with_one_person (fixture);
  hearth_test_wait (shows_person, fixture);
  gtk_widget_activate_action (fixture->window, "win.lock", NULL);
  g_assert_false (hearth_desk_is_unlocked (fixture->desk));
  g_assert_nonnull (hearth_test_find (fixture->window, HEARTH_TYPE_UNLOCK_PAGE));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (hearth_test_find (fixture->window, HEARTH_TYPE_MAIN_PAGE));
  g_assert_null (hearth_test_find (fixture->window, HEARTH_TYPE_CASE_VIEW));
}

static HearthStepItem *
get_first_item (Fixture *fixture)
{
  HearthStepLine *line = hearth_test_find (
      hearth_test_find (fixture->window, HEARTH_TYPE_PLAN_PAGE), HEARTH_TYPE_STEP_LINE);

  return hearth_step_line_get_item (line);
}

static void
unfold_closed_steps (Fixture *fixture)
{
  GtkWidget *page = hearth_test_find (fixture->window, HEARTH_TYPE_PLAN_PAGE);
  GtkWidget *button;

  for (guint n = 0; (button = hearth_test_find_nth (page, GTK_TYPE_TOGGLE_BUTTON, n)) != NULL; n++)
    if (gtk_widget_has_css_class (button, "circular"))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

/* The line of a step, wherever it stands now. */
static HearthStepItem *
find_item (Fixture *fixture, const HearthId *step_id)
{
  GtkWidget *page = hearth_test_find (fixture->window, HEARTH_TYPE_PLAN_PAGE);
  HearthStepLine *line;

  for (guint n = 0; (line = hearth_test_find_nth (page, HEARTH_TYPE_STEP_LINE, n)) != NULL; n++)
    if (hearth_id_equal (hearth_step_item_get_step_id (hearth_step_line_get_item (line)), step_id))
      return hearth_step_line_get_item (line);
  return NULL;
}

typedef struct
{
  Fixture *fixture;
  HearthId step_id;
  gboolean is_open;
} Expectation;

static gboolean
step_is_as_expected (gpointer data)
{
  Expectation *expected = data;
  HearthStepItem *item = find_item (expected->fixture, &expected->step_id);

  return item != NULL &&
         hearth_step_state_is_open (hearth_step_item_get_state (item)) == expected->is_open;
}

static void
test_step_is_done_undone_and_done_again (Fixture *fixture, gconstpointer data)
{
  Expectation expected = { .fixture = fixture };
  HearthStepLine *line;

  unlock_with_one_person (fixture);
  hearth_test_wait (has_plan, fixture);
  unfold_closed_steps (fixture);
  expected.step_id = *hearth_step_item_get_step_id (get_first_item (fixture));
  line = hearth_test_find (hearth_test_find (fixture->window, HEARTH_TYPE_PLAN_PAGE),
                           HEARTH_TYPE_STEP_LINE);
  g_signal_emit_by_name (line, "toggle");
  hearth_test_wait (can_undo, fixture);
  expected.is_open = FALSE;
  hearth_test_wait (step_is_as_expected, &expected);

  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  hearth_test_wait (can_redo, fixture);
  expected.is_open = TRUE;
  hearth_test_wait (step_is_as_expected, &expected);

  gtk_widget_activate_action (fixture->window, "win.redo", NULL);
  expected.is_open = FALSE;
  hearth_test_wait (step_is_as_expected, &expected);
}

static gboolean
shows_hostile (gpointer data)
{
  return hearth_test_shows (((Fixture *) data)->window, HOSTILE " " HOSTILE);
}

static void
test_names_are_never_markup (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "today", "outstanding", "cases" };

  hearth_test_desk_create_vault (fixture->desk, fixture->folder);
  /* The helper turns ' into ", so the apostrophe comes escaped. */
  hearth_test_desk_open_case (fixture->desk,
                              "{'surname':'O\\u0027Neil & <Co>','given':'O\\u0027Neil & <Co>',"
                              "'unit':'<b>','call_sign':'&amp;','facility':'<&>',"
                              "'released':'2025-06-09'}");
  hearth_test_wait (shows_hostile, fixture);
  hearth_desk_say (fixture->desk, HOSTILE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gtk_widget_activate_action (fixture->window, "win.place", "s", places[i]);
      for (guint j = 0; j < 50; j++)
        g_main_context_iteration (NULL, FALSE);
    }
  hearth_test_wait (shows_hostile, fixture);
}

static void
test_every_place_opens (Fixture *fixture, gconstpointer data)
{
  unlock_with_one_person (fixture);
  gtk_widget_activate_action (fixture->window, "win.place", "s", "today");
  g_assert_nonnull (hearth_test_find (fixture->window, HEARTH_TYPE_TODAY_PAGE));
  gtk_widget_activate_action (fixture->window, "win.place", "s", "outstanding");
  g_assert_nonnull (hearth_test_find (fixture->window, HEARTH_TYPE_OUTSTANDING_PAGE));
  gtk_widget_activate_action (fixture->window, "win.search", NULL);
  hearth_test_wait (shows_person, fixture);
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
}

/* The keys that go through the list of places only go through it: the mark stays with the place on the screen. */
static void
test_mark_stays_with_the_place_shown (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  GtkListBoxRow *first;

  unlock_with_one_person (fixture);
  gtk_widget_activate_action (fixture->window, "win.place", "s", "today");
  list = GTK_LIST_BOX (gtk_widget_get_ancestor (
      hearth_test_find (fixture->window, HEARTH_TYPE_PLACE_ROW), GTK_TYPE_LIST_BOX));
  first = gtk_list_box_get_row_at_index (list, 0);
  g_assert_true (gtk_list_box_get_selected_row (list) == first);
  gtk_widget_grab_focus (GTK_WIDGET (first));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1)));
  g_assert_true (gtk_list_box_get_selected_row (list) == first);
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (gtk_list_box_get_selected_row (list) == first);
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (list, 3), "activate");
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 3));
  g_assert_nonnull (hearth_test_find (fixture->window, HEARTH_TYPE_OUTSTANDING_PAGE));
}

/* Drop-downs of forms have search entries too, in popovers that are closed. */
static GtkEditable *
find_search_entry (Fixture *fixture)
{
  GtkWidget *entry;

  for (guint n = 0;
       (entry = hearth_test_find_nth (fixture->window, GTK_TYPE_SEARCH_ENTRY, n)) != NULL; n++)
    if (gtk_widget_get_mapped (entry))
      return GTK_EDITABLE (entry);
  g_assert_not_reached ();
}

static gboolean
finds_nobody (gpointer data)
{
  return hearth_test_shows (((Fixture *) data)->window, "Nobody Found");
}

static void
test_search_without_a_match_says_so_and_clears (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry;

  unlock_with_one_person (fixture);
  hearth_test_wait (shows_person, fixture);
  entry = find_search_entry (fixture);
  gtk_editable_set_text (entry, "qqqq");
  hearth_test_wait (finds_nobody, fixture);
  gtk_editable_set_text (entry, "макет");
  hearth_test_wait (shows_person, fixture);
}

#define ADD(path, test) g_test_add ("/ui/window/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

  ADD ("window-begins-locked", test_window_begins_locked);
  ADD ("unlocked-window-shows-people", test_unlocked_window_shows_people);
  ADD ("lock-leaves-nothing-of-a-person", test_lock_leaves_nothing_of_a_person);
  ADD ("step-is-done-undone-and-done-again", test_step_is_done_undone_and_done_again);
  ADD ("names-are-never-markup", test_names_are_never_markup);
  ADD ("every-place-opens", test_every_place_opens);
  ADD ("mark-stays-with-the-place-shown", test_mark_stays_with_the_place_shown);
  ADD ("search-without-a-match-says-so-and-clears", test_search_without_a_match_says_so_and_clears);
  return g_test_run ();
}
