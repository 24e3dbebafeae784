/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of lines that are only read, each under its title. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @description: (nullable). Returns: (transfer none): the list, at the end of @box. */
GtkListBox *hearth_titled_rows_add_group (GtkBox *box, const char *title, const char *description);
/* @subtitle: (nullable). Returns: (transfer none): the HearthTextRow, at the end of @list. */
GtkWidget *hearth_titled_rows_add (GtkListBox *list, const char *title, const char *subtitle);

G_END_DECLS
