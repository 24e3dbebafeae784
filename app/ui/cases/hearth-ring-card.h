/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HearthRingCard: one kind of progress of a case: ring, title and how much of how much. */
#define HEARTH_TYPE_RING_CARD (hearth_ring_card_get_type ())
G_DECLARE_FINAL_TYPE (HearthRingCard, hearth_ring_card, HEARTH, RING_CARD, GtkButton)

GtkWidget *hearth_ring_card_new (const char *title, guint accent) G_GNUC_WARN_UNUSED_RESULT;
void hearth_ring_card_set_value (HearthRingCard *self, guint done, guint total);

G_END_DECLS
