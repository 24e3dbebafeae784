/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-documents.h"
#include "hearth-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthDocumentRow:
 *
 * One document of a person: its way from lost to handed over, what is known of it, and the next thing to do as a
 * button, which Space presses too. A document of which nothing is known asks with four buttons, which 1 to 4
 * press. Actions: document.next, document.say with the state, document.receipt,
 * document.letter.
 */
#define HEARTH_TYPE_DOCUMENT_ROW (hearth_document_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthDocumentRow, hearth_document_row, HEARTH, DOCUMENT_ROW, GtkListBoxRow)

/* @document: of @documents, which the row keeps. */
GtkWidget *hearth_document_row_new (HearthDesk *desk,
                                    HearthCase *kase,
                                    GPtrArray *documents,
                                    const HearthCaseDocument *document) G_GNUC_WARN_UNUSED_RESULT;
const HearthCaseDocument *hearth_document_row_get_document (HearthDocumentRow *self);
/* (transfer full): the record, or an empty one to begin a form with. */
HearthRecord *hearth_document_row_dup_record (HearthDocumentRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
