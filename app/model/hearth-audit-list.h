/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-audit-item.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthAuditList:
 *
 * The audit log as a #GListModel of #HearthAuditItem, newest first. It knows how long the log was when
 * it was last reloaded; entries are read in blocks when somebody looks at them.
 */
#define HEARTH_TYPE_AUDIT_LIST (hearth_audit_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthAuditList, hearth_audit_list, HEARTH, AUDIT_LIST, GObject)

HearthAuditList *hearth_audit_list_new (HearthContext *context) G_GNUC_WARN_UNUSED_RESULT;
/* Asks how long the log is now. */
void hearth_audit_list_reload (HearthAuditList *self);

G_END_DECLS
