/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-print-text.h"

G_BEGIN_DECLS

/**
 * HearthLabel:
 * @number: of the case, with its check digit; also in the QR code
 * @name: (nullable): printed only where a person chose so
 * @note: (nullable): a line below, as the wristband's number
 *
 * What stands on a label. Texts in the language of the paper. Owned plain value.
 */
typedef struct
{
  char *number;
  char *name;
  char *note;
} HearthLabel;

void hearth_label_free (HearthLabel *self);
void hearth_label_draw (const HearthLabel *self, cairo_t *cr, const HearthPrintBox *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLabel, hearth_label_free)

G_END_DECLS
