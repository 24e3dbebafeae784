/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-ui.h"

#include "hearth-case-acts.h"
#include "hearth-case-pages.h"
#include "hearth-people.h"
#include "hearth-test.h"

#include <string.h>

#define PASSPHRASE "six quite plain words for tests"

HearthDesk *
hearth_test_desk_new (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);
  g_autoptr (HearthClock) clock = NULL;
  HearthDate today;

  g_assert_no_error (error);
  g_assert_true (hearth_date_parse (HEARTH_TEST_TODAY, &today));
  clock = hearth_clock_new_fixed (today);
  return hearth_desk_new (clock, packs);
}

void
hearth_test_desk_create_vault (HearthDesk *desk, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "Test.hearth", NULL);
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) PASSPHRASE, strlen (PASSPHRASE));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hearth_desk_create_async (desk, path, "tester", passphrase, HEARTH_VAULT_KDF_MEMORY_MIN,
                            hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_true (hearth_desk_open_finish (desk, result, &error));
  g_assert_no_error (error);
}

void
hearth_test_desk_unlock_vault (HearthDesk *desk, const char *folder)
{
  hearth_test_desk_unlock_as (desk, folder, "tester");
}

void
hearth_test_desk_add_user (HearthDesk *desk, const char *role)
{
  const char *const roles[] = { role, NULL };
  HearthContext *context = hearth_desk_get_context (desk);
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) PASSPHRASE, strlen (PASSPHRASE));
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthMemberAct) act =
      hearth_people_plan_add (hearth_context_get_vault (context), role, roles, &error);

  g_assert_no_error (error);
  hearth_member_act_set_passphrase (act, passphrase, NULL);
  g_assert_true (hearth_people_run (context, act, "for a test", &error));
  g_assert_no_error (error);
}

void
hearth_test_desk_unlock_as (HearthDesk *desk, const char *folder, const char *user)
{
  g_autofree char *path = g_build_filename (folder, "Test.hearth", NULL);
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) PASSPHRASE, strlen (PASSPHRASE));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hearth_desk_unlock_async (desk, path, user, passphrase, 0, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_true (hearth_desk_open_finish (desk, result, &error));
  g_assert_no_error (error);
}

void
hearth_test_desk_open_case (HearthDesk *desk, const char *fields)
{
  g_autofree char *text = g_strdelimit (g_strdup (fields), "'", '"');
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = NULL;

  g_ptr_array_add (people, json_loads (text, 0, NULL));
  g_assert_nonnull (people->pdata[0]);
  hearth_case_open_many_async (hearth_desk_get_context (desk), people, NULL, NULL, NULL,
                               hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  done = hearth_case_open_many_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
}

static gboolean
on_guard_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
hearth_test_wait (HearthTestCondition condition, gpointer data)
{
  gboolean is_over = FALSE;
  guint guard = g_timeout_add_seconds (HEARTH_TEST_GUARD_SECONDS, on_guard_cb, &is_over);

  while (!condition (data) && !is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_over);
  g_source_remove (guard);
}

static void
on_painted_cb (GdkFrameClock *clock, gboolean *is_painted)
{
  *is_painted = TRUE;
}

static gboolean
is_true (gpointer flag)
{
  return *(gboolean *) flag;
}

void
hearth_test_wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean is_painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted_cb), &is_painted);

  gtk_widget_queue_draw (window);
  hearth_test_wait (is_true, &is_painted);
  g_signal_handler_disconnect (clock, handler);
}

gpointer
hearth_test_find_nth (GtkWidget *root, GType type, guint n)
{
  g_autoptr (GQueue) queue = g_queue_new ();
  gpointer found = NULL;

  g_queue_push_tail (queue, root);
  while (found == NULL && !g_queue_is_empty (queue))
    {
      GtkWidget *widget = g_queue_pop_head (queue);

      if (g_type_is_a (G_OBJECT_TYPE (widget), type) && n-- == 0)
        found = widget;
      for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
           child = gtk_widget_get_prev_sibling (child))
        g_queue_push_head (queue, child);
    }
  return found;
}

gpointer
hearth_test_find (GtkWidget *root, GType type)
{
  return hearth_test_find_nth (root, type, 0);
}

gboolean
hearth_test_turn_to (GtkWidget *window, const char *page)
{
  GtkWidget *pages = hearth_test_find (window, HEARTH_TYPE_CASE_PAGES);

  if (pages == NULL)
    return FALSE;
  hearth_case_pages_turn_to (HEARTH_CASE_PAGES (pages), page);
  return TRUE;
}

static gboolean
is_label_of (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* In one walk, and only over what is mapped: this is asked between every two turns of the main loop, and
 * must leave it time for what is done when nothing else is. */
gboolean
hearth_test_shows (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (is_label_of (root, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (hearth_test_shows (child, text))
      return TRUE;
  return FALSE;
}
