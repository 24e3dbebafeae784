/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-write-session-private.h"

#include "hearth-change-set-private.h"
#include "hearth-erased-store.h"
#include "hearth-line-composer.h"
#include "hearth-model-error.h"
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
  HearthChangeSet *changes; /* borrowed */
  HearthLineComposer *composer;
  HearthLineCache *cache;
  HearthProjector *projector;
  HearthTouches *touches; /* not written yet; in a long act those of new cases */
  HearthLineRange range;
  gboolean is_open;
  gboolean is_long;
  gboolean has_erased;     /* something of this file was erased for good */
  guint n_new_plans;       /* expected; 0 again when the first of them came */
  HearthStepIndexes aside; /* made when everything is written */
};

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
  self->changes = changes;
  self->range.cmp = cmp;
  self->cache = hearth_line_cache_new ();
  self->touches = hearth_touches_new ();
  self->projector = hearth_projector_new (writer->db);
  if (!(is_long ? hearth_db_begin_long (writer->db, cmp, error)
                : hearth_db_begin (writer->db, error)))
    return NULL;
  self->is_open = TRUE;
  self->is_long = is_long;
  self->composer = _hearth_line_composer_new (writer, cmp, act, error);
  if (self->composer == NULL || !hearth_erased_has_any (writer->db, cmp, &self->has_erased, error))
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
  g_clear_pointer (&self->composer, _hearth_line_composer_free);
  g_clear_pointer (&self->cache, hearth_line_cache_free);
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
insert_line (HearthWriteSession *self, const HearthComposedLine *composed, GError **error)
{
  gint64 n;

  if (!hearth_journal_append (self->writer->db, &composed->commit, composed->line, NULL, NULL, &n,
                              error))
    return FALSE;
  /* The id holds our signature over our own number: nobody can have written it before. */
  g_assert (n > 0);
  if (self->range.first_n == 0)
    self->range.first_n = n;
  self->range.last_n = n;
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

static gboolean
write_line (HearthWriteSession *self, const HearthComposedLine *composed, GError **error)
{
  if (!insert_line (self, composed, error))
    return FALSE;
  for (guint i = 0; i < composed->prepared->len; i++)
    {
      HearthPreparedOperation *prepared = composed->prepared->pdata[i];

      hearth_touches_add (self->touches, &prepared->operation->rec, self->range.last_n);
      if (!project (self, &composed->commit, prepared, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_lines (HearthWriteSession *self, GPtrArray *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    if (!write_line (self, lines->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* No line is about a case that begins, so none needs to be looked for under each of its records, whose ids are
 * random or made from that of the case. */
static gboolean
begins_case (const HearthWriter *writer,
             HearthCompartment cmp,
             const HearthCommand *command,
             gboolean *begins,
             GError **error)
{
  HearthId case_id;
  gboolean is_known;

  *begins = FALSE;
  if (!_hearth_command_begins_case (command, cmp, &case_id))
    return TRUE;
  if (!hearth_journal_knows_case (writer->db, cmp, &case_id, &is_known, error))
    return FALSE;
  *begins = !is_known;
  return TRUE;
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
  prepared = _hearth_operations_prepare (writer, cmp, command, is_of_new_case, cache, NULL, changes,
                                         verdict, error);
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

/* Before anything of a command is looked at. */
static gboolean
make_ready (HearthWriteSession *self,
            const HearthCommand *command,
            gboolean *is_of_new_case,
            GError **error)
{
  return (!self->has_erased || check_not_erased (self, command, error)) &&
         begins_case (self->writer, self->cmp, command, is_of_new_case, error) &&
         choose_indexes (self, *is_of_new_case, error) &&
         (may_wait (self, *is_of_new_case) || write_touches (self, error));
}

static gboolean
write_command (HearthWriteSession *self,
               const HearthCommand *command,
               gboolean is_of_new_case,
               GPtrArray *lines,
               GError **error)
{
  return write_lines (self, lines, error) &&
         (may_wait (self, is_of_new_case) || write_touches (self, error)) &&
         insert_blobs (self, command, error);
}

gboolean
_hearth_write_session_apply (HearthWriteSession *self,
                             const HearthCommand *command,
                             HearthResult *verdict,
                             GError **error)
{
  g_autoptr (GPtrArray) prepared = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  gboolean is_of_new_case;

  *verdict = HEARTH_RESULT_NOTHING;
  if (!make_ready (self, command, &is_of_new_case, error))
    return FALSE;
  prepared = _hearth_operations_prepare (
      self->writer, self->cmp, command, is_of_new_case, self->cache,
      _hearth_line_composer_get_alike (self->composer), self->changes, verdict, error);
  if (prepared == NULL || is_refused (*verdict))
    return FALSE;
  lines = _hearth_line_composer_compose (self->composer, prepared, error);
  return lines != NULL && write_command (self, command, is_of_new_case, lines, error);
}

HearthLinesAhead *
_hearth_write_session_go_ahead (HearthWriteSession *self,
                                HearthNextNewFunc next,
                                gpointer data,
                                GError **error)
{
  return _hearth_lines_ahead_start (self->composer, self->cmp, next, data, error);
}

gboolean
_hearth_write_session_apply_ahead (HearthWriteSession *self,
                                   const HearthPartAhead *part,
                                   HearthResult *verdict,
                                   GError **error)
{
  gboolean is_of_new_case;

  *verdict = part->verdict;
  if (is_refused (*verdict) || !make_ready (self, part->command, &is_of_new_case, error))
    return FALSE;
  if (!is_of_new_case)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "what was to begin a case is about one that is there");
      return FALSE;
    }
  return write_command (self, part->command, TRUE, part->lines, error);
}
