/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole numbers as people read and type them: 61500 grams are 61.5 kg. */
#pragma once

#include "hearth-registry.h"

G_BEGIN_DECLS

char *hearth_field_number_to_text (const HearthField *field,
                                   gint64 number) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_field_number_from_text (const HearthField *field, const char *text, gint64 *number);
gboolean hearth_field_number_is_likely (const HearthField *field, gint64 number);

G_END_DECLS
