/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the flat fields that people name to the records that hold them. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-json.h"
#include "hearth-name.h"
#include "hearth-validate.h"

#include <string.h>

#define FIRST_CAPTIVITY "first"

/* Fields of the first period of captivity that stand among those of the person. */
static const struct
{
  const char *field;
  const char *captivity_field;
} captivity_names[] = {
  { "captured", "captured" },
  { "captured_at", "place" },
  { "released", "released" },
};

static const char *
find_captivity_field (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (captivity_names); i++)
    if (strcmp (captivity_names[i].field, field) == 0)
      return captivity_names[i].captivity_field;
  return NULL;
}

static gboolean
convert_field (const HearthKind *kind,
               const char *key,
               json_t *given,
               HearthPackSet *packs,
               json_t *out,
               GError **error)
{
  const HearthField *field = hearth_kind_find_field (kind, key);
  json_t *value = NULL;

  if (field == NULL || field->flags & HEARTH_FIELD_HIDDEN)
    {
      g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                   "\"%s\" has no field of that name that can be set", kind->id);
      return FALSE;
    }
  if (json_is_string (given))
    value = hearth_field_from_text (field, json_string_value (given), packs, error);
  else if (hearth_field_check (field, given, packs, error))
    value = json_incref (given);
  if (value == NULL)
    return FALSE;
  json_object_set_new (out, key, value);
  return TRUE;
}

json_t *
_hearth_fields_convert (const HearthKind *kind,
                        const json_t *fields,
                        HearthPackSet *packs,
                        GError **error)
{
  json_auto_t *set = json_object ();

  for (void *i = json_object_iter ((json_t *) fields); i != NULL;
       i = json_object_iter_next ((json_t *) fields, i))
    if (!convert_field (kind, json_object_iter_key (i), json_object_iter_value (i), packs, set,
                        error))
      return NULL;
  return g_steal_pointer (&set);
}

gboolean
_hearth_case_fields_split (
    const json_t *fields, HearthPackSet *packs, json_t **person, json_t **captivity, GError **error)
{
  json_auto_t *person_fields = json_object ();
  json_auto_t *captivity_fields = json_object ();

  for (void *i = json_object_iter ((json_t *) fields); i != NULL;
       i = json_object_iter_next ((json_t *) fields, i))
    {
      const char *captivity_field = find_captivity_field (json_object_iter_key (i));

      if (strcmp (json_object_iter_key (i), HEARTH_CASE_STAGE_REASON) == 0)
        continue;
      if (captivity_field != NULL)
        json_object_set (captivity_fields, captivity_field, json_object_iter_value (i));
      else
        json_object_set (person_fields, json_object_iter_key (i), json_object_iter_value (i));
    }
  *captivity = NULL;
  *person =
      _hearth_fields_convert (hearth_registry_find_kind ("person"), person_fields, packs, error);
  if (*person == NULL)
    return FALSE;
  *captivity = _hearth_fields_convert (hearth_registry_find_kind ("captivity"), captivity_fields,
                                       packs, error);
  if (*captivity != NULL)
    return TRUE;
  g_clear_pointer (person, json_decref);
  return FALSE;
}

static const char *
value_after (const json_t *set, const HearthRecord *present, const char *field)
{
  if (json_object_get (set, field) != NULL)
    return hearth_json_get_string (set, field);
  return present == NULL ? NULL : hearth_record_get_text (present, field);
}

/* As in a passport: surname, then given name, no patronymic. */
static char *
latin_name (const char *surname, const char *given)
{
  g_autofree char *name = NULL;

  if (surname == NULL && given == NULL)
    return NULL;
  if (surname == NULL || given == NULL)
    name = g_strdup (surname != NULL ? surname : given);
  else
    name = g_strconcat (surname, " ", given, NULL);
  return hearth_name_to_latin (name);
}

/* A spelling that differs from the rule was chosen by somebody, perhaps from a passport. */
static gboolean
has_own_spelling (const HearthRecord *present)
{
  const char *latin = present == NULL ? NULL : hearth_record_get_text (present, "name_latin");
  g_autofree char *derived = NULL;

  if (latin == NULL)
    return FALSE;
  derived = latin_name (hearth_record_get_text (present, "surname"),
                        hearth_record_get_text (present, "given"));
  return g_strcmp0 (derived, latin) != 0;
}

void
_hearth_case_fields_derive (json_t *set, const HearthRecord *present)
{
  gboolean has_name =
      json_object_get (set, "surname") != NULL || json_object_get (set, "given") != NULL;
  g_autofree char *latin = NULL;

  if (!has_name || json_object_get (set, "name_latin") != NULL || has_own_spelling (present))
    return;
  latin = latin_name (value_after (set, present, "surname"), value_after (set, present, "given"));
  if (latin != NULL && latin[0] != '\0')
    json_object_set_new (set, "name_latin", json_string (latin));
}

/* Derived, so that two hospitals which write down the first period make one record of it. */
HearthId
_hearth_case_first_captivity_id (const HearthId *case_id)
{
  return hearth_record_derive_id (case_id, "captivity", FIRST_CAPTIVITY);
}

static gboolean
refuse_date (const char *field, HearthDateIssue issue, GError **error)
{
  if (issue == HEARTH_DATE_ISSUE_NONE)
    return TRUE;
  g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, "\"%s\" %s", field,
               issue == HEARTH_DATE_ISSUE_FUTURE ? "lies in the future"
                                                 : "lies before what must have come first");
  return FALSE;
}

gboolean
_hearth_case_fields_check_dates (const HearthCaseRecords *records,
                                 const json_t *person_set,
                                 const json_t *captivity_set,
                                 HearthDate today,
                                 GError **error)
{
  HearthCaseDates dates = { 0 };
  gboolean is_birth_set = json_object_get (person_set, "birth") != NULL;

  dates.birth = hearth_record_get_partial_date (records->person, "birth");
  if (is_birth_set && !refuse_date ("birth", hearth_validate_birth (&dates, today), error))
    return FALSE;
  for (guint i = 0; i < records->captivity->len; i++)
    {
      const HearthRecord *period = g_ptr_array_index (records->captivity, i);

      dates.captured = hearth_record_get_partial_date (period, "captured");
      dates.released = hearth_record_get_partial_date (period, "released");
      if ((is_birth_set || json_object_get (captivity_set, "captured") != NULL) &&
          !refuse_date ("captured", hearth_validate_captured (&dates, today), error))
        return FALSE;
      if ((json_object_get (captivity_set, "captured") != NULL ||
           json_object_get (captivity_set, "released") != NULL) &&
          !refuse_date ("released", hearth_validate_released (&dates, today), error))
        return FALSE;
    }
  return TRUE;
}
