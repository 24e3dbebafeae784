/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every place, page of a case and window fits a screen as narrow as a phone's, in both languages: over the
 * demo, whose people have everything that a page can show. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-pages.h"
#include "hearth-cases-page.h"
#include "hearth-demo.h"
#include "hearth-language.h"
#include "hearth-main-page.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-window.h"
#include "hearth-worker.h"

#define NARROW 360
/* Questions that follow from answers, and from the answers to those. */
#define N_ROUNDS 4

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *window;
} Fixture;

static gboolean
shows_a_case (gpointer window)
{
  GtkWidget *pages = hearth_test_find (window, HEARTH_TYPE_CASE_PAGES);

  return pages != NULL && gtk_widget_get_mapped (pages);
}

static void
set_up (Fixture *fixture, gconstpointer language)
{
  g_autoptr (GError) error = NULL;

  hearth_language_apply (language);
  fixture->folder = hearth_test_make_folder ();
  fixture->desk = hearth_test_desk_new ();
  hearth_test_desk_create_vault (fixture->desk, fixture->folder);
  g_assert_true (hearth_demo_fill (hearth_desk_get_context (fixture->desk), &error));
  g_assert_no_error (error);
  hearth_desk_lock (fixture->desk);
  fixture->window = GTK_WIDGET (hearth_window_new (NULL, fixture->desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  hearth_test_desk_unlock_vault (fixture->desk, fixture->folder);
  hearth_test_wait (shows_a_case, fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer language)
{
  hearth_desk_lock (fixture->desk);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  hearth_test_finalize (fixture->desk);
  hearth_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static int
measure (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Who asks for so much room, from the outermost to the innermost. */
static void
tell_widest (GtkWidget *root)
{
  GtkWidget *widget = root;

  while (widget != NULL && measure (widget) > NARROW / 2)
    {
      GtkWidget *widest = NULL;

      g_test_message ("%4d %s %s %s", measure (widget), G_OBJECT_TYPE_NAME (widget),
                      gtk_widget_get_css_name (widget),
                      GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "");
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child) &&
            (widest == NULL || measure (child) > measure (widest)))
          widest = child;
      widget = widest;
    }
}

static void
check_width (GtkWidget *window, const char *what)
{
  if (measure (window) <= NARROW)
    return;
  tell_widest (window);
  g_test_message ("%s is at least %d wide", what, measure (window));
  g_test_fail ();
}

static void
do_nothing (gpointer data)
{
}

/* What the window asked of the vault is answered, what the answers led to as well, and it is drawn. */
static void
settle (Fixture *fixture)
{
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (fixture->desk));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      hearth_worker_call_sync (hearth_vault_get_writer_worker (vault), do_nothing, NULL);
      hearth_worker_call_sync (hearth_vault_get_reader_worker (vault), do_nothing, NULL);
      hearth_test_wait_for_frame (fixture->window);
    }
}

static void
test_places (Fixture *fixture, gconstpointer language)
{
  static const char *const places[] = { "today", "arrivals", "cases", "outstanding",
                                        "administration" };
  HearthMainPage *page = hearth_test_find (fixture->window, HEARTH_TYPE_MAIN_PAGE);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      hearth_main_page_go (page, places[i]);
      settle (fixture);
      check_width (fixture->window, places[i]);
    }
  /* Puts side by side in a wide window what it puts below each other in a narrow one. It is here to be locked, as
   * the log of what was done is. */
  hearth_main_page_go (page, "reports");
  settle (fixture);
  hearth_main_page_open_admin (page, "audit");
  settle (fixture);
}

static void
test_case (Fixture *fixture, gconstpointer language)
{
  static const char *const pages[] = { "overview",     "plan",           "medical", "documents",
                                       "compensation", "rehabilitation", "details", "family",
                                       "files",        "history" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_assert_true (hearth_test_turn_to (fixture->window, pages[i]));
      settle (fixture);
      check_width (fixture->window, pages[i]);
    }
}

static GtkWidget *
find_pressed_tab (GtkWidget *switcher)
{
  for (GtkWidget *tab = gtk_widget_get_first_child (switcher); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)))
      return tab;
  return NULL;
}

/* Not all have room at once. */
static void
test_tab_of_the_page (Fixture *fixture, gconstpointer language)
{
  static const char *const pages[] = { "files", "overview", "history", "medical", "files", "plan" };
  GtkWidget *switcher;
  GtkAdjustment *shown;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), NARROW, 700);
  settle (fixture);
  switcher = hearth_test_find (fixture->window, GTK_TYPE_STACK_SWITCHER);
  shown = gtk_scrolled_window_get_hadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (switcher, GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_cmpfloat (gtk_adjustment_get_page_size (shown), <, gtk_widget_get_width (switcher));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      graphene_rect_t bounds;

      g_assert_true (hearth_test_turn_to (fixture->window, pages[i]));
      settle (fixture);
      g_assert_true (gtk_widget_compute_bounds (find_pressed_tab (switcher), switcher, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, gtk_adjustment_get_value (shown) - 1);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                         gtk_adjustment_get_value (shown) + gtk_adjustment_get_page_size (shown) +
                             1);
    }
}

static GtkWidget *
find_dialog (GtkWidget *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != window && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return find_dialog (window) != NULL;
}

static void
check_dialog (Fixture *fixture, const char *what)
{
  GtkWidget *dialog;

  hearth_test_wait (has_dialog, fixture->window);
  settle (fixture);
  dialog = find_dialog (fixture->window);
  check_width (dialog, what);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_windows (Fixture *fixture, gconstpointer language)
{
  static const char *const actions[] = { "win.new-arrival", "win.import-roster",
                                         "win.open-bundle", "win.change-passphrase",
                                         "win.renew-keys",  "win.duplicates" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (fixture->window, actions[i], NULL);
      check_dialog (fixture, actions[i]);
    }
  gtk_widget_activate_action (fixture->window, "win.bus-intake", "s", "");
  check_dialog (fixture, "win.bus-intake");
  gtk_widget_activate_action (hearth_test_find (fixture->window, HEARTH_TYPE_CASE_PAGES),
                              "case.print", NULL);
  check_dialog (fixture, "case.print");
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  static const char *const languages[] = { "en", "uk" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/width/%s/%s", languages[i], name);

      g_test_add (path, Fixture, languages[i], set_up, test, tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_language_init ();
  hearth_ui_init ();
  adw_init ();

  add ("places-are-no-wider-than-a-phone", test_places);
  add ("pages-of-a-case-are-no-wider-than-a-phone", test_case);
  add ("the-tab-of-the-page-is-in-sight", test_tab_of_the_page);
  add ("windows-are-no-wider-than-a-phone", test_windows);
  return g_test_run ();
}
