/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-audit-item.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthAuditList:
 *
 * The audit log as a #GListModel of #HearthAuditItem, newest first. Entries are read in blocks: it
 * begins with the newest one and grows by another when somebody looks at its end, because how many acts
 * a log of a million entries tells of is not known before they are read.
 */
#define HEARTH_TYPE_AUDIT_LIST (hearth_audit_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthAuditList, hearth_audit_list, HEARTH, AUDIT_LIST, GObject)

HearthAuditList *hearth_audit_list_new (HearthContext *context) G_GNUC_WARN_UNUSED_RESULT;
/* Begins again with what is newest now. */
void hearth_audit_list_reload (HearthAuditList *self);

G_END_DECLS
