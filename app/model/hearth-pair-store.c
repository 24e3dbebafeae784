/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-pair-store.h"

#include "hearth-audit.h"
#include "hearth-change-set-private.h"
#include "hearth-policy.h"
#include "hearth-stmt.h"

#define SELECT "SELECT low, high, verdict FROM core.pair"
#define PUT                                                                                        \
  "INSERT OR REPLACE INTO core.pair (low, high, verdict, user, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)"
#define REMOVE "DELETE FROM core.pair WHERE low = ?1 AND high = ?2"
#define SAME                                                                                       \
  "SELECT high FROM core.pair WHERE low = ?1 AND verdict = ?2 "                                    \
  "UNION ALL SELECT low FROM core.pair INDEXED BY pair_high WHERE high = ?1 AND verdict = ?2"

/* In the log; they stay for ever. */
static const char *const words[HEARTH_N_PAIR_VERDICTS] = {
  [HEARTH_PAIR_OPEN] = "open",
  [HEARTH_PAIR_SAME] = "same",
  [HEARTH_PAIR_DIFFERENT] = "different",
  [HEARTH_PAIR_LATER] = "later",
};

/** hearth_pair_free: Thread: any. */
void
hearth_pair_free (HearthPair *self)
{
  if (self == NULL)
    return;
  hearth_duplicate_pair_free (self->pair);
  g_free (self);
}

/* The same two in either order are one pair. */
typedef struct
{
  HearthId low, high;
} Key;

static Key
make_key (const HearthId *one, const HearthId *other)
{
  return hearth_id_compare (one, other) <= 0 ? (Key){ *one, *other } : (Key){ *other, *one };
}

static guint
hash_key (gconstpointer key)
{
  const Key *self = key;

  return hearth_id_hash (&self->low) * 31 + hearth_id_hash (&self->high);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a, *right = b;

  return hearth_id_equal (&left->low, &right->low) && hearth_id_equal (&left->high, &right->high);
}

/**
 * hearth_pair_store_put:
 *
 * Returns: %FALSE with an error. Thread: writer.
 */
gboolean
hearth_pair_store_put (const HearthWriter *writer,
                       const HearthId *one,
                       const HearthId *other,
                       HearthPairVerdict verdict,
                       GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  Key key;

  g_return_val_if_fail (writer != NULL && one != NULL && other != NULL, FALSE);
  g_return_val_if_fail (verdict < HEARTH_N_PAIR_VERDICTS && !hearth_id_equal (one, other), FALSE);

  key = make_key (one, other);
  stmt = hearth_db_prepare (writer->db, verdict == HEARTH_PAIR_OPEN ? REMOVE : PUT, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &key.low);
  hearth_stmt_bind_id (stmt, 2, &key.high);
  if (verdict != HEARTH_PAIR_OPEN)
    {
      hearth_stmt_bind_int (stmt, 3, verdict);
      hearth_stmt_bind_id (stmt, 4, &writer->who);
      hearth_stmt_bind_int (stmt, 5, hearth_writer_get_now_ms (writer));
    }
  return hearth_stmt_run (stmt, error);
}

/* Key → verdict; a number of a later version counts as not decided. */
static GHashTable *
read_verdicts (HearthDb *db, GError **error)
{
  g_autoptr (GHashTable) verdicts = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, SELECT, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      gint64 verdict;
      Key key;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&verdicts);
      verdict = hearth_stmt_get_int (stmt, 2);
      if (verdict > HEARTH_PAIR_OPEN && verdict < HEARTH_N_PAIR_VERDICTS &&
          hearth_stmt_get_id (stmt, 0, &key.low) && hearth_stmt_get_id (stmt, 1, &key.high))
        g_hash_table_insert (verdicts, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (verdict));
    }
}

/**
 * hearth_pair_store_sweep:
 *
 * Returns: (transfer full) (element-type HearthPair): see the header; %NULL with an error. Thread: the
 *   connection's.
 */
GPtrArray *
hearth_pair_store_sweep (HearthDb *db, HearthGivenNames *names, GError **error)
{
  g_autoptr (GPtrArray) found = hearth_duplicates_sweep (db, names, error);
  g_autoptr (GHashTable) verdicts = found != NULL ? read_verdicts (db, error) : NULL;
  GPtrArray *pairs;

  if (verdicts == NULL)
    return NULL;
  pairs = g_ptr_array_new_full (found->len, (GDestroyNotify) hearth_pair_free);
  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      HearthPair *pair = g_new0 (HearthPair, 1);
      Key key;

      pair->pair = found->pdata[i];
      key = make_key (&pair->pair->cases[0], &pair->pair->cases[1]);
      pair->verdict = GPOINTER_TO_INT (g_hash_table_lookup (verdicts, &key));
      g_ptr_array_add (pairs, pair);
    }
  return pairs;
}

/**
 * hearth_pair_store_list_same:
 *
 * Returns: (transfer full) (element-type HearthId): as they were said to be, whether they are still here or not;
 *   %NULL with an error. Thread: the connection's.
 */
GArray *
hearth_pair_store_list_same (HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HearthId));
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && case_id != NULL, NULL);

  stmt = hearth_db_prepare (db, SAME, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, case_id);
  hearth_stmt_bind_int (stmt, 2, HEARTH_PAIR_SAME);
  for (;;)
    {
      HearthId other;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      if (hearth_stmt_get_id (stmt, 0, &other))
        g_array_append_val (ids, other);
    }
}

static gpointer
sweep_on_reader (HearthDb *db, gpointer names, GError **error)
{
  return hearth_pair_store_sweep (db, names, error);
}

/** hearth_pair_store_sweep_async: on the reader. Thread: main. */
void
hearth_pair_store_sweep_async (HearthContext *context,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context));

  hearth_store_read_async (hearth_context_get_store (context), sweep_on_reader,
                           hearth_given_names_ref (hearth_context_get_given_names (context)),
                           (GDestroyNotify) hearth_given_names_unref,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/** hearth_pair_store_sweep_finish: (transfer full): the answer. */
GPtrArray *
hearth_pair_store_sweep_finish (HearthStore *store, GAsyncResult *result, GError **error)
{
  return hearth_store_read_finish (store, result, error);
}

typedef struct
{
  Key key;
  HearthPairVerdict verdict;
} Decision;

static HearthChangeSet *
make_denied (void)
{
  static const HearthId none = { { 0 } };
  HearthChangeSet *denied = _hearth_change_set_new (&none);

  _hearth_change_set_set_result (denied, HEARTH_RESULT_DENIED);
  return denied;
}

/* Both cases show what was said. No record was changed: there is no act, and no inverse. */
static HearthChangeSet *
make_done (const Decision *decision)
{
  static const HearthId none = { { 0 } };
  const HearthKind *person = hearth_registry_find_kind ("person");
  HearthChangeSet *done = _hearth_change_set_new (&none);

  _hearth_change_set_set_result (done, HEARTH_RESULT_DONE);
  _hearth_change_set_add_touch (done, person, &decision->key.low);
  _hearth_change_set_add_touch (done, person, &decision->key.high);
  return done;
}

/* It is no commit, which would be its own audit. */
static gboolean
note (const HearthWriter *writer, const Decision *decision, GError **error)
{
  HearthAuditEntry entries[2] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      entries[i].event = HEARTH_AUDIT_PAIR;
      entries[i].cmp = HEARTH_COMPARTMENT_CORE;
      entries[i].case_id = i == 0 ? decision->key.low : decision->key.high;
      entries[i].why = words[decision->verdict];
    }
  return hearth_audit_append_many (writer, entries, G_N_ELEMENTS (entries), error);
}

static HearthChangeSet *
decide_on_writer (const HearthWriter *writer,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  const Decision *decision = data;
  gboolean is_done;

  if (!hearth_policy_may_write (writer->roles, hearth_registry_find_kind ("person")))
    return make_denied ();
  if (!note (writer, decision, error))
    return NULL;
  if (!hearth_db_begin (writer->db, error))
    return NULL;
  is_done = hearth_pair_store_put (writer, &decision->key.low, &decision->key.high,
                                   decision->verdict, error);
  if (!is_done)
    hearth_db_rollback (writer->db);
  return is_done && hearth_db_commit (writer->db, error) ? make_done (decision) : NULL;
}

/** hearth_pair_store_decide_async: on the writer. Thread: main. */
void
hearth_pair_store_decide_async (HearthContext *context,
                                const HearthId *one,
                                const HearthId *other,
                                HearthPairVerdict verdict,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Decision *decision;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (one != NULL && other != NULL && !hearth_id_equal (one, other));

  decision = g_new (Decision, 1);
  decision->key = make_key (one, other);
  decision->verdict = verdict;
  hearth_store_write_async (hearth_context_get_store (context), decide_on_writer, decision, g_free,
                            NULL, callback, user_data);
}

/** hearth_pair_store_decide_finish: (transfer full): DONE once it is on the disk, without an inverse, which is
 * to decide anew; DENIED. %NULL with an error. */
HearthChangeSet *
hearth_pair_store_decide_finish (HearthStore *store, GAsyncResult *result, GError **error)
{
  return hearth_store_write_finish (store, result, error);
}
