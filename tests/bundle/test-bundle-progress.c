/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far an export and an import have come, in bytes. */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-bundle-plan.h"
#include "hearth-bundle-progress.h"

#include <string.h>

typedef struct
{
  BundleFixture *vault;
  char *recipient;
  HearthBundleProgress *progress;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = bundle_fixture_new ("Here");
  bundle_fixture_add_cases (self->vault);
  self->recipient = bundle_fixture_dup_recipient (self->vault, HEARTH_COMPARTMENT_ADMIN);
  self->progress = hearth_bundle_progress_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->progress);
  g_free (self->recipient);
  bundle_fixture_free (self->vault);
}

static HearthBundleResult *export(Fixture *self, const HearthBundleOptions *options, GError **error)
{
  return hearth_bundle_write (self->vault->vault->db, &self->vault->vault->writer.dev, NULL,
                              self->vault->folder, options, G_CANCELLABLE (self->progress), error);
}

static void
test_bytes_make_a_fraction (Fixture *self, gconstpointer data)
{
  GCancellable *cancellable = G_CANCELLABLE (self->progress);

  g_assert_cmpfloat (hearth_bundle_progress_get_fraction (self->progress), ==, 0);
  hearth_bundle_progress_plan (cancellable, 1000);
  hearth_bundle_progress_add (cancellable, 250);
  g_assert_cmpfloat (hearth_bundle_progress_get_fraction (self->progress), ==, 0.25);
  hearth_bundle_progress_add (cancellable, 2000);
  g_assert_cmpfloat (hearth_bundle_progress_get_fraction (self->progress), ==, 1);
  hearth_bundle_progress_plan (cancellable, G_MAXUINT64 / 2);
  g_assert_cmpfloat (hearth_bundle_progress_get_fraction (self->progress), ==, 0);
}

static void
test_what_does_not_count_is_left_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) plain = g_cancellable_new ();

  hearth_bundle_progress_plan (NULL, 10);
  hearth_bundle_progress_add (NULL, 10);
  hearth_bundle_progress_plan (plain, 10);
  hearth_bundle_progress_add (plain, 10);
  g_assert_false (g_cancellable_is_cancelled (plain));
}

static void
assert_all_done (Fixture *self, guint64 expected)
{
  guint64 done, planned;

  hearth_bundle_progress_get_bytes (self->progress, &done, &planned);
  g_assert_cmpuint (planned, ==, expected);
  g_assert_cmpuint (done, ==, planned);
}

static void
test_an_export_counts_every_byte_of_its_plan (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBundleOptions) sealed = bundle_fixture_options (self->vault, self->recipient);
  g_autoptr (HearthBundleOptions) open = bundle_fixture_options (self->vault, NULL);
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "open", 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundlePlan) plan = hearth_bundle_plan_new (
      self->vault->vault->db, &self->vault->vault->writer.dev, sealed, NULL, &error);
  g_autoptr (HearthBundleResult) first = export(self, sealed, &error);
  g_autoptr (HearthBundleResult) second = NULL;

  g_assert_no_error (error);
  assert_all_done (self, 2 * plan->total.line_bytes);
  open->log_n = 10;
  hearth_bundle_options_set_passphrase (open, passphrase);
  second = export(self, open, &error);
  g_assert_no_error (error);
  assert_all_done (self, plan->total.line_bytes);
}

static void
test_reading_counts_the_file_and_what_is_in_it (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (self->vault, self->recipient);
  g_autoptr (HearthBundleResult) result = bundle_fixture_export (self->vault, options);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleInfo) info =
      hearth_bundle_read (self->vault->vault->db, self->vault->folder, result->path, NULL,
                          G_CANCELLABLE (self->progress), &error);
  guint64 done, planned;

  g_assert_no_error (error);
  hearth_bundle_progress_get_bytes (self->progress, &done, &planned);
  g_assert_cmpuint (planned, ==, 3 * result->size_bytes);
  /* The copy, and the archive without the tags of its seal. */
  g_assert_cmpuint (done, >, 2 * result->size_bytes - 4096);
  g_assert_cmpuint (done, <=, planned);
}

static guint
count_bundles (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->vault->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_a_cancelled_export_leaves_no_file (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (self->vault, self->recipient);
  const guint before = count_bundles (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleResult) result = NULL;

  g_cancellable_cancel (G_CANCELLABLE (self->progress));
  result = export(self, options, &error);
  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_bundles (self), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/bundle/progress/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("bytes-make-a-fraction", test_bytes_make_a_fraction);
  ADD ("what-does-not-count-is-left-alone", test_what_does_not_count_is_left_alone);
  ADD ("an-export-counts-every-byte-of-its-plan", test_an_export_counts_every_byte_of_its_plan);
  ADD ("reading-counts-the-file-and-what-is-in-it", test_reading_counts_the_file_and_what_is_in_it);
  ADD ("a-cancelled-export-leaves-no-file", test_a_cancelled_export_leaves_no_file);
  return g_test_run ();
}
