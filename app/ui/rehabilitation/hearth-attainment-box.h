/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthAttainmentBox:
 *
 * What the goals of a case come to: the T score, in words, since the beginning, and over time. Not there while
 * no goal was rated.
 */
#define HEARTH_TYPE_ATTAINMENT_BOX (hearth_attainment_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthAttainmentBox, hearth_attainment_box, HEARTH, ATTAINMENT_BOX, AdwBin)

GtkWidget *hearth_attainment_box_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_attainment_box_show_case (HearthAttainmentBox *self, HearthCase *kase);

G_END_DECLS
