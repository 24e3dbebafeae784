/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language on the pipes between the program and hearth-decoder: a request of fixed size and its
 * payload, a reply of fixed size and its payload, all numbers little-endian. Both readers are for bytes
 * of a stranger: the child's input is hostile by nature, and a child that was taken over speaks too. */
#pragma once

#include "hearth-decode-kind.h"

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_DECODE_REQUEST_SIZE 32
#define HEARTH_DECODE_REPLY_SIZE 48

typedef enum
{
  HEARTH_DECODE_OP_OPEN = 1,      /* payload: the document; replaces the one before */
  HEARTH_DECODE_OP_RENDER = 2,    /* answer: pixels that fit into width × height */
  HEARTH_DECODE_OP_STRIP = 3,     /* answer: the document without what it says about its origin */
  HEARTH_DECODE_OP_THUMBNAIL = 4, /* answer: a small JPEG that fits into width × height */
} HearthDecodeOp;

typedef enum
{
  HEARTH_DECODE_STATUS_OK = 0,
  HEARTH_DECODE_STATUS_UNSUPPORTED = 1,
  HEARTH_DECODE_STATUS_TOO_BIG = 2,
  HEARTH_DECODE_STATUS_DAMAGED = 3,
  HEARTH_DECODE_STATUS_PROTECTED = 4,
  HEARTH_DECODE_STATUS_NO_PAGE = 5,
  HEARTH_DECODE_STATUS_UNCONFINED = 6,
} HearthDecodeStatus;

#define HEARTH_DECODE_STATUS_LAST HEARTH_DECODE_STATUS_UNCONFINED

/* Flag of a render or thumbnail request: the middle of the picture, cut to the box. */
#define HEARTH_DECODE_WIRE_CROP 1u

typedef struct
{
  HearthDecodeOp op;
  guint32 page; /* from 0 */
  guint32 width;
  guint32 height;
  guint32 flags;
  guint64 length;
} HearthDecodeRequest;

typedef struct
{
  HearthDecodeStatus status;
  HearthDecodeKind kind;
  guint32 n_pages;
  guint32 width;
  guint32 height;
  guint32 stride;
  guint32 natural_width;
  guint32 natural_height;
  guint64 length;
} HearthDecodeReply;

void hearth_decode_request_write (const HearthDecodeRequest *request,
                                  guint8 out[HEARTH_DECODE_REQUEST_SIZE]);
gboolean hearth_decode_request_read (const guint8 in[HEARTH_DECODE_REQUEST_SIZE],
                                     HearthDecodeRequest *out);
void hearth_decode_reply_write (const HearthDecodeReply *reply,
                                guint8 out[HEARTH_DECODE_REPLY_SIZE]);
gboolean hearth_decode_reply_read (const guint8 in[HEARTH_DECODE_REPLY_SIZE],
                                   HearthDecodeOp op,
                                   HearthDecodeReply *out);

G_END_DECLS
