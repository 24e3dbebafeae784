/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When what is owed has to be counted anew, and of whom. */
#include "config.h"

#include "hearth-owed-store-private.h"

#include "hearth-model-error.h"
#include "hearth-overlay.h"
#include "hearth-projection.h"

#define KINDS_VERSION "2"

/* --- What makes all sums other ones --- */

static const char *const rule_kinds[] = {
  "benefit", "benefit-factor", "benefit-rate",   "counting",
  "minimum", "share-regime",   "share-relation",
};

/* The day and everything that the rules rest on. */
static char *
dup_stamp (HearthPackSet *packs, HearthDate today)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *day = hearth_date_to_string (today);

  for (guint i = 0; i < G_N_ELEMENTS (rule_kinds); i++)
    for (guint j = 0; j < hearth_pack_set_get_n_entries (packs, rule_kinds[i]); j++)
      {
        g_autofree char *text =
            hearth_overlay_make_text (hearth_pack_set_get_entry (packs, rule_kinds[i], j));

        g_checksum_update (checksum, (const guchar *) text, -1);
      }
  return g_strdup_printf ("%s %s %s", KINDS_VERSION, day, g_checksum_get_string (checksum));
}

/* --- One refresh --- */

typedef struct
{
  HearthPackSet *packs;
  HearthDate today;
  char *stamp;
  gboolean is_begun;
  gboolean is_done;
  gboolean is_whole; /* all cases, in their order; else @stale */
  gint64 core_n;     /* how far the journals were when it began */
  gint64 benefits_n;
  GArray *stale; /* (element-type HearthId) */
  HearthId next; /* the case at which the next part begins */
  guint n_done;
  guint n_total;
} Refresh;

static Refresh *
refresh_new (HearthContext *context, HearthDate as_of)
{
  Refresh *self = g_new0 (Refresh, 1);

  self->packs = hearth_pack_set_ref (hearth_context_get_packs (context));
  self->today =
      as_of != HEARTH_DATE_NONE ? as_of : hearth_clock_today (hearth_context_get_clock (context));
  self->stamp = dup_stamp (self->packs, self->today);
  self->stale = g_array_new (FALSE, FALSE, sizeof (HearthId));
  return self;
}

static void
refresh_free (Refresh *self)
{
  hearth_pack_set_unref (self->packs);
  g_free (self->stamp);
  g_array_unref (self->stale);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refresh, refresh_free)

static gboolean
query_int (HearthDb *db, const char *sql, gint64 *out, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *out = has_row ? hearth_stmt_get_int (stmt, 0) : 0;
  return TRUE;
}

/* The cases of the lines that came since; a line without a case is about none. */
static gboolean
list_stale (Refresh *self, HearthDb *db, gint64 core_n, gint64 benefits_n, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT case_id FROM core.journal WHERE n > ?1 UNION "
                         "SELECT case_id FROM benefits.journal WHERE n > ?2",
                         error);
  gboolean has_row;
  HearthId case_id;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, core_n);
  hearth_stmt_bind_int (stmt, 2, benefits_n);
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (hearth_stmt_get_id (stmt, 0, &case_id) && !hearth_id_is_zero (&case_id))
        g_array_append_val (self->stale, case_id);
    }
}

/* Lines that went out of force or came into it are no new ones, and yet what they say of a case is another. */
#define ASIDE(cmp)                                                                                 \
  "(SELECT count (*) || '/' || coalesce (sum (n), 0) || '/' || coalesce (max (n), 0) FROM " cmp    \
  ".journal INDEXED BY journal_aside WHERE state = 1)"

static gboolean
complete_stamp (Refresh *self, HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT " ASIDE ("core") " || ' ' || " ASIDE ("benefits"), error);
  g_autofree char *stamp = g_steal_pointer (&self->stamp);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  self->stamp = g_strdup_printf ("%s %s", stamp, hearth_stmt_get_text (stmt, 0));
  return TRUE;
}

static gboolean
read_state (Refresh *self, HearthDb *db, gint64 *core_n, gint64 *benefits_n, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "SELECT stamp, core_n, benefits_n FROM benefits.owed_state WHERE id = 1", error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  self->is_whole = !has_row || g_strcmp0 (hearth_stmt_get_text (stmt, 0), self->stamp) != 0;
  *core_n = has_row ? hearth_stmt_get_int (stmt, 1) : 0;
  *benefits_n = has_row ? hearth_stmt_get_int (stmt, 2) : 0;
  return TRUE;
}

static gboolean
begin (Refresh *self, HearthDb *db, GError **error)
{
  gint64 core_n, benefits_n, n_cases = 0;

  if (!query_int (db, "SELECT max (n) FROM core.journal", &self->core_n, error) ||
      !query_int (db, "SELECT max (n) FROM benefits.journal", &self->benefits_n, error) ||
      !complete_stamp (self, db, error) || !read_state (self, db, &core_n, &benefits_n, error))
    return FALSE;
  /* A journal that was made anew counts from the beginning. */
  self->is_whole |= core_n > self->core_n || benefits_n > self->benefits_n;
  if (!self->is_whole && !list_stale (self, db, core_n, benefits_n, error))
    return FALSE;
  if (self->is_whole &&
      !query_int (db, "SELECT count (*) FROM core.person WHERE gone = 0", &n_cases, error))
    return FALSE;
  self->n_total = self->is_whole ? (guint) n_cases : self->stale->len;
  self->is_begun = TRUE;
  return TRUE;
}

static gboolean
count_stale (Refresh *self, HearthOwedCounter *counter, GError **error)
{
  for (guint n = 0; n < HEARTH_OWED_N_CASES_OF_PART && self->n_done < self->stale->len;
       n++, self->n_done++)
    if (!_hearth_owed_counter_count_one (
            counter, &g_array_index (self->stale, HearthId, self->n_done), error))
      return FALSE;
  self->is_done = self->n_done == self->stale->len;
  return TRUE;
}

/* Until the last part is written the old stamp is gone, so that a refresh that was broken off begins anew. */
static gboolean
write_state (Refresh *self, HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  if (!self->is_done)
    return !self->is_whole || hearth_owed_forget (db, error);
  stmt = hearth_db_prepare (db,
                            "INSERT OR REPLACE INTO benefits.owed_state "
                            "(id, stamp, core_n, benefits_n) VALUES (1, ?1, ?2, ?3)",
                            error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, self->stamp);
  hearth_stmt_bind_int (stmt, 2, self->core_n);
  hearth_stmt_bind_int (stmt, 3, self->benefits_n);
  return hearth_stmt_run (stmt, error);
}

static gboolean
count_part (Refresh *self, HearthDb *db, GError **error)
{
  HearthOwedCounter counter = { 0 };
  gboolean is_fine =
      _hearth_owed_counter_init (&counter, db, self->packs, self->today, self->is_whole, error);

  if (is_fine && self->is_whole && self->n_done == 0)
    is_fine =
        hearth_db_exec (db, "DELETE FROM benefits.owed; DELETE FROM benefits.owed_case", error);
  is_fine = is_fine &&
            (self->is_whole ? _hearth_owed_counter_count_part (&counter, &self->next, &self->n_done,
                                                               &self->is_done, error)
                            : count_stale (self, &counter, error));
  _hearth_owed_counter_clear (&counter);
  return is_fine && write_state (self, db, error);
}

static HearthChangeSet *
refresh_on_writer (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Refresh *self = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!hearth_db_has (writer->db, HEARTH_COMPARTMENT_BENEFITS) ||
      !hearth_db_has (writer->db, HEARTH_COMPARTMENT_CORE))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "this login does not hold the benefits");
      return NULL;
    }
  if (!self->is_begun && !begin (self, writer->db, error))
    return NULL;
  if (!self->is_whole && self->stale->len == 0)
    self->is_done = TRUE;
  /* Nothing is new: nothing is written. */
  if (self->is_done && self->n_total == 0 && !self->is_whole)
    return hearth_writer_nothing ();
  if (!hearth_db_begin (writer->db, error))
    return NULL;
  if (count_part (self, writer->db, error) && hearth_db_commit (writer->db, error))
    return hearth_writer_nothing ();
  hearth_db_rollback (writer->db);
  return NULL;
}

gboolean
hearth_owed_refresh (HearthContext *context,
                     HearthDate as_of,
                     HearthProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (Refresh) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  self = refresh_new (context, as_of);
  while (!self->is_done)
    {
      g_autoptr (HearthChangeSet) part = hearth_store_write (
          hearth_context_get_store (context), refresh_on_writer, self, cancellable, error);

      if (part == NULL)
        return FALSE;
      if (progress != NULL)
        progress (self->n_done, self->n_total, progress_data);
    }
  return TRUE;
}

/* --- Without blocking --- */

typedef struct
{
  Refresh *refresh;
  HearthStore *store;
  HearthProgressFunc progress;
  gpointer progress_data;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  refresh_free (self->refresh);
  g_object_unref (self->store);
  g_free (self);
}

static void run_part (GTask *task);

static void
on_part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) part =
      hearth_store_write_finish (HEARTH_STORE (source), result, &error);

  if (part == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->progress != NULL)
    self->progress (self->refresh->n_done, self->refresh->n_total, self->progress_data);
  if (self->refresh->is_done)
    g_task_return_boolean (task, TRUE);
  else
    run_part (g_steal_pointer (&task));
}

/* Takes @task. */
static void
run_part (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  hearth_store_write_async (self->store, refresh_on_writer, self->refresh, NULL,
                            g_task_get_cancellable (task), on_part_cb, task);
}

void
hearth_owed_refresh_async (HearthContext *context,
                           HearthProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);
  Run *self = g_new0 (Run, 1);

  g_task_set_source_tag (task, hearth_owed_refresh_async);
  self->refresh = refresh_new (context, HEARTH_DATE_NONE);
  self->store = g_object_ref (hearth_context_get_store (context));
  self->progress = progress;
  self->progress_data = progress_data;
  g_task_set_task_data (task, self, run_free);
  run_part (task);
}

gboolean
hearth_owed_refresh_finish (GAsyncResult *result, guint *n_counted, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  if (n_counted != NULL)
    *n_counted = ((Run *) g_task_get_task_data (G_TASK (result)))->refresh->n_done;
  return g_task_propagate_boolean (G_TASK (result), error);
}
