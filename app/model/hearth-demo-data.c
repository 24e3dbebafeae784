/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-data.h"

#include "hearth-csv.h"
#include "hearth-demo-resource.h"

#define PREFIX "/org/hearthcase/Hearth/demo/"

struct _HearthDemoData
{
  HearthCsv *people;
  GHashTable *columns; /* heading -> column, borrowed texts */
  GKeyFile *story;
};

/** hearth_demo_data_free: Thread: any. */
void
hearth_demo_data_free (HearthDemoData *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->columns, g_hash_table_unref);
  g_clear_pointer (&self->people, hearth_csv_free);
  g_clear_pointer (&self->story, g_key_file_unref);
  g_free (self);
}

/* A static library's constructors may be dropped by the linker, so the resource is registered by hand. */
static GBytes *
look_up (const char *path, GError **error)
{
  static gsize is_registered;

  if (g_once_init_enter (&is_registered))
    {
      hearth_demo_register_resource ();
      g_once_init_leave (&is_registered, 1);
    }
  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gboolean
load_people (HearthDemoData *self, GError **error)
{
  g_autoptr (GBytes) bytes = look_up (PREFIX "people.csv", error);
  HearthCsvPosition position;

  if (bytes == NULL)
    return FALSE;
  self->people = hearth_csv_read (bytes, &position, error);
  if (self->people == NULL)
    return FALSE;
  self->columns = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < hearth_csv_get_n_cells (self->people, 0); i++)
    g_hash_table_insert (self->columns, (gpointer) hearth_csv_get_cell (self->people, 0, i),
                         GUINT_TO_POINTER (i));
  return TRUE;
}

static gboolean
load_story (HearthDemoData *self, GError **error)
{
  g_autoptr (GBytes) bytes = look_up (PREFIX "demo.ini", error);

  if (bytes == NULL)
    return FALSE;
  self->story = g_key_file_new ();
  return g_key_file_load_from_bytes (self->story, bytes, G_KEY_FILE_NONE, error);
}

/** hearth_demo_data_load: Returns: (transfer full): the data, or %NULL with an error. Thread: any. */
HearthDemoData *
hearth_demo_data_load (GError **error)
{
  g_autoptr (HearthDemoData) self = g_new0 (HearthDemoData, 1);

  if (!load_people (self, error) || !load_story (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** hearth_demo_data_get_n_people: Thread: any. */
guint
hearth_demo_data_get_n_people (const HearthDemoData *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return hearth_csv_get_n_rows (self->people) - 1;
}

/** hearth_demo_data_get: Returns: (transfer none): the cell, maybe "". Thread: any. */
const char *
hearth_demo_data_get (const HearthDemoData *self, guint person, const char *column)
{
  gpointer index;
  const char *cell;

  g_return_val_if_fail (self != NULL && column != NULL, "");

  if (!g_hash_table_lookup_extended (self->columns, column, NULL, &index))
    return "";
  cell = hearth_csv_get_cell (self->people, person + 1, GPOINTER_TO_UINT (index));
  return cell != NULL ? cell : "";
}

/** hearth_demo_data_get_int: Returns: the cell as a number, 0 if it is none. Thread: any. */
gint64
hearth_demo_data_get_int (const HearthDemoData *self, guint person, const char *column)
{
  return g_ascii_strtoll (hearth_demo_data_get (self, person, column), NULL, 10);
}

/** hearth_demo_data_dup_text: Returns: (transfer full) (nullable): the value. Thread: any. */
char *
hearth_demo_data_dup_text (const HearthDemoData *self, const char *group, const char *key)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_key_file_get_string (self->story, group, key, NULL);
}

/** hearth_demo_data_get_number: Returns: the value, 0 if there is none. Thread: any. */
int
hearth_demo_data_get_number (const HearthDemoData *self, const char *group, const char *key)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_key_file_get_integer (self->story, group, key, NULL);
}

/** hearth_demo_data_dup_list: Returns: (transfer full): the values, maybe none. Thread: any. */
char **
hearth_demo_data_dup_list (const HearthDemoData *self, const char *group, const char *key)
{
  char **list;

  g_return_val_if_fail (self != NULL, NULL);

  list = g_key_file_get_string_list (self->story, group, key, NULL, NULL);
  return list != NULL ? list : g_new0 (char *, 1);
}

/** hearth_demo_dice: FNV-1a over both words. Thread: any. */
guint
hearth_demo_dice (const char *first, const char *second, guint n)
{
  const char *words[] = { first, "/", second };
  guint32 hash = 2166136261u;

  g_return_val_if_fail (first != NULL && second != NULL && n > 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (const char *p = words[i]; *p != '\0'; p++)
      hash = (hash ^ (guint8) *p) * 16777619u;
  /* The low bits of FNV follow the last letter; the high ones do not. */
  return (hash ^ hash >> 16) % n;
}
