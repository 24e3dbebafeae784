/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A large number with what it counts; a filter of the board. @look: NULL, "urgent" or "warning". */
#define HEARTH_TYPE_FIGURE_CARD (hearth_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (HearthFigureCard, hearth_figure_card, HEARTH, FIGURE_CARD, GtkToggleButton)

GtkWidget *hearth_figure_card_new (const char *look) G_GNUC_WARN_UNUSED_RESULT;
/* @what: what is counted, in the plural form of @number. */
void hearth_figure_card_set (HearthFigureCard *self, guint number, const char *what);
/* A figure that is no count: a sum. */
void hearth_figure_card_set_text (HearthFigureCard *self, const char *figure, const char *what);

G_END_DECLS
