/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-decode-wire.h"

#include "hearth-decode-limits.h"

#include <string.h>

#define REQUEST_MAGIC "HDQ1"
#define REPLY_MAGIC "HDA1"

static guint8 *
put_32 (guint8 *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (out, &value, sizeof value);
  return out + sizeof value;
}

static guint8 *
put_64 (guint8 *out, guint64 value)
{
  value = GUINT64_TO_LE (value);
  memcpy (out, &value, sizeof value);
  return out + sizeof value;
}

static guint32
get_32 (const guint8 **in)
{
  guint32 value;

  memcpy (&value, *in, sizeof value);
  *in += sizeof value;
  return GUINT32_FROM_LE (value);
}

static guint64
get_64 (const guint8 **in)
{
  guint64 value;

  memcpy (&value, *in, sizeof value);
  *in += sizeof value;
  return GUINT64_FROM_LE (value);
}

/**
 * hearth_decode_request_write:
 * @out: magic 4 ‖ op ‖ page ‖ width ‖ height ‖ flags (32 bits each) ‖ length 64 bits
 *
 * Thread: any.
 */
void
hearth_decode_request_write (const HearthDecodeRequest *request,
                             guint8 out[HEARTH_DECODE_REQUEST_SIZE])
{
  memcpy (out, REQUEST_MAGIC, 4);
  out = put_32 (out + 4, request->op);
  out = put_32 (out, request->page);
  out = put_32 (out, request->width);
  out = put_32 (out, request->height);
  out = put_32 (out, request->flags);
  put_64 (out, request->length);
}

static gboolean
box_is_sane (const HearthDecodeRequest *request)
{
  guint32 most = request->op == HEARTH_DECODE_OP_THUMBNAIL ? HEARTH_DECODE_MAX_THUMBNAIL_SIDE
                                                           : HEARTH_DECODE_MAX_SIDE;
  guint32 least = request->op == HEARTH_DECODE_OP_THUMBNAIL ? HEARTH_DECODE_MIN_THUMBNAIL_SIDE : 1;

  return request->width >= least && request->width <= most && request->height >= least &&
         request->height <= most &&
         (guint64) request->width * request->height <= HEARTH_DECODE_MAX_ANSWER_PIXELS;
}

/**
 * hearth_decode_request_read:
 * @in: as written by hearth_decode_request_write()
 *
 * Returns: %FALSE for anything that hearth_decode_request_write() does not write for a request within
 *   the limits. Thread: any.
 */
gboolean
hearth_decode_request_read (const guint8 in[HEARTH_DECODE_REQUEST_SIZE], HearthDecodeRequest *out)
{
  HearthDecodeRequest request = { 0 };
  gboolean magic_is_right = memcmp (in, REQUEST_MAGIC, 4) == 0;

  in += 4;
  request.op = (HearthDecodeOp) get_32 (&in);
  request.page = get_32 (&in);
  request.width = get_32 (&in);
  request.height = get_32 (&in);
  request.flags = get_32 (&in);
  request.length = get_64 (&in);
  if (!magic_is_right || (request.flags & ~HEARTH_DECODE_WIRE_CROP) != 0)
    return FALSE;
  switch (request.op)
    {
    case HEARTH_DECODE_OP_OPEN:
      if (request.length == 0 || request.length > HEARTH_DECODE_MAX_INPUT)
        return FALSE;
      break;
    case HEARTH_DECODE_OP_RENDER:
    case HEARTH_DECODE_OP_THUMBNAIL:
      if (request.length != 0 || request.page >= HEARTH_DECODE_MAX_PAGES || !box_is_sane (&request))
        return FALSE;
      break;
    case HEARTH_DECODE_OP_STRIP:
      if (request.length != 0)
        return FALSE;
      break;
    default:
      return FALSE;
    }
  *out = request;
  return TRUE;
}

/**
 * hearth_decode_reply_write:
 * @out: magic 4 ‖ status ‖ kind ‖ pages ‖ width ‖ height ‖ stride ‖ natural width ‖ natural height ‖ 0
 *   (32 bits each) ‖ length 64 bits
 *
 * Thread: any.
 */
void
hearth_decode_reply_write (const HearthDecodeReply *reply, guint8 out[HEARTH_DECODE_REPLY_SIZE])
{
  memcpy (out, REPLY_MAGIC, 4);
  out = put_32 (out + 4, reply->status);
  out = put_32 (out, reply->kind);
  out = put_32 (out, reply->n_pages);
  out = put_32 (out, reply->width);
  out = put_32 (out, reply->height);
  out = put_32 (out, reply->stride);
  out = put_32 (out, reply->natural_width);
  out = put_32 (out, reply->natural_height);
  out = put_32 (out, 0);
  put_64 (out, reply->length);
}

static gboolean
payload_is_sane (const HearthDecodeReply *reply, HearthDecodeOp op)
{
  guint64 pixels = (guint64) reply->width * reply->height;

  if (reply->status != HEARTH_DECODE_STATUS_OK || op == HEARTH_DECODE_OP_OPEN)
    return reply->length == 0;
  if (op == HEARTH_DECODE_OP_STRIP)
    return reply->length > 0 && reply->length <= HEARTH_DECODE_MAX_INPUT;
  if (op == HEARTH_DECODE_OP_THUMBNAIL)
    return reply->length > 0 && reply->length <= HEARTH_DECODE_MAX_THUMBNAIL;
  return pixels > 0 && reply->width <= HEARTH_DECODE_MAX_SIDE &&
         reply->height <= HEARTH_DECODE_MAX_SIDE && pixels <= HEARTH_DECODE_MAX_ANSWER_PIXELS &&
         reply->stride == reply->width * 4 &&
         reply->length == (guint64) reply->stride * reply->height;
}

/**
 * hearth_decode_reply_read:
 * @in: as written by hearth_decode_reply_write()
 * @op: the request that it answers; %HEARTH_DECODE_OP_OPEN for the greeting
 *
 * Returns: %FALSE for anything that is no answer to @op within the limits. Thread: any.
 */
gboolean
hearth_decode_reply_read (const guint8 in[HEARTH_DECODE_REPLY_SIZE],
                          HearthDecodeOp op,
                          HearthDecodeReply *out)
{
  HearthDecodeReply reply = { 0 };
  gboolean magic_is_right = memcmp (in, REPLY_MAGIC, 4) == 0;
  guint32 status, kind, zero;

  in += 4;
  status = get_32 (&in);
  kind = get_32 (&in);
  reply.n_pages = get_32 (&in);
  reply.width = get_32 (&in);
  reply.height = get_32 (&in);
  reply.stride = get_32 (&in);
  reply.natural_width = get_32 (&in);
  reply.natural_height = get_32 (&in);
  zero = get_32 (&in);
  reply.length = get_64 (&in);
  if (!magic_is_right || status > HEARTH_DECODE_STATUS_LAST || kind > HEARTH_DECODE_KIND_PDF ||
      zero != 0 || reply.n_pages > HEARTH_DECODE_MAX_PAGES)
    return FALSE;
  reply.status = (HearthDecodeStatus) status;
  reply.kind = (HearthDecodeKind) kind;
  if (!payload_is_sane (&reply, op))
    return FALSE;
  *out = reply;
  return TRUE;
}
