/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-audit.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthAuditItem:
 *
 * One act of the audit log in a list. ::changed is emitted when more of its entries were read.
 */
#define HEARTH_TYPE_AUDIT_ITEM (hearth_audit_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthAuditItem, hearth_audit_item, HEARTH, AUDIT_ITEM, GObject)

HearthAuditItem *hearth_audit_item_new (HearthAuditRow *row) G_GNUC_WARN_UNUSED_RESULT;
const HearthAuditRow *hearth_audit_item_get_row (HearthAuditItem *self);
gboolean hearth_audit_item_join (HearthAuditItem *self, const HearthAuditRow *row);

G_END_DECLS
