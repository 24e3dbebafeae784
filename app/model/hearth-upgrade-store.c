/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a newer vault may stand in the journal since before this program knew its kind or its fields.
 * Then nobody could say whether it was lawful, and no table had a place for it. */
#include "config.h"

#include "hearth-upgrade-store.h"

#include "hearth-cmp-sql.h"
#include "hearth-journal-state.h"
#include "hearth-json.h"
#include "hearth-projection.h"
#include "hearth-receive-private.h"

#include <string.h>

typedef struct
{
  HearthDb *db;
  HearthCompartment cmp;
  GHashTable *recs; /* HearthId: to be projected */
} Upgrade;

/* Whether something in the operation came with a later version than the first. */
static gboolean
is_news (const json_t *operation)
{
  const json_t *set = hearth_json_get_object (operation, "set");
  const char *id = hearth_json_get_string (operation, "kind");
  const HearthKind *kind = id != NULL ? hearth_registry_find_kind (id) : NULL;

  if (kind == NULL)
    return FALSE;
  if (kind->since > HEARTH_SCHEMA_FIRST_LIGHT)
    return TRUE;
  for (void *i = json_object_iter ((json_t *) set); i != NULL;
       i = json_object_iter_next ((json_t *) set, i))
    {
      const HearthField *field = hearth_kind_find_field (kind, json_object_iter_key (i));

      if (field != NULL && field->since > HEARTH_SCHEMA_FIRST_LIGHT)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_lawful (const HearthCommit *commit)
{
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    if (!_hearth_line_is_lawful (commit, json_array_get (commit->ops, i)))
      return FALSE;
  return TRUE;
}

static void
add_records (Upgrade *self, const HearthCommit *commit)
{
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    {
      HearthId rec;

      if (hearth_id_parse (hearth_json_get_string (json_array_get (commit->ops, i), "rec"), &rec))
        g_hash_table_add (self->recs, hearth_id_copy (&rec));
    }
}

static gboolean
look_at (Upgrade *self, gint64 n, GError **error)
{
  g_autoptr (GBytes) line = hearth_journal_get_line (self->db, self->cmp, n, error);
  g_auto (HearthCommit) commit = { NULL };
  gboolean has_news = FALSE;
  gsize length;
  const char *bytes;

  if (line == NULL)
    return FALSE;
  bytes = g_bytes_get_data (line, &length);
  if (!hearth_commit_parse (&commit, bytes, length, error))
    return FALSE;
  for (gsize i = 0; i < json_array_size (commit.ops); i++)
    has_news = has_news || is_news (json_array_get (commit.ops, i));
  if (!has_news)
    return TRUE;
  add_records (self, &commit);
  return is_lawful (&commit) ||
         hearth_journal_set_aside (self->db, self->cmp, n, HEARTH_ASIDE_NOT_ALLOWED, error);
}

/* (element-type gint64): only what came from elsewhere can be newer than this program was. Asked so that
 * the index of bundles finds it, in any order: each line is judged by itself. */
static GArray *
list_foreign (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GArray) ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT n FROM @.journal WHERE bundle > x'' AND state = 0", error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      gint64 n;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ns);
      n = hearth_stmt_get_int (stmt, 0);
      g_array_append_val (ns, n);
    }
}

static gboolean
project_all (Upgrade *self, GError **error)
{
  g_autoptr (HearthProjector) projector = hearth_projector_new (self->db);
  g_autoptr (HearthLineCache) cache = hearth_line_cache_new ();
  GHashTableIter iter;
  gpointer rec;

  g_hash_table_iter_init (&iter, self->recs);
  while (g_hash_table_iter_next (&iter, &rec, NULL))
    if (!hearth_journal_project (projector, self->cmp, rec, cache, error))
      return FALSE;
  return TRUE;
}

/**
 * hearth_upgrade_apply:
 *
 * Lines of other vaults in force that name a kind or a field of a later version than the first are judged
 * by what is known now, and their records projected.
 *
 * Returns: %FALSE with an error. Thread: writer, in the transaction of the last schema step.
 */
gboolean
hearth_upgrade_apply (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GHashTable) recs =
      g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  Upgrade self = { db, cmp, recs };
  g_autoptr (GArray) ns = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  ns = list_foreign (db, cmp, error);
  if (ns == NULL)
    return FALSE;
  for (guint i = 0; i < ns->len; i++)
    if (!look_at (&self, g_array_index (ns, gint64, i), error))
      return FALSE;
  return project_all (&self, error);
}
