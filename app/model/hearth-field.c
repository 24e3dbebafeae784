/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a field takes, and how what a person typed becomes a value. */
#include "config.h"

#include "hearth-date.h"
#include "hearth-id.h"
#include "hearth-model-error.h"
#include "hearth-pack-set.h"
#include "hearth-registry.h"
#include "hearth-text.h"

#include <string.h>

/* bundles 14. One line is for names and numbers; nobody types more than this into an entry. */
#define MAX_LINE_BYTES 1024
#define MAX_LIST 1000
#define MAX_INTEGER G_GINT64_CONSTANT (9007199254740991)

static gboolean
refuse (const HearthField *field, const char *why, GError **error)
{
  g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, "\"%s\" %s", field->id, why);
  return FALSE;
}

static gboolean
check_text (const HearthField *field, const json_t *value, GError **error)
{
  gboolean is_long = (field->flags & HEARTH_FIELD_LONG) != 0;

  if (!json_is_string (value))
    return refuse (field, "takes text", error);
  if (strlen (json_string_value (value)) != json_string_length (value))
    return refuse (field, "has a zero character in its text", error);

  switch (hearth_text_check (json_string_value (value),
                             is_long ? HEARTH_TEXT_MAX_BYTES : MAX_LINE_BYTES,
                             is_long ? HEARTH_TEXT_MANY_LINES : HEARTH_TEXT_ONE_LINE))
    {
    case HEARTH_TEXT_FINE:
      return TRUE;
    case HEARTH_TEXT_TOO_LONG:
      return refuse (field, "is too long", error);
    case HEARTH_TEXT_NOT_UTF8:
    case HEARTH_TEXT_CONTROL:
    case HEARTH_TEXT_BIDI:
    default:
      return refuse (field, "has characters that text may not have", error);
    }
}

static gboolean
is_word (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *start = words; start != NULL; start = strchr (start, ' '))
    {
      start += *start == ' ';
      if (strncmp (start, word, length) == 0 && (start[length] == ' ' || start[length] == '\0'))
        return length > 0 && strchr (word, ' ') == NULL;
    }
  return FALSE;
}

static gboolean
is_known_entry (const HearthField *field, const char *id, HearthPackSet *packs)
{
  if (field->words != NULL)
    return is_word (field->words, id);
  return packs == NULL || field->pack == NULL ||
         hearth_pack_set_lookup (packs, field->pack, id) != NULL;
}

static gboolean
check_list (const HearthField *field, const json_t *value, HearthPackSet *packs, GError **error)
{
  if (!json_is_array (value))
    return refuse (field, "takes a list", error);
  if (json_array_size (value) > MAX_LIST)
    return refuse (field, "has too many items", error);
  for (gsize i = 0; i < json_array_size (value); i++)
    {
      const json_t *item = json_array_get (value, i);

      if (!check_text (field, item, error))
        return FALSE;
      if (!is_known_entry (field, json_string_value (item), packs))
        return refuse (field, "has an item that is not known", error);
    }
  return TRUE;
}

static gboolean
check_number (const HearthField *field, const json_t *value, GError **error)
{
  if (!json_is_integer (value))
    return refuse (field, "takes a whole number", error);
  if (json_integer_value (value) > MAX_INTEGER || json_integer_value (value) < -MAX_INTEGER)
    return refuse (field, "is out of range", error);
  return TRUE;
}

/**
 * hearth_field_check:
 * @value: as it would stand in a line; %NULL and JSON null always fit
 * @packs: (nullable): %NULL to skip the look-up of enums
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_INVALID, whose message names the field. Thread: any.
 */
gboolean
hearth_field_check (const HearthField *field,
                    const json_t *value,
                    HearthPackSet *packs,
                    GError **error)
{
  const char *text = json_string_value (value);
  HearthPartialDate partial;
  HearthDate date;
  HearthId id;

  g_return_val_if_fail (field != NULL, FALSE);

  if (value == NULL || json_is_null (value))
    return TRUE;
  switch (field->type)
    {
    case HEARTH_FIELD_TEXT:
      return check_text (field, value, error);
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
      return check_number (field, value, error);
    case HEARTH_FIELD_DATE:
      return (text != NULL && hearth_date_parse (text, &date)) ||
             refuse (field, "takes a date", error);
    case HEARTH_FIELD_PARTIAL_DATE:
      return (text != NULL && hearth_partial_date_parse (text, &partial)) ||
             refuse (field, "takes a date, a month or a year", error);
    case HEARTH_FIELD_ENUM:
      return check_text (field, value, error) &&
             (is_known_entry (field, text, packs) ||
              refuse (field, "has a value that is not known", error));
    case HEARTH_FIELD_ID:
      return (text != NULL && hearth_id_parse (text, &id)) ||
             refuse (field, "takes an id of 32 digits", error);
    case HEARTH_FIELD_BOOLEAN:
      return json_is_boolean (value) || refuse (field, "takes true or false", error);
    case HEARTH_FIELD_LIST:
      return check_list (field, value, packs, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static json_t *
enum_from_text (const HearthField *field, const char *text, HearthPackSet *packs)
{
  const char *id = text;

  if (field->pack != NULL && packs != NULL &&
      hearth_pack_set_lookup (packs, field->pack, text) == NULL)
    id = hearth_pack_set_find_by_text (packs, field->pack, text);
  return json_string (id != NULL ? id : text);
}

static json_t *
list_from_text (const HearthField *field, const char *text, HearthPackSet *packs)
{
  g_auto (GStrv) items = g_strsplit_set (text, ",;", -1);
  json_t *list = json_array ();

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *item = hearth_text_clean (items[i]);

      if (item != NULL && item[0] != '\0')
        json_array_append_new (list, enum_from_text (field, item, packs));
      else if ((field->flags & HEARTH_FIELD_PLACES) != 0)
        json_array_append_new (list, json_string ("-"));
    }
  return list;
}

static json_t *
number_from_text (const char *text)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, -MAX_INTEGER, MAX_INTEGER, &number, NULL))
    return json_string (text);
  return json_integer (number);
}

static json_t *
value_from_text (const HearthField *field, const char *text, HearthPackSet *packs)
{
  switch (field->type)
    {
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
      return number_from_text (text);
    case HEARTH_FIELD_BOOLEAN:
      if (strcmp (text, "true") == 0 || strcmp (text, "yes") == 0)
        return json_true ();
      if (strcmp (text, "false") == 0 || strcmp (text, "no") == 0)
        return json_false ();
      return json_string (text);
    case HEARTH_FIELD_ENUM:
      return enum_from_text (field, text, packs);
    case HEARTH_FIELD_LIST:
      return list_from_text (field, text, packs);
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
    case HEARTH_FIELD_ID:
    default:
      return json_string (text);
    }
}

/**
 * hearth_field_from_text:
 * @text: as a person typed it; empty clears the field
 * @packs: (nullable): titles of their entries are accepted in both languages
 *
 * Lists are separated by commas or semicolons, booleans are true, false, yes, no, money is in whole
 * kopiykas.
 *
 * Returns: (transfer full): the value as it would stand in a line, JSON null for an empty text; %NULL
 *   with %HEARTH_MODEL_ERROR_INVALID. Thread: any.
 */
json_t *
hearth_field_from_text (const HearthField *field,
                        const char *text,
                        HearthPackSet *packs,
                        GError **error)
{
  g_autofree char *clean = NULL;
  json_auto_t *value = NULL;

  g_return_val_if_fail (field != NULL && text != NULL, NULL);

  clean =
      field->flags & HEARTH_FIELD_LONG ? hearth_text_normalize (text) : hearth_text_clean (text);
  if (clean == NULL)
    {
      refuse (field, "is not UTF-8", error);
      return NULL;
    }
  if (clean[0] == '\0')
    return json_null ();
  value = value_from_text (field, clean, packs);
  if (value == NULL || !hearth_field_check (field, value, packs, error))
    return NULL;
  return g_steal_pointer (&value);
}
