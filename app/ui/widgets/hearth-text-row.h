/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthTextRow:
 *
 * A row of a boxed list with a title and a subtitle, both plain text that wraps. It looks as an AdwActionRow
 * does, whose texts are aligned by GTK 4.8 at the price of breaking their lines some ten times: a page of
 * forty such rows takes a tenth of a second.
 */
#define HEARTH_TYPE_TEXT_ROW (hearth_text_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthTextRow, hearth_text_row, HEARTH, TEXT_ROW, GtkListBoxRow)

/* @subtitle: (nullable) */
GtkWidget *hearth_text_row_new (const char *title, const char *subtitle);
const char *hearth_text_row_get_title (HearthTextRow *self);
/* Before and behind the texts, in the middle of their height. */
void hearth_text_row_add_prefix (HearthTextRow *self, GtkWidget *widget);
void hearth_text_row_add_suffix (HearthTextRow *self, GtkWidget *widget);

G_END_DECLS
