/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-out-window.h"

G_BEGIN_DECLS

/**
 * HearthBoardLetters:
 *
 * One letter to each of the rows that were chosen: filled in from the cases, looked at one by one, saved in one act
 * and then printed together. Whoever has a place that nobody looked at is not saved, and says so; a person who is not
 * to get a letter is switched off. Actions: letters.accept (F8), letters.next (F9), letters.save (Ctrl+S); those of
 * HearthOutWindow once they are saved.
 */
#define HEARTH_TYPE_BOARD_LETTERS (hearth_board_letters_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthBoardLetters, hearth_board_letters, HEARTH, BOARD_LETTERS, HearthOutWindow)

/* @rows: (element-type HearthStepRow): at least one; copied. */
GtkWidget *hearth_board_letters_present (GtkWidget *parent, HearthDesk *desk, GPtrArray *rows);

G_END_DECLS
