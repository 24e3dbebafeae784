/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list and the drawing of documents say in common. */
#pragma once

#include "hearth-case-documents.h"

G_BEGIN_DECLS

const char *hearth_document_get_title (const HearthCaseDocument *document);
const char *hearth_document_get_title_of (HearthPackSet *packs, const char *id);
const char *hearth_document_state_get_title (HearthDocumentState state);
/* A sign beside the words, so that colour is never alone: "✓", "◌". */
const char *hearth_document_state_get_sign (HearthDocumentState state);
/* "Register extract, SIM card"; NULL: nothing. */
char *hearth_document_join_titles (HearthPackSet *packs,
                                   const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;
/* What is to be known of it beside its state, in sentences, each in a line; maybe "". */
char *hearth_document_dup_details (const HearthCaseDocument *document,
                                   HearthPlanTemplates *templates,
                                   HearthDate today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
