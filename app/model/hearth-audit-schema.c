/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the audit log, all in admin (security 12). */
#include "config.h"

#include "hearth-audit-schema.h"

static const char *const statements[] = {
  /* "n" is the place in the log, "line" what stands there, without LF. */
  "CREATE TABLE admin.audit (n INTEGER PRIMARY KEY, segment INTEGER NOT NULL, line TEXT NOT NULL)",
  /* "secret" tags the next line; NULL in all but the newest segment. "head": hash of the last line. */
  "CREATE TABLE admin.audit_segment (id INTEGER PRIMARY KEY, month TEXT NOT NULL, dev BLOB NOT "
  "NULL,"
  " secret BLOB, next INTEGER NOT NULL, head BLOB, hlc INTEGER NOT NULL)",
  /* The first key of a segment, to each user who may verify it. */
  "CREATE TABLE admin.audit_seal (segment INTEGER NOT NULL, user BLOB NOT NULL, box BLOB NOT NULL,"
  " PRIMARY KEY (segment, user)) WITHOUT ROWID",
  "CREATE TABLE admin.audit_checkpoint (segment INTEGER NOT NULL, n INTEGER NOT NULL,"
  " line TEXT NOT NULL, PRIMARY KEY (segment, n)) WITHOUT ROWID",
  /* What is compared at the next login. */
  "CREATE TABLE admin.audit_note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
  "CREATE TRIGGER admin.audit_keep BEFORE DELETE ON audit"
  " BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END",
  "CREATE TRIGGER admin.audit_fix BEFORE UPDATE ON audit"
  " BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END",
};

/** hearth_audit_schema_create: Returns: %FALSE with an error. Thread: writer, in a migration of admin. */
gboolean
hearth_audit_schema_create (HearthDb *db, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!hearth_db_exec (db, statements[i], error))
      return FALSE;
  return TRUE;
}
