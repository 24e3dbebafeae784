/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-conflict-question.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthConflictCard:
 *
 * One of the columns of a question: a value, and who says it, when and where. Signal ::chosen when a person
 * keeps it.
 */
#define HEARTH_TYPE_CONFLICT_CARD (hearth_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (HearthConflictCard, hearth_conflict_card, HEARTH, CONFLICT_CARD, AdwBin)

/* @button: (nullable): with a mnemonic; NULL: it cannot be kept. */
GtkWidget *hearth_conflict_card_new (const char *heading, const char *button);
/* @side: (nullable): NULL: nobody is named. @hospital: (nullable): whose vault wrote it, if that is a contact.
 * @is_here: whether this vault wrote it. */
void hearth_conflict_card_show (HearthConflictCard *self,
                                const char *value,
                                const HearthConflictSide *side,
                                const char *hospital,
                                gboolean is_here,
                                HearthPackSet *packs);
void hearth_conflict_card_set_can_choose (HearthConflictCard *self, gboolean can_choose);
void hearth_conflict_card_grab_focus (HearthConflictCard *self);

G_END_DECLS
