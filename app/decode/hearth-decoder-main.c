/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hearth-decoder: the child program that turns pictures and PDF pages into pixels (security 10).
 *
 *   hearth-decoder picture|document
 *
 * It confines itself, says on standard output whether that succeeded, and then answers requests from
 * standard input until it closes. It knows nothing but the bytes that it is given. */
#include "config.h"

#include "hearth-confine-private.h"
#include "hearth-decode-limits.h"
#include "hearth-decode-wire.h"
#include "hearth-document-private.h"
#include "hearth-picture-private.h"
#include "hearth-strip-private.h"
#include "hearth-surface-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  gboolean is_for_documents;
  HearthDecodeKind kind; /* NONE: nothing is open */
  GBytes *bytes;
  HearthDocument *document;
  guint32 width, height; /* of the first page, as it is seen */
  guint orientation;
} Decoder;

static gboolean
read_all (guint8 *out, gsize length)
{
  while (length > 0)
    {
      ssize_t n = read (STDIN_FILENO, out, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      out += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_all (const guint8 *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
answer (const HearthDecodeReply *reply, const guint8 *payload)
{
  guint8 head[HEARTH_DECODE_REPLY_SIZE];

  hearth_decode_reply_write (reply, head);
  return write_all (head, sizeof head) && write_all (payload, reply->length);
}

static void
decoder_clear (Decoder *self)
{
  g_clear_pointer (&self->document, _hearth_document_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->kind = HEARTH_DECODE_KIND_NONE;
}

static HearthDecodeStatus
measure_picture (Decoder *self, HearthDecodeKind kind)
{
  HearthDecodeStatus status;
  guint32 width, height;

  if (kind == HEARTH_DECODE_KIND_PNG)
    status = _hearth_png_measure (self->bytes, &width, &height);
  else
    status = _hearth_jpeg_measure (self->bytes, &width, &height);
  if (status != HEARTH_DECODE_STATUS_OK)
    return status;
  self->orientation =
      kind == HEARTH_DECODE_KIND_JPEG ? _hearth_strip_find_orientation (self->bytes) : 1;
  self->width = self->orientation >= 5 ? height : width;
  self->height = self->orientation >= 5 ? width : height;
  return HEARTH_DECODE_STATUS_OK;
}

static HearthDecodeStatus
open_bytes (Decoder *self)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (self->bytes, &length);
  HearthDecodeKind kind = hearth_decode_kind_sniff (data, length);
  HearthDecodeStatus status;

  if (kind == HEARTH_DECODE_KIND_NONE || (kind == HEARTH_DECODE_KIND_PDF) != self->is_for_documents)
    return HEARTH_DECODE_STATUS_UNSUPPORTED;
  if (kind == HEARTH_DECODE_KIND_PDF)
    {
      status = _hearth_document_open (self->bytes, &self->document);
      if (status == HEARTH_DECODE_STATUS_OK)
        status = _hearth_document_measure (self->document, 0, &self->width, &self->height);
    }
  else
    status = measure_picture (self, kind);
  if (status == HEARTH_DECODE_STATUS_OK)
    self->kind = kind;
  return status;
}

/* FALSE: the pipe is closed. */
static gboolean
open_document (Decoder *self, const HearthDecodeRequest *request)
{
  HearthDecodeReply reply = { .status = HEARTH_DECODE_STATUS_TOO_BIG };
  g_autofree guint8 *data = g_try_malloc (request->length);

  decoder_clear (self);
  if (data == NULL || !read_all (data, request->length))
    return FALSE;
  self->bytes = g_bytes_new_take (g_steal_pointer (&data), request->length);
  reply.status = open_bytes (self);
  if (reply.status == HEARTH_DECODE_STATUS_OK)
    {
      reply.kind = self->kind;
      reply.n_pages = self->document != NULL ? _hearth_document_get_n_pages (self->document) : 1;
      reply.natural_width = self->width;
      reply.natural_height = self->height;
    }
  else
    decoder_clear (self);
  return answer (&reply, NULL);
}

static HearthDecodeStatus
draw_picture (Decoder *self, const HearthDecodeRequest *request, cairo_surface_t **out)
{
  g_autoptr (cairo_surface_t) whole = NULL;
  HearthDecodeStatus status;

  if (request->page != 0)
    return HEARTH_DECODE_STATUS_NO_PAGE;
  if (self->kind == HEARTH_DECODE_KIND_PNG)
    status = _hearth_png_decode (self->bytes, &whole);
  else
    status = _hearth_jpeg_decode (self->bytes, MAX (request->width, request->height), &whole);
  if (status != HEARTH_DECODE_STATUS_OK)
    return status;
  *out = _hearth_surface_fit (whole, self->orientation, request->width, request->height,
                              (request->flags & HEARTH_DECODE_WIRE_CROP) != 0);
  return *out != NULL ? HEARTH_DECODE_STATUS_OK : HEARTH_DECODE_STATUS_TOO_BIG;
}

static HearthDecodeStatus
draw_page (Decoder *self, const HearthDecodeRequest *request, cairo_surface_t **out)
{
  g_autoptr (cairo_surface_t) page = NULL;
  HearthDecodeStatus status = _hearth_document_render (self->document, request, &page);

  if (status != HEARTH_DECODE_STATUS_OK)
    return status;
  *out = _hearth_surface_fit (page, 1, request->width, request->height,
                              (request->flags & HEARTH_DECODE_WIRE_CROP) != 0);
  return *out != NULL ? HEARTH_DECODE_STATUS_OK : HEARTH_DECODE_STATUS_TOO_BIG;
}

static HearthDecodeStatus
draw (Decoder *self, const HearthDecodeRequest *request, cairo_surface_t **out)
{
  if (self->kind == HEARTH_DECODE_KIND_NONE)
    return HEARTH_DECODE_STATUS_UNSUPPORTED;
  if (self->kind == HEARTH_DECODE_KIND_PDF)
    return draw_page (self, request, out);
  return draw_picture (self, request, out);
}

static HearthDecodeStatus
find_natural_size (Decoder *self, guint page, HearthDecodeReply *reply)
{
  reply->natural_width = self->width;
  reply->natural_height = self->height;
  if (self->document == NULL)
    return HEARTH_DECODE_STATUS_OK;
  return _hearth_document_measure (self->document, page, &reply->natural_width,
                                   &reply->natural_height);
}

static gboolean
render (Decoder *self, const HearthDecodeRequest *request)
{
  HearthDecodeReply reply = { .kind = self->kind };
  g_autoptr (cairo_surface_t) surface = NULL;

  reply.status = draw (self, request, &surface);
  if (reply.status == HEARTH_DECODE_STATUS_OK)
    reply.status = find_natural_size (self, request->page, &reply);
  if (reply.status != HEARTH_DECODE_STATUS_OK)
    return answer (&(HearthDecodeReply){ .status = reply.status }, NULL);
  reply.width = (guint32) cairo_image_surface_get_width (surface);
  reply.height = (guint32) cairo_image_surface_get_height (surface);
  reply.stride = (guint32) cairo_image_surface_get_stride (surface);
  reply.length = (guint64) reply.stride * reply.height;
  return answer (&reply, cairo_image_surface_get_data (surface));
}

static gboolean
answer_bytes (Decoder *self, GBytes *bytes)
{
  HearthDecodeReply reply = { .status = HEARTH_DECODE_STATUS_DAMAGED };

  if (bytes == NULL)
    return answer (&reply, NULL);
  reply.status = HEARTH_DECODE_STATUS_OK;
  reply.kind = self->kind;
  reply.length = g_bytes_get_size (bytes);
  return answer (&reply, g_bytes_get_data (bytes, NULL));
}

static gboolean
strip (Decoder *self)
{
  g_autoptr (GBytes) stripped = NULL;

  if (self->kind == HEARTH_DECODE_KIND_NONE)
    return answer (&(HearthDecodeReply){ .status = HEARTH_DECODE_STATUS_UNSUPPORTED }, NULL);
  /* A PDF stays as it is: taking things out of it means writing another one, and signatures on it
   * would be void. */
  if (self->kind == HEARTH_DECODE_KIND_PDF)
    stripped = g_bytes_ref (self->bytes);
  else if (self->kind == HEARTH_DECODE_KIND_PNG)
    stripped = _hearth_strip_png (self->bytes);
  else
    stripped = _hearth_strip_jpeg (self->bytes);
  return answer_bytes (self, stripped);
}

static gboolean
make_thumbnail (Decoder *self, const HearthDecodeRequest *request)
{
  g_autoptr (cairo_surface_t) surface = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  HearthDecodeStatus status = draw (self, request, &surface);

  if (status != HEARTH_DECODE_STATUS_OK)
    return answer (&(HearthDecodeReply){ .status = status }, NULL);
  jpeg = _hearth_surface_to_jpeg (surface, HEARTH_DECODE_MAX_THUMBNAIL);
  return answer_bytes (self, jpeg);
}

static gboolean
serve (Decoder *self, const HearthDecodeRequest *request)
{
  switch (request->op)
    {
    case HEARTH_DECODE_OP_OPEN:
      return open_document (self, request);
    case HEARTH_DECODE_OP_RENDER:
      return render (self, request);
    case HEARTH_DECODE_OP_STRIP:
      return strip (self);
    case HEARTH_DECODE_OP_THUMBNAIL:
      return make_thumbnail (self, request);
    default:
      return FALSE;
    }
}

int
main (int argc, char *argv[])
{
  Decoder decoder = { 0 };
  guint8 head[HEARTH_DECODE_REQUEST_SIZE];
  HearthDecodeRequest request;
  gboolean goes_on;

  _hearth_confine_begin ();
  if (argc != 2 || (strcmp (argv[1], "picture") != 0 && strcmp (argv[1], "document") != 0))
    return 2;
  decoder.is_for_documents = strcmp (argv[1], "document") == 0;
  if ((decoder.is_for_documents && !_hearth_document_prepare ()) ||
      !_hearth_confine_seal (decoder.is_for_documents))
    {
      (void) answer (&(HearthDecodeReply){ .status = HEARTH_DECODE_STATUS_UNCONFINED }, NULL);
      return 1;
    }
  goes_on = answer (&(HearthDecodeReply){ .status = HEARTH_DECODE_STATUS_OK }, NULL);
  while (goes_on && read_all (head, sizeof head) && hearth_decode_request_read (head, &request))
    goes_on = serve (&decoder, &request);
  /* At once: what libraries do at the end of a program is more than this one may. */
  _exit (0);
}
