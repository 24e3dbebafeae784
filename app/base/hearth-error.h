/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base owns text, dates, ids, packs, strict JSON and worker threads. It knows nothing of vaults,
 * returnees or windows, keeps no files and has no globals. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthBaseError:
 * @HEARTH_BASE_ERROR_INVALID: the input is not of the expected form
 * @HEARTH_BASE_ERROR_LIMIT: a length, depth or count is beyond its bound
 * @HEARTH_BASE_ERROR_ENCODING: bytes that are not text in the expected character set
 * @HEARTH_BASE_ERROR_DUPLICATE: a key or id stands twice
 * @HEARTH_BASE_ERROR_UNKNOWN: a key, value or reference that is not known
 *
 * Messages are for developers and carry no content: no names, no values.
 */
typedef enum
{
  HEARTH_BASE_ERROR_INVALID,
  HEARTH_BASE_ERROR_LIMIT,
  HEARTH_BASE_ERROR_ENCODING,
  HEARTH_BASE_ERROR_DUPLICATE,
  HEARTH_BASE_ERROR_UNKNOWN,
} HearthBaseError;

#define HEARTH_BASE_ERROR (hearth_base_error_quark ())
GQuark hearth_base_error_quark (void);

G_END_DECLS
