/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* State of the window and the language, nothing about a case or a person. NULL where the schema is
 * not installed, as in a build folder: the defaults then hold. */
GSettings *hearth_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* "system", "en" or "uk". */
char *hearth_settings_dup_language (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
/* Minutes without a hand on the keyboard after which the vault is locked, 1 to 30. */
guint hearth_settings_get_idle_minutes (GSettings *settings);

/* The key that blanks and locks without a moment for anything, as gtk_accelerator_parse() takes it. */
char *hearth_settings_dup_panic_key (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the desktop may be told that something needs a person. */
gboolean hearth_settings_get_notifications (GSettings *settings);

G_END_DECLS
