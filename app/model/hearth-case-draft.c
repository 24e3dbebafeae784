/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draft of a case's form: values and rules without a widget, so that they are tested without a
 * display. Any thread, but one at a time per draft. */
#include "config.h"

#include "hearth-case-draft.h"

#include "hearth-validate.h"

#include <string.h>

struct _HearthCaseDraft
{
  grefcount ref_count;
  HearthId case_id;
  gint64 revision;
  GHashTable *original; /* field id (static) -> text; shared by all drafts of one beginning */
  GHashTable *current;
  GHashTable *newer; /* what others saved meanwhile in fields that are changed here */
};

/* The fields of the form, in the words of hearth_case_set (): the person's, and those of the first
 * period of captivity. */
static const struct
{
  const char *id;
  const char *kind;
  const char *field;
} draft_fields[] = {
  { "surname", "person", "surname" },
  { "given", "person", "given" },
  { "patronymic", "person", "patronymic" },
  { "name_latin", "person", "name_latin" },
  { "call_sign", "person", "call_sign" },
  { "sex", "person", "sex" },
  { "birth", "person", "birth" },
  { "phone", "person", "phone" },
  { "rank", "person", "rank" },
  { "branch", "person", "branch" },
  { "unit", "person", "unit" },
  { "personal_number", "person", "personal_number" },
  { "tax_number", "person", "tax_number" },
  { "captured", "captivity", "captured" },
  { "captured_at", "captivity", "place" },
  { "released", "captivity", "released" },
  { "category", "person", "category" },
  { "condition", "person", "condition" },
  { "wristband", "person", "wristband" },
  { "stage", "person", "stage" },
  { "facility", "person", "facility" },
  { "ward", "person", "ward" },
  { "owner", "person", "owner" },
  { "note", "person", "note" },
};

static int
find_index (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    if (strcmp (draft_fields[i].id, field) == 0)
      return (int) i;
  return -1;
}

static const HearthField *
field_at (guint index)
{
  const HearthKind *kind = hearth_registry_find_kind (draft_fields[index].kind);

  return hearth_kind_find_field (kind, draft_fields[index].field);
}

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

static GHashTable *
read_records (const HearthRecord *person, const HearthRecord *captivity)
{
  GHashTable *texts = new_texts ();

  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    {
      const HearthRecord *record =
          strcmp (draft_fields[i].kind, "person") == 0 ? person : captivity;
      const char *text =
          record != NULL ? hearth_record_get_text (record, draft_fields[i].field) : NULL;

      if (text != NULL && *text != '\0')
        g_hash_table_insert (texts, (char *) draft_fields[i].id, g_strdup (text));
    }
  return texts;
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

static HearthCaseDraft *
draft_alloc (const HearthId *case_id,
             gint64 revision,
             GHashTable *original,
             GHashTable *current,
             GHashTable *newer)
{
  HearthCaseDraft *self = g_new0 (HearthCaseDraft, 1);

  g_ref_count_init (&self->ref_count);
  self->case_id = *case_id;
  self->revision = revision;
  self->original = original;
  self->current = current;
  self->newer = newer;
  return self;
}

static gboolean
is_date (const char *field)
{
  int index = find_index (field);

  return index >= 0 && field_at ((guint) index)->type == HEARTH_FIELD_PARTIAL_DATE;
}

static gboolean
read_date (HearthCaseDraft *self, const char *field, HearthPartialDate *out)
{
  return hearth_partial_date_parse_typed (hearth_case_draft_get_text (self, field), out);
}

/* What would be stored: dates in ISO form, so that 09.06.2025 typed over 2025-06-09 is no change;
 * NULL for nothing. */
static char *
dup_value (HearthCaseDraft *self, const char *field)
{
  const char *text = hearth_case_draft_get_text (self, field);
  HearthPartialDate date;

  if (*text == '\0')
    return NULL;
  if (is_date (field) && read_date (self, field, &date))
    return hearth_partial_date_to_string (&date);
  return g_strdup (text);
}

static HearthCaseDates
read_dates (HearthCaseDraft *self)
{
  HearthCaseDates dates = { 0 };

  read_date (self, "birth", &dates.birth);
  read_date (self, "captured", &dates.captured);
  read_date (self, "released", &dates.released);
  return dates;
}

static HearthDateIssue
validate_date (HearthCaseDraft *self, const char *field, HearthDate today)
{
  HearthCaseDates dates = read_dates (self);

  if (strcmp (field, "birth") == 0)
    return hearth_validate_birth (&dates, today);
  if (strcmp (field, "captured") == 0)
    return hearth_validate_captured (&dates, today);
  if (strcmp (field, "released") == 0)
    return hearth_validate_released (&dates, today);
  return HEARTH_DATE_ISSUE_NONE;
}

static HearthIssue
check_date (HearthCaseDraft *self, const char *field, HearthDate today)
{
  HearthPartialDate date;

  if (!read_date (self, field, &date))
    return HEARTH_ISSUE_DATE_INVALID;
  switch (validate_date (self, field, today))
    {
    case HEARTH_DATE_ISSUE_FUTURE:
      return HEARTH_ISSUE_DATE_IN_FUTURE;
    case HEARTH_DATE_ISSUE_ORDER:
      return HEARTH_ISSUE_DATE_ORDER;
    case HEARTH_DATE_ISSUE_NONE:
    default:
      return HEARTH_ISSUE_NONE;
    }
}

static gboolean
is_surely_25_at_release (HearthCaseDraft *self)
{
  HearthCaseDates dates = read_dates (self);

  return hearth_validate_is_surely_25 (&dates);
}

static gboolean
has_control_character (const char *text, gboolean is_long)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) && !(is_long && (c == '\n' || c == '\t')))
        return TRUE;
    }
  return FALSE;
}

static HearthIssue
check_text (const char *text, const HearthField *field)
{
  gboolean is_long = (field->flags & HEARTH_FIELD_LONG) != 0;

  if (g_utf8_strlen (text, -1) >
      (is_long ? HEARTH_CASE_DRAFT_MAX_LONG_LENGTH : HEARTH_CASE_DRAFT_MAX_LENGTH))
    return HEARTH_ISSUE_TOO_LONG;
  return has_control_character (text, is_long) ? HEARTH_ISSUE_CONTROL_CHARACTER : HEARTH_ISSUE_NONE;
}

/**
 * hearth_case_draft_new:
 * @person: the person as shown
 * @captivity: (nullable): the first period of captivity, if there is one
 *
 * Returns: (transfer full): a draft in which nothing is changed.
 */
HearthCaseDraft *
hearth_case_draft_new (const HearthRecord *person, const HearthRecord *captivity)
{
  g_autoptr (GHashTable) original = NULL;

  g_return_val_if_fail (person != NULL, NULL);

  original = read_records (person, captivity);
  return draft_alloc (hearth_record_get_case (person), hearth_record_get_revision (person),
                      g_hash_table_ref (original), copy_texts (original), new_texts ());
}

/** hearth_case_draft_ref: Returns: (transfer full): @self. */
HearthCaseDraft *
hearth_case_draft_ref (HearthCaseDraft *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

/** hearth_case_draft_unref: drops one reference. */
void
hearth_case_draft_unref (HearthCaseDraft *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->original);
  g_hash_table_unref (self->current);
  g_hash_table_unref (self->newer);
  g_free (self);
}

/** hearth_case_draft_get_fields: Returns: (transfer none): field ids in the order of the form, ended by %NULL. */
const char *const *
hearth_case_draft_get_fields (void)
{
  static const char *ids[G_N_ELEMENTS (draft_fields) + 1];
  static gsize is_filled;

  if (g_once_init_enter (&is_filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
        ids[i] = draft_fields[i].id;
      g_once_init_leave (&is_filled, 1);
    }
  return ids;
}

/** hearth_case_draft_find_field: Returns: (nullable): the registry's row behind a field of the form. */
const HearthField *
hearth_case_draft_find_field (const char *field)
{
  int index = find_index (field);

  return index >= 0 ? field_at ((guint) index) : NULL;
}

/** hearth_case_draft_get_case: Returns: (transfer none): id of the case. */
const HearthId *
hearth_case_draft_get_case (HearthCaseDraft *self)
{
  return &self->case_id;
}

/** hearth_case_draft_get_revision: Returns: revision of the person when the draft began. */
gint64
hearth_case_draft_get_revision (HearthCaseDraft *self)
{
  return self->revision;
}

/** hearth_case_draft_get_text: Returns: (transfer none): what stands in the field now; "" for nothing. */
const char *
hearth_case_draft_get_text (HearthCaseDraft *self, const char *field)
{
  const char *text = g_hash_table_lookup (self->current, field);

  return text != NULL ? text : "";
}

/**
 * hearth_case_draft_set_text:
 * @field: an id of hearth_case_draft_get_fields()
 * @text: UTF-8; "" clears
 *
 * Returns: (transfer full): a draft with that text; @self is not changed.
 */
HearthCaseDraft *
hearth_case_draft_set_text (HearthCaseDraft *self, const char *field, const char *text)
{
  g_autoptr (GHashTable) texts = NULL;
  int index = find_index (field);

  g_return_val_if_fail (index >= 0, NULL);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  texts = copy_texts (self->current);
  if (*text != '\0')
    g_hash_table_insert (texts, (char *) draft_fields[index].id, g_strdup (text));
  else
    g_hash_table_remove (texts, field);
  return draft_alloc (&self->case_id, self->revision, g_hash_table_ref (self->original),
                      g_steal_pointer (&texts), g_hash_table_ref (self->newer));
}

/** hearth_case_draft_revert: Returns: (transfer full): the draft with everything typed thrown away. */
HearthCaseDraft *
hearth_case_draft_revert (HearthCaseDraft *self)
{
  return draft_alloc (&self->case_id, self->revision, g_hash_table_ref (self->original),
                      copy_texts (self->original), new_texts ());
}

/**
 * hearth_case_draft_rebase:
 * @person: the same person as it stands now
 * @captivity: (nullable): the first period as it stands now
 *
 * Carries what was typed over to a newer state of the case. Fields that were not touched here take
 * the newer value; a field that was changed on both sides keeps what was typed, and
 * hearth_case_draft_get_newer() tells the other value.
 *
 * Returns: (transfer full): a draft on the newer revision.
 */
HearthCaseDraft *
hearth_case_draft_rebase (HearthCaseDraft *self,
                          const HearthRecord *person,
                          const HearthRecord *captivity)
{
  g_autoptr (GHashTable) original = NULL;
  GHashTable *current, *newer;

  g_return_val_if_fail (person != NULL, NULL);

  original = read_records (person, captivity);
  current = copy_texts (original);
  newer = new_texts ();
  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    {
      char *id = (char *) draft_fields[i].id;
      const char *before = g_hash_table_lookup (self->original, id);
      const char *now = g_hash_table_lookup (original, id);
      const char *typed = hearth_case_draft_get_text (self, id);
      g_autofree char *value = dup_value (self, id);

      if (g_strcmp0 (before, value) == 0 || g_strcmp0 (now, value) == 0)
        continue;
      if (*typed != '\0')
        g_hash_table_insert (current, id, g_strdup (typed));
      else
        g_hash_table_remove (current, id);
      if (g_strcmp0 (before, now) != 0)
        g_hash_table_insert (newer, id, g_strdup (now != NULL ? now : ""));
    }
  return draft_alloc (hearth_record_get_case (person), hearth_record_get_revision (person),
                      g_steal_pointer (&original), current, newer);
}

/** hearth_case_draft_get_newer: Returns: (nullable): what somebody else saved in @field meanwhile. */
const char *
hearth_case_draft_get_newer (HearthCaseDraft *self, const char *field)
{
  return g_hash_table_lookup (self->newer, field);
}

/** hearth_case_draft_is_field_changed: whether saving would change @field. */
gboolean
hearth_case_draft_is_field_changed (HearthCaseDraft *self, const char *field)
{
  g_autofree char *value = dup_value (self, field);

  return g_strcmp0 (g_hash_table_lookup (self->original, field), value) != 0;
}

/** hearth_case_draft_is_changed: whether saving would change anything. */
gboolean
hearth_case_draft_is_changed (HearthCaseDraft *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    if (hearth_case_draft_is_field_changed (self, draft_fields[i].id))
      return TRUE;
  return FALSE;
}

/**
 * hearth_case_draft_check_field:
 * @today: dates after it have not happened
 *
 * Returns: what is wrong with the text of @field, the gravest first.
 */
HearthIssue
hearth_case_draft_check_field (HearthCaseDraft *self, const char *field, HearthDate today)
{
  const char *text = hearth_case_draft_get_text (self, field);
  HearthIssue issue;

  if (*text == '\0')
    return strcmp (field, "surname") == 0 ? HEARTH_ISSUE_NO_SURNAME : HEARTH_ISSUE_NONE;
  issue = is_date (field) ? check_date (self, field, today)
                          : check_text (text, hearth_case_draft_find_field (field));
  if (issue == HEARTH_ISSUE_NONE && strcmp (field, "category") == 0 &&
      strcmp (text, "under-25") == 0 && is_surely_25_at_release (self))
    return HEARTH_ISSUE_NOT_UNDER_25;
  return issue;
}

/** hearth_issue_stops: whether a form with this issue cannot be saved; the others are warnings. */
gboolean
hearth_issue_stops (HearthIssue issue)
{
  return issue >= HEARTH_ISSUE_DATE_INVALID;
}

/** hearth_case_draft_can_save: something is changed, and nothing contradicts itself. */
gboolean
hearth_case_draft_can_save (HearthCaseDraft *self, HearthDate today)
{
  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    if (hearth_issue_stops (hearth_case_draft_check_field (self, draft_fields[i].id, today)))
      return FALSE;
  return hearth_case_draft_is_changed (self);
}

/**
 * hearth_case_draft_diff:
 *
 * Returns: (transfer full): an object of the changed fields for hearth_case_set(), dates in ISO form,
 *   null where a field was emptied; %NULL if a date cannot be read.
 */
json_t *
hearth_case_draft_diff (HearthCaseDraft *self)
{
  json_auto_t *diff = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    {
      const char *id = draft_fields[i].id;
      const char *text = hearth_case_draft_get_text (self, id);
      g_autofree char *iso = NULL;
      HearthPartialDate date;

      if (!hearth_case_draft_is_field_changed (self, id))
        continue;
      if (*text != '\0' && is_date (id))
        {
          if (!read_date (self, id, &date))
            return NULL;
          text = iso = hearth_partial_date_to_string (&date);
        }
      json_object_set_new (diff, id, *text != '\0' ? json_string (text) : json_null ());
    }
  return g_steal_pointer (&diff);
}

/**
 * hearth_case_draft_to_json:
 *
 * What has to be kept so that the draft can be taken up again: for each changed field what was typed,
 * and what stood there before.
 *
 * Returns: (transfer full): {"from":{FIELD:TEXT},"to":{FIELD:TEXT}}, for hearth_case_draft_resume().
 */
json_t *
hearth_case_draft_to_json (HearthCaseDraft *self)
{
  json_t *from = json_object ();
  json_t *to = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    {
      const char *id = draft_fields[i].id;
      const char *before = g_hash_table_lookup (self->original, id);

      if (!hearth_case_draft_is_field_changed (self, id))
        continue;
      json_object_set_new (from, id, json_string (before != NULL ? before : ""));
      json_object_set_new (to, id, json_string (hearth_case_draft_get_text (self, id)));
    }
  return json_pack ("{s:o, s:o}", "from", from, "to", to);
}

static void
lay_over (GHashTable *texts, json_t *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    {
      const char *text = json_string_value (json_object_get (object, draft_fields[i].id));

      if (text != NULL && *text != '\0')
        g_hash_table_insert (texts, (char *) draft_fields[i].id, g_strdup (text));
      else if (text != NULL)
        g_hash_table_remove (texts, draft_fields[i].id);
    }
}

/**
 * hearth_case_draft_resume:
 * @kept: of hearth_case_draft_to_json(); fields that are not known any more are left out
 * @person: the person as it stands now
 * @captivity: (nullable): the first period as it stands now
 *
 * Returns: (transfer full): the draft as it was left, on the present state of the case: what others
 *   saved meanwhile in the same field is told by hearth_case_draft_get_newer().
 */
HearthCaseDraft *
hearth_case_draft_resume (json_t *kept, const HearthRecord *person, const HearthRecord *captivity)
{
  g_autoptr (HearthCaseDraft) left = NULL;
  GHashTable *original, *current;

  g_return_val_if_fail (person != NULL, NULL);

  original = read_records (person, captivity);
  lay_over (original, json_object_get (kept, "from"));
  current = copy_texts (original);
  lay_over (current, json_object_get (kept, "to"));
  left = draft_alloc (hearth_record_get_case (person), hearth_record_get_revision (person),
                      original, current, new_texts ());
  return hearth_case_draft_rebase (left, person, captivity);
}
