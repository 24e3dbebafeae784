/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translations of one language beside that of the program, and files that are none. */
#include "config.h"

#include "hearth-catalogue.h"

#include <string.h>

static void
put_number (GByteArray *bytes, guint32 number)
{
  const guint32 le = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &le, sizeof le);
}

/* One text with its translation. */
static GBytes *
make_file (void)
{
  GByteArray *bytes = g_byte_array_new ();

  put_number (bytes, 0x950412deu);
  put_number (bytes, 0);
  put_number (bytes, 1);
  put_number (bytes, 28);
  put_number (bytes, 36);
  put_number (bytes, 0);
  put_number (bytes, 0);
  put_number (bytes, 4);
  put_number (bytes, 44);
  put_number (bytes, strlen ("Крок"));
  put_number (bytes, 49);
  g_byte_array_append (bytes, (const guint8 *) "Step", 5);
  g_byte_array_append (bytes, (const guint8 *) "Крок", sizeof "Крок");
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_translates_what_it_knows (void)
{
  g_autoptr (GBytes) bytes = make_file ();
  g_autoptr (HearthCatalogue) catalogue = hearth_catalogue_new_from_bytes (bytes);

  g_assert_cmpstr (hearth_catalogue_get (catalogue, "Step"), ==, "Крок");
  g_assert_cmpstr (hearth_catalogue_get (catalogue, "Steps"), ==, "Steps");
}

static void
test_reads_what_gettext_made (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);
  g_autoptr (HearthCatalogue) ukrainian = hearth_catalogue_new (folder, "uk");
  g_autoptr (HearthCatalogue) english = hearth_catalogue_new (folder, "en");

  g_assert_cmpstr (hearth_catalogue_get (ukrainian, "Surname"), ==, "Прізвище");
  g_assert_cmpstr (hearth_catalogue_get (english, "Surname"), ==, "Surname");
}

/* Nothing is read beyond the end, and half a file is none. */
static void
test_every_prefix_and_flip_is_harmless (void)
{
  g_autoptr (GBytes) whole = make_file ();
  const gsize size = g_bytes_get_size (whole);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) prefix = g_bytes_new_from_bytes (whole, 0, i);
      g_autoptr (HearthCatalogue) catalogue = hearth_catalogue_new_from_bytes (prefix);

      g_assert_cmpstr (hearth_catalogue_get (catalogue, "Step"), ==, "Step");
    }
  for (gsize i = 0; i < size * 8; i++)
    {
      guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (GBytes) flipped = g_bytes_new_take (copy, size);
      g_autoptr (HearthCatalogue) catalogue = NULL;

      copy[i / 8] ^= (guint8) (1u << i % 8);
      catalogue = hearth_catalogue_new_from_bytes (flipped);
      g_assert_true (g_utf8_validate (hearth_catalogue_get (catalogue, "Step"), -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/catalogue/translates-what-it-knows", test_translates_what_it_knows);
  g_test_add_func ("/base/catalogue/reads-what-gettext-made", test_reads_what_gettext_made);
  g_test_add_func ("/base/catalogue/every-prefix-and-flip-is-harmless",
                   test_every_prefix_and_flip_is_harmless);
  return g_test_run ();
}
