/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer's bytes, made with a random source that repeats itself: any change of the form of a file
 * shows, even one that our own reader would not mind. */
#include "config.h"

#include "hearth-age-writer.h"
#include "hearth-hash.h"
#include "hearth-id.h"

#include <sodium.h>
#include <string.h>

static guint32 state;

static const char *
name (void)
{
  return "repeating";
}

static guint32
next (void)
{
  state = state * 1664525 + 1013904223;
  return state;
}

static void
fill (void *const buffer, const size_t size)
{
  guint8 *bytes = buffer;

  for (size_t i = 0; i < size; i++)
    bytes[i] = (guint8) (next () >> 24);
}

static randombytes_implementation repeating = { name, next, NULL, NULL, fill, NULL };

static char *
hash_of (HearthAgeWriter *writer, GOutputStream *sink, gsize n_bytes)
{
  g_autofree guint8 *plain = g_malloc0 (n_bytes);
  g_autoptr (GBytes) file = NULL;
  guint8 hash[HEARTH_HASH_SIZE];

  g_assert_true (hearth_age_writer_write (writer, plain, n_bytes, NULL, NULL));
  g_assert_true (hearth_age_writer_finish (writer, NULL, NULL));
  g_output_stream_close (sink, NULL, NULL);
  file = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
  hearth_hash (hash, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  return hearth_hex_encode (hash, sizeof hash);
}

static void
test_recipients_and_decoys (void)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (HearthAgeWriter) writer = NULL;
  g_autofree char *hash = NULL;
  HearthAgeRecipient recipients[2] = { { { 9 } }, { { 2 } } };

  state = 1;
  writer = hearth_age_writer_new (sink, recipients, 2, TRUE, NULL, NULL);
  hash = hash_of (writer, sink, 70000);
  g_assert_cmpstr (hash, ==, "3c2ca8740ef095c2ee6c89af9a06415505f761c7150489197cdc068b7d72251e");
}

static void
test_passphrase (void)
{
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "words", 5);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (HearthAgeWriter) writer = NULL;
  g_autofree char *hash = NULL;

  state = 1;
  writer = hearth_age_writer_new_passphrase (sink, passphrase, 10, NULL, NULL);
  hash = hash_of (writer, sink, 0);
  g_assert_cmpstr (hash, ==, "bcee837e9168ef7678b91236bb3dd4dbe4e90f024404695a8928751563232329");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (randombytes_set_implementation (&repeating), ==, 0);
  g_test_add_func ("/age-golden/recipients-and-decoys", test_recipients_and_decoys);
  g_test_add_func ("/age-golden/passphrase", test_passphrase);
  return g_test_run ();
}
