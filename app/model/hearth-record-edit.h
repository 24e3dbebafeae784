/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with one record of a case in a form: make it, change it, remove it, with everything that
 * follows from it in the same act. The window uses the _async forms. */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthRecordEdit:
 * @kind: of cases, neither made by the plan nor fixed
 * @case_id: whose record
 * @rec: the record; for one that is to be made, an id that nothing has yet
 * @expected_revision: as the record was read, %HEARTH_REVISION_NEW to make it, or %HEARTH_REVISION_ANY
 *   for scripts
 * @fields: object of the fields that change; texts are accepted for all types. Borrowed.
 */
typedef struct
{
  const HearthKind *kind;
  HearthId case_id;
  HearthId rec;
  gint64 expected_revision;
  const json_t *fields;
} HearthRecordEdit;

gboolean hearth_record_can_be_edited (const HearthKind *kind);
HearthChangeSet *hearth_record_save (HearthContext *context,
                                     const HearthRecordEdit *edit,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_record_save_async (HearthContext *context,
                               const HearthRecordEdit *edit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* "gone": the inverse brings it back. */
HearthChangeSet *hearth_record_remove (HearthContext *context,
                                       const HearthRecord *record,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_record_remove_async (HearthContext *context,
                                 const HearthRecord *record,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthChangeSet *hearth_record_edit_finish (GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
