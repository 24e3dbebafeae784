/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of a list becomes the value of a field, or a named problem. */
#include "config.h"

#include "hearth-roster-private.h"

#include "hearth-name.h"
#include "hearth-pack-schema.h"
#include "hearth-text.h"

#include <string.h>

/* Bounds of a field's text, as the registry's own check has them. */
#define MAX_LINE_BYTES 1024

/* Nobody who comes home is older; "01.01.1900" is what some programs write for an empty date. */
#define MAX_AGE_YEARS 110

static const struct
{
  const char *code;
  const char *message;
} messages[] = {
  { "bad-name", "The name holds characters that no name has" },
  { "captured-before-birth", "The capture is dated before the birth" },
  { "category-age", "The category contradicts the date of birth" },
  { "column-not-taken", "The column is not known and will not be taken" },
  { "control-character", "The cell holds a control or invisible character" },
  { "date-implausible", "The date is too long ago" },
  { "date-in-future", "The date lies in the future" },
  { "date-invalid", "This is not a date, or there is no such day; day first, four-digit year" },
  { "direction-character", "The cell holds a character that turns the direction of writing" },
  { "duplicate-row", "The row repeats a person of an earlier row" },
  { "formula-text", "The cell holds a formula" },
  { "missing-column", "No column holds the surname or the whole name" },
  { "missing-surname", "The surname is missing" },
  { "no-rows", "The list holds no people" },
  { "released-before-captured", "The release is dated before the capture" },
  { "too-few-cells", "The row has fewer cells than the heading" },
  { "too-long", "The text is too long" },
  { "too-many-cells", "The row has more cells than the heading" },
  { "unknown-value", "The value is not among the known ones" },
};

static const struct
{
  const char *folded; /* hearth_text_fold () */
  const char *id;
} sexes[] = {
  { "ч", "male" },   { "чол", "male" },      { "чоловік", "male" }, { "чоловіча", "male" },
  { "м", "male" },   { "m", "male" },        { "male", "male" },    { "man", "male" },
  { "ж", "female" }, { "жін", "female" },    { "жінка", "female" }, { "жіноча", "female" },
  { "f", "female" }, { "female", "female" }, { "woman", "female" },
};

/** The developer's sentence of a code. */
const char *
_hearth_roster_get_message (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if (strcmp (messages[i].code, code) == 0)
      return messages[i].message;
  g_assert_not_reached ();
}

/* A dash stands for nothing in every list. */
static gboolean
is_nothing (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '-' && c != ' ' && (c < 0x2010 || c > 0x2015))
        return FALSE;
    }
  return TRUE;
}

/* "09.06.2000 р.", "2000 року народження" and the midnight that spreadsheets append are dates too. */
static char *
dup_bare_date (const char *text)
{
  static const char *const tails[] = {
    "року народження", "р.н.", "р. н.", "року", "рік", "р.", "р", "00:00:00", "00:00", "T00:00:00"
  };
  char *bare = g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_suffix (bare, tails[i]))
      {
        bare[strlen (bare) - strlen (tails[i])] = '\0';
        break;
      }
  return g_strchomp (bare);
}

static const char *
read_date (const char *text, HearthDate today, json_t **value)
{
  g_autofree char *bare = dup_bare_date (text);
  g_autofree char *canonical = NULL;
  HearthPartialDate date;
  HearthDate first;

  if (!hearth_partial_date_parse_typed (bare, &date))
    return "date-invalid";
  first = hearth_partial_date_first (&date);
  if (first > today)
    return "date-in-future";
  if (hearth_date_full_years (
          hearth_partial_date_last (&date) < today ? hearth_partial_date_last (&date) : first,
          today) > MAX_AGE_YEARS)
    return "date-implausible";
  canonical = hearth_partial_date_to_string (&date);
  *value = json_string (canonical);
  return NULL;
}

static const char *
read_word (const HearthField *field, const char *text, json_t **value)
{
  g_autofree char *folded = hearth_text_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    if (hearth_text_equal (sexes[i].folded, folded) &&
        hearth_pack_words_contain (field->words, sexes[i].id))
      {
        *value = json_string (sexes[i].id);
        return NULL;
      }
  return "unknown-value";
}

static const char *
read_enum (const HearthField *field, HearthPackSet *packs, const char *text, json_t **value)
{
  const char *id;

  if (field->words != NULL)
    return read_word (field, text, value);
  id = hearth_pack_set_find_by_text (packs, field->pack, text);
  if (id == NULL)
    return "unknown-value";
  *value = json_string (id);
  return NULL;
}

static const char *
check_text (const char *text, const HearthField *field)
{
  gboolean is_long = field != NULL && (field->flags & HEARTH_FIELD_LONG) != 0;

  switch (hearth_text_check (text, is_long ? HEARTH_TEXT_MAX_BYTES : MAX_LINE_BYTES,
                             is_long ? HEARTH_TEXT_MANY_LINES : HEARTH_TEXT_ONE_LINE))
    {
    case HEARTH_TEXT_CONTROL:
    case HEARTH_TEXT_NOT_UTF8:
      return "control-character";
    case HEARTH_TEXT_BIDI:
      return "direction-character";
    case HEARTH_TEXT_TOO_LONG:
      return "too-long";
    case HEARTH_TEXT_FINE:
    default:
      return hearth_csv_is_formula (text) ? "formula-text" : NULL;
    }
}

static void
set_text (json_t *fields, const char *id, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (fields, id, json_string (text));
}

/* A whole name of one column is kept as written beside its parts: taking it apart may go wrong. */
static const char *
read_name (const HearthRosterTarget *target, const char *text, json_t *fields)
{
  g_autofree char *surname = NULL, *given = NULL, *patronymic = NULL;

  if (!hearth_name_is_plausible (text))
    return strlen (text) > HEARTH_NAME_MAX_BYTES ? "too-long" : "bad-name";
  if (target->kind == NULL)
    {
      hearth_name_split (text, &surname, &given, &patronymic);
      set_text (fields, "surname", surname);
      set_text (fields, "given", given);
      set_text (fields, "patronymic", patronymic);
      set_text (fields, "name_source", text);
      return NULL;
    }
  surname = hearth_name_fix_case (text);
  set_text (fields, target->id, surname);
  return NULL;
}

static gboolean
is_name (const HearthRosterTarget *target)
{
  static const char *const names[] = { "name", "surname", "given", "patronymic", NULL };

  return g_strv_contains (names, target->id);
}

static const char *
read_typed (const HearthRosterTarget *target,
            const HearthField *field,
            HearthPackSet *packs,
            const char *text,
            HearthDate today,
            json_t **value)
{
  HearthId id;

  switch (field->type)
    {
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
      return read_date (text, today, value);
    case HEARTH_FIELD_ENUM:
      return read_enum (field, packs, text, value);
    case HEARTH_FIELD_ID:
      if (!hearth_id_parse (text, &id))
        return "unknown-value";
      *value = json_string (text);
      return NULL;
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
    case HEARTH_FIELD_BOOLEAN:
    case HEARTH_FIELD_LIST:
    default:
      *value = json_string (text);
      return NULL;
    }
}

/* Lines of a long text stay; everything else is one line, whatever the cell was broken into. */
static char *
dup_cleaned (const char *cell, const HearthField *field)
{
  if (field != NULL && (field->flags & HEARTH_FIELD_LONG) != 0)
    {
      char *text = hearth_text_normalize (cell);

      return text != NULL ? g_strstrip (text) : NULL;
    }
  return hearth_text_clean (cell);
}

const char *
_hearth_roster_read_cell (const HearthRosterTarget *target,
                          HearthPackSet *packs,
                          const char *cell,
                          HearthDate today,
                          json_t *fields)
{
  const HearthKind *kind = target->kind != NULL ? hearth_registry_find_kind (target->kind) : NULL;
  const HearthField *field = kind != NULL ? hearth_kind_find_field (kind, target->field) : NULL;
  g_autofree char *text = dup_cleaned (cell, field);
  json_t *value = NULL;
  const char *code;

  if (text == NULL)
    return "control-character";
  if (is_nothing (text))
    return NULL;
  code = check_text (text, field);
  if (code != NULL)
    return code;
  if (is_name (target))
    return read_name (target, text, fields);
  code = read_typed (target, field, packs, text, today, &value);
  if (value != NULL)
    json_object_set_new (fields, target->id, value);
  return code;
}
