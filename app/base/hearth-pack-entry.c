/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of packs. Values were checked against their type when the pack was read, so that the
 * getters here cannot fail on a loaded pack. Immutable after loading, any thread. */
#include "config.h"

#include "hearth-pack-entry-private.h"

#include <string.h>

static void
hearth_pack_value_free (gpointer data)
{
  HearthPackValue *self = data;

  g_free (self->language);
  g_free (self->text);
  g_strfreev (self->parts);
  g_free (self);
}

HearthPackEntry *
_hearth_pack_entry_new (const char *id, const HearthPackKind *kind, const char *file, guint line)
{
  HearthPackEntry *self = g_new0 (HearthPackEntry, 1);

  self->id = g_strdup (id);
  self->kind = kind;
  self->file = file;
  self->line = line;
  self->values = g_ptr_array_new_with_free_func (hearth_pack_value_free);
  return self;
}

void
_hearth_pack_entry_free (HearthPackEntry *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static gboolean
is_list_type (HearthPackType type)
{
  switch (type)
    {
    case HEARTH_PACK_LIST:
    case HEARTH_PACK_LABELS:
    case HEARTH_PACK_CHOICES:
    case HEARTH_PACK_NUMBERS:
    case HEARTH_PACK_REFS:
    case HEARTH_PACK_CONDITIONS:
      return TRUE;
    case HEARTH_PACK_TEXT:
    case HEARTH_PACK_LOCAL:
    case HEARTH_PACK_CHOICE:
    case HEARTH_PACK_NUMBER:
    case HEARTH_PACK_DATE:
    case HEARTH_PACK_BOOL:
    case HEARTH_PACK_REF:
    case HEARTH_PACK_ANCHOR:
    default:
      return FALSE;
    }
}

/* A list ends with or without a semicolon; empty parts stay and are refused by the check. */
static char **
split_list (const char *text)
{
  g_autofree char *body = g_strdup (text);
  char **parts;

  if (g_str_has_suffix (body, ";"))
    body[strlen (body) - 1] = '\0';
  parts = g_strsplit (body, ";", -1);
  for (char **p = parts; *p != NULL; p++)
    g_strstrip (*p);
  return parts;
}

HearthPackValue *
_hearth_pack_entry_add (HearthPackEntry *self,
                        const HearthPackKey *key,
                        const char *language,
                        const char *text,
                        guint line)
{
  HearthPackValue *value = g_new0 (HearthPackValue, 1);

  value->key = key;
  value->language = g_strdup (language);
  value->text = g_strdup (text);
  value->parts = is_list_type (key->type) ? split_list (text) : NULL;
  value->line = line;
  g_ptr_array_add (self->values, value);
  return value;
}

const HearthPackValue *
_hearth_pack_entry_find (const HearthPackEntry *self, const char *key, const char *language)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const HearthPackValue *value = g_ptr_array_index (self->values, i);

      if (g_str_equal (value->key->name, key) && g_strcmp0 (value->language, language) == 0)
        return value;
    }
  return NULL;
}

/* Strict: digits only, no sign, no leading zero, no blank. */
gboolean
_hearth_pack_read_number (const char *text, int min, int max, int *out)
{
  gint64 value = 0;

  if (*text == '\0' || (*text == '0' && text[1] != '\0') || strlen (text) > 9)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        return FALSE;
      value = value * 10 + (*p - '0');
    }
  if (value < min || value > max)
    return FALSE;
  *out = (int) value;
  return TRUE;
}

/** hearth_pack_entry_get_id: Returns: (transfer none): the stable id, kebab-case. */
const char *
hearth_pack_entry_get_id (const HearthPackEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/** hearth_pack_entry_get_kind: Returns: (transfer none): `rank`, `step`, and so on. */
const char *
hearth_pack_entry_get_kind (const HearthPackEntry *self)
{
  g_return_val_if_fail (self != NULL && self->kind != NULL, NULL);

  return self->kind->id;
}

/** hearth_pack_entry_get_file: Returns: (transfer none): the name of its file, without folder. */
const char *
hearth_pack_entry_get_file (const HearthPackEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
}

/**
 * hearth_pack_entry_get_line:
 * @key: (nullable): a key without language; %NULL for the entry's own line
 *
 * Returns: the line in the file, from 1, of @key if it is there and else of the entry.
 */
guint
hearth_pack_entry_get_line (const HearthPackEntry *self, const char *key)
{
  const HearthPackValue *value;

  g_return_val_if_fail (self != NULL, 0);

  value = key != NULL ? _hearth_pack_entry_find (self, key, NULL) : NULL;
  return value != NULL ? value->line : self->line;
}

/**
 * hearth_pack_entry_get_text:
 * @key: a key of the kind, without language
 * @language: (nullable): `uk`, `en`, or a longer tag such as `uk_UA.UTF-8`
 *
 * Returns: (transfer none) (nullable): the text in @language, else in English; %NULL if the entry
 *   has no such key.
 */
const char *
hearth_pack_entry_get_text (const HearthPackEntry *self, const char *key, const char *language)
{
  const HearthPackValue *value = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  if (language != NULL)
    {
      g_autofree char *tag = g_strndup (language, strcspn (language, "_-.@"));

      value = _hearth_pack_entry_find (self, key, tag);
    }
  if (value == NULL)
    value = _hearth_pack_entry_find (self, key, NULL);
  return value != NULL ? value->text : NULL;
}

/** hearth_pack_entry_get_title: Returns: (transfer none): the title in @language, else English. */
const char *
hearth_pack_entry_get_title (const HearthPackEntry *self, const char *language)
{
  return hearth_pack_entry_get_text (self, "Title", language);
}

/**
 * hearth_pack_entry_get_title_for:
 * @is_female: whether the entry is said of a woman
 *
 * Returns: (transfer none): the title, in its feminine form where the pack has one.
 */
const char *
hearth_pack_entry_get_title_for (const HearthPackEntry *self,
                                 const char *language,
                                 gboolean is_female)
{
  const char *feminine = is_female ? hearth_pack_entry_get_text (self, "Feminine", language) : NULL;

  return feminine != NULL ? feminine : hearth_pack_entry_get_title (self, language);
}

/**
 * hearth_pack_entry_get_list_in:
 * @language: (nullable): "uk" for what stands beside the list for matching; %NULL: the list itself
 *
 * Returns: (transfer none) (array zero-terminated=1): the parts of a list, empty if there is no such key.
 */
const char *const *
hearth_pack_entry_get_list_in (const HearthPackEntry *self, const char *key, const char *language)
{
  static const char *const none[] = { NULL };
  const HearthPackValue *value;

  g_return_val_if_fail (self != NULL && key != NULL, none);

  value = _hearth_pack_entry_find (self, key, language);
  if (value == NULL || value->parts == NULL)
    return none;
  return (const char *const *) value->parts;
}

/**
 * hearth_pack_entry_get_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): the parts of a list, empty if there is no
 *   such key. Lists in another language are kept for matching only.
 */
const char *const *
hearth_pack_entry_get_list (const HearthPackEntry *self, const char *key)
{
  return hearth_pack_entry_get_list_in (self, key, NULL);
}

/**
 * hearth_pack_entry_get_label:
 * @key: a key whose value is a list in both languages
 * @language: (nullable): as for hearth_pack_entry_get_text()
 *
 * Returns: (transfer none) (nullable): part @index in @language, else in English; %NULL beyond the
 *   end.
 */
const char *
hearth_pack_entry_get_label (const HearthPackEntry *self,
                             const char *key,
                             guint index,
                             const char *language)
{
  const char *const *parts;
  gboolean is_ukrainian = language != NULL && g_str_has_prefix (language, "uk");

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  parts = hearth_pack_entry_get_list_in (self, key, is_ukrainian ? "uk" : NULL);
  return index < g_strv_length ((char **) parts) ? parts[index] : NULL;
}

/** hearth_pack_entry_has: whether the entry sets @key. */
gboolean
hearth_pack_entry_has (const HearthPackEntry *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  return _hearth_pack_entry_find (self, key, NULL) != NULL;
}

/** hearth_pack_entry_get_int: Returns: the number, or @fallback if the entry does not set it. */
int
hearth_pack_entry_get_int (const HearthPackEntry *self, const char *key, int fallback)
{
  const char *text = hearth_pack_entry_get_text (self, key, NULL);
  int number = fallback;

  if (text != NULL && !_hearth_pack_read_number (text, 0, G_MAXINT, &number))
    return fallback;
  return number;
}

/** hearth_pack_entry_get_bool: Returns: whether the entry sets @key to `true`. */
gboolean
hearth_pack_entry_get_bool (const HearthPackEntry *self, const char *key)
{
  return g_strcmp0 (hearth_pack_entry_get_text (self, key, NULL), "true") == 0;
}

/** hearth_pack_entry_get_date: Returns: the day, or %HEARTH_DATE_NONE if not set. */
HearthDate
hearth_pack_entry_get_date (const HearthPackEntry *self, const char *key)
{
  const char *text = hearth_pack_entry_get_text (self, key, NULL);
  HearthDate date = HEARTH_DATE_NONE;

  if (text != NULL && !hearth_date_parse (text, &date))
    return HEARTH_DATE_NONE;
  return date;
}

/**
 * hearth_pack_entry_is_valid_on:
 * @date: a known day
 *
 * Returns: whether @date lies between `ValidFrom` and `ValidTo`, both included; a missing end is
 *   open.
 */
gboolean
hearth_pack_entry_is_valid_on (const HearthPackEntry *self, HearthDate date)
{
  HearthDate from, to;

  g_return_val_if_fail (self != NULL && date != HEARTH_DATE_NONE, FALSE);

  from = hearth_pack_entry_get_date (self, "ValidFrom");
  to = hearth_pack_entry_get_date (self, "ValidTo");
  return (from == HEARTH_DATE_NONE || date >= from) && (to == HEARTH_DATE_NONE || date <= to);
}

/* ValidFrom → valid_from */
static char *
json_name (const char *key)
{
  GString *name = g_string_new (NULL);

  for (const char *p = key; *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && name->len > 0)
        g_string_append_c (name, '_');
      g_string_append_c (name, g_ascii_tolower (*p));
    }
  return g_string_free (name, FALSE);
}

static json_t *
list_to_json (const HearthPackValue *value)
{
  json_t *array = json_array ();

  for (char **p = value->parts; *p != NULL; p++)
    {
      if (value->key->type == HEARTH_PACK_NUMBERS)
        json_array_append_new (array, json_integer (g_ascii_strtoll (*p, NULL, 10)));
      else
        json_array_append_new (array, json_string (*p));
    }
  return array;
}

static json_t *
value_to_json (const HearthPackValue *value)
{
  if (value->parts != NULL)
    return list_to_json (value);
  if (value->key->type == HEARTH_PACK_NUMBER)
    return json_integer (g_ascii_strtoll (value->text, NULL, 10));
  if (value->key->type == HEARTH_PACK_BOOL)
    return json_boolean (g_str_equal (value->text, "true"));
  return json_string (value->text);
}

/**
 * hearth_pack_entry_to_json:
 *
 * Returns: (transfer full): `{id, kind, title:{en,uk}, source:{en,uk}, valid_from, …}`: keys in
 *   snake_case, numbers as integers, lists as arrays, texts in several languages as objects.
 */
json_t *
hearth_pack_entry_to_json (const HearthPackEntry *self)
{
  json_t *json;

  g_return_val_if_fail (self != NULL, NULL);

  json = json_object ();
  json_object_set_new (json, "id", json_string (self->id));
  if (self->kind != NULL)
    json_object_set_new (json, "kind", json_string (self->kind->id));
  for (guint i = 0; i < self->values->len; i++)
    {
      const HearthPackValue *value = g_ptr_array_index (self->values, i);
      g_autofree char *name = json_name (value->key->name);
      gboolean is_local = value->key->type == HEARTH_PACK_LOCAL ||
                          value->key->type == HEARTH_PACK_LIST ||
                          value->key->type == HEARTH_PACK_LABELS;
      json_t *texts = json_object_get (json, name);

      if (!is_local)
        {
          json_object_set_new (json, name, value_to_json (value));
          continue;
        }
      if (texts == NULL)
        {
          texts = json_object ();
          json_object_set_new (json, name, texts);
        }
      json_object_set_new (texts, value->language != NULL ? value->language : "en",
                           value_to_json (value));
    }
  return json;
}
