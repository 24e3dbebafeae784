/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"
#include "hearth-record-form.h"

G_BEGIN_DECLS

/**
 * HearthInjuryPhoto:
 *
 * Below the photo of an injury its chain of custody: when the picture came into the vault and by whom, its
 * checksum, and that its content was never replaced. Read from the signed lines.
 */
#define HEARTH_TYPE_INJURY_PHOTO (hearth_injury_photo_get_type ())
G_DECLARE_FINAL_TYPE (HearthInjuryPhoto, hearth_injury_photo, HEARTH, INJURY_PHOTO, AdwBin)

/* Also fills the choice of pictures in @form. */
GtkWidget *hearth_injury_photo_new (HearthDesk *desk,
                                    HearthCase *kase,
                                    HearthRecordForm *form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
