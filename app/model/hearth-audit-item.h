/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-audit.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthAuditItem:
 *
 * One entry of the audit log in a list; empty until its block was read, then ::changed is emitted.
 */
#define HEARTH_TYPE_AUDIT_ITEM (hearth_audit_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthAuditItem, hearth_audit_item, HEARTH, AUDIT_ITEM, GObject)

HearthAuditItem *hearth_audit_item_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: not read yet. */
const HearthAuditRow *hearth_audit_item_get_row (HearthAuditItem *self);
void hearth_audit_item_take_row (HearthAuditItem *self, HearthAuditRow *row);

G_END_DECLS
