/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done at the door of the bus: one person in, with a photo, as one thing that can be taken back. */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthIntake:
 * @case_id: whose case it became
 * @person: as it stands now
 * @done: (element-type HearthChangeSet): the acts in their order; taking them back goes from the end
 * @photo_error: (nullable): why the photo is not there; the case is, all the same
 * @result: %HEARTH_RESULT_DONE, or why nothing was written
 *
 * What came of an intake. Owned plain value.
 */
typedef struct
{
  HearthId case_id;
  HearthRecord *person;
  GPtrArray *done;
  GError *photo_error;
  HearthResult result;
} HearthIntake;

void hearth_intake_free (HearthIntake *self);

void hearth_intake_async (HearthContext *context,
                          const HearthId *case_id,
                          const json_t *fields,
                          const json_t *vitals,
                          GBytes *photo,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
HearthIntake *hearth_intake_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthIntake, hearth_intake_free)

G_END_DECLS
