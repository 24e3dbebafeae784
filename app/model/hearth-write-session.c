/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-write-session-private.h"

#include "hearth-change-set-private.h"
#include "hearth-erased-store.h"
#include "hearth-json.h"
#include "hearth-keyring.h"
#include "hearth-model-error.h"
#include "hearth-operation-private.h"
#include "hearth-policy.h"
#include "hearth-projection.h"
#include "hearth-step-schema.h"
#include "hearth-touch-store.h"

#include <string.h>

/* So many wait in a long act at most: twelve megabytes. */
#define MAX_TOUCHES (1 << 19)

struct _HearthWriteSession
{
  const HearthWriter *writer;
  HearthCompartment cmp;
  HearthId act;
  HearthChangeSet *changes; /* borrowed */
  HearthSecret *seed;
  HearthStamp tail; /* of our own last commit in this file */
  gint64 hlc;       /* greatest of the file */
  HearthLineCache *cache;
  HearthAlikeSets *alike;
  HearthProjector *projector;
  HearthTouches *touches; /* not written yet; in a long act those of new cases */
  HearthLineRange range;
  gboolean is_open;
  gboolean is_long;
  gboolean has_erased;     /* something of this file was erased for good */
  guint n_new_plans;       /* expected; 0 again when the first of them came */
  HearthStepIndexes aside; /* made when everything is written */
};

static gboolean
read_tail (HearthWriteSession *self, GError **error)
{
  HearthDb *db = self->writer->db;

  self->hlc = hearth_journal_get_hlc (db, self->cmp, error);
  return self->hlc >= 0 &&
         hearth_journal_get_tail (db, self->cmp, &self->writer->dev, &self->tail, error);
}

HearthWriteSession *
_hearth_write_session_begin (const HearthWriter *writer,
                             HearthCompartment cmp,
                             gboolean is_long,
                             const HearthId *act,
                             HearthChangeSet *changes,
                             GError **error)
{
  g_autoptr (HearthWriteSession) self = g_new0 (HearthWriteSession, 1);

  self->writer = writer;
  self->cmp = cmp;
  self->act = *act;
  self->changes = changes;
  self->range.cmp = cmp;
  self->cache = hearth_line_cache_new ();
  self->alike = _hearth_alike_sets_new ();
  self->touches = hearth_touches_new ();
  self->projector = hearth_projector_new (writer->db);
  self->seed = hearth_keyring_get_signing_seed (writer->db, cmp, error);
  if (self->seed == NULL || !(is_long ? hearth_db_begin_long (writer->db, cmp, error)
                                      : hearth_db_begin (writer->db, error)))
    return NULL;
  self->is_open = TRUE;
  self->is_long = is_long;
  if (!read_tail (self, error) ||
      !hearth_erased_has_any (writer->db, cmp, &self->has_erased, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
_hearth_write_session_expect_plans (HearthWriteSession *self,
                                    guint n_cases,
                                    gboolean are_new,
                                    GError **error)
{
  if (self->cmp != HEARTH_COMPARTMENT_CORE)
    return TRUE;
  if (are_new)
    self->n_new_plans = n_cases;
  return are_new ||
         hearth_step_schema_set_aside (self->writer->db, n_cases, FALSE, &self->aside, error);
}

/* Before a command is looked at: a case that is not new has steps, which are found by their ids. */
static gboolean
choose_indexes (HearthWriteSession *self, gboolean is_of_new_case, GError **error)
{
  guint n_plans;

  if (!is_of_new_case)
    return (self->aside & HEARTH_STEP_INDEXES_IDS) == 0 ||
           hearth_step_schema_bring_back (self->writer->db, &self->aside, error);
  n_plans = self->n_new_plans;
  self->n_new_plans = 0;
  return n_plans == 0 ||
         hearth_step_schema_set_aside (self->writer->db, n_plans, TRUE, &self->aside, error);
}

HearthLineCache *
_hearth_write_session_get_cache (HearthWriteSession *self)
{
  return self->cache;
}

void
_hearth_write_session_free (HearthWriteSession *self)
{
  g_clear_pointer (&self->projector, hearth_projector_free);
  if (self->is_open)
    hearth_db_rollback (self->writer->db);
  if (self->is_long)
    hearth_db_end_long (self->writer->db, self->cmp);
  g_clear_pointer (&self->seed, hearth_secret_unref);
  g_clear_pointer (&self->cache, hearth_line_cache_free);
  g_clear_pointer (&self->alike, _hearth_alike_sets_free);
  g_clear_pointer (&self->touches, hearth_touches_free);
  g_free (self);
}

static gboolean
write_touches (HearthWriteSession *self, GError **error)
{
  return hearth_touches_write (self->touches, self->writer->db, self->cmp, error);
}

gboolean
_hearth_write_session_end (HearthWriteSession *self, HearthLineRange *range, GError **error)
{
  *range = self->range;
  /* A transaction that wrote nothing has no file to commit. */
  if (self->range.last_n == 0)
    return TRUE;
  if (!write_touches (self, error) ||
      !hearth_step_schema_bring_back (self->writer->db, &self->aside, error) ||
      !hearth_db_commit (self->writer->db, error))
    return FALSE;
  self->is_open = FALSE;
  return TRUE;
}

static gboolean
insert_line (HearthWriteSession *self, HearthCommit *commit, const char *line, GError **error)
{
  gint64 n;

  if (!hearth_journal_append (self->writer->db, commit, line, NULL, NULL, &n, error))
    return FALSE;
  /* The id holds our signature over our own number: nobody can have written it before. */
  g_assert (n > 0);
  if (self->range.first_n == 0)
    self->range.first_n = n;
  self->range.last_n = n;
  self->tail = commit->stamp;
  self->hlc = commit->stamp.hlc;
  return TRUE;
}

static gboolean
project (HearthWriteSession *self,
         const HearthCommit *commit,
         HearthPreparedOperation *prepared,
         GError **error)
{
  HearthRecordLines *lines = &prepared->lines;
  json_auto_t *operation = NULL;

  lines->n = self->range.last_n;
  lines->kind = prepared->operation->kind;
  lines->case_id = prepared->operation->case_id;
  _hearth_change_set_add_touch (self->changes, lines->kind, &lines->case_id);
  /* Of a new record everything is known: what is set is what it shows. */
  if (lines->heads == NULL)
    return hearth_projector_insert (self->projector, &prepared->operation->rec, lines,
                                    prepared->set, error);
  operation = json_pack ("{s:O, s:O}", "over", prepared->over, "set", prepared->set);
  return hearth_heads_add (lines->heads, &commit->stamp, operation, error) &&
         hearth_projector_write (self->projector, &prepared->operation->rec, lines, error);
}

static char *
sign (HearthWriteSession *self,
      HearthCommit *commit,
      const HearthPreparedOperation *first,
      const char *ops,
      GError **error)
{
  commit->act = self->act;
  commit->case_id = first->operation->case_id;
  commit->who = self->writer->who;
  commit->role = first->role;
  commit->cmp = self->cmp;
  commit->stamp.dev = self->writer->dev;
  commit->stamp.seq = self->tail.seq + 1;
  commit->stamp.hlc = hearth_hlc_next (self->hlc, hearth_writer_get_now_ms (self->writer));
  memcpy (commit->prev, self->tail.id, sizeof commit->prev);
  return hearth_commit_sign_text (commit, ops, self->seed, error);
}

static void
append_operation (GString *ops, const HearthPreparedOperation *prepared)
{
  const HearthOperation *operation = prepared->operation;
  g_autofree char *over =
      json_array_size (prepared->over) > 0 ? hearth_json_dump (prepared->over) : NULL;
  g_autofree char *set = prepared->set_text == NULL ? hearth_json_dump (prepared->set) : NULL;

  hearth_commit_append_operation (ops, operation->kind, &operation->rec, over != NULL ? over : "[]",
                                  set != NULL ? set : prepared->set_text);
}

static GString *
build_operations (HearthPreparedOperation **prepared, guint n_prepared)
{
  GString *ops = g_string_sized_new (n_prepared * 256);

  for (guint i = 0; i < n_prepared; i++)
    append_operation (ops, prepared[i]);
  return ops;
}

/* Writes one line for some operations of one case and role, or several if one would be too long. */
static gboolean
write_line (HearthWriteSession *self,
            HearthPreparedOperation **prepared,
            guint n_prepared,
            GError **error)
{
  g_autoptr (GString) ops = build_operations (prepared, n_prepared);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *line = NULL;
  HearthCommit commit = { NULL };

  line = sign (self, &commit, prepared[0], ops->str, &local_error);
  if (line == NULL && n_prepared > 1)
    return write_line (self, prepared, n_prepared / 2, error) &&
           write_line (self, prepared + n_prepared / 2, n_prepared - n_prepared / 2, error);
  if (line == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!insert_line (self, &commit, line, error))
    return FALSE;
  for (guint i = 0; i < n_prepared; i++)
    {
      hearth_touches_add (self->touches, &prepared[i]->operation->rec, self->range.last_n);
      if (!project (self, &commit, prepared[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
belong_together (const HearthPreparedOperation *a, const HearthPreparedOperation *b)
{
  return ((a->operation->kind->flags | b->operation->kind->flags) & HEARTH_KIND_ALONE) == 0 &&
         g_str_equal (a->role, b->role) &&
         hearth_id_equal (&a->operation->case_id, &b->operation->case_id);
}

/* One commit per case and role, records of an alone kind apart, in the order in which they came. */
static gboolean
write_all (HearthWriteSession *self, GPtrArray *prepared, GError **error)
{
  for (guint first = 0; first < prepared->len; first++)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_new ();
      HearthPreparedOperation *leader = prepared->pdata[first];

      if (leader->is_written)
        continue;
      for (guint i = first; i < prepared->len && group->len < HEARTH_COMMIT_MAX_OPERATIONS; i++)
        {
          HearthPreparedOperation *other = prepared->pdata[i];

          if (i == first || (!other->is_written && belong_together (leader, other)))
            {
              other->is_written = TRUE;
              g_ptr_array_add (group, other);
            }
        }
      if (!write_line (self, (HearthPreparedOperation **) group->pdata, group->len, error))
        return FALSE;
    }
  return TRUE;
}

static void
report_newer (HearthChangeSet *changes, const HearthPreparedOperation *prepared)
{
  g_autoptr (HearthRecord) record = NULL;

  if (prepared->lines.heads == NULL)
    return;
  record =
      hearth_record_new (prepared->lines.kind, &prepared->operation->rec, &prepared->lines.case_id,
                         prepared->lines.n, json_incref (prepared->shown));
  _hearth_change_set_add_newer (changes, record);
}

/* Whether all that @command does in this file is to begin one case. No line is about it then, so none needs to
 * be looked for under each of its records, whose ids are random or made from that of the case. */
static gboolean
begins_case (const HearthWriter *writer,
             HearthCompartment cmp,
             const HearthCommand *command,
             gboolean *begins,
             GError **error)
{
  const HearthOperation *first = NULL;
  gboolean is_known;

  *begins = FALSE;
  for (guint i = 0; i < hearth_command_get_n_operations (command); i++)
    {
      const HearthOperation *operation = _hearth_command_get_operation (command, i);

      if (operation->kind->cmp != cmp)
        continue;
      first = first != NULL ? first : operation;
      if (operation->expected_revision != HEARTH_REVISION_NEW ||
          hearth_id_is_zero (&operation->case_id) ||
          !hearth_id_equal (&operation->case_id, &first->case_id))
        return TRUE;
    }
  if (first == NULL)
    return TRUE;
  if (!hearth_journal_knows_case (writer->db, cmp, &first->case_id, &is_known, error))
    return FALSE;
  *begins = !is_known;
  return TRUE;
}

/* All operations are looked at, so that a stale answer carries every record that changed. */
static GPtrArray *
prepare_all (const HearthWriter *writer,
             HearthCompartment cmp,
             const HearthCommand *command,
             gboolean is_of_new_case,
             HearthLineCache *cache,
             HearthAlikeSets *alike,
             HearthChangeSet *changes,
             HearthResult *verdict,
             GError **error)
{
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) _hearth_prepared_operation_free);

  *verdict = HEARTH_RESULT_NOTHING;
  for (guint i = 0; i < hearth_command_get_n_operations (command); i++)
    {
      const HearthOperation *operation = _hearth_command_get_operation (command, i);
      g_autoptr (HearthPreparedOperation) prepared = NULL;

      if (operation->kind->cmp != cmp)
        continue;
      prepared = _hearth_operation_prepare (writer, operation, is_of_new_case, cache, alike, error);
      if (prepared == NULL)
        {
          *verdict = HEARTH_RESULT_NOTHING;
          return NULL;
        }
      if (prepared->verdict == HEARTH_RESULT_STALE)
        report_newer (changes, prepared);
      /* Stale wins over denied: who sees the newer record may not want the act any more. */
      if (prepared->verdict == HEARTH_RESULT_STALE || *verdict == HEARTH_RESULT_NOTHING)
        *verdict = prepared->verdict;
      else if (prepared->verdict == HEARTH_RESULT_DENIED && *verdict != HEARTH_RESULT_STALE)
        *verdict = prepared->verdict;
      if (prepared->verdict == HEARTH_RESULT_DONE)
        g_ptr_array_add (all, g_steal_pointer (&prepared));
    }
  return g_steal_pointer (&all);
}

static gboolean
is_refused (HearthResult verdict)
{
  return verdict == HEARTH_RESULT_STALE || verdict == HEARTH_RESULT_DENIED;
}

gboolean
_hearth_write_session_check (const HearthWriter *writer,
                             HearthCompartment cmp,
                             const HearthCommand *command,
                             HearthChangeSet *changes,
                             HearthResult *verdict,
                             GError **error)
{
  g_autoptr (HearthLineCache) cache = hearth_line_cache_new ();
  g_autoptr (GPtrArray) prepared = NULL;
  gboolean is_of_new_case;

  *verdict = HEARTH_RESULT_NOTHING;
  if (!begins_case (writer, cmp, command, &is_of_new_case, error))
    return FALSE;
  prepared =
      prepare_all (writer, cmp, command, is_of_new_case, cache, NULL, changes, verdict, error);
  return prepared != NULL && !is_refused (*verdict);
}

/* What is needed to open an attachment comes to be with the record that names it, or not at all. */
static gboolean
insert_blobs (HearthWriteSession *self, const HearthCommand *command, GError **error)
{
  for (guint i = 0; i < _hearth_command_get_n_blobs (command); i++)
    {
      const HearthCommandBlob *added = _hearth_command_get_blob (command, i);

      if (added->cmp == self->cmp &&
          !hearth_blob_table_insert (self->writer->db, self->cmp, added->blob, error))
        return FALSE;
    }
  return TRUE;
}

/* A form that was open while its case was erased must not begin it anew. */
static gboolean
check_not_erased (HearthWriteSession *self, const HearthCommand *command, GError **error)
{
  for (guint i = 0; i < hearth_command_get_n_operations (command); i++)
    {
      const HearthOperation *operation = _hearth_command_get_operation (command, i);
      gboolean is_case = FALSE, is_record = FALSE;

      if (operation->kind->cmp != self->cmp)
        continue;
      if (!hearth_erased_has (self->writer->db, self->cmp, &operation->case_id, &is_case, error) ||
          !hearth_erased_has (self->writer->db, self->cmp, &operation->rec, &is_record, error))
        return FALSE;
      if (is_case || is_record)
        {
          g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                               "what is to be written was erased");
          return FALSE;
        }
    }
  return TRUE;
}

/* What is written of a new case nobody asks for until another command comes to the same case. */
static gboolean
may_wait (const HearthWriteSession *self, gboolean is_of_new_case)
{
  return self->is_long && is_of_new_case && hearth_touches_get_n (self->touches) < MAX_TOUCHES;
}

gboolean
_hearth_write_session_apply (HearthWriteSession *self,
                             const HearthCommand *command,
                             HearthResult *verdict,
                             GError **error)
{
  g_autoptr (GPtrArray) prepared = NULL;
  gboolean is_of_new_case;

  *verdict = HEARTH_RESULT_NOTHING;
  if ((self->has_erased && !check_not_erased (self, command, error)) ||
      !begins_case (self->writer, self->cmp, command, &is_of_new_case, error) ||
      !choose_indexes (self, is_of_new_case, error) ||
      (!may_wait (self, is_of_new_case) && !write_touches (self, error)))
    return FALSE;
  prepared = prepare_all (self->writer, self->cmp, command, is_of_new_case, self->cache,
                          self->alike, self->changes, verdict, error);
  return prepared != NULL && !is_refused (*verdict) && write_all (self, prepared, error) &&
         (may_wait (self, is_of_new_case) || write_touches (self, error)) &&
         insert_blobs (self, command, error);
}
