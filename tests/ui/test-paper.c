/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an operation that prints when its window is closed under it, as a lock does: nothing is
 * shown any more, and the pages are let go. */
#include "config.h"

#include "hearth-paper-preview.h"
#include "hearth-paper.h"
#include "hearth-test-ui.h"

typedef struct
{
  GtkWidget *parent;
  gpointer operation; /* weak */
} Fixture;

static HearthPages *
make_pages (void)
{
  g_autoptr (HearthDesk) desk = hearth_test_desk_new ();
  const HearthPackEntry *entry =
      hearth_pack_set_get_entry (hearth_desk_get_packs (desk), "label-sheet", 0);
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_label_free);
  HearthLabel *label = g_new0 (HearthLabel, 1);
  HearthLabelSheet sheet;

  g_assert_true (hearth_label_sheet_load (&sheet, entry));
  label->number = g_strdup ("2506-0001-0");
  g_ptr_array_add (labels, label);
  return hearth_pages_new_labels (&sheet, labels, 0);
}

/* @on_ready_cb: (nullable): is told first that the pages are counted. */
static void
run (Fixture *fixture, GtkPrintOperationAction action, GCallback on_ready_cb)
{
  g_autoptr (HearthPages) pages = make_pages ();
  g_autoptr (GtkPrintOperation) operation =
      hearth_paper_make_operation (GTK_WINDOW (fixture->parent), pages);
  g_autoptr (GError) error = NULL;

  fixture->operation = operation;
  g_object_add_weak_pointer (G_OBJECT (operation), &fixture->operation);
  if (on_ready_cb != NULL)
    g_signal_connect_swapped (operation, "ready", on_ready_cb, fixture);
  gtk_print_operation_run (operation, action, GTK_WINDOW (fixture->parent), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->parent));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_null (fixture->operation);
}

/* A window of that type which is asked for by the parent, or NULL. */
static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

static gboolean
is_shown (gpointer type)
{
  GtkWindow *window = find_window (GPOINTER_TO_SIZE (type));

  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window));
}

static gboolean
is_over (gpointer data)
{
  return ((Fixture *) data)->operation == NULL;
}

static void
test_a_preview_ends_with_its_window (Fixture *fixture, gconstpointer data)
{
  run (fixture, GTK_PRINT_OPERATION_ACTION_PREVIEW, NULL);
  hearth_test_wait (is_shown, GSIZE_TO_POINTER (HEARTH_TYPE_PAPER_PREVIEW));
  gtk_window_destroy (find_window (HEARTH_TYPE_PAPER_PREVIEW));
  hearth_test_wait (is_over, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
}

static void
close_parent_cb (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
}

static void
test_a_lock_before_the_pages_are_counted_shows_no_preview (Fixture *fixture, gconstpointer data)
{
  run (fixture, GTK_PRINT_OPERATION_ACTION_PREVIEW, G_CALLBACK (close_parent_cb));
  hearth_test_wait (is_over, fixture);
  g_assert_null (find_window (HEARTH_TYPE_PAPER_PREVIEW));
  g_assert_null (find_window (GTK_TYPE_WINDOW));
}

static void
test_a_lock_while_a_printer_is_chosen_lets_the_pages_go (Fixture *fixture, gconstpointer data)
{
  run (fixture, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, NULL);
  hearth_test_wait (is_shown, GSIZE_TO_POINTER (GTK_TYPE_DIALOG));
  gtk_widget_set_visible (fixture->parent, FALSE);
  hearth_test_wait (is_over, fixture);
  g_assert_null (find_window (GTK_TYPE_DIALOG));
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
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
  add ("/ui/paper/a-preview-ends-with-its-window", test_a_preview_ends_with_its_window);
  add ("/ui/paper/a-lock-before-the-pages-are-counted-shows-no-preview",
       test_a_lock_before_the_pages_are_counted_shows_no_preview);
  add ("/ui/paper/a-lock-while-a-printer-is-chosen-lets-the-pages-go",
       test_a_lock_while_a_printer_is_chosen_lets_the_pages_go);
  return g_test_run ();
}
