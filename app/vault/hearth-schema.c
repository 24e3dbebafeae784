/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the tables of one file to the version of this program, one transaction a step. */
#include "config.h"

#include "hearth-schema.h"

#include "hearth-db-private.h"

/* "HRT" and the D of database: tells our files from other SQLite files once they are open. */
#define APPLICATION_ID 0x48525448

static gboolean
read_pragma (HearthDb *db, HearthCompartment cmp, const char *pragma, gint64 *out, GError **error)
{
  char sql[64];

  g_snprintf (sql, sizeof sql, "PRAGMA %s.%s", hearth_compartment_get_name (cmp), pragma);
  return _hearth_db_query_int (db, sql, out, error);
}

static gboolean
mark_version (HearthDb *db, HearthCompartment cmp, guint version, GError **error)
{
  const char *name = hearth_compartment_get_name (cmp);
  char sql[128];

  g_snprintf (sql, sizeof sql, "PRAGMA %s.application_id = %d; PRAGMA %s.user_version = %u", name,
              APPLICATION_ID, name, version);
  return _hearth_db_exec_unrestricted (db, sql, error);
}

static gboolean
run_step (const HearthSchema *schema,
          HearthDb *db,
          HearthCompartment cmp,
          guint to_version,
          GError **error)
{
  gboolean is_done;

  if (!hearth_db_begin (db, error))
    return FALSE;
  _hearth_db_begin_unrestricted (db);
  is_done = schema->migrate (db, cmp, to_version, schema->data, error);
  _hearth_db_end_unrestricted (db);
  if (!is_done || !mark_version (db, cmp, to_version, error))
    {
      hearth_db_rollback (db);
      return FALSE;
    }
  return hearth_db_commit (db, error);
}

/**
 * hearth_schema_run:
 * @schema: the steps
 * @db: a connection that may write and has @cmp attached
 *
 * Runs what is missing between the file's user_version and @schema's, each step in a transaction of
 * its own, so that a crash leaves a whole version.
 *
 * Returns: %FALSE with an error, the file at the last version that was reached;
 *   %HEARTH_VAULT_ERROR_TOO_NEW if it was written by a later program, %HEARTH_VAULT_ERROR_TAMPERED
 *   if it is a database of something else. Thread: the connection's.
 */
gboolean
hearth_schema_run (const HearthSchema *schema, HearthDb *db, HearthCompartment cmp, GError **error)
{
  gint64 version;
  gint64 application;

  g_return_val_if_fail (schema != NULL && schema->migrate != NULL, FALSE);
  g_return_val_if_fail (db != NULL && hearth_db_has (db, cmp), FALSE);

  if (!read_pragma (db, cmp, "user_version", &version, error) ||
      !read_pragma (db, cmp, "application_id", &application, error))
    return FALSE;
  if (application != APPLICATION_ID && (version != 0 || application != 0))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED,
                           "schema: the application id is not ours");
      return FALSE;
    }
  if (version < 0 || version > schema->version)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TOO_NEW,
                           "schema: the version is later than this program's");
      return FALSE;
    }
  for (guint to = (guint) version + 1; to <= schema->version; to++)
    {
      if (!run_step (schema, db, cmp, to, error))
        return FALSE;
    }
  return TRUE;
}
