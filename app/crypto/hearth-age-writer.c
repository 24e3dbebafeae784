/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-header.h"
#include "hearth-age-stream.h"
#include "hearth-age-writer.h"

#include <sodium.h>
#include <string.h>

#define LEAST_STANZAS 4

struct _HearthAgeWriter
{
  GOutputStream *sink;
  HearthAgeStream stream;
  guint8 *plain;
  guint8 *sealed;
  gsize n_plain;
  gboolean is_finished;
};

/* The number of recipients shows only as 4, 8, 16, 32 or 64 (bundles 9). */
static guint
stanza_class (guint n_recipients)
{
  guint n = LEAST_STANZAS;

  while (n < n_recipients)
    n *= 2;
  return n;
}

static void
shuffle (GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = randombytes_uniform (i);
      gpointer swapped = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = swapped;
    }
}

/* A stanza to a key that is thrown away at once, around bytes that open nothing. */
static HearthAgeStanza *
make_decoy (void)
{
  g_autoptr (HearthSecret) identity = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autoptr (HearthSecret) nothing = hearth_secret_new_random (HEARTH_AGE_FILE_KEY_SIZE);
  HearthAgeRecipient recipient;

  hearth_age_recipient_from_identity (identity, &recipient);
  return hearth_age_stanza_new_x25519 (&recipient, nothing);
}

/* Takes the header to the sink and makes the writer for what follows it. */
static HearthAgeWriter *
begin (GOutputStream *sink,
       const HearthAgeHeader *header,
       const HearthSecret *file_key,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *text = hearth_age_header_to_string (header, file_key);
  guint8 nonce[HEARTH_AGE_NONCE_SIZE];
  HearthAgeWriter *self;

  randombytes_buf (nonce, sizeof nonce);
  if (!g_output_stream_write_all (sink, text, strlen (text), NULL, cancellable, error) ||
      !g_output_stream_write_all (sink, nonce, sizeof nonce, NULL, cancellable, error))
    return NULL;

  self = g_new0 (HearthAgeWriter, 1);
  self->sink = g_object_ref (sink);
  self->plain = g_malloc (HEARTH_AGE_CHUNK_SIZE);
  self->sealed = g_malloc (HEARTH_AGE_CHUNK_SIZE + HEARTH_AGE_TAG_SIZE);
  hearth_age_stream_init (&self->stream, file_key, nonce);
  return self;
}

/**
 * hearth_age_writer_new:
 * @sink: gets the file; it is neither flushed nor closed here
 * @recipients: (array length=n_recipients): 1 to 64 keys
 * @with_decoys: hide the number of recipients behind stanzas to nobody
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_CRYPTO_ERROR_LIMIT,
 *   %HEARTH_CRYPTO_ERROR_INVALID for a key that protects nothing, or an error of @sink. Thread: any
 *   but main.
 */
HearthAgeWriter *
hearth_age_writer_new (GOutputStream *sink,
                       const HearthAgeRecipient *recipients,
                       guint n_recipients,
                       gboolean with_decoys,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (HearthSecret) file_key = hearth_secret_new_random (HEARTH_AGE_FILE_KEY_SIZE);
  g_autoptr (HearthAgeHeader) header = hearth_age_header_new ();

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (sink), NULL);
  g_return_val_if_fail (recipients != NULL && n_recipients > 0, NULL);

  if (n_recipients > HEARTH_AGE_MAX_STANZAS)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT,
                           "more than 64 recipients");
      return NULL;
    }
  for (guint i = 0; i < n_recipients; i++)
    {
      HearthAgeStanza *stanza = hearth_age_stanza_new_x25519 (&recipients[i], file_key);

      if (stanza == NULL)
        {
          g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                               "a recipient is no usable key");
          return NULL;
        }
      g_ptr_array_add (header->stanzas, stanza);
    }
  if (with_decoys)
    {
      for (guint i = n_recipients; i < stanza_class (n_recipients); i++)
        g_ptr_array_add (header->stanzas, make_decoy ());
      shuffle (header->stanzas);
    }
  return begin (sink, header, file_key, cancellable, error);
}

/**
 * hearth_age_writer_new_passphrase:
 * @passphrase: its bytes as they are, not normalised
 * @log_n: work factor, 1 to 20; %HEARTH_AGE_LOG_N takes about a second and 256 MiB
 *
 * As hearth_age_writer_new(); the passphrase is the only way in.
 */
HearthAgeWriter *
hearth_age_writer_new_passphrase (GOutputStream *sink,
                                  const HearthSecret *passphrase,
                                  guint log_n,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (HearthSecret) file_key = hearth_secret_new_random (HEARTH_AGE_FILE_KEY_SIZE);
  g_autoptr (HearthAgeHeader) header = hearth_age_header_new ();
  HearthAgeStanza *stanza;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (sink), NULL);
  g_return_val_if_fail (passphrase != NULL && log_n >= 1 && log_n <= 20, NULL);

  stanza = hearth_age_stanza_new_scrypt (passphrase, log_n, file_key, error);
  if (stanza == NULL)
    return NULL;
  g_ptr_array_add (header->stanzas, stanza);
  return begin (sink, header, file_key, cancellable, error);
}

/** hearth_age_writer_free: wipes the key and the plaintext at hand; does not finish the file. */
void
hearth_age_writer_free (HearthAgeWriter *self)
{
  sodium_memzero (self->plain, HEARTH_AGE_CHUNK_SIZE);
  hearth_age_stream_clear (&self->stream);
  g_object_unref (self->sink);
  g_free (self->plain);
  g_free (self->sealed);
  g_free (self);
}

static gboolean
put_chunk (HearthAgeWriter *self, gboolean is_last, GCancellable *cancellable, GError **error)
{
  gsize n = self->n_plain;

  hearth_age_stream_seal (&self->stream, self->plain, n, is_last, self->sealed);
  self->n_plain = 0;
  return g_output_stream_write_all (self->sink, self->sealed, n + HEARTH_AGE_TAG_SIZE, NULL,
                                    cancellable, error);
}

/**
 * hearth_age_writer_write:
 * @data: (array length=length): plaintext
 *
 * A full chunk is held back until more follows: the last one must carry its mark.
 *
 * Returns: %FALSE with an error of the sink; the file is then of no use.
 */
gboolean
hearth_age_writer_write (HearthAgeWriter *self,
                         const void *data,
                         gsize length,
                         GCancellable *cancellable,
                         GError **error)
{
  const guint8 *at = data;

  g_return_val_if_fail (self != NULL && !self->is_finished, FALSE);

  while (length > 0)
    {
      gsize n;

      if (self->n_plain == HEARTH_AGE_CHUNK_SIZE && !put_chunk (self, FALSE, cancellable, error))
        return FALSE;
      n = MIN (length, HEARTH_AGE_CHUNK_SIZE - self->n_plain);
      memcpy (self->plain + self->n_plain, at, n);
      self->n_plain += n;
      at += n;
      length -= n;
    }
  return TRUE;
}

/** hearth_age_writer_finish: writes the last chunk. Nothing may be written afterwards. */
gboolean
hearth_age_writer_finish (HearthAgeWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && !self->is_finished, FALSE);

  self->is_finished = TRUE;
  return put_chunk (self, TRUE, cancellable, error);
}
