/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture or a document may ask for. Both sides check: the child before it decodes, the
 * program before it believes the child. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of one document, the default limit of an attachment (vault 8). */
#define HEARTH_DECODE_MAX_INPUT (G_GUINT64_CONSTANT (256) << 20)

/* Declared pixels of a picture: a 64 megapixel camera passes, a bomb does not. cairo draws at most
 * 32,767 a side. */
#define HEARTH_DECODE_MAX_PIXELS (G_GUINT64_CONSTANT (64) << 20)
#define HEARTH_DECODE_MAX_SIDE 32767

/* Pages of a PDF. */
#define HEARTH_DECODE_MAX_PAGES 5000

/* Pixels of one answer: 64 MiB, enough for A4 at 350 dots per inch. */
#define HEARTH_DECODE_MAX_ANSWER_PIXELS (G_GUINT64_CONSTANT (16) << 20)

/* Bytes of a thumbnail (vault 8), and its sides. */
#define HEARTH_DECODE_MAX_THUMBNAIL 65536
#define HEARTH_DECODE_MIN_THUMBNAIL_SIDE 16
#define HEARTH_DECODE_MAX_THUMBNAIL_SIDE 512

/* One answer may take this long; then the child is ended. */
#define HEARTH_DECODE_TIMEOUT_SECONDS 30

G_END_DECLS
