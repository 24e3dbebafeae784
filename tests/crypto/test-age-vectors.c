/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every vector of tests/vectors/age: which failure it is, and the hash of all plaintext that was
 * given out before it. */
#include "config.h"

#include "hearth-age-armor-stream.h"
#include "hearth-age-key.h"
#include "hearth-age-reader.h"

#include <string.h>

#define N_VECTORS 124

typedef struct
{
  char *expect, *payload;
  GPtrArray *identities;
  HearthSecret *passphrase;
  gboolean is_armored, is_compressed;
  GBytes *file;
} Vector;

static char *
vectors_dir (void)
{
  return g_test_build_filename (G_TEST_DIST, "vectors", "age", NULL);
}

static void
read_key (Vector *vector, const char *key, const char *value)
{
  if (g_str_equal (key, "expect"))
    vector->expect = g_strdup (value);
  else if (g_str_equal (key, "payload"))
    vector->payload = g_strdup (value);
  else if (g_str_equal (key, "passphrase"))
    {
      /* One vector has two, and is refused before any of them is tried. */
      g_clear_pointer (&vector->passphrase, hearth_secret_unref);
      vector->passphrase = hearth_secret_new ((const guint8 *) value, strlen (value));
    }
  else if (g_str_equal (key, "armored"))
    vector->is_armored = TRUE;
  else if (g_str_equal (key, "compressed"))
    vector->is_compressed = TRUE;
  else if (g_str_equal (key, "identity"))
    {
      HearthSecret *identity = hearth_age_identity_parse (value, strlen (value));

      g_assert_nonnull (identity);
      g_ptr_array_add (vector->identities, identity);
    }
  else
    g_assert_true (g_str_equal (key, "comment") || g_str_equal (key, "file key"));
}

static GBytes *
decompress (GBytes *compressed)
{
  g_autoptr (GConverter) inflate =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (compressed);
  g_autoptr (GInputStream) inflated = g_converter_input_stream_new (source, inflate);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (sink, inflated, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

static void
load (Vector *vector, const char *path)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  char *at, *lf;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  vector->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);
  for (at = content; *at != '\n'; at = lf + 1)
    {
      char *colon = strstr (at, ": ");

      lf = strchr (at, '\n');
      g_assert_true (lf != NULL && colon != NULL && colon < lf);
      *lf = *colon = '\0';
      read_key (vector, at, colon + 2);
    }
  vector->file = g_bytes_new (at + 1, length - (gsize) (at + 1 - content));
  if (vector->is_compressed)
    {
      g_autoptr (GBytes) compressed = g_steal_pointer (&vector->file);

      vector->file = decompress (compressed);
    }
}

static void
clear (Vector *vector)
{
  g_free (vector->expect);
  g_free (vector->payload);
  g_ptr_array_unref (vector->identities);
  g_clear_pointer (&vector->passphrase, hearth_secret_unref);
  g_bytes_unref (vector->file);
}

static const char *
name_failure (const GError *error)
{
  if (error == NULL)
    return "success";
  g_assert_true (error->domain == HEARTH_CRYPTO_ERROR);
  switch ((HearthCryptoError) error->code)
    {
    case HEARTH_CRYPTO_ERROR_NOT_AGE:
    case HEARTH_CRYPTO_ERROR_HEADER:
    case HEARTH_CRYPTO_ERROR_LIMIT:
      return "header failure";
    case HEARTH_CRYPTO_ERROR_NO_KEY:
      return "no match";
    case HEARTH_CRYPTO_ERROR_MAC:
      return "HMAC failure";
    case HEARTH_CRYPTO_ERROR_PAYLOAD:
      return "payload failure";
    case HEARTH_CRYPTO_ERROR_ARMOR:
      return "armor failure";
    case HEARTH_CRYPTO_ERROR_INVALID:
    case HEARTH_CRYPTO_ERROR_SIGNATURE:
    case HEARTH_CRYPTO_ERROR_NO_MEMORY:
    default:
      return "another failure";
    }
}

/* Odd sizes, so that reads do not fall on the borders of chunks. */
static void
decrypt (const Vector *vector, GChecksum *released, GError **error)
{
  g_autoptr (GInputStream) file = g_memory_input_stream_new_from_bytes (vector->file);
  g_autoptr (GInputStream) source =
      vector->is_armored ? hearth_age_armor_stream_new (file) : g_object_ref (file);
  g_autoptr (HearthAgeReader) reader = NULL;
  guint8 buffer[4099];
  gssize n;

  reader = hearth_age_reader_new (source, vector->identities, vector->passphrase, HEARTH_AGE_LOG_N,
                                  NULL, error);
  if (reader == NULL)
    return;
  while ((n = hearth_age_reader_read (reader, buffer, sizeof buffer, NULL, error)) > 0)
    g_checksum_update (released, buffer, n);
}

static void
test_vector (gconstpointer data)
{
  g_autoptr (GChecksum) released = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) error = NULL;
  Vector vector = { 0 };

  load (&vector, data);
  decrypt (&vector, released, &error);
  g_assert_cmpstr (name_failure (error), ==, vector.expect);
  if (vector.payload != NULL)
    g_assert_cmpstr (g_checksum_get_string (released), ==, vector.payload);
  clear (&vector);
}

static void
test_all_vectors_are_there (void)
{
  g_autofree char *path = vectors_dir ();
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, N_VECTORS + 1); /* and README */
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  path = vectors_dir ();
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test_name = g_strconcat ("/age-vectors/", name, NULL);

      if (!g_str_equal (name, "README"))
        g_test_add_data_func_full (test_name, g_build_filename (path, name, NULL), test_vector,
                                   g_free);
    }
  g_test_add_func ("/age-vectors/all-vectors-are-there", test_all_vectors_are_there);
  return g_test_run ();
}
