/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-writer.h"

#include "hearth-change-set-private.h"
#include "hearth-model-error.h"
#include "hearth-random.h"
#include "hearth-receive-private.h"
#include "hearth-revert-private.h"
#include "hearth-write-session-private.h"

/* Taking back so many may need more memory than there should be. */
#define MANY_LINES 100

/* One act: its answer grows while its files are written. */
typedef struct
{
  const HearthWriter *writer;
  HearthId act;
  HearthChangeSet *changes;
  HearthCommand *inverse;
  HearthResult verdict;
} Act;

static void
act_init (Act *self, const HearthWriter *writer)
{
  self->writer = writer;
  self->act = hearth_random_id ();
  self->changes = _hearth_change_set_new (&self->act);
  self->inverse = _hearth_command_new_revert (&self->act);
  self->verdict = HEARTH_RESULT_NOTHING;
}

static void
act_name (Act *self, const HearthCommand *command)
{
  const char *act_id = _hearth_command_get_act_id (command);

  _hearth_change_set_set_act_id (self->changes, act_id);
  _hearth_command_set_reverted_id (self->inverse, act_id);
}

static void
act_clear (Act *self)
{
  g_clear_pointer (&self->changes, hearth_change_set_unref);
  g_clear_pointer (&self->inverse, hearth_command_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Act, act_clear)

/* NULL if @done is FALSE for an error; stale and denied are answers like others. */
static HearthChangeSet *
act_answer (Act *self, gboolean done)
{
  gboolean is_refusal =
      self->verdict == HEARTH_RESULT_STALE || self->verdict == HEARTH_RESULT_DENIED;

  if (!done && !is_refusal)
    return NULL;
  if (!is_refusal)
    self->verdict = _hearth_command_get_n_ranges (self->inverse) > 0 ? HEARTH_RESULT_DONE
                                                                     : HEARTH_RESULT_NOTHING;
  _hearth_change_set_set_result (self->changes, self->verdict);
  if (self->verdict == HEARTH_RESULT_DONE)
    _hearth_change_set_take_inverse (self->changes, g_steal_pointer (&self->inverse));
  return g_steal_pointer (&self->changes);
}

static gboolean
end_session (Act *self, HearthWriteSession *session, GError **error)
{
  HearthLineRange range;

  if (!_hearth_write_session_end (session, &range, error))
    return FALSE;
  if (range.last_n > 0)
    _hearth_command_add_range (self->inverse, &range);
  return TRUE;
}

static gboolean
write_compartment (Act *self, HearthCompartment cmp, const HearthCommand *command, GError **error)
{
  g_autoptr (HearthWriteSession) session =
      _hearth_write_session_begin (self->writer, cmp, FALSE, &self->act, self->changes, error);

  return session != NULL && _hearth_write_session_apply (session, command, &self->verdict, error) &&
         end_session (self, session, error);
}

static guint
list_compartments (const HearthCommand *command, gboolean used[HEARTH_N_COMPARTMENTS])
{
  guint n_used = 0;

  for (guint i = 0; i < hearth_command_get_n_operations (command); i++)
    {
      HearthCompartment cmp = _hearth_command_get_operation (command, i)->kind->cmp;

      n_used += !used[cmp];
      used[cmp] = TRUE;
    }
  return n_used;
}

static gboolean
check_access (const HearthWriter *writer, HearthCompartment cmp, GError **error)
{
  if (hearth_db_has (writer->db, cmp))
    return TRUE;
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                       "the compartment is not attached");
  return FALSE;
}

/* An act over several files is several transactions: look at all of it before the first is written. */
static gboolean
check_all (Act *self,
           const HearthCommand *command,
           const gboolean used[HEARTH_N_COMPARTMENTS],
           guint n_used,
           GError **error)
{
  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    if (used[cmp] &&
        (!check_access (self->writer, cmp, error) ||
         (n_used > 1 && !_hearth_write_session_check (self->writer, cmp, command, self->changes,
                                                      &self->verdict, error))))
      return FALSE;
  return TRUE;
}

static gboolean
write_operations (Act *self, const HearthCommand *command, GError **error)
{
  gboolean used[HEARTH_N_COMPARTMENTS] = { FALSE };
  guint n_used = list_compartments (command, used);

  if (!check_all (self, command, used, n_used, error))
    return FALSE;
  /* The codes of compartments begin with core, which goes first (vault 4.3). */
  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    if (used[cmp] && !write_compartment (self, cmp, command, error))
      return FALSE;
  return TRUE;
}

/* Without @session the commands are only held against the records. */
static gboolean
apply_all (Act *self,
           HearthWriteSession *session,
           HearthCompartment cmp,
           GPtrArray *commands,
           GError **error)
{
  for (guint i = 0; i < commands->len; i++)
    if (session != NULL
            ? !_hearth_write_session_apply (session, commands->pdata[i], &self->verdict, error)
            : !_hearth_write_session_check (self->writer, cmp, commands->pdata[i], self->changes,
                                            &self->verdict, error))
      return FALSE;
  return TRUE;
}

/* FALSE without an error and without a verdict is a record that was changed since. */
static gboolean
revert_range (Act *self,
              HearthWriteSession *session,
              const HearthLineRange *range,
              const HearthId *act,
              GError **error)
{
  g_autoptr (HearthLineCache) own_cache = session == NULL ? hearth_line_cache_new () : NULL;
  HearthLineCache *cache = session == NULL ? own_cache : _hearth_write_session_get_cache (session);

  for (gint64 n = range->last_n; n >= range->first_n; n--)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GPtrArray) commands = _hearth_revert_line (self->writer->db, range->cmp, n, act,
                                                            cache, self->changes, &local_error);

      if (commands == NULL && local_error == NULL)
        self->verdict = HEARTH_RESULT_STALE;
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      if (commands == NULL || !apply_all (self, session, range->cmp, commands, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_reverted (Act *self, const HearthLineRange *range, const HearthId *act, GError **error)
{
  gint64 n_lines = range->last_n - range->first_n + 1;
  g_autoptr (HearthWriteSession) session = _hearth_write_session_begin (
      self->writer, range->cmp, n_lines > MANY_LINES, &self->act, self->changes, error);

  return session != NULL &&
         _hearth_write_session_expect_plans (session, (guint) MIN (n_lines, G_MAXUINT), FALSE,
                                             error) &&
         revert_range (self, session, range, act, error) && end_session (self, session, error);
}

static gboolean
revert (Act *self, const HearthCommand *command, GError **error)
{
  guint n_ranges = _hearth_command_get_n_ranges (command);
  const HearthId *act = _hearth_command_get_reverted_act (command);

  for (guint i = 0; i < n_ranges; i++)
    {
      const HearthLineRange *range = _hearth_command_get_range (command, i);

      if (!check_access (self->writer, range->cmp, error) ||
          (n_ranges > 1 && !revert_range (self, NULL, range, act, error)))
        return FALSE;
    }
  for (guint i = 0; i < n_ranges; i++)
    if (!write_reverted (self, _hearth_command_get_range (command, i), act, error))
      return FALSE;
  return TRUE;
}

/**
 * hearth_writer_execute:
 *
 * Writes @command in one transaction per compartment, core first. Stale and denied operations leave
 * everything as it was.
 *
 * Returns: (transfer full): the answer; %NULL with %HEARTH_MODEL_ERROR_INVALID, _UNKNOWN, _NO_ACCESS,
 *   _LIMIT, _JOURNAL or an error of the vault. Thread: writer.
 */
HearthChangeSet *
hearth_writer_execute (const HearthWriter *self, HearthCommand *command, GError **error)
{
  g_auto (Act) act = { NULL };
  gboolean done;

  g_return_val_if_fail (self != NULL && command != NULL, NULL);

  if (_hearth_command_get_bundle (command) != NULL)
    return _hearth_receive_execute (self, command, error);
  act_init (&act, self);
  act_name (&act, command);
  if (_hearth_command_get_n_ranges (command) > 0)
    done = revert (&act, command, error);
  else
    done = write_operations (&act, command, error);
  return act_answer (&act, done);
}

/* The act is that of its first part. */
static void
name_by_part (Act *self, const HearthCommand *part)
{
  if (hearth_change_set_get_act_id (self->changes) == NULL)
    act_name (self, part);
}

static gboolean
write_parts (Act *self,
             HearthWriteSession *session,
             HearthNextFunc next,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (HearthCommand) part = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      part = next (self->writer->db, data, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (part == NULL)
        return TRUE;
      name_by_part (self, part);
      if (!_hearth_write_session_apply (session, part, &self->verdict, error))
        return FALSE;
    }
}

/* The parts come made and signed from another thread, while this one writes those before them. */
static gboolean
write_new_parts (Act *self,
                 HearthWriteSession *session,
                 HearthNextNewFunc next,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (HearthLinesAhead) ahead = _hearth_write_session_go_ahead (session, next, data, error);

  if (ahead == NULL)
    return FALSE;
  for (;;)
    {
      const HearthPartAhead *part;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      part = _hearth_lines_ahead_pop (ahead);
      if (part->error != NULL)
        {
          g_propagate_error (error, g_error_copy (part->error));
          return FALSE;
        }
      if (part->command == NULL)
        return TRUE;
      name_by_part (self, part->command);
      if (!_hearth_write_session_apply_ahead (session, part, &self->verdict, error))
        return FALSE;
    }
}

/**
 * hearth_writer_execute_stream:
 * @cmp: the only compartment that the parts may write
 * @next: gives the parts of the act, each at least one case
 * @next_new: (nullable): gives those after them, each of which begins a case
 * @n_plans: for so many cases these parts write a whole plan, 0 if for none
 * @data: for both; @next_new has it on a thread of its own while this one writes
 * @cancellable: (nullable): looked at between two parts, never after the commit
 *
 * Writes a long act part by part in one transaction: whole or not at all, without ever holding all of
 * it in memory.
 *
 * Returns: as hearth_writer_execute(), also %NULL with the error of @next or %G_IO_ERROR_CANCELLED.
 */
HearthChangeSet *
hearth_writer_execute_stream (const HearthWriter *self,
                              HearthCompartment cmp,
                              HearthNextFunc next,
                              HearthNextNewFunc next_new,
                              guint n_plans,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (HearthWriteSession) session = NULL;
  g_auto (Act) act = { NULL };
  gboolean done;

  g_return_val_if_fail (self != NULL && next != NULL, NULL);

  act_init (&act, self);
  if (!check_access (self, cmp, error))
    return NULL;
  session = _hearth_write_session_begin (self, cmp, TRUE, &act.act, act.changes, error);
  if (session == NULL || !_hearth_write_session_expect_plans (session, n_plans, TRUE, error))
    return NULL;
  done =
      write_parts (&act, session, next, data, cancellable, error) &&
      (next_new == NULL || write_new_parts (&act, session, next_new, data, cancellable, error)) &&
      end_session (&act, session, error);
  return act_answer (&act, done);
}

/** hearth_writer_get_now_ms: milliseconds since 1970, as commits of @self take them. */
gint64
hearth_writer_get_now_ms (const HearthWriter *self)
{
  return self->now_ms != 0 ? self->now_ms : g_get_real_time () / 1000;
}

/** hearth_writer_nothing: Returns: (transfer full): %HEARTH_RESULT_NOTHING. Thread: any. */
HearthChangeSet *
hearth_writer_nothing (void)
{
  const HearthId none = { { 0 } };
  HearthChangeSet *changes = _hearth_change_set_new (&none);

  _hearth_change_set_set_result (changes, HEARTH_RESULT_NOTHING);
  return changes;
}
