/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthDraftForm:
 *
 * The rows of a dialog as a draft: every change of them goes to the keeper of the desk, and when the
 * dialog is opened again what was kept is filled in. Rows are entries, combo rows, pack rows, switches and check buttons.
 */
#define HEARTH_TYPE_DRAFT_FORM (hearth_draft_form_get_type ())
G_DECLARE_FINAL_TYPE (HearthDraftForm, hearth_draft_form, HEARTH, DRAFT_FORM, GObject)

/* @rec, @case_id: (nullable): nothing there yet. Of core, unless another compartment is set. */
HearthDraftForm *hearth_draft_form_new (HearthDesk *desk,
                                        const char *form,
                                        const HearthId *rec,
                                        const HearthId *case_id,
                                        gint64 revision) G_GNUC_WARN_UNUSED_RESULT;
/* Where the record belongs that the form is to become. Before hearth_draft_form_begin(). */
void hearth_draft_form_set_compartment (HearthDraftForm *self, HearthCompartment cmp);
void hearth_draft_form_add (HearthDraftForm *self, const char *key, gpointer row);
/* When the rows show what is saved. Returns whether something that was kept took its place. */
gboolean hearth_draft_form_begin (HearthDraftForm *self);
/* Saved, or closed by the person: nothing is to be kept. */
void hearth_draft_form_end (HearthDraftForm *self);

G_END_DECLS
