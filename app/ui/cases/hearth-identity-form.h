/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"

G_BEGIN_DECLS

/**
 * HearthIdentityForm:
 *
 * Who the person of a case is, where they serve and lie, as a form over a draft; below it the periods of
 * captivity. Save makes one change. What was typed and not saved stays with its case until it is saved or
 * discarded, over locks and crashes. Action form.save (Ctrl+S), form.discard.
 */
/* The form's name among the drafts; their record is the case. */
#define HEARTH_IDENTITY_FORM_DRAFT "person"

#define HEARTH_TYPE_IDENTITY_FORM (hearth_identity_form_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthIdentityForm, hearth_identity_form, HEARTH, IDENTITY_FORM, HearthCasePage)

G_END_DECLS
