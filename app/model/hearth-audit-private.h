/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-audit-chain.h"
#include "hearth-audit.h"

G_BEGIN_DECLS

/* Lines between two checkpoints that come by themselves. */
#define HEARTH_AUDIT_CHECKPOINT_EVERY 64

/* The end of the log: what the next line follows. */
typedef struct
{
  gint64 segment; /* 0: the log is empty */
  char month[HEARTH_AUDIT_MONTH_SIZE];
  HearthId dev;
  HearthSecret *key;
  gint64 next;
  char prev[HEARTH_HASH_HEX_SIZE];
  gint64 hlc;
} HearthAuditEnd;

void _hearth_audit_end_clear (HearthAuditEnd *self);

/* hearth-audit-segment-store.c; on the writer, in a transaction of admin */
gboolean _hearth_audit_end_load (HearthDb *db, HearthAuditEnd *self, GError **error);
gboolean _hearth_audit_end_save (HearthDb *db, const HearthAuditEnd *self, GError **error);
/* Begins a segment if the month or the writer is another one. */
gboolean _hearth_audit_end_turn (const HearthWriter *writer,
                                 HearthAuditEnd *self,
                                 gint64 now_ms,
                                 GError **error);
gboolean _hearth_audit_end_sign (HearthDb *db, const HearthAuditEnd *self, GError **error);
/* K_0 of a segment, if this login may open it. NULL without error: not. */
HearthSecret *_hearth_audit_open_first_key (HearthDb *db,
                                            HearthVault *vault,
                                            gint64 segment,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* hearth-audit-line.c */
json_t *_hearth_audit_entry_to_json (const HearthWriter *writer,
                                     const HearthAuditEntry *entry,
                                     const HearthAuditEnd *end) G_GNUC_WARN_UNUSED_RESULT;
/* hearth_audit_append_many() without its transaction. */
gboolean _hearth_audit_append_in_transaction (const HearthWriter *writer,
                                              const HearthAuditEntry *entries,
                                              guint n_entries,
                                              gboolean is_signed,
                                              GError **error);

/* hearth-audit-store.c */
gboolean _hearth_audit_append (const HearthWriter *writer,
                               const HearthAuditEntry *entries,
                               guint n_entries,
                               gboolean is_signed,
                               GError **error);
char *_hearth_audit_dup_program (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _hearth_audit_note_program (HearthDb *db, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthAuditEnd, _hearth_audit_end_clear)

G_END_DECLS
