/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows @wide where it fits, and @narrow where it does not. Newer platforms have breakpoints for it. */
GtkWidget *hearth_squeezer_new (GtkWidget *wide, GtkWidget *narrow);

G_END_DECLS
