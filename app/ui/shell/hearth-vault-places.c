/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-vault-places.h"

#include "hearth-demo.h"
#include "hearth-vault.h"

char *
hearth_vault_places_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "hearth", NULL);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
hearth_vault_places_list (void)
{
  g_autofree char *folder = hearth_vault_places_dup_path ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, HEARTH_VAULT_SUFFIX) && hearth_vault_exists (path))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

gboolean
hearth_vault_places_is_name_usable (const char *name)
{
  return *name != '\0' && *name != '.' && strchr (name, '/') == NULL && strlen (name) <= 200;
}

char *
hearth_vault_places_dup_path_of (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, HEARTH_VAULT_SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

char *
hearth_vault_places_dup_title (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *shown;

  if (g_str_has_suffix (name, HEARTH_VAULT_SUFFIX) && strlen (name) > strlen (HEARTH_VAULT_SUFFIX))
    name[strlen (name) - strlen (HEARTH_VAULT_SUFFIX)] = '\0';
  shown = g_filename_display_name (name);
  return shown;
}

char *
hearth_vault_places_dup_demo_path (void)
{
  g_autofree char *folder = hearth_vault_places_dup_path ();

  return g_build_filename (folder, HEARTH_DEMO_VAULT_NAME, NULL);
}

gboolean
hearth_vault_places_is_demo (const char *path)
{
  g_autofree char *demo = hearth_vault_places_dup_demo_path ();

  return g_strcmp0 (demo, path) == 0;
}
