/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small window over pages that take longer than a moment: it can be called off, and whoever waits hears that at
 * once; a lock calls it off too. */
#include "config.h"

#include "hearth-pages-wait.h"
#include "hearth-report.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

#define MOMENT_US (300 * G_TIME_SPAN_MILLISECOND)
/* Much less than the pages would take. */
#define AT_ONCE_US G_TIME_SPAN_SECOND
/* None of them is like another or fits a line, so that they take many moments on the fastest machine. */
#define N_SLOW_ROWS 150000
#define TITLE "The pages are being laid out"

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *parent;
  GAsyncResult *result; /* NULL: not over */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = hearth_test_make_folder ();
  fixture->desk = hearth_test_desk_new ();
  hearth_test_desk_create_vault (fixture->desk, fixture->folder);
  fixture->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->parent));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  hearth_desk_lock (fixture->desk);
  hearth_test_finalize (fixture->desk);
  hearth_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static HearthTable *
make_table (guint n_rows)
{
  HearthTable *table = hearth_table_new ("en", "Slow");

  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Case");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "%u is the number of a row with so many words that one line of the paper, which is as "
          "wide "
          "as any that comes out of a printer in an office, can't hold all of them, nor can two",
          i);

      hearth_table_add_text (table, text);
    }
  hearth_table_seal (table);
  return table;
}

static void
begin (Fixture *fixture, guint n_rows)
{
  g_autoptr (HearthTable) table = make_table (n_rows);

  hearth_pages_wait_async (fixture->parent, fixture->desk, hearth_report_get_chosen (), table,
                           hearth_test_keep_result_cb, &fixture->result);
}

/* The window that waits, or NULL. */
static GtkWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), TITLE) == 0)
        return window;
    }
  return NULL;
}

static gboolean
is_shown (gpointer data)
{
  GtkWindow *window = find_window ();

  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window));
}

static gboolean
is_over (gpointer data)
{
  return ((Fixture *) data)->result != NULL;
}

/* Nothing but waiting was called off: neither is the window there, nor are there pages. */
static void
assert_called_off (Fixture *fixture, gint64 since)
{
  g_autoptr (GError) error = NULL;

  hearth_test_wait (is_over, fixture);
  g_assert_cmpint (g_get_monotonic_time () - since, <, AT_ONCE_US);
  g_assert_null (find_window ());
  g_assert_null (hearth_pages_wait_finish (fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_its_button_calls_off (Fixture *fixture, gconstpointer data)
{
  gint64 since;
  GtkWidget *button;

  begin (fixture, N_SLOW_ROWS);
  hearth_test_wait (is_shown, NULL);
  g_assert_null (fixture->result);
  button = gtk_window_get_focus (find_window ());
  g_assert_true (GTK_IS_BUTTON (button));
  since = g_get_monotonic_time ();
  g_assert_true (gtk_widget_activate (button));
  assert_called_off (fixture, since);
}

static void
test_closing_it_calls_off (Fixture *fixture, gconstpointer data)
{
  gint64 since;

  begin (fixture, N_SLOW_ROWS);
  hearth_test_wait (is_shown, NULL);
  since = g_get_monotonic_time ();
  gtk_window_close (find_window ());
  assert_called_off (fixture, since);
}

static void
test_a_lock_calls_off (Fixture *fixture, gconstpointer data)
{
  gint64 since;

  begin (fixture, N_SLOW_ROWS);
  hearth_test_wait (is_shown, NULL);
  since = g_get_monotonic_time ();
  hearth_desk_lock (fixture->desk);
  assert_called_off (fixture, since);
}

static void
test_what_is_there_at_once_needs_no_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPages) pages = NULL;

  begin (fixture, 3);
  hearth_test_wait (is_over, fixture);
  g_assert_null (find_window ());
  pages = hearth_pages_wait_finish (fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hearth_pages_get_n_pages (pages), ==, 1);
}

/* The timer of the window is not left behind. */
static void
test_no_window_comes_after_the_pages (Fixture *fixture, gconstpointer data)
{
  const gint64 until = g_get_monotonic_time () + 2 * MOMENT_US;

  begin (fixture, 3);
  while (g_get_monotonic_time () < until)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_null (find_window ());
      g_usleep (5000);
    }
  g_assert_nonnull (fixture->result);
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
  adw_init ();
  add ("/ui/pages-wait/its-button-calls-off", test_its_button_calls_off);
  add ("/ui/pages-wait/closing-it-calls-off", test_closing_it_calls_off);
  add ("/ui/pages-wait/a-lock-calls-off", test_a_lock_calls_off);
  add ("/ui/pages-wait/what-is-there-at-once-needs-no-window",
       test_what_is_there_at_once_needs_no_window);
  add ("/ui/pages-wait/no-window-comes-after-the-pages", test_no_window_comes_after_the_pages);
  return g_test_run ();
}
