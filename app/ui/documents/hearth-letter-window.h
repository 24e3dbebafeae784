/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthLetterWindow:
 *
 * A letter filled in from the case, to be edited as text. What is missing or declined without certainty is marked,
 * and neither saved nor printed before a person has looked at each place. What is typed is kept, sealed, until it
 * is saved or the window is closed. Actions: letter.accept (F8), letter.save (Ctrl+S), letter.print
 * (Ctrl+P): saves first.
 */
#define HEARTH_TYPE_LETTER_WINDOW (hearth_letter_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthLetterWindow, hearth_letter_window, HEARTH, LETTER_WINDOW, AdwWindow)

/* @document: (nullable): the document of the pack that the letter is to be about. */
void hearth_letter_window_present (GtkWindow *parent,
                                   HearthDesk *desk,
                                   HearthCase *kase,
                                   const char *document);
/* HearthRecordOpener: a letter that was begun and not saved here, what was saved in the form of its record. */
GtkWidget *hearth_letter_window_open (GtkWidget *parent,
                                      HearthDesk *desk,
                                      HearthCase *kase,
                                      const HearthRecord *record);
/* @benefit: id or code of the payment that it is about; its sums are those of today. @use: (nullable): as in the pack:
 * `application`, `demand`, `appeal`, `funding`. Kept with the benefits. */
void hearth_letter_window_present_for_benefit (
    GtkWindow *parent, HearthDesk *desk, HearthCase *kase, const char *benefit, const char *use);
/* Opens the window that prints a saved letter. */
void hearth_letter_window_print (GtkWindow *parent,
                                 HearthDesk *desk,
                                 HearthCase *kase,
                                 const HearthRecord *letter);
/* Whether the pack has a letter that applies for @document. */
gboolean hearth_letter_window_knows (HearthPackSet *packs, const char *document);

G_END_DECLS
