/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthIdle:
 *
 * Notices when nobody has touched keyboard or pointer over the program's windows for a while.
 * Signal ::idle. It watches the windows of the program, dialogs too, and not the whole desktop: another
 * program in front is also absence.
 */
#define HEARTH_TYPE_IDLE (hearth_idle_get_type ())
G_DECLARE_FINAL_TYPE (HearthIdle, hearth_idle, HEARTH, IDLE, GObject)

HearthIdle *hearth_idle_new (guint minutes) G_GNUC_WARN_UNUSED_RESULT;
/* Starts counting anew. */
void hearth_idle_touch (HearthIdle *self);

G_END_DECLS
