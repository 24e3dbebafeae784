/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-record-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** HearthFormGroup: fields under one heading; @fields: ids, separated by single spaces. */
typedef struct
{
  const char *title; /* N_ (); NULL: none */
  const char *fields;
} HearthFormGroup;

/**
 * HearthRecordForm:
 *
 * The fields of a record, made from the registry, over a draft: values → state → widgets. Saving is the
 * affair of who holds the form. Signal ::changed: a person changed the draft, or chose between two values.
 */
#define HEARTH_TYPE_RECORD_FORM (hearth_record_form_get_type ())
G_DECLARE_FINAL_TYPE (HearthRecordForm, hearth_record_form, HEARTH, RECORD_FORM, AdwBin)

/* @groups: static; NULL: all fields, without headings. */
GtkWidget *hearth_record_form_new (HearthDesk *desk,
                                   const HearthKind *kind,
                                   const HearthFormGroup *groups,
                                   guint n_groups) G_GNUC_WARN_UNUSED_RESULT;
/* @draft NULL: nothing to show. */
void hearth_record_form_set_draft (HearthRecordForm *self,
                                   HearthRecordDraft *draft,
                                   const HearthDraftRules *rules);
HearthRecordDraft *hearth_record_form_get_draft (HearthRecordForm *self);
/* Something is changed, and nothing shown is wrong. */
gboolean hearth_record_form_can_save (HearthRecordForm *self);
/* The same, and nothing is missing; else it says what, and the focus goes there. */
gboolean hearth_record_form_check (HearthRecordForm *self);
/* Shows at its field what was refused on saving. FALSE: @error is something else, or about nothing that is shown. */
gboolean hearth_record_form_show_refusal (HearthRecordForm *self, const GError *error);
void hearth_record_form_focus_field (HearthRecordForm *self, const char *field);
/* As if a person had typed it; @field need not be shown. */
void hearth_record_form_set_text (HearthRecordForm *self, const char *field, const char *text);
/* @options: (element-type HearthFormOption): what can be chosen there. */
void hearth_record_form_set_options (HearthRecordForm *self, const char *field, GPtrArray *options);

G_END_DECLS
