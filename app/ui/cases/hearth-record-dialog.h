/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"
#include "hearth-record-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRecordDialog:
 *
 * One record of a case in a form of its own: a new one, or one to change. What is typed is kept, sealed,
 * until it is saved or the person closes the form. If somebody else saved meanwhile, both values are
 * shown and nothing is written before a choice. Actions record.save (Ctrl+S); Escape closes.
 */
#define HEARTH_TYPE_RECORD_DIALOG (hearth_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthRecordDialog, hearth_record_dialog, HEARTH, RECORD_DIALOG, AdwWindow)

/* @record: as the case has it; for a new one hearth_case_make_record(). */
HearthRecordDialog *hearth_record_dialog_new (HearthDesk *desk,
                                              HearthCase *kase,
                                              const HearthRecord *record) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *hearth_record_dialog_present (GtkWidget *parent,
                                         HearthDesk *desk,
                                         HearthCase *kase,
                                         const HearthRecord *record);
/* For forms that show more than the rows of the registry: @groups as for hearth_record_form_new(). */
HearthRecordDialog *hearth_record_dialog_new_grouped (HearthDesk *desk,
                                                      HearthCase *kase,
                                                      const HearthRecord *record,
                                                      const HearthFormGroup *groups,
                                                      guint n_groups) G_GNUC_WARN_UNUSED_RESULT;
HearthRecordForm *hearth_record_dialog_get_form (HearthRecordDialog *self);
/* Puts @widget above the form, or below it. */
void hearth_record_dialog_add (HearthRecordDialog *self, GtkWidget *widget, gboolean is_above);
void hearth_record_dialog_show (HearthRecordDialog *self, GtkWidget *parent);
/* The name of the form among the drafts. */
char *hearth_record_dialog_dup_form (const HearthKind *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
