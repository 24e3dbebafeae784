/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes keys below @widget as they stand on a keyboard, where GTK shows the name of its symbol: it has words for some
 * in the catalogues of other languages and for none in English. After the #GtkShortcutLabel was made. */
void hearth_key_caps_name (GtkWidget *widget);

G_END_DECLS
