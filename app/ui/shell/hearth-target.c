/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-target.h"

#include "hearth-vault-folder.h"

#include <glib/gi18n.h>

/**
 * hearth_target_is_accepted:
 * @target: a file to be written, or the folder for it
 *
 * Returns: %FALSE, and the desk has said why, if @target lies in the open vault: what was written there
 *   could take the place of its files.
 */
gboolean
hearth_target_is_accepted (HearthDesk *desk, GFile *target)
{
  HearthContext *context = hearth_desk_get_context (desk);
  g_autofree char *path = g_file_get_path (target);
  g_autofree char *folder = NULL;

  if (context == NULL || path == NULL)
    return TRUE;
  folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
  if (!hearth_vault_folder_holds (hearth_vault_get_path (hearth_context_get_vault (context)),
                                  folder))
    return TRUE;
  hearth_desk_say (
      desk, _ ("That is the folder of the vault itself. Nothing was written: choose another."));
  return FALSE;
}
