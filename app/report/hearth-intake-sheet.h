/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-print-text.h"

G_BEGIN_DECLS

/* A4, in points. */
#define HEARTH_INTAKE_SHEET_WIDTH (210 * HEARTH_POINTS_PER_MM)
#define HEARTH_INTAKE_SHEET_HEIGHT (297 * HEARTH_POINTS_PER_MM)

/**
 * HearthIntakeSheet:
 * @number: of the case; also in the QR code
 * @warning: (nullable): printed in a black box
 * @facts: (element-type utf8): "title", "value" in turn; an empty value leaves a line to write on
 * @steps: (element-type utf8): the checklist
 * @done: (element-type gboolean): beside @steps
 *
 * The paper that goes with a person through the reception. Texts in the language of the paper. Owned
 * plain value.
 */
typedef struct
{
  char *number;
  char *name;
  char *warning;
  char *checklist_title;
  char *notes_title;
  GPtrArray *facts;
  GPtrArray *steps;
  GArray *done;
} HearthIntakeSheet;

HearthIntakeSheet *hearth_intake_sheet_new (const char *number,
                                            const char *name) G_GNUC_WARN_UNUSED_RESULT;
void hearth_intake_sheet_free (HearthIntakeSheet *self);
void hearth_intake_sheet_add_fact (HearthIntakeSheet *self, const char *title, const char *value);
void hearth_intake_sheet_add_step (HearthIntakeSheet *self, const char *title, gboolean is_done);
void hearth_intake_sheet_draw (const HearthIntakeSheet *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthIntakeSheet, hearth_intake_sheet_free)

G_END_DECLS
