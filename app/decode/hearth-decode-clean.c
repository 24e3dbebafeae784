/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-decode-clean.h"

#include "hearth-decode-error.h"
#include "hearth-decode-limits.h"
#include "hearth-decoder.h"

#include <string.h>

#define FIRST_SIZE (1 << 20)

/* Plaintext on its way. It grows by wiping what it leaves behind. */
typedef struct
{
  guint8 *data;
  gsize length;
  gsize size;
} Buffer;

static void
buffer_clear (Buffer *self)
{
  if (self->data != NULL)
    explicit_bzero (self->data, self->length);
  g_clear_pointer (&self->data, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Buffer, buffer_clear)

static gboolean
fail_too_big (GError **error)
{
  g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TOO_BIG,
                       "more bytes than the limit");
  return FALSE;
}

static gboolean
buffer_grow (Buffer *self, GError **error)
{
  gsize size = self->size == 0 ? FIRST_SIZE : self->size * 2;
  guint8 *data;

  if (self->size > HEARTH_DECODE_MAX_INPUT)
    return fail_too_big (error);
  data = g_try_malloc (size);
  if (data == NULL)
    return fail_too_big (error);
  if (self->data != NULL)
    {
      memcpy (data, self->data, self->length);
      buffer_clear (self);
    }
  self->data = data;
  self->size = size;
  return TRUE;
}

static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_auto (Buffer) buffer = { 0 };
  gssize n;

  do
    {
      if (buffer.length == buffer.size && !buffer_grow (&buffer, error))
        return NULL;
      n = g_input_stream_read (stream, buffer.data + buffer.length, buffer.size - buffer.length,
                               cancellable, error);
      if (n < 0)
        return NULL;
      buffer.length += (gsize) n;
    }
  while (n > 0 && buffer.length <= HEARTH_DECODE_MAX_INPUT);
  if (n > 0)
    {
      fail_too_big (error);
      return NULL;
    }
  return hearth_pixels_wrap_wiped (g_steal_pointer (&buffer.data), buffer.length);
}

/**
 * hearth_decode_clean_sync:
 * @stream: read to its end, not closed
 *
 * Reads a document into memory, lets a confined child look at it and strip it, see
 * hearth_decoder_strip_sync().
 *
 * Returns: (transfer full): what may be kept, wiped with its last reference; %NULL with a
 *   %HEARTH_DECODE_ERROR, an error of @stream or %G_IO_ERROR_CANCELLED. Thread: any, blocks.
 */
GBytes *
hearth_decode_clean_sync (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) document = NULL;
  g_autoptr (HearthDecoder) decoder = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  document = read_all (stream, cancellable, error);
  if (document == NULL)
    return NULL;
  decoder = hearth_decoder_open_sync (document, cancellable, error);
  return decoder != NULL ? hearth_decoder_strip_sync (decoder, cancellable, error) : NULL;
}

static void
clean_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *clean = hearth_decode_clean_sync (data, cancellable, &error);

  if (clean != NULL)
    g_task_return_pointer (task, clean, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * hearth_decode_clean_async:
 *
 * hearth_decode_clean_sync() on a thread of the pool. Thread: one with a main context.
 */
void
hearth_decode_clean_async (GInputStream *stream,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_decode_clean_async);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  g_task_run_in_thread (task, clean_on_thread);
}

/**
 * hearth_decode_clean_finish:
 *
 * Returns: (transfer full): as hearth_decode_clean_sync() does.
 */
GBytes *
hearth_decode_clean_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_decode_clean_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
