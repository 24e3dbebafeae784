/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of possible duplicates over a real vault: what is said there is counted, shown in both cases, and
 * taken back. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-view.h"
#include "hearth-pairs-window.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-window.h"

#define ANOTHER "The Same Person Has Another Case"

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *window;
  GtkWidget *dialog;
  GtkWidget *root; /* where the text is waited for */
  const char *expected;
} Fixture;

static gboolean
shows_expected (gpointer data)
{
  Fixture *self = data;

  return hearth_test_shows (self->root, self->expected);
}

static gboolean
shows_it_no_more (gpointer data)
{
  return !shows_expected (data);
}

static void
wait_for (Fixture *self, GtkWidget *root, const char *text)
{
  self->root = root;
  self->expected = text;
  hearth_test_wait (shows_expected, self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = hearth_test_make_folder ();
  self->desk = hearth_test_desk_new ();
  self->window = GTK_WIDGET (hearth_window_new (NULL, self->desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  hearth_test_desk_create_vault (self->desk, self->folder);
  hearth_test_desk_open_case (self->desk,
                              "{'surname':'Вигаданко','given':'Олександр','birth':'1991-02-03'}");
  hearth_test_desk_open_case (self->desk,
                              "{'surname':'Выгаданко','given':'Александр','birth':'1991'}");
  hearth_test_desk_open_case (self->desk, "{'surname':'Інакшенко','given':'Петро','birth':'1970'}");
  wait_for (self, self->window, "Вигаданко Олександр");
  self->dialog = hearth_pairs_window_new (GTK_WINDOW (self->window), self->desk);
  gtk_window_present (GTK_WINDOW (self->dialog));
  wait_for (self, self->dialog, "1 of 1");
  wait_for (self, self->dialog, "Выгаданко Александр");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_desk_lock (self->desk);
  gtk_window_destroy (GTK_WINDOW (self->window));
  hearth_test_finalize (self->desk);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
}

static void
decide (Fixture *self, int verdict)
{
  g_assert_true (gtk_widget_activate_action (self->dialog, "pairs.decide", "i", verdict));
}

static void
test_the_two_stand_side_by_side_with_the_reasons (Fixture *self, gconstpointer data)
{
  g_assert_true (hearth_test_shows (self->dialog, "Вигаданко Олександр"));
  g_assert_true (hearth_test_shows (self->dialog, "Not Decided (1)"));
  g_assert_false (hearth_test_shows (self->dialog, "Інакшенко Петро"));
}

static void
test_what_was_said_moves_the_pair_and_can_be_taken_back (Fixture *self, gconstpointer data)
{
  decide (self, 2);
  wait_for (self, self->dialog, "Different People (1)");
  wait_for (self, self->dialog, "No Pairs Here");
  g_assert_true (hearth_test_shows (self->dialog, "Not Decided (0)"));
  gtk_widget_activate_action (self->dialog, "pairs.undo", NULL);
  wait_for (self, self->dialog, "Not Decided (1)");
  wait_for (self, self->dialog, "Выгаданко Александр");
  gtk_widget_activate_action (self->dialog, "pairs.filter", "u", 2);
  wait_for (self, self->dialog, "No Pairs Here");
}

/* The case behind the window is the one that was opened last. */
static void
test_one_person_is_shown_in_the_case_at_once (Fixture *self, gconstpointer data)
{
  GtkWidget *view;

  g_assert_true (hearth_test_turn_to (self->window, "overview"));
  view = hearth_test_find (self->window, HEARTH_TYPE_CASE_VIEW);
  g_assert_false (hearth_test_shows (view, ANOTHER));
  decide (self, 1);
  wait_for (self, view, ANOTHER);
  gtk_widget_activate_action (self->dialog, "pairs.undo", NULL);
  hearth_test_wait (shows_it_no_more, self);
}

static void
test_a_lock_closes_it_and_it_is_remembered (Fixture *self, gconstpointer data)
{
  decide (self, 3);
  wait_for (self, self->dialog, "Later (1)");
  hearth_desk_lock (self->desk);
  hearth_test_desk_unlock_vault (self->desk, self->folder);
  wait_for (self, self->window, "Вигаданко Олександр");
  self->dialog = hearth_pairs_window_new (GTK_WINDOW (self->window), self->desk);
  gtk_window_present (GTK_WINDOW (self->dialog));
  wait_for (self, self->dialog, "Later (1)");
  g_assert_true (hearth_test_shows (self->dialog, "Not Decided (0)"));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();
  add ("/ui/pairs/the-two-stand-side-by-side-with-the-reasons",
       test_the_two_stand_side_by_side_with_the_reasons);
  add ("/ui/pairs/what-was-said-moves-the-pair-and-can-be-taken-back",
       test_what_was_said_moves_the_pair_and_can_be_taken_back);
  add ("/ui/pairs/one-person-is-shown-in-the-case-at-once",
       test_one_person_is_shown_in_the_case_at_once);
  add ("/ui/pairs/a-lock-closes-it-and-it-is-remembered",
       test_a_lock_closes_it_and_it_is_remembered);
  return g_test_run ();
}
