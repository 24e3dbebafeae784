/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person gets who asks for their own data (Law 2297-VI, articles 8 and 16): every record that the registry says
 * may be given, by chapter and in words; what is kept back, by kind and reason; who had the data. If there is a request, the paper is its answer and
 * begins with it. */
#pragma once

#include "hearth-case.h"
#include "hearth-pages.h"

G_BEGIN_DECLS

/* Reads who had the data, and lays the pages out in the pool: a case may have thousands of records.
 * @language: of the paper, "uk" or "en" */
void hearth_own_copy_make_async (HearthContext *context,
                                 HearthCase *kase,
                                 const char *language,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthPages *hearth_own_copy_make_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @given: (element-type HearthGiven). Blocks for the file with the translations. */
HearthFlow *hearth_own_copy_sheet_new (HearthContext *context,
                                       HearthCase *kase,
                                       GPtrArray *given,
                                       const char *language) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the request that the paper is for was refused as a whole: the paper holds no data then. Thread: of @kase. */
gboolean hearth_own_copy_is_refusal (HearthCase *kase);

G_END_DECLS
