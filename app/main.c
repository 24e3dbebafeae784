/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-application.h"
#include "hearth-language.h"
#include "hearth-log.h"

#ifndef HEARTH_DEVELOPMENT
/* The inspector and debug output show what is in the vault. */
static void
forget_debug_environment (void)
{
  static const char *const names[] = { "G_MESSAGES_DEBUG", "GTK_DEBUG", "GDK_DEBUG", "GSK_DEBUG",
                                       NULL };

  for (guint i = 0; names[i] != NULL; i++)
    g_unsetenv (names[i]);
}
#endif

/* Printing leaves pages in the temporary folder: memory instead of a disk (security 10). */
static void
choose_temporary_folder (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder = NULL;

  if (runtime == NULL || *runtime == '\0')
    return;
  folder = g_build_filename (runtime, "hearth", NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_setenv ("TMPDIR", folder, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (HearthApplication) application = NULL;

#ifndef HEARTH_DEVELOPMENT
  forget_debug_environment ();
#endif
  hearth_log_keep_content_out ();
  choose_temporary_folder ();
  hearth_vault_global_init ();
  hearth_language_init ();
  application = hearth_application_new (G_APPLICATION_HANDLES_OPEN);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
