/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthIntakePhoto:
 *
 * The row of a form that takes a photo from a file. The picture is decoded and cleaned at once, in the
 * confined child, so that what it lacks is said while the person stands at the desk. Signal ::changed.
 */
#define HEARTH_TYPE_INTAKE_PHOTO (hearth_intake_photo_get_type ())
G_DECLARE_FINAL_TYPE (HearthIntakePhoto, hearth_intake_photo, HEARTH, INTAKE_PHOTO, AdwActionRow)

/* NULL: none is chosen. */
GBytes *hearth_intake_photo_get_content (HearthIntakePhoto *self);
/* A picture is on its way: wait for ::changed. */
gboolean hearth_intake_photo_is_busy (HearthIntakePhoto *self);
void hearth_intake_photo_take (HearthIntakePhoto *self, GFile *file);
void hearth_intake_photo_clear (HearthIntakePhoto *self);
/* @content: (nullable): of hearth_intake_photo_get_content(), before it was cleared. */
void hearth_intake_photo_put_back (HearthIntakePhoto *self, GBytes *content);

G_END_DECLS
