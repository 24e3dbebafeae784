/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text at the front of an age file: version, stanzas, MAC (age v1; bundles 9). Parsed from
 * memory; hearth-age-reader gathers the bytes and bounds them. */
#include "config.h"

#include "hearth-age-header.h"
#include "hearth-base64.h"
#include "hearth-kdf.h"

#include <sodium.h>
#include <string.h>

#define VERSION_LINE "age-encryption.org/v1"
#define BODY_COLUMNS 64
#define BODY_LINE_BYTES 48

typedef struct
{
  const char *begin;
  const char *at;
  const char *end;
} Cursor;

/** hearth_age_header_new: Returns: (transfer full): without stanzas. */
HearthAgeHeader *
hearth_age_header_new (void)
{
  HearthAgeHeader *self = g_new0 (HearthAgeHeader, 1);

  self->stanzas = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_age_stanza_free);
  return self;
}

/** hearth_age_header_free: frees @self. */
void
hearth_age_header_free (HearthAgeHeader *self)
{
  g_ptr_array_unref (self->stanzas);
  g_free (self);
}

static gboolean
fail (GError **error, HearthCryptoError code, const char *message)
{
  g_set_error_literal (error, HEARTH_CRYPTO_ERROR, code, message);
  return FALSE;
}

static gboolean
next_line (Cursor *cursor, const char **line, gsize *length)
{
  const char *lf = memchr (cursor->at, '\n', (gsize) (cursor->end - cursor->at));

  if (lf == NULL)
    return FALSE;
  *line = cursor->at;
  *length = (gsize) (lf - cursor->at);
  cursor->at = lf + 1;
  return TRUE;
}

/* A file whose first line is cut, or lost a bit or two, is a damaged age file and no other kind of
 * file: one of the halves of the line still stands. */
static gboolean
check_version (const char *line, gsize length, GError **error)
{
  gsize whole = strlen (VERSION_LINE), half = whole / 2;

  if (length == whole && memcmp (line, VERSION_LINE, whole) == 0)
    return TRUE;
  if ((length > 0 && memcmp (line, VERSION_LINE, MIN (length, half)) == 0) ||
      (length >= whole - 1 && memcmp (line + half, VERSION_LINE + half, whole - 1 - half) == 0))
    return fail (error, HEARTH_CRYPTO_ERROR_HEADER, "an unknown version of age");
  return fail (error, HEARTH_CRYPTO_ERROR_NOT_AGE, "not an age file");
}

/* "-> " and arguments of visible ASCII, one space between them. */
static char **
parse_args (const char *line, gsize length)
{
  g_auto (GStrv) args = NULL;
  g_autofree char *text = NULL;

  if (length < 4 || memcmp (line, "-> ", 3) != 0)
    return NULL;
  for (gsize i = 3; i < length; i++)
    if (line[i] < ' ' || line[i] > '~')
      return NULL;

  text = g_strndup (line + 3, length - 3);
  args = g_strsplit (text, " ", -1);
  for (guint i = 0; args[i] != NULL; i++)
    if (args[i][0] == '\0')
      return NULL;
  return g_steal_pointer (&args);
}

/* Full lines of 64 columns, then one shorter line, which may be empty. */
static gboolean
parse_body (Cursor *cursor, HearthAgeStanza *stanza)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  const char *line;
  gsize length;

  do
    {
      guint8 bytes[BODY_LINE_BYTES];
      gsize n_bytes;

      if (!next_line (cursor, &line, &length) || length > BODY_COLUMNS)
        return FALSE;
      n_bytes = length * 6 / 8;
      if (!hearth_base64_decode (line, length, bytes, n_bytes))
        return FALSE;
      g_byte_array_append (body, bytes, (guint) n_bytes);
    }
  while (length == BODY_COLUMNS);

  stanza->body_length = body->len;
  stanza->body = g_byte_array_free (g_steal_pointer (&body), FALSE);
  return TRUE;
}

/* What goes on after the limit is too long. What breaks the format before it is not: a reader that finds no end
 * of a damaged header gathers the payload too. */
static gboolean
fail_cut (gsize length, GError **error)
{
  if (length > HEARTH_AGE_MAX_HEADER)
    return fail (error, HEARTH_CRYPTO_ERROR_LIMIT, "the header is too long");
  return fail (error, HEARTH_CRYPTO_ERROR_HEADER, "the header is cut");
}

static gboolean
has_line (const Cursor *cursor)
{
  return memchr (cursor->at, '\n', (gsize) (cursor->end - cursor->at)) != NULL;
}

static gboolean
parse_stanza (Cursor *cursor, const char *line, gsize length, HearthAgeHeader *self, GError **error)
{
  g_autoptr (HearthAgeStanza) stanza = g_new0 (HearthAgeStanza, 1);

  stanza->args = parse_args (line, length);
  if (stanza->args == NULL)
    return fail (error, HEARTH_CRYPTO_ERROR_HEADER, "a stanza breaks the format");
  if (!parse_body (cursor, stanza))
    return has_line (cursor) ? fail (error, HEARTH_CRYPTO_ERROR_HEADER, "a body breaks the format")
                             : fail_cut ((gsize) (cursor->end - cursor->begin), error);
  if (self->stanzas->len >= HEARTH_AGE_MAX_STANZAS)
    return fail (error, HEARTH_CRYPTO_ERROR_LIMIT, "more than 64 stanzas");
  g_ptr_array_add (self->stanzas, g_steal_pointer (&stanza));
  return TRUE;
}

static gboolean
parse_footer (HearthAgeHeader *self, const char *line, gsize length)
{
  return length == 4 + HEARTH_BASE64_LENGTH (HEARTH_AGE_MAC_SIZE) && line[3] == ' ' &&
         hearth_base64_decode (line + 4, length - 4, self->mac, HEARTH_AGE_MAC_SIZE);
}

static gboolean
check_stanzas (const HearthAgeHeader *self, GError **error)
{
  if (self->stanzas->len == 0)
    return fail (error, HEARTH_CRYPTO_ERROR_HEADER, "a header without stanzas");
  for (guint i = 0; i < self->stanzas->len; i++)
    if (!hearth_age_stanza_check (self->stanzas->pdata[i], self->stanzas->len))
      return fail (error, HEARTH_CRYPTO_ERROR_HEADER, "a stanza of a known type is malformed");
  return TRUE;
}

/**
 * hearth_age_header_parse:
 * @text: (array length=length): the whole header, from the version to the LF after the MAC
 *
 * Source: age v1, header. Stanzas of unknown types are kept, for they may be anybody's.
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_CRYPTO_ERROR_NOT_AGE,
 *   %HEARTH_CRYPTO_ERROR_HEADER or %HEARTH_CRYPTO_ERROR_LIMIT. Thread: any.
 */
HearthAgeHeader *
hearth_age_header_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (HearthAgeHeader) self = hearth_age_header_new ();
  Cursor cursor = { text, text, text + length };
  const char *line = text;
  gsize line_length = 0;

  if (!next_line (&cursor, &line, &line_length))
    line_length = length;
  if (!check_version (line, line_length, error))
    return NULL;

  for (;;)
    {
      if (!next_line (&cursor, &line, &line_length))
        return fail_cut (length, error), NULL;
      if (line_length >= 3 && memcmp (line, "---", 3) == 0)
        break;
      if (!parse_stanza (&cursor, line, line_length, self, error))
        return NULL;
    }
  if (length > HEARTH_AGE_MAX_HEADER)
    return fail_cut (length, error), NULL;

  self->mac_length = (gsize) (line - text) + 3;
  if (!parse_footer (self, line, line_length) || cursor.at != cursor.end)
    return fail (error, HEARTH_CRYPTO_ERROR_HEADER, "the MAC line breaks the format"), NULL;
  if (!check_stanzas (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
compute_mac (const char *text, gsize length, const HearthSecret *file_key, guint8 mac[32])
{
  g_autoptr (HearthSecret) key = hearth_kdf_derive (file_key, "header");
  crypto_auth_hmacsha256_state state;

  crypto_auth_hmacsha256_init (&state, hearth_secret_get_bytes (key), HEARTH_KDF_KEY_SIZE);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) text, length);
  crypto_auth_hmacsha256_final (&state, mac);
  sodium_memzero (&state, sizeof state);
}

static void
append_stanza (GString *text, const HearthAgeStanza *stanza)
{
  g_autofree char *args = g_strjoinv (" ", stanza->args);
  g_autofree char *body = hearth_base64_encode (stanza->body, stanza->body_length);
  gsize length = strlen (body), at = 0;

  g_string_append_printf (text, "-> %s\n", args);
  for (; length - at >= BODY_COLUMNS; at += BODY_COLUMNS)
    {
      g_string_append_len (text, body + at, BODY_COLUMNS);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, body + at);
  g_string_append_c (text, '\n');
}

/** hearth_age_header_to_string: Returns: (transfer full): with the MAC under @file_key, and its LF. */
char *
hearth_age_header_to_string (const HearthAgeHeader *self, const HearthSecret *file_key)
{
  g_autoptr (GString) text = g_string_new (VERSION_LINE "\n");
  g_autofree char *encoded = NULL;
  guint8 mac[HEARTH_AGE_MAC_SIZE];

  for (guint i = 0; i < self->stanzas->len; i++)
    append_stanza (text, self->stanzas->pdata[i]);
  g_string_append (text, "---");
  compute_mac (text->str, text->len, file_key, mac);
  encoded = hearth_base64_encode (mac, sizeof mac);
  g_string_append_printf (text, " %s\n", encoded);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/** hearth_age_header_check_mac: @text: what @self was parsed from. Constant time. */
gboolean
hearth_age_header_check_mac (const HearthAgeHeader *self,
                             const char *text,
                             const HearthSecret *file_key)
{
  guint8 mac[HEARTH_AGE_MAC_SIZE];

  compute_mac (text, self->mac_length, file_key, mac);
  return sodium_memcmp (mac, self->mac, sizeof mac) == 0;
}
