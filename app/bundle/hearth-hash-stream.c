/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-hash-stream.h"

struct _HearthHashStream
{
  GFilterOutputStream parent_instance;

  HearthHash *hash; /* apart, for objects are not aligned as it wants */
  guint64 n_bytes;
};

G_DEFINE_FINAL_TYPE (HearthHashStream, hearth_hash_stream, G_TYPE_FILTER_OUTPUT_STREAM)

static gssize
hearth_hash_stream_write (GOutputStream *stream,
                          const void *buffer,
                          gsize count,
                          GCancellable *cancellable,
                          GError **error)
{
  HearthHashStream *self = HEARTH_HASH_STREAM (stream);
  GOutputStream *sink = g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (stream));
  gssize n = g_output_stream_write (sink, buffer, count, cancellable, error);

  if (n > 0)
    {
      hearth_hash_update (self->hash, buffer, (gsize) n);
      self->n_bytes += (gsize) n;
    }
  return n;
}

static void
hearth_hash_stream_finalize (GObject *object)
{
  HearthHashStream *self = HEARTH_HASH_STREAM (object);

  g_aligned_free (self->hash);
  G_OBJECT_CLASS (hearth_hash_stream_parent_class)->finalize (object);
}

static void
hearth_hash_stream_class_init (HearthHashStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_hash_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = hearth_hash_stream_write;
}

static void
hearth_hash_stream_init (HearthHashStream *self)
{
  self->hash = g_aligned_alloc (1, sizeof (HearthHash), G_ALIGNOF (HearthHash));
  hearth_hash_init (self->hash);
}

/** hearth_hash_stream_new: Returns: (transfer full): @sink is not closed with it. One thread. */
HearthHashStream *
hearth_hash_stream_new (GOutputStream *sink)
{
  return g_object_new (HEARTH_TYPE_HASH_STREAM, "base-stream", sink, "close-base-stream", FALSE,
                       NULL);
}

/** hearth_hash_stream_finish: Returns: bytes passed on; nothing may be written afterwards. */
guint64
hearth_hash_stream_finish (HearthHashStream *self, guint8 hash[HEARTH_HASH_SIZE])
{
  hearth_hash_final (self->hash, hash);
  return self->n_bytes;
}
