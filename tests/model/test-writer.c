/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-writer.h"

#include "hearth-keyring.h"
#include "hearth-model-error.h"

#include <string.h>

typedef HearthTestWriter Fixture;

static void
set_up (Fixture **fixture, gconstpointer data)
{
  *fixture = hearth_test_writer_new (NULL);
}

static void
tear_down (Fixture **fixture, gconstpointer data)
{
  hearth_test_assert_projection ((*fixture)->db);
  hearth_test_writer_free (*fixture);
}

/* Reads a line as bundles 1 and 2 define it, with nothing of the writer's own code but the
 * primitives. Returns the object. */
static json_t *
check_line (Fixture *self, HearthCompartment cmp, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSecret) seed = hearth_keyring_get_signing_seed (self->db, cmp, &error);
  guint8 public_key[HEARTH_KEY_SIZE];
  gsize length;
  const char *line = g_bytes_get_data (bytes, &length);
  g_autofree char *text = NULL;
  char *dump;
  json_t *json;

  hearth_key_ed25519_public (seed, public_key);
  g_assert_cmpint (line[length - 1], ==, '\n');
  g_assert_null (memchr (line, '\n', length - 1));
  g_assert_cmpint (line[86], ==, ' ');
  g_assert_true (hearth_line_verify (line, length - 1, "hearth/commit/v1\n", public_key));
  text = g_strndup (line + 87, length - 88);
  json = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
  g_assert_nonnull (json);
  dump = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS);
  g_assert_cmpstr (dump, ==, text);
  free (dump);
  return json;
}

static GPtrArray *
list_lines (Fixture *self, HearthCompartment cmp, guint case_number)
{
  g_autoptr (GError) error = NULL;
  HearthId case_id = hearth_test_id (case_number);
  HearthId shared = { { 0 } };
  GPtrArray *lines =
      hearth_journal_list_lines (self->db, cmp, case_number == 0 ? &shared : &case_id, &error);

  g_assert_no_error (error);
  return lines;
}

static void
test_commit_has_exactly_the_keys_of_the_format (Fixture **fixture, gconstpointer data)
{
  static const char *const keys[] = { "act",  "case", "cmp", "dev", "hlc", "ops",
                                      "prev", "role", "seq", "v",   "who", NULL };
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Калиновий'}");
  g_autoptr (GPtrArray) lines = list_lines (self, HEARTH_COMPARTMENT_CORE, 1);
  json_auto_t *json = check_line (self, HEARTH_COMPARTMENT_CORE, lines->pdata[0]);
  g_autofree char *rec_hex = hearth_id_to_string (&rec);
  g_autofree char *ops = NULL;
  g_autofree char *expected = NULL;

  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpuint (json_object_size (json), ==, 11);
  g_assert_true (hearth_json_has_only (json, keys));
  g_assert_cmpstr (hearth_json_get_string (json, "case"), ==, "ee000000000000000000000000000001");
  g_assert_cmpstr (hearth_json_get_string (json, "dev"), ==, "ee0000000000000000000000000000d0");
  g_assert_cmpstr (hearth_json_get_string (json, "who"), ==, "ee0000000000000000000000000000a0");
  g_assert_cmpstr (hearth_json_get_string (json, "cmp"), ==, "core");
  g_assert_cmpstr (hearth_json_get_string (json, "prev"), ==, "");
  g_assert_cmpstr (hearth_json_get_string (json, "role"), ==, "registrar");
  g_assert_cmpint (json_integer_value (json_object_get (json, "seq")), ==, 1);
  g_assert_cmpint (json_integer_value (json_object_get (json, "v")), ==, 1);
  g_assert_cmpuint (strlen (hearth_json_get_string (json, "hlc")), ==, 16);
  ops = hearth_json_dump (json_object_get (json, "ops"));
  expected = g_strdup_printf (
      "[{\"kind\":\"person\",\"over\":[],\"rec\":\"%s\",\"set\":{\"surname\":\"Калиновий\"}}]",
      rec_hex);
  g_assert_cmpstr (ops, ==, expected);
}

static void
test_lines_of_one_writer_form_a_chain (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autofree char *prev = g_strdup ("");
  g_autofree char *last_hlc = g_strdup ("");

  for (guint i = 1; i <= 5; i++)
    hearth_test_add_person (self, i, "{'surname':'Тополя'}");
  for (guint i = 1; i <= 5; i++)
    {
      g_autoptr (GPtrArray) lines = list_lines (self, HEARTH_COMPARTMENT_CORE, i);
      json_auto_t *json = check_line (self, HEARTH_COMPARTMENT_CORE, lines->pdata[0]);
      guint8 id[HEARTH_HASH_SIZE];
      gsize length;
      const char *line = g_bytes_get_data (lines->pdata[0], &length);

      g_assert_cmpint (json_integer_value (json_object_get (json, "seq")), ==, i);
      g_assert_cmpstr (hearth_json_get_string (json, "prev"), ==, prev);
      g_assert_cmpstr (hearth_json_get_string (json, "hlc"), >, last_hlc);
      hearth_hash (id, line, length - 1);
      g_free (prev);
      prev = hearth_hex_encode (id, sizeof id);
      g_free (last_hlc);
      last_hlc = g_strdup (hearth_json_get_string (json, "hlc"));
    }
}

static void
test_every_compartment_counts_for_itself (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId check = hearth_test_id (77);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  json_auto_t *json = NULL;

  hearth_test_add_person (self, 1, "{'surname':'Явір'}");
  changes = hearth_test_write (self, "check", 1, &check, HEARTH_REVISION_NEW,
                               "{'check':'dental','done_on':'2025-06-11'}", HEARTH_RESULT_DONE);
  lines = list_lines (self, HEARTH_COMPARTMENT_MEDICAL, 1);
  json = check_line (self, HEARTH_COMPARTMENT_MEDICAL, lines->pdata[0]);
  g_assert_cmpint (json_integer_value (json_object_get (json, "seq")), ==, 1);
  g_assert_cmpstr (hearth_json_get_string (json, "prev"), ==, "");
  g_assert_cmpstr (hearth_json_get_string (json, "role"), ==, "clinician");
}

static void
test_change_names_the_commits_that_it_replaces (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен','given':'Тарас'}");
  g_autoptr (HearthRecord) record = hearth_test_get (self, "person", &rec);
  g_autoptr (HearthChangeSet) changes =
      hearth_test_write (self, "person", 1, &rec, hearth_record_get_revision (record),
                         "{'given':'Тарас','ward':'2'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) gone = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  json_auto_t *second = NULL;
  json_auto_t *third = NULL;
  const json_t *operation;

  gone = hearth_test_write (self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'gone':true}",
                            HEARTH_RESULT_DONE);
  lines = list_lines (self, HEARTH_COMPARTMENT_CORE, 1);
  g_assert_cmpuint (lines->len, ==, 3);
  second = check_line (self, HEARTH_COMPARTMENT_CORE, lines->pdata[1]);
  third = check_line (self, HEARTH_COMPARTMENT_CORE, lines->pdata[2]);

  /* An equal value is not written again, and a new field replaces nothing. */
  operation = json_array_get (json_object_get (second, "ops"), 0);
  g_assert_cmpuint (json_object_size (json_object_get (operation, "set")), ==, 1);
  g_assert_cmpuint (json_array_size (json_object_get (operation, "over")), ==, 0);
  /* Whoever deletes has seen all fields. */
  operation = json_array_get (json_object_get (third, "ops"), 0);
  g_assert_cmpuint (json_array_size (json_object_get (operation, "over")), ==, 2);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.conflict"), ==, 0);
}

static void
test_equal_values_make_no_commit (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен'}");
  g_autoptr (HearthChangeSet) changes = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_ANY,
      "{'surname':'Ясен','ward':null,'gone':false,'phone':''}", HEARTH_RESULT_NOTHING);

  g_assert_null (hearth_change_set_get_inverse (changes));
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"), ==, 1);
}

static void
test_stale_revision_answers_with_the_newer_record (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен'}");
  g_autoptr (HearthRecord) before = hearth_test_get (self, "person", &rec);
  g_autoptr (HearthChangeSet) first =
      hearth_test_write (self, "person", 1, &rec, hearth_record_get_revision (before),
                         "{'ward':'2'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) second =
      hearth_test_write (self, "person", 1, &rec, hearth_record_get_revision (before),
                         "{'ward':'3'}", HEARTH_RESULT_STALE);
  g_autoptr (HearthChangeSet) third = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_NEW, "{'ward':'3'}", HEARTH_RESULT_STALE);
  GPtrArray *newer = hearth_change_set_get_newer (second);

  g_assert_cmpuint (newer->len, ==, 1);
  g_assert_cmpstr (hearth_record_get_text (newer->pdata[0], "ward"), ==, "2");
  g_assert_cmpint (hearth_record_get_revision (newer->pdata[0]), ==, 2);
  hearth_test_assert_values (self, "person", &rec, "{'surname':'Ясен','ward':'2'}");
}

static void
test_edit_of_a_deleted_record_is_stale (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен'}");
  g_autoptr (HearthChangeSet) gone = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'gone':true}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) edit = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'ward':'1'}", HEARTH_RESULT_STALE);
  g_autoptr (HearthChangeSet) back =
      hearth_test_write (self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'gone':false,'ward':'1'}",
                         HEARTH_RESULT_DONE);

  hearth_test_assert_values (self, "person", &rec, "{'surname':'Ясен','ward':'1'}");
}

static void
test_act_over_two_files_is_one_commit_in_each (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_id (1);
  HearthId person = hearth_record_derive_id (&case_id, "person", "");
  HearthId check = hearth_test_id (5);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GPtrArray) core = NULL;
  g_autoptr (GPtrArray) medical = NULL;
  json_auto_t *a = NULL;
  json_auto_t *b = NULL;

  hearth_command_set (command, hearth_registry_find_kind ("check"), &case_id, &check,
                      HEARTH_REVISION_NEW, hearth_test_json ("{'check':'dental'}"));
  hearth_command_set (command, hearth_registry_find_kind ("person"), &case_id, &person,
                      HEARTH_REVISION_NEW, hearth_test_json ("{'surname':'Береза'}"));
  changes = hearth_test_execute (self, command);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  g_assert_true (hearth_change_set_touches_kind (changes, "check"));
  g_assert_true (hearth_change_set_touches_kind (changes, "person"));
  g_assert_false (hearth_change_set_touches_kind (changes, "step"));
  g_assert_true (hearth_change_set_touches_case (changes, &case_id));
  g_assert_cmpuint (hearth_change_set_get_n_cases (changes), ==, 1);

  core = list_lines (self, HEARTH_COMPARTMENT_CORE, 1);
  medical = list_lines (self, HEARTH_COMPARTMENT_MEDICAL, 1);
  a = check_line (self, HEARTH_COMPARTMENT_CORE, core->pdata[0]);
  b = check_line (self, HEARTH_COMPARTMENT_MEDICAL, medical->pdata[0]);
  g_assert_cmpstr (hearth_json_get_string (a, "act"), ==, hearth_json_get_string (b, "act"));
}

static void
test_stale_part_keeps_the_other_file_unwritten (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_id (1);
  HearthId person = hearth_record_derive_id (&case_id, "person", "");
  HearthId check = hearth_test_id (5);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (HearthChangeSet) changes = NULL;

  hearth_command_set (command, hearth_registry_find_kind ("person"), &case_id, &person,
                      HEARTH_REVISION_NEW, hearth_test_json ("{'surname':'Береза'}"));
  hearth_command_set (command, hearth_registry_find_kind ("check"), &case_id, &check, 7,
                      hearth_test_json ("{'check':'dental'}"));
  changes = hearth_test_execute (self, command);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_STALE);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"), ==, 0);
}

static void
test_alone_kinds_get_commits_of_their_own (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_id (1);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (HearthChangeSet) changes = NULL;

  for (guint i = 0; i < 3; i++)
    {
      HearthId payment = hearth_test_id (50 + i);

      hearth_command_set (command, hearth_registry_find_kind ("payment"), &case_id, &payment,
                          HEARTH_REVISION_NEW,
                          hearth_test_json ("{'benefit':'ONE_OFF_RELEASE','amount_kop':10000000}"));
    }
  changes = hearth_test_execute (self, command);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM benefits.journal"), ==,
                   3);
}

static void
test_long_act_is_split_at_512_operations (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_id (1);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  json_auto_t *first = NULL;

  for (guint i = 0; i < 1030; i++)
    {
      HearthId note = hearth_test_id (1000 + i);

      hearth_command_set (command, hearth_registry_find_kind ("note"), &case_id, &note,
                          HEARTH_REVISION_NEW, hearth_test_json ("{'text':'ок'}"));
    }
  changes = hearth_test_execute (self, command);
  lines = list_lines (self, HEARTH_COMPARTMENT_CORE, 1);
  g_assert_cmpuint (lines->len, ==, 3);
  first = check_line (self, HEARTH_COMPARTMENT_CORE, lines->pdata[0]);
  g_assert_cmpuint (json_array_size (json_object_get (first, "ops")), ==, 512);

  undone = hearth_test_execute (self, hearth_change_set_get_inverse (changes));
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  g_assert_cmpint (
      hearth_test_query_int (self->db, "SELECT count (*) FROM core.note WHERE gone = 0"), ==, 0);
}

static void
test_long_lines_are_split_below_one_mebibyte (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_id (1);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autofree char *text = g_strnfill (200 * 1024, 'x');
  g_autoptr (GPtrArray) lines = NULL;

  for (guint i = 0; i < 7; i++)
    {
      HearthId note = hearth_test_id (1000 + i);

      hearth_command_set (command, hearth_registry_find_kind ("note"), &case_id, &note,
                          HEARTH_REVISION_NEW, json_pack ("{s:s}", "text", text));
    }
  changes = hearth_test_execute (self, command);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  lines = list_lines (self, HEARTH_COMPARTMENT_CORE, 1);
  g_assert_cmpuint (lines->len, ==, 2);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpuint (g_bytes_get_size (lines->pdata[i]), <=, 1024 * 1024 + 1);
}

typedef struct
{
  const char *name;
  const char *kind;
  const char *set;
  HearthModelError code;
} BadValue;

static const BadValue bad_values[] = {
  { "unknown-field", "person", "{'shoe_size':'44'}", HEARTH_MODEL_ERROR_UNKNOWN },
  { "number-as-text", "person", "{'surname':7}", HEARTH_MODEL_ERROR_INVALID },
  { "line-break-in-a-name", "person", "{'surname':'Яс\\nен'}", HEARTH_MODEL_ERROR_INVALID },
  { "day-that-does-not-exist", "person", "{'birth':'1999-02-31'}", HEARTH_MODEL_ERROR_INVALID },
  { "thirteenth-month", "captivity", "{'captured':'2022-13'}", HEARTH_MODEL_ERROR_INVALID },
  { "partial-date-in-a-day", "person", "{'arrived':'2022-05'}", HEARTH_MODEL_ERROR_INVALID },
  { "unknown-word", "person", "{'sex':'other'}", HEARTH_MODEL_ERROR_INVALID },
  { "bad-id", "person", "{'event':'abc'}", HEARTH_MODEL_ERROR_INVALID },
  { "text-as-boolean", "contact", "{'may_be_told':'yes'}", HEARTH_MODEL_ERROR_INVALID },
  { "text-as-list", "person", "{'flags':'suicide'}", HEARTH_MODEL_ERROR_INVALID },
  { "text-as-money", "payment", "{'amount_kop':'100'}", HEARTH_MODEL_ERROR_INVALID },
  { "gone-as-text", "person", "{'gone':'yes'}", HEARTH_MODEL_ERROR_INVALID },
};

static void
test_bad_value_is_refused (gconstpointer data)
{
  const BadValue *row = data;
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  HearthId case_id = hearth_test_id (1);
  HearthId rec = hearth_record_derive_id (&case_id, row->kind, "");

  hearth_command_set (command, hearth_registry_find_kind (row->kind), &case_id, &rec,
                      HEARTH_REVISION_NEW, hearth_test_json (row->set));
  changes = hearth_writer_execute (&self->writer, command, &error);
  g_assert_error (error, HEARTH_MODEL_ERROR, (gint) row->code);
  g_assert_null (changes);
  g_assert_false (hearth_db_in_transaction (self->db));
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"), ==, 0);
}

static void
test_text_is_signed_in_composed_form (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  /* и and a combining breve. */
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'\xd0\x98\xcc\x86осипенко'}");

  hearth_test_assert_values (self, "person", &rec, "{'surname':'Йосипенко'}");
}

static void
test_fixed_record_takes_nothing_but_its_voiding (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_id (1);
  HearthId payment = hearth_test_id (9);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) made =
      hearth_test_write (self, "payment", 1, &payment, HEARTH_REVISION_NEW,
                         "{'amount_kop':5000000}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) changed = NULL;
  g_autoptr (HearthChangeSet) voided = NULL;

  hearth_command_set (command, hearth_registry_find_kind ("payment"), &case_id, &payment,
                      HEARTH_REVISION_ANY, hearth_test_json ("{'amount_kop':6000000}"));
  changed = hearth_writer_execute (&self->writer, command, &error);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  voided = hearth_test_write (self, "payment", 1, &payment, HEARTH_REVISION_ANY,
                              "{'void_reason':'paid twice'}", HEARTH_RESULT_DONE);
}

static void
test_record_cannot_move_to_another_case (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId other = hearth_test_id (2);
  HearthId note = hearth_test_id (9);
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) made = hearth_test_write (self, "note", 1, &note, HEARTH_REVISION_NEW,
                                                        "{'text':'a'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) moved = NULL;

  hearth_command_set (command, hearth_registry_find_kind ("note"), &other, &note,
                      HEARTH_REVISION_ANY, hearth_test_json ("{'text':'b'}"));
  moved = hearth_writer_execute (&self->writer, command, &error);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
}

static void
test_undo_and_redo_go_back_and_forth (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен','ward':'1'}");
  g_autoptr (HearthChangeSet) first =
      hearth_test_write (self, "person", 1, &rec, HEARTH_REVISION_ANY,
                         "{'ward':'2','phone':'+380501112233'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) second = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'ward':null}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) undo_second = NULL;
  g_autoptr (HearthChangeSet) undo_first = NULL;
  g_autoptr (HearthChangeSet) redo_first = NULL;

  undo_second = hearth_test_execute (self, hearth_change_set_get_inverse (second));
  hearth_test_assert_values (self, "person", &rec,
                             "{'surname':'Ясен','ward':'2','phone':'+380501112233'}");
  undo_first = hearth_test_execute (self, hearth_change_set_get_inverse (first));
  hearth_test_assert_values (self, "person", &rec, "{'surname':'Ясен','ward':'1'}");
  redo_first = hearth_test_execute (self, hearth_change_set_get_inverse (undo_first));
  hearth_test_assert_values (self, "person", &rec,
                             "{'surname':'Ясен','ward':'2','phone':'+380501112233'}");
  g_assert_cmpint (hearth_change_set_get_result (redo_first), ==, HEARTH_RESULT_DONE);
}

static void
test_undo_of_a_change_that_was_built_upon_is_stale (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен'}");
  g_autoptr (HearthChangeSet) first = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'ward':'2'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) second = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'ward':'3'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) undo =
      hearth_test_execute (self, hearth_change_set_get_inverse (first));

  g_assert_cmpint (hearth_change_set_get_result (undo), ==, HEARTH_RESULT_STALE);
  g_assert_cmpuint (hearth_change_set_get_newer (undo)->len, ==, 1);
  hearth_test_assert_values (self, "person", &rec, "{'surname':'Ясен','ward':'3'}");
}

static void
test_undo_deletes_what_was_made_and_redo_brings_it_back (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId note = hearth_test_id (9);
  g_autoptr (HearthChangeSet) made = hearth_test_write (self, "note", 1, &note, HEARTH_REVISION_NEW,
                                                        "{'text':'a'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) undone =
      hearth_test_execute (self, hearth_change_set_get_inverse (made));
  g_autoptr (HearthChangeSet) redone = NULL;

  hearth_test_assert_values (self, "note", &note, "{'text':'a','gone':true}");
  redone = hearth_test_execute (self, hearth_change_set_get_inverse (undone));
  hearth_test_assert_values (self, "note", &note, "{'text':'a'}");
}

static void
test_shared_record_carries_no_case (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId event = hearth_test_id (9);
  g_autoptr (HearthChangeSet) made =
      hearth_test_write (self, "event", 0, &event, HEARTH_REVISION_NEW,
                         "{'date':'2025-06-09','number':66,'stage':1}", HEARTH_RESULT_DONE);
  g_autoptr (GPtrArray) lines = list_lines (self, HEARTH_COMPARTMENT_CORE, 0);
  json_auto_t *json = check_line (self, HEARTH_COMPARTMENT_CORE, lines->pdata[0]);

  g_assert_cmpstr (hearth_json_get_string (json, "case"), ==, "00000000000000000000000000000000");
  g_assert_cmpuint (hearth_change_set_get_n_cases (made), ==, 0);
}

static void
test_every_type_of_field_comes_back_as_it_went (Fixture **fixture, gconstpointer data)
{
  static const char values[] =
      "{'surname':'Верба','birth':'1999-05','arrived':'2025-06-09','sex':'female',"
      "'event':'ee000000000000000000000000000099','flags':['suicide','infection']}";
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, values);
  HearthId contact = hearth_test_id (3);
  HearthId payment = hearth_test_id (4);
  g_autoptr (HearthChangeSet) a =
      hearth_test_write (self, "contact", 1, &contact, HEARTH_REVISION_NEW,
                         "{'may_be_told':false,'note':'two\\nlines'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) b =
      hearth_test_write (self, "payment", 1, &payment, HEARTH_REVISION_NEW,
                         "{'amount_kop':9007199254740991}", HEARTH_RESULT_DONE);

  hearth_test_assert_values (self, "person", &rec, values);
  hearth_test_assert_values (self, "contact", &contact,
                             "{'may_be_told':false,'note':'two\\nlines'}");
  hearth_test_assert_values (self, "payment", &payment, "{'amount_kop':9007199254740991}");
}

static void
test_search_index_follows_the_person (Fixture **fixture, gconstpointer data)
{
  static const char find[] = "SELECT count (*) FROM core.search WHERE search MATCH 'верба'";
  Fixture *self = *fixture;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Верба'}");
  g_autoptr (HearthChangeSet) renamed = NULL;
  g_autoptr (HearthChangeSet) gone = NULL;
  g_autoptr (HearthChangeSet) back = NULL;

  g_assert_cmpint (hearth_test_query_int (self->db, find), ==, 1);
  renamed = hearth_test_write (self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'surname':'Липа'}",
                               HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_test_query_int (self->db, find), ==, 0);
  gone = hearth_test_write (self, "person", 1, &rec, HEARTH_REVISION_ANY,
                            "{'gone':true,'surname':'Верба'}", HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_test_query_int (self->db, find), ==, 0);
  back = hearth_test_write (self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'gone':false}",
                            HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_test_query_int (self->db, find), ==, 1);
}

typedef struct
{
  guint next;
  guint last;
  guint fail_at;
} Stream;

static HearthCommand *
next_person (HearthDb *db, gpointer data, GError **error)
{
  Stream *self = data;
  HearthCommand *command;
  HearthId case_id = hearth_test_id (self->next);
  HearthId rec = hearth_record_derive_id (&case_id, "person", "");

  if (self->next == self->fail_at)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_REFUSED, "test");
      return NULL;
    }
  if (self->next++ > self->last)
    return NULL;
  command = hearth_command_new ("test");
  hearth_command_set (command, hearth_registry_find_kind ("person"), &case_id, &rec,
                      HEARTH_REVISION_NEW, hearth_test_json ("{'surname':'Клен'}"));
  return command;
}

static void
test_stream_is_one_act_and_is_undone_as_one (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GError) error = NULL;
  Stream stream = { .next = 1, .last = 50 };
  g_autoptr (HearthChangeSet) done = hearth_writer_execute_stream (
      &self->writer, HEARTH_COMPARTMENT_CORE, next_person, NULL, 0, &stream, NULL, &error);
  g_autoptr (HearthChangeSet) undone = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (hearth_change_set_get_n_cases (done), ==, 50);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"), ==, 50);
  undone = hearth_test_execute (self, hearth_change_set_get_inverse (done));
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  g_assert_cmpint (
      hearth_test_query_int (self->db, "SELECT count (*) FROM core.person WHERE gone = 0"), ==, 0);
}

static void
test_stream_that_fails_leaves_nothing (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stream stream = { .next = 1, .last = 50, .fail_at = 30 };
  Stream other = { .next = 1, .last = 50 };

  g_assert_null (hearth_writer_execute_stream (&self->writer, HEARTH_COMPARTMENT_CORE, next_person,
                                               NULL, 0, &stream, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_REFUSED);
  g_cancellable_cancel (cancellable);
  g_assert_null (hearth_writer_execute_stream (&self->writer, HEARTH_COMPARTMENT_CORE, next_person,
                                               NULL, 0, &other, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (hearth_db_in_transaction (self->db));
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.person"), ==, 0);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.touch"), ==, 0);
}

static HearthCommand *
next_nobody (HearthDb *db, gpointer data, GError **error)
{
  return NULL;
}

static HearthCommand *
next_new_person (gpointer data, GError **error)
{
  return next_person (NULL, data, error);
}

static HearthChangeSet *
write_new_people (Fixture *self, Stream *stream, GError **error)
{
  return hearth_writer_execute_stream (&self->writer, HEARTH_COMPARTMENT_CORE, next_nobody,
                                       next_new_person, 0, stream, NULL, error);
}

static void
test_new_cases_are_signed_ahead_in_one_chain (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GError) error = NULL;
  Stream stream = { .next = 1, .last = 200 };
  g_autoptr (HearthChangeSet) done = write_new_people (self, &stream, &error);
  g_autoptr (HearthChangeSet) undone = NULL;
  gboolean equal = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (hearth_change_set_get_n_cases (done), ==, 200);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT max (seq) FROM core.journal"
                                                    " WHERE seq = n"),
                   ==, 200);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.touch"), ==, 200);
  g_assert_true (
      hearth_journal_verify_projection (self->db, HEARTH_COMPARTMENT_CORE, &equal, &error));
  g_assert_true (equal);
  undone = hearth_test_execute (self, hearth_change_set_get_inverse (done));
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
}

static void
test_new_cases_that_fail_leave_nothing (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  static const char *const nobody[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) known = NULL;
  g_autoptr (HearthChangeSet) one = NULL;
  g_autoptr (HearthChangeSet) denied = NULL;
  Stream failing = { .next = 1, .last = 50, .fail_at = 30 };
  Stream first = { .next = 40, .last = 40 };
  Stream again = { .next = 1, .last = 50 };
  Stream refused = { .next = 100, .last = 150 };

  g_assert_null (write_new_people (self, &failing, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"), ==, 0);
  one = write_new_people (self, &first, &error);
  g_assert_no_error (error);
  g_assert_null (write_new_people (self, &again, &known));
  g_assert_error (known, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  self->writer.roles = nobody;
  denied = write_new_people (self, &refused, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (denied), ==, HEARTH_RESULT_DENIED);
  g_assert_false (hearth_db_in_transaction (self->db));
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"), ==, 1);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.person"), ==, 1);
}

#define ADD(name, func) g_test_add ("/model/writer/" name, Fixture *, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("commit-has-exactly-the-keys-of-the-format", test_commit_has_exactly_the_keys_of_the_format);
  ADD ("lines-of-one-writer-form-a-chain", test_lines_of_one_writer_form_a_chain);
  ADD ("every-compartment-counts-for-itself", test_every_compartment_counts_for_itself);
  ADD ("change-names-the-commits-that-it-replaces", test_change_names_the_commits_that_it_replaces);
  ADD ("equal-values-make-no-commit", test_equal_values_make_no_commit);
  ADD ("stale-revision-answers-with-the-newer-record",
       test_stale_revision_answers_with_the_newer_record);
  ADD ("edit-of-a-deleted-record-is-stale", test_edit_of_a_deleted_record_is_stale);
  ADD ("act-over-two-files-is-one-commit-in-each", test_act_over_two_files_is_one_commit_in_each);
  ADD ("stale-part-keeps-the-other-file-unwritten", test_stale_part_keeps_the_other_file_unwritten);
  ADD ("alone-kinds-get-commits-of-their-own", test_alone_kinds_get_commits_of_their_own);
  ADD ("long-act-is-split-at-512-operations", test_long_act_is_split_at_512_operations);
  ADD ("long-lines-are-split-below-one-mebibyte", test_long_lines_are_split_below_one_mebibyte);
  ADD ("text-is-signed-in-composed-form", test_text_is_signed_in_composed_form);
  ADD ("fixed-record-takes-nothing-but-its-voiding",
       test_fixed_record_takes_nothing_but_its_voiding);
  ADD ("record-cannot-move-to-another-case", test_record_cannot_move_to_another_case);
  ADD ("undo-and-redo-go-back-and-forth", test_undo_and_redo_go_back_and_forth);
  ADD ("undo-of-a-change-that-was-built-upon-is-stale",
       test_undo_of_a_change_that_was_built_upon_is_stale);
  ADD ("undo-deletes-what-was-made-and-redo-brings-it-back",
       test_undo_deletes_what_was_made_and_redo_brings_it_back);
  ADD ("shared-record-carries-no-case", test_shared_record_carries_no_case);
  ADD ("every-type-of-field-comes-back-as-it-went", test_every_type_of_field_comes_back_as_it_went);
  ADD ("search-index-follows-the-person", test_search_index_follows_the_person);
  ADD ("stream-is-one-act-and-is-undone-as-one", test_stream_is_one_act_and_is_undone_as_one);
  ADD ("stream-that-fails-leaves-nothing", test_stream_that_fails_leaves_nothing);
  ADD ("new-cases-are-signed-ahead-in-one-chain", test_new_cases_are_signed_ahead_in_one_chain);
  ADD ("new-cases-that-fail-leave-nothing", test_new_cases_that_fail_leave_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (bad_values); i++)
    {
      g_autofree char *path =
          g_strconcat ("/model/writer/bad-value-is-refused/", bad_values[i].name, NULL);

      g_test_add_data_func (path, &bad_values[i], test_bad_value_is_refused);
    }
  return g_test_run ();
}
