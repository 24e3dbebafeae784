/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of the audit log and what proves them (security 12). Pure: no database, no clock.
 *
 *   line = <canonical JSON> SP <43 base64: HMAC-SHA-256 (K_i, JSON)>      K_{i+1} = HKDF (K_i, "hearth/audit/next")
 *
 * A segment is a month and a writer id; i counts within it from 0, and each line names the hash of
 * the line before, also across segments. */
#pragma once

#include "hearth-hash.h"
#include "hearth-id.h"
#include "hearth-line.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_AUDIT_MONTH_SIZE 8 /* "2025-06" and the final zero */
#define HEARTH_AUDIT_MAX_LINE 4096

/**
 * HearthAuditCheckpoint:
 * @n: lines of the segment when it was signed
 * @head: hash of the last of them
 * @is_outside: it was kept by somebody else: a witness
 *
 * The end of a segment, as a signed line said it.
 */
typedef struct
{
  HearthId dev;
  char month[HEARTH_AUDIT_MONTH_SIZE];
  gint64 n;
  guint8 head[HEARTH_HASH_SIZE];
  gboolean is_outside;
} HearthAuditCheckpoint;

/* What is wrong with the first bad line. */
typedef enum
{
  HEARTH_AUDIT_GOOD,
  HEARTH_AUDIT_MISSING, /* lines between its predecessor and it are gone */
  HEARTH_AUDIT_FORM,    /* it is no line of a log */
  HEARTH_AUDIT_CHAIN,   /* it does not follow the line before */
  HEARTH_AUDIT_TAG,     /* it was written without its key */
  HEARTH_AUDIT_FORK,    /* a checkpoint saw another line in its place */
  HEARTH_AUDIT_CUT,     /* a checkpoint, or the present key, saw lines after the end */
} HearthAuditFault;

/**
 * HearthAuditReport:
 * @n_entries: lines that are there
 * @first_bad: place of the first line that does not fit, one after the last if the end was cut; 0: none
 * @n_bad: lines that do not fit
 * @n_missing: lines that must have been there
 * @n_untagged: lines whose key this login cannot open
 * @n_checkpoints: checkpoints that agree
 * @n_witnesses: those among them that others kept
 * @n_unwitnessed: lines after the last that a witness saw
 */
typedef struct
{
  gint64 n_entries;
  gint64 first_bad;
  HearthAuditFault fault;
  gint64 n_bad;
  gint64 n_missing;
  gint64 n_untagged;
  gint64 n_checkpoints;
  gint64 n_witnesses;
  gint64 n_unwitnessed;
} HearthAuditReport;

char *hearth_audit_line_new (const json_t *json, const HearthSecret *key) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_audit_line_parse (const char *line, gsize length) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_audit_next_key (const HearthSecret *key) G_GNUC_WARN_UNUSED_RESULT;

char *hearth_audit_checkpoint_sign (const HearthAuditCheckpoint *self,
                                    gint64 hlc,
                                    const HearthSecret *seed) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE unless one of the keys (32 bytes each) signed it. */
gboolean hearth_audit_checkpoint_read (
    HearthAuditCheckpoint *self, const char *line, gsize length, const guint8 *keys, guint n_keys);

typedef struct _HearthAuditVerifier HearthAuditVerifier;
HearthAuditVerifier *hearth_audit_verifier_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_audit_verifier_free (HearthAuditVerifier *self);
void hearth_audit_verifier_add_checkpoint (HearthAuditVerifier *self,
                                           const HearthAuditCheckpoint *checkpoint);
/* @first_key: K_0, NULL if this login cannot open it. */
void hearth_audit_verifier_begin_segment (HearthAuditVerifier *self,
                                          const char *month,
                                          const HearthId *dev,
                                          const HearthSecret *first_key);
void hearth_audit_verifier_add_line (HearthAuditVerifier *self,
                                     gint64 n,
                                     const char *line,
                                     gsize length);
/* @present_key: the key of the next line, as the log holds it; NULL: not known. */
void hearth_audit_verifier_finish (HearthAuditVerifier *self,
                                   const HearthSecret *present_key,
                                   HearthAuditReport *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAuditVerifier, hearth_audit_verifier_free)

G_END_DECLS
