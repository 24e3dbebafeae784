/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where this person's vaults are, and what they are called on the screen. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEARTH_VAULT_SUFFIX ".hearth"

/* Below the person's data folder; made when the first vault is. */
char *hearth_vault_places_dup_path (void) G_GNUC_WARN_UNUSED_RESULT;
/* Paths of the vaults in it, by name. (element-type filename) */
GPtrArray *hearth_vault_places_list (void) G_GNUC_WARN_UNUSED_RESULT;
/* A name becomes a folder: no separators, no hidden folder, and room for the suffix. */
gboolean hearth_vault_places_is_name_usable (const char *name);
/* Of a vault of that name in @folder. */
char *hearth_vault_places_dup_path_of (const char *folder,
                                       const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* "Demo" for ".../Demo.hearth". */
char *hearth_vault_places_dup_title (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* The vault of invented people, whose passphrase everybody may know. */
char *hearth_vault_places_dup_demo_path (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_vault_places_is_demo (const char *path);

G_END_DECLS
