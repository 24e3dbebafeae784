/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-documents.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthDocumentWeb:
 *
 * What waits for what: drawn where there is room for it, else as a list that says the same. Signal
 * ::chosen (const char *document).
 */
#define HEARTH_TYPE_DOCUMENT_WEB (hearth_document_web_get_type ())
G_DECLARE_FINAL_TYPE (HearthDocumentWeb, hearth_document_web, HEARTH, DOCUMENT_WEB, AdwBin)

GtkWidget *hearth_document_web_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @documents: (element-type HearthCaseDocument). */
void hearth_document_web_show (HearthDocumentWeb *self, GPtrArray *documents, HearthPackSet *packs);

G_END_DECLS
