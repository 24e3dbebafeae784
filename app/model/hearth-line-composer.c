/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-line-composer.h"

#include "hearth-change-set-private.h"
#include "hearth-json.h"
#include "hearth-keyring.h"
#include "hearth-model-error.h"

#include <string.h>

struct _HearthLineComposer
{
  const HearthWriter *writer;
  HearthCompartment cmp;
  HearthId act;
  HearthSecret *seed;
  HearthStamp tail; /* of our own last commit in this file */
  gint64 hlc;       /* greatest of the file */
  HearthAlikeSets *alike;
};

HearthLineComposer *
_hearth_line_composer_new (const HearthWriter *writer,
                           HearthCompartment cmp,
                           const HearthId *act,
                           GError **error)
{
  g_autoptr (HearthLineComposer) self = g_new0 (HearthLineComposer, 1);

  self->writer = writer;
  self->cmp = cmp;
  self->act = *act;
  self->alike = _hearth_alike_sets_new ();
  self->seed = hearth_keyring_get_signing_seed (writer->db, cmp, error);
  if (self->seed == NULL)
    return NULL;
  self->hlc = hearth_journal_get_hlc (writer->db, cmp, error);
  if (self->hlc < 0 || !hearth_journal_get_tail (writer->db, cmp, &writer->dev, &self->tail, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
_hearth_line_composer_free (HearthLineComposer *self)
{
  g_clear_pointer (&self->seed, hearth_secret_unref);
  g_clear_pointer (&self->alike, _hearth_alike_sets_free);
  g_free (self);
}

HearthAlikeSets *
_hearth_line_composer_get_alike (HearthLineComposer *self)
{
  return self->alike;
}

static void
composed_line_free (gpointer data)
{
  HearthComposedLine *self = data;

  g_free (self->line);
  g_ptr_array_unref (self->prepared);
  g_free (self);
}

static char *
sign (HearthLineComposer *self,
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

/* The line is to be written next, or nothing of the act is. */
static gboolean
compose_line (HearthLineComposer *self,
              HearthPreparedOperation **prepared,
              guint n_prepared,
              GPtrArray *lines,
              GError **error)
{
  g_autoptr (GString) ops = build_operations (prepared, n_prepared);
  g_autoptr (GError) local_error = NULL;
  HearthComposedLine *composed;
  HearthCommit commit = { NULL };
  char *line = sign (self, &commit, prepared[0], ops->str, &local_error);

  if (line == NULL && n_prepared > 1)
    return compose_line (self, prepared, n_prepared / 2, lines, error) &&
           compose_line (self, prepared + n_prepared / 2, n_prepared - n_prepared / 2, lines,
                         error);
  if (line == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->tail = commit.stamp;
  self->hlc = commit.stamp.hlc;
  composed = g_new0 (HearthComposedLine, 1);
  composed->commit = commit;
  composed->line = line;
  composed->prepared = g_ptr_array_sized_new (n_prepared);
  for (guint i = 0; i < n_prepared; i++)
    g_ptr_array_add (composed->prepared, prepared[i]);
  g_ptr_array_add (lines, composed);
  return TRUE;
}

static gboolean
belong_together (const HearthPreparedOperation *a, const HearthPreparedOperation *b)
{
  return ((a->operation->kind->flags | b->operation->kind->flags) & HEARTH_KIND_ALONE) == 0 &&
         g_str_equal (a->role, b->role) &&
         hearth_id_equal (&a->operation->case_id, &b->operation->case_id);
}

GPtrArray *
_hearth_line_composer_compose (HearthLineComposer *self, GPtrArray *prepared, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (composed_line_free);

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
      if (!compose_line (self, (HearthPreparedOperation **) group->pdata, group->len, lines, error))
        return NULL;
    }
  return g_steal_pointer (&lines);
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

gboolean
_hearth_command_begins_case (const HearthCommand *command, HearthCompartment cmp, HearthId *case_id)
{
  const HearthOperation *first = NULL;

  for (guint i = 0; i < hearth_command_get_n_operations (command); i++)
    {
      const HearthOperation *operation = _hearth_command_get_operation (command, i);

      if (operation->kind->cmp != cmp)
        continue;
      first = first != NULL ? first : operation;
      if (operation->expected_revision != HEARTH_REVISION_NEW ||
          hearth_id_is_zero (&operation->case_id) ||
          !hearth_id_equal (&operation->case_id, &first->case_id))
        return FALSE;
    }
  if (first != NULL)
    *case_id = first->case_id;
  return first != NULL;
}

GPtrArray *
_hearth_operations_prepare (const HearthWriter *writer,
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

GPtrArray *
_hearth_line_composer_prepare_new (HearthLineComposer *self,
                                   const HearthCommand *command,
                                   HearthResult *verdict,
                                   GError **error)
{
  return _hearth_operations_prepare (self->writer, self->cmp, command, TRUE, NULL, self->alike,
                                     NULL, verdict, error);
}
