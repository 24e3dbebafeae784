/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-part-switches.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

/**
 * HearthExportParts:
 *
 * The parts of cases that may leave; what this login does not hold is not offered. Identity and plan always go: without
 * the person nobody could tell whose the others are.
 */
#define HEARTH_TYPE_EXPORT_PARTS (hearth_export_parts_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthExportParts, hearth_export_parts, HEARTH, EXPORT_PARTS, HearthPartSwitches)

void hearth_export_parts_offer (HearthExportParts *self, HearthVault *vault);
/* What is not in @allowed, or may not travel under a passphrase, is off and stays off. */
void hearth_export_parts_restrict (HearthExportParts *self, guint allowed, gboolean is_passphrase);

G_END_DECLS
