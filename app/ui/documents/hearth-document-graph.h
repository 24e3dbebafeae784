/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-documents.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthDocumentGraph:
 *
 * What waits for what among the documents of a person, drawn: each document a box with its state as a sign and in
 * words, in a column for every document that must come before; lines from what is waited for, dashed as long as it
 * is not there. Left and Right go along the lines, Up and Down stay in the column. A reader is told what a document
 * waits for and what waits for it. Signal ::chosen (const char *document).
 */
#define HEARTH_TYPE_DOCUMENT_GRAPH (hearth_document_graph_get_type ())
G_DECLARE_FINAL_TYPE (HearthDocumentGraph, hearth_document_graph, HEARTH, DOCUMENT_GRAPH, GtkWidget)

GtkWidget *hearth_document_graph_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @documents: (element-type HearthCaseDocument), kept. */
void hearth_document_graph_show (HearthDocumentGraph *self,
                                 GPtrArray *documents,
                                 HearthPackSet *packs);
/* What a reader is told of a document, and what stands in the list of narrow windows. */
char *hearth_document_graph_dup_edges (const HearthCaseDocument *document,
                                       HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the document waits for another or another for it. */
gboolean hearth_document_graph_is_tied (const HearthCaseDocument *document, HearthPackSet *packs);

G_END_DECLS
