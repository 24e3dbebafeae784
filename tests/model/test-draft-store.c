/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forms hold that was not saved: kept for its user, sealed, and gone when it is saved. */
#include "config.h"

#include "hearth-draft-store.h"
#include "hearth-record-draft.h"
#include "hearth-stmt.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define MARKER "Недописаненко"

static const HearthId rec = { { 1, 2, 3 } };
static const HearthId case_id = { { 9, 9, 9 } };

static GPtrArray *
drafts_of (HearthDraft *draft)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_draft_unref);

  g_ptr_array_add (drafts, draft);
  return drafts;
}

static void
keep (HearthTestVault *vault, HearthCompartment cmp, const char *text)
{
  json_t *fields = text != NULL ? json_pack ("{s:s}", "surname", text) : NULL;
  g_autoptr (GPtrArray) drafts =
      drafts_of (hearth_draft_new (cmp, "person", &rec, &case_id, 7, fields));

  g_assert_true (hearth_draft_store_write_within (vault->store, drafts, 20000));
}

static gpointer
list_func (HearthDb *db, gpointer user, GError **error)
{
  return hearth_draft_store_list (db, user, error);
}

static GPtrArray *
list (HearthTestVault *vault, const HearthId *user)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = hearth_store_read (vault->store, list_func, (gpointer) user, &error);

  g_assert_no_error (error);
  return drafts;
}

static void
test_draft_is_there_after_the_next_login (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (GPtrArray) drafts = NULL;
  const HearthDraft *draft;

  keep (vault, HEARTH_COMPARTMENT_CORE, "first");
  keep (vault, HEARTH_COMPARTMENT_CORE, MARKER);
  keep (vault, HEARTH_COMPARTMENT_MEDICAL, "other");
  hearth_test_vault_reopen (vault);
  drafts = list (vault, hearth_vault_get_user_id (vault->vault));
  g_assert_cmpuint (drafts->len, ==, 2);
  draft = drafts->pdata[0];
  g_assert_cmpint (draft->cmp, ==, HEARTH_COMPARTMENT_CORE);
  g_assert_cmpstr (draft->form, ==, "person");
  g_assert_true (hearth_id_equal (&draft->rec, &rec));
  g_assert_true (hearth_id_equal (&draft->case_id, &case_id));
  g_assert_cmpint (draft->revision, ==, 7);
  g_assert_cmpstr (json_string_value (json_object_get (draft->fields, "surname")), ==, MARKER);
}

static void
test_draft_is_of_its_user_alone (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  const HearthId other = { { 5 } };
  g_autoptr (GPtrArray) drafts = NULL;

  keep (vault, HEARTH_COMPARTMENT_CORE, MARKER);
  drafts = list (vault, &other);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static void
test_draft_that_was_saved_is_gone (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (GPtrArray) drafts = NULL;

  keep (vault, HEARTH_COMPARTMENT_CORE, MARKER);
  keep (vault, HEARTH_COMPARTMENT_CORE, NULL);
  drafts = list (vault, hearth_vault_get_user_id (vault->vault));
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count(*) FROM core.draft"), ==, 0);
}

/* Never a commit: nothing leaves with a bundle, nothing stands in the history. */
static void
test_draft_is_no_commit (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  const char *sql = "SELECT count(*) FROM core.journal";
  gint64 before = hearth_test_vault_query_int (vault, sql);

  keep (vault, HEARTH_COMPARTMENT_CORE, MARKER);
  g_assert_cmpint (hearth_test_vault_query_int (vault, sql), ==, before);
}

static void
search_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        search_folder (child);
      else if (g_file_get_contents (child, &bytes, &size, NULL))
        g_assert_null (memmem (bytes, size, MARKER, strlen (MARKER)));
    }
}

static void
test_draft_is_never_in_the_clear (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");

  keep (vault, HEARTH_COMPARTMENT_CORE, MARKER);
  search_folder (vault->path);
  hearth_test_vault_reopen (vault);
  search_folder (vault->path);
}

static void
test_form_is_taken_up_where_it_was_left (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId id = hearth_test_vault_open_case (vault, "{'surname':'Умовний','given':'Іван'}");
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (vault, &id);
  g_autoptr (HearthRecordDraft) fresh = hearth_record_draft_new (person);
  g_autoptr (HearthRecordDraft) named = hearth_record_draft_set_text (fresh, "surname", MARKER);
  g_autoptr (HearthRecordDraft) typed = hearth_record_draft_set_text (named, "given", "");
  json_auto_t *kept = hearth_record_draft_to_json (typed);
  g_autoptr (HearthRecordDraft) again = hearth_record_draft_resume (kept, person);

  g_assert_cmpstr (hearth_record_draft_get_text (again, "surname"), ==, MARKER);
  g_assert_cmpstr (hearth_record_draft_get_text (again, "given"), ==, "");
  g_assert_true (hearth_record_draft_is_field_changed (again, "given"));
  g_assert_false (hearth_record_draft_is_field_changed (again, "phone"));
  g_assert_null (hearth_record_draft_get_newer (again, "surname"));
}

static void
test_what_others_saved_meanwhile_is_told (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId id = hearth_test_vault_open_case (vault, "{'surname':'Умовний'}");
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (vault, &id);
  json_auto_t *kept =
      json_pack ("{s:{s:s}, s:{s:s}}", "from", "surname", "Давній", "to", "surname", MARKER);
  g_autoptr (HearthRecordDraft) again = hearth_record_draft_resume (kept, person);

  g_assert_cmpstr (hearth_record_draft_get_text (again, "surname"), ==, MARKER);
  g_assert_cmpstr (hearth_record_draft_get_newer (again, "surname"), ==, "Умовний");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/model/draft-store/draft-is-there-after-the-next-login",
                   test_draft_is_there_after_the_next_login);
  g_test_add_func ("/model/draft-store/draft-is-of-its-user-alone",
                   test_draft_is_of_its_user_alone);
  g_test_add_func ("/model/draft-store/draft-that-was-saved-is-gone",
                   test_draft_that_was_saved_is_gone);
  g_test_add_func ("/model/draft-store/draft-is-no-commit", test_draft_is_no_commit);
  g_test_add_func ("/model/draft-store/draft-is-never-in-the-clear",
                   test_draft_is_never_in_the_clear);
  g_test_add_func ("/model/draft-store/form-is-taken-up-where-it-was-left",
                   test_form_is_taken_up_where_it_was_left);
  g_test_add_func ("/model/draft-store/what-others-saved-meanwhile-is-told",
                   test_what_others_saved_meanwhile_is_told);
  return g_test_run ();
}
