/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthAnswersBox:
 *
 * The filled questionnaires of a case, the newest first, with what each came to. Hidden from a login that
 * holds neither of the two parts that they are kept in. Delete removes the one under the focus.
 */
#define HEARTH_TYPE_ANSWERS_BOX (hearth_answers_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthAnswersBox, hearth_answers_box, HEARTH, ANSWERS_BOX, AdwBin)

GtkWidget *hearth_answers_box_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_answers_box_show_case (HearthAnswersBox *self, HearthCase *kase);
/* Opens what was begun last and not saved. FALSE: there is nothing. */
gboolean hearth_answers_box_show_draft (HearthAnswersBox *self);

G_END_DECLS
