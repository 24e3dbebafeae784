/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthDocumentList:
 *
 * All documents of a person: those that are on their way, those of which nobody has said anything yet, and those
 * that need nothing more. Enter opens the record of a row.
 */
#define HEARTH_TYPE_DOCUMENT_LIST (hearth_document_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthDocumentList, hearth_document_list, HEARTH, DOCUMENT_LIST, AdwBin)

GtkWidget *hearth_document_list_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
/* @documents: (element-type HearthCaseDocument): of @kase. */
void hearth_document_list_show (HearthDocumentList *self, HearthCase *kase, GPtrArray *documents);
/* Puts the focus on the row of that document. */
void hearth_document_list_focus (HearthDocumentList *self, const char *document);
/* Opens what was begun last and not saved. FALSE: there is nothing. */
gboolean hearth_document_list_show_draft (HearthDocumentList *self);

G_END_DECLS
