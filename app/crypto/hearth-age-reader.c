/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-header.h"
#include "hearth-age-reader.h"
#include "hearth-age-stream.h"

#include <sodium.h>
#include <string.h>

#define SEALED_SIZE (HEARTH_AGE_CHUNK_SIZE + HEARTH_AGE_TAG_SIZE)
#define LONGEST_VERSION_LINE 64

struct _HearthAgeReader
{
  GInputStream *source; /* buffered: the header is read byte by byte */
  HearthAgeStream stream;
  guint8 *sealed;
  guint8 *plain;
  gsize n_plain, n_given;
  gboolean is_last; /* the final chunk has been opened */
  int opener;
  GError *failure; /* what every later read reports again */
};

/* Whether @header ends with the whole line of the MAC, or can no longer become a header. */
static gboolean
is_complete (const GByteArray *header, guint line_start)
{
  const char *text = (const char *) header->data;
  guint length = header->len;

  if (length > HEARTH_AGE_MAX_HEADER)
    return TRUE;
  if (text[length - 1] != '\n')
    return line_start == 0 && length >= LONGEST_VERSION_LINE;
  return length - line_start > 3 && memcmp (text + line_start, "---", 3) == 0;
}

static GByteArray *
gather_header (GInputStream *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) header = g_byte_array_new ();
  GBufferedInputStream *buffered = G_BUFFERED_INPUT_STREAM (source);
  guint line_start = 0;

  for (;;)
    {
      g_autoptr (GError) local = NULL;
      int c = g_buffered_input_stream_read_byte (buffered, cancellable, &local);
      guint8 byte = (guint8) c;

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (c < 0)
        break;
      g_byte_array_append (header, &byte, 1);
      if (is_complete (header, line_start))
        break;
      if (byte == '\n')
        line_start = header->len;
    }
  return g_steal_pointer (&header);
}

static gboolean
open_with_identity (const HearthAgeHeader *header,
                    const HearthSecret *identity,
                    HearthSecret *file_key,
                    GError **error)
{
  HearthAgeRecipient recipient;

  hearth_age_recipient_from_identity (identity, &recipient);
  for (guint i = 0; i < header->stanzas->len; i++)
    {
      GError *local = NULL;

      if (hearth_age_stanza_open_x25519 (header->stanzas->pdata[i], identity, &recipient, file_key,
                                         &local))
        return TRUE;
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return FALSE;
}

static gboolean
open_with_identities (const HearthAgeHeader *header,
                      GPtrArray *identities,
                      HearthSecret *file_key,
                      int *opener,
                      GError **error)
{
  for (guint i = 0; i < identities->len; i++)
    {
      GError *local = NULL;

      if (open_with_identity (header, identities->pdata[i], file_key, &local))
        {
          *opener = (int) i;
          return TRUE;
        }
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return FALSE;
}

/* The file key, or NULL with the error that tells why. */
static HearthSecret *
find_file_key (const HearthAgeHeader *header,
               GPtrArray *identities,
               const HearthSecret *passphrase,
               guint max_log_n,
               int *opener,
               GError **error)
{
  g_autoptr (HearthSecret) file_key = hearth_secret_new_zero (HEARTH_AGE_FILE_KEY_SIZE);
  g_autoptr (GError) local = NULL;

  *opener = -1;
  if (passphrase != NULL && hearth_age_stanza_open_scrypt (header->stanzas->pdata[0], passphrase,
                                                           max_log_n, file_key, &local))
    return g_steal_pointer (&file_key);
  if (local == NULL && identities != NULL &&
      open_with_identities (header, identities, file_key, opener, &local))
    return g_steal_pointer (&file_key);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_KEY,
                         "no key or passphrase at hand opens the file");
  return NULL;
}

static HearthSecret *
open_header (GInputStream *source,
             GPtrArray *identities,
             const HearthSecret *passphrase,
             guint max_log_n,
             int *opener,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GByteArray) text = gather_header (source, cancellable, error);
  g_autoptr (HearthAgeHeader) header = NULL;
  g_autoptr (HearthSecret) file_key = NULL;

  if (text == NULL)
    return NULL;
  header =
      hearth_age_header_parse (text->len > 0 ? (const char *) text->data : "", text->len, error);
  if (header == NULL)
    return NULL;
  file_key = find_file_key (header, identities, passphrase, max_log_n, opener, error);
  if (file_key == NULL)
    return NULL;
  if (!hearth_age_header_check_mac (header, (const char *) text->data, file_key))
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_MAC,
                           "the header was changed");
      return NULL;
    }
  return g_steal_pointer (&file_key);
}

/**
 * hearth_age_reader_new:
 * @source: stands at the first byte of the file; it is read to its end, but not closed
 * @identities: (element-type HearthSecret) (nullable): X25519 secret keys
 * @passphrase: (nullable): its bytes as they are, not normalised
 * @max_log_n: work factor of a passphrase beyond which is refused, e.g. %HEARTH_AGE_LOG_N
 *
 * Reads the header, finds the file key and checks the MAC before any byte of the payload. Source:
 * age v1; bundles 9.
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_CRYPTO_ERROR_NOT_AGE,
 *   %HEARTH_CRYPTO_ERROR_HEADER, %HEARTH_CRYPTO_ERROR_LIMIT, %HEARTH_CRYPTO_ERROR_NO_KEY,
 *   %HEARTH_CRYPTO_ERROR_MAC or an error of @source. Thread: any but main.
 */
HearthAgeReader *
hearth_age_reader_new (GInputStream *source,
                       GPtrArray *identities,
                       const HearthSecret *passphrase,
                       guint max_log_n,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GInputStream) buffered = NULL;
  g_autoptr (HearthSecret) file_key = NULL;
  guint8 nonce[HEARTH_AGE_NONCE_SIZE];
  HearthAgeReader *self;
  gsize n_read;
  int opener;

  g_return_val_if_fail (G_IS_INPUT_STREAM (source), NULL);
  g_return_val_if_fail (max_log_n <= HEARTH_AGE_MAX_LOG_N, NULL);

  buffered = g_buffered_input_stream_new_sized (source, SEALED_SIZE);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);
  file_key = open_header (buffered, identities, passphrase, max_log_n, &opener, cancellable, error);
  if (file_key == NULL)
    return NULL;
  if (!g_input_stream_read_all (buffered, nonce, sizeof nonce, &n_read, cancellable, error))
    return NULL;
  if (n_read < sizeof nonce)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_HEADER,
                           "the file ends before its payload");
      return NULL;
    }

  self = g_new0 (HearthAgeReader, 1);
  self->source = g_steal_pointer (&buffered);
  self->opener = opener;
  self->sealed = g_malloc (SEALED_SIZE);
  self->plain = g_malloc (HEARTH_AGE_CHUNK_SIZE);
  hearth_age_stream_init (&self->stream, file_key, nonce);
  return self;
}

/** hearth_age_reader_free: wipes the key and the plaintext at hand. */
void
hearth_age_reader_free (HearthAgeReader *self)
{
  sodium_memzero (self->plain, HEARTH_AGE_CHUNK_SIZE);
  hearth_age_stream_clear (&self->stream);
  g_clear_error (&self->failure);
  g_object_unref (self->source);
  g_free (self->sealed);
  g_free (self->plain);
  g_free (self);
}

static gboolean
fail_payload (GError **error, const char *message)
{
  g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_PAYLOAD, message);
  return FALSE;
}

/* A full chunk may be the last one: it is tried both ways, so that all that is authentic is given
 * out before whatever follows is refused. */
static gboolean
open_chunk (HearthAgeReader *self, gsize n_sealed, GError **error)
{
  gboolean was_first = hearth_age_stream_is_first (&self->stream);

  if (n_sealed < HEARTH_AGE_TAG_SIZE)
    return fail_payload (error, "the payload is cut");
  if (n_sealed == SEALED_SIZE &&
      hearth_age_stream_open (&self->stream, self->sealed, n_sealed, FALSE, self->plain))
    self->is_last = FALSE;
  else if (hearth_age_stream_open (&self->stream, self->sealed, n_sealed, TRUE, self->plain))
    self->is_last = TRUE;
  else
    return fail_payload (error, "a chunk of the payload is damaged or missing");

  if (n_sealed == HEARTH_AGE_TAG_SIZE && !was_first)
    return fail_payload (error, "the last chunk is empty");
  self->n_plain = n_sealed - HEARTH_AGE_TAG_SIZE;
  self->n_given = 0;
  return TRUE;
}

static gboolean
next_chunk (HearthAgeReader *self, GCancellable *cancellable, GError **error)
{
  gsize n_read;

  if (!g_input_stream_read_all (self->source, self->sealed, self->is_last ? 1 : SEALED_SIZE,
                                &n_read, cancellable, error))
    return FALSE;
  self->n_plain = self->n_given = 0;
  if (!self->is_last)
    return open_chunk (self, n_read, error);
  return n_read == 0 || fail_payload (error, "bytes follow the last chunk");
}

/**
 * hearth_age_reader_read:
 * @buffer: (out caller-allocates) (array length=count): plaintext
 *
 * Returns: the number of bytes, which may be fewer than @count; 0 only at the end of a file that is
 *   whole; -1 with %HEARTH_CRYPTO_ERROR_PAYLOAD or an error of the source, and so ever after.
 */
gssize
hearth_age_reader_read (
    HearthAgeReader *self, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  gsize n;

  g_return_val_if_fail (self != NULL && (buffer != NULL || count == 0), -1);

  if (self->failure == NULL && count > 0 && self->n_given == self->n_plain)
    next_chunk (self, cancellable, &self->failure);
  if (self->failure != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->failure);
      return -1;
    }
  n = MIN (count, self->n_plain - self->n_given);
  memcpy (buffer, self->plain + self->n_given, n);
  self->n_given += n;
  return (gssize) n;
}

/** hearth_age_reader_get_opener: Returns: index of the identity that opened the file; -1 for the passphrase. */
int
hearth_age_reader_get_opener (HearthAgeReader *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->opener;
}
