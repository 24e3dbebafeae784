/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks go round between two queues: empty ones to the writer, full ones to the thread. Their number
 * bounds the memory. After an error of the function the thread only hands blocks back, so that the writer
 * never waits for nothing and hears of it with its next bytes. */
#include "config.h"

#include "hearth-thread-stream.h"

#include <string.h>

#define BLOCK_SIZE (128 * 1024)
#define N_BLOCKS 8

typedef struct
{
  gsize length; /* 0: the end */
  guint8 bytes[BLOCK_SIZE];
} Block;

struct _HearthThreadStream
{
  GOutputStream parent_instance;

  HearthThreadStreamFunc func;
  gpointer data;
  GThread *thread; /* NULL until there is a full block: what is small is not worth one */
  GAsyncQueue *empty;
  GAsyncQueue *full;
  Block *block; /* being filled */
  guint n_blocks;
  int is_given_up; /* atomic: nothing more goes to the function */
  GMutex mutex;    /* of the error */
  GError *error;
};

G_DEFINE_FINAL_TYPE (HearthThreadStream, hearth_thread_stream, G_TYPE_OUTPUT_STREAM)

static void
block_free (gpointer data)
{
  Block *block = data;

  if (block == NULL)
    return;
  explicit_bzero (block, sizeof *block);
  g_free (block);
}

static gboolean
put_block (HearthThreadStream *self, const Block *block, GError **error)
{
  return self->func (self->data, block->bytes, block->length, error);
}

static void
take_block (HearthThreadStream *self, const Block *block)
{
  GError *error = NULL;

  if (g_atomic_int_get (&self->is_given_up) || put_block (self, block, &error))
    return;
  g_mutex_lock (&self->mutex);
  self->error = error;
  g_mutex_unlock (&self->mutex);
  g_atomic_int_set (&self->is_given_up, TRUE);
}

static gpointer
thread_main (gpointer data)
{
  HearthThreadStream *self = data;

  for (;;)
    {
      Block *block = g_async_queue_pop (self->full);
      const gboolean is_end = block->length == 0;

      if (!is_end)
        take_block (self, block);
      explicit_bzero (block->bytes, block->length);
      g_async_queue_push (self->empty, block);
      if (is_end)
        return NULL;
    }
}

static gboolean
report (HearthThreadStream *self, GError **error)
{
  gboolean failed;

  g_mutex_lock (&self->mutex);
  failed = self->error != NULL;
  if (failed && error != NULL)
    *error = g_error_copy (self->error);
  g_mutex_unlock (&self->mutex);
  return !failed;
}

/* An empty block: a new one while there are few, else the next that the thread is done with. */
static Block *
get_block (HearthThreadStream *self)
{
  Block *block = g_async_queue_try_pop (self->empty);

  if (block == NULL && self->n_blocks < N_BLOCKS)
    {
      block = g_malloc (sizeof *block);
      self->n_blocks++;
    }
  if (block == NULL)
    block = g_async_queue_pop (self->empty);
  block->length = 0;
  return block;
}

static void
send_block (HearthThreadStream *self, Block *block)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("bundle-out", thread_main, self);
  g_async_queue_push (self->full, block);
}

static void
end_thread (HearthThreadStream *self)
{
  if (self->thread == NULL)
    return;
  send_block (self, get_block (self));
  g_thread_join (self->thread);
  self->thread = NULL;
}

static gssize
hearth_thread_stream_write (GOutputStream *stream,
                            const void *buffer,
                            gsize count,
                            GCancellable *cancellable,
                            GError **error)
{
  HearthThreadStream *self = HEARTH_THREAD_STREAM (stream);
  gsize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !report (self, error))
    return -1;
  if (self->block != NULL && self->block->length == BLOCK_SIZE)
    send_block (self, g_steal_pointer (&self->block));
  if (self->block == NULL)
    self->block = get_block (self);
  n = MIN (count, BLOCK_SIZE - self->block->length);
  memcpy (self->block->bytes + self->block->length, buffer, n);
  self->block->length += n;
  return (gssize) n;
}

static void
hearth_thread_stream_finalize (GObject *object)
{
  HearthThreadStream *self = HEARTH_THREAD_STREAM (object);

  g_atomic_int_set (&self->is_given_up, TRUE);
  end_thread (self);
  block_free (self->block);
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->empty);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (hearth_thread_stream_parent_class)->finalize (object);
}

static void
hearth_thread_stream_class_init (HearthThreadStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_thread_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = hearth_thread_stream_write;
}

static void
hearth_thread_stream_init (HearthThreadStream *self)
{
  g_mutex_init (&self->mutex);
  self->empty = g_async_queue_new_full (block_free);
  self->full = g_async_queue_new_full (block_free);
}

/**
 * hearth_thread_stream_new:
 * @func: (scope notified): gets what is written, in order
 * @data: (not nullable): stays until the stream was finished or is gone
 *
 * Returns: (transfer full): a stream to write to.
 */
HearthThreadStream *
hearth_thread_stream_new (HearthThreadStreamFunc func, gpointer data)
{
  HearthThreadStream *self;

  g_return_val_if_fail (func != NULL && data != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_THREAD_STREAM, NULL);
  self->func = func;
  self->data = data;
  return self;
}

/**
 * hearth_thread_stream_finish:
 *
 * Waits until the function has everything. Nothing may be written afterwards.
 *
 * Returns: %FALSE with an error of the function, which then has only a part.
 */
gboolean
hearth_thread_stream_finish (HearthThreadStream *self, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_THREAD_STREAM (self), FALSE);

  if (self->block != NULL && self->thread != NULL)
    send_block (self, g_steal_pointer (&self->block));
  end_thread (self);
  if (!report (self, error))
    return FALSE;
  return self->block == NULL || put_block (self, self->block, error);
}
