/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
hearth_about_present (GtkWindow *parent)
{
  const char *developers[] = { "The Hearth Developers", NULL };

  adw_show_about_window (
      parent, "application-name", "Hearth", "application-icon", HEARTH_APPLICATION_ID, "version",
      HEARTH_VERSION, "developer-name", "The Hearth Developers", "developers", developers,
      "copyright", "© 2025–2026 The Hearth Developers", "license-type", GTK_LICENSE_GPL_3_0,
      "comments",
      _ ("Hearth helps hospitals to look after people who come home from captivity: one file, one "
         "plan, and one list of what is still owed to each. Everything stays in an encrypted vault "
         "on this computer. Hearth never uses the network."),
      /* Translators: your names, one to a line. */
      "translator-credits", _ ("translator-credits"), NULL);
}
