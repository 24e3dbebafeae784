/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-keyring.h"
#include "hearth-registry-schema.h"
#include "hearth-registry.h"
#include "hearth-stmt.h"

static HearthDb *
open_db (void)
{
  g_autoptr (GError) error = NULL;
  HearthDb *db = hearth_db_open_in_memory (&error);

  g_assert_no_error (error);
  for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      hearth_schema_run (hearth_model_get_schema (), db, cmp, &error);
      g_assert_no_error (error);
    }
  return db;
}

static void
assert_refused (HearthDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hearth_db_exec (db, sql, &error));
  g_assert_nonnull (error);
}

static void
assert_done (HearthDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  hearth_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_every_kind_has_its_table_and_columns (void)
{
  g_autoptr (HearthDb) db = open_db ();
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *sql =
            g_strdup_printf ("SELECT count (t.\"%s\") FROM %s.\"%s\" t", field->id,
                             hearth_compartment_get_name (kinds[i].cmp), kinds[i].id);
        g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);

        g_assert_no_error (error);
        g_assert_nonnull (stmt);
      }
}

/* What a table or an index is made of, all of one file. */
static char *
describe (HearthDb *db, HearthCompartment cmp)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT sql FROM %s.sqlite_schema WHERE sql IS NOT NULL"
                                          " ORDER BY name",
                                          hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);
  GString *text = g_string_new (NULL);
  gboolean has_row;

  g_assert_no_error (error);
  while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
    g_string_append_printf (text, "%s\n", hearth_stmt_get_text (stmt, 0));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
test_every_older_version_becomes_the_newest (void)
{
  g_autoptr (HearthDb) newest = open_db ();

  for (guint version = 1; version < hearth_model_get_schema ()->version; version++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthDb) db = hearth_db_open_in_memory (&error);
      HearthSchema older = *hearth_model_get_schema ();

      older.version = version;
      g_assert_no_error (error);
      for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
        {
          g_autofree char *before = NULL;
          g_autofree char *after = NULL;
          g_autofree char *expected = describe (newest, cmp);

          hearth_schema_run (&older, db, cmp, &error);
          g_assert_no_error (error);
          before = describe (db, cmp);
          g_assert_cmpstr (before, !=, "");
          hearth_schema_run (hearth_model_get_schema (), db, cmp, &error);
          g_assert_no_error (error);
          after = describe (db, cmp);
          g_assert_cmpstr (after, ==, expected);
        }
    }
}

/* A vault from before has people; the step that gave names their keys finds them. */
static void
test_names_of_older_vaults_get_their_keys (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDb) db = hearth_db_open_in_memory (&error);
  g_autoptr (HearthStmt) stmt = NULL;
  HearthSchema older = *hearth_model_get_schema ();
  gboolean has_row;

  older.version = HEARTH_SCHEMA_NAMES - 1;
  hearth_schema_run (&older, db, HEARTH_COMPARTMENT_CORE, &error);
  g_assert_no_error (error);
  assert_done (db, "INSERT INTO core.person (id, rec, n, gone, surname, given, phone) VALUES"
                   " (7, x'01', 1, 0, 'Вигаданко', 'Олександр', '067 000-11-22'),"
                   " (8, x'02', 1, 1, 'Вигаданко', 'Тарас', NULL),"
                   " (9, x'03', 1, 0, NULL, NULL, NULL)");
  hearth_schema_run (hearth_model_get_schema (), db, HEARTH_COMPARTMENT_CORE, &error);
  g_assert_no_error (error);
  stmt = hearth_db_prepare (db,
                            "SELECT rowid FROM core.search WHERE search MATCH"
                            " '\"\u01C0vihadanko\" AND \"380670001122\"'",
                            &error);
  g_assert_no_error (error);
  g_assert_true (hearth_stmt_step (stmt, &has_row, &error) && has_row);
  g_assert_cmpint (hearth_stmt_get_int (stmt, 0), ==, 7);
  g_assert_true (hearth_stmt_step (stmt, &has_row, &error) && !has_row);
}

static void
test_journal_takes_no_delete_and_no_update (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_done (db, "INSERT INTO core.journal (id, dev, seq, hlc, case_id, who, line)"
                   " VALUES (x'01', x'02', 1, 1, x'03', x'04', x'05')");
  assert_refused (db, "DELETE FROM core.journal");
  assert_refused (db, "UPDATE core.journal SET id = x'09'");
  assert_refused (db, "UPDATE core.journal SET seq = 2");
  assert_refused (db, "UPDATE core.journal SET hlc = 2");
  assert_refused (db, "UPDATE core.journal SET dev = x'09'");
  assert_refused (db, "UPDATE core.journal SET case_id = x'09'");
  assert_refused (db, "UPDATE core.journal SET who = x'09'");
  assert_refused (db, "UPDATE core.journal SET n = 7");
  assert_refused (db, "UPDATE core.journal SET bundle = x'09'");
  assert_refused (db, "UPDATE core.journal SET line = x'09'");
  assert_refused (db, "UPDATE core.journal SET line = NULL");
  assert_refused (db, "UPDATE core.journal SET line = x'09', state = 2");
  /* Set aside and erase are the only changes there are. */
  assert_done (db, "UPDATE core.journal SET state = 1, reason = 'withdrawn'");
  assert_done (db, "UPDATE core.journal SET state = 2, line = NULL");
  assert_refused (db, "UPDATE core.journal SET line = x'05', state = 0");
}

static void
test_every_compartment_has_keys_of_its_own (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);

  for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (keys, hearth_keyring_get_signing_seed (db, cmp, &error));
      g_assert_no_error (error);
      g_ptr_array_add (keys, hearth_keyring_get_recipient_key (db, cmp, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < keys->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (hearth_secret_equal (keys->pdata[i], keys->pdata[j]));
}

/* Computed by hand with Python's hashlib from the definition. */
static void
test_fingerprint_is_six_groups_of_five_digits (void)
{
  guint8 key[32];
  g_autofree char *text = NULL;

  for (guint i = 0; i < sizeof key; i++)
    key[i] = (guint8) i;
  text = hearth_fingerprint_to_string (key);
  g_assert_cmpstr (text, ==, "41801 48813 02241 27890 94482 92009");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/schema/every-kind-has-its-table-and-columns",
                   test_every_kind_has_its_table_and_columns);
  g_test_add_func ("/model/schema/every-older-version-becomes-the-newest",
                   test_every_older_version_becomes_the_newest);
  g_test_add_func ("/model/schema/names-of-older-vaults-get-their-keys",
                   test_names_of_older_vaults_get_their_keys);
  g_test_add_func ("/model/schema/journal-takes-no-delete-and-no-update",
                   test_journal_takes_no_delete_and_no_update);
  g_test_add_func ("/model/schema/every-compartment-has-keys-of-its-own",
                   test_every_compartment_has_keys_of_its_own);
  g_test_add_func ("/model/schema/fingerprint-is-six-groups-of-five-digits",
                   test_fingerprint_is_six_groups_of_five_digits);
  return g_test_run ();
}
