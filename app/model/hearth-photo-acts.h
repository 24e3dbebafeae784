/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which file of a case shows the person's face. The photo is an ordinary file of core; a record beside
 * the person names it, so that choosing another one is one small change that can be taken back. */
#pragma once

#include "hearth-case.h"
#include "hearth-context.h"

G_BEGIN_DECLS

gboolean hearth_photo_may_be (const HearthRecord *file);
const HearthRecord *hearth_photo_find (HearthCase *kase); /* NULL: none is chosen, or it is gone */

HearthChangeSet *hearth_photo_set (HearthContext *context,
                                   const HearthId *case_id,
                                   const HearthRecord *file,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_photo_set_async (HearthContext *context,
                             const HearthId *case_id,
                             const HearthRecord *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
HearthChangeSet *hearth_photo_set_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
