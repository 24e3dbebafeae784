/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log (security 12): what was read, printed, exported, refused, granted. Writes of records are
 * not repeated here, their signed lines are their audit.
 *
 * An act that reads or lets something out, or that changes users, keys or files, is entered BEFORE it
 * takes effect; its outcome is a second entry with phase DONE or FAILED (vault 4.3). If the entry
 * cannot be written the act must not happen. Only what is read on the screen may be entered later if the
 * disk is full (hearth-audit-wait.h).
 *
 *   on the writer's thread, outside of a transaction:
 *     const HearthAuditEntry entry = { .event = HEARTH_AUDIT_EXPORT, .n = n_cases };
 *     if (!hearth_audit_append (writer, &entry, error)) return FALSE;
 *   from main, in the window:     hearth_context_audit_async (context, &entry, cancellable, cb, data)
 *   where waiting is allowed:     hearth_context_audit (context, &entry, &error)
 *
 * The log holds ids, numbers and reasons, never names or content. */
#pragma once

#include "hearth-context.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

/* Each has a word of its own in the log, which stays for ever: append only. */
typedef enum
{
  HEARTH_AUDIT_UNLOCK,
  HEARTH_AUDIT_UNLOCK_FAILED, /* n: how often since the last login; noted at the next one */
  HEARTH_AUDIT_LOCK,
  HEARTH_AUDIT_CASE_OPEN, /* one per compartment that is read */
  HEARTH_AUDIT_SEARCH,    /* that, not what */
  HEARTH_AUDIT_CONFLICT,  /* decided */
  HEARTH_AUDIT_IMPORT,
  HEARTH_AUDIT_EXPORT,
  HEARTH_AUDIT_BUNDLE_REFUSED, /* why: the code */
  HEARTH_AUDIT_PRINT,
  HEARTH_AUDIT_COPY,      /* a copy in the clear is saved; why: the person's reason */
  HEARTH_AUDIT_FILE_OPEN, /* an attachment is shown */
  HEARTH_AUDIT_SECOND_PERSON,
  HEARTH_AUDIT_USER_ADD,
  HEARTH_AUDIT_USER_CHANGE,
  HEARTH_AUDIT_USER_OFF,
  HEARTH_AUDIT_GRANT,
  HEARTH_AUDIT_REVOKE,
  HEARTH_AUDIT_CARD,
  HEARTH_AUDIT_CONTACT,
  HEARTH_AUDIT_PASSPHRASE,
  HEARTH_AUDIT_KEY_RENEWAL,
  HEARTH_AUDIT_RECOVERY,
  HEARTH_AUDIT_ERASE,
  HEARTH_AUDIT_TRAVEL,
  HEARTH_AUDIT_HEADER,  /* written, restored or copied out */
  HEARTH_AUDIT_CLOCK,   /* jumped */
  HEARTH_AUDIT_CHECK,   /* n: what was found damaged */
  HEARTH_AUDIT_TABLE,   /* a lost table was made anew; why: the owner's reason */
  HEARTH_AUDIT_JOURNAL, /* a damaged journal was given up */
  HEARTH_AUDIT_BACKUP,
  HEARTH_AUDIT_BACKUP_PROOF,
  HEARTH_AUDIT_RESTORE, /* the vault came from a backup; noted at its first login */
  HEARTH_AUDIT_PROGRAM, /* another version than before; why: which */
  HEARTH_AUDIT_PAIR,    /* said whether two cases are of one person, an entry for each; why: what */
  HEARTH_N_AUDIT_EVENTS,
} HearthAuditEvent;

typedef enum
{
  HEARTH_AUDIT_BEGIN, /* about to happen, or an act without an outcome */
  HEARTH_AUDIT_DONE,
  HEARTH_AUDIT_FAILED,
} HearthAuditPhase;

/**
 * HearthAuditEntry:
 * @case_id: zero: of no case
 * @cmp: %HEARTH_COMPARTMENT_IDENTITY, which is zero: of none
 * @n: how many cases, files or pages the act is about; 0: not said
 * @why: (nullable): a reason that a person gave, or a code; never a name or content
 * @role: (nullable): the role that was used; %NULL: the first one of the login
 * @at_ms: when it was, if it had to wait for room on the disk; 0: now
 *
 * All zero but the event is a whole entry.
 */
typedef struct
{
  HearthAuditEvent event;
  HearthAuditPhase phase;
  HearthId case_id;
  HearthCompartment cmp;
  gint64 n;
  const char *why;
  const char *role;
  gint64 at_ms;
} HearthAuditEntry;

/* "case.open"; with an outcome "export.done", "export.failed" */
const char *hearth_audit_event_to_word (HearthAuditEvent event);

/* On the writer's thread, outside of a transaction. */
gboolean hearth_audit_append (const HearthWriter *writer,
                              const HearthAuditEntry *entry,
                              GError **error);
gboolean hearth_audit_append_many (const HearthWriter *writer,
                                   const HearthAuditEntry *entries,
                                   guint n_entries,
                                   GError **error);
/* Signs the present end of the log; nothing if it is signed already. */
gboolean hearth_audit_checkpoint (const HearthWriter *writer, GError **error);
/* The newest checkpoint of @dev, a signed line without LF, to hand to others. NULL without error: none. */
char *hearth_audit_get_checkpoint (HearthDb *db,
                                   const HearthId *dev,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Blocks. */
gboolean hearth_context_audit (HearthContext *context,
                               const HearthAuditEntry *entry,
                               GError **error);
gboolean hearth_context_audit_many (HearthContext *context,
                                    const HearthAuditEntry *entries,
                                    guint n_entries,
                                    GError **error);
void hearth_context_audit_async (HearthContext *context,
                                 const HearthAuditEntry *entry,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void hearth_context_audit_many_async (HearthContext *context,
                                      const HearthAuditEntry *entries,
                                      guint n_entries,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean hearth_context_audit_finish (HearthContext *context, GAsyncResult *result, GError **error);

/** HearthAuditRow: an entry of the log, or the entries of one act, as lists show them. */
typedef struct
{
  gint64 n; /* place in the log, from 1 */
  gint64 at_ms;
  char *event; /* the word, with its outcome */
  char *role;  /* NULL: none */
  char *why;   /* NULL: none */
  HearthId who;
  HearthId case_id;      /* zero: none */
  HearthCompartment cmp; /* IDENTITY: none */
  guint cmps;            /* 1 << cmp of every entry that was joined; 0: none */
  gint64 count;
} HearthAuditRow;
void hearth_audit_row_free (HearthAuditRow *self);
gboolean hearth_audit_row_join (HearthAuditRow *self, const HearthAuditRow *other);

/* How long the log is. -1 with an error. */
gint64 hearth_audit_count (HearthDb *db, GError **error);
/* The outcome of the last act of that kind; kept for HEARTH_AUDIT_CHECK. NULL without error: none. */
HearthAuditRow *hearth_audit_find_last (HearthDb *db,
                                        HearthAuditEvent event,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthAuditRow) Newest first, those before place @before (G_MAXINT64: from the end). */
GPtrArray *hearth_audit_list (HearthDb *db, gint64 before, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (element-type HearthAuditRow) What left of one case in the clear, the oldest first. */
GPtrArray *hearth_audit_list_out (HearthDb *db,
                                  const HearthId *case_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAuditRow, hearth_audit_row_free)

G_END_DECLS
