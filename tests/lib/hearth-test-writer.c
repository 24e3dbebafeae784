/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-writer.h"

static const char *const all_roles[] = {
  "registrar", "caseworker",      "clinician",        "psychologist", "debriefer",
  "manager",   "tracing-officer", "benefits-officer", "owner",        NULL,
};

HearthTestWriter *
hearth_test_writer_new (const char *const *roles)
{
  g_autoptr (GError) error = NULL;
  HearthTestWriter *self = g_new0 (HearthTestWriter, 1);

  self->db = hearth_db_open_in_memory (&error);
  g_assert_no_error (error);
  for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      hearth_schema_run (hearth_model_get_schema (), self->db, cmp, &error);
      g_assert_no_error (error);
    }
  self->writer.db = self->db;
  self->writer.dev = hearth_test_id (0xD0);
  self->writer.who = hearth_test_id (0xA0);
  self->writer.roles = roles != NULL ? roles : all_roles;
  return self;
}

void
hearth_test_writer_free (HearthTestWriter *self)
{
  hearth_db_close (self->db);
  g_free (self);
}

HearthId
hearth_test_id (guint number)
{
  HearthId id = { { 0 } };

  id.bytes[0] = 0xee;
  id.bytes[14] = (guint8) (number >> 8);
  id.bytes[15] = (guint8) number;
  return id;
}

json_t *
hearth_test_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  json_t *json = hearth_json_parse (quoted, strlen (quoted), &error);

  g_assert_no_error (error);
  return json;
}

HearthChangeSet *
hearth_test_execute (HearthTestWriter *self, HearthCommand *command)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = hearth_writer_execute (&self->writer, command, &error);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
  g_assert_false (hearth_db_in_transaction (self->db));
  return changes;
}

HearthChangeSet *
hearth_test_write (HearthTestWriter *self,
                   const char *kind,
                   guint case_number,
                   const HearthId *rec,
                   gint64 revision,
                   const char *set,
                   HearthResult result)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  HearthId case_id = hearth_test_id (case_number);
  HearthChangeSet *changes;

  hearth_command_set (command, hearth_registry_find_kind (kind), case_number == 0 ? NULL : &case_id,
                      rec, revision, hearth_test_json (set));
  changes = hearth_test_execute (self, command);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, result);
  return changes;
}

HearthId
hearth_test_add_person (HearthTestWriter *self, guint case_number, const char *set)
{
  HearthId case_id = hearth_test_id (case_number);
  HearthId rec = hearth_record_derive_id (&case_id, "person", "");
  g_autoptr (HearthChangeSet) changes = hearth_test_write (
      self, "person", case_number, &rec, HEARTH_REVISION_NEW, set, HEARTH_RESULT_DONE);

  return rec;
}

HearthRecord *
hearth_test_get (HearthTestWriter *self, const char *kind, const HearthId *rec)
{
  g_autoptr (GError) error = NULL;
  HearthRecord *record =
      hearth_store_get_record (self->db, hearth_registry_find_kind (kind), rec, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

void
hearth_test_assert_values (HearthTestWriter *self,
                           const char *kind,
                           const HearthId *rec,
                           const char *expected)
{
  g_autoptr (HearthRecord) record = hearth_test_get (self, kind, rec);
  json_auto_t *json = hearth_test_json (expected);
  g_autofree char *expected_text = hearth_json_dump (json);
  g_autofree char *text = hearth_json_dump (hearth_record_get_values (record));

  g_assert_cmpstr (text, ==, expected_text);
}

gint64
hearth_test_query_int (HearthDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  hearth_stmt_step (stmt, &has_row, &error);
  g_assert_no_error (error);
  g_assert_true (has_row);
  return hearth_stmt_get_int (stmt, 0);
}

void
hearth_test_assert_projection (HearthDb *db)
{
  for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (GError) error = NULL;
      gboolean equal;

      hearth_journal_verify_projection (db, cmp, &equal, &error);
      g_assert_no_error (error);
      g_assert_true (equal);
    }
}
