/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups of a real vault with attachments, by those who hold every key and by one who does not. */
#include "config.h"

#include "hearth-backup-run.h"
#include "hearth-file-acts.h"
#include "hearth-people.h"

#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define OTHER_USER "Вигадана Реєстраторка"
#define OTHER_PASSPHRASE "five other words for tests"
#define ALL_COMPARTMENTS 0xfe
#define BLOCK 512
#define CHUNK 65536
/* More than two chunks, so that the inner ones are there too. */
#define MEDICAL_SIZE 200000
#define CORE_SIZE 3000

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  GBytes *core;
  GBytes *medical;
  char *path;     /* of the backup */
  char *new_path; /* of the vault that comes from it */
} Fixture;

static GBytes *
make_content (gsize size)
{
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i * 13 + i / 255);
  memcpy (bytes, "\x89PNG\r\n\x1a\n", 8);
  return g_bytes_new_take (bytes, size);
}

static void
attach (Fixture *self, HearthCompartment cmp, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);
  const HearthFileRequest request = { .case_id = self->case_id, .cmp = cmp, .name = "скан.png" };
  g_autoptr (HearthChangeSet) changes =
      hearth_file_attach (self->vault->context, &request, stream, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new ("2025-06-09");
  self->case_id = hearth_test_vault_open_case (self->vault,
                                               "{'surname': 'Тестенко', 'released': '2025-06-09'}");
  self->core = make_content (CORE_SIZE);
  self->medical = make_content (MEDICAL_SIZE);
  attach (self, HEARTH_COMPARTMENT_CORE, self->core);
  attach (self, HEARTH_COMPARTMENT_MEDICAL, self->medical);
  self->path = g_build_filename (self->vault->folder, "b.tar", NULL);
  self->new_path = g_build_filename (self->vault->folder, "New.hearth", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_free (self->vault);
  g_bytes_unref (self->core);
  g_bytes_unref (self->medical);
  g_free (self->path);
  g_free (self->new_path);
}

static HearthSecret *
secret_of (const char *words)
{
  return hearth_secret_new ((const guint8 *) words, strlen (words));
}

/* Goes on as @user in the vault at @path, which may be another one. */
static void
open_as (Fixture *self, const char *path, const char *user, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSecret) secret = secret_of (words);
  HearthTestVault *vault = self->vault;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&vault->context);
  hearth_vault_lock (vault->vault, FALSE);
  g_object_unref (vault->vault);
  vault->vault = hearth_vault_new (path, hearth_model_get_schema ());
  hearth_vault_unlock (vault->vault, user, secret, &error);
  g_assert_no_error (error);
  vault->context = hearth_context_new (vault->vault, vault->clock, vault->packs, &error);
  g_assert_no_error (error);
  vault->store = hearth_context_get_store (vault->context);
}

/* Who holds core and admin alone. */
static void
add_other_user (Fixture *self)
{
  static const char *const roles[] = { "registrar", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSecret) secret = secret_of (OTHER_PASSPHRASE);
  g_autoptr (HearthMemberAct) act =
      hearth_people_plan_add (self->vault->vault, OTHER_USER, roles, &error);

  g_assert_no_error (error);
  hearth_member_act_set_passphrase (act, secret, NULL);
  act->is_permanent = TRUE;
  hearth_people_run (self->vault->context, act, "початок роботи", &error);
  g_assert_no_error (error);
}

static HearthBackupOutcome *
make_backup (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HearthBackupOutcome *outcome =
      hearth_backup_run (self->vault->context, self->path, NULL, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

static HearthBackupReport *
restore (Fixture *self, const char *user, const char *words, GError **error)
{
  g_autoptr (HearthSecret) secret = secret_of (words);

  return hearth_backup_restore (self->path, self->new_path, user, secret,
                                hearth_backup_log_count_cases, NULL, NULL, error);
}

static void
assert_content (Fixture *self, const char *kind, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, kind, &self->case_id);
  g_autoptr (GBytes) read = NULL;

  g_assert_cmpuint (records->len, ==, 1);
  read = hearth_file_read (self->vault->context, records->pdata[0], NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, content));
}

/* Neither a vault nor a part of one. */
static void
assert_nothing_restored (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->vault->folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_true (g_str_equal (name, "b.tar") || g_str_equal (name, "Test.hearth"));
}

static void
test_attached_files_are_proven_and_come_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupOutcome) outcome = make_backup (self);
  g_autoptr (HearthBackupReport) restored = NULL;

  g_assert_no_error (outcome->proof_error);
  g_assert_cmphex (outcome->report->proven, ==, ALL_COMPARTMENTS);
  g_assert_cmpuint (outcome->report->n_attachments, ==, 2);
  g_assert_cmpuint (outcome->report->n_attachments_proven, ==, 2);
  restored = restore (self, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (restored->n_cases, ==, 1);
  open_as (self, self->new_path, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE);
  assert_content (self, "file", self->core);
  assert_content (self, "medical_file", self->medical);
  hearth_test_vault_assert_projection (self->vault);
}

/* The archive in memory, and where the attachments of one compartment stand in it. */
typedef struct
{
  char *bytes;
  gsize size;
  gsize at;
  gsize length;
} Archive;

static void
find_attachment (Fixture *self, Archive *out, const char *compartment)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *prefix = g_strdup_printf ("files/%s/", compartment);
  gsize at = 0;

  g_file_get_contents (self->path, &out->bytes, &out->size, &error);
  g_assert_no_error (error);
  while (!g_str_has_prefix (out->bytes + at, prefix))
    {
      gsize length = (gsize) g_ascii_strtoull (out->bytes + at + 124, NULL, 8);

      at += BLOCK + (length + BLOCK - 1) / BLOCK * BLOCK;
      g_assert_cmpuint (at, <, out->size - 2 * BLOCK);
    }
  out->at = at + BLOCK;
  out->length = (gsize) g_ascii_strtoull (out->bytes + at + 124, NULL, 8);
}

static void
write_archive (Fixture *self, const Archive *archive)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->path, archive->bytes, (gssize) archive->size, &error);
  g_assert_no_error (error);
}

static void
assert_damage_is_found (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_backup_prove (self->vault->context, self->path, NULL, NULL, &error));
  g_assert_true (g_error_matches (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_ATTACHMENT) ||
                 g_error_matches (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_ENTRY));
}

/* The first and the last byte, both sides of every edge between chunks, and one within each. */
static GArray *
list_places (gsize length)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize at = 0; at < length; at += CHUNK)
    {
      const gsize near[] = { at > 0 ? at - 1 : 0, at, MIN (at + CHUNK / 3, length - 1) };

      g_array_append_vals (places, near, G_N_ELEMENTS (near));
    }
  length--;
  g_array_append_val (places, length);
  return places;
}

static void
flip_everywhere (Fixture *self, const char *compartment)
{
  Archive archive = { 0 };
  g_autoptr (GArray) places = NULL;
  g_autoptr (HearthBackupOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  find_attachment (self, &archive, compartment);
  places = list_places (archive.length);
  for (guint i = 0; i < places->len; i++)
    {
      gsize at = archive.at + g_array_index (places, gsize, i);

      archive.bytes[at] ^= 0x04;
      write_archive (self, &archive);
      assert_damage_is_found (self);
      archive.bytes[at] ^= 0x04;
    }
  write_archive (self, &archive);
  g_free (archive.bytes);
  outcome = hearth_backup_prove (self->vault->context, self->path, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_one_flipped_byte_in_an_attachment_is_found (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBackupOutcome) outcome = make_backup (self);
  g_autoptr (GError) error = NULL;
  Archive archive = { 0 };

  flip_everywhere (self, "core");
  flip_everywhere (self, "medical");
  find_attachment (self, &archive, "medical");
  archive.bytes[archive.at + archive.length / 2] ^= 0x80;
  write_archive (self, &archive);
  g_free (archive.bytes);
  g_assert_null (restore (self, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE, &error));
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (HEARTH_BACKUP_ERROR));
  assert_nothing_restored (self);
}

static char *
find_only_file (const char *path)
{
  char *found = g_strdup (path);

  while (g_file_test (found, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) dir = g_dir_open (found, 0, NULL);
      const char *name = g_dir_read_name (dir);
      char *inner;

      g_assert_nonnull (name);
      inner = g_build_filename (found, name, NULL);
      g_free (found);
      found = inner;
    }
  return found;
}

/* What is damaged in the vault itself is copied as it is, and the proof says so. */
static void
test_an_attachment_damaged_in_the_vault_fails_the_proof (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->vault->path, "files", "medical", NULL);
  g_autofree char *file = find_only_file (folder);
  g_autofree char *bytes = NULL;
  g_autoptr (HearthBackupOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (file, &bytes, &size, &error);
  g_assert_no_error (error);
  bytes[size / 2] ^= 0x01;
  g_file_set_contents (file, bytes, (gssize) size, &error);
  g_assert_no_error (error);
  outcome = make_backup (self);
  g_assert_error (outcome->proof_error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_ATTACHMENT);
  g_assert_true (g_file_test (self->path, G_FILE_TEST_IS_REGULAR));
}

static void
test_without_a_grant_it_is_carried_and_not_proven (Fixture *self, gconstpointer data)
{
  const guint held = 1u << HEARTH_COMPARTMENT_CORE | 1u << HEARTH_COMPARTMENT_ADMIN;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupOutcome) outcome = NULL;
  g_autoptr (HearthBackupReport) restored = NULL;

  add_other_user (self);
  open_as (self, self->vault->path, OTHER_USER, OTHER_PASSPHRASE);
  g_assert_false (hearth_vault_has (self->vault->vault, HEARTH_COMPARTMENT_MEDICAL));
  outcome = make_backup (self);
  g_assert_no_error (outcome->proof_error);
  g_assert_cmphex (outcome->report->carried, ==, ALL_COMPARTMENTS);
  g_assert_cmphex (outcome->report->proven, ==, held);
  g_assert_cmpuint (outcome->report->n_attachments, ==, 2);
  g_assert_cmpuint (outcome->report->n_attachments_proven, ==, 1);
  g_assert_cmpint (outcome->report->n_cases, ==, 1);

  restored = restore (self, OTHER_USER, OTHER_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmphex (restored->proven, ==, held);
  /* Who holds the key finds everything in it. */
  open_as (self, self->new_path, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE);
  assert_content (self, "file", self->core);
  assert_content (self, "medical_file", self->medical);
  hearth_test_vault_assert_projection (self->vault);
}

/* What this login cannot open is compared with the list all the same. */
static void
test_damage_is_found_without_the_key_too (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBackupOutcome) outcome = NULL;

  add_other_user (self);
  open_as (self, self->vault->path, OTHER_USER, OTHER_PASSPHRASE);
  outcome = make_backup (self);
  flip_everywhere (self, "medical");
}

static gint64
count_in_log (Fixture *self, const char *word)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count (*) FROM admin.audit WHERE line LIKE '%%\"ev\":\"%s\"%%'", word);

  return hearth_test_vault_query_int (self->vault, sql);
}

static void
test_the_log_of_a_restored_vault_says_so_once (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBackupOutcome) outcome = make_backup (self);
  g_autoptr (HearthBackupReport) restored = NULL;
  g_autoptr (GError) error = NULL;

  restored = restore (self, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_in_log (self, "restore"), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      open_as (self, self->new_path, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE);
      g_assert_cmpint (count_in_log (self, "restore"), ==, 1);
    }
  open_as (self, self->vault->path, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE);
  g_assert_cmpint (count_in_log (self, "restore"), ==, 0);
}

/* More than once: what lies behind an answer in memory is another thing each time. */
static void
test_the_window_makes_and_proves_while_it_goes_on (Fixture *self, gconstpointer data)
{
  HearthContext *context = self->vault->context;

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (HearthBackupOutcome) made = NULL;
      g_autoptr (HearthBackupOutcome) proven = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GAsyncResult) second = NULL;
      g_autoptr (GError) error = NULL;

      hearth_backup_run_async (context, self->path, NULL, NULL, hearth_test_keep_result_cb,
                               &result);
      hearth_test_await (&result);
      made = hearth_backup_run_finish (context, result, &error);
      g_assert_no_error (error);
      g_assert_no_error (made->proof_error);
      g_assert_cmpint (made->report->n_cases, ==, 1);
      hearth_backup_prove_async (context, self->path, NULL, NULL, hearth_test_keep_result_cb,
                                 &second);
      hearth_test_await (&second);
      proven = hearth_backup_prove_finish (context, second, &error);
      g_assert_no_error (error);
      g_assert_no_error (proven->proof_error);
    }
}

static void
start_restoring (Fixture *self, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (HearthSecret) secret = secret_of (HEARTH_TEST_PASSPHRASE);
  g_autoptr (HearthBackupProgress) progress = hearth_backup_progress_new ();

  hearth_backup_restore_async (self->path, self->new_path, HEARTH_TEST_USER, secret,
                               hearth_backup_log_count_cases, progress, cancellable,
                               hearth_test_keep_result_cb, result);
}

static void
test_the_window_restores_while_it_goes_on (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBackupOutcome) outcome = make_backup (self);
  g_autoptr (HearthBackupReport) restored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  start_restoring (self, NULL, &result);
  hearth_test_await (&result);
  restored = hearth_backup_restore_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (restored->n_cases, ==, 1);
  open_as (self, self->new_path, HEARTH_TEST_USER, HEARTH_TEST_PASSPHRASE);
  assert_content (self, "medical_file", self->medical);
}

static void
test_restoring_that_is_cancelled_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBackupOutcome) outcome = make_backup (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  start_restoring (self, cancellable, &result);
  g_cancellable_cancel (cancellable);
  hearth_test_await (&result);
  g_assert_null (hearth_backup_restore_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_restored (self);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "attached-files-are-proven-and-come-back", test_attached_files_are_proven_and_come_back },
    { "one-flipped-byte-in-an-attachment-is-found",
      test_one_flipped_byte_in_an_attachment_is_found },
    { "an-attachment-damaged-in-the-vault-fails-the-proof",
      test_an_attachment_damaged_in_the_vault_fails_the_proof },
    { "without-a-grant-it-is-carried-and-not-proven",
      test_without_a_grant_it_is_carried_and_not_proven },
    { "damage-is-found-without-the-key-too", test_damage_is_found_without_the_key_too },
    { "the-log-of-a-restored-vault-says-so-once", test_the_log_of_a_restored_vault_says_so_once },
    { "the-window-makes-and-proves-while-it-goes-on",
      test_the_window_makes_and_proves_while_it_goes_on },
    { "the-window-restores-while-it-goes-on", test_the_window_restores_while_it_goes_on },
    { "restoring-that-is-cancelled-leaves-nothing",
      test_restoring_that_is_cancelled_leaves_nothing },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/model/backup/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
