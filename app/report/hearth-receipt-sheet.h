/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person signs who is handed a document: one part stays in the file, one goes with the person. */
#pragma once

#include "hearth-case.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

/* @document: a record of kind `document` of @kase. @language: of the paper, "uk" or "en". */
HearthFlow *hearth_receipt_sheet_new (HearthContext *context,
                                      HearthCase *kase,
                                      const HearthRecord *document,
                                      const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
