/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list adds to a case, and what it says otherwise. A list never replaces what somebody entered. */
#include "config.h"

#include "hearth-roster-compare.h"

#include "hearth-date.h"
#include "hearth-json.h"
#include "hearth-name-key.h"
#include "hearth-roster-private.h"
#include "hearth-store.h"
#include "hearth-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Spelt in many ways; they are compared by their letters. */
static const char *const names[] = { "surname",   "given",       "patronymic", "name_latin",
                                     "call_sign", "name_source", NULL };

/* An id tells a person nothing. */
static const char *const not_shown[] = { "event", "name_source", NULL };

static void
copy_values (json_t *out, const HearthRecord *record)
{
  for (const char *const *id = hearth_roster_get_fields (); *id != NULL; id++)
    {
      const HearthRosterTarget *target = _hearth_roster_find_target (*id);
      json_t *value;

      if (target->kind == NULL || strcmp (target->kind, hearth_record_get_kind (record)->id) != 0)
        continue;
      value = json_object_get (hearth_record_get_values (record), target->field);
      if (value != NULL)
        json_object_set (out, *id, value);
    }
}

/* The period that hearth_case_set() would change. */
static const HearthRecord *
find_first_period (GPtrArray *periods, const HearthId *case_id)
{
  HearthId derived = hearth_record_derive_id (case_id, "captivity", "first");

  for (guint i = 0; i < periods->len; i++)
    if (hearth_id_equal (hearth_record_get_id (periods->pdata[i]), &derived))
      return periods->pdata[i];
  return periods->len > 0 ? periods->pdata[0] : NULL;
}

/**
 * hearth_roster_read_present:
 *
 * Returns: (transfer full): what the case says under the ids of a list's fields; %NULL with an error,
 *   %HEARTH_MODEL_ERROR_UNKNOWN if there is no such case. Thread: the connection's.
 */
json_t *
hearth_roster_read_present (HearthDb *db, const HearthId *case_id, GError **error)
{
  HearthId person_id = hearth_record_derive_id (case_id, "person", "");
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthRecord) person = NULL;
  g_autoptr (GPtrArray) periods = NULL;
  const HearthRecord *period;
  json_t *present;

  person =
      hearth_store_get_record (db, hearth_registry_find_kind ("person"), &person_id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (person == NULL || hearth_record_is_gone (person))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN, "no such case");
      return NULL;
    }
  periods = hearth_store_list_records (db, hearth_registry_find_kind ("captivity"), case_id, error);
  if (periods == NULL)
    return NULL;
  present = json_object ();
  copy_values (present, person);
  period = find_first_period (periods, case_id);
  if (period != NULL)
    copy_values (present, period);
  return present;
}

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autoptr (HearthNameKey) left = hearth_name_key_new (a);
  g_autoptr (HearthNameKey) right = hearth_name_key_new (b);

  return left != NULL && right != NULL && hearth_name_key_equal (left, right);
}

/* "2000" says nothing against a day in it. */
static gboolean
is_covered_date (const char *here, const char *there)
{
  HearthPartialDate known, listed;

  return hearth_partial_date_parse (here, &known) && hearth_partial_date_parse (there, &listed) &&
         hearth_partial_date_first (&listed) <= hearth_partial_date_first (&known) &&
         hearth_partial_date_last (&known) <= hearth_partial_date_last (&listed);
}

static gboolean
says_the_same (const char *field, const json_t *here, const json_t *there)
{
  const char *known = json_string_value (here), *listed = json_string_value (there);
  g_autofree char *known_folded = NULL, *listed_folded = NULL;

  if (known == NULL || listed == NULL)
    return json_equal (here, there);
  if (g_strv_contains (names, field) && is_same_name (known, listed))
    return TRUE;
  if (is_covered_date (known, listed))
    return TRUE;
  known_folded = hearth_text_fold (known);
  listed_folded = hearth_text_fold (listed);
  return hearth_text_equal (known_folded, listed_folded);
}

/**
 * hearth_roster_list_missing:
 * @present: of hearth_roster_read_present()
 * @fields: of hearth_roster_get_people()
 *
 * Returns: (transfer full): the part of @fields of which nothing is known in the case.
 */
json_t *
hearth_roster_list_missing (const json_t *present, const json_t *fields)
{
  json_t *missing = json_object ();
  const char *field;
  json_t *value;

  json_object_foreach ((json_t *) fields, field, value)
  {
    if (json_object_get (present, field) == NULL && strcmp (field, "name_source") != 0)
      json_object_set (missing, field, value);
  }
  return missing;
}

/**
 * hearth_roster_list_differences:
 *
 * Returns: (transfer full) (element-type utf8): ids of the fields of which the case and the list say different
 *   things, in the order of hearth_roster_get_fields(). Another spelling of a name and a less exact date are no
 *   difference.
 */
GPtrArray *
hearth_roster_list_differences (const json_t *present, const json_t *fields)
{
  GPtrArray *differences = g_ptr_array_new ();

  for (const char *const *field = hearth_roster_get_fields (); *field != NULL; field++)
    {
      const json_t *here = json_object_get (present, *field);
      const json_t *there = json_object_get (fields, *field);

      if (here != NULL && there != NULL && !g_strv_contains (not_shown, *field) &&
          !says_the_same (*field, here, there))
        g_ptr_array_add (differences, (gpointer) *field);
    }
  return differences;
}

/** hearth_roster_get_field_title: Returns: (transfer none): for people, in the language of the program. */
const char *
hearth_roster_get_field_title (const char *field)
{
  const HearthRosterTarget *target = _hearth_roster_find_target (field);
  const HearthField *row;

  if (target == NULL)
    return field;
  if (target->kind == NULL)
    return _ ("Whole name");
  row = hearth_kind_find_field (hearth_registry_find_kind (target->kind), target->field);
  return row != NULL ? _ (row->label) : field;
}

/**
 * hearth_roster_dup_value:
 * @language: of the titles of pack entries
 *
 * Returns: (transfer full) (nullable): the value of @field as people read it; %NULL if there is none.
 */
char *
hearth_roster_dup_value (HearthPackSet *packs,
                         const char *language,
                         const char *field,
                         const json_t *fields)
{
  const char *text = json_string_value (json_object_get (fields, field));
  const HearthRosterTarget *target = _hearth_roster_find_target (field);
  const HearthField *row = NULL;
  const HearthPackEntry *entry = NULL;
  const char *title = NULL;

  if (text == NULL || target == NULL)
    return NULL;
  if (target->kind != NULL)
    row = hearth_kind_find_field (hearth_registry_find_kind (target->kind), target->field);
  if (row != NULL && row->pack != NULL)
    entry = hearth_pack_set_lookup (packs, row->pack, text);
  if (entry != NULL)
    title = hearth_pack_entry_get_text (entry, "Title", language);
  if (strcmp (field, "sex") == 0)
    title = strcmp (text, "female") == 0 ? _ ("Female") : _ ("Male");
  return g_strdup (title != NULL ? title : text);
}

/**
 * hearth_roster_dup_note:
 *
 * Returns: (transfer full) (nullable): what the list says otherwise than the case, for a note in it; %NULL if it
 *   says nothing else.
 */
char *
hearth_roster_dup_note (HearthPackSet *packs,
                        const char *language,
                        const json_t *present,
                        const json_t *fields)
{
  g_autoptr (GPtrArray) differences = hearth_roster_list_differences (present, fields);
  GString *note;

  if (differences->len == 0)
    return NULL;
  note = g_string_new (_ ("An imported list says otherwise:"));
  for (guint i = 0; i < differences->len; i++)
    {
      const char *field = differences->pdata[i];
      g_autofree char *value = hearth_roster_dup_value (packs, language, field, fields);

      /* Translators: a field and its value, "Rank: soldier". */
      g_string_append_c (note, '\n');
      g_string_append_printf (note, _ ("%s: %s"), hearth_roster_get_field_title (field), value);
    }
  return g_string_free (note, FALSE);
}
