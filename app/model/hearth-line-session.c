/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-receive-private.h"

#include "hearth-change-set-private.h"
#include "hearth-erased-store.h"
#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-policy.h"
#include "hearth-projection.h"

#include <string.h>

/* So many records are remembered at most before they are projected: memory of an import is bounded. */
#define MAX_TOUCHED 20000

HearthLineSession *
_hearth_line_session_begin (const HearthWriter *writer,
                            HearthCompartment cmp,
                            HearthChangeSet *changes,
                            GError **error)
{
  g_autoptr (HearthLineSession) self = NULL;

  if (!hearth_db_has (writer->db, cmp))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "the compartment is not attached");
      return NULL;
    }
  /* A bundle of ten thousand people is as much as a list of them. */
  if (!hearth_db_begin_long (writer->db, cmp, error))
    return NULL;
  self = g_new0 (HearthLineSession, 1);
  self->writer = writer;
  self->cmp = cmp;
  self->changes = changes;
  self->cache = hearth_line_cache_new ();
  self->projector = hearth_projector_new (writer->db);
  self->touched = g_array_new (FALSE, FALSE, sizeof (HearthId));
  self->touched_set = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  self->now_ms = hearth_writer_get_now_ms (writer);
  return g_steal_pointer (&self);
}

/* Rolls back what was not ended. */
void
_hearth_line_session_free (HearthLineSession *self)
{
  HearthDb *db = self->writer->db;

  g_clear_pointer (&self->projector, hearth_projector_free);
  g_clear_pointer (&self->cache, hearth_line_cache_free);
  if (hearth_db_in_transaction (db))
    hearth_db_rollback (db);
  hearth_db_end_long (db, self->cmp);
  g_array_unref (self->touched);
  g_hash_table_unref (self->touched_set);
  g_free (self);
}

static gboolean
project_touched (HearthLineSession *self, GError **error)
{
  for (guint i = 0; i < self->touched->len; i++)
    if (!hearth_journal_project (self->projector, self->cmp,
                                 &g_array_index (self->touched, HearthId, i), self->cache, error))
      return FALSE;
  g_array_set_size (self->touched, 0);
  g_hash_table_remove_all (self->touched_set);
  return TRUE;
}

static gboolean
touch (HearthLineSession *self, const HearthCommit *commit, gboolean anew, GError **error)
{
  self->is_dirty = TRUE;
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    {
      const json_t *operation = json_array_get (commit->ops, i);
      const HearthKind *kind =
          hearth_registry_find_kind (hearth_json_get_string (operation, "kind"));
      HearthId rec;

      if (!hearth_id_parse (hearth_json_get_string (operation, "rec"), &rec))
        continue;
      if (kind != NULL)
        _hearth_change_set_add_touch (self->changes, kind, &commit->case_id);
      if (anew && !hearth_projection_delete (self->writer->db, self->cmp, &rec, error))
        return FALSE;
      if (g_hash_table_add (self->touched_set, hearth_id_copy (&rec)))
        g_array_append_val (self->touched, rec);
    }
  return self->touched->len < MAX_TOUCHED || project_touched (self, error);
}

gboolean
_hearth_line_session_touch (HearthLineSession *self, const HearthCommit *commit, GError **error)
{
  return touch (self, commit, FALSE, error);
}

gboolean
_hearth_line_session_touch_anew (HearthLineSession *self,
                                 const HearthCommit *commit,
                                 GError **error)
{
  return touch (self, commit, TRUE, error);
}

gboolean
_hearth_line_session_end (HearthLineSession *self, GError **error)
{
  if (!project_touched (self, error))
    return FALSE;
  /* A transaction that wrote nothing has no file to commit. */
  if (self->is_dirty)
    return hearth_db_commit (self->writer->db, error);
  hearth_db_rollback (self->writer->db);
  return TRUE;
}

HearthAside
_hearth_aside_of_author (HearthAuthorVerdict verdict)
{
  switch (verdict)
    {
    case HEARTH_AUTHOR_GOOD:
      return HEARTH_ASIDE_NONE;
    case HEARTH_AUTHOR_UNKNOWN:
      return HEARTH_ASIDE_AUTHOR_UNKNOWN;
    case HEARTH_AUTHOR_RETIRED:
      return HEARTH_ASIDE_KEY_RETIRED;
    case HEARTH_AUTHOR_REVOKED:
      return HEARTH_ASIDE_CARD_REVOKED;
    case HEARTH_AUTHOR_NOT_ALLOWED:
      return HEARTH_ASIDE_NOT_ALLOWED;
    case HEARTH_AUTHOR_FORGED:
    default:
      return HEARTH_ASIDE_FORGED;
    }
}

static gboolean
has_only_voiding (const json_t *set)
{
  static const char *const voiding[] = { "gone", "void_reason", NULL };

  return hearth_json_has_only (set, voiding);
}

/* Whether an operation may be at all, seen from the line alone: what depends on other lines would come
 * out differently in another order (bundles 5, M1). */
gboolean
_hearth_line_is_lawful (const HearthCommit *commit, const json_t *operation)
{
  const char *kind_id = hearth_json_get_string (operation, "kind");
  const HearthKind *kind = hearth_registry_find_kind (kind_id);
  HearthId rec, single;

  if (!hearth_id_parse (hearth_json_get_string (operation, "rec"), &rec))
    return FALSE;
  if (!hearth_policy_may_have_written (commit->role, commit->cmp, kind_id, &rec, &commit->who,
                                       json_object_get (operation, "set")))
    return FALSE;
  if (kind == NULL)
    return TRUE;
  if (kind->cmp != commit->cmp)
    return FALSE;
  if ((kind->flags & HEARTH_KIND_SHARED) != 0 ? !hearth_id_is_zero (&commit->case_id)
                                              : hearth_id_is_zero (&commit->case_id))
    return FALSE;
  if (kind->flags & HEARTH_KIND_SINGLE)
    {
      single = hearth_record_derive_id (&commit->case_id, kind->id, "");
      if (!hearth_id_equal (&single, &rec))
        return FALSE;
    }
  if (kind->flags & HEARTH_KIND_ALONE && json_array_size (commit->ops) != 1)
    return FALSE;
  /* Only the first commit of a record replaces nothing. */
  return !(kind->flags & HEARTH_KIND_FIXED) ||
         json_array_size (hearth_json_get_array (operation, "over")) == 0 ||
         has_only_voiding (hearth_json_get_object (operation, "set"));
}

static gboolean
check_operation (HearthLineSession *self,
                 const HearthCommit *commit,
                 const json_t *operation,
                 guint waived,
                 HearthAside *out,
                 GError **error)
{
  const char *kind = hearth_json_get_string (operation, "kind");
  g_autofree char *owner_kind = NULL;
  gboolean is_erased = FALSE;
  HearthId rec, owner_case;

  if (!hearth_id_parse (hearth_json_get_string (operation, "rec"), &rec))
    g_assert_not_reached ();
  if (!(waived & 1u << HEARTH_ASIDE_CASE_ERASED) &&
      !hearth_erased_has (self->writer->db, self->cmp, &rec, &is_erased, error))
    return FALSE;
  if (!hearth_journal_find_owner (self->writer->db, self->cmp, &rec, self->cache, &owner_case,
                                  &owner_kind, error))
    return FALSE;
  if (is_erased)
    *out = HEARTH_ASIDE_CASE_ERASED;
  else if (owner_kind != NULL && *out == HEARTH_ASIDE_NONE &&
           (strcmp (owner_kind, kind) != 0 || !hearth_id_equal (&owner_case, &commit->case_id)))
    *out = HEARTH_ASIDE_ID_CLASH;
  return TRUE;
}

gboolean
_hearth_line_session_judge (HearthLineSession *self,
                            const HearthCommit *commit,
                            guint waived,
                            HearthAside *out,
                            GError **error)
{
  gboolean is_erased = FALSE;

  *out = HEARTH_ASIDE_NONE;
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    if (!_hearth_line_is_lawful (commit, json_array_get (commit->ops, i)))
      *out = HEARTH_ASIDE_NOT_ALLOWED;
  if (*out == HEARTH_ASIDE_NONE && !(waived & 1u << HEARTH_ASIDE_FUTURE_CLOCK) &&
      (commit->stamp.hlc >> HEARTH_HLC_COUNTER_BITS) > self->now_ms + HEARTH_RECEIVE_MAX_AHEAD_MS)
    *out = HEARTH_ASIDE_FUTURE_CLOCK;
  if (*out != HEARTH_ASIDE_NONE)
    return TRUE;
  if (!(waived & 1u << HEARTH_ASIDE_CASE_ERASED) && !hearth_id_is_zero (&commit->case_id) &&
      !hearth_erased_has (self->writer->db, self->cmp, &commit->case_id, &is_erased, error))
    return FALSE;
  if (is_erased)
    *out = HEARTH_ASIDE_CASE_ERASED;
  for (gsize i = 0; i < json_array_size (commit->ops) && *out != HEARTH_ASIDE_CASE_ERASED; i++)
    if (!check_operation (self, commit, json_array_get (commit->ops, i), waived, out, error))
      return FALSE;
  return TRUE;
}
