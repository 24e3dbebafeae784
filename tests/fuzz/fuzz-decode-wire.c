/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a request and as a reply: what is accepted is within the limits, and is written again as
 * the same bytes. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-decode-limits.h"
#include "hearth-decode-wire.h"

#include <string.h>

static void
read_request (const guint8 *data)
{
  guint8 again[HEARTH_DECODE_REQUEST_SIZE];
  HearthDecodeRequest request;

  if (!hearth_decode_request_read (data, &request))
    return;
  g_assert_cmpuint (request.length, <=, HEARTH_DECODE_MAX_INPUT);
  hearth_decode_request_write (&request, again);
  g_assert_cmpmem (again, sizeof again, data, sizeof again);
}

static void
read_reply (const guint8 *data, HearthDecodeOp op)
{
  guint8 again[HEARTH_DECODE_REPLY_SIZE];
  HearthDecodeReply reply;

  if (!hearth_decode_reply_read (data, op, &reply))
    return;
  g_assert_cmpuint (reply.length, <=, HEARTH_DECODE_MAX_INPUT);
  if (op == HEARTH_DECODE_OP_RENDER && reply.status == HEARTH_DECODE_STATUS_OK)
    g_assert_cmpuint (reply.length, ==, (guint64) reply.stride * reply.height);
  hearth_decode_reply_write (&reply, again);
  g_assert_cmpmem (again, sizeof again, data, sizeof again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size >= HEARTH_DECODE_REQUEST_SIZE)
    read_request (data);
  if (size >= HEARTH_DECODE_REPLY_SIZE)
    for (HearthDecodeOp op = HEARTH_DECODE_OP_OPEN; op <= HEARTH_DECODE_OP_THUMBNAIL; op++)
      read_reply (data, op);
  return 0;
}
