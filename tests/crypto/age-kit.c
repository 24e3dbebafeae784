/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "age-kit.h"
#include "hearth-age-armor-stream.h"

GPtrArray *
age_kit_make_identities (guint n)
{
  GPtrArray *identities = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (identities, hearth_secret_new_random (HEARTH_KEY_SIZE));
  return identities;
}

HearthAgeRecipient *
age_kit_make_recipients (GPtrArray *identities)
{
  HearthAgeRecipient *recipients = g_new (HearthAgeRecipient, identities->len);

  for (guint i = 0; i < identities->len; i++)
    hearth_age_recipient_from_identity (identities->pdata[i], &recipients[i]);
  return recipients;
}

/* Bytes that differ from place to place, so that a swapped chunk would show. */
GBytes *
age_kit_make_payload (gsize size)
{
  guint8 *bytes = g_malloc (size + 1);
  guint32 state = 1;

  for (gsize i = 0; i < size; i++)
    {
      state = state * 1664525 + 1013904223;
      bytes[i] = (guint8) (state >> 24);
    }
  return g_bytes_new_take (bytes, size);
}

GBytes *
age_kit_encrypt (GBytes *payload,
                 GPtrArray *identities,
                 const HearthSecret *passphrase,
                 gboolean with_decoys)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (HearthAgeWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  gsize size, at = 0;
  const guint8 *bytes = g_bytes_get_data (payload, &size);

  if (passphrase != NULL)
    writer = hearth_age_writer_new_passphrase (sink, passphrase, AGE_KIT_LOG_N, NULL, &error);
  else
    {
      g_autofree HearthAgeRecipient *recipients = age_kit_make_recipients (identities);

      writer = hearth_age_writer_new (sink, recipients, identities->len, with_decoys, NULL, &error);
    }
  g_assert_no_error (error);
  for (gsize n = 1; at < size; at += n, n = MIN (3 * n, size - at))
    g_assert_true (hearth_age_writer_write (writer, bytes + at, n, NULL, &error));
  g_assert_true (hearth_age_writer_finish (writer, NULL, &error));
  g_output_stream_close (sink, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

GBytes *
age_kit_decrypt (GBytes *file,
                 GPtrArray *identities,
                 const HearthSecret *passphrase,
                 GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (GInputStream) source = hearth_age_open_any (memory, NULL, error);
  g_autoptr (HearthAgeReader) reader =
      hearth_age_reader_new (source, identities, passphrase, HEARTH_AGE_LOG_N, NULL, error);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint8 buffer[20000];
  gssize n;

  if (reader == NULL)
    return NULL;
  while ((n = hearth_age_reader_read (reader, buffer, sizeof buffer, NULL, error)) > 0)
    g_byte_array_append (plain, buffer, (guint) n);
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&plain)) : NULL;
}
