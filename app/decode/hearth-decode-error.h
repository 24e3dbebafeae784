/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decode owns pictures and PDF pages (security 10, last row). Bytes that came from elsewhere are
 * parsed in a child program only, which is confined before it reads the first of them; what comes
 * back is checked like anything else that a stranger says. The layer keeps no files and knows nothing
 * of vaults, returnees or windows. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthDecodeError:
 * @HEARTH_DECODE_ERROR_UNSUPPORTED: neither PNG nor JPEG nor PDF, or a kind of these that nobody needs
 * @HEARTH_DECODE_ERROR_TOO_BIG: more bytes, pixels or pages than the limits of hearth-decode-limits.h
 * @HEARTH_DECODE_ERROR_DAMAGED: it begins like its kind, but cannot be read
 * @HEARTH_DECODE_ERROR_PROTECTED: a PDF that opens with a passphrase only
 * @HEARTH_DECODE_ERROR_NO_PAGE: the document has no such page
 * @HEARTH_DECODE_ERROR_UNCONFINED: this system does not let the child be confined, so nothing is decoded
 * @HEARTH_DECODE_ERROR_MISSING: the child program cannot be started
 * @HEARTH_DECODE_ERROR_CRASHED: the child ended, or answered something that is no answer
 * @HEARTH_DECODE_ERROR_TIMEOUT: the child took too long and was ended
 * @HEARTH_DECODE_ERROR_CLOSED: the document was closed
 *
 * Messages are for developers and carry no content.
 */
typedef enum
{
  HEARTH_DECODE_ERROR_UNSUPPORTED,
  HEARTH_DECODE_ERROR_TOO_BIG,
  HEARTH_DECODE_ERROR_DAMAGED,
  HEARTH_DECODE_ERROR_PROTECTED,
  HEARTH_DECODE_ERROR_NO_PAGE,
  HEARTH_DECODE_ERROR_UNCONFINED,
  HEARTH_DECODE_ERROR_MISSING,
  HEARTH_DECODE_ERROR_CRASHED,
  HEARTH_DECODE_ERROR_TIMEOUT,
  HEARTH_DECODE_ERROR_CLOSED,
} HearthDecodeError;

#define HEARTH_DECODE_ERROR (hearth_decode_error_quark ())
GQuark hearth_decode_error_quark (void);

G_END_DECLS
