/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-acts.h"
#include "hearth-photo-acts.h"

#include "hearth-test-vault.h"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new ("2025-06-09");
  self->case_id = hearth_test_vault_open_case (self->vault, "{'surname': 'Тестенко'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_free (self->vault);
}

static HearthRecord *
attach (Fixture *self, HearthCompartment cmp, const char *magic)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_strdup (magic), -1, g_free);
  const HearthFileRequest request = { .case_id = self->case_id, .cmp = cmp, .name = "a" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GPtrArray) files = NULL;
  HearthId rec;

  changes = hearth_file_attach (self->vault->context, &request, stream, &rec, NULL, &error);
  g_assert_no_error (error);
  files = hearth_test_vault_list (self->vault, hearth_file_find_kind (cmp)->id, &self->case_id);
  for (guint i = 0; i < files->len; i++)
    if (hearth_id_equal (hearth_record_get_id (files->pdata[i]), &rec))
      return hearth_record_ref (files->pdata[i]);
  g_assert_not_reached ();
}

static HearthChangeSet *
set_photo (Fixture *self, const HearthRecord *file)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = hearth_photo_set (self->vault->context, &self->case_id, file, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

static void
assert_photo (Fixture *self, const HearthRecord *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  const HearthRecord *found;

  g_assert_no_error (error);
  found = hearth_photo_find (kase);
  if (file == NULL)
    g_assert_null (found);
  else
    g_assert_true (hearth_id_equal (hearth_record_get_id (found), hearth_record_get_id (file)));
}

static void
test_photo_is_chosen_and_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) one = attach (self, HEARTH_COMPARTMENT_CORE, "\x89PNG\r\n\x1a\n one");
  g_autoptr (HearthRecord) other = attach (self, HEARTH_COMPARTMENT_CORE, "\xff\xd8\xff\xe0 two");
  g_autoptr (HearthChangeSet) first = NULL, second = NULL, third = NULL;

  assert_photo (self, NULL);
  first = set_photo (self, one);
  assert_photo (self, one);
  second = set_photo (self, other);
  assert_photo (self, other);
  third = set_photo (self, NULL);
  assert_photo (self, NULL);
}

static void
test_choice_can_be_taken_back (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) one = attach (self, HEARTH_COMPARTMENT_CORE, "\x89PNG\r\n\x1a\n one");
  g_autoptr (HearthChangeSet) done = set_photo (self, one), undone = NULL;
  g_autoptr (GError) error = NULL;

  undone = hearth_store_execute (hearth_context_get_store (self->vault->context),
                                 hearth_change_set_get_inverse (done), &error);
  g_assert_no_error (error);
  assert_photo (self, NULL);
}

static void
test_removed_file_is_no_photo (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) one = attach (self, HEARTH_COMPARTMENT_CORE, "\x89PNG\r\n\x1a\n one");
  g_autoptr (HearthChangeSet) done = set_photo (self, one), removed = NULL;
  g_autoptr (GError) error = NULL;

  removed = hearth_file_detach (self->vault->context, one, &error);
  g_assert_no_error (error);
  assert_photo (self, NULL);
}

static void
test_only_pictures_that_all_may_see_are_photos (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) picture =
      attach (self, HEARTH_COMPARTMENT_CORE, "\x89PNG\r\n\x1a\n one");
  g_autoptr (HearthRecord) scan = attach (self, HEARTH_COMPARTMENT_CORE, "%PDF-1.7 two");
  g_autoptr (HearthRecord) wound =
      attach (self, HEARTH_COMPARTMENT_MEDICAL, "\x89PNG\r\n\x1a\n three");

  g_assert_true (hearth_photo_may_be (picture));
  g_assert_false (hearth_photo_may_be (scan));
  g_assert_false (hearth_photo_may_be (wound));
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/model/photo/%s", name);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("photo-is-chosen-and-changed", test_photo_is_chosen_and_changed);
  add ("choice-can-be-taken-back", test_choice_can_be_taken_back);
  add ("removed-file-is-no-photo", test_removed_file_is_no_photo);
  add ("only-pictures-that-all-may-see-are-photos", test_only_pictures_that_all_may_see_are_photos);
  return g_test_run ();
}
