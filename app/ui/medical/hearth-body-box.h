/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthBodyBox:
 *
 * The injuries of a case: the drawings with their numbered marks, beside them the lists. Pressing on a
 * drawing, or Enter where the keys have moved the cross, begins a new injury there.
 */
#define HEARTH_TYPE_BODY_BOX (hearth_body_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthBodyBox, hearth_body_box, HEARTH, BODY_BOX, AdwBin)

GtkWidget *hearth_body_box_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_body_box_show_case (HearthBodyBox *self, HearthCase *kase);
/* Opens what was begun last and not saved. FALSE: there is nothing. */
gboolean hearth_body_box_show_draft (HearthBodyBox *self);

G_END_DECLS
