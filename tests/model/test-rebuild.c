/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random acts: their inverse restores, and the projection made anew equals the live one. */
#include "config.h"

#include "hearth-test-writer.h"

#include "hearth-journal.h"

#include <stdlib.h>

#define N_CASES 4
#define N_ACTS 60

static const char *const person_sets[] = {
  "{'surname':'Ясен'}",
  "{'surname':'Явір','given':'Тарас'}",
  "{'ward':'2','phone':null}",
  "{'phone':'+380501112233'}",
  "{'flags':['infection']}",
  "{'flags':['infection','minor']}",
  "{'flags':null}",
  "{'birth':'1999-05'}",
  "{'event':null,'sex':'male'}",
  "{'gone':true}",
  "{'gone':false}",
  "{'gone':false,'ward':'7'}",
};

static const char *const note_sets[] = {
  "{'text':'один'}",     "{'text':'два','written_on':'2025-06-11'}",
  "{'written_on':null}", "{'gone':true}",
  "{'gone':false}",
};

static const char *const check_sets[] = {
  "{'check':'dental','result':'ok'}",
  "{'next_on':'2025-07-01'}",
  "{'result':null}",
  "{'gone':true}",
};

#define PICK(array) array[g_test_rand_int_range (0, G_N_ELEMENTS (array))]

static HearthCommand *
random_command (void)
{
  HearthCommand *command = hearth_command_new ("test");
  gint n_operations = g_test_rand_int_range (1, 5);

  for (gint i = 0; i < n_operations; i++)
    {
      HearthId case_id = hearth_test_id ((guint) g_test_rand_int_range (1, N_CASES + 1));
      HearthId person = hearth_record_derive_id (&case_id, "person", "");
      HearthId note = hearth_record_derive_id (&case_id, "note", g_test_rand_bit () ? "a" : "b");
      HearthId check = hearth_record_derive_id (&case_id, "check", "a");

      switch (g_test_rand_int_range (0, 3))
        {
        case 0:
          hearth_command_set (command, hearth_registry_find_kind ("person"), &case_id, &person,
                              HEARTH_REVISION_ANY, hearth_test_json (PICK (person_sets)));
          break;
        case 1:
          hearth_command_set (command, hearth_registry_find_kind ("note"), &case_id, &note,
                              HEARTH_REVISION_ANY, hearth_test_json (PICK (note_sets)));
          break;
        default:
          hearth_command_set (command, hearth_registry_find_kind ("check"), &case_id, &check,
                              HEARTH_REVISION_ANY, hearth_test_json (PICK (check_sets)));
          break;
        }
    }
  return command;
}

/* All that is shown, without revisions: values of all records that are not deleted. */
static char *
dump_shown (HearthDb *db)
{
  static const char *const kinds[] = { "person", "note", "check" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint number = 1; number <= N_CASES; number++)
      {
        g_autoptr (GError) error = NULL;
        HearthId case_id = hearth_test_id (number);
        g_autoptr (GPtrArray) records =
            hearth_store_list_records (db, hearth_registry_find_kind (kinds[i]), &case_id, &error);

        g_assert_no_error (error);
        for (guint j = 0; j < records->len; j++)
          {
            g_autofree char *id = hearth_id_to_string (hearth_record_get_id (records->pdata[j]));
            g_autofree char *values =
                hearth_json_dump (hearth_record_get_values (records->pdata[j]));

            g_string_append_printf (text, "%s %s\n", id, values);
          }
      }
  return g_string_free (text, FALSE);
}

static int
compare_lines_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Records of one line have no order among themselves. */
static char *
dump_sorted (HearthDb *db)
{
  g_autofree char *text = dump_shown (db);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines_cb);
  return g_strjoinv ("\n", lines);
}

static void
test_inverse_restores_what_was_shown (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  guint n_done = 0;

  for (guint i = 0; i < N_ACTS; i++)
    {
      g_autoptr (HearthCommand) command = random_command ();
      g_autofree char *before = dump_sorted (self->db);
      g_autoptr (HearthChangeSet) changes = hearth_test_execute (self, command);
      g_autofree char *between = dump_sorted (self->db);
      g_autofree char *after = NULL;
      g_autofree char *again = NULL;
      g_autoptr (HearthChangeSet) undone = NULL;
      g_autoptr (HearthChangeSet) redone = NULL;

      if (hearth_change_set_get_result (changes) != HEARTH_RESULT_DONE)
        {
          g_assert_cmpstr (between, ==, before);
          continue;
        }
      n_done++;
      undone = hearth_test_execute (self, hearth_change_set_get_inverse (changes));
      g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
      after = dump_sorted (self->db);
      g_assert_cmpstr (after, ==, before);
      redone = hearth_test_execute (self, hearth_change_set_get_inverse (undone));
      again = dump_sorted (self->db);
      g_assert_cmpstr (again, ==, between);
    }
  g_assert_cmpuint (n_done, >, N_ACTS / 4);
  hearth_test_assert_projection (self->db);
}

static void
test_projection_made_anew_equals_the_live_one (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < N_ACTS; i++)
    {
      g_autoptr (HearthCommand) command = random_command ();
      g_autoptr (HearthChangeSet) changes = hearth_test_execute (self, command);

      g_assert_nonnull (changes);
    }
  hearth_test_assert_projection (self->db);
  before = dump_sorted (self->db);
  for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (hearth_db_begin (self->db, &error));
      g_assert_true (hearth_journal_rebuild (self->db, cmp, &error));
      g_assert_no_error (error);
      /* A file without a record was not written to, and such a transaction cannot be committed. */
      if (cmp == HEARTH_COMPARTMENT_CORE || cmp == HEARTH_COMPARTMENT_MEDICAL)
        g_assert_true (hearth_db_commit (self->db, &error));
      else
        hearth_db_rollback (self->db);
      g_assert_no_error (error);
    }
  hearth_test_assert_projection (self->db);
  after = dump_sorted (self->db);
  g_assert_cmpstr (after, ==, before);
}

static const char *const damages[] = {
  "UPDATE core.person SET surname = 'Інший'",
  "UPDATE core.person SET n = n + 1",
  "UPDATE core.person SET gone = 1",
  "UPDATE core.person SET surname_sort = 'x'",
  "UPDATE core.person SET birth = NULL",
  "UPDATE core.person SET case_id = x'00112233445566778899aabbccddeeff'",
  "DELETE FROM core.person",
  "DELETE FROM core.search",
  "UPDATE core.search SET surname = 'x'",
  "INSERT INTO core.note (rec, n) VALUES (x'00112233445566778899aabbccddeeff', 1)",
  "INSERT INTO core.conflict (rec, field, heads, since) SELECT rec, 'birth', '[]', 1"
  " FROM core.person",
};

static void
test_damage_is_noticed_and_mended (gconstpointer data)
{
  const char *sql = data;
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean equal;
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен','birth':'1999'}");

  g_assert_true (hearth_db_exec (self->db, sql, &error));
  g_assert_no_error (error);
  g_assert_true (
      hearth_journal_verify_projection (self->db, HEARTH_COMPARTMENT_CORE, &equal, &error));
  g_assert_false (equal);
  g_assert_true (hearth_db_begin (self->db, &error));
  g_assert_true (hearth_journal_rebuild (self->db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_true (hearth_db_commit (self->db, &error));
  g_assert_no_error (error);
  hearth_test_assert_projection (self->db);
  hearth_test_assert_values (self, "person", &rec, "{'surname':'Ясен','birth':'1999'}");
}

/* Lines set aside are not in force; a record without any line in force has no row. */
static void
test_lines_set_aside_take_their_records_along (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (GError) error = NULL;

  hearth_test_add_person (self, 1, "{'surname':'Ясен'}");
  g_assert_true (hearth_db_begin (self->db, &error));
  g_assert_true (
      hearth_db_exec (self->db, "UPDATE core.journal SET state = 1, reason = 'withdrawn'", &error));
  g_assert_true (hearth_journal_rebuild (self->db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_true (hearth_db_commit (self->db, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.person"), ==, 0);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.search"), ==, 0);
  hearth_test_assert_projection (self->db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *inverse =
          g_strdup_printf ("/model/rebuild/inverse-restores-what-was-shown/%u", i);
      g_autofree char *anew =
          g_strdup_printf ("/model/rebuild/projection-made-anew-equals-the-live-one/%u", i);

      g_test_add_func (inverse, test_inverse_restores_what_was_shown);
      g_test_add_func (anew, test_projection_made_anew_equals_the_live_one);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model/rebuild/damage-is-noticed-and-mended/%u", i);

      g_test_add_data_func (path, damages[i], test_damage_is_noticed_and_mended);
    }
  g_test_add_func ("/model/rebuild/lines-set-aside-take-their-records-along",
                   test_lines_set_aside_take_their_records_along);
  return g_test_run ();
}
