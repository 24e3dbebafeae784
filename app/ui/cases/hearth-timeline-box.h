/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthTimelineBox:
 *
 * Everything that happened in a case, newest first, by the dates in the records; one kind can be chosen.
 * A page at a time is read and shown.
 */
#define HEARTH_TYPE_TIMELINE_BOX (hearth_timeline_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthTimelineBox, hearth_timeline_box, HEARTH, TIMELINE_BOX, AdwBin)

GtkWidget *hearth_timeline_box_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
/* @is_other: another case than before: from the top, all kinds. */
void hearth_timeline_box_show_case (HearthTimelineBox *self, HearthCase *kase, gboolean is_other);

G_END_DECLS
