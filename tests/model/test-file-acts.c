/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-audit.h"
#include "hearth-case-files.h"
#include "hearth-erase.h"
#include "hearth-file-acts.h"

#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define PNG "\x89PNG\r\n\x1a\n"
#define SIZE 200000

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new ("2025-06-09");
  self->case_id = hearth_test_vault_open_case (self->vault,
                                               "{'surname': 'Тестенко', 'released': '2025-06-09'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_free (self->vault);
}

/* A content of any length that begins as a picture does. */
static GBytes *
make_content (gsize size)
{
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i * 7 + i / 251);
  memcpy (bytes, PNG, strlen (PNG));
  return g_bytes_new_take (bytes, size);
}

static HearthFileRequest
make_request (Fixture *self, HearthCompartment cmp, const char *name)
{
  return (HearthFileRequest){ .case_id = self->case_id, .cmp = cmp, .name = name };
}

static HearthChangeSet *
attach (Fixture *self, const HearthFileRequest *request, GBytes *content, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);

  return hearth_file_attach (self->vault->context, request, stream, NULL, NULL, error);
}

static HearthChangeSet *
attach_one (Fixture *self, HearthCompartment cmp, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  HearthFileRequest request = make_request (self, cmp, "скан 1.png");
  HearthChangeSet *changes = attach (self, &request, content, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

static HearthRecord *
get_only (Fixture *self, const char *kind)
{
  g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, kind, &self->case_id);

  g_assert_cmpuint (records->len, ==, 1);
  return hearth_record_ref (records->pdata[0]);
}

static void
assert_content (Fixture *self, const HearthRecord *record, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = hearth_file_read (self->vault->context, record, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, content));
}

static guint
count_files_in (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      n += g_file_test (inner, G_FILE_TEST_IS_DIR) ? count_files_in (inner) : 1;
    }
  return n;
}

static guint
count_files (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->vault->path, "files", NULL);

  return count_files_in (path);
}

static void
test_attached_file_comes_back_after_another_login (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) changes = attach_one (self, HEARTH_COMPARTMENT_MEDICAL, content);
  g_autoptr (HearthRecord) record = NULL;
  gint64 size;

  hearth_test_vault_reopen (self->vault);
  record = get_only (self, "medical_file");
  g_assert_cmpstr (hearth_record_get_text (record, "title"), ==, "скан 1");
  g_assert_cmpstr (hearth_record_get_text (record, "name"), ==, "скан 1.png");
  g_assert_cmpstr (hearth_record_get_text (record, "media_type"), ==, "image/png");
  g_assert_true (hearth_record_get_int (record, "size", &size));
  g_assert_cmpint (size, ==, SIZE);
  assert_content (self, record, content);
  hearth_test_vault_assert_projection (self->vault);
}

static void
test_each_compartment_keeps_its_own (Fixture *self, gconstpointer data)
{
  static const struct
  {
    HearthCompartment cmp;
    const char *kind;
  } kinds[] = {
    { HEARTH_COMPARTMENT_CORE, "file" },
    { HEARTH_COMPARTMENT_MEDICAL, "medical_file" },
    { HEARTH_COMPARTMENT_RESTRICTED, "restricted_file" },
    { HEARTH_COMPARTMENT_DEBRIEF, "debrief_file" },
    { HEARTH_COMPARTMENT_BENEFITS, "benefits_file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) content = make_content (1000 + i);
      g_autoptr (HearthChangeSet) changes = attach_one (self, kinds[i].cmp, content);
      g_autoptr (HearthRecord) record = get_only (self, kinds[i].kind);
      g_autofree char *folder = g_build_filename (self->vault->path, "files",
                                                  hearth_compartment_get_name (kinds[i].cmp), NULL);

      g_assert_true (hearth_file_may_attach (self->vault->context, kinds[i].cmp));
      g_assert_cmpuint (count_files_in (folder), ==, 1);
      assert_content (self, record, content);
    }
  g_assert_false (hearth_file_may_attach (self->vault->context, HEARTH_COMPARTMENT_ADMIN));
  g_assert_false (hearth_file_may_attach (self->vault->context, HEARTH_COMPARTMENT_TRACING));
}

static void
assert_refused (Fixture *self, const HearthFileRequest *request, GBytes *content, gint code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = attach (self, request, content, &error);

  g_assert_error (error, HEARTH_MODEL_ERROR, code);
  g_assert_null (changes);
  g_assert_cmpuint (count_files (self), ==, 0);
}

static void
test_other_content_is_refused_whatever_its_name (Fixture *self, gconstpointer data)
{
  static const char *const contents[] = { "GIF89a......", "<html>%PDF-", "PNG", "\xff\xd8", "",
                                          "PK\3\4" };
  HearthFileRequest request = make_request (self, HEARTH_COMPARTMENT_CORE, "scan.png");

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (contents[i], strlen (contents[i]));

      assert_refused (self, &request, content, HEARTH_MODEL_ERROR_MEDIA);
    }
}

static void
test_refused_file_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (SIZE);
  HearthFileRequest request = make_request (self, HEARTH_COMPARTMENT_CORE, "scan.png");
  json_auto_t *hidden = hearth_test_vault_json ("{'blob': '00112233445566778899aabbccddeeff'}");

  request.max_size = SIZE - 1;
  assert_refused (self, &request, content, HEARTH_MODEL_ERROR_LIMIT);
  request.max_size = 0;
  request.cmp = HEARTH_COMPARTMENT_ADMIN;
  assert_refused (self, &request, content, HEARTH_MODEL_ERROR_INVALID);
  request.cmp = HEARTH_COMPARTMENT_CORE;
  request.fields = hidden;
  assert_refused (self, &request, content, HEARTH_MODEL_ERROR_UNKNOWN);
  request.fields = NULL;
  request.case_id.bytes[0] ^= 1;
  assert_refused (self, &request, content, HEARTH_MODEL_ERROR_UNKNOWN);
}

static void
test_name_from_outside_becomes_plain_text (Fixture *self, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (400, 'a');
  const struct
  {
    const char *name, *title;
  } names[] = {
    { "/etc/../папка/Довідка.2.pdf", "Довідка.2" }, { "a\nb\tc.png", "a b c" }, { ".png", ".png" },
    { "\xff\xfe", "\357\277\275\357\277\275" },     { longest, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) content = make_content (100 + i);
      HearthFileRequest request = make_request (self, HEARTH_COMPARTMENT_CORE, names[i].name);
      g_autoptr (HearthChangeSet) changes = attach (self, &request, content, &error);
      g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, "file", &self->case_id);
      const HearthRecord *record;

      g_assert_no_error (error);
      g_assert_cmpuint (records->len, ==, i + 1);
      record = records->pdata[i];
      if (names[i].title != NULL)
        g_assert_cmpstr (hearth_record_get_text (record, "title"), ==, names[i].title);
      else
        g_assert_cmpuint (strlen (hearth_record_get_text (record, "name")), ==, 255);
    }
}

static HearthChangeSet *
execute (Fixture *self, HearthCommand *command)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = hearth_store_execute (self->vault->store, command, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

static void
test_both_acts_can_be_taken_back_and_done_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) attached = attach_one (self, HEARTH_COMPARTMENT_CORE, content);
  g_autoptr (HearthRecord) record = get_only (self, "file");
  g_autoptr (HearthChangeSet) undone = execute (self, hearth_change_set_get_inverse (attached));
  g_autoptr (GPtrArray) none = hearth_test_vault_list (self->vault, "file", &self->case_id);
  g_autoptr (HearthChangeSet) redone = execute (self, hearth_change_set_get_inverse (undone));
  g_autoptr (HearthRecord) again = get_only (self, "file");
  g_autoptr (HearthChangeSet) detached = NULL;
  g_autoptr (HearthChangeSet) back = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (HearthRecord) last = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  assert_content (self, again, content);
  detached = hearth_file_detach (self->vault->context, again, &error);
  g_assert_no_error (error);
  gone = hearth_test_vault_list (self->vault, "file", &self->case_id);
  g_assert_cmpuint (gone->len, ==, 0);
  back = execute (self, hearth_change_set_get_inverse (detached));
  last = get_only (self, "file");
  assert_content (self, last, content);
  hearth_test_vault_assert_projection (self->vault);
}

static void
test_record_of_a_content_that_is_not_here_says_so (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) attached = attach_one (self, HEARTH_COMPARTMENT_CORE, content);
  g_autoptr (HearthRecord) record = get_only (self, "file");
  json_t *values = json_deep_copy (hearth_record_get_values (record));
  g_autoptr (HearthRecord) other = NULL;
  g_autoptr (HearthRecord) elsewhere = NULL;

  json_object_set_new (values, "hash", json_string ("00"));
  other = hearth_record_new (hearth_record_get_kind (record), hearth_record_get_id (record),
                             &self->case_id, 1, json_deep_copy (values));
  g_assert_null (hearth_file_read (self->vault->context, other, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED);
  g_clear_error (&error);
  json_object_set_new (values, "blob", json_string ("00112233445566778899aabbccddeeff"));
  elsewhere = hearth_record_new (hearth_record_get_kind (record), hearth_record_get_id (record),
                                 &self->case_id, 1, values);
  g_assert_null (hearth_file_read (self->vault->context, elsewhere, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
}

static void
assert_audit (Fixture *self, guint n, ...)
{
  va_list words;

  va_start (words, n);
  for (guint i = 0; i < n; i++)
    {
      const char *word = va_arg (words, const char *);
      g_autofree char *sql = g_strdup_printf (
          "SELECT count (*) FROM admin.audit WHERE line LIKE '%%\"ev\":\"%s\"%%'", word);

      g_assert_cmpint (hearth_test_vault_query_int (self->vault, sql), ==, 1);
    }
  va_end (words);
}

static void
test_copy_in_the_clear_is_in_the_audit_log (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) attached = attach_one (self, HEARTH_COMPARTMENT_CORE, content);
  g_autoptr (HearthRecord) record = get_only (self, "file");
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) copy = NULL;

  g_assert_false (hearth_file_save_copy (self->vault->context, record, " \t", sink, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (sink)), ==, 0);
  hearth_file_save_copy (self->vault->context, record, "для ВЛК", sink, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (sink, NULL, NULL);
  copy = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
  g_assert_true (g_bytes_equal (copy, content));
  assert_audit (self, 2, "copy", "copy.done");
}

static void
test_copy_that_fails_is_in_the_audit_log_too (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) attached = attach_one (self, HEARTH_COMPARTMENT_CORE, content);
  g_autoptr (HearthRecord) record = get_only (self, "file");
  g_autofree guint8 *room = g_malloc (100);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new (room, 100, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  hearth_file_save_copy_async (self->vault->context, record, "для ВЛК", sink, NULL,
                               hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_false (hearth_file_save_copy_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  assert_audit (self, 2, "copy", "copy.failed");
}

/* --- At login --- */

static HearthFileTidy *
tidy (Fixture *self, gint64 days_from_now)
{
  g_autoptr (GError) error = NULL;
  gint64 now_ms = g_get_real_time () / 1000 + days_from_now * 24 * 60 * 60 * 1000;
  HearthFileTidy *found =
      hearth_file_tidy_run (self->vault->store, self->vault->vault, now_ms, &error);

  g_assert_no_error (error);
  return found;
}

static void
test_content_is_erased_a_month_after_its_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (GBytes) other = make_content (SIZE + 1);
  g_autoptr (HearthChangeSet) attached = attach_one (self, HEARTH_COMPARTMENT_CORE, content);
  g_autoptr (HearthRecord) record = get_only (self, "file");
  g_autoptr (HearthChangeSet) detached = hearth_file_detach (self->vault->context, record, &error);
  g_autoptr (HearthChangeSet) kept = attach_one (self, HEARTH_COMPARTMENT_CORE, other);
  g_autoptr (HearthFileTidy) early = tidy (self, HEARTH_FILE_KEEP_DAYS - 1);
  g_autoptr (HearthFileTidy) late = NULL;
  g_autoptr (HearthFileTidy) again = NULL;
  g_autoptr (HearthChangeSet) back = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (early->n_erased, ==, 0);
  g_assert_cmpuint (count_files (self), ==, 2);
  late = tidy (self, HEARTH_FILE_KEEP_DAYS + 1);
  g_assert_cmpuint (late->n_erased, ==, 1);
  g_assert_cmpuint (late->damaged->len, ==, 0);
  g_assert_cmpuint (count_files (self), ==, 1);
  assert_audit (self, 2, "erase", "erase.done");
  again = tidy (self, HEARTH_FILE_KEEP_DAYS + 1);
  g_assert_cmpuint (again->n_erased, ==, 0);

  /* The record can still be brought back, and says that its content is gone. */
  back = execute (self, hearth_change_set_get_inverse (detached));
  g_assert_null (hearth_file_read (self->vault->context, record, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
  records = hearth_test_vault_list (self->vault, "file", &self->case_id);
  g_assert_cmpuint (records->len, ==, 2);
  assert_content (self, records->pdata[1], other);
}

static void
test_missing_content_is_named_by_its_case_at_login (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) attached = attach_one (self, HEARTH_COMPARTMENT_MEDICAL, content);
  g_autoptr (HearthRecord) record = get_only (self, "medical_file");
  g_autofree char *path = NULL;
  const HearthFileTidy *found;
  const HearthFileDamage *damage;
  HearthId blob;

  g_assert_true (hearth_id_parse (hearth_record_get_text (record, "blob"), &blob));
  while (hearth_context_get_file_tidy (self->vault->context) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (hearth_context_get_file_tidy (self->vault->context)->damaged->len, ==, 0);
  path = g_build_filename (self->vault->path, "files", NULL);
  hearth_test_remove_folder (path);

  hearth_test_vault_reopen (self->vault);
  while (hearth_context_get_file_tidy (self->vault->context) == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = hearth_context_get_file_tidy (self->vault->context);
  g_assert_cmpuint (found->damaged->len, ==, 1);
  damage = found->damaged->pdata[0];
  g_assert_cmpint (damage->cmp, ==, HEARTH_COMPARTMENT_MEDICAL);
  g_assert_true (hearth_id_equal (&damage->blob, &blob));
  g_assert_nonnull (damage->rec);
  g_assert_true (hearth_id_equal (hearth_record_get_case (damage->rec), &self->case_id));
}

/* --- Without blocking --- */

static GAsyncResult *
start_attach (Fixture *self, GBytes *content, GCancellable *cancellable)
{
  HearthFileRequest request = make_request (self, HEARTH_COMPARTMENT_CORE, "scan.png");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);
  GAsyncResult *result = NULL;

  hearth_file_attach_async (self->vault->context, &request, stream, cancellable,
                            hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  return result;
}

static void
test_list_follows_what_is_attached_and_removed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCaseFiles) files = hearth_case_files_new (self->vault->context, &self->case_id);
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (GAsyncResult) result = start_attach (self, content, NULL);
  g_autoptr (GAsyncResult) read_result = NULL;
  g_autoptr (GAsyncResult) detach_result = NULL;
  g_autoptr (HearthChangeSet) attached = NULL;
  g_autoptr (HearthChangeSet) detached = NULL;
  g_autoptr (HearthFileItem) item = NULL;
  g_autoptr (GBytes) read = NULL;
  HearthId rec;

  attached = hearth_file_attach_finish (result, &rec, &error);
  g_assert_no_error (error);
  while (g_list_model_get_n_items (G_LIST_MODEL (files)) != 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (hearth_case_files_is_loading (files));
  item = g_list_model_get_item (G_LIST_MODEL (files), 0);
  g_assert_true (hearth_id_equal (hearth_record_get_id (hearth_file_item_get_record (item)), &rec));
  g_assert_cmpstr (hearth_file_item_get_title (item), ==, "scan");
  g_assert_cmpuint (hearth_file_item_get_size (item), ==, SIZE);
  g_assert_true (hearth_file_item_is_here (item));

  hearth_file_read_async (self->vault->context, hearth_file_item_get_record (item), NULL,
                          hearth_test_keep_result_cb, &read_result);
  hearth_test_await (&read_result);
  read = hearth_file_read_finish (read_result, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, content));

  hearth_file_detach_async (self->vault->context, hearth_file_item_get_record (item), NULL,
                            hearth_test_keep_result_cb, &detach_result);
  hearth_test_await (&detach_result);
  detached = hearth_file_detach_finish (detach_result, &error);
  g_assert_no_error (error);
  while (g_list_model_get_n_items (G_LIST_MODEL (files)) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_cancelled_attachment_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  result = start_attach (self, content, cancellable);
  g_assert_null (hearth_file_attach_finish (result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (self), ==, 0);
}

static void
test_refused_attachment_answers_when_its_file_is_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (GAsyncResult) result = NULL;

  self->case_id.bytes[3] ^= 1;
  result = start_attach (self, content, NULL);
  g_assert_null (hearth_file_attach_finish (result, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
  g_assert_cmpuint (count_files (self), ==, 0);
}

/* A stick that hangs: the stream waits for bytes while the vault is locked. */
#define TYPE_STICK (stick_get_type ())
G_DECLARE_FINAL_TYPE (Stick, stick, TEST, STICK, GInputStream)

struct _Stick
{
  GInputStream parent_instance;
  GMutex mutex;
  GCond cond;
  gboolean is_waiting;
  gboolean goes_on;
};

G_DEFINE_FINAL_TYPE (Stick, stick, G_TYPE_INPUT_STREAM)

static gssize
stick_read (GInputStream *stream, void *buffer, gsize length, GCancellable *cancel, GError **error)
{
  Stick *self = TEST_STICK (stream);

  if (length == HEARTH_FILE_MAGIC_SIZE)
    {
      memcpy (buffer, PNG, length);
      return (gssize) length;
    }
  g_mutex_lock (&self->mutex);
  self->is_waiting = TRUE;
  g_cond_broadcast (&self->cond);
  while (!self->goes_on)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  memset (buffer, 'x', length);
  return (gssize) length;
}

static void
stick_class_init (StickClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = stick_read;
}

static void
stick_init (Stick *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

static void
test_lock_ends_a_stream_and_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (Stick) stick = g_object_new (TYPE_STICK, NULL);
  HearthFileRequest request = make_request (self, HEARTH_COMPARTMENT_CORE, "scan.png");

  hearth_file_attach_async (self->vault->context, &request, G_INPUT_STREAM (stick), NULL,
                            hearth_test_keep_result_cb, &result);
  g_mutex_lock (&stick->mutex);
  while (!stick->is_waiting)
    g_cond_wait (&stick->cond, &stick->mutex);
  g_mutex_unlock (&stick->mutex);
  g_assert_cmpuint (count_files (self), ==, 1);

  hearth_vault_lock (self->vault->vault, FALSE);
  g_mutex_lock (&stick->mutex);
  stick->goes_on = TRUE;
  g_cond_broadcast (&stick->cond);
  g_mutex_unlock (&stick->mutex);
  hearth_test_await (&result);
  g_assert_null (hearth_file_attach_finish (result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpuint (count_files (self), ==, 0);
  g_clear_object (&result);
  hearth_test_vault_reopen (self->vault);
}

static gpointer
list_audit (HearthDb *db, gpointer data, GError **error)
{
  return hearth_audit_list (db, G_MAXINT64, 1000, error);
}

static guint
count_erasures (Fixture *self, HearthCompartment cmp)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hearth_store_read (self->vault->store, list_audit, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthAuditRow *row = rows->pdata[i];

      n += g_strcmp0 (row->event, "erase") == 0 && row->cmp == cmp;
    }
  return n;
}

static void
erase (Fixture *self, const HearthEraseScope *scope, HearthErased *erased)
{
  g_autoptr (GError) error = NULL;
  HearthId erasure;

  hearth_erase_propose (self->vault->context, scope, "№ 17", "чужа людина", &erasure, &error);
  g_assert_no_error (error);
  hearth_erase_confirm (self->vault->context, &erasure, NULL, "один користувач", erased, &error);
  g_assert_no_error (error);
}

static void
assert_stays_erased (Fixture *self, HearthChangeSet *attached, const HearthRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = hearth_file_read (self->vault->context, record, NULL, &error);
  g_autoptr (HearthChangeSet) undone = NULL;

  g_assert_null (read);
  g_assert_nonnull (error);
  g_clear_error (&error);
  undone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (attached), &error);
  g_assert_true (undone == NULL || hearth_change_set_get_result (undone) != HEARTH_RESULT_DONE);
}

/* The bytes go with the records, whatever is taken back afterwards. */
static void
test_erased_case_takes_its_contents_along (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) scan = attach_one (self, HEARTH_COMPARTMENT_CORE, content);
  g_autoptr (HearthChangeSet) picture = attach_one (self, HEARTH_COMPARTMENT_MEDICAL, content);
  g_autoptr (HearthRecord) file = get_only (self, "file");
  g_autoptr (HearthRecord) medical = get_only (self, "medical_file");
  const HearthEraseScope scope = { .case_id = self->case_id };
  HearthErased erased = { 0 };

  g_assert_cmpuint (count_files (self), ==, 2);
  erase (self, &scope, &erased);
  g_assert_cmpuint (erased.n_files, ==, 2);
  g_assert_cmpuint (count_files (self), ==, 0);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault,
                                                "SELECT (SELECT count (*) FROM core.blob) +"
                                                " (SELECT count (*) FROM medical.blob)"),
                   ==, 0);
  assert_stays_erased (self, scan, file);
  assert_stays_erased (self, picture, medical);
  /* Announced before and noted after, which is one row of the log. */
  g_assert_cmpuint (count_erasures (self, HEARTH_COMPARTMENT_CORE), ==, 1);
  g_assert_cmpuint (count_erasures (self, HEARTH_COMPARTMENT_MEDICAL), ==, 1);
  hearth_test_vault_reopen (self->vault);
  g_assert_cmpuint (count_files (self), ==, 0);
  hearth_test_vault_assert_projection (self->vault);
}

static void
test_one_file_is_erased_and_the_others_stay (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (SIZE);
  g_autoptr (HearthChangeSet) scan = attach_one (self, HEARTH_COMPARTMENT_CORE, content);
  g_autoptr (HearthRecord) file = get_only (self, "file");
  g_autoptr (HearthChangeSet) picture = attach_one (self, HEARTH_COMPARTMENT_MEDICAL, content);
  g_autoptr (HearthRecord) medical = get_only (self, "medical_file");
  const HearthEraseScope scope = { .case_id = self->case_id,
                                   .cmp = HEARTH_COMPARTMENT_CORE,
                                   .rec = *hearth_record_get_id (file) };
  HearthErased erased = { 0 };

  erase (self, &scope, &erased);
  g_assert_cmpuint (erased.n_files, ==, 1);
  g_assert_cmpuint (erased.n_lines, ==, 1);
  g_assert_cmpuint (count_files (self), ==, 1);
  assert_stays_erased (self, scan, file);
  assert_content (self, medical, content);
  g_assert_cmpuint (count_erasures (self, HEARTH_COMPARTMENT_MEDICAL), ==, 0);
}

static void
add_test (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_test ("/file-acts/attached-file-comes-back-after-another-login",
            test_attached_file_comes_back_after_another_login);
  add_test ("/file-acts/each-compartment-keeps-its-own", test_each_compartment_keeps_its_own);
  add_test ("/file-acts/other-content-is-refused-whatever-its-name",
            test_other_content_is_refused_whatever_its_name);
  add_test ("/file-acts/refused-file-leaves-nothing", test_refused_file_leaves_nothing);
  add_test ("/file-acts/name-from-outside-becomes-plain-text",
            test_name_from_outside_becomes_plain_text);
  add_test ("/file-acts/both-acts-can-be-taken-back-and-done-again",
            test_both_acts_can_be_taken_back_and_done_again);
  add_test ("/file-acts/record-of-a-content-that-is-not-here-says-so",
            test_record_of_a_content_that_is_not_here_says_so);
  add_test ("/file-acts/copy-in-the-clear-is-in-the-audit-log",
            test_copy_in_the_clear_is_in_the_audit_log);
  add_test ("/file-acts/copy-that-fails-is-in-the-audit-log-too",
            test_copy_that_fails_is_in_the_audit_log_too);
  add_test ("/file-acts/content-is-erased-a-month-after-its-file",
            test_content_is_erased_a_month_after_its_file);
  add_test ("/file-acts/erased-case-takes-its-contents-along",
            test_erased_case_takes_its_contents_along);
  add_test ("/file-acts/one-file-is-erased-and-the-others-stay",
            test_one_file_is_erased_and_the_others_stay);
  add_test ("/file-acts/missing-content-is-named-by-its-case-at-login",
            test_missing_content_is_named_by_its_case_at_login);
  add_test ("/file-acts/list-follows-what-is-attached-and-removed",
            test_list_follows_what_is_attached_and_removed);
  add_test ("/file-acts/cancelled-attachment-leaves-nothing",
            test_cancelled_attachment_leaves_nothing);
  add_test ("/file-acts/refused-attachment-answers-when-its-file-is-gone",
            test_refused_attachment_answers_when_its_file_is_gone);
  add_test ("/file-acts/lock-ends-a-stream-and-leaves-nothing",
            test_lock_ends_a_stream_and_leaves_nothing);
  return g_test_run ();
}
