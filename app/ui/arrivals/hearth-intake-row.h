/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-intake-acts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthIntakeRow:
 *
 * Somebody who was just taken in, with a button that takes the whole intake back: case, photo, file.
 */
#define HEARTH_TYPE_INTAKE_ROW (hearth_intake_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthIntakeRow, hearth_intake_row, HEARTH, INTAKE_ROW, AdwActionRow)

/* @intake: (transfer full) */
GtkWidget *hearth_intake_row_new (HearthDesk *desk, HearthIntake *intake) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it was, or is being, taken back. */
gboolean hearth_intake_row_is_taken_back (HearthIntakeRow *self);
void hearth_intake_row_take_back (HearthIntakeRow *self);

G_END_DECLS
