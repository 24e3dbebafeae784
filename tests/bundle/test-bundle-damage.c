/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G3, G4 and G16 of bundles 16. Every flipped bit and every prefix of a small bundle is refused, by reading it
 * and by importing it into a vault that has something to lose, whose digest stays the same; and whatever is
 * inside, the size of a bundle tells only its class. The slow suite takes every bit. */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-bundle-archive.h"

#include <glib/gstdio.h>
#include <string.h>

#define READ_STEP 11
#define IMPORT_STEP 211
#define N_EXPORTS_QUICK 100
#define N_EXPORTS 1000

typedef struct
{
  BundleFixture *vault, *sender;
  GPtrArray *identities;
  guint8 *bytes;
  gsize length;
} Fixture;

/* A bundle with the padding lowered, of benefits alone, to a vault that has a case of its own, and its own
 * word about the case that is sent. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *recipient = NULL;
  g_autoptr (HearthBundleOptions) options = NULL;
  g_autoptr (HearthBundleResult) result = NULL;

  self->sender = bundle_fixture_new ("Hospital 7");
  self->vault = bundle_fixture_new ("Hospital 8");
  bundle_fixture_add_cases (self->sender);
  hearth_test_add_person (self->vault->vault, 1, "{'surname':'Своя'}");
  hearth_test_add_person (self->vault->vault, 3, "{'surname':'Інша'}");
  bundle_fixture_decide (self->vault, self->sender, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  self->identities = bundle_fixture_list_identities (self->vault, HEARTH_COMPARTMENT_ADMIN);
  recipient = bundle_fixture_dup_recipient (self->vault, HEARTH_COMPARTMENT_ADMIN);
  options = bundle_fixture_options (self->sender, recipient);
  options->parts = 1U << HEARTH_COMPARTMENT_BENEFITS;
  options->pad_floor = 4096;
  result = bundle_fixture_export (self->sender, options);
  g_file_get_contents (result->path, (char **) &self->bytes, &self->length, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  bundle_fixture_free (self->vault);
  bundle_fixture_free (self->sender);
  g_ptr_array_unref (self->identities);
  g_free (self->bytes);
}

static gboolean
ignore_line (
    const HearthCommit *commit, const char *line, gsize length, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
is_read (Fixture *self, gsize length)
{
  g_autoptr (GInputStream) source =
      g_memory_input_stream_new_from_data (self->bytes, (gssize) length, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleArchive) archive = hearth_bundle_archive_read (
      source, self->identities, NULL, self->vault->folder, ignore_line, NULL, NULL, &error);

  g_assert_true (archive != NULL || hearth_bundle_error_get_code (error) != NULL);
  return archive != NULL;
}

static gboolean
is_imported (Fixture *self, gsize length)
{
  g_autofree char *path = g_build_filename (self->vault->folder, "damaged.age", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleImport) import = NULL;

  hearth_test_write_file (self->vault->folder, "damaged.age", self->bytes, length);
  import = bundle_fixture_take (self->vault, path, &error);
  g_assert_true (import != NULL || hearth_bundle_error_get_code (error) != NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return import != NULL;
}

static void
assert_refused (Fixture *self,
                gboolean (*accepts) (Fixture *self, gsize length),
                const char *state,
                gsize step)
{
  for (gsize bit = 0; bit < 8 * self->length; bit += step)
    {
      g_autofree char *after = NULL;

      self->bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_false (accepts (self, self->length));
      self->bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      after = bundle_fixture_dup_state (self->vault);
      g_assert_cmpstr (after, ==, state);
    }
  for (gsize n = 0; n < self->length; n += step)
    {
      g_autofree char *after = NULL;

      g_assert_false (accepts (self, n));
      after = bundle_fixture_dup_state (self->vault);
      g_assert_cmpstr (after, ==, state);
    }
}

static void
test_damaged_bundle_is_not_read (Fixture *self, gconstpointer data)
{
  g_autofree char *state = bundle_fixture_dup_state (self->vault);

  g_assert_true (is_read (self, self->length));
  assert_refused (self, is_read, state, g_test_slow () ? 1 : READ_STEP);
  g_assert_true (is_read (self, self->length));
}

static void
test_damaged_bundle_is_not_imported (Fixture *self, gconstpointer data)
{
  g_autofree char *state = bundle_fixture_dup_state (self->vault);
  g_autofree char *after = NULL;

  assert_refused (self, is_imported, state, g_test_slow () ? 1 : IMPORT_STEP);
  g_assert_true (is_imported (self, self->length));
  after = bundle_fixture_dup_state (self->vault);
  g_assert_cmpstr (after, !=, state);
  hearth_test_assert_projection (self->vault->vault->db);
}

/* bundles 10, written down again. */
static gsize
padme (gsize length)
{
  guint e = 0, s = 0;
  gsize mask;

  while (length >> (e + 1) != 0)
    e++;
  while (e >> (s + 1) != 0)
    s++;
  mask = ((gsize) 1 << (e - s - 1)) - 1;
  return (length + mask) & ~mask;
}

/* Each time a random part of what there is, to a random number of recipients. */
static void
test_sizes_are_classes (Fixture *self, gconstpointer data)
{
  static const HearthCompartment parts[] = { HEARTH_COMPARTMENT_MEDICAL,
                                             HEARTH_COMPARTMENT_BENEFITS };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_exports = g_test_slow () ? N_EXPORTS : N_EXPORTS_QUICK;

  for (guint i = 0; i < n_exports; i++)
    {
      guint n_recipients = (guint) g_test_rand_int_range (1, 12), n_stanzas = 4;
      g_autofree char *text = g_strnfill ((gsize) g_test_rand_int_range (1, 3000), 'a');
      g_autofree char *set = g_strdup_printf ("{'text':'%s'}", text);
      g_autoptr (HearthBundleOptions) options = bundle_fixture_options (self->sender, NULL);
      g_autoptr (HearthBundleResult) result = NULL;
      HearthId rec = hearth_test_id (0x800 + i), second = hearth_test_id (2);
      gsize inner;
      g_autoptr (HearthChangeSet) changes =
          hearth_test_write (self->sender->vault, "note", 1 + i % 2, &rec, HEARTH_REVISION_NEW, set,
                             HEARTH_RESULT_DONE);

      for (guint n = 0; n < n_recipients; n++)
        {
          g_autoptr (HearthSecret) identity = hearth_secret_new_random (HEARTH_KEY_SIZE);
          g_autofree char *recipient = NULL;
          HearthAgeRecipient key;

          hearth_age_recipient_from_identity (identity, &key);
          recipient = hearth_age_recipient_to_string (&key);
          g_assert_true (hearth_bundle_options_add_recipient (options, recipient));
        }
      while (n_stanzas < n_recipients)
        n_stanzas *= 2;
      if (g_test_rand_bit ())
        hearth_bundle_options_add_case (options, &second);
      options->parts = 1U << HEARTH_COMPARTMENT_CORE;
      for (gsize p = 0; p < G_N_ELEMENTS (parts); p++)
        if (g_test_rand_bit ())
          hearth_bundle_options_add_part (options, parts[p]);
      options->pad_floor = g_test_rand_bit () ? 65536 : 1048576;
      result = bundle_fixture_export (self->sender, options);
      inner = result->size_bytes - 86 - 98 * n_stanzas;
      inner -= 16 * ((inner + 65551) / 65552);
      g_assert_cmpuint (inner, ==, MAX (padme (inner), options->pad_floor));
      g_hash_table_add (seen, GSIZE_TO_POINTER (inner));
      g_assert_cmpint (g_unlink (result->path), ==, 0);
    }
  /* Classes of a thousand exports: few, but not one. */
  g_assert_cmpuint (g_hash_table_size (seen), >, 5);
  g_test_message ("%u exports of %u sizes", n_exports, g_hash_table_size (seen));
}

#define ADD(name, func) g_test_add ("/bundle-damage/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("damaged-bundle-is-not-read", test_damaged_bundle_is_not_read);
  ADD ("damaged-bundle-is-not-imported", test_damaged_bundle_is_not_imported);
  ADD ("sizes-are-classes", test_sizes_are_classes);
  return g_test_run ();
}
