/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a person, each as far as it is, beside what the rules say of it. */
#pragma once

#include "hearth-case.h"
#include "hearth-document-state.h"

G_BEGIN_DECLS

/**
 * HearthCaseDocument:
 * @entry: (nullable): of the pack; %NULL: a document that no pack knows
 * @id: of the pack, or the text that stands in the record
 * @record: (nullable): %NULL: nobody has said anything yet
 * @waits_for: ids of the documents that must be there first and are not
 * @holds_up: ids of those that wait for this one
 * @due: by when it is expected; %HEARTH_DATE_NONE: not applied for, or no term is known
 * @free_until: the last day without a fee; %HEARTH_DATE_NONE: no fee is waived, or the release is not known
 * @depth: its column in a drawing of what waits for what
 */
typedef struct
{
  const HearthPackEntry *entry;
  char *id;
  HearthRecord *record;
  HearthDocumentState state;
  GStrv waits_for;
  GStrv holds_up;
  HearthDate due;
  HearthDate free_until;
  guint depth;
} HearthCaseDocument;

/* (element-type HearthCaseDocument): in the order of the pack, several records of one document one after the
 * other. Borrows from @packs. Thread: of @kase. */
GPtrArray *hearth_case_list_documents (HearthCase *kase,
                                       HearthPlanTemplates *templates) G_GNUC_WARN_UNUSED_RESULT;
/* The first of that id; NULL: none. */
const HearthCaseDocument *hearth_case_documents_find (GPtrArray *documents, const char *id);
/* The id of a record that says for the first time how a document is: two hospitals that both do say it of the
 * same record. */
HearthId hearth_case_document_derive_id (const HearthId *case_id, const char *document);

G_END_DECLS
