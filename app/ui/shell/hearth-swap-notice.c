/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown on the screen is in memory, and memory may go to a disk: when it is short, and as a
 * whole when the computer hibernates (security 10). */
#include "config.h"

#include "hearth-swap-notice.h"

#include <glib/gi18n.h>
#include <string.h>

/* The mapper says of each of its devices what made it; zram is memory that is only packed. */
static gboolean
is_encrypted_device (const char *device, const char *sys_block)
{
  g_autofree char *name = g_path_get_basename (device);
  g_autofree char *path = g_build_filename (sys_block, name, "dm", "uuid", NULL);
  g_autofree char *uuid = NULL;

  if (g_str_has_prefix (name, "zram"))
    return TRUE;
  return g_file_get_contents (path, &uuid, NULL, NULL) && g_str_has_prefix (uuid, "CRYPT-");
}

gboolean
hearth_swap_is_in_the_clear (const char *swaps, const char *sys_block)
{
  g_auto (GStrv) lines = g_strsplit (swaps, "\n", -1);

  /* The first line is a heading. A file is as safe as the disk that it is on, which nobody tells. */
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i], " \t", 2);

      if (words[0] != NULL && *words[0] == '/' && !is_encrypted_device (words[0], sys_block))
        return TRUE;
    }
  return FALSE;
}

void
hearth_swap_notice_add (HearthNotices *notices)
{
  const HearthNotice notice = {
    .id = "swap",
    .title = _ ("This computer may write what is on the screen to its disk, unencrypted"),
    .body =
        _ ("The vault itself stays encrypted. Have the swap space encrypted or switched off, and "
           "do not hibernate this computer."),
  };
  g_autofree char *swaps = NULL;

  if (g_file_get_contents ("/proc/swaps", &swaps, NULL, NULL) &&
      hearth_swap_is_in_the_clear (swaps, "/sys/block"))
    hearth_notices_set (notices, &notice, FALSE);
}

void
hearth_memory_notice_add (HearthNotices *notices, HearthProcessWarnings warnings)
{
  const HearthNotice notice = {
    .id = "memory",
    .title = _ ("This computer may write pages of the open vault to its disk, unencrypted"),
    .body = _ ("It lets programs lock too little memory. The vault itself stays encrypted. Ask who "
               "looks after this computer for a larger limit of locked memory (memlock)."),
  };

  if ((warnings & HEARTH_PROCESS_MEMORY_NOT_LOCKED) != 0)
    hearth_notices_set (notices, &notice, FALSE);
}
