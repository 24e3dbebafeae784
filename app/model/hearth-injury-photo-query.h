/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"

G_BEGIN_DECLS

/**
 * HearthInjuryPhotoLeft:
 * @rec: a medical file
 * @blob: its content
 * @is_gone: whether the record was deleted
 *
 * What a restricted injury shows and the medical compartment still holds. Plain value.
 */
typedef struct
{
  HearthId case_id;
  HearthId rec;
  HearthId blob;
  gboolean is_gone;
} HearthInjuryPhotoLeft;

/* (element-type HearthInjuryPhotoLeft); both compartments are attached. */
GArray *hearth_injury_photo_query_list_left (HearthDb *db,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
