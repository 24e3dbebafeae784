/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthCaseView:
 *
 * One case: header, progress, and its pages. Reads the case anew after every change of it.
 * Properties: desk (construct only); collapsed and narrow: whether the list and the sidebar are
 * not beside it, for the buttons of its header bar. Signal ::gone: the case that was shown is no
 * longer there, for example because its opening was undone.
 */
#define HEARTH_TYPE_CASE_VIEW (hearth_case_view_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseView, hearth_case_view, HEARTH, CASE_VIEW, AdwBin)

/* NULL: no case is chosen. */
void hearth_case_view_set_case_id (HearthCaseView *self, const HearthId *case_id);
/* Turns to what was typed in the case and not saved, if there is something. */
void hearth_case_view_show_draft (HearthCaseView *self);
/* Shows a page of the case once the case is there; @rec: (nullable): a step that takes the focus. */
void hearth_case_view_turn_to (HearthCaseView *self, const char *page, const HearthId *rec);
const HearthId *hearth_case_view_get_case_id (HearthCaseView *self);

G_END_DECLS
