/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-view-keeper.h"

#include <adwaita.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * HearthBulkField:
 *
 * A text for many cases: left as it is in each, set to one value in all (typed, or chosen from those that
 * cases have), or emptied in all. Signals ::changed of GtkEditable, ::activate of AdwEntryRow.
 */
#define HEARTH_TYPE_BULK_FIELD (hearth_bulk_field_get_type ())
G_DECLARE_FINAL_TYPE (HearthBulkField, hearth_bulk_field, HEARTH, BULK_FIELD, AdwEntryRow)

GtkWidget *hearth_bulk_field_new (HearthViewKeeper *keeper,
                                  const char *field,
                                  const char *title) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: leave it; JSON null: empty it. */
json_t *hearth_bulk_field_dup_value (HearthBulkField *self) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_bulk_field_get_id (HearthBulkField *self);

G_END_DECLS
