/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthWrapBox:
 *
 * Places its children one beside the other at their natural width and goes on in the next line where
 * they no longer fit, as words do. Children that expand share what is left of their line.
 */
#define HEARTH_TYPE_WRAP_BOX (hearth_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthWrapBox, hearth_wrap_box, HEARTH, WRAP_BOX, GtkWidget)

GtkWidget *hearth_wrap_box_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_wrap_box_append (HearthWrapBox *self, GtkWidget *child);
/* Tab comes to it once, to the child that is active, and the arrow keys go from child to child. */
void hearth_wrap_box_set_one_stop (HearthWrapBox *self, gboolean is_one_stop);
void hearth_wrap_box_remove_all (HearthWrapBox *self);

G_END_DECLS
