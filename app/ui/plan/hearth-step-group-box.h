/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-step-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthStepGroupBox:
 *
 * One titled group of steps. Rows of steps that stay are kept, so that scrolling and focus survive a
 * change. Signals: ::toggle (HearthStepItem *), ::open (HearthStepItem *).
 */
#define HEARTH_TYPE_STEP_GROUP_BOX (hearth_step_group_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthStepGroupBox, hearth_step_group_box, HEARTH, STEP_GROUP_BOX, AdwBin)

/* @is_folded: the rows are shown only when asked for, as of closed steps. */
GtkWidget *hearth_step_group_box_new (const char *title,
                                      gboolean is_urgent,
                                      gboolean is_folded) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthStepItem) in the order to show; hidden when there are none. */
void hearth_step_group_box_set_items (HearthStepGroupBox *self, GPtrArray *items);
/* The row under the focus, or -1. */
int hearth_step_group_box_get_focused (HearthStepGroupBox *self);
/* FALSE if there is no row to take it. */
gboolean hearth_step_group_box_focus_row (HearthStepGroupBox *self, int index);

/* FALSE if the step is not in this group. */
gboolean hearth_step_group_box_focus_step (HearthStepGroupBox *self, const HearthId *step_id);

G_END_DECLS
