/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-program.h"

gboolean
hearth_test_need_programs (const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_find_program_in_path (names[i]);
      g_autofree char *reason = g_strdup_printf ("the program %s is missing", names[i]);

      if (path == NULL)
        {
          g_test_skip (reason);
          return FALSE;
        }
    }
  return TRUE;
}

void
hearth_test_write_file (const char *dir, const char *name, const void *data, gsize length)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

GBytes *
hearth_test_read_file (const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

int
hearth_test_run (const char *dir, const char *script, char **output)
{
  const char *const argv[] = { "bash", "-c", "set -eo pipefail; eval \"$0\"", script, NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;

  g_subprocess_launcher_set_cwd (launcher, dir);
  program = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, &printed, NULL, &error);
  g_assert_no_error (error);
  if (output != NULL)
    *output = g_steal_pointer (&printed);
  else if (printed != NULL && *printed != '\0')
    g_test_message ("%s", printed);
  return g_subprocess_get_if_exited (program) ? g_subprocess_get_exit_status (program) : -1;
}
