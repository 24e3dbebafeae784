/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every line of every journal: is it the one that was signed, does its row say what it says, and are the
 * vault's own lines all there. */
#include "config.h"

#include "hearth-journal-check-private.h"

#include "hearth-cmp-sql.h"
#include "hearth-commit.h"
#include "hearth-key.h"
#include "hearth-stmt.h"

#include <string.h>

#define STATE_ERASED 2

typedef struct
{
  HearthCheck *check;
  HearthCompartment cmp;
  GByteArray *keys; /* public signing keys of this file, one after the other */
  char *file;

  /* The line before of the same writer. */
  HearthId dev;
  gint64 seq;
  guint8 id[HEARTH_HASH_SIZE];
} Walk;

static HearthDamage *
note (Walk *walk, HearthDamageKind kind, gint64 after, gint64 until, const HearthId *case_id)
{
  HearthDamage *damage =
      hearth_check_report_add (hearth_check_get_report (walk->check), kind, walk->cmp, walk->file);

  damage->table = g_strdup ("journal");
  damage->after = after;
  damage->until = until;
  if (case_id != NULL && !hearth_id_is_zero (case_id))
    hearth_damage_add_case (damage, case_id);
  return damage;
}

static gboolean
read_keys (Walk *walk, HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, walk->cmp, "SELECT secret FROM @.keyring WHERE purpose = 'sign'", error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      guint8 public_key[HEARTH_KEY_SIZE];
      g_autoptr (HearthSecret) seed = NULL;
      gconstpointer bytes;
      gsize length;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      bytes = hearth_stmt_get_blob (stmt, 0, &length);
      if (bytes == NULL || length != HEARTH_KEY_SIZE)
        continue;
      seed = hearth_secret_new (bytes, length);
      hearth_key_ed25519_public (seed, public_key);
      g_byte_array_append (walk->keys, public_key, sizeof public_key);
    }
}

static gboolean
is_signed (const Walk *walk, const char *line, gsize length)
{
  for (guint at = 0; at < walk->keys->len; at += HEARTH_KEY_SIZE)
    if (hearth_line_verify (line, length, HEARTH_LINE_LABEL_COMMIT, walk->keys->data + at))
      return TRUE;
  return FALSE;
}

/* The columns repeat what the line says: a row that lies would sort, filter or hide it wrongly. */
static gboolean
agrees (HearthStmt *stmt, const HearthCommit *commit, HearthCompartment cmp)
{
  HearthId dev, case_id, who;
  gconstpointer id;
  gsize length;

  id = hearth_stmt_get_blob (stmt, 1, &length);
  return id != NULL && length == HEARTH_HASH_SIZE && hearth_hash_equal (id, commit->stamp.id) &&
         hearth_stmt_get_id (stmt, 2, &dev) && hearth_id_equal (&dev, &commit->stamp.dev) &&
         hearth_stmt_get_int (stmt, 3) == commit->stamp.seq &&
         hearth_stmt_get_int (stmt, 4) == commit->stamp.hlc &&
         hearth_stmt_get_id (stmt, 5, &case_id) && hearth_id_equal (&case_id, &commit->case_id) &&
         hearth_stmt_get_id (stmt, 6, &who) && hearth_id_equal (&who, &commit->who) &&
         commit->cmp == cmp;
}

/* What follows the line before of this writer must say so; of the own writer nothing may be missing. */
static gboolean
follows (Walk *walk, const HearthCommit *commit, gboolean is_own)
{
  static const guint8 none[HEARTH_HASH_SIZE];

  if (!hearth_id_equal (&walk->dev, &commit->stamp.dev))
    {
      walk->dev = commit->stamp.dev;
      walk->seq = 0;
      memcpy (walk->id, none, sizeof none);
    }
  if (commit->stamp.seq != walk->seq + 1)
    {
      if (is_own)
        note (walk, HEARTH_DAMAGE_GAP, walk->seq, commit->stamp.seq - 1, NULL);
      return TRUE;
    }
  return hearth_hash_equal (commit->prev, walk->id);
}

static void
check_line (Walk *walk, HearthStmt *stmt, const char *line, gsize length)
{
  gboolean is_own, is_good;
  g_auto (HearthCommit) commit = { NULL };
  gint64 n = hearth_stmt_get_int (stmt, 0);
  HearthId case_id = { { 0 } };

  hearth_stmt_get_id (stmt, 5, &case_id);
  if (!hearth_commit_parse (&commit, line, length, NULL))
    {
      note (walk, HEARTH_DAMAGE_LINE, n - 1, n, &case_id);
      return;
    }
  is_own = hearth_id_equal (&commit.stamp.dev, hearth_check_get_dev (walk->check));
  /* Lines of other vaults were verified with their card when they came; here their hash tells. */
  is_good = agrees (stmt, &commit, walk->cmp) && (!is_own || is_signed (walk, line, length));
  if (!follows (walk, &commit, is_own) || !is_good)
    note (walk, HEARTH_DAMAGE_LINE, n - 1, n, &case_id);
  walk->seq = commit.stamp.seq;
  memcpy (walk->id, commit.stamp.id, sizeof walk->id);
}

static void
check_row (Walk *walk, HearthStmt *stmt)
{
  gconstpointer line, id;
  gsize length, id_length;

  hearth_check_get_report (walk->check)->n_lines++;
  line = hearth_stmt_get_blob (stmt, 7, &length);
  if (line != NULL && length > 0)
    {
      check_line (walk, stmt, line, length);
      return;
    }
  /* An erased line leaves its id and its place in the chain. */
  id = hearth_stmt_get_blob (stmt, 1, &id_length);
  if (hearth_stmt_get_int (stmt, 8) == STATE_ERASED && id != NULL && id_length == sizeof walk->id &&
      hearth_stmt_get_id (stmt, 2, &walk->dev))
    {
      walk->seq = hearth_stmt_get_int (stmt, 3);
      memcpy (walk->id, id, id_length);
    }
  else
    note (walk, HEARTH_DAMAGE_LINE, hearth_stmt_get_int (stmt, 0) - 1,
          hearth_stmt_get_int (stmt, 0), NULL);
}

static gboolean
check_journal (Walk *walk, HearthDb *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  if (!read_keys (walk, db, error))
    return FALSE;
  stmt = hearth_cmp_sql_prepare (db, walk->cmp,
                                 "SELECT n, id, dev, seq, hlc, case_id, who, line, state"
                                 " FROM @.journal ORDER BY dev, seq, n",
                                 error);
  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      check_row (walk, stmt);
    }
}

static gboolean
is_about_damage (const GError *error)
{
  return g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED);
}

gboolean
_hearth_journal_check_lines (HearthCheck *check,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error)
{
  HearthDb *db = hearth_check_get_db (check);

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GByteArray) keys = g_byte_array_new ();
      g_autofree char *file =
          g_strconcat (hearth_compartment_get_name ((HearthCompartment) i), ".db", NULL);
      Walk walk = { .check = check, .cmp = (HearthCompartment) i, .keys = keys, .file = file };

      if (!hearth_db_has (db, walk.cmp) || check_journal (&walk, db, cancellable, &local_error))
        continue;
      /* The page is named already; the lines behind it are salvage's matter. */
      if (!is_about_damage (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}
