/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of the audit log that found no room on the disk. Only what was read on the screen waits here: a
 * full disk is no reason to keep a patient's record closed. What leaves the program (print, export, copy)
 * and what changes something is entered before it happens, or does not happen (security 12). */
#pragma once

#include "hearth-audit.h"

G_BEGIN_DECLS

HearthAuditWait *hearth_audit_wait_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_audit_wait_free (HearthAuditWait *self);
/* FALSE: they may not wait, or not because of @error; nothing was taken. */
gboolean hearth_audit_wait_add (HearthAuditWait *self,
                                const HearthAuditEntry *entries,
                                guint n_entries,
                                const GError *error);
/* In the order in which they came, with their times; borrowed. */
const HearthAuditEntry *hearth_audit_wait_get (HearthAuditWait *self, guint *n_entries);
/* They were written. */
void hearth_audit_wait_clear (HearthAuditWait *self);
/* Any thread. */
gboolean hearth_audit_wait_is_empty (HearthAuditWait *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAuditWait, hearth_audit_wait_free)

G_END_DECLS
