/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader of compiled message catalogues (GNU gettext manual, "The Format of GNU MO Files"). gettext itself knows one
 * language at a time for the whole process. */
#include "config.h"

#include "hearth-catalogue.h"

#include <string.h>

#define MAGIC 0x950412deu
#define HEAD_SIZE 28
#define ENTRY_SIZE 8
#define MAX_SIZE (16 * 1024 * 1024)

struct _HearthCatalogue
{
  GBytes *bytes;     /* NULL: nothing is translated */
  GHashTable *texts; /* borrowed from @bytes: the English, its translation */
  gboolean is_swapped;
};

static guint32
read_number (const HearthCatalogue *self, gsize offset)
{
  const guint8 *data = g_bytes_get_data (self->bytes, NULL);
  guint32 number;

  memcpy (&number, data + offset, sizeof number);
  return self->is_swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

/* NULL: it does not lie in the file whole, with its end. */
static const char *
read_text (const HearthCatalogue *self, gsize entry)
{
  const gsize size = g_bytes_get_size (self->bytes);
  const gsize length = read_number (self, entry);
  const gsize offset = read_number (self, entry + 4);
  const char *data = g_bytes_get_data (self->bytes, NULL);

  if (offset >= size || length >= size - offset || data[offset + length] != '\0' ||
      !g_utf8_validate (data + offset, (gssize) strlen (data + offset), NULL))
    return NULL;
  return data + offset;
}

static gboolean
read_all (HearthCatalogue *self)
{
  const gsize size = g_bytes_get_size (self->bytes);
  gsize n, originals, translations;

  if (size < HEAD_SIZE || size > MAX_SIZE)
    return FALSE;
  if (read_number (self, 0) != MAGIC)
    self->is_swapped = TRUE;
  if (read_number (self, 0) != MAGIC)
    return FALSE;
  n = read_number (self, 8);
  originals = read_number (self, 12);
  translations = read_number (self, 16);
  if (n > size / ENTRY_SIZE || originals > size - n * ENTRY_SIZE ||
      translations > size - n * ENTRY_SIZE)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const char *text = read_text (self, originals + i * ENTRY_SIZE);
      const char *translation = read_text (self, translations + i * ENTRY_SIZE);

      if (text == NULL || translation == NULL)
        return FALSE;
      if (*text != '\0' && *translation != '\0')
        g_hash_table_insert (self->texts, (gpointer) text, (gpointer) translation);
    }
  return TRUE;
}

/**
 * hearth_catalogue_new_from_bytes:
 * @bytes: (nullable): a whole file
 *
 * Returns: (transfer full): of what is damaged or no catalogue, an empty one. Thread: any.
 */
HearthCatalogue *
hearth_catalogue_new_from_bytes (GBytes *bytes)
{
  HearthCatalogue *self = g_new0 (HearthCatalogue, 1);

  self->texts = g_hash_table_new (g_str_hash, g_str_equal);
  if (bytes == NULL)
    return self;
  self->bytes = g_bytes_ref (bytes);
  if (!read_all (self))
    g_hash_table_remove_all (self->texts);
  return self;
}

/** hearth_catalogue_new: Returns: (transfer full): see the header. Thread: any. */
HearthCatalogue *
hearth_catalogue_new (const char *folder, const char *language)
{
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  g_return_val_if_fail (language != NULL, NULL);

  if (folder != NULL)
    path = g_build_filename (folder, language, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  if (path != NULL && g_file_get_contents (path, &content, &size, NULL))
    bytes = g_bytes_new_take (g_steal_pointer (&content), size);
  return hearth_catalogue_new_from_bytes (bytes);
}

/** hearth_catalogue_free: @self: (transfer full) (nullable). Thread: any. */
void
hearth_catalogue_free (HearthCatalogue *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->texts);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/** hearth_catalogue_get: Returns: (transfer none): see the header. Thread: any. */
const char *
hearth_catalogue_get (const HearthCatalogue *self, const char *text)
{
  const char *translation;

  g_return_val_if_fail (self != NULL && text != NULL, text);

  translation = g_hash_table_lookup (self->texts, text);
  return translation != NULL ? translation : text;
}
