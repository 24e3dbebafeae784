/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-id.h"

#include <string.h>

#define HEX "00112233445566778899aabbccddeeff"

static void
hex_is_read_back_as_it_was_written (void)
{
  HearthId id;
  g_autofree char *text = NULL;
  char buffer[HEARTH_ID_HEX_SIZE];

  g_assert_true (hearth_id_parse (HEX, &id));
  g_assert_cmpint (id.bytes[0], ==, 0x00);
  g_assert_cmpint (id.bytes[1], ==, 0x11);
  g_assert_cmpint (id.bytes[15], ==, 0xff);
  text = hearth_id_to_string (&id);
  g_assert_cmpstr (text, ==, HEX);
  hearth_id_format (&id, buffer);
  g_assert_cmpstr (buffer, ==, HEX);
}

static void
what_is_not_an_id_is_refused_and_leaves_the_place_alone (void)
{
  static const char *const refused[] = {
    "",
    "00112233445566778899aabbccddeef",
    "00112233445566778899aabbccddeefff",
    "00112233445566778899AABBCCDDEEFF",
    "0x112233445566778899aabbccddeeff",
    " 0112233445566778899aabbccddeeff",
    "00112233-4455-6677-8899-aabbccdd",
    "g0112233445566778899aabbccddeeff",
  };
  HearthId id, before;

  g_assert_true (hearth_id_parse (HEX, &before));
  id = before;
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (hearth_id_parse (refused[i], &id));
      g_assert_true (hearth_id_equal (&id, &before));
    }
  g_assert_false (hearth_id_parse (NULL, &id));
}

static void
only_all_zeros_is_none (void)
{
  HearthId id;

  g_assert_true (hearth_id_parse ("00000000000000000000000000000000", &id));
  g_assert_true (hearth_id_is_zero (&id));
  g_assert_true (hearth_id_parse ("00000000000000000000000000000001", &id));
  g_assert_false (hearth_id_is_zero (&id));
  g_assert_true (hearth_id_parse ("10000000000000000000000000000000", &id));
  g_assert_false (hearth_id_is_zero (&id));
}

static void
ids_are_keys_of_a_hash_table (void)
{
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  HearthId id, other;

  g_assert_true (hearth_id_parse (HEX, &id));
  g_assert_true (hearth_id_parse ("00112233445566778899aabbccddeef0", &other));
  g_hash_table_add (table, hearth_id_copy (&id));
  g_assert_true (hearth_id_parse (HEX, &id));
  g_assert_true (g_hash_table_contains (table, &id));
  g_assert_false (g_hash_table_contains (table, &other));
}

/* Chosen ids are still a table and not a list. */
static void
every_byte_of_an_id_counts_in_its_hash (void)
{
  for (guint place = 0; place < sizeof (HearthId); place++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      for (guint value = 0; value < 256; value++)
        {
          HearthId id = { { 0xee } };

          id.bytes[place] = (guint8) value;
          g_hash_table_add (seen, GUINT_TO_POINTER (hearth_id_hash (&id)));
        }
      g_assert_cmpuint (g_hash_table_size (seen), >=, 250);
    }
}

static void
hex_wants_exactly_the_length_asked_for (void)
{
  guint8 bytes[2] = { 0 };
  g_autofree char *empty = hearth_hex_encode (bytes, 0);

  g_assert_cmpstr (empty, ==, "");
  g_assert_true (hearth_hex_decode ("0f10", bytes, 2));
  g_assert_cmpint (bytes[0], ==, 15);
  g_assert_cmpint (bytes[1], ==, 16);
  g_assert_false (hearth_hex_decode ("0f1", bytes, 2));
  g_assert_false (hearth_hex_decode ("0f1011", bytes, 2));
  g_assert_true (hearth_hex_decode ("", bytes, 0));
}

static void
ids_are_ordered_by_their_digits (void)
{
  HearthId low, high;

  g_assert_true (hearth_id_parse ("00000000000000000000000000000100", &low));
  g_assert_true (hearth_id_parse ("80000000000000000000000000000000", &high));
  g_assert_cmpint (hearth_id_compare (&low, &high), <, 0);
  g_assert_cmpint (hearth_id_compare (&high, &low), >, 0);
  g_assert_cmpint (hearth_id_compare (&high, &high), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/id/hex-is-read-back-as-it-was-written", hex_is_read_back_as_it_was_written);
  g_test_add_func ("/id/what-is-not-an-id-is-refused-and-leaves-the-place-alone",
                   what_is_not_an_id_is_refused_and_leaves_the_place_alone);
  g_test_add_func ("/id/only-all-zeros-is-none", only_all_zeros_is_none);
  g_test_add_func ("/id/ids-are-keys-of-a-hash-table", ids_are_keys_of_a_hash_table);
  g_test_add_func ("/id/every-byte-of-an-id-counts-in-its-hash",
                   every_byte_of_an_id_counts_in_its_hash);
  g_test_add_func ("/id/hex-wants-exactly-the-length-asked-for",
                   hex_wants_exactly_the_length_asked_for);
  g_test_add_func ("/id/ids-are-ordered-by-their-digits", ids_are_ordered_by_their_digits);
  return g_test_run ();
}
