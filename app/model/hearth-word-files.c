/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-word-files.h"

#include "hearth-data-dir.h"

static GBytes *
read_file (const char *name, GError **error)
{
  g_autofree char *folder = hearth_data_dir_dup_path ("words");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  return g_bytes_new_take (text, size);
}

/**
 * hearth_word_files_load_list:
 * @language: "en" or "uk"
 *
 * Returns: (transfer full): the words, or %NULL with an error: the program is not whole. Thread: any.
 */
HearthWordList *
hearth_word_files_load_list (const char *language, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (g_str_equal (language, "en") || g_str_equal (language, "uk"), NULL);

  name = g_strconcat (language, ".txt", NULL);
  text = read_file (name, error);
  return text != NULL ? hearth_word_list_new (text, error) : NULL;
}

/** hearth_word_files_load_common: Returns: (transfer full): what everybody tries, or %NULL with an error. */
HearthCommonPieces *
hearth_word_files_load_common (GError **error)
{
  g_autoptr (GBytes) text = read_file ("common.txt", error);

  return text != NULL ? hearth_common_pieces_new (text, error) : NULL;
}
