/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite says of its structures, and the attachments. */
#include "config.h"

#include "hearth-check-private.h"

#include "hearth-db-private.h"
#include "hearth-stmt.h"

#include <string.h>

gboolean
_hearth_check_is_damage (const GError *error)
{
  return error->domain == HEARTH_VAULT_ERROR && (error->code == HEARTH_VAULT_ERROR_PAGE_DAMAGED ||
                                                 error->code == HEARTH_VAULT_ERROR_BLOB_DAMAGED ||
                                                 error->code == HEARTH_VAULT_ERROR_FILE_MISSING ||
                                                 error->code == HEARTH_VAULT_ERROR_NOT_A_FILE);
}

/* A question of which the good answer is known; NULL: no row at all. */
static gboolean
ask (HearthDb *db,
     HearthCompartment cmp,
     const char *question,
     const char *good,
     gboolean *is_good,
     GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA %s.%s", hearth_compartment_get_name (cmp), question);
  g_autofree char *answer = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean is_asked;

  _hearth_db_begin_unrestricted (db);
  is_asked = _hearth_db_query_text (db, sql, &answer, &local_error);
  _hearth_db_end_unrestricted (db);
  *is_good = is_asked && g_strcmp0 (answer, good) == 0;
  if (is_asked || _hearth_check_is_damage (local_error))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A page that was found damaged says all that SQLite could say. */
static gboolean
has_damaged_pages (const HearthCheck *self, HearthCompartment cmp)
{
  return self->maps[cmp] != NULL && hearth_page_map_get_n_damaged (self->maps[cmp]) > 0;
}

static void
note_structure (HearthCheck *self, HearthCompartment cmp)
{
  g_autofree char *file = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);

  if (!has_damaged_pages (self, cmp))
    hearth_check_report_add (self->report, HEARTH_DAMAGE_STRUCTURE, cmp, file);
}

static gboolean
check_structure (HearthCheck *self, HearthCompartment cmp, GError **error)
{
  gboolean holds = TRUE, refers = TRUE;

  if (!ask (self->db, cmp, self->report->is_deep ? "integrity_check (1)" : "quick_check (1)", "ok",
            &holds, error) ||
      (self->report->is_deep && !ask (self->db, cmp, "foreign_key_check", NULL, &refers, error)))
    return FALSE;
  if (!holds || !refers)
    note_structure (self, cmp);
  return TRUE;
}

gboolean
_hearth_check_structures (HearthCheck *self, GCancellable *cancellable, GError **error)
{
  hearth_db_set_cancellable (self->db, cancellable);
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (hearth_db_has (self->db, cmp) && !has_damaged_pages (self, cmp) &&
           !check_structure (self, cmp, error)))
        return FALSE;
    }
  return TRUE;
}

/* Names of the full-text tables of a file. */
static GPtrArray *
list_search_tables (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT name FROM %s.sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%%USING fts5%%'",
      hearth_compartment_get_name (cmp));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&names);
      g_ptr_array_add (names, hearth_stmt_dup_text (stmt, 0));
    }
}

/* FTS5 compares its index with its content if it is asked by a write that writes nothing. */
gboolean
_hearth_check_search (HearthDb *db, HearthCompartment cmp, gboolean *is_good, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) names = list_search_tables (db, cmp, &local_error);

  *is_good = TRUE;
  for (guint i = 0; names != NULL && i < names->len && local_error == NULL; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *sql =
          g_strdup_printf ("INSERT INTO %s.\"%s\" (\"%s\") VALUES ('integrity-check')",
                           hearth_compartment_get_name (cmp), name, name);

      if (hearth_db_begin (db, &local_error))
        {
          hearth_db_exec (db, sql, &local_error);
          hearth_db_rollback (db);
        }
    }
  if (local_error == NULL)
    return TRUE;
  *is_good = FALSE;
  if (_hearth_check_is_damage (local_error))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
note_blob (HearthCheck *self, HearthCompartment cmp, const HearthId *id)
{
  g_autofree char *path = hearth_blob_get_path (cmp, id);
  HearthDamage *damage = hearth_check_report_add (self->report, HEARTH_DAMAGE_BLOB, cmp, path);

  damage->blob = *id;
}

static gboolean
check_blob (HearthCheck *self,
            HearthCompartment cmp,
            const HearthId *id,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthBlob) blob = hearth_blob_table_find (self->db, cmp, id, &local_error);

  if (blob != NULL)
    {
      self->report->n_blobs++;
      if (hearth_blob_store_verify (self->blobs, cmp, blob, cancellable, &local_error))
        return TRUE;
    }
  /* Its row went meanwhile: somebody removed it. */
  if (local_error == NULL)
    return TRUE;
  if (_hearth_check_is_damage (local_error))
    {
      note_blob (self, cmp, id);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_blobs (HearthCheck *self, HearthCompartment cmp, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM %s.sqlite_schema WHERE name = 'blob'",
                       hearth_compartment_get_name (cmp));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 has_table = 0;

  /* A vault of an older form has none. */
  if (_hearth_db_query_int (self->db, sql, &has_table, &local_error))
    {
      if (has_table == 0)
        return TRUE;
      ids = hearth_blob_table_list (self->db, cmp, &local_error);
    }
  if (ids == NULL && !_hearth_check_is_damage (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!check_blob (self, cmp, &g_array_index (ids, HearthId, i), cancellable, error))
      return FALSE;
  return TRUE;
}

/* An attachment that stands in a table without its file, or with another content, is damage. */
gboolean
_hearth_check_blobs (HearthCheck *self, GCancellable *cancellable, GError **error)
{
  if (self->blobs == NULL)
    return TRUE;
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if (hearth_db_has (self->db, (HearthCompartment) i) &&
        !check_blobs (self, (HearthCompartment) i, cancellable, error))
      return FALSE;
  return TRUE;
}
