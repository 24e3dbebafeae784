/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-data-dir.h"

/**
 * hearth_data_dir_dup_path:
 * @name: a folder of the program's data, for example "packs"
 *
 * In a development build the source tree's folder while it is there, so that an edited file is seen
 * at once; else the installed one.
 *
 * Returns: (transfer full): its path. Thread: any.
 */
char *
hearth_data_dir_dup_path (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

#ifdef HEARTH_SOURCE_DATA_DIR
  {
    g_autofree char *path = g_build_filename (HEARTH_SOURCE_DATA_DIR, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      return g_steal_pointer (&path);
  }
#endif
  return g_build_filename (HEARTH_DATA_DIR, name, NULL);
}
