/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-language.h"

#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

/* gettext keeps what it has looked up until this counter of glibc moves. */
extern int _nl_msg_cat_cntr;

static char *system_language;

void
hearth_language_init (void)
{
  const char *dir = g_getenv ("HEARTH_LOCALE_DIR");
  const char *locale = setlocale (LC_ALL, "");

  /* gettext does not translate at all in the plain C locale, whatever LANGUAGE says. */
  if (locale == NULL || g_str_equal (setlocale (LC_MESSAGES, NULL), "C") ||
      g_str_equal (setlocale (LC_MESSAGES, NULL), "POSIX"))
    setlocale (LC_ALL, "C.UTF-8");
  g_free (system_language);
  system_language = g_strdup (g_getenv ("LANGUAGE"));
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL ? dir : HEARTH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
hearth_language_apply (const char *code)
{
  g_return_if_fail (code != NULL);

  if (!g_str_equal (code, "system"))
    g_setenv ("LANGUAGE", code, TRUE);
  else if (system_language != NULL)
    g_setenv ("LANGUAGE", system_language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  _nl_msg_cat_cntr++;
}
