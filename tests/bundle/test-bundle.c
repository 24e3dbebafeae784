/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-bundle-archive.h"
#include "hearth-keyring.h"
#include "hearth-minisign.h"
#include "hearth-ustar.h"

#include <glib/gstdio.h>
#include <string.h>

/* The smallest bundle: bundles 9, P = 65,536 and four stanzas. */
#define SMALLEST 66030

static char *
own_recipient (BundleFixture *vault)
{
  return bundle_fixture_dup_recipient (vault, HEARTH_COMPARTMENT_ADMIN);
}

static void
test_exported_bundle_verifies_at_home (void)
{
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = own_recipient (vault);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;
  const char *const expected_parts[] = { "core", "benefits", NULL };

  bundle_fixture_add_cases (vault);
  result = bundle_fixture_export (vault, options);
  parts = hearth_bundle_result_dup_parts (result);
  g_assert_true (g_strv_equal ((const char *const *) parts, expected_parts));
  g_assert_cmpuint (result->n_cases, ==, 1);
  g_assert_cmpuint (result->size_bytes, ==, SMALLEST);

  info = bundle_fixture_inspect (vault, result->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (info->is_verified);
  g_assert_true (info->is_from_known);
  g_assert_true (info->is_already_imported);
  g_assert_cmpstr (info->from_label, ==, "Hospital 7");
  g_assert_cmpuint (strlen (info->from_fingerprint), ==, 35);
  g_assert_true (hearth_id_equal (&info->bundle, &result->bundle));
  g_assert_cmpuint (info->n_new_cases + info->n_changed_cases, ==, 0);
  g_assert_cmpuint (info->parts->len, ==, 2);
}

/* Core: the person, the event that it names, the author. Not the other person, nor the other event. */
static void
test_content_is_what_was_chosen (void)
{
  g_autoptr (BundleFixture) sender = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) receiver = bundle_fixture_new ("Headquarters");
  g_autofree char *recipient = own_recipient (receiver);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (sender, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  const HearthBundlePartInfo *part;

  bundle_fixture_add_cases (sender);
  result = bundle_fixture_export (sender, options);
  info = bundle_fixture_inspect (receiver, result->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (info->is_from_known);
  g_assert_false (info->is_already_imported);
  g_assert_cmpuint (info->n_new_cases, ==, 1);
  g_assert_cmpuint (info->n_changed_cases, ==, 0);
  part = info->parts->pdata[0];
  g_assert_cmpstr (part->compartment, ==, "core");
  g_assert_false (part->is_sealed);
  g_assert_cmpuint (part->n_lines, ==, 3);
  g_assert_cmpuint (part->n_new_lines, ==, 3);
  part = info->parts->pdata[1];
  g_assert_cmpstr (part->compartment, ==, "benefits");
  g_assert_cmpuint (part->n_lines, ==, 1);
}

/* Brings the lines of a case to another vault, as an import will. */
static void
give_case (BundleFixture *from, BundleFixture *to, guint case_number)
{
  HearthId case_id = hearth_test_id (case_number);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines =
      hearth_journal_list_lines (from->vault->db, HEARTH_COMPARTMENT_CORE, &case_id, &error);

  g_assert_no_error (error);
  g_assert_true (hearth_db_begin (to->vault->db, &error));
  for (guint i = 0; i < lines->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (lines->pdata[i], &length);
      g_autofree char *line = g_strndup (bytes, length - 1);
      g_auto (HearthCommit) commit = { 0 };
      gint64 n;

      g_assert_true (hearth_commit_parse (&commit, line, length - 1, &error));
      g_assert_true (hearth_journal_insert (to->vault->db, &commit, line, NULL, NULL, &n, &error));
    }
  g_assert_true (hearth_journal_rebuild (to->vault->db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_true (hearth_db_commit (to->vault->db, &error));
  g_assert_no_error (error);
}

static void
set_person (BundleFixture *vault, const char *set)
{
  HearthId case_id = hearth_test_id (1);
  HearthId person = hearth_record_derive_id (&case_id, "person", "");
  g_autoptr (HearthChangeSet) changes = hearth_test_write (
      vault->vault, "person", 1, &person, HEARTH_REVISION_ANY, set, HEARTH_RESULT_DONE);
}

/* Both hospitals change the surname without knowing of each other; the ward is not worth a question. */
static void
test_concurrent_edits_are_counted (void)
{
  g_autoptr (BundleFixture) sender = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) receiver = bundle_fixture_new ("Headquarters");
  g_autofree char *recipient = own_recipient (receiver);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (sender, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  bundle_fixture_add_cases (sender);
  give_case (sender, receiver, 1);
  set_person (sender, "{'surname':'Вигаданчук','ward':'3'}");
  set_person (receiver, "{'surname':'Вигадайло','ward':'4'}");
  result = bundle_fixture_export (sender, options);
  info = bundle_fixture_inspect (receiver, result->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->n_new_cases, ==, 0);
  g_assert_cmpuint (info->n_changed_cases, ==, 1);
  g_assert_cmpuint (info->n_conflicts, ==, 1);
}

/* The same value, or a change made in knowledge of the other, is no question. */
static void
test_later_edits_are_no_conflict (void)
{
  g_autoptr (BundleFixture) sender = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) receiver = bundle_fixture_new ("Headquarters");
  g_autofree char *recipient = own_recipient (receiver);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (sender, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  bundle_fixture_add_cases (sender);
  give_case (sender, receiver, 1);
  set_person (sender, "{'surname':'Вигаданчук'}");
  result = bundle_fixture_export (sender, options);
  info = bundle_fixture_inspect (receiver, result->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->n_changed_cases, ==, 1);
  g_assert_cmpuint (info->n_conflicts, ==, 0);
}

static void
test_withheld_event_stays_at_home (void)
{
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = own_recipient (vault);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  HearthId event = hearth_test_id (0x500);
  g_autoptr (HearthChangeSet) changes = NULL;

  bundle_fixture_add_cases (vault);
  changes = hearth_test_write (vault->vault, "event", 0, &event, HEARTH_REVISION_ANY,
                               "{'embargo':true}", HEARTH_RESULT_DONE);
  result = bundle_fixture_export (vault, options);
  info = bundle_fixture_inspect (vault, result->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (((HearthBundlePartInfo *) info->parts->pdata[0])->n_lines, ==, 2);
}

static void
test_bundle_for_another_key_is_refused (void)
{
  g_autoptr (BundleFixture) sender = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) stranger = bundle_fixture_new ("Stranger");
  g_autofree char *recipient = own_recipient (sender);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (sender, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bundle_fixture_add_cases (sender);
  result = bundle_fixture_export (sender, options);
  g_assert_null (bundle_fixture_inspect (stranger, result->path, NULL, &error));
  g_assert_error (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_NO_KEY);
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, "E_NO_KEY");
}

static void
test_passphrase_bundle_has_plain_parts_inside (void)
{
  g_autoptr (BundleFixture) sender = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) receiver = bundle_fixture_new ("Headquarters");
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (sender, NULL);
  /* One keyboard writes й in two pieces, the other in one. */
  static const char typed[] = "за\xd0\xb8\xcc\x86"
                              "чик і місяць";
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) typed, strlen (typed));
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  bundle_fixture_add_cases (sender);
  hearth_bundle_options_set_passphrase (options, passphrase);
  options->log_n = 10;
  result = bundle_fixture_export (sender, options);
  info = bundle_fixture_inspect (receiver, result->path, "зайчик і місяць", &error);
  g_assert_no_error (error);
  g_assert_true (info->is_verified);
  g_assert_cmpuint (((HearthBundlePartInfo *) info->parts->pdata[0])->n_lines, ==, 3);
  g_assert_null (bundle_fixture_inspect (receiver, result->path, "зайчик і місяцю", &error));
  g_assert_error (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_NO_KEY);
}

static void
assert_refused (BundleFixture *vault, const HearthBundleOptions *options, HearthBundleError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_null (hearth_bundle_write (vault->vault->db, &vault->vault->writer.dev, NULL,
                                      vault->folder, options, NULL, &error));
  g_assert_error (error, HEARTH_BUNDLE_ERROR, (int) code);
  dir = g_dir_open (vault->folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_what_may_not_leave_is_refused (void)
{
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = own_recipient (vault);
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "x", 1);
  g_autoptr (HearthBundleOptions) nobody = bundle_fixture_options (vault, NULL);
  g_autoptr (HearthBundleOptions) both = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleOptions) secret = bundle_fixture_options (vault, NULL);
  g_autoptr (HearthBundleOptions) admin = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleOptions) unknown = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleOptions) empty = hearth_bundle_options_new (vault->folder);
  HearthId no_case = hearth_test_id (99);

  bundle_fixture_add_cases (vault);
  hearth_bundle_options_set_passphrase (both, passphrase);
  hearth_bundle_options_set_passphrase (secret, passphrase);
  hearth_bundle_options_add_part (secret, HEARTH_COMPARTMENT_RESTRICTED);
  hearth_bundle_options_add_part (admin, HEARTH_COMPARTMENT_ADMIN);
  hearth_bundle_options_add_case (unknown, &no_case);
  hearth_bundle_options_add_recipient (empty, recipient);

  assert_refused (vault, nobody, HEARTH_BUNDLE_ERROR_DENIED);
  assert_refused (vault, both, HEARTH_BUNDLE_ERROR_DENIED);
  assert_refused (vault, secret, HEARTH_BUNDLE_ERROR_DENIED);
  assert_refused (vault, admin, HEARTH_BUNDLE_ERROR_DENIED);
  assert_refused (vault, unknown, HEARTH_BUNDLE_ERROR_NO_CASE);
  assert_refused (vault, empty, HEARTH_BUNDLE_ERROR_NO_CASE);
}

/* Names are random, and nothing but the bundle is left in the folder, that of the spool included. */
static void
test_folder_holds_only_the_bundle (void)
{
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = own_recipient (vault);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GDir) dir = NULL;
  GStatBuf status;

  bundle_fixture_add_cases (vault);
  result = bundle_fixture_export (vault, options);
  name = g_path_get_basename (result->path);
  g_assert_true (g_regex_match_simple ("^[0-9a-f]{16}\\.age$", name, 0, 0));
  dir = g_dir_open (vault->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, name);
  g_assert_null (g_dir_read_name (dir));
  g_assert_cmpint (g_stat (result->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_cancelled_export_leaves_nothing (void)
{
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = own_recipient (vault);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  bundle_fixture_add_cases (vault);
  g_cancellable_cancel (cancellable);
  g_assert_null (hearth_bundle_write (vault->vault->db, &vault->vault->writer.dev, NULL,
                                      vault->folder, options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dir = g_dir_open (vault->folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static json_t *
read_manifest (BundleFixture *vault, const char *path, guint8 hash[HEARTH_HASH_SIZE])
{
  g_autoptr (GPtrArray) identities =
      bundle_fixture_list_identities (vault, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (GBytes) inner = bundle_fixture_open (path, identities);
  const char *tar = g_bytes_get_data (inner, NULL);
  guint64 size = g_ascii_strtoull (tar + 124, NULL, 8);
  g_autoptr (GError) error = NULL;
  json_t *json = hearth_json_parse_canonical (tar + 512, size, &error);

  g_assert_no_error (error);
  hearth_hash (hash, tar + 512, size);
  return json;
}

static void
test_bundles_to_one_destination_are_a_chain (void)
{
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) other = bundle_fixture_new ("Headquarters");
  g_autofree char *recipient = own_recipient (vault);
  g_autofree char *other_recipient = own_recipient (other);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleOptions) elsewhere = bundle_fixture_options (vault, other_recipient);
  guint8 first_hash[HEARTH_HASH_SIZE], hash[HEARTH_HASH_SIZE];
  g_autofree char *first_hex = NULL;

  bundle_fixture_add_cases (vault);
  for (gint64 i = 1; i <= 2; i++)
    {
      g_autoptr (HearthBundleResult) result = bundle_fixture_export (vault, options);
      json_auto_t *manifest = read_manifest (vault, result->path, hash);
      gint64 seq;

      g_assert_true (hearth_json_get_int (manifest, "seq", &seq));
      g_assert_cmpint (seq, ==, i);
      g_assert_cmpstr (hearth_json_get_string (manifest, "prev"), ==, i == 1 ? "" : first_hex);
      if (i == 1)
        {
          memcpy (first_hash, hash, sizeof hash);
          first_hex = hearth_hex_encode (first_hash, sizeof first_hash);
        }
    }
  {
    g_autoptr (HearthBundleResult) result = bundle_fixture_export (vault, elsewhere);
    json_auto_t *manifest = read_manifest (other, result->path, hash);

    g_assert_cmpstr (hearth_json_get_string (manifest, "prev"), ==, "");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle/exported-bundle-verifies-at-home",
                   test_exported_bundle_verifies_at_home);
  g_test_add_func ("/bundle/content-is-what-was-chosen", test_content_is_what_was_chosen);
  g_test_add_func ("/bundle/concurrent-edits-are-counted", test_concurrent_edits_are_counted);
  g_test_add_func ("/bundle/later-edits-are-no-conflict", test_later_edits_are_no_conflict);
  g_test_add_func ("/bundle/withheld-event-stays-at-home", test_withheld_event_stays_at_home);
  g_test_add_func ("/bundle/bundle-for-another-key-is-refused",
                   test_bundle_for_another_key_is_refused);
  g_test_add_func ("/bundle/passphrase-bundle-has-plain-parts-inside",
                   test_passphrase_bundle_has_plain_parts_inside);
  g_test_add_func ("/bundle/what-may-not-leave-is-refused", test_what_may_not_leave_is_refused);
  g_test_add_func ("/bundle/folder-holds-only-the-bundle", test_folder_holds_only_the_bundle);
  g_test_add_func ("/bundle/cancelled-export-leaves-nothing", test_cancelled_export_leaves_nothing);
  g_test_add_func ("/bundle/bundles-to-one-destination-are-a-chain",
                   test_bundles_to_one_destination_are_a_chain);
  return g_test_run ();
}
