/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-step-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthStepLine:
 *
 * A step on one line, or on two where it is narrow: round check, title, why it is due when, what
 * holds it up, who does it. Signal ::toggle: the person wants it done, or open again.
 */
#define HEARTH_TYPE_STEP_LINE (hearth_step_line_get_type ())
G_DECLARE_FINAL_TYPE (HearthStepLine, hearth_step_line, HEARTH, STEP_LINE, AdwBin)

GtkWidget *hearth_step_line_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_step_line_set_item (HearthStepLine *self, HearthStepItem *item);
HearthStepItem *hearth_step_line_get_item (HearthStepLine *self);
/* All that the line shows as one sentence, for the row that holds it. */
char *hearth_step_line_dup_spoken (HearthStepLine *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
