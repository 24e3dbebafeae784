/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export and inspection over a real vault: its card, its threads, its spool, its files. */
#include "config.h"

#include "hearth-bundle-reader.h"
#include "hearth-bundle-writer.h"
#include "hearth-keyring.h"
#include "hearth-test-program.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define TODAY "2025-06-20"
#define SURNAME "Вигаданко"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  char *recipient;
  char *destination;
} Fixture;

static gpointer
read_recipient (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthSecret) identity =
      hearth_keyring_get_recipient_key (db, HEARTH_COMPARTMENT_ADMIN, error);
  HearthAgeRecipient recipient;

  g_assert_nonnull (identity);
  hearth_age_recipient_from_identity (identity, &recipient);
  return hearth_age_recipient_to_string (&recipient);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->vault = hearth_test_vault_new (TODAY);
  fixture->case_id = hearth_test_vault_open_case (
      fixture->vault, "{'surname':'" SURNAME "','released':'2025-06-09','captured':'2022-05'}");
  fixture->recipient = hearth_store_read (fixture->vault->store, read_recipient, NULL, &error);
  g_assert_no_error (error);
  fixture->destination = g_build_filename (fixture->vault->folder, "out.age", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_test_vault_free (fixture->vault);
  g_free (fixture->recipient);
  g_free (fixture->destination);
}

static HearthBundleOptions *
make_options (Fixture *fixture)
{
  HearthBundleOptions *options = hearth_bundle_options_new (fixture->destination);

  hearth_bundle_options_add_case (options, &fixture->case_id);
  hearth_bundle_options_add_part (options, HEARTH_COMPARTMENT_CORE);
  g_assert_true (hearth_bundle_options_add_recipient (options, fixture->recipient));
  return options;
}

static void
assert_good (const HearthBundleInfo *info, const HearthBundleResult *result)
{
  g_assert_true (info->is_verified);
  g_assert_true (info->is_from_known);
  g_assert_true (info->is_already_imported);
  g_assert_true (hearth_id_equal (&info->bundle, &result->bundle));
}

static void
test_waiting_for_both (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthBundleOptions) options = make_options (fixture);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  result = hearth_bundle_export (fixture->vault->context, options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->path, ==, fixture->destination);
  info = hearth_bundle_inspect (fixture->vault->context, result->path, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_good (info, result);
}

static void
test_hearing_of_both (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthBundleOptions) options = make_options (fixture);
  g_autoptr (GAsyncResult) exported = NULL;
  g_autoptr (GAsyncResult) inspected = NULL;
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  hearth_bundle_export_async (fixture->vault->context, options, NULL, hearth_test_keep_result_cb,
                              &exported);
  hearth_test_await (&exported);
  result = hearth_bundle_export_finish (fixture->vault->context, exported, &error);
  g_assert_no_error (error);
  hearth_bundle_inspect_async (fixture->vault->context, result->path, NULL, NULL,
                               hearth_test_keep_result_cb, &inspected);
  hearth_test_await (&inspected);
  info = hearth_bundle_inspect_finish (fixture->vault->context, inspected, &error);
  g_assert_no_error (error);
  assert_good (info, result);
}

static void
test_bundle_is_logged_and_outlives_a_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthBundleOptions) options = make_options (fixture);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HearthBundleResult) result =
          hearth_bundle_export (fixture->vault->context, options, NULL, &error);
      g_autoptr (HearthBundleInfo) info = NULL;

      g_assert_no_error (error);
      hearth_test_vault_reopen (fixture->vault);
      info =
          hearth_bundle_inspect (fixture->vault->context, fixture->destination, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (info->seq, ==, i + 1);
    }
  g_assert_cmpint (hearth_test_vault_query_int (
                       fixture->vault, "SELECT count (*) FROM admin.bundle WHERE state = 1"),
                   ==, 2);
}

/* An entry without its bundle is allowed, a bundle without its entry is not. */
static void
test_failed_export_leaves_only_its_entry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthBundleOptions) options = make_options (fixture);
  g_autoptr (GError) error = NULL;

  g_free (options->destination);
  options->destination = g_build_filename (fixture->vault->folder, "missing", "out.age", NULL);
  g_assert_null (hearth_bundle_export (fixture->vault->context, options, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (hearth_test_vault_query_int (
                       fixture->vault, "SELECT count (*) FROM admin.bundle WHERE state = 0"),
                   ==, 1);
  g_assert_false (g_file_test (fixture->destination, G_FILE_TEST_EXISTS));
}

/* Neither the vault nor its spool nor the bundle shows the name. */
static void
test_no_name_is_readable_on_disk (Fixture *fixture, gconstpointer data)
{
  static const char *const programs[] = { "bash", "grep", NULL };
  g_autoptr (HearthBundleOptions) options = make_options (fixture);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  result = hearth_bundle_export (fixture->vault->context, options, NULL, &error);
  g_assert_no_error (error);
  info = hearth_bundle_inspect (fixture->vault->context, result->path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_run (fixture->vault->folder, "grep -raq " SURNAME " .", NULL), ==,
                   1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/bundle-vault/waiting-for-both", test_waiting_for_both);
  ADD ("/bundle-vault/hearing-of-both", test_hearing_of_both);
  ADD ("/bundle-vault/bundle-is-logged-and-outlives-a-lock",
       test_bundle_is_logged_and_outlives_a_lock);
  ADD ("/bundle-vault/failed-export-leaves-only-its-entry",
       test_failed_export_leaves_only_its_entry);
  ADD ("/bundle-vault/no-name-is-readable-on-disk", test_no_name_is_readable_on_disk);
#undef ADD
  return g_test_run ();
}
