/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of what is wrong with packs. A list belongs to its caller and to one thread. */
#include "config.h"

#include "hearth-pack-problem.h"

#include "hearth-error.h"

static void
hearth_pack_problem_free (gpointer data)
{
  HearthPackProblem *self = data;

  g_free (self->file);
  g_free (self->group);
  g_free (self->key);
  g_free (self->message);
  g_free (self);
}

/** hearth_pack_problems_new: Returns: (transfer full) (element-type HearthPackProblem): empty. */
GPtrArray *
hearth_pack_problems_new (void)
{
  return g_ptr_array_new_with_free_func (hearth_pack_problem_free);
}

/**
 * hearth_pack_problems_add:
 * @file: a path or name; only its last part is kept
 * @group: (nullable): an entry's id
 * @key: (nullable): a key of that entry
 * @line: from 1, or 0
 * @code: a static string, see #HearthPackProblem
 */
void
hearth_pack_problems_add (GPtrArray *problems,
                          const char *file,
                          const char *group,
                          const char *key,
                          guint line,
                          const char *code,
                          const char *format,
                          ...)
{
  HearthPackProblem *problem;
  va_list args;

  g_return_if_fail (problems != NULL && file != NULL && code != NULL);

  problem = g_new0 (HearthPackProblem, 1);
  problem->file = g_path_get_basename (file);
  problem->group = g_strdup (group);
  problem->key = g_strdup (key);
  problem->line = line;
  problem->code = code;
  va_start (args, format);
  problem->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems, problem);
}

/** hearth_pack_problem_to_string: Returns: (transfer full): `file:line: [group] key: message`. */
char *
hearth_pack_problem_to_string (const HearthPackProblem *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (self->file);
  if (self->line > 0)
    g_string_append_printf (text, ":%u", self->line);
  g_string_append (text, ": ");
  if (self->group != NULL)
    g_string_append_printf (text, "[%s] ", self->group);
  if (self->key != NULL)
    g_string_append_printf (text, "%s: ", self->key);
  g_string_append (text, self->message);
  return g_string_free (text, FALSE);
}

/**
 * hearth_pack_problem_to_json:
 *
 * Returns: (transfer full): `{code, file, group?, key?, line?, message}`
 */
json_t *
hearth_pack_problem_to_json (const HearthPackProblem *self)
{
  json_t *json;

  g_return_val_if_fail (self != NULL, NULL);

  json = json_object ();
  json_object_set_new (json, "file", json_string (self->file));
  json_object_set_new (json, "code", json_string (self->code));
  json_object_set_new (json, "message", json_string (self->message));
  if (self->group != NULL)
    json_object_set_new (json, "group", json_string (self->group));
  if (self->key != NULL)
    json_object_set_new (json, "key", json_string (self->key));
  if (self->line > 0)
    json_object_set_new (json, "line", json_integer (self->line));
  return json;
}

static HearthBaseError
error_from_code (const char *code)
{
  if (g_str_equal (code, "encoding"))
    return HEARTH_BASE_ERROR_ENCODING;
  if (g_str_equal (code, "limit"))
    return HEARTH_BASE_ERROR_LIMIT;
  if (g_str_has_prefix (code, "duplicate-"))
    return HEARTH_BASE_ERROR_DUPLICATE;
  if (g_str_has_prefix (code, "unknown-"))
    return HEARTH_BASE_ERROR_UNKNOWN;
  return HEARTH_BASE_ERROR_INVALID;
}

/**
 * hearth_pack_problems_to_error:
 * @problems: not empty
 *
 * Sets @error to the first problem and says how many more there are.
 */
void
hearth_pack_problems_to_error (GPtrArray *problems, GError **error)
{
  const HearthPackProblem *first;
  g_autofree char *text = NULL;

  g_return_if_fail (problems != NULL && problems->len > 0);

  first = g_ptr_array_index (problems, 0);
  text = hearth_pack_problem_to_string (first);
  if (problems->len == 1)
    g_set_error_literal (error, HEARTH_BASE_ERROR, error_from_code (first->code), text);
  else
    g_set_error (error, HEARTH_BASE_ERROR, error_from_code (first->code), "%s (and %u more)", text,
                 problems->len - 1);
}
