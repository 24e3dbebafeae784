/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that are here already come into force and go out of it: withdrawing an import, bringing it back,
 * looking again, releasing (bundles 3, 7). Nothing is deleted and nothing is signed. */
#include "config.h"

#include "hearth-receive-private.h"

#include "hearth-change-set-private.h"
#include "hearth-model-error.h"
#include "hearth-owed-store.h"
#include "hearth-policy.h"
#include "hearth-random.h"

/* What a pass over some lines does to each. */
typedef struct
{
  HearthLineSession *session;
  const HearthAuthors *authors; /* NULL: their signatures were verified before */
  guint waived;
  gboolean has_changed;
} Pass;

static gboolean
read_commit (const Pass *self, gint64 n, HearthCommit *commit, GBytes **line, GError **error)
{
  const char *bytes;
  gsize length;

  *line = hearth_journal_get_any_line (self->session->writer->db, self->session->cmp, n, error);
  if (*line == NULL)
    return FALSE;
  bytes = g_bytes_get_data (*line, &length);
  return hearth_commit_parse (commit, bytes, length, error);
}

/* Only a clash can have kept the place of another kind. */
static gboolean
move (Pass *self,
      const HearthLineRow *row,
      const HearthCommit *commit,
      HearthAside to,
      GError **error)
{
  if (to == row->reason)
    return TRUE;
  self->has_changed = TRUE;
  self->session->is_dirty = TRUE;
  if (!hearth_journal_set_aside (self->session->writer->db, self->session->cmp, row->n, to, error))
    return FALSE;
  if (row->reason == HEARTH_ASIDE_ID_CLASH)
    return _hearth_line_session_touch_anew (self->session, commit, error);
  return (row->state != HEARTH_LINE_IN_FORCE && to != HEARTH_ASIDE_NONE) ||
         _hearth_line_session_touch (self->session, commit, error);
}

static gboolean
look_again (Pass *self, const HearthLineRow *row, GError **error)
{
  g_autoptr (GBytes) line = NULL;
  g_auto (HearthCommit) commit = { NULL };
  HearthAside aside = HEARTH_ASIDE_NONE;
  gboolean is_withdrawn = FALSE;
  const char *bytes;
  gsize length;

  if (!read_commit (self, row->n, &commit, &line, error))
    return FALSE;
  bytes = g_bytes_get_data (line, &length);
  if (self->authors != NULL)
    aside = _hearth_aside_of_author (
        self->authors->judge (&commit, bytes, length, self->authors->data));
  if (aside == HEARTH_ASIDE_NONE && row->has_bundle &&
      !hearth_journal_is_withdrawn (self->session->writer->db, self->session->cmp, &row->bundle,
                                    &is_withdrawn, error))
    return FALSE;
  if (is_withdrawn)
    aside = HEARTH_ASIDE_WITHDRAWN;
  if (aside == HEARTH_ASIDE_NONE &&
      !_hearth_line_session_judge (self->session, &commit, self->waived, &aside, error))
    return FALSE;
  return move (self, row, &commit, aside, error);
}

/* What stood in the way of these may have gone. */
static gboolean
look_at_clashes (Pass *self, GError **error)
{
  g_autoptr (GArray) rows =
      hearth_journal_list_aside (self->session->writer->db, self->session->cmp, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthLineRow *row = &g_array_index (rows, HearthLineRow, i);

      if (row->reason == HEARTH_ASIDE_ID_CLASH && !look_again (self, row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
withdraw_row (Pass *self, const HearthLineRow *row, GError **error)
{
  g_autoptr (GBytes) line = NULL;
  g_auto (HearthCommit) commit = { NULL };

  /* What does not count anyway keeps its own reason, which must go first. */
  return row->state != HEARTH_LINE_IN_FORCE ||
         (read_commit (self, row->n, &commit, &line, error) &&
          move (self, row, &commit, HEARTH_ASIDE_WITHDRAWN, error));
}

static gboolean
bring_back_row (Pass *self, const HearthLineRow *row, GError **error)
{
  return row->state != HEARTH_LINE_SET_ASIDE || row->reason != HEARTH_ASIDE_WITHDRAWN ||
         look_again (self, row, error);
}

static gboolean
move_bundle (Pass *self, const HearthId *bundle, gboolean is_withdrawal, GError **error)
{
  HearthDb *db = self->session->writer->db;
  HearthCompartment cmp = self->session->cmp;
  g_autoptr (GArray) rows = hearth_journal_list_bundle (db, cmp, bundle, error);

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  self->session->is_dirty = TRUE;
  if (!hearth_journal_set_withdrawn (db, cmp, bundle, is_withdrawal, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!(is_withdrawal ? withdraw_row
                        : bring_back_row) (self, &g_array_index (rows, HearthLineRow, i), error))
      return FALSE;
  return look_at_clashes (self, error);
}

static HearthChangeSet *
changes_new (void)
{
  HearthId act = hearth_random_id ();

  return _hearth_change_set_new (&act);
}

/* Whether the login may decide about everything of the bundle that it sees. */
static gboolean
may_move_bundle (const HearthWriter *writer, const HearthId *bundle, gboolean *may, GError **error)
{
  *may = TRUE;
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (GArray) rows = NULL;

      if (!hearth_db_has (writer->db, (HearthCompartment) cmp))
        continue;
      rows = hearth_journal_list_bundle (writer->db, (HearthCompartment) cmp, bundle, error);
      if (rows == NULL)
        return FALSE;
      if (rows->len > 0 &&
          !hearth_policy_may_write_compartment (writer->roles, (HearthCompartment) cmp))
        *may = FALSE;
    }
  return TRUE;
}

HearthChangeSet *
_hearth_receive_execute (const HearthWriter *writer, const HearthCommand *command, GError **error)
{
  const HearthId *bundle = _hearth_command_get_bundle (command);
  gboolean is_withdrawal = _hearth_command_is_withdrawal (command);
  g_autoptr (HearthChangeSet) changes = changes_new ();
  gboolean may;
  gboolean has_changed = FALSE;

  if (!may_move_bundle (writer, bundle, &may, error))
    return NULL;
  if (!may)
    {
      _hearth_change_set_set_result (changes, HEARTH_RESULT_DENIED);
      return g_steal_pointer (&changes);
    }
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (HearthLineSession) session = NULL;
      Pass pass = { NULL };

      if (!hearth_db_has (writer->db, (HearthCompartment) cmp))
        continue;
      session = _hearth_line_session_begin (writer, (HearthCompartment) cmp, changes, error);
      pass.session = session;
      if (session == NULL || !move_bundle (&pass, bundle, is_withdrawal, error) ||
          !_hearth_line_session_end (session, error))
        return NULL;
      has_changed = has_changed || pass.has_changed;
    }
  if (has_changed)
    {
      _hearth_change_set_set_result (changes, HEARTH_RESULT_DONE);
      _hearth_change_set_take_inverse (changes,
                                       _hearth_command_new_bundle (bundle, !is_withdrawal));
    }
  return g_steal_pointer (&changes);
}

static gboolean
is_chosen (const HearthLineRow *row, HearthAside reason, const gint64 *ns, guint n_ns)
{
  if (row->reason != reason)
    return FALSE;
  for (guint i = 0; i < n_ns; i++)
    if (ns[i] == row->n)
      return TRUE;
  return FALSE;
}

/* Reasons that only other lines or people can remove are not looked at without them. */
static gboolean
is_open (const HearthLineRow *row)
{
  return row->reason != HEARTH_ASIDE_FORGED && row->reason != HEARTH_ASIDE_WITHDRAWN;
}

static HearthChangeSet *
answer (HearthChangeSet *changes, gboolean has_changed)
{
  if (has_changed)
    _hearth_change_set_set_result (changes, HEARTH_RESULT_DONE);
  return hearth_change_set_ref (changes);
}

static gboolean
reconsider (const HearthWriter *writer,
            HearthCompartment cmp,
            const HearthAuthors *authors,
            HearthChangeSet *changes,
            gboolean *has_changed,
            GError **error)
{
  g_autoptr (HearthLineSession) session = _hearth_line_session_begin (writer, cmp, changes, error);
  g_autoptr (GArray) rows = NULL;
  Pass pass = { .session = session, .authors = authors };

  if (session == NULL)
    return FALSE;
  rows = hearth_journal_list_aside (writer->db, cmp, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthLineRow *row = &g_array_index (rows, HearthLineRow, i);

      if (is_open (row) && !look_again (&pass, row, error))
        return FALSE;
    }
  *has_changed = *has_changed || pass.has_changed;
  return _hearth_line_session_end (session, error);
}

/**
 * hearth_receive_reconsider:
 * @authors: borrowed
 *
 * Every line of @cmp that is set aside is judged once more; some come into force, others get another
 * reason. A line that a card now proves false stays aside for good.
 *
 * Returns: (transfer full): without inverse; %NULL with an error. Thread: writer.
 */
HearthChangeSet *
hearth_receive_reconsider (const HearthWriter *writer,
                           HearthCompartment cmp,
                           const HearthAuthors *authors,
                           GError **error)
{
  g_autoptr (HearthChangeSet) changes = changes_new ();
  gboolean has_changed = FALSE;

  return reconsider (writer, cmp, authors, changes, &has_changed, error)
             ? answer (changes, has_changed)
             : NULL;
}

static gboolean
has_open (HearthDb *db, HearthCompartment cmp, gboolean *has, GError **error)
{
  g_autoptr (GArray) rows = hearth_journal_list_aside (db, cmp, error);

  *has = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len && !*has; i++)
    *has = is_open (&g_array_index (rows, HearthLineRow, i));
  return rows != NULL;
}

/**
 * hearth_receive_reconsider_all:
 * @authors: borrowed
 *
 * As hearth_receive_reconsider(), in every attached compartment that holds lines to look at.
 *
 * Returns: (transfer full): %HEARTH_RESULT_NOTHING if nothing came of it; %NULL with an error. Thread:
 *   writer.
 */
HearthChangeSet *
hearth_receive_reconsider_all (const HearthWriter *writer,
                               const HearthAuthors *authors,
                               GError **error)
{
  g_autoptr (HearthChangeSet) changes = changes_new ();
  gboolean has_changed = FALSE;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      gboolean has = FALSE;

      if (!hearth_db_has (writer->db, (HearthCompartment) cmp))
        continue;
      if (!has_open (writer->db, (HearthCompartment) cmp, &has, error) ||
          (has &&
           !reconsider (writer, (HearthCompartment) cmp, authors, changes, &has_changed, error)))
        return NULL;
    }
  return answer (changes, has_changed);
}

/**
 * hearth_receive_release:
 * @reason: %HEARTH_ASIDE_FUTURE_CLOCK, %HEARTH_ASIDE_CARD_REVOKED or %HEARTH_ASIDE_CASE_ERASED
 * @ns: (array length=n_ns): numbers of lines in the journal
 *
 * Only for owners. A line that has another reason too is set aside for that one.
 *
 * Returns: (transfer full): %HEARTH_RESULT_DENIED unless an owner asks; without inverse; %NULL with an
 *   error. Thread: writer.
 */
HearthChangeSet *
hearth_receive_release (const HearthWriter *writer,
                        HearthCompartment cmp,
                        HearthAside reason,
                        const gint64 *ns,
                        guint n_ns,
                        GError **error)
{
  g_autoptr (HearthChangeSet) changes = changes_new ();
  g_autoptr (HearthLineSession) session = NULL;
  g_autoptr (GArray) rows = NULL;
  Pass pass = { .waived = 1u << reason };

  g_return_val_if_fail (reason == HEARTH_ASIDE_FUTURE_CLOCK ||
                            reason == HEARTH_ASIDE_CARD_REVOKED ||
                            reason == HEARTH_ASIDE_CASE_ERASED,
                        NULL);

  if (!g_strv_contains (writer->roles, "owner"))
    {
      _hearth_change_set_set_result (changes, HEARTH_RESULT_DENIED);
      return g_steal_pointer (&changes);
    }
  session = _hearth_line_session_begin (writer, cmp, changes, error);
  pass.session = session;
  if (session == NULL)
    return NULL;
  rows = hearth_journal_list_aside (writer->db, cmp, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthLineRow *row = &g_array_index (rows, HearthLineRow, i);

      if (is_chosen (row, reason, ns, n_ns) && !look_again (&pass, row, error))
        return NULL;
    }
  return _hearth_line_session_end (session, error) ? answer (changes, pass.has_changed) : NULL;
}

/** hearth_command_new_withdraw: (transfer full): see the header. Thread: any. */
HearthCommand *
hearth_command_new_withdraw (const HearthId *bundle)
{
  return _hearth_command_new_bundle (bundle, TRUE);
}

/** hearth_command_new_bring_back: (transfer full): see the header. Thread: any. */
HearthCommand *
hearth_command_new_bring_back (const HearthId *bundle)
{
  return _hearth_command_new_bundle (bundle, FALSE);
}
