/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One form of ustar, for backups and bundles (bundles 10). The reader makes the header that the
 * writer would have made from name and size, and compares: so extensions, links, owners and odd
 * encodings cannot exist. Names are labels; whoever reads an archive never uses them as paths. */
#include "config.h"

#include "hearth-ustar.h"

#include <string.h>

#define NAME_SIZE 100
#define CHECKSUM_OFFSET 148
#define CHECKSUM_SIZE 8
#define SIZE_OFFSET 124
#define SIZE_DIGITS 11
#define ZERO_RUN (64 * 1024)

static const guint8 zeros[ZERO_RUN];

struct _HearthUstarWriter
{
  HearthUstarWriteFunc write;
  gpointer sink;
  GHashTable *names;
  guint64 position;
  guint64 n_left; /* of the present member */
};

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
is_name (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length > HEARTH_USTAR_MAX_NAME)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && strchr ("._-/", name[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gsize
padding_of (guint64 size)
{
  return (gsize) (-size & (HEARTH_USTAR_BLOCK - 1));
}

/* The sum of all bytes, with the field itself as spaces. */
static void
put_checksum (guint8 header[HEARTH_USTAR_BLOCK])
{
  char text[CHECKSUM_SIZE];
  guint sum = 0;

  memset (header + CHECKSUM_OFFSET, ' ', CHECKSUM_SIZE);
  for (gsize i = 0; i < HEARTH_USTAR_BLOCK; i++)
    sum += header[i];
  g_snprintf (text, sizeof text, "%06o", sum);
  memcpy (header + CHECKSUM_OFFSET, text, 7);
}

/**
 * hearth_ustar_header:
 * @name: 1 to 99 ASCII letters, digits and "._-/"
 * @out: (out): untouched on failure
 *
 * Returns: %FALSE if @name or @size has no place in a header. Thread: any.
 */
gboolean
hearth_ustar_header (const char *name, guint64 size, guint8 out[HEARTH_USTAR_BLOCK])
{
  char digits[SIZE_DIGITS + 1];

  if (!is_name (name) || size > HEARTH_USTAR_MAX_SIZE)
    return FALSE;

  memset (out, 0, HEARTH_USTAR_BLOCK);
  memcpy (out, name, strlen (name));
  memcpy (out + NAME_SIZE,
          "0000600\0"
          "0000000\0"
          "0000000",
          24);
  g_snprintf (digits, sizeof digits, "%0*" G_GINT64_MODIFIER "o", SIZE_DIGITS, size);
  memcpy (out + SIZE_OFFSET, digits, SIZE_DIGITS + 1);
  memcpy (out + SIZE_OFFSET + 12, "00000000000", 12);
  out[156] = '0';
  memcpy (out + 257,
          "ustar\0"
          "00",
          8);
  put_checksum (out);
  return TRUE;
}

/** hearth_ustar_member_size: Returns: bytes that a member takes, with header and filling. */
guint64
hearth_ustar_member_size (guint64 size)
{
  return HEARTH_USTAR_BLOCK + size + padding_of (size);
}

/**
 * hearth_padme:
 *
 * The next size that tells little about the real one: at most 12 % more, far less for large ones.
 * Source: Padmé (PURBs, Nikitin and others, 2019), as bundles 10 writes it.
 *
 * Returns: at least @length. Thread: any.
 */
guint64
hearth_padme (guint64 length)
{
  guint e, s;
  guint64 mask;

  if (length < 2)
    return length;
  e = g_bit_storage (length) - 1;
  s = e > 0 ? g_bit_storage (e) : 0;
  if (s >= e)
    return length;
  mask = (G_GUINT64_CONSTANT (1) << (e - s)) - 1;
  return (length + mask) & ~mask;
}

static gboolean
fail (GError **error, HearthBaseError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BASE_ERROR, code, message);
  return FALSE;
}

/** hearth_ustar_writer_new: Returns: (transfer full): @write is called with @sink. */
HearthUstarWriter *
hearth_ustar_writer_new (HearthUstarWriteFunc write, gpointer sink)
{
  HearthUstarWriter *self = g_new0 (HearthUstarWriter, 1);

  self->write = write;
  self->sink = sink;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
hearth_ustar_writer_free (HearthUstarWriter *self)
{
  g_hash_table_unref (self->names);
  g_free (self);
}

static gboolean
put (HearthUstarWriter *self, const void *data, gsize length, GError **error)
{
  self->position += length;
  return length == 0 || self->write (self->sink, data, length, error);
}

/**
 * hearth_ustar_writer_begin:
 *
 * Begins a member of exactly @size bytes, to be given by hearth_ustar_writer_write().
 *
 * Returns: %FALSE with %HEARTH_BASE_ERROR_INVALID, %HEARTH_BASE_ERROR_DUPLICATE, or an error of the
 *   sink.
 */
gboolean
hearth_ustar_writer_begin (HearthUstarWriter *self, const char *name, guint64 size, GError **error)
{
  guint8 header[HEARTH_USTAR_BLOCK];

  g_return_val_if_fail (self->n_left == 0, FALSE);

  if (!hearth_ustar_header (name, size, header))
    return fail (error, HEARTH_BASE_ERROR_INVALID, "no name or size for a member");
  if (!g_hash_table_add (self->names, g_strdup (name)))
    return fail (error, HEARTH_BASE_ERROR_DUPLICATE, "a member stands twice");
  self->n_left = size;
  return put (self, header, sizeof header, error);
}

/** hearth_ustar_writer_write: @length: at most what is left of the member. */
gboolean
hearth_ustar_writer_write (HearthUstarWriter *self, const void *data, gsize length, GError **error)
{
  g_return_val_if_fail (length <= self->n_left, FALSE);

  if (length == 0)
    return TRUE;
  self->n_left -= length;
  if (!put (self, data, length, error))
    return FALSE;
  return self->n_left > 0 || put (self, zeros, padding_of (self->position), error);
}

/** hearth_ustar_writer_add: a whole member at once. */
gboolean
hearth_ustar_writer_add (
    HearthUstarWriter *self, const char *name, const void *data, gsize length, GError **error)
{
  return hearth_ustar_writer_begin (self, name, length, error) &&
         hearth_ustar_writer_write (self, data, length, error);
}

/** hearth_ustar_writer_add_zeros: a member of @size zero bytes. */
gboolean
hearth_ustar_writer_add_zeros (HearthUstarWriter *self,
                               const char *name,
                               guint64 size,
                               GError **error)
{
  if (!hearth_ustar_writer_begin (self, name, size, error))
    return FALSE;
  while (self->n_left > 0)
    if (!hearth_ustar_writer_write (self, zeros, MIN (self->n_left, sizeof zeros), error))
      return FALSE;
  return TRUE;
}

/** hearth_ustar_writer_finish: the two zero blocks at the end. */
gboolean
hearth_ustar_writer_finish (HearthUstarWriter *self, GError **error)
{
  g_return_val_if_fail (self->n_left == 0, FALSE);

  return put (self, zeros, HEARTH_USTAR_END, error);
}

/** hearth_ustar_writer_get_position: Returns: bytes given to the sink so far. */
guint64
hearth_ustar_writer_get_position (const HearthUstarWriter *self)
{
  return self->position;
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

  if (!parse_size (header + SIZE_OFFSET, size) ||
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
  self->n_padding = padding_of (*size);
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
