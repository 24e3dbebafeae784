/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marked places of a letter in the text in which it is edited. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets what stands between marks be seen. */
void hearth_letter_places_show (GtkTextBuffer *buffer);
/* Selects what the first mark holds. FALSE: there is none. */
gboolean hearth_letter_places_go_to_first (GtkTextView *view);
/* Takes the marks off the place at the cursor, or of the next one, and goes on to the one after it. */
void hearth_letter_places_accept (GtkTextView *view);

G_END_DECLS
