/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table "draft" of every compartment file: what forms hold that was not saved. */
#include "config.h"

#include "hearth-draft-store.h"

#include "hearth-change-set-private.h"
#include "hearth-cmp-sql.h"
#include "hearth-json.h"
#include "hearth-stmt.h"

#include <string.h>

/* A form is some dozen fields; what is longer was not made by one. */
#define MAX_DRAFT_LENGTH (1 << 20)

/**
 * hearth_draft_new:
 * @form: a name of letters
 * @case_id: (nullable)
 * @fields: (transfer full) (nullable): an object
 *
 * Returns: (transfer full): a draft of now.
 */
HearthDraft *
hearth_draft_new (HearthCompartment cmp,
                  const char *form,
                  const HearthId *rec,
                  const HearthId *case_id,
                  gint64 revision,
                  json_t *fields)
{
  HearthDraft *self = g_atomic_rc_box_new0 (HearthDraft);

  self->cmp = cmp;
  self->form = g_intern_string (form);
  self->rec = *rec;
  if (case_id != NULL)
    self->case_id = *case_id;
  self->revision = revision;
  self->fields = fields;
  self->at_ms = g_get_real_time () / 1000;
  return self;
}

/** hearth_draft_ref: (transfer full). */
HearthDraft *
hearth_draft_ref (HearthDraft *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_draft (gpointer data)
{
  HearthDraft *self = data;

  json_decref (self->fields);
}

/** hearth_draft_unref: drops one reference. */
void
hearth_draft_unref (HearthDraft *self)
{
  g_atomic_rc_box_release_full (self, clear_draft);
}

static HearthDraft *
read_draft (HearthStmt *stmt, HearthCompartment cmp)
{
  g_autoptr (HearthDraft) draft = NULL;
  const char *text = hearth_stmt_get_text (stmt, 4);
  HearthId rec, case_id;
  gboolean has_case = hearth_stmt_get_id (stmt, 2, &case_id);

  if (text == NULL || strlen (text) > MAX_DRAFT_LENGTH || !hearth_stmt_get_id (stmt, 1, &rec))
    return NULL;
  draft = hearth_draft_new (cmp, hearth_stmt_get_text (stmt, 0), &rec, has_case ? &case_id : NULL,
                            hearth_stmt_get_int (stmt, 3),
                            hearth_json_parse (text, strlen (text), NULL));
  draft->at_ms = hearth_stmt_get_int (stmt, 5);
  return json_is_object (draft->fields) ? g_steal_pointer (&draft) : NULL;
}

static gboolean
list_of_file (
    HearthDb *db, HearthCompartment cmp, const HearthId *user, GPtrArray *drafts, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp,
                              "SELECT kind, rec, case_id, revision, fields, at_ms"
                              " FROM @.draft WHERE user = ?1 ORDER BY at_ms",
                              error);
  gboolean has_row = stmt != NULL;

  if (stmt != NULL)
    hearth_stmt_bind_id (stmt, 1, user);
  while (has_row)
    {
      HearthDraft *draft;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      draft = has_row ? read_draft (stmt, cmp) : NULL;
      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  return stmt != NULL;
}

/**
 * hearth_draft_store_list:
 * @user: whose
 *
 * Returns: (transfer full) (element-type HearthDraft): the drafts of all attached compartments, the
 *   newest of each last; %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_draft_store_list (HearthDb *db, const HearthId *user, GError **error)
{
  g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_draft_unref);

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      if (hearth_db_has (db, (HearthCompartment) cmp) &&
          !list_of_file (db, (HearthCompartment) cmp, user, drafts, error))
        return NULL;
    }
  return g_steal_pointer (&drafts);
}

static gboolean
remove_one (const HearthWriter *writer, const HearthDraft *draft, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      writer->db, draft->cmp, "DELETE FROM @.draft WHERE user = ?1 AND kind = ?2 AND rec = ?3",
      error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &writer->who);
  hearth_stmt_bind_text (stmt, 2, draft->form);
  hearth_stmt_bind_id (stmt, 3, &draft->rec);
  return hearth_stmt_run (stmt, error);
}

static gboolean
put_one (const HearthWriter *writer, const HearthDraft *draft, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      writer->db, draft->cmp,
      "INSERT OR REPLACE INTO @.draft (user, kind, rec, case_id, revision, fields,"
      " at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);
  char *text;

  if (stmt == NULL)
    return FALSE;
  text = json_dumps (draft->fields, JSON_COMPACT | JSON_SORT_KEYS);
  hearth_stmt_bind_id (stmt, 1, &writer->who);
  hearth_stmt_bind_text (stmt, 2, draft->form);
  hearth_stmt_bind_id (stmt, 3, &draft->rec);
  hearth_stmt_bind_id (stmt, 4, hearth_id_is_zero (&draft->case_id) ? NULL : &draft->case_id);
  hearth_stmt_bind_int (stmt, 5, draft->revision);
  hearth_stmt_bind_text (stmt, 6, text);
  hearth_stmt_bind_int (stmt, 7, draft->at_ms);
  free (text);
  return hearth_stmt_run (stmt, error);
}

/* A transaction writes one file. */
static gboolean
write_file (const HearthWriter *writer, HearthCompartment cmp, GPtrArray *drafts, GError **error)
{
  gboolean is_begun = FALSE;

  for (guint i = 0; i < drafts->len; i++)
    {
      const HearthDraft *draft = drafts->pdata[i];

      if (draft->cmp != cmp)
        continue;
      if (!is_begun && !hearth_db_begin (writer->db, error))
        return FALSE;
      is_begun = TRUE;
      if (!(draft->fields != NULL ? put_one (writer, draft, error)
                                  : remove_one (writer, draft, error)))
        {
          hearth_db_rollback (writer->db);
          return FALSE;
        }
    }
  return !is_begun || hearth_db_commit (writer->db, error);
}

/**
 * hearth_draft_store_write:
 * @drafts: (element-type HearthDraft): those without fields are removed
 *
 * Returns: %FALSE with an error; drafts of other compartments may have been written. Thread: writer.
 */
gboolean
hearth_draft_store_write (const HearthWriter *writer, GPtrArray *drafts, GError **error)
{
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      if (hearth_db_has (writer->db, (HearthCompartment) cmp) &&
          !write_file (writer, (HearthCompartment) cmp, drafts, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Through the store --- */

static gpointer
list_func (HearthDb *db, gpointer user, GError **error)
{
  return hearth_draft_store_list (db, user, error);
}

/** hearth_draft_store_list_async: as hearth_draft_store_list(), on the reader. Thread: main. */
void
hearth_draft_store_list_async (HearthStore *store,
                               const HearthId *user,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hearth_store_read_async (store, list_func, hearth_id_copy (user), g_free,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/** hearth_draft_store_list_finish: (transfer full): the answer. */
GPtrArray *
hearth_draft_store_list_finish (HearthStore *store, GAsyncResult *result, GError **error)
{
  return hearth_store_read_finish (store, result, error);
}

/* A write that somebody may wait for, but not for ever. */
typedef struct
{
  gint ref_count;
  GPtrArray *drafts;
  GMutex mutex;
  GCond cond;
  gboolean is_over;
  gboolean is_done;
} Keeping;

static Keeping *
new_keeping (GPtrArray *drafts)
{
  Keeping *self = g_new0 (Keeping, 1);

  self->ref_count = 1;
  self->drafts = g_ptr_array_ref (drafts);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

static void
unref_keeping (gpointer data)
{
  Keeping *self = data;

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->drafts);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static HearthChangeSet *
write_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  const HearthId no_act = { 0 };
  Keeping *self = data;
  gboolean is_done = hearth_draft_store_write (writer, self->drafts, error);

  g_mutex_lock (&self->mutex);
  self->is_over = TRUE;
  self->is_done = is_done;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  return is_done ? _hearth_change_set_new (&no_act) : NULL;
}

/**
 * hearth_draft_store_write_async:
 * @drafts: (element-type HearthDraft): not changed any more
 *
 * As hearth_draft_store_write(), on the writer. Thread: main.
 */
void
hearth_draft_store_write_async (HearthStore *store,
                                GPtrArray *drafts,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  hearth_store_write_async (store, write_func, new_keeping (drafts), unref_keeping, NULL, callback,
                            user_data);
}

/** hearth_draft_store_write_finish: whether all are on the disk. */
gboolean
hearth_draft_store_write_finish (HearthStore *store, GAsyncResult *result, GError **error)
{
  g_autoptr (HearthChangeSet) changes = hearth_store_write_finish (store, result, error);

  return changes != NULL;
}

/**
 * hearth_draft_store_write_within:
 * @limit_ms: how long the caller may wait for it
 *
 * For locking, which never waits for somebody else's long act: what is not written in time is written
 * when the writer comes to it, if it still does.
 *
 * Returns: whether all are on the disk. Thread: main, which it blocks.
 */
gboolean
hearth_draft_store_write_within (HearthStore *store, GPtrArray *drafts, guint limit_ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) limit_ms * 1000;
  Keeping *self = new_keeping (drafts);
  gboolean is_done;

  g_atomic_int_inc (&self->ref_count);
  hearth_store_write_async (store, write_func, self, unref_keeping, NULL, NULL, NULL);
  g_mutex_lock (&self->mutex);
  while (!self->is_over && g_cond_wait_until (&self->cond, &self->mutex, end))
    ;
  is_done = self->is_done;
  g_mutex_unlock (&self->mutex);
  unref_keeping (self);
  return is_done;
}
