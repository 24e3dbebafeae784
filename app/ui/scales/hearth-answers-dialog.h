/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The name of the form among the drafts. */
#define HEARTH_ANSWERS_DRAFT "filled-questionnaire"

/**
 * HearthAnswersDialog:
 *
 * Fills a questionnaire: which one, when and by whom, then its questions. The score stands below once nothing
 * is missing; an answer that raises an alarm says so at once. What was not saved is kept sealed, as of every
 * form.
 */
#define HEARTH_TYPE_ANSWERS_DIALOG (hearth_answers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthAnswersDialog, hearth_answers_dialog, HEARTH, ANSWERS_DIALOG, AdwWindow)

/* @record: NULL: one that is chosen first; a filled one is corrected. */
GtkWidget *hearth_answers_dialog_present (GtkWidget *parent,
                                          HearthDesk *desk,
                                          HearthCase *kase,
                                          const HearthRecord *record);
/* What was typed and not saved, on. */
GtkWidget *hearth_answers_dialog_resume (GtkWidget *parent,
                                         HearthDesk *desk,
                                         HearthCase *kase,
                                         const HearthDraft *draft);
/* Whether the login can fill any. */
gboolean hearth_answers_dialog_is_possible (HearthDesk *desk);

G_END_DECLS
