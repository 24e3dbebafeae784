/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-benefit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthWhatIfForm:
 *
 * The facts of a person on which sums rest, to be changed for a trial: periods of captivity, stays in hospital and
 * how it is counted. Signal ::changed: something was.
 */
#define HEARTH_TYPE_WHAT_IF_FORM (hearth_what_if_form_get_type ())
G_DECLARE_FINAL_TYPE (HearthWhatIfForm, hearth_what_if_form, HEARTH, WHAT_IF_FORM, AdwBin)

/* @facts: copied */
GtkWidget *hearth_what_if_form_new (const HearthBenefitFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: something that is typed is no date, or a period ends before it begins. */
HearthBenefitFacts *hearth_what_if_form_make_facts (HearthWhatIfForm *self)
    G_GNUC_WARN_UNUSED_RESULT;
/* As it was at first. */
void hearth_what_if_form_reset (HearthWhatIfForm *self);

G_END_DECLS
