/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-ustar-writer.h"

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

/** hearth_ustar_writer_free: frees @self. */
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
  return self->n_left > 0 || put (self, zeros, hearth_ustar_padding (self->position), error);
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
    if (!hearth_ustar_writer_write (self, zeros, MIN (self->n_left, ZERO_RUN), error))
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
