/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-limit.h"

#include "hearth-blob-store.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"

#define NAME "file-size"

/**
 * hearth_file_limit_load:
 * @db: the writer's
 *
 * A number that no program of this version wrote counts as none: the default holds.
 *
 * Returns: %FALSE with an error of the vault.
 */
gboolean
hearth_file_limit_load (HearthVault *vault, HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;
  gint64 max_size;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && db != NULL, FALSE);

  stmt = hearth_db_prepare (db, "SELECT value FROM admin.setting WHERE name = ?1", error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, NAME);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  max_size = has_row ? hearth_stmt_get_int (stmt, 0) : 0;
  if (max_size > 0 && max_size <= (gint64) HEARTH_BLOB_MAX_SIZE)
    hearth_blob_store_set_max_size (hearth_vault_get_blob_store (vault), (guint64) max_size);
  return TRUE;
}

/** hearth_file_limit_get: Returns: bytes that one attachment may hold. */
guint64
hearth_file_limit_get (HearthContext *context)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), 0);

  return hearth_blob_store_get_max_size (
      hearth_vault_get_blob_store (hearth_context_get_vault (context)));
}

typedef struct
{
  HearthVault *vault;
  guint64 max_size;
  gboolean is_set;
  GError *error;
} Setting;

static gboolean
write_setting (HearthDb *db, guint64 max_size, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  if (!hearth_db_begin (db, error))
    return FALSE;
  stmt = hearth_db_prepare (db, "INSERT OR REPLACE INTO admin.setting VALUES (?1, ?2)", error);
  if (stmt != NULL)
    {
      hearth_stmt_bind_text (stmt, 1, NAME);
      hearth_stmt_bind_int (stmt, 2, (gint64) max_size);
    }
  if (stmt != NULL && hearth_stmt_run (stmt, error) && hearth_db_commit (db, error))
    return TRUE;
  hearth_db_rollback (db);
  return FALSE;
}

static void
set_on_writer (gpointer data)
{
  Setting *self = data;

  self->is_set =
      write_setting (hearth_vault_get_writer (self->vault), self->max_size, &self->error);
}

/**
 * hearth_file_limit_set:
 * @max_size: bytes, from 1 to %HEARTH_BLOB_MAX_SIZE
 *
 * For what is attached from now on; what is there stays.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_NOT_OWNER, %HEARTH_MODEL_ERROR_INVALID or an error of the
 *   vault.
 */
gboolean
hearth_file_limit_set (HearthContext *context, guint64 max_size, GError **error)
{
  Setting self = { .max_size = max_size };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  self.vault = hearth_context_get_vault (context);
  if (!hearth_vault_is_owner (self.vault))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_OWNER,
                           "only an owner may do this");
      return FALSE;
    }
  if (max_size < 1 || max_size > HEARTH_BLOB_MAX_SIZE)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "a file holds from one byte to less than 2 GiB");
      return FALSE;
    }
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self.vault), set_on_writer, &self);
  if (!self.is_set)
    {
      g_propagate_error (error, self.error);
      return FALSE;
    }
  hearth_blob_store_set_max_size (hearth_vault_get_blob_store (self.vault), max_size);
  return TRUE;
}
