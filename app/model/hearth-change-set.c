/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-change-set-private.h"

struct _HearthChangeSet
{
  HearthResult result;
  const char *act_id; /* static; NULL: not named */
  HearthId act;
  HearthCommand *inverse;
  GHashTable *cases; /* HearthId, a set */
  GHashTable *kinds; /* HearthKind, a set */
  GPtrArray *newer;  /* (element-type HearthRecord) */
};

G_DEFINE_BOXED_TYPE (HearthChangeSet,
                     hearth_change_set,
                     hearth_change_set_ref,
                     hearth_change_set_unref)

HearthChangeSet *
_hearth_change_set_new (const HearthId *act)
{
  HearthChangeSet *self = g_atomic_rc_box_new0 (HearthChangeSet);

  self->act = *act;
  self->result = HEARTH_RESULT_NOTHING;
  self->cases = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  self->kinds = g_hash_table_new (NULL, NULL);
  self->newer = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  return self;
}

void
_hearth_change_set_set_result (HearthChangeSet *self, HearthResult result)
{
  self->result = result;
}

void
_hearth_change_set_set_act_id (HearthChangeSet *self, const char *act_id)
{
  self->act_id = act_id;
}

void
_hearth_change_set_add_touch (HearthChangeSet *self,
                              const HearthKind *kind,
                              const HearthId *case_id)
{
  g_hash_table_add (self->kinds, (gpointer) kind);
  if (!hearth_id_is_zero (case_id) && !g_hash_table_contains (self->cases, case_id))
    g_hash_table_add (self->cases, hearth_id_copy (case_id));
}

void
_hearth_change_set_add_newer (HearthChangeSet *self, HearthRecord *record)
{
  g_ptr_array_add (self->newer, hearth_record_ref (record));
}

void
_hearth_change_set_take_inverse (HearthChangeSet *self, HearthCommand *inverse)
{
  g_clear_pointer (&self->inverse, hearth_command_unref);
  self->inverse = inverse;
}

/** hearth_change_set_ref: (transfer full): the same answer. Thread: any. */
HearthChangeSet *
hearth_change_set_ref (HearthChangeSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_change_set (HearthChangeSet *self)
{
  g_clear_pointer (&self->inverse, hearth_command_unref);
  g_hash_table_unref (self->cases);
  g_hash_table_unref (self->kinds);
  g_ptr_array_unref (self->newer);
}

/** hearth_change_set_unref: gives one reference back. Thread: any. */
void
hearth_change_set_unref (HearthChangeSet *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_change_set);
}

/** hearth_change_set_get_result: what became of the command. */
HearthResult
hearth_change_set_get_result (const HearthChangeSet *self)
{
  return self->result;
}

/** hearth_change_set_get_act: (transfer none): the id that all its commits carry. */
const HearthId *
hearth_change_set_get_act (const HearthChangeSet *self)
{
  return &self->act;
}

/** hearth_change_set_get_act_id: (transfer none) (nullable). Thread: any. */
const char *
hearth_change_set_get_act_id (const HearthChangeSet *self)
{
  return self->act_id;
}

/** hearth_change_set_get_inverse: (transfer none) (nullable): takes the act back; %NULL unless done. */
HearthCommand *
hearth_change_set_get_inverse (const HearthChangeSet *self)
{
  return self->inverse;
}

/** hearth_change_set_get_n_cases: how many cases were touched; shared records count for none. */
guint
hearth_change_set_get_n_cases (const HearthChangeSet *self)
{
  return g_hash_table_size (self->cases);
}

/** hearth_change_set_get_only_case: see the header; @out is untouched then. */
gboolean
hearth_change_set_get_only_case (const HearthChangeSet *self, HearthId *out)
{
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (self->cases) != 1)
    return FALSE;
  g_hash_table_iter_init (&iter, self->cases);
  g_hash_table_iter_next (&iter, &key, NULL);
  *out = *(const HearthId *) key;
  return TRUE;
}

/** hearth_change_set_touches_case: whether a record of that case was written. */
gboolean
hearth_change_set_touches_case (const HearthChangeSet *self, const HearthId *case_id)
{
  return g_hash_table_contains (self->cases, case_id);
}

/** hearth_change_set_touches_kind: whether a record of that kind was written. */
gboolean
hearth_change_set_touches_kind (const HearthChangeSet *self, const char *kind)
{
  const HearthKind *known = hearth_registry_find_kind (kind);

  return known != NULL && g_hash_table_contains (self->kinds, known);
}

/** hearth_change_set_get_newer: (transfer none) (element-type HearthRecord): what stands there now, if stale. */
GPtrArray *
hearth_change_set_get_newer (const HearthChangeSet *self)
{
  return self->newer;
}
