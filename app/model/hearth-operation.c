/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-operation-private.h"

#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-policy.h"
#include "hearth-text.h"

#include <string.h>

/* The values of a step of a plan stand in ten thousand cases of one list: they are checked, held against
 * the policy and written as text once. Which record it is makes no difference: its id is a hash. */
typedef struct
{
  const HearthKind *kind;
  json_t *given; /* the key, kept so that no other comes to its place */
  json_t *set;
  json_t *over;
  char *text;
  const char *role;
  HearthResult verdict;
} AlikeSet;

struct _HearthAlikeSets
{
  GHashTable *sets; /* json_t -> AlikeSet */
};

static void
alike_set_free (gpointer data)
{
  AlikeSet *self = data;

  json_decref (self->given);
  json_decref (self->set);
  json_decref (self->over);
  g_free (self->text);
  g_free (self);
}

/* For one act of one writer. */
HearthAlikeSets *
_hearth_alike_sets_new (void)
{
  HearthAlikeSets *self = g_new0 (HearthAlikeSets, 1);

  self->sets = g_hash_table_new_full (NULL, NULL, NULL, alike_set_free);
  return self;
}

void
_hearth_alike_sets_free (HearthAlikeSets *self)
{
  g_hash_table_unref (self->sets);
  g_free (self);
}

/* FALSE if it is the first of them. */
static gboolean
take_alike (HearthPreparedOperation *self, const HearthAlikeSets *alike)
{
  const AlikeSet *known = g_hash_table_lookup (alike->sets, self->operation->set);

  if (known == NULL || known->kind != self->operation->kind)
    return FALSE;
  self->set = json_incref (known->set);
  self->over = json_incref (known->over);
  self->set_text = known->text;
  self->role = known->role;
  self->verdict = known->verdict;
  return TRUE;
}

static void
keep_alike (HearthPreparedOperation *self, HearthAlikeSets *alike)
{
  AlikeSet *known = g_new0 (AlikeSet, 1);

  known->kind = self->operation->kind;
  known->given = json_incref (self->operation->set);
  known->set = json_incref (self->set);
  known->over = json_incref (self->over);
  known->text = hearth_json_dump (self->set);
  known->role = self->role;
  known->verdict = self->verdict;
  self->set_text = known->text;
  g_hash_table_replace (alike->sets, known->given, known);
}

void
_hearth_prepared_operation_free (HearthPreparedOperation *self)
{
  hearth_record_lines_clear (&self->lines);
  g_clear_pointer (&self->shown, json_decref);
  g_clear_pointer (&self->set, json_decref);
  g_clear_pointer (&self->over, json_decref);
  g_free (self);
}

static gboolean
refuse (GError **error, HearthModelError code, const char *message)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, code, message);
  return FALSE;
}

/* Whether the operation is about the right thing at all; none of this can come from a form. */
static gboolean
check_place (const HearthPreparedOperation *self, GError **error)
{
  const HearthOperation *operation = self->operation;
  const HearthKind *kind = operation->kind;
  gboolean is_shared = (kind->flags & HEARTH_KIND_SHARED) != 0;
  HearthId single;

  if (is_shared != hearth_id_is_zero (&operation->case_id))
    return refuse (error, HEARTH_MODEL_ERROR_INVALID,
                   "a shared record names a case, or another names none");
  if ((kind->flags & HEARTH_KIND_SINGLE) != 0)
    single = hearth_record_derive_id (&operation->case_id, kind->id, "");
  if ((kind->flags & HEARTH_KIND_SINGLE) != 0 && !hearth_id_equal (&single, &operation->rec))
    return refuse (error, HEARTH_MODEL_ERROR_INVALID,
                   "a record of which a case has one does not have the derived id");
  if (self->lines.n > 0 && self->lines.heads == NULL)
    return refuse (error, HEARTH_MODEL_ERROR_UNKNOWN, "a record of a kind that is not known here");
  if (self->lines.heads != NULL &&
      (self->lines.kind != kind || !hearth_id_equal (&self->lines.case_id, &operation->case_id)))
    return refuse (error, HEARTH_MODEL_ERROR_INVALID,
                   "the record stands under another case or kind");
  return TRUE;
}

static json_t *
normalize (const json_t *value)
{
  json_t *list;

  if (json_is_string (value) && !g_str_is_ascii (json_string_value (value)))
    {
      g_autofree char *text = hearth_text_normalize (json_string_value (value));

      return json_string (text);
    }
  if (!json_is_array (value))
    return json_incref ((json_t *) value);
  list = json_array ();
  for (gsize i = 0; i < json_array_size (value); i++)
    json_array_append_new (list, normalize (json_array_get (value, i)));
  return list;
}

/* An empty text or list says the same as none, and only one of them may stand in lines. */
static gboolean
is_empty (const json_t *value)
{
  return json_is_null (value) || (json_is_string (value) && json_string_length (value) == 0) ||
         (json_is_array (value) && json_array_size (value) == 0);
}

static gboolean
is_disputed (GPtrArray *conflicts, const char *field)
{
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const HearthConflict *conflict = conflicts->pdata[i];

      if (strcmp (conflict->field, field) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_already (const HearthPreparedOperation *self, const char *field, const json_t *value)
{
  const json_t *shown = json_object_get (self->shown, field);

  /* What does not exist cannot be deleted. */
  if (self->shown == NULL && strcmp (field, "gone") == 0)
    return TRUE;
  if (json_is_null (value) || (json_is_false (value) && strcmp (field, "gone") == 0))
    return shown == NULL;
  return shown != NULL && json_equal (shown, value);
}

static gboolean
take_field (HearthPreparedOperation *self,
            const HearthWriter *writer,
            GPtrArray *conflicts,
            const char *key,
            const json_t *given,
            GError **error)
{
  const HearthKind *kind = self->operation->kind;
  const HearthField *field = hearth_kind_find_field (kind, key);
  json_auto_t *value = NULL;

  if (field == NULL)
    {
      g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                   "\"%s\" has no field of that name", kind->id);
      return FALSE;
    }
  value = is_empty (given) ? json_null () : normalize (given);
  if (value == NULL || !hearth_field_check (field, value, writer->packs, error))
    return FALSE;
  /* To choose the value that is shown already is how a conflict is decided, and opened again. */
  if (self->operation->over == NULL && is_already (self, key, value) &&
      !is_disputed (conflicts, key))
    return TRUE;
  if (kind->flags & HEARTH_KIND_FIXED && self->shown != NULL && strcmp (key, "gone") != 0 &&
      strcmp (key, "void_reason") != 0)
    {
      g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                   "a record of \"%s\" is fixed: make a new one that names it", kind->id);
      return FALSE;
    }
  json_object_set (self->set, key, value);
  return TRUE;
}

/* A value set in a deleted record would look like an edit that the deletion did not know of, and bring
 * the record back with a question. Deleting it once more, over that value, says what is meant. */
static void
restate_deletion (HearthPreparedOperation *self)
{
  if (json_object_size (self->set) > 0 && json_object_get (self->set, "gone") == NULL &&
      json_object_get (self->shown, "gone") != NULL)
    json_object_set_new (self->set, "gone", json_true ());
}

static gboolean
take_fields (HearthPreparedOperation *self, const HearthWriter *writer, GError **error)
{
  g_autoptr (GPtrArray) conflicts =
      self->lines.heads != NULL ? hearth_heads_get_conflicts (self->lines.heads) : NULL;

  self->set = json_object ();
  for (void *i = json_object_iter (self->operation->set); i != NULL;
       i = json_object_iter_next (self->operation->set, i))
    if (!take_field (self, writer, conflicts, json_object_iter_key (i), json_object_iter_value (i),
                     error))
      return FALSE;
  if (self->operation->over == NULL)
    restate_deletion (self);
  return TRUE;
}

static gboolean
is_stale (const HearthPreparedOperation *self)
{
  gint64 expected = self->operation->expected_revision;

  if (expected != HEARTH_REVISION_ANY && expected != self->lines.n)
    return TRUE;
  /* Somebody deleted it meanwhile; who edits it must see that first. Who says again what was said looks at
   * no record: what is deleted stays so. */
  return self->operation->over == NULL && json_object_get (self->shown, "gone") != NULL &&
         json_object_get (self->operation->set, "gone") == NULL;
}

static gboolean
decide (HearthPreparedOperation *self, const HearthWriter *writer, GError **error)
{
  const HearthPolicyAct act = { .kind = self->operation->kind,
                                .rec = &self->operation->rec,
                                .who = &writer->who,
                                .set = self->set,
                                .present = self->shown };

  if (is_stale (self))
    {
      self->verdict = HEARTH_RESULT_STALE;
      return TRUE;
    }
  if (json_object_size (self->set) == 0)
    {
      self->verdict = HEARTH_RESULT_NOTHING;
      return TRUE;
    }
  self->role = hearth_policy_find_role (writer->roles, &act);
  self->verdict = self->role == NULL ? HEARTH_RESULT_DENIED : HEARTH_RESULT_DONE;
  if (self->verdict != HEARTH_RESULT_DONE)
    return TRUE;
  if (self->operation->over != NULL)
    self->over = json_incref (self->operation->over);
  else
    self->over = self->lines.heads == NULL
                     ? json_array ()
                     : hearth_heads_get_over (self->lines.heads, self->set, error);
  return self->over != NULL;
}

HearthPreparedOperation *
_hearth_operation_prepare (const HearthWriter *writer,
                           const HearthOperation *operation,
                           gboolean is_of_new_case,
                           HearthLineCache *cache,
                           HearthAlikeSets *alike,
                           GError **error)
{
  g_autoptr (HearthPreparedOperation) self = g_new0 (HearthPreparedOperation, 1);
  gboolean is_alike = is_of_new_case && operation->is_set_shared && alike != NULL;

  self->operation = operation;
  if ((!is_of_new_case &&
       !hearth_journal_load_record (writer->db, operation->kind->cmp, &operation->rec, G_MAXINT64,
                                    cache, &self->lines, error)) ||
      !check_place (self, error))
    return NULL;
  if (self->lines.heads != NULL)
    self->shown = hearth_heads_get_shown (self->lines.heads);
  if (is_alike && take_alike (self, alike))
    return g_steal_pointer (&self);
  if (!take_fields (self, writer, error) || !decide (self, writer, error))
    return NULL;
  if (is_alike && self->verdict == HEARTH_RESULT_DONE)
    keep_alike (self, alike);
  return g_steal_pointer (&self);
}
