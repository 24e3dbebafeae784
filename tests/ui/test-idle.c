/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-idle.h"

#include <adwaita.h>

/* The controllers that a window has from the start are GTK's own. */
static guint
count_controllers (GtkWidget *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  return g_list_model_get_n_items (controllers);
}

static void
test_every_window_that_opens_is_watched (void)
{
  GtkWidget *before = gtk_window_new ();
  guint n_own = count_controllers (before);
  HearthIdle *idle = hearth_idle_new (5);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *dialog = gtk_window_new ();

  g_assert_cmpuint (count_controllers (window), ==, n_own + 1);
  g_assert_cmpuint (count_controllers (dialog), ==, n_own + 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (before));
  g_assert_finalize_object (idle);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/idle/every-window-that-opens-is-watched",
                   test_every_window_that_opens_is_watched);
  return g_test_run ();
}
