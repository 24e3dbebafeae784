/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-vault.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthExportParts:
 *
 * The parts of cases that may leave, a switch each; what this login does not hold is not offered. They are bits
 * 1 << HearthCompartment. Identity and plan always go: without the person nobody could tell whose the others are.
 * Signal ::changed.
 */
#define HEARTH_TYPE_EXPORT_PARTS (hearth_export_parts_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthExportParts, hearth_export_parts, HEARTH, EXPORT_PARTS, AdwPreferencesGroup)

void hearth_export_parts_offer (HearthExportParts *self, HearthVault *vault);
/* Turns on those of @parts that may go, and the others off. */
void hearth_export_parts_choose (HearthExportParts *self, guint parts);
/* What is not in @allowed, or may not travel under a passphrase, is off and stays off. */
void hearth_export_parts_restrict (HearthExportParts *self, guint allowed, gboolean is_passphrase);
guint hearth_export_parts_get (HearthExportParts *self);

G_END_DECLS
