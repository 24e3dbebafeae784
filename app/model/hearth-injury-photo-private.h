/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photo of an injury goes with it into the restricted compartment: its content is encrypted anew under a key of
 * that compartment, and the old one is erased with its key, so that who holds the medical compartment alone has
 * neither. Writer thread. */
#pragma once

#include "hearth-blob-store.h"
#include "hearth-command.h"
#include "hearth-record.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

/**
 * HearthInjuryPhotoMove:
 * @file: (nullable): the record that is to move; %NULL: nothing moves
 * @rec: what it will be in the restricted compartment
 *
 * Plain value; {} before it is planned.
 */
typedef struct
{
  HearthRecord *file;
  HearthId rec;
} HearthInjuryPhotoMove;

void _hearth_injury_photo_move_clear (HearthInjuryPhotoMove *self);
/* @values: of the restricted injury of @case_id that is about to be written; its photo becomes the one to come. */
gboolean _hearth_injury_photo_plan (HearthInjuryPhotoMove *self,
                                    HearthDb *db,
                                    const HearthId *case_id,
                                    json_t *values,
                                    GError **error);
/* Executes @command and what was planned: the copy comes first and the old content goes last, so that at no moment there
 * is none. Returns: (transfer full): the answer to @command, whose inverse leaves the photo where it is now. */
HearthChangeSet *_hearth_injury_photo_execute (const HearthInjuryPhotoMove *self,
                                               const HearthWriter *writer,
                                               HearthBlobStore *blobs,
                                               HearthCommand *command,
                                               GCancellable *cancellable,
                                               GError **error);
/* Ends moves that a crash cut short: erases from the medical compartment what is the photo of a restricted injury. Does
 * nothing for a login that does not hold both compartments. */
gboolean _hearth_injury_photo_tidy (const HearthWriter *writer,
                                    HearthBlobStore *blobs,
                                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthInjuryPhotoMove, _hearth_injury_photo_move_clear)

G_END_DECLS
