/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a file is asked for when the window that asks goes, as with a lock. */
#include "config.h"

#include "hearth-file-picker.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

/* Another window than @parent that is on the screen, or NULL. */
static GtkWidget *
find_dialog (GtkWidget *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != parent && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
is_dialog_shown (gpointer parent)
{
  return find_dialog (parent) != NULL;
}

static void
test_a_lock_ends_the_question (gconstpointer data)
{
  GtkWidget *parent = gtk_window_new ();
  g_autoptr (GAsyncResult) result = NULL;

  gtk_window_present (GTK_WINDOW (parent));
  hearth_file_picker_run_async (parent, (HearthFilePickerMode) GPOINTER_TO_INT (data), "File", NULL,
                                NULL, hearth_test_keep_result_cb, &result);
  hearth_test_wait (is_dialog_shown, parent);
  /* A window that goes before it was drawn is asked for its size by GTK 4.8 once it is gone. */
  hearth_test_wait_for_frame (find_dialog (parent));
  gtk_widget_set_visible (parent, FALSE);
  hearth_test_await (&result);
  g_assert_null (hearth_file_picker_run_finish (result));
  g_assert_null (find_dialog (parent));
  /* The answer was the last that held it. */
  g_clear_object (&result);
  g_object_add_weak_pointer (G_OBJECT (parent), (gpointer *) &parent);
  gtk_window_destroy (GTK_WINDOW (parent));
  while (parent != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_data_func ("/ui/file-picker/a-lock-ends-the-question/open",
                        GINT_TO_POINTER (HEARTH_FILE_PICKER_OPEN), test_a_lock_ends_the_question);
  g_test_add_data_func ("/ui/file-picker/a-lock-ends-the-question/save",
                        GINT_TO_POINTER (HEARTH_FILE_PICKER_SAVE), test_a_lock_ends_the_question);
  return g_test_run ();
}
