/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-notice-bar.h"

#include <adwaita.h>

static void
on_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  char **activated = user_data;

  g_free (*activated);
  *activated = parameter != NULL ? g_variant_dup_string (parameter, NULL) : g_strdup ("");
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found =
          GTK_IS_BUTTON (child) && gtk_actionable_get_action_name (GTK_ACTIONABLE (child)) != NULL
              ? child
              : find_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
show (HearthNotices *notices, const char *id, const char *action)
{
  const HearthNotice notice = { .id = id, .title = "Title", .button = "_Show", .action = action };

  hearth_notices_set (notices, &notice, FALSE);
}

/* GTK looks actions up as soon as their name is set: a warning would end the test. */
static void
test_buttons_activate_what_their_notice_says (void)
{
  static const GActionEntry entries[] = { { "place", on_action_cb, "s", NULL, NULL },
                                          { "show", on_action_cb, NULL, NULL, NULL } };
  g_autofree char *activated = NULL;
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (HearthNotices) notices = hearth_notices_new ();
  GtkWidget *window = gtk_window_new ();
  HearthNoticeBar *bar = g_object_new (HEARTH_TYPE_NOTICE_BAR, NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries),
                                   &activated);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bar));
  hearth_notice_bar_set_notices (bar, notices);

  show (notices, "a", "win.place::administration");
  g_signal_emit_by_name (find_button (GTK_WIDGET (bar)), "clicked");
  g_assert_cmpstr (activated, ==, "administration");

  show (notices, "b", "win.show");
  hearth_notices_remove (notices, "a");
  g_signal_emit_by_name (find_button (GTK_WIDGET (bar)), "clicked");
  g_assert_cmpstr (activated, ==, "");

  show (notices, "b", NULL);
  g_assert_null (find_button (GTK_WIDGET (bar)));
  show (notices, "b", "win.place::today");
  g_signal_emit_by_name (find_button (GTK_WIDGET (bar)), "clicked");
  g_assert_cmpstr (activated, ==, "today");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/notice-bar/buttons-activate-what-their-notice-says",
                   test_buttons_activate_what_their_notice_says);
  return g_test_run ();
}
