/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPortrait:
 *
 * The person of a case as a round picture: the photo that was chosen, or initials.
 */
#define HEARTH_TYPE_PORTRAIT (hearth_portrait_get_type ())
G_DECLARE_FINAL_TYPE (HearthPortrait, hearth_portrait, HEARTH, PORTRAIT, AdwBin)

void hearth_portrait_show (HearthPortrait *self,
                           HearthContext *context,
                           HearthCase *kase,
                           const char *name);

G_END_DECLS
