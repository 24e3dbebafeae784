/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-commit.h"

#include "hearth-json.h"
#include "hearth-model-error.h"

#include <string.h>

#define HLC_MAX_MS ((G_GINT64_CONSTANT (1) << 47) - 1)

/** hearth_hlc_format: 16 hex digits, as they stand in lines and manifests. */
void
hearth_hlc_format (gint64 hlc, char out[HEARTH_HLC_SIZE])
{
  g_snprintf (out, HEARTH_HLC_SIZE, "%016" G_GINT64_MODIFIER "x", (guint64) hlc);
}

/** hearth_hlc_parse: %FALSE unless @text is 16 lower-case hex digits of a time before the year 6429. */
gboolean
hearth_hlc_parse (const char *text, gint64 *out)
{
  guint8 bytes[8];
  guint64 value = 0;

  if (!hearth_hex_decode (text, bytes, sizeof bytes))
    return FALSE;
  for (guint i = 0; i < sizeof bytes; i++)
    value = value << 8 | bytes[i];
  if (value > (guint64) G_MAXINT64)
    return FALSE;
  *out = (gint64) value;
  return TRUE;
}

/**
 * hearth_hlc_next:
 * @last: greatest clock of the file, 0 if it is empty
 * @now_ms: milliseconds since 1970
 *
 * l' = max (l, now), c' = (l' == l) ? c + 1 : 0. Source: bundles 4.
 *
 * Returns: the clock of the next commit, greater than @last whatever the system's clock does.
 */
gint64
hearth_hlc_next (gint64 last, gint64 now_ms)
{
  gint64 now = CLAMP (now_ms, 0, HLC_MAX_MS) << HEARTH_HLC_COUNTER_BITS;

  /* A full counter carries into the milliseconds, so the order holds there too. */
  return now > last ? now : last + 1;
}

/**
 * hearth_commit_operation_new:
 * @over: (transfer full): list of hearth_heads_get_over()
 * @set: (transfer full): field to value
 *
 * Returns: (transfer full): the operation as it stands in a line. Thread: any.
 */
json_t *
hearth_commit_operation_new (const HearthKind *kind, const HearthId *rec, json_t *over, json_t *set)
{
  char rec_hex[HEARTH_ID_HEX_SIZE];
  json_t *operation = json_object ();

  hearth_id_format (rec, rec_hex);
  json_object_set_new (operation, "kind", json_string (kind->id));
  json_object_set_new (operation, "over", over);
  json_object_set_new (operation, "rec", json_string (rec_hex));
  json_object_set_new (operation, "set", set);
  return operation;
}

/**
 * hearth_commit_append_operation:
 * @ops: the operations so far, without the brackets around them
 * @over: canonical JSON of the list of hearth_heads_get_over()
 * @set: canonical JSON of field to value
 *
 * Appends the text of an operation, as hearth_commit_operation_new() would be written. Of a plan each
 * step has the same "set" in case after case, so that its text need be made once.
 */
void
hearth_commit_append_operation (
    GString *ops, const HearthKind *kind, const HearthId *rec, const char *over, const char *set)
{
  char rec_hex[HEARTH_ID_HEX_SIZE];

  g_return_if_fail (ops != NULL && kind != NULL && over != NULL && set != NULL);

  hearth_id_format (rec, rec_hex);
  if (ops->len > 0)
    g_string_append_c (ops, ',');
  /* In the order of canonical JSON; an id of the registry needs no escapes. */
  g_string_append (ops, "{\"kind\":\"");
  g_string_append (ops, kind->id);
  g_string_append (ops, "\",\"over\":");
  g_string_append (ops, over);
  g_string_append (ops, ",\"rec\":\"");
  g_string_append (ops, rec_hex);
  g_string_append (ops, "\",\"set\":");
  g_string_append (ops, set);
  g_string_append_c (ops, '}');
}

static void
append_id (GString *text, const char *key, const HearthId *id)
{
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (id, hex);
  g_string_append_printf (text, "\"%s\":\"%s\"", key, hex);
}

/* In the order of canonical JSON. All but the role are digits and names of our own. */
static char *
to_text (const HearthCommit *commit, const char *ops)
{
  g_autofree char *prev =
      commit->stamp.seq == 1 ? g_strdup ("") : hearth_hex_encode (commit->prev, HEARTH_HASH_SIZE);
  json_auto_t *role_json = json_string (commit->role);
  g_autofree char *role = hearth_json_dump (role_json);
  GString *text = g_string_sized_new (strlen (ops) + 512);
  char hlc[HEARTH_HLC_SIZE];

  hearth_hlc_format (commit->stamp.hlc, hlc);
  g_string_append_c (text, '{');
  if (!hearth_id_is_zero (&commit->act))
    {
      append_id (text, "act", &commit->act);
      g_string_append_c (text, ',');
    }
  append_id (text, "case", &commit->case_id);
  g_string_append_printf (text, ",\"cmp\":\"%s\",", hearth_compartment_get_name (commit->cmp));
  append_id (text, "dev", &commit->stamp.dev);
  g_string_append_printf (text, ",\"hlc\":\"%s\",\"ops\":[", hlc);
  g_string_append (text, ops);
  g_string_append_printf (text,
                          "],\"prev\":\"%s\",\"role\":%s,\"seq\":%" G_GINT64_FORMAT ",\"v\":1,",
                          prev, role, commit->stamp.seq);
  append_id (text, "who", &commit->who);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/**
 * hearth_commit_sign_text:
 * @commit: everything but the id, which is filled in
 * @ops: 1 to 512 operations of hearth_commit_append_operation()
 * @seed: signing seed of the compartment
 *
 * Returns: (transfer full): the line without LF; %NULL with %HEARTH_MODEL_ERROR_LIMIT if it is longer
 *   than a line may be. Thread: any.
 */
char *
hearth_commit_sign_text (HearthCommit *commit,
                         const char *ops,
                         const HearthSecret *seed,
                         GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  gsize length;

  g_return_val_if_fail (ops != NULL && *ops != '\0', NULL);

  text = to_text (commit, ops);
  line = hearth_line_sign_text (HEARTH_LINE_LABEL_COMMIT, text, seed);
  length = strlen (line);
  if (length > HEARTH_LINE_MAX_LENGTH)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_LIMIT,
                           "a commit is longer than a line may be");
      return NULL;
    }
  hearth_line_id (line, length, commit->stamp.id);
  return g_steal_pointer (&line);
}

/** hearth_commit_sign: as hearth_commit_sign_text(), @ops: list of hearth_commit_operation_new(). */
char *
hearth_commit_sign (HearthCommit *commit, json_t *ops, const HearthSecret *seed, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (json_array_size (ops) >= 1, NULL);
  g_return_val_if_fail (json_array_size (ops) <= HEARTH_COMMIT_MAX_OPERATIONS, NULL);

  text = hearth_json_dump (ops);
  /* Its brackets stand in the line anyway. */
  text[strlen (text) - 1] = '\0';
  return hearth_commit_sign_text (commit, text + 1, seed, error);
}

static gboolean
read_id (const json_t *json, const char *key, HearthId *out)
{
  return hearth_id_parse (hearth_json_get_string (json, key), out);
}

static gboolean
read_prev (HearthCommit *commit)
{
  const char *prev = hearth_json_get_string (commit->json, "prev");

  if (prev != NULL && prev[0] == '\0')
    return commit->stamp.seq == 1;
  return commit->stamp.seq > 1 && hearth_hex_decode (prev, commit->prev, HEARTH_HASH_SIZE);
}

/* Bounds of bundles 14, whatever the key is for: what this version does not know is kept too. */
static gboolean
is_bounded (const json_t *value)
{
  const char *key;
  json_t *child;

  switch (json_typeof (value))
    {
    case JSON_STRING:
      return json_string_length (value) <= HEARTH_COMMIT_MAX_STRING;
    case JSON_ARRAY:
      if (json_array_size (value) > HEARTH_COMMIT_MAX_LIST)
        return FALSE;
      for (gsize i = 0; i < json_array_size (value); i++)
        if (!is_bounded (json_array_get (value, i)))
          return FALSE;
      return TRUE;
    case JSON_OBJECT:
      json_object_foreach ((json_t *) value, key, child) if (!is_bounded (child)) return FALSE;
      return TRUE;
    case JSON_INTEGER:
    case JSON_REAL:
    case JSON_TRUE:
    case JSON_FALSE:
    case JSON_NULL:
    default:
      return TRUE;
    }
}

static gboolean
is_over (const json_t *list)
{
  guint8 id[HEARTH_HASH_SIZE];

  if (list == NULL || json_array_size (list) > HEARTH_HEADS_MAX_OVER)
    return FALSE;
  for (gsize i = 0; i < json_array_size (list); i++)
    if (!hearth_hex_decode (json_string_value (json_array_get (list, i)), id, sizeof id))
      return FALSE;
  return TRUE;
}

static gboolean
is_operation (const json_t *operation, GHashTable *recs)
{
  HearthId rec;

  return hearth_json_get_string (operation, "kind") != NULL && read_id (operation, "rec", &rec) &&
         is_over (hearth_json_get_array (operation, "over")) &&
         hearth_json_get_object (operation, "set") != NULL && is_bounded (operation) &&
         g_hash_table_add (recs, hearth_id_copy (&rec));
}

/* At most one operation per record (bundles 2): heads know a commit once. */
static gboolean
read_operations (HearthCommit *commit)
{
  g_autoptr (GHashTable) recs =
      g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);

  commit->ops = hearth_json_get_array (commit->json, "ops");
  if (commit->ops == NULL || json_array_size (commit->ops) < 1 ||
      json_array_size (commit->ops) > HEARTH_COMMIT_MAX_OPERATIONS)
    return FALSE;

  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    if (!is_operation (json_array_get (commit->ops, i), recs))
      return FALSE;
  return TRUE;
}

static gboolean
read_keys (HearthCommit *commit)
{
  const json_t *json = commit->json;
  const char *cmp = hearth_json_get_string (json, "cmp");
  gint64 version;

  commit->role = hearth_json_get_string (json, "role");
  if (json_object_get (json, "act") != NULL && !read_id (json, "act", &commit->act))
    return FALSE;
  return hearth_json_get_int (json, "v", &version) && version == 1 && commit->role != NULL &&
         cmp != NULL && hearth_compartment_from_name (cmp, &commit->cmp) &&
         read_id (json, "case", &commit->case_id) && read_id (json, "dev", &commit->stamp.dev) &&
         read_id (json, "who", &commit->who) &&
         hearth_hlc_parse (hearth_json_get_string (json, "hlc"), &commit->stamp.hlc) &&
         hearth_json_get_int (json, "seq", &commit->stamp.seq) && commit->stamp.seq >= 1 &&
         read_prev (commit) && read_operations (commit);
}

/**
 * hearth_commit_parse:
 * @commit: (out): cleared with hearth_commit_clear(), also after a failure
 * @line: (array length=length): without LF
 *
 * Reads shape and keys of a line. Unknown keys are left alone (bundles 5, M10). Does not verify.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_JOURNAL or an error of the line. Thread: any.
 */
gboolean
hearth_commit_parse (HearthCommit *commit, const char *line, gsize length, GError **error)
{
  memset (commit, 0, sizeof *commit);
  commit->json = hearth_line_parse (line, length, error);
  if (commit->json == NULL)
    return FALSE;
  hearth_line_id (line, length, commit->stamp.id);
  if (!read_keys (commit))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                           "a line that is not a commit");
      return FALSE;
    }
  return TRUE;
}

/** hearth_commit_clear: frees what @commit holds. */
void
hearth_commit_clear (HearthCommit *commit)
{
  g_clear_pointer (&commit->json, json_decref);
  commit->ops = NULL;
  commit->role = NULL;
}
