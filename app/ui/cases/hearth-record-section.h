/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"
#include "hearth-text-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRecordSection:
 *
 * The records of one kind in a case, under a heading with a button to add one: rows that open the record,
 * each with a button to remove it. What was begun and not saved stands above them. Delete removes the row
 * under the focus.
 */
#define HEARTH_TYPE_RECORD_SECTION (hearth_record_section_get_type ())
G_DECLARE_FINAL_TYPE (HearthRecordSection, hearth_record_section, HEARTH, RECORD_SECTION, AdwBin)

/* Takes the place of the empty form of a new record. */
typedef void (*HearthRecordSectionAddFunc) (gpointer user_data);

GtkWidget *hearth_record_section_new (HearthDesk *desk, const char *kind) G_GNUC_WARN_UNUSED_RESULT;
void hearth_record_section_show_case (HearthRecordSection *self, HearthCase *kase);
/** HearthRecordOpener: opens @record in a window of its own, which it returns. */
typedef GtkWidget *(*HearthRecordOpener) (GtkWidget *parent,
                                          HearthDesk *desk,
                                          HearthCase *kase,
                                          const HearthRecord *record);
/* In place of hearth_record_dialog_present(). */
void hearth_record_section_set_opener (HearthRecordSection *self, HearthRecordOpener opener);
/* NULL: there is nothing to open it in. */
GtkWidget *hearth_record_section_open (HearthRecordSection *self, const HearthRecord *record);
/* @user_data: borrowed; it outlives the section. */
void hearth_record_section_set_add (HearthRecordSection *self,
                                    HearthRecordSectionAddFunc add_func,
                                    gpointer user_data);
/* Opens what was begun last and not saved. FALSE: there is nothing. */
gboolean hearth_record_section_show_draft (HearthRecordSection *self);

/* Adds to @row what its fields alone do not say. */
typedef void (*HearthRecordSectionDecorate) (HearthTextRow *row,
                                             const HearthRecord *record,
                                             gboolean is_writable,
                                             gpointer data);
/* For the rows shown from now on. @data lives as long as the section. */
void hearth_record_section_set_decorate (HearthRecordSection *self,
                                         HearthRecordSectionDecorate decorate,
                                         gpointer data);

G_END_DECLS
