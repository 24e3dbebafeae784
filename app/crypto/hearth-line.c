/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signed line: 86 characters of base64, a space, one canonical JSON object (bundles 1). A line
 * is handed about without its LF. It is kept and passed on as the bytes that were signed. */
#include "config.h"

#include "hearth-base64.h"
#include "hearth-line.h"

#include <string.h>

/* The bytes that the signature covers. */
static char *
label_json (const char *label, const char *json, gsize json_length, gsize *length)
{
  gsize label_length = strlen (label);
  char *data = g_malloc (label_length + json_length);

  memcpy (data, label, label_length);
  memcpy (data + label_length, json, json_length);
  *length = label_length + json_length;
  return data;
}

/**
 * hearth_line_sign_text:
 * @label: one of the labels above
 * @json_text: canonical JSON, as hearth_json_dump() writes it
 * @seed: of the Ed25519 key, 32 bytes
 *
 * Returns: (transfer full): the line, without LF. Thread: any.
 */
char *
hearth_line_sign_text (const char *label, const char *json_text, const HearthSecret *seed)
{
  guint8 signature[HEARTH_SIGNATURE_SIZE];
  g_autofree char *data = NULL;
  g_autofree char *encoded = NULL;
  gsize length;

  g_return_val_if_fail (label != NULL && json_text != NULL && seed != NULL, NULL);

  data = label_json (label, json_text, strlen (json_text), &length);
  hearth_key_sign (seed, data, length, signature);
  encoded = hearth_base64_encode (signature, sizeof signature);
  return g_strconcat (encoded, " ", json_text, NULL);
}

/** hearth_line_sign: as hearth_line_sign_text(), over the canonical form of @json. */
char *
hearth_line_sign (const char *label, const json_t *json, const HearthSecret *seed)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (json_is_object (json), NULL);

  text = hearth_json_dump (json);
  return hearth_line_sign_text (label, text, seed);
}

static gboolean
read_signature (const char *line, gsize length, guint8 out[HEARTH_SIGNATURE_SIZE])
{
  return length > HEARTH_LINE_JSON_OFFSET && line[HEARTH_LINE_SIGNATURE_LENGTH] == ' ' &&
         hearth_base64_decode (line, HEARTH_LINE_SIGNATURE_LENGTH, out, HEARTH_SIGNATURE_SIZE);
}

/**
 * hearth_line_parse:
 * @line: (array length=length): without LF
 *
 * Reads the shape: a signature in base64, a space, a canonical JSON object. Says nothing about who
 * signed it.
 *
 * Returns: (transfer full) (nullable): the object, released with json_decref(); %NULL with
 *   %HEARTH_CRYPTO_ERROR_LIMIT, %HEARTH_CRYPTO_ERROR_INVALID, or an error of hearth-json. Thread: any.
 */
json_t *
hearth_line_parse (const char *line, gsize length, GError **error)
{
  guint8 signature[HEARTH_SIGNATURE_SIZE];
  json_t *json;

  g_return_val_if_fail (line != NULL, NULL);

  if (length > HEARTH_LINE_MAX_LENGTH)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT,
                           "a signed line is too long");
      return NULL;
    }
  if (!read_signature (line, length, signature) || line[HEARTH_LINE_JSON_OFFSET] != '{')
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                           "not a signed line");
      return NULL;
    }

  json = hearth_json_parse_canonical (line + HEARTH_LINE_JSON_OFFSET,
                                      length - HEARTH_LINE_JSON_OFFSET, error);
  return json;
}

/**
 * hearth_line_verify:
 * @line: (array length=length): without LF
 *
 * Returns: whether the signature of @line was made for @label with the seed of @public_key. A line
 *   that is forged, or no line at all, is %FALSE. Thread: any.
 */
gboolean
hearth_line_verify (const char *line,
                    gsize length,
                    const char *label,
                    const guint8 public_key[HEARTH_KEY_SIZE])
{
  guint8 signature[HEARTH_SIGNATURE_SIZE];
  g_autofree char *data = NULL;
  gsize data_length;

  g_return_val_if_fail (line != NULL && label != NULL && public_key != NULL, FALSE);

  if (length > HEARTH_LINE_MAX_LENGTH || !read_signature (line, length, signature))
    return FALSE;
  data = label_json (label, line + HEARTH_LINE_JSON_OFFSET, length - HEARTH_LINE_JSON_OFFSET,
                     &data_length);
  return hearth_key_verify (public_key, data, data_length, signature);
}

/** hearth_line_id: H of the line without its LF; written as 64 hex digits. Thread: any. */
void
hearth_line_id (const char *line, gsize length, guint8 out[HEARTH_HASH_SIZE])
{
  hearth_hash (out, line, length);
}
