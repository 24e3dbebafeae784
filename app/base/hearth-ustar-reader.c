/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-ustar-reader.h"

#include <string.h>

#define NAME_SIZE 100
#define SIZE_DIGITS 11

static const guint8 zeros[HEARTH_USTAR_BLOCK];

struct _HearthUstarReader
{
  HearthUstarReadFunc read;
  gpointer source;
  GHashTable *names;
  guint64 position;
  guint64 n_left;
  gsize n_padding;
  gboolean has_ended;
};

static gboolean
fail (GError **error, HearthBaseError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BASE_ERROR, code, message);
  return FALSE;
}

/** hearth_ustar_reader_new: Returns: (transfer full): @read is called with @source. */
HearthUstarReader *
hearth_ustar_reader_new (HearthUstarReadFunc read, gpointer source)
{
  HearthUstarReader *self = g_new0 (HearthUstarReader, 1);

  self->read = read;
  self->source = source;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/** hearth_ustar_reader_free: frees @self. */
void
hearth_ustar_reader_free (HearthUstarReader *self)
{
  g_hash_table_unref (self->names);
  g_free (self);
}

static gboolean
get_all (HearthUstarReader *self, guint8 *buffer, gsize count, GError **error)
{
  while (count > 0)
    {
      gssize n = self->read (self->source, buffer, count, error);

      if (n < 0)
        return FALSE;
      if (n == 0)
        return fail (error, HEARTH_BASE_ERROR_INVALID, "the archive is cut");
      self->position += (gsize) n;
      buffer += n;
      count -= (gsize) n;
    }
  return TRUE;
}

static gboolean
is_zero (const guint8 *bytes, gsize length)
{
  return memcmp (bytes, zeros, length) == 0;
}

/* The filling behind the data of a member, which must be zero. */
static gboolean
skip_padding (HearthUstarReader *self, GError **error)
{
  guint8 padding[HEARTH_USTAR_BLOCK];
  gsize n = self->n_padding;

  self->n_padding = 0;
  if (!get_all (self, padding, n, error))
    return FALSE;
  return is_zero (padding, n) ||
         fail (error, HEARTH_BASE_ERROR_INVALID, "the filling of a member is not zero");
}

static gboolean
skip_rest (HearthUstarReader *self, GError **error)
{
  guint8 buffer[4096];
  gssize n;

  while ((n = hearth_ustar_reader_read (self, buffer, sizeof buffer, error)) > 0)
    ;
  return n == 0;
}

/* After the first zero block: the second one, and then nothing. */
static gboolean
read_end (HearthUstarReader *self, GError **error)
{
  guint8 block[HEARTH_USTAR_BLOCK];
  gssize n;

  if (!get_all (self, block, sizeof block, error))
    return FALSE;
  if (!is_zero (block, sizeof block))
    return fail (error, HEARTH_BASE_ERROR_INVALID, "one zero block stands alone");
  n = self->read (self->source, block, 1, error);
  if (n > 0)
    return fail (error, HEARTH_BASE_ERROR_INVALID, "bytes follow the end of the archive");
  self->has_ended = TRUE;
  return n == 0;
}

static gboolean
parse_size (const guint8 *field, guint64 *size)
{
  *size = 0;
  for (int i = 0; i < SIZE_DIGITS; i++)
    {
      if (field[i] < '0' || field[i] > '7')
        return FALSE;
      *size = *size << 3 | (guint64) (field[i] - '0');
    }
  return TRUE;
}

static gboolean
parse_header (const guint8 header[HEARTH_USTAR_BLOCK], char **name, guint64 *size)
{
  guint8 expected[HEARTH_USTAR_BLOCK];
  g_autofree char *read_name = g_strndup ((const char *) header, NAME_SIZE);

  if (!parse_size (header + HEARTH_USTAR_SIZE_OFFSET, size) ||
      !hearth_ustar_header (read_name, *size, expected) ||
      memcmp (header, expected, sizeof expected) != 0)
    return FALSE;
  *name = g_steal_pointer (&read_name);
  return TRUE;
}

/**
 * hearth_ustar_reader_next:
 * @name: (out) (transfer none) (nullable): of the next member, owned by the reader; %NULL at the end,
 *   when the source has nothing more
 * @size: (out): bytes of its data
 *
 * What was not read of the present member is skipped.
 *
 * Returns: %FALSE with %HEARTH_BASE_ERROR_INVALID for any byte that the writer would not have
 *   written, %HEARTH_BASE_ERROR_DUPLICATE, or an error of the source.
 */
gboolean
hearth_ustar_reader_next (HearthUstarReader *self, const char **name, guint64 *size, GError **error)
{
  guint8 header[HEARTH_USTAR_BLOCK];
  char *found;

  g_return_val_if_fail (!self->has_ended, FALSE);

  *name = NULL;
  *size = 0;
  if (!skip_rest (self, error) || !get_all (self, header, sizeof header, error))
    return FALSE;
  if (is_zero (header, sizeof header))
    return read_end (self, error);
  if (!parse_header (header, &found, size))
    return fail (error, HEARTH_BASE_ERROR_INVALID, "a header is not as it must be");

  self->n_left = *size;
  self->n_padding = hearth_ustar_padding (*size);
  *name = found;
  if (g_hash_table_contains (self->names, found))
    {
      g_free (found);
      *name = NULL;
      return fail (error, HEARTH_BASE_ERROR_DUPLICATE, "a member stands twice");
    }
  g_hash_table_add (self->names, found);
  return TRUE;
}

/**
 * hearth_ustar_reader_read:
 *
 * Returns: the number of bytes of the present member, which may be fewer than @count; 0 at its end;
 *   -1 with %HEARTH_BASE_ERROR_INVALID or an error of the source.
 */
gssize
hearth_ustar_reader_read (HearthUstarReader *self, void *buffer, gsize count, GError **error)
{
  gssize n;

  if (self->n_left == 0)
    return self->n_padding == 0 || skip_padding (self, error) ? 0 : -1;
  if (count == 0)
    return 0;
  n = self->read (self->source, buffer, MIN (count, self->n_left), error);
  if (n < 0)
    return -1;
  if (n == 0)
    return fail (error, HEARTH_BASE_ERROR_INVALID, "the archive is cut") ? 0 : -1;
  self->position += (gsize) n;
  self->n_left -= (gsize) n;
  return n;
}

/** hearth_ustar_reader_get_position: Returns: bytes taken from the source so far. */
guint64
hearth_ustar_reader_get_position (const HearthUstarReader *self)
{
  return self->position;
}
