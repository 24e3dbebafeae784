/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether what is typed there belongs to a compartment of which nothing is copied and no deleted text is
 * kept: debrief and restricted (security 10). @text: a #GtkEditable, rows with an entry too, or a
 * #GtkTextView. */
void hearth_confidential_set (GtkWidget *text, gboolean is_confidential);

G_END_DECLS
