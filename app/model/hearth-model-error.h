/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthModelError:
 * @HEARTH_MODEL_ERROR_INVALID: a value that its field does not take
 * @HEARTH_MODEL_ERROR_UNKNOWN: no such kind, field, case or record
 * @HEARTH_MODEL_ERROR_NO_ACCESS: the compartment is not attached in this login
 * @HEARTH_MODEL_ERROR_JOURNAL: a line or a key of the journal that does not verify
 * @HEARTH_MODEL_ERROR_LIMIT: a length or a count is beyond its bound
 * @HEARTH_MODEL_ERROR_REFUSED: an input file with problems; nothing was written
 * @HEARTH_MODEL_ERROR_MEDIA: a file that is neither PNG nor JPEG nor PDF
 *
 * Messages are for developers. They may name kinds and fields of the registry, never a value.
 */
typedef enum
{
  HEARTH_MODEL_ERROR_INVALID,
  HEARTH_MODEL_ERROR_UNKNOWN,
  HEARTH_MODEL_ERROR_NO_ACCESS,
  HEARTH_MODEL_ERROR_JOURNAL,
  HEARTH_MODEL_ERROR_LIMIT,
  HEARTH_MODEL_ERROR_REFUSED,
  HEARTH_MODEL_ERROR_MEDIA,
} HearthModelError;

#define HEARTH_MODEL_ERROR (hearth_model_error_quark ())
GQuark hearth_model_error_quark (void);

G_END_DECLS
