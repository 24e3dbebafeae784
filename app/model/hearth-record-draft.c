/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draft of a record's form: values without a widget, so that they are tested without a display. What is
 * wrong with them is in hearth-record-issues. Any thread, but one at a time per draft. */
#include "config.h"

#include "hearth-record-draft-private.h"

#include <string.h>

struct _HearthRecordDraft
{
  grefcount ref_count;
  const HearthKind *kind;
  HearthId rec;
  HearthId case_id;
  gint64 revision;
  GHashTable *original; /* field id (static) -> text; shared by all drafts of one beginning */
  GHashTable *current;
  GHashTable
      *newer; /* what others saved meanwhile in fields that are changed here, not decided yet */
  GHashTable *before; /* for these: what stood there before both */
};

/** hearth_record_draft_has_field: whether a form can change @field. */
gboolean
hearth_record_draft_has_field (const HearthField *field)
{
  return (field->flags & (HEARTH_FIELD_HIDDEN | HEARTH_FIELD_RETIRED)) == 0;
}

static const HearthField *
find_field (HearthRecordDraft *self, const char *id)
{
  const HearthField *field = hearth_kind_find_field (self->kind, id);

  return field != NULL && hearth_record_draft_has_field (field) ? field : NULL;
}

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

static GHashTable *
copy_texts (GHashTable *texts)
{
  GHashTable *copy = new_texts ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, key, g_strdup (value));
  return copy;
}

static char *
join_list (const json_t *list)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const char *item = json_string_value (json_array_get (list, i));

      if (item != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", item);
    }
  return g_string_free (text, FALSE);
}

static char *
text_of_value (const json_t *value)
{
  if (json_is_string (value))
    return g_strdup (json_string_value (value));
  if (json_is_boolean (value))
    return g_strdup (json_is_true (value) ? "true" : "false");
  if (json_is_integer (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) json_integer_value (value));
  if (json_is_array (value))
    return join_list (value);
  return NULL;
}

static GHashTable *
read_record (const HearthRecord *record)
{
  const json_t *values = hearth_record_get_values (record);
  GHashTable *texts = new_texts ();

  for (const HearthField *field = hearth_record_get_kind (record)->fields; field->id != NULL;
       field++)
    {
      g_autofree char *text = hearth_record_draft_has_field (field)
                                  ? text_of_value (json_object_get (values, field->id))
                                  : NULL;

      if (text != NULL && *text != '\0')
        g_hash_table_insert (texts, (char *) field->id, g_steal_pointer (&text));
    }
  return texts;
}

static HearthRecordDraft *
draft_alloc (const HearthRecord *record, GHashTable *original, GHashTable *current)
{
  HearthRecordDraft *self = g_new0 (HearthRecordDraft, 1);

  g_ref_count_init (&self->ref_count);
  self->kind = hearth_record_get_kind (record);
  self->rec = *hearth_record_get_id (record);
  self->case_id = *hearth_record_get_case (record);
  self->revision = hearth_record_get_revision (record);
  self->original = original;
  self->current = current;
  self->newer = new_texts ();
  self->before = new_texts ();
  return self;
}

static HearthRecordDraft *
draft_copy (HearthRecordDraft *self)
{
  HearthRecordDraft *copy = g_new0 (HearthRecordDraft, 1);

  g_ref_count_init (&copy->ref_count);
  copy->kind = self->kind;
  copy->rec = self->rec;
  copy->case_id = self->case_id;
  copy->revision = self->revision;
  copy->original = g_hash_table_ref (self->original);
  copy->current = copy_texts (self->current);
  copy->newer = copy_texts (self->newer);
  copy->before = copy_texts (self->before);
  return copy;
}

static void
put (GHashTable *texts, const char *id, const char *text)
{
  if (text != NULL && *text != '\0')
    g_hash_table_insert (texts, (char *) id, g_strdup (text));
  else
    g_hash_table_remove (texts, id);
}

gboolean
_hearth_record_draft_is_date (const HearthField *field)
{
  return field->type == HEARTH_FIELD_DATE || field->type == HEARTH_FIELD_PARTIAL_DATE;
}

gboolean
_hearth_record_draft_read_date (HearthRecordDraft *self, const char *field, HearthPartialDate *out)
{
  return hearth_partial_date_parse_typed (hearth_record_draft_get_text (self, field), out);
}

/* What would be stored: dates in ISO form, so that 09.06.2025 typed over 2025-06-09 is no change;
 * NULL for nothing. */
static char *
dup_value (HearthRecordDraft *self, const HearthField *field)
{
  const char *text = hearth_record_draft_get_text (self, field->id);
  HearthPartialDate date;

  if (*text == '\0')
    return NULL;
  if (_hearth_record_draft_is_date (field) &&
      _hearth_record_draft_read_date (self, field->id, &date))
    return hearth_partial_date_to_string (&date);
  return g_strdup (text);
}

/**
 * hearth_record_draft_new:
 * @record: the record as shown; for one that is to be made, an empty one with revision 0
 *
 * Returns: (transfer full): a draft in which nothing is changed.
 */
HearthRecordDraft *
hearth_record_draft_new (const HearthRecord *record)
{
  GHashTable *original;

  g_return_val_if_fail (record != NULL, NULL);

  original = read_record (record);
  return draft_alloc (record, original, copy_texts (original));
}

/** hearth_record_draft_ref: Returns: (transfer full): @self. */
HearthRecordDraft *
hearth_record_draft_ref (HearthRecordDraft *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

/** hearth_record_draft_unref: drops one reference. */
void
hearth_record_draft_unref (HearthRecordDraft *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->original);
  g_hash_table_unref (self->current);
  g_hash_table_unref (self->newer);
  g_hash_table_unref (self->before);
  g_free (self);
}

/** hearth_record_draft_get_kind: Returns: (transfer none): of the record. */
const HearthKind *
hearth_record_draft_get_kind (HearthRecordDraft *self)
{
  return self->kind;
}

/** hearth_record_draft_get_rec: Returns: (transfer none): id of the record, also of one to be made. */
const HearthId *
hearth_record_draft_get_rec (HearthRecordDraft *self)
{
  return &self->rec;
}

/** hearth_record_draft_get_case: Returns: (transfer none): id of the case. */
const HearthId *
hearth_record_draft_get_case (HearthRecordDraft *self)
{
  return &self->case_id;
}

/** hearth_record_draft_get_revision: Returns: revision of the record when the draft began; 0: new. */
gint64
hearth_record_draft_get_revision (HearthRecordDraft *self)
{
  return self->revision;
}

/** hearth_record_draft_is_new: whether saving makes the record. */
gboolean
hearth_record_draft_is_new (HearthRecordDraft *self)
{
  return self->revision == 0;
}

/** hearth_record_draft_get_text: Returns: (transfer none): what stands in the field; "" for nothing. */
const char *
hearth_record_draft_get_text (HearthRecordDraft *self, const char *field)
{
  const char *text = g_hash_table_lookup (self->current, field);

  return text != NULL ? text : "";
}

/**
 * hearth_record_draft_set_text:
 * @field: of the kind, one that forms have
 * @text: UTF-8; "" clears
 *
 * Returns: (transfer full): a draft with that text; @self is not changed.
 */
HearthRecordDraft *
hearth_record_draft_set_text (HearthRecordDraft *self, const char *field, const char *text)
{
  const HearthField *row = find_field (self, field);
  HearthRecordDraft *next;

  g_return_val_if_fail (row != NULL, NULL);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  next = draft_copy (self);
  put (next->current, row->id, text);
  return next;
}

/** hearth_record_draft_revert: Returns: (transfer full): with everything typed thrown away. */
HearthRecordDraft *
hearth_record_draft_revert (HearthRecordDraft *self)
{
  HearthRecordDraft *next = draft_copy (self);

  g_hash_table_unref (next->current);
  next->current = copy_texts (self->original);
  g_hash_table_remove_all (next->newer);
  g_hash_table_remove_all (next->before);
  return next;
}

/* What the field held when the person began to type, however often others saved since. */
static const char *
text_before (HearthRecordDraft *self, const char *id)
{
  const char *text = g_hash_table_lookup (self->before, id);

  if (text == NULL)
    text = g_hash_table_lookup (self->original, id);
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
carry_over (HearthRecordDraft *self, HearthRecordDraft *next, const HearthField *field)
{
  const char *before = text_before (self, field->id);
  const char *now = g_hash_table_lookup (next->original, field->id);
  g_autofree char *value = dup_value (self, field);

  if (g_strcmp0 (before, value) == 0 || g_strcmp0 (now, value) == 0)
    return;
  put (next->current, field->id, hearth_record_draft_get_text (self, field->id));
  if (g_strcmp0 (before, now) == 0)
    return;
  g_hash_table_insert (next->newer, (char *) field->id, g_strdup (now != NULL ? now : ""));
  g_hash_table_insert (next->before, (char *) field->id, g_strdup (before != NULL ? before : ""));
}

/**
 * hearth_record_draft_rebase:
 * @record: the same record as it stands now
 *
 * Carries what was typed over to a newer state of the record. Fields that were not touched here take
 * the newer value; a field that was changed on both sides keeps what was typed, and
 * hearth_record_draft_get_newer() tells the other value until somebody decides.
 *
 * Returns: (transfer full): a draft on the newer revision.
 */
HearthRecordDraft *
hearth_record_draft_rebase (HearthRecordDraft *self, const HearthRecord *record)
{
  HearthRecordDraft *next;

  g_return_val_if_fail (record != NULL && hearth_record_get_kind (record) == self->kind, NULL);

  next = hearth_record_draft_new (record);
  for (const HearthField *field = self->kind->fields; field->id != NULL; field++)
    if (hearth_record_draft_has_field (field))
      carry_over (self, next, field);
  return next;
}

/** hearth_record_draft_get_newer: Returns: (nullable): what somebody else saved in @field meanwhile. */
const char *
hearth_record_draft_get_newer (HearthRecordDraft *self, const char *field)
{
  return g_hash_table_lookup (self->newer, field);
}

/** hearth_record_draft_get_n_newer: Returns: in how many fields somebody has to decide. */
guint
hearth_record_draft_get_n_newer (HearthRecordDraft *self)
{
  return g_hash_table_size (self->newer);
}

/**
 * hearth_record_draft_decide:
 * @take_newer: whether what the other one saved stays; else what is typed here
 *
 * Returns: (transfer full): a draft in which @field is decided.
 */
HearthRecordDraft *
hearth_record_draft_decide (HearthRecordDraft *self, const char *field, gboolean take_newer)
{
  const HearthField *row = find_field (self, field);
  HearthRecordDraft *next;

  g_return_val_if_fail (row != NULL, NULL);

  next = draft_copy (self);
  if (take_newer)
    put (next->current, row->id, g_hash_table_lookup (self->newer, field));
  g_hash_table_remove (next->newer, field);
  g_hash_table_remove (next->before, field);
  return next;
}

static gboolean
is_changed (HearthRecordDraft *self, const HearthField *field)
{
  g_autofree char *value = dup_value (self, field);

  return g_strcmp0 (g_hash_table_lookup (self->original, field->id), value) != 0;
}

/** hearth_record_draft_is_field_changed: whether saving would change @field. */
gboolean
hearth_record_draft_is_field_changed (HearthRecordDraft *self, const char *field)
{
  const HearthField *row = find_field (self, field);

  return row != NULL && is_changed (self, row);
}

/** hearth_record_draft_is_changed: whether saving would change anything. */
gboolean
hearth_record_draft_is_changed (HearthRecordDraft *self)
{
  for (const HearthField *field = self->kind->fields; field->id != NULL; field++)
    if (hearth_record_draft_has_field (field) && is_changed (self, field))
      return TRUE;
  return FALSE;
}

/**
 * hearth_record_draft_diff:
 *
 * Returns: (transfer full): an object of the changed fields as texts for hearth_record_save() or
 *   hearth_case_set(), dates in ISO form, null where a field was emptied; %NULL if a date cannot be read.
 */
json_t *
hearth_record_draft_diff (HearthRecordDraft *self)
{
  json_auto_t *diff = json_object ();

  for (const HearthField *field = self->kind->fields; field->id != NULL; field++)
    {
      g_autofree char *value = NULL;
      HearthPartialDate date;

      if (!hearth_record_draft_has_field (field) || !is_changed (self, field))
        continue;
      value = dup_value (self, field);
      if (value != NULL && _hearth_record_draft_is_date (field) &&
          !_hearth_record_draft_read_date (self, field->id, &date))
        return NULL;
      json_object_set_new (diff, field->id, value != NULL ? json_string (value) : json_null ());
    }
  return g_steal_pointer (&diff);
}

/**
 * hearth_record_draft_to_json:
 *
 * What has to be kept so that the draft can be taken up again: for each changed field what was typed,
 * and what stood there before.
 *
 * Returns: (transfer full): {"from":{FIELD:TEXT},"to":{FIELD:TEXT}}, for hearth_record_draft_resume().
 */
json_t *
hearth_record_draft_to_json (HearthRecordDraft *self)
{
  json_t *from = json_object ();
  json_t *to = json_object ();

  for (const HearthField *field = self->kind->fields; field->id != NULL; field++)
    {
      const char *before = text_before (self, field->id);

      if (!hearth_record_draft_has_field (field) || !is_changed (self, field))
        continue;
      json_object_set_new (from, field->id, json_string (before != NULL ? before : ""));
      json_object_set_new (to, field->id,
                           json_string (hearth_record_draft_get_text (self, field->id)));
    }
  return json_pack ("{s:o, s:o}", "from", from, "to", to);
}

static void
lay_over (const HearthKind *kind, GHashTable *texts, json_t *object)
{
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      const char *text = json_string_value (json_object_get (object, field->id));

      if (text != NULL && hearth_record_draft_has_field (field))
        put (texts, field->id, text);
    }
}

/**
 * hearth_record_draft_resume:
 * @kept: of hearth_record_draft_to_json(); fields that are not known any more are left out
 * @record: the record as it stands now
 *
 * Returns: (transfer full): the draft as it was left, on the present state of the record: what others
 *   saved meanwhile in the same field is told by hearth_record_draft_get_newer().
 */
HearthRecordDraft *
hearth_record_draft_resume (json_t *kept, const HearthRecord *record)
{
  g_autoptr (HearthRecordDraft) left = NULL;
  GHashTable *original, *current;

  g_return_val_if_fail (record != NULL, NULL);

  original = read_record (record);
  lay_over (hearth_record_get_kind (record), original, json_object_get (kept, "from"));
  current = copy_texts (original);
  lay_over (hearth_record_get_kind (record), current, json_object_get (kept, "to"));
  left = draft_alloc (record, original, current);
  return hearth_record_draft_rebase (left, record);
}
