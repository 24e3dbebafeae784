/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-receive-private.h"

#include "hearth-change-set-private.h"
#include "hearth-model-error.h"
#include "hearth-random.h"

#include <string.h>

struct _HearthReceive
{
  const HearthWriter *writer; /* borrowed */
  HearthId bundle;
  const HearthAuthors *authors; /* borrowed */
  HearthId act;
  HearthChangeSet *changes;
  HearthLineSession *session; /* between begin and commit */
  HearthReceived counts;
  GHashTable *future_writers; /* HearthId */
  gboolean has_changed;
};

/** hearth_received_clear: frees what @self holds. */
void
hearth_received_clear (HearthReceived *self)
{
  g_clear_pointer (&self->forked, g_array_unref);
}

/**
 * hearth_receive_new:
 * @writer: whose journal it is; borrowed
 * @bundle: what the lines came with; the same bundle twice has the same id
 * @authors: borrowed
 *
 * Returns: (transfer full): nothing is written yet. Thread: writer.
 */
HearthReceive *
hearth_receive_new (const HearthWriter *writer,
                    const HearthId *bundle,
                    const HearthAuthors *authors)
{
  HearthReceive *self;

  g_return_val_if_fail (writer != NULL && bundle != NULL && authors != NULL, NULL);

  self = g_new0 (HearthReceive, 1);
  self->writer = writer;
  self->bundle = *bundle;
  self->authors = authors;
  self->act = hearth_random_id ();
  self->changes = _hearth_change_set_new (&self->act);
  self->future_writers = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  self->counts.forked = g_array_new (FALSE, FALSE, sizeof (HearthId));
  return self;
}

/** hearth_receive_free: rolls back what was not committed. */
void
hearth_receive_free (HearthReceive *self)
{
  g_clear_pointer (&self->session, _hearth_line_session_free);
  g_clear_pointer (&self->changes, hearth_change_set_unref);
  g_hash_table_unref (self->future_writers);
  hearth_received_clear (&self->counts);
  g_free (self);
}

/**
 * hearth_receive_begin:
 *
 * Begins the transaction of one compartment.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_NO_ACCESS or an error of the vault. Thread: writer.
 */
gboolean
hearth_receive_begin (HearthReceive *self, HearthCompartment cmp, GError **error)
{
  g_return_val_if_fail (self != NULL && self->session == NULL, FALSE);

  self->session = _hearth_line_session_begin (self->writer, cmp, self->changes, error);
  /* What this bundle brings now is wanted, whatever was decided about it before. */
  if (self->session == NULL ||
      !hearth_journal_set_withdrawn (self->writer->db, cmp, &self->bundle, FALSE, error))
    return FALSE;
  self->session->is_dirty = hearth_db_n_changes (self->writer->db) > 0;
  return TRUE;
}

static gboolean
refuse_line (const HearthReceive *self, const char *what, GError **error)
{
  g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL, "line %u: %s",
               self->counts.n_lines + 1, what);
  return FALSE;
}

static void
add_forked (HearthReceive *self, const HearthId *dev)
{
  for (guint i = 0; i < self->counts.forked->len; i++)
    if (hearth_id_equal (&g_array_index (self->counts.forked, HearthId, i), dev))
      return;
  g_array_append_val (self->counts.forked, *dev);
}

static gboolean
count_verdict (HearthReceive *self, const HearthCommit *commit, HearthAside aside, GError **error)
{
  gboolean is_fork;

  if (aside != HEARTH_ASIDE_NONE)
    self->counts.n_aside[aside]++;
  if (aside == HEARTH_ASIDE_FUTURE_CLOCK)
    g_hash_table_add (self->future_writers, hearth_id_copy (&commit->stamp.dev));
  if (aside != HEARTH_ASIDE_NONE)
    return TRUE;
  if (!hearth_journal_is_fork (self->writer->db, commit->cmp, &commit->stamp, &is_fork, error))
    return FALSE;
  if (is_fork)
    add_forked (self, &commit->stamp.dev);
  return _hearth_line_session_touch (self->session, commit, error);
}

static gboolean
judge (HearthReceive *self,
       const HearthCommit *commit,
       const char *line,
       gsize length,
       HearthAside *aside,
       GError **error)
{
  *aside =
      _hearth_aside_of_author (self->authors->judge (commit, line, length, self->authors->data));
  if (*aside == HEARTH_ASIDE_FORGED)
    return refuse_line (self, "the signature does not hold", error);
  return *aside != HEARTH_ASIDE_NONE ||
         _hearth_line_session_judge (self->session, commit, 0, aside, error);
}

static gboolean
add_new (
    HearthReceive *self, const HearthCommit *commit, const char *line, gsize length, GError **error)
{
  g_autofree char *text = g_strndup (line, length);
  HearthAside aside;
  gint64 n;

  if (!judge (self, commit, line, length, &aside, error) ||
      !hearth_journal_insert (self->writer->db, commit, text, &self->bundle,
                              hearth_aside_to_word (aside), &n, error))
    return FALSE;
  self->session->is_dirty = TRUE;
  self->has_changed = TRUE;
  self->counts.n_new++;
  return count_verdict (self, commit, aside, error);
}

/* Its id is that of bytes that were read once already: there is nothing to read again. */
static gboolean
is_settled (const HearthLineRow *row)
{
  return row->n != 0 && (row->state != HEARTH_LINE_SET_ASIDE || row->reason == HEARTH_ASIDE_FORGED);
}

/* A line that is here and does not count is judged like a new one: who sends it again may have sent its
 * card with it, and who imports again wants it back. */
static gboolean
add_again (HearthReceive *self,
           const HearthCommit *commit,
           const char *line,
           gsize length,
           const HearthLineRow *row,
           GError **error)
{
  HearthAside aside;

  if (!judge (self, commit, line, length, &aside, error))
    return FALSE;
  if (aside == row->reason)
    {
      self->counts.n_aside[aside]++;
      return TRUE;
    }
  if (!hearth_journal_set_aside (self->writer->db, commit->cmp, row->n, aside, error))
    return FALSE;
  self->session->is_dirty = TRUE;
  self->has_changed = TRUE;
  if (aside == HEARTH_ASIDE_NONE)
    self->counts.n_released++;
  return count_verdict (self, commit, aside, error);
}

/**
 * hearth_receive_add:
 * @line: (array length=length): without LF
 *
 * One line of the compartment that was begun. One that is no commit of it, or that its author's card
 * proves false, refuses all.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_JOURNAL and the number of the line, or an error of the vault.
 *   The caller frees @self then. Thread: writer.
 */
gboolean
hearth_receive_add (HearthReceive *self, const char *line, gsize length, GError **error)
{
  g_auto (HearthCommit) commit = { NULL };
  guint8 id[HEARTH_HASH_SIZE];
  HearthLineRow row;

  g_return_val_if_fail (self != NULL && self->session != NULL, FALSE);

  hearth_line_id (line, length, id);
  if (!hearth_journal_find_line (self->writer->db, self->session->cmp, id, &row, error))
    return FALSE;
  if (is_settled (&row))
    {
      self->counts.n_lines++;
      return TRUE;
    }
  if (!hearth_commit_parse (&commit, line, length, NULL))
    return refuse_line (self, "not a commit", error);
  if (commit.cmp != self->session->cmp)
    return refuse_line (self, "of another compartment", error);
  if (!(row.n == 0 ? add_new (self, &commit, line, length, error)
                   : add_again (self, &commit, line, length, &row, error)))
    return FALSE;
  self->counts.n_lines++;
  return TRUE;
}

/** hearth_receive_keep: the caller wrote something of its own into the transaction at hand, which is to be
 * committed even if no line is new. Thread: writer. */
void
hearth_receive_keep (HearthReceive *self)
{
  g_return_if_fail (self != NULL && self->session != NULL);

  self->session->is_dirty = TRUE;
}

/** hearth_receive_commit: projects what the lines touched and ends the transaction of the compartment.
 * Returns: %FALSE with an error; nothing of it was written then. Thread: writer. */
gboolean
hearth_receive_commit (HearthReceive *self, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && self->session != NULL, FALSE);

  done = _hearth_line_session_end (self->session, error);
  g_clear_pointer (&self->session, _hearth_line_session_free);
  return done;
}

/**
 * hearth_receive_finish:
 * @out: (out): cleared with hearth_received_clear()
 *
 * Returns: (transfer full): which cases and kinds changed; %HEARTH_RESULT_NOTHING if every line was here
 *   as it is. Its inverse withdraws the bundle. @self is done with.
 */
HearthChangeSet *
hearth_receive_finish (HearthReceive *self, HearthReceived *out)
{
  g_return_val_if_fail (self != NULL && self->session == NULL && out != NULL, NULL);

  *out = self->counts;
  out->n_future_writers = g_hash_table_size (self->future_writers);
  self->counts.forked = NULL;
  if (self->has_changed)
    {
      _hearth_change_set_set_result (self->changes, HEARTH_RESULT_DONE);
      _hearth_change_set_take_inverse (self->changes,
                                       _hearth_command_new_bundle (&self->bundle, TRUE));
    }
  return g_steal_pointer (&self->changes);
}
