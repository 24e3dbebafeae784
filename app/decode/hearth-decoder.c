/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document in one child. The child lives until the document is closed, so that pages can be
 * turned; whoever locks the vault closes it. */
#include "config.h"

#include "hearth-decoder.h"

#include "hearth-decode-error.h"
#include "hearth-decode-limits.h"
#include "hearth-decode-process-private.h"

struct _HearthDecoder
{
  GObject parent_instance;

  HearthDecodeProcess *process; /* until finalize; ended earlier by close */
  GMutex mutex;                 /* one exchange at a time */
  gint is_closed;               /* atomic */
  HearthDecodeKind kind;
  guint n_pages;
  guint natural_width;
  guint natural_height;
};

G_DEFINE_FINAL_TYPE (HearthDecoder, hearth_decoder, G_TYPE_OBJECT)

static void
hearth_decoder_finalize (GObject *object)
{
  HearthDecoder *self = HEARTH_DECODER (object);

  g_clear_pointer (&self->process, _hearth_decode_process_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (hearth_decoder_parent_class)->finalize (object);
}

static void
hearth_decoder_class_init (HearthDecoderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_decoder_finalize;
}

static void
hearth_decoder_init (HearthDecoder *self)
{
  g_mutex_init (&self->mutex);
}

static gboolean
ends_the_exchange (const GError *error)
{
  return g_error_matches (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CRASHED) ||
         g_error_matches (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TIMEOUT) ||
         g_error_matches (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TOO_BIG) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
fail_closed (GError **error)
{
  g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CLOSED,
                       "the document was closed");
  return FALSE;
}

static gboolean
ask (HearthDecoder *self,
     const HearthDecodeRequest *request,
     GBytes *payload,
     HearthDecodeReply *reply,
     guint8 **answer,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) local_error = NULL;

  *answer = NULL;
  if (g_atomic_int_get (&self->is_closed))
    return fail_closed (error);
  if (_hearth_decode_process_ask (self->process, request, payload, reply, answer, cancellable,
                                  &local_error))
    return TRUE;
  /* An answer that nobody waited for would be taken for the next one. */
  if (g_atomic_int_get (&self->is_closed) &&
      !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return fail_closed (error);
  if (ends_the_exchange (local_error))
    hearth_decoder_close (self);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_document (GBytes *document, HearthDecodeKind *kind, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (document, &length);

  *kind = hearth_decode_kind_sniff (data, length);
  if (*kind == HEARTH_DECODE_KIND_NONE)
    g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_UNSUPPORTED,
                         "neither PNG nor JPEG nor PDF");
  else if (length > HEARTH_DECODE_MAX_INPUT)
    g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TOO_BIG,
                         "more bytes than the limit");
  else
    return TRUE;
  return FALSE;
}

/**
 * hearth_decoder_open_sync:
 * @document: a whole PNG, JPEG or PDF, hostile; at most %HEARTH_DECODE_MAX_INPUT bytes
 *
 * Starts a confined child and lets it look at the document. The caller keeps its bytes and need not:
 * the child has its own copy.
 *
 * Returns: (transfer full): %NULL with a %HEARTH_DECODE_ERROR or %G_IO_ERROR_CANCELLED. Thread: any,
 *   blocks up to %HEARTH_DECODE_TIMEOUT_SECONDS; not the main thread of a window.
 */
HearthDecoder *
hearth_decoder_open_sync (GBytes *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (HearthDecoder) self = NULL;
  HearthDecodeRequest request = { .op = HEARTH_DECODE_OP_OPEN };
  HearthDecodeReply reply;
  HearthDecodeKind kind;
  guint8 *answer;

  g_return_val_if_fail (document != NULL, NULL);

  if (!check_document (document, &kind, error))
    return NULL;
  self = g_object_new (HEARTH_TYPE_DECODER, NULL);
  self->process = _hearth_decode_process_start (kind, cancellable, error);
  if (self->process == NULL)
    return NULL;
  request.length = g_bytes_get_size (document);
  if (!ask (self, &request, document, &reply, &answer, cancellable, error))
    return NULL;
  if (reply.kind != kind || reply.n_pages < 1)
    {
      g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CRASHED,
                           "the decoder says something else than the document");
      return NULL;
    }
  self->kind = kind;
  self->n_pages = reply.n_pages;
  self->natural_width = reply.natural_width;
  self->natural_height = reply.natural_height;
  return g_steal_pointer (&self);
}

static void
open_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  HearthDecoder *self = hearth_decoder_open_sync (data, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * hearth_decoder_open_async:
 *
 * hearth_decoder_open_sync() on a thread of the pool. Thread: one with a main context.
 */
void
hearth_decoder_open_async (GBytes *document,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (document != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_decoder_open_async);
  g_task_set_task_data (task, g_bytes_ref (document), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, open_on_thread);
}

/**
 * hearth_decoder_open_finish:
 *
 * Returns: (transfer full): as hearth_decoder_open_sync() does.
 */
HearthDecoder *
hearth_decoder_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_decoder_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hearth_decoder_close:
 *
 * Ends the child at once, with all that it knows. Later calls, and one that waits now, get
 * %HEARTH_DECODE_ERROR_CLOSED. May be called twice. Thread: any.
 */
void
hearth_decoder_close (HearthDecoder *self)
{
  g_return_if_fail (HEARTH_IS_DECODER (self));

  if (g_atomic_int_compare_and_exchange (&self->is_closed, FALSE, TRUE) && self->process != NULL)
    _hearth_decode_process_kill (self->process);
}

/**
 * hearth_decoder_get_kind:
 *
 * Returns: never %HEARTH_DECODE_KIND_NONE. Thread: any.
 */
HearthDecodeKind
hearth_decoder_get_kind (HearthDecoder *self)
{
  g_return_val_if_fail (HEARTH_IS_DECODER (self), HEARTH_DECODE_KIND_NONE);

  return self->kind;
}

/**
 * hearth_decoder_get_n_pages:
 *
 * Returns: 1 to %HEARTH_DECODE_MAX_PAGES; 1 for a picture. Thread: any.
 */
guint
hearth_decoder_get_n_pages (HearthDecoder *self)
{
  g_return_val_if_fail (HEARTH_IS_DECODER (self), 0);

  return self->n_pages;
}

/**
 * hearth_decoder_get_natural_size:
 * @width: (out): of the upright picture in pixels, or of the first page at 96 dots per inch
 *
 * Thread: any.
 */
void
hearth_decoder_get_natural_size (HearthDecoder *self, guint *width, guint *height)
{
  g_return_if_fail (HEARTH_IS_DECODER (self));

  *width = self->natural_width;
  *height = self->natural_height;
}

/* Shrinks a box of the caller's shape to what one answer may hold. */
static void
bound_box (HearthDecodeRequest *request, guint width, guint height)
{
  guint64 pixels;

  request->width = CLAMP (width, 1, HEARTH_DECODE_MAX_SIDE);
  request->height = CLAMP (height, 1, HEARTH_DECODE_MAX_SIDE);
  pixels = (guint64) request->width * request->height;
  while (pixels > HEARTH_DECODE_MAX_ANSWER_PIXELS)
    {
      request->width = MAX (1, request->width - request->width / 8);
      request->height = MAX (1, request->height - request->height / 8);
      pixels = (guint64) request->width * request->height;
    }
}

static HearthPixels *
ask_for_pixels (HearthDecoder *self,
                const HearthDecodeRequest *request,
                GCancellable *cancellable,
                GError **error)
{
  HearthDecodeReply reply;
  HearthPixels *pixels;
  guint8 *answer;

  if (!ask (self, request, NULL, &reply, &answer, cancellable, error))
    return NULL;
  pixels = hearth_pixels_new (answer, reply.length, reply.width, reply.height, reply.stride);
  hearth_pixels_set_natural_size (pixels, reply.natural_width, reply.natural_height);
  return pixels;
}

static GBytes *
ask_for_bytes (HearthDecoder *self,
               const HearthDecodeRequest *request,
               HearthDecodeKind kind,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  HearthDecodeReply reply;
  guint8 *answer;

  if (!ask (self, request, NULL, &reply, &answer, cancellable, error))
    return NULL;
  bytes = hearth_pixels_wrap_wiped (answer, reply.length);
  if (hearth_decode_kind_sniff (answer, reply.length) == kind)
    return g_steal_pointer (&bytes);
  g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CRASHED,
                       "the decoder made something else of the document");
  return NULL;
}

/**
 * hearth_decoder_render_sync:
 * @page: from 0; 0 for a picture
 * @width: a box in pixels; a box too large for one answer is taken smaller in the same shape
 *
 * Returns: (transfer full): %NULL with a %HEARTH_DECODE_ERROR or %G_IO_ERROR_CANCELLED; after a crash, a
 *   timeout or a cancellation the document is closed. Thread: any, blocks.
 */
HearthPixels *
hearth_decoder_render_sync (HearthDecoder *self,
                            guint page,
                            guint width,
                            guint height,
                            HearthDecodeFlags flags,
                            GCancellable *cancellable,
                            GError **error)
{
  HearthDecodeRequest request = { .op = HEARTH_DECODE_OP_RENDER, .page = page, .flags = flags };

  g_return_val_if_fail (HEARTH_IS_DECODER (self), NULL);

  if (page >= self->n_pages)
    {
      g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_NO_PAGE, "no such page");
      return NULL;
    }
  bound_box (&request, width, height);
  return ask_for_pixels (self, &request, cancellable, error);
}

/**
 * hearth_decoder_strip_sync:
 *
 * The document without what it says about its origin: a JPEG keeps pixels, size on paper and
 * orientation, a PNG the chunks that make the picture. A PDF stays as it is: its metadata, scripts and
 * attachments stay inside, though nothing here ever follows them.
 *
 * Returns: (transfer full): wiped with its last reference; %NULL as hearth_decoder_render_sync(). Thread:
 *   any, blocks.
 */
GBytes *
hearth_decoder_strip_sync (HearthDecoder *self, GCancellable *cancellable, GError **error)
{
  const HearthDecodeRequest request = { .op = HEARTH_DECODE_OP_STRIP };

  g_return_val_if_fail (HEARTH_IS_DECODER (self), NULL);

  return ask_for_bytes (self, &request, self->kind, cancellable, error);
}

/**
 * hearth_decoder_thumbnail_sync:
 * @side: of a square box in pixels, %HEARTH_DECODE_MIN_THUMBNAIL_SIDE to
 *   %HEARTH_DECODE_MAX_THUMBNAIL_SIDE
 *
 * Returns: (transfer full): a JPEG of at most %HEARTH_DECODE_MAX_THUMBNAIL bytes of the picture or the
 *   first page, upright, over white; %NULL as hearth_decoder_render_sync(). Thread: any, blocks.
 */
GBytes *
hearth_decoder_thumbnail_sync (HearthDecoder *self,
                               guint side,
                               HearthDecodeFlags flags,
                               GCancellable *cancellable,
                               GError **error)
{
  HearthDecodeRequest request = { .op = HEARTH_DECODE_OP_THUMBNAIL, .flags = flags };

  g_return_val_if_fail (HEARTH_IS_DECODER (self), NULL);

  request.width = request.height =
      CLAMP (side, HEARTH_DECODE_MIN_THUMBNAIL_SIDE, HEARTH_DECODE_MAX_THUMBNAIL_SIDE);
  return ask_for_bytes (self, &request, HEARTH_DECODE_KIND_JPEG, cancellable, error);
}

/* What the asynchronous calls carry to their thread. */
typedef struct
{
  guint page;
  guint width;
  guint height;
  HearthDecodeFlags flags;
} Arguments;

static void
render_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Arguments *wanted = data;
  GError *error = NULL;
  HearthPixels *pixels = hearth_decoder_render_sync (
      source, wanted->page, wanted->width, wanted->height, wanted->flags, cancellable, &error);

  if (pixels != NULL)
    g_task_return_pointer (task, pixels, (GDestroyNotify) hearth_pixels_unref);
  else
    g_task_return_error (task, error);
}

static void
return_bytes (GTask *task, GBytes *bytes, GError *error)
{
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
strip_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = hearth_decoder_strip_sync (source, cancellable, &error);

  return_bytes (task, bytes, error);
}

static void
thumbnail_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Arguments *wanted = data;
  GError *error = NULL;
  GBytes *bytes =
      hearth_decoder_thumbnail_sync (source, wanted->width, wanted->flags, cancellable, &error);

  return_bytes (task, bytes, error);
}

static void
run (HearthDecoder *self,
     gpointer tag,
     GTaskThreadFunc func,
     const Arguments *arguments,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_memdup2 (arguments, sizeof *arguments), g_free);
  g_task_run_in_thread (task, func);
}

/**
 * hearth_decoder_render_async:
 *
 * hearth_decoder_render_sync() on a thread of the pool. Thread: one with a main context.
 */
void
hearth_decoder_render_async (HearthDecoder *self,
                             guint page,
                             guint width,
                             guint height,
                             HearthDecodeFlags flags,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_DECODER (self));

  run (self, hearth_decoder_render_async, render_on_thread,
       &(Arguments){ page, width, height, flags }, cancellable, callback, user_data);
}

/**
 * hearth_decoder_render_finish:
 *
 * Returns: (transfer full): as hearth_decoder_render_sync() does.
 */
HearthPixels *
hearth_decoder_render_finish (HearthDecoder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_decoder_render_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hearth_decoder_strip_async:
 *
 * hearth_decoder_strip_sync() on a thread of the pool. Thread: one with a main context.
 */
void
hearth_decoder_strip_async (HearthDecoder *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_DECODER (self));

  run (self, hearth_decoder_strip_async, strip_on_thread, &(Arguments){ 0 }, cancellable, callback,
       user_data);
}

/**
 * hearth_decoder_strip_finish:
 *
 * Returns: (transfer full): as hearth_decoder_strip_sync() does.
 */
GBytes *
hearth_decoder_strip_finish (HearthDecoder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_decoder_strip_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hearth_decoder_thumbnail_async:
 *
 * hearth_decoder_thumbnail_sync() on a thread of the pool. Thread: one with a main context.
 */
void
hearth_decoder_thumbnail_async (HearthDecoder *self,
                                guint side,
                                HearthDecodeFlags flags,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_DECODER (self));

  run (self, hearth_decoder_thumbnail_async, thumbnail_on_thread,
       &(Arguments){ 0, side, side, flags }, cancellable, callback, user_data);
}

/**
 * hearth_decoder_thumbnail_finish:
 *
 * Returns: (transfer full): as hearth_decoder_thumbnail_sync() does.
 */
GBytes *
hearth_decoder_thumbnail_finish (HearthDecoder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_decoder_thumbnail_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
