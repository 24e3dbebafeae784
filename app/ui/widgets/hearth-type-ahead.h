/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthTypeAhead:
 *
 * Keys that are typed into a window while it is not ready for them: they wait, and then go where the focus is by
 * then. Letters, Backspace, Tab and Enter wait; a key with Ctrl or Alt and Escape go through. Thread: main.
 */
#define HEARTH_TYPE_TYPE_AHEAD (hearth_type_ahead_get_type ())
G_DECLARE_FINAL_TYPE (HearthTypeAhead, hearth_type_ahead, HEARTH, TYPE_AHEAD, GObject)

HearthTypeAhead *hearth_type_ahead_new (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void hearth_type_ahead_hold (HearthTypeAhead *self);
/* What waited is typed now. */
void hearth_type_ahead_release (HearthTypeAhead *self);
void hearth_type_ahead_drop (HearthTypeAhead *self);

G_END_DECLS
