/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-spool-stream.h"

#include "hearth-bundle-progress.h"

#include <errno.h>
#include <unistd.h>

struct _HearthSpoolStream
{
  GInputStream parent_instance;

  int fd; /* borrowed */
  guint64 offset;
  guint64 n_left;
};

G_DEFINE_FINAL_TYPE (HearthSpoolStream, hearth_spool_stream, G_TYPE_INPUT_STREAM)

static gssize
read_stretch (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  HearthSpoolStream *self = HEARTH_SPOOL_STREAM (stream);
  gsize wanted = (gsize) MIN (self->n_left, count);
  gssize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  n = TEMP_FAILURE_RETRY (pread (self->fd, buffer, wanted, (off_t) self->offset));
  if (n < 0 || (n == 0 && wanted > 0))
    {
      g_set_error_literal (error, G_IO_ERROR,
                           n < 0 ? g_io_error_from_errno (errno) : G_IO_ERROR_FAILED,
                           "the spool lost bytes");
      return -1;
    }
  self->offset += (guint64) n;
  self->n_left -= (guint64) n;
  hearth_bundle_progress_add (cancellable, (guint64) n);
  return n;
}

static void
hearth_spool_stream_class_init (HearthSpoolStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = read_stretch;
}

static void
hearth_spool_stream_init (HearthSpoolStream *self)
{
  self->fd = -1;
}

/** hearth_spool_stream_new: Returns: (transfer full): @fd stays open as long as it is read. */
GInputStream *
hearth_spool_stream_new (int fd, guint64 offset, guint64 size)
{
  HearthSpoolStream *self = g_object_new (HEARTH_TYPE_SPOOL_STREAM, NULL);

  self->fd = fd;
  self->offset = offset;
  self->n_left = size;
  return G_INPUT_STREAM (self);
}
