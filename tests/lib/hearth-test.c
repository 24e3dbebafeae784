/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test.h"

#include <glib/gstdio.h>

/** hearth_test_keep_result_cb: a callback whose @user_data is the address to keep the result at. */
void
hearth_test_keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

static gboolean
on_guard_expired_cb (gpointer data)
{
  g_error ("no answer within %d s", HEARTH_TEST_GUARD_SECONDS);
  return G_SOURCE_REMOVE;
}

/**
 * hearth_test_await:
 * @result: where hearth_test_keep_result_cb() puts the result
 *
 * Runs the default main context until the answer is there. The guard only ends a test that would
 * hang for ever; nothing is ever decided by time.
 */
void
hearth_test_await (GAsyncResult **result)
{
  guint guard = g_timeout_add_seconds (HEARTH_TEST_GUARD_SECONDS, on_guard_expired_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

/**
 * hearth_test_finalize:
 * @object: (transfer full): a #GObject
 *
 * A thread of GLib's pool lets go of a task, and with it of the task's object, some time after the task was
 * answered; and what is answered may wait for its turn of the main context.
 */
void
hearth_test_finalize (gpointer object)
{
  GObject *last = object;
  guint guard = g_timeout_add_seconds (HEARTH_TEST_GUARD_SECONDS, on_guard_expired_cb, NULL);

  while (g_atomic_int_get (&last->ref_count) > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
  g_source_remove (guard);
  g_assert_finalize_object (last);
}

/** hearth_test_make_folder: Returns: (transfer full): the path of a new empty folder. */
char *
hearth_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("hearth-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

/** hearth_test_remove_folder: removes @path with everything in it; links are not followed. */
void
hearth_test_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      hearth_test_remove_folder (child);
    }
  g_remove (path);
}
