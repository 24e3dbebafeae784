/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict JSON over jansson, and its canonical form (bundles: the signed line). jansson's error text
 * quotes the input, so only the position of a mistake is passed on. Any thread. */
#include "config.h"

#include "hearth-json.h"

#include <string.h>

/* jansson answers a lack of memory by leaving a member out, and no builder here looks at every single
 * answer: a list of grants would be signed without one of them. It ends the program instead, like any
 * other small allocation of GLib. Before main, for values must not outlive a change. */
static void __attribute__ ((constructor)) set_alloc_funcs (void)
{
  json_set_alloc_funcs (g_malloc, g_free);
}

static gboolean
check_string (const char *text, gsize length, GError **error)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 && text[i] != '\n' && text[i] != '\t')
      {
        g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID,
                             "a control character in a JSON string");
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_value (const json_t *value, int depth, gboolean takes_any_number, GError **error)
{
  const char *key;
  json_t *child;
  size_t index;

  if (depth > HEARTH_JSON_MAX_DEPTH)
    {
      g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_LIMIT,
                           "JSON nested too deeply");
      return FALSE;
    }

  switch (json_typeof (value))
    {
    case JSON_REAL:
      if (takes_any_number)
        return TRUE;
      g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID,
                           "a real number in JSON");
      return FALSE;
    case JSON_INTEGER:
      if (takes_any_number || ABS (json_integer_value (value)) <= HEARTH_JSON_MAX_INTEGER)
        return TRUE;
      g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_LIMIT,
                           "a JSON integer beyond 2^53");
      return FALSE;
    case JSON_STRING:
      return check_string (json_string_value (value), json_string_length (value), error);
    case JSON_ARRAY:
      json_array_foreach (
          (json_t *) value, index,
          child) if (!check_value (child, depth + 1, takes_any_number, error)) return FALSE;
      return TRUE;
    case JSON_OBJECT:
      json_object_foreach (
          (json_t *) value, key,
          child) if (!check_string (key, strlen (key), error) ||
                     !check_value (child, depth + 1, takes_any_number, error)) return FALSE;
      return TRUE;
    case JSON_TRUE:
    case JSON_FALSE:
    case JSON_NULL:
    default:
      return TRUE;
    }
}

/* Brackets outside strings are counted before jansson sees the text: its own limit of 2048 levels
 * is fixed at compile time, and a deep hostile text should cost nothing. */
static gboolean
check_depth (const char *data, gsize length, GError **error)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && data[i] == '\\')
        i++;
      else if (data[i] == '"')
        in_string = !in_string;
      else if (!in_string && (data[i] == '{' || data[i] == '['))
        depth++;
      else if (!in_string && (data[i] == '}' || data[i] == ']'))
        depth--;

      if (depth > HEARTH_JSON_MAX_DEPTH)
        {
          g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_LIMIT,
                               "JSON nested too deeply");
          return FALSE;
        }
    }
  return TRUE;
}

static json_t *
parse (const char *data, gsize length, gboolean takes_any_number, GError **error)
{
  json_error_t where;
  json_auto_t *json = NULL;

  if (!check_depth (data, length, error))
    return NULL;
  json = json_loadb (length > 0 ? data : "", length, JSON_REJECT_DUPLICATES, &where);
  if (json == NULL)
    {
      g_set_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID,
                   "not JSON at line %d, column %d", where.line, where.column);
      return NULL;
    }
  if (!check_value (json, 1, takes_any_number, error))
    return NULL;
  return g_steal_pointer (&json);
}

/**
 * hearth_json_parse:
 * @data: (array length=length) (nullable): UTF-8 text of one JSON value; the caller bounds @length; %NULL only
 *   with no @length, as an empty #GBytes has it
 *
 * Reads strictly: no duplicate keys, reals, trailing bytes, control characters, integers beyond
 * 2^53 - 1, or nesting beyond 8 levels.
 *
 * Returns: (transfer full) (nullable): released with json_decref(); %NULL with %HEARTH_BASE_ERROR_INVALID
 *   or %HEARTH_BASE_ERROR_LIMIT. Thread: any.
 */
json_t *
hearth_json_parse (const char *data, gsize length, GError **error)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  return parse (data, length, FALSE, error);
}

/**
 * hearth_json_parse_numbers:
 *
 * As hearth_json_parse(), and a number may be a real or too great: for who looks at each number, and says itself
 * under which key a wrong one stands.
 */
json_t *
hearth_json_parse_numbers (const char *data, gsize length, GError **error)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  return parse (data, length, TRUE, error);
}

/**
 * hearth_json_parse_canonical:
 *
 * As hearth_json_parse(), and the bytes must be exactly what hearth_json_dump() writes: this refuses
 * whatever two parsers could read differently.
 */
json_t *
hearth_json_parse_canonical (const char *data, gsize length, GError **error)
{
  json_auto_t *json = hearth_json_parse (data, length, error);
  g_autofree char *dump = NULL;

  if (json == NULL)
    return NULL;
  dump = hearth_json_dump (json);
  if (strlen (dump) != length || memcmp (dump, data, length) != 0)
    {
      g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID,
                           "JSON is not canonical");
      return NULL;
    }
  return g_steal_pointer (&json);
}

/** hearth_json_new_date: Returns: (transfer full): @date as records write it, "2025-07-01"; null for none. */
json_t *
hearth_json_new_date (HearthDate date)
{
  g_autofree char *text = date != HEARTH_DATE_NONE ? hearth_date_to_string (date) : NULL;

  return text != NULL ? json_string (text) : json_null ();
}

/** hearth_json_dump: Returns: (transfer full): the canonical form, freed with g_free(). */
char *
hearth_json_dump (const json_t *json)
{
  char *text = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
  char *copy = g_strdup (text);

  free (text);
  return copy;
}

/** hearth_json_get_string: Returns: (nullable): %NULL unless @key holds a string. */
const char *
hearth_json_get_string (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

/** hearth_json_get_int: Returns: %FALSE, @out untouched, unless @key holds an integer. */
gboolean
hearth_json_get_int (const json_t *object, const char *key, gint64 *out)
{
  const json_t *value = json_object_get (object, key);

  if (!json_is_integer (value))
    return FALSE;
  *out = json_integer_value (value);
  return TRUE;
}

/** hearth_json_get_bool: Returns: %FALSE, @out untouched, unless @key holds true or false. */
gboolean
hearth_json_get_bool (const json_t *object, const char *key, gboolean *out)
{
  const json_t *value = json_object_get (object, key);

  if (!json_is_boolean (value))
    return FALSE;
  *out = json_is_true (value);
  return TRUE;
}

/** hearth_json_get_object: Returns: (transfer none) (nullable): %NULL unless @key holds an object. */
json_t *
hearth_json_get_object (const json_t *object, const char *key)
{
  json_t *value = json_object_get (object, key);

  return json_is_object (value) ? value : NULL;
}

/** hearth_json_get_array: Returns: (transfer none) (nullable): %NULL unless @key holds an array. */
json_t *
hearth_json_get_array (const json_t *object, const char *key)
{
  json_t *value = json_object_get (object, key);

  return json_is_array (value) ? value : NULL;
}

/** hearth_json_has_only: whether every key of @object stands in the %NULL-terminated list @keys. */
gboolean
hearth_json_has_only (const json_t *object, const char *const *keys)
{
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) object, key,
                       value) if (!g_strv_contains (keys, key)) return FALSE;
  return TRUE;
}
