/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key of the manifest, missing and of every other type, in bundles that are sealed and signed
 * correctly (bundles 11, 14): refused with its code by looking at them and by importing them, and nothing of
 * them stays. */
#include "config.h"

#include "bundle-kit.h"
#include "hearth-bundle-import.h"

typedef struct
{
  const char *entry; /* prefix of a member's name; NULL: the manifest itself */
  const char *key;
} Place;

static const Place places[] = {
  { NULL, "bundle" },   { NULL, "created" }, { NULL, "entries" },  { NULL, "format" },
  { NULL, "from" },     { NULL, "hlc" },     { NULL, "kind" },     { NULL, "min_reader" },
  { NULL, "prev" },     { NULL, "seq" },     { NULL, "to" },       { NULL, "total" },
  { NULL, "version" },  { "k/", "hash" },    { "k/", "name" },     { "k/", "size" },
  { "k/", "type" },     { "p/core", "cmp" }, { "p/core", "hash" }, { "p/core", "name" },
  { "p/core", "size" }, { "p/core", "to" },  { "p/core", "type" },
};

static const char *const changes[] = { "missing", "null", "true", "list", "below-zero" };

typedef struct
{
  const Place *place;
  const char *change;
} Mutant;

static void
change (json_t *object, const char *key, const char *how)
{
  if (g_str_equal (how, "missing"))
    g_assert_cmpint (json_object_del (object, key), ==, 0);
  else if (g_str_equal (how, "null"))
    json_object_set_new (object, key, json_null ());
  else if (g_str_equal (how, "true"))
    json_object_set_new (object, key, json_true ());
  else if (g_str_equal (how, "list"))
    json_object_set_new (object, key, json_pack ("[[]]"));
  else
    json_object_set_new (object, key, json_integer (-1));
}

static gint64
count_rows (BundleFixture *vault)
{
  return hearth_test_query_int (vault->vault->db, "SELECT count (*) FROM core.journal") +
         hearth_test_query_int (vault->vault->db, "SELECT count (*) FROM core.incoming") +
         hearth_test_query_int (vault->vault->db, "SELECT count (*) FROM admin.contact") +
         hearth_test_query_int (vault->vault->db, "SELECT count (*) FROM admin.received");
}

static void
assert_refused (BundleFixture *vault, const char *path)
{
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (HearthBundleImport) import = NULL;
  g_autoptr (HearthChangeSet) changed = NULL;
  g_autoptr (GError) looked = NULL;
  g_autoptr (GError) imported = NULL;
  gint64 n_rows = count_rows (vault);

  info = bundle_fixture_inspect (vault, path, NULL, &looked);
  g_assert_cmpstr (hearth_bundle_error_get_code (looked), ==, "E_MANIFEST");
  g_assert_null (info);
  import = hearth_bundle_take (&vault->vault->writer, vault->folder, path, NULL, NULL, &changed,
                               NULL, &imported);
  g_assert_cmpstr (hearth_bundle_error_get_code (imported), ==, "E_MANIFEST");
  g_assert_null (import);
  g_assert_null (changed);
  g_assert_cmpint (count_rows (vault), ==, n_rows);
}

static void
test_mutant (gconstpointer data)
{
  const Mutant *mutant = data;
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = bundle_fixture_dup_recipient (vault, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autofree char *path = g_build_filename (vault->folder, "hostile.age", NULL);
  g_autoptr (BundleKit) kit = NULL;
  g_autoptr (GBytes) file = NULL;

  bundle_fixture_add_cases (vault);
  options->pad_floor = 4096;
  kit = bundle_kit_new (vault, options);
  kit->keep_total = g_str_equal (mutant->place->key, "total");
  change (mutant->place->entry == NULL ? kit->manifest
                                       : bundle_kit_get_entry (kit, mutant->place->entry),
          mutant->place->key, mutant->change);
  file = bundle_kit_pack (kit);
  hearth_test_write_file (vault->folder, "hostile.age", g_bytes_get_data (file, NULL),
                          g_bytes_get_size (file));
  assert_refused (vault, path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (changes); j++)
      {
        const char *entry = places[i].entry == NULL   ? "manifest"
                            : *places[i].entry == 'k' ? "card"
                                                      : "part";
        g_autofree char *path =
            g_strdup_printf ("/bundle-manifest/%s-%s-is-%s", entry, places[i].key, changes[j]);
        Mutant *mutant = g_new0 (Mutant, 1);

        mutant->place = &places[i];
        mutant->change = changes[j];
        g_test_add_data_func_full (path, mutant, test_mutant, g_free);
      }
  return g_test_run ();
}
