/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Answers the dialogs of the toolkit that ask for @parent, such as that for a printer, as if a person had
 * cancelled them. One that is merely destroyed would keep what was to be printed for ever. */
void hearth_print_dialog_cancel (GtkWindow *parent);

G_END_DECLS
