/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles made now, and those of every release, by programs that know nothing of us (bundles 15, G2). */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-keyring.h"
#include "hearth-minisign.h"

#include <string.h>

#define GOLDEN_WORDS "seven plain words for a vector"

static void
copy_vector (const char *folder, const char *name, const char *as)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "vectors", "bundle-v1", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  hearth_test_write_file (folder, as, content, length);
}

/* The archive "f.tar" in @folder: both programs take the same out of it, its one card tells the key of the
 * signature, which holds, and every member has its hash. */
static void
check_archive (const char *folder)
{
  static const char *const scripts[] = {
    "mkdir gnu bsd && tar x -C gnu -f f.tar && bsdtar -x -C bsd -f f.tar && diff -r gnu bsd",
    "cd gnu && minisign -Vm manifest.json -P $(cut -c88- k/* | jq -r .cmp.admin.sig)",
    "cd gnu && jq -r '.entries[]|.hash+\"  \"+.name' manifest.json | b2sum -l 256 --strict -c",
    /* No member but those announced. */
    "cd gnu && diff <(find . -type f -printf '%P\\n' | sort) "
    "<({ jq -r '.entries[].name' manifest.json; "
    "printf 'manifest.json\\nmanifest.json.minisig\\npad\\n'; } | sort)",
    /* The key of somebody else says no, or the line above says nothing. */
    "cd gnu && sed -i 's/\"version\":1/\"version\":2/' manifest.json && "
    "! minisign -Vm manifest.json -P $(cut -c88- k/* | jq -r .cmp.admin.sig)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_test_message ("%s", scripts[i]);
      g_assert_cmpint (hearth_test_run (folder, scripts[i], NULL), ==, 0);
    }
}

static gboolean
need_programs (void)
{
  static const char *const programs[] = { "bash",  "age", "tar",    "bsdtar", "minisign", "jq",
                                          "b2sum", "cut", "script", "diff",   NULL };

  return hearth_test_need_programs (programs);
}

static void
test_golden_sealed_bundle (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *surname = NULL;

  if (!need_programs ())
    return;
  folder = hearth_test_make_folder ();
  copy_vector (folder, "sealed.age", "f.age");
  copy_vector (folder, "identity.txt", "key");
  g_assert_cmpint (hearth_test_run (folder, "age -d -i key -o f.tar f.age", NULL), ==, 0);
  check_archive (folder);
  g_assert_cmpint (hearth_test_run (folder,
                                    "age -d -i key gnu/p/core.jsonl.age | cut -c88- | jq -r "
                                    "'.ops[].set.surname // empty'",
                                    &surname),
                   ==, 0);
  g_assert_cmpstr (surname, ==, "Вигаданко\n");
  hearth_test_remove_folder (folder);
}

/* age asks for passphrases on a terminal only: script makes one. */
static void
test_golden_passphrase_bundle (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *surname = NULL;

  if (!need_programs ())
    return;
  folder = hearth_test_make_folder ();
  copy_vector (folder, "passphrase.age", "f.age");
  g_assert_cmpint (hearth_test_run (folder,
                                    "printf '" GOLDEN_WORDS "\\n' | "
                                    "script -qec 'age -d -o f.tar f.age' /dev/null",
                                    NULL),
                   ==, 0);
  check_archive (folder);
  g_assert_cmpint (hearth_test_run (folder,
                                    "cut -c88- gnu/p/core.jsonl | jq -r "
                                    "'.ops[].set.surname // empty'",
                                    &surname),
                   ==, 0);
  g_assert_cmpstr (surname, ==, "Вигаданко\n");
  hearth_test_remove_folder (folder);
}

static void
test_bundle_made_now (void)
{
  g_autoptr (BundleFixture) vault = NULL;
  g_autofree char *recipient = NULL;
  g_autoptr (HearthBundleOptions) options = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (HearthBundleResult) result = NULL;

  if (!need_programs ())
    return;
  vault = bundle_fixture_new ("Hospital 7");
  recipient = bundle_fixture_dup_recipient (vault, HEARTH_COMPARTMENT_ADMIN);
  options = bundle_fixture_options (vault, recipient);
  bundle_fixture_add_cases (vault);
  g_free (options->destination);
  options->destination = g_build_filename (vault->folder, "f.age", NULL);
  result = bundle_fixture_export (vault, options);
  identities = bundle_fixture_list_identities (vault, HEARTH_COMPARTMENT_ADMIN);
  bundle_fixture_write_key (vault, identities->pdata[0]);
  g_assert_cmpint (hearth_test_run (vault->folder, "age -d -i key -o f.tar f.age", NULL), ==, 0);
  check_archive (vault->folder);
}

/* The commands of bundles 15, by programs that know nothing of us. */
static void
test_stock_programs_open_and_check_it (void)
{
  static const char *const programs[] = { "bash", "age",   "tar", "minisign",
                                          "jq",   "b2sum", "cut", NULL };
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = bundle_fixture_dup_recipient (vault, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (HearthSecret) seed = NULL;
  g_autoptr (HearthBundleResult) result = NULL;
  g_autofree char *key_text = NULL;
  g_autofree char *check = NULL;
  g_autofree char *lines = NULL;
  guint8 public_key[HEARTH_KEY_SIZE];

  if (!hearth_test_need_programs (programs))
    return;
  bundle_fixture_add_cases (vault);
  g_free (options->destination);
  options->destination = g_build_filename (vault->folder, "f.age", NULL);
  result = bundle_fixture_export (vault, options);
  identities = bundle_fixture_list_identities (vault, HEARTH_COMPARTMENT_ADMIN);
  bundle_fixture_write_key (vault, identities->pdata[0]);
  seed = hearth_keyring_get_signing_seed (vault->vault->db, HEARTH_COMPARTMENT_ADMIN, NULL);
  hearth_key_ed25519_public (seed, public_key);
  key_text = hearth_minisign_key_to_string (public_key);
  check = g_strdup_printf ("minisign -Vm manifest.json -P %s", key_text);

  g_assert_cmpint (hearth_test_run (vault->folder,
                                    "age -d -i key f.age | tar x --exclude pad && ! test -e pad",
                                    NULL),
                   ==, 0);
  g_assert_cmpint (hearth_test_run (vault->folder, check, NULL), ==, 0);
  g_assert_cmpint (
      hearth_test_run (vault->folder,
                       "jq -r '.entries[]|.hash+\"  \"+.name' manifest.json | b2sum -l 256 -c",
                       NULL),
      ==, 0);
  g_assert_cmpint (hearth_test_run (vault->folder,
                                    "age -d -i key p/core.jsonl.age | cut -c88- | jq -r "
                                    "'.ops[].set.surname // empty'",
                                    &lines),
                   ==, 0);
  g_assert_cmpstr (lines, ==, "Вигаданко\n");
  g_assert_cmpint (hearth_test_run (vault->folder, "test ! -e p/medical.jsonl.age", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-stock/golden-sealed-bundle", test_golden_sealed_bundle);
  g_test_add_func ("/bundle-stock/golden-passphrase-bundle", test_golden_passphrase_bundle);
  g_test_add_func ("/bundle-stock/bundle-made-now", test_bundle_made_now);
  g_test_add_func ("/bundle-stock/stock-programs-open-and-check-it",
                   test_stock_programs_open_and_check_it);
  return g_test_run ();
}
