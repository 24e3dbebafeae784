/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the papers of the reception, in the language of the window. */
#pragma once

#include "hearth-intake-sheet.h"
#include "hearth-label.h"
#include "hearth-reception-query.h"

G_BEGIN_DECLS

HearthLabel *hearth_print_make_label (const HearthReceptionRow *row,
                                      gboolean has_name) G_GNUC_WARN_UNUSED_RESULT;
/* @event: (nullable) */
HearthIntakeSheet *hearth_print_make_sheet (const HearthReceptionRow *row,
                                            const HearthRecord *event,
                                            HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
