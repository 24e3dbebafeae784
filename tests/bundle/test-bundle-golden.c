/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles of earlier versions are readable for ever. */
#include "config.h"

#include "hearth-age-key.h"
#include "hearth-age-reader.h"
#include "hearth-bundle-archive.h"
#include "hearth-bundle-file.h"

#include <string.h>

static GBytes *
read_vector (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "vectors", "bundle-v1", name, NULL);
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static GPtrArray *
read_identities (void)
{
  g_autoptr (GBytes) text = read_vector ("identity.txt");
  g_autoptr (GError) error = NULL;
  GPtrArray *identities =
      hearth_age_identities_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), &error);

  g_assert_no_error (error);
  return identities;
}

/* Surnames in the lines, as a list of text. */
static gboolean
keep_surnames (
    const HearthCommit *commit, const char *line, gsize length, gpointer data, GError **error)
{
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    {
      json_t *set = json_object_get (json_array_get (commit->ops, i), "set");

      if (json_object_get (set, "surname") != NULL)
        g_string_append (data, json_string_value (json_object_get (set, "surname")));
    }
  return TRUE;
}

static void
assert_manifest (const HearthBundleArchive *archive, guint n_entries)
{
  g_assert_cmpstr (archive->sender->label, ==, "Hospital 7");
  g_assert_cmpstr (archive->manifest->kind, ==, "cases");
  g_assert_cmpint (archive->manifest->seq, ==, 1);
  g_assert_cmpuint (archive->manifest->entries->len, ==, n_entries);
}

static void
test_passphrase_bundle (void)
{
  static const char words[] = "seven plain words for a vector";
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) words, strlen (words));
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GBytes) file = read_vector ("passphrase.age");
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (GString) surnames = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleArchive) archive = hearth_bundle_archive_read (
      source, nothing, passphrase, g_get_tmp_dir (), keep_surnames, surnames, NULL, &error);

  g_assert_no_error (error);
  assert_manifest (archive, 3);
  g_assert_cmpstr (surnames->str, ==, "Вигаданко");
}

static void
read_part (const HearthBundleArchive *archive,
           const HearthBundleMemberData *member,
           GPtrArray *identities,
           GString *surnames)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) source = hearth_bundle_archive_open (archive, member);
  g_autoptr (HearthAgeReader) reader =
      hearth_age_reader_new (source, identities, NULL, HEARTH_AGE_LOG_N, NULL, &error);
  g_autoptr (HearthBundleLines) lines = NULL;
  HearthCompartment cmp;
  char buffer[4096];
  gssize n;

  g_assert_no_error (error);
  g_assert_true (hearth_compartment_from_name (member->entry->compartment, &cmp));
  lines = hearth_bundle_lines_new (cmp, archive->writers, keep_surnames, surnames);
  while ((n = hearth_age_reader_read (reader, buffer, sizeof buffer, NULL, &error)) > 0)
    g_assert_true (hearth_bundle_lines_add (lines, buffer, (gsize) n, &error));
  g_assert_no_error (error);
  g_assert_true (hearth_bundle_lines_finish (lines, &error));
  g_assert_cmpuint (hearth_bundle_lines_get_n (lines), >, 0);
}

static void
test_sealed_bundle (void)
{
  g_autoptr (GPtrArray) identities = read_identities ();
  g_autoptr (GBytes) file = read_vector ("sealed.age");
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (GString) surnames = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleArchive) archive = hearth_bundle_archive_read (
      source, identities, NULL, g_get_tmp_dir (), keep_surnames, surnames, NULL, &error);

  g_assert_no_error (error);
  assert_manifest (archive, 4);
  g_assert_cmpuint (archive->parts->len, ==, 3);
  g_assert_cmpstr (surnames->str, ==, "");
  for (guint i = 0; i < archive->parts->len; i++)
    read_part (archive, &g_array_index (archive->parts, HearthBundleMemberData, i), identities,
               surnames);
  g_assert_cmpstr (surnames->str, ==, "Вигаданко");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-golden/passphrase-bundle", test_passphrase_bundle);
  g_test_add_func ("/bundle-golden/sealed-bundle", test_sealed_bundle);
  return g_test_run ();
}
