/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file system as a whole: what SQLite writes comes back, and nothing of it can be seen. */
#include "config.h"

#include "spy-vfs.h"
#include "store-fixture.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MARKER "Вигаданенко"

static void
set_up (Store *self, gconstpointer data)
{
  store_init (self);
}

static void
tear_down (Store *self, gconstpointer data)
{
  store_clear (self);
}

static void
fill (Store *self)
{
  store_exec (self, "CREATE TABLE core.t (a INTEGER PRIMARY KEY, b TEXT);"
                    "CREATE INDEX core.t_b ON t (b);"
                    "CREATE VIRTUAL TABLE core.s USING fts5 (x);"
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                    "INSERT INTO core.t SELECT i, '" MARKER "' || i FROM n;"
                    "INSERT INTO core.s SELECT b FROM core.t;"
                    "CREATE TABLE medical.t (a, b);"
                    "INSERT INTO medical.t VALUES (1, '" MARKER "');");
}

static void
test_what_was_written_comes_back (Store *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GError *error = NULL;

  store_create (self);
  fill (self);
  before = store_dump (self->db);
  store_close (self);
  g_assert_false (store_has (self, "core.db-wal"));
  g_assert_true (store_open (self, &error));
  g_assert_no_error (error);
  after = store_dump (self->db);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (
      store_query_int (self, "SELECT count (*) FROM core.s WHERE s MATCH '" MARKER "7'"), ==, 1);
  g_assert_cmpuint (self->n_events, ==, 0);
}

static void
test_an_open_journal_is_recovered (Store *self, gconstpointer data)
{
  GError *error = NULL;

  store_create (self);
  fill (self);
  store_abandon (self);
  g_assert_true (store_has (self, "core.db-wal"));
  g_assert_true (store_open (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.t"), ==, 500);
}

static void
test_the_folder_holds_only_what_it_should (Store *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  store_create (self);
  fill (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_suffix (name, "-shm") || g_str_has_suffix (name, "-journal"));
  g_assert_true (store_has (self, "core.db"));
  g_assert_true (store_has (self, "core.db-wal"));
  g_assert_true (store_has (self, "core.fresh0"));
  g_assert_true (store_has (self, "core.fresh1"));
}

static void
test_nothing_readable_is_written (Store *self, gconstpointer data)
{
  spy_vfs_register ();
  spy_vfs_reset ();
  spy_vfs_set_marker (MARKER);
  self->base = "spy";
  store_create (self);
  fill (self);
  /* Sorts, statement journals and VACUUM in real temporary files; a cache of five pages spills. */
  store_exec (self, "PRAGMA temp_store = FILE; PRAGMA core.cache_size = 5;"
                    "PRAGMA core.cache_spill = ON");
  store_exec (self, "BEGIN;"
                    "UPDATE core.t SET b = b || b;"
                    "SAVEPOINT a; DELETE FROM core.t WHERE a % 3 = 0; ROLLBACK TO a; RELEASE a;"
                    "UPDATE core.t SET b = b || '+';"
                    "COMMIT;");
  store_exec (self, "CREATE TEMP TABLE x AS SELECT x.b || y.b AS b FROM core.t x, core.t y "
                    "WHERE y.a < 60 ORDER BY 1 DESC");
  store_exec (self, "DROP TABLE temp.x; VACUUM core");
  g_assert_cmpint (
      store_query_int (self, "SELECT count (*) FROM core.t WHERE b LIKE '" MARKER "%+'"), ==, 500);
  g_assert_cmpuint (spy_vfs_get_n_found (), ==, 0);
  g_assert_cmpuint (store_count_marker (self, MARKER), ==, 0);
  g_assert_cmpuint (store_count_marker (self, "CREATE"), ==, 0);
  store_close (self);
  g_assert_cmpuint (spy_vfs_get_n_found (), ==, 0);
  g_assert_cmpuint (store_count_marker (self, MARKER), ==, 0);
  g_assert_cmpuint (spy_vfs_get_n_bytes (), >, 1000000);
  g_assert_cmpuint (spy_vfs_get_n_temporary (), >, 100000);
}

#define MANY_ROWS                                                                                  \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "               \
  "INSERT INTO core.long SELECT (i * 7919) % 2003, '" MARKER "' || hex (zeroblob (200)) FROM n"

#define INDEX "CREATE INDEX core.long_b ON long (b)"
#define INDEXED "SELECT count (*) FROM core.long INDEXED BY long_b WHERE b > ''"

static gsize
journal_size (Store *self)
{
  g_autofree guint8 *bytes = NULL;
  gsize size;

  store_read (self, "core.db-wal", &bytes, &size);
  return size;
}

/* In no order, so that pages that went to the journal are written again. */
static void
write_long (Store *self, gboolean is_kept)
{
  GError *error = NULL;

  g_assert_true (hearth_db_begin_long (self->db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_query_int (self, "PRAGMA core.cache_spill"), >, 0);
  store_exec (self, "PRAGMA core.cache_size = 5");
  /* As a long list does it: one index less while rows come, and it is made when they are there. */
  store_exec (self, "DROP INDEX core.long_b");
  store_exec (self, MANY_ROWS);
  store_exec (self, "UPDATE core.long SET b = b || 'x' WHERE a % 5 = 0");
  store_exec (self, INDEX);
  g_assert_cmpuint (journal_size (self), >, 400000);
  if (is_kept)
    hearth_db_commit (self->db, &error);
  else
    hearth_db_rollback (self->db);
  g_assert_no_error (error);
  hearth_db_end_long (self->db, HEARTH_COMPARTMENT_CORE);
}

static void
test_a_long_transaction_goes_to_the_journal_sealed_and_whole (Store *self, gconstpointer data)
{
  GError *error = NULL;
  gint64 cache_size;

  store_create (self);
  store_exec (self, "CREATE TABLE core.long (a INTEGER PRIMARY KEY, b TEXT)");
  store_exec (self, INDEX);
  cache_size = store_query_int (self, "PRAGMA core.cache_size");
  write_long (self, FALSE);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.long"), ==, 0);
  g_assert_cmpint (store_query_int (self, INDEXED), ==, 0);
  write_long (self, TRUE);
  g_assert_cmpint (store_query_int (self, "PRAGMA core.cache_spill"), ==, 0);
  g_assert_cmpint (store_query_int (self, "PRAGMA core.cache_size"), ==, cache_size);
  g_assert_cmpuint (store_count_marker (self, MARKER), ==, 0);
  store_abandon (self);
  g_assert_true (store_open (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.long"), ==, 2000);
  g_assert_cmpint (store_query_int (self, INDEXED), ==, 2000);
  g_assert_cmpint (
      store_query_int (self, "SELECT count (*) FROM core.long WHERE b LIKE '" MARKER "%x'"), ==,
      store_query_int (self, "SELECT count (*) FROM core.long WHERE a % 5 = 0"));
  g_assert_cmpuint (self->n_events, ==, 0);
}

static void
test_the_spy_finds_what_plain_sqlite_writes (Store *self, gconstpointer data)
{
  g_autofree char *path = store_path (self, "plain");
  sqlite3 *plain = NULL;

  spy_vfs_register ();
  spy_vfs_reset ();
  spy_vfs_set_marker (MARKER);
  g_assert_cmpint (
      sqlite3_open_v2 (path, &plain, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "spy"), ==,
      SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (plain, "CREATE TABLE t AS SELECT '" MARKER "'", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (plain);
  g_assert_cmpuint (spy_vfs_get_n_found (), >, 0);
}

/* The same statements on plain SQLite in memory and on the vault, dumps compared. */
static void
test_results_are_those_of_plain_sqlite (Store *self, gconstpointer data)
{
  const guint32 seed = 0x48525448;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (HearthDb) plain = hearth_db_open_in_memory (NULL);
  const char *schema = "CREATE TABLE core.t (a INTEGER PRIMARY KEY, b BLOB, c INTEGER);"
                       "CREATE INDEX core.t_c ON t (c);"
                       "CREATE TABLE medical.t (a INTEGER PRIMARY KEY, b BLOB, c INTEGER);";
  GError *error = NULL;

  store_create (self);
  store_exec (self, schema);
  store_exec (self, "PRAGMA core.cache_size = 5; PRAGMA medical.cache_size = 5");
  g_assert_true (hearth_db_exec (plain, schema, NULL));

  for (guint round = 0; round < 60; round++)
    {
      const char *name = g_rand_boolean (rand) ? "core" : "medical";
      gboolean is_undone = g_rand_boolean (rand);
      g_autofree char *fill_sql = g_strdup_printf (
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
          "INSERT OR REPLACE INTO %s.t SELECT %d + i * 7, zeroblob (%d) || i, i %% 13 FROM n",
          g_rand_int_range (rand, 1, 300), name, g_rand_int_range (rand, 0, 2000),
          g_rand_int_range (rand, 0, 9000));
      g_autofree char *change = g_strdup_printf ("UPDATE %s.t SET b = b || 'x', c = c + 1 "
                                                 "WHERE c %% %d = 0",
                                                 name, g_rand_int_range (rand, 1, 9));
      g_autofree char *drop = g_strdup_printf ("DELETE FROM %s.t WHERE a %% %d < 3", name,
                                               g_rand_int_range (rand, 4, 9));
      const char *const script[] = {
        "BEGIN",       fill_sql,
        "SAVEPOINT s", change,
        drop,          is_undone ? "ROLLBACK TO s" : change,
        "RELEASE s",   g_rand_int_range (rand, 0, 4) == 0 ? "ROLLBACK" : "COMMIT",
      };
      g_autofree char *expected = NULL;
      g_autofree char *seen = NULL;

      /* Pages that spill and savepoints that are rolled back do not go together (SQLite 3.40). */
      store_exec (self,
                  is_undone ? "PRAGMA core.cache_spill = OFF" : "PRAGMA core.cache_spill = ON");
      for (guint i = 0; i < G_N_ELEMENTS (script); i++)
        {
          g_assert_true (hearth_db_exec (plain, script[i], NULL));
          store_exec (self, script[i]);
        }
      if (round % 20 == 7)
        store_exec (self, "VACUUM core");
      if (round % 20 == 11)
        {
          store_abandon (self);
          g_assert_true (store_open (self, &error));
          g_assert_no_error (error);
          store_exec (self, "PRAGMA core.cache_size = 5; PRAGMA medical.cache_size = 5");
        }
      if (round % 10 == 3)
        {
          store_close (self);
          g_assert_true (store_open (self, &error));
          g_assert_no_error (error);
        }
      expected = store_dump (plain);
      seen = store_dump (self->db);
      g_assert_cmpstr (seen, ==, expected);
    }
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM pragma_integrity_check"), ==, 1);
  g_assert_cmpuint (self->n_events, ==, 0);
}

static void
test_a_reader_sees_commits_beside_the_writer (Store *self, gconstpointer data)
{
  g_autoptr (HearthDb) reader = NULL;
  GError *error = NULL;
  gint64 count;

  store_create (self);
  fill (self);
  reader = hearth_db_open (self->vfs, HEARTH_DB_READER, &error);
  g_assert_no_error (error);
  g_assert_true (hearth_db_attach (reader, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    {
      store_exec (self, "INSERT INTO core.t (b) VALUES ('x')");
      if (i % 5 == 4)
        store_exec (self, "PRAGMA core.wal_checkpoint");
      g_assert_true (_hearth_db_query_int (reader, "SELECT count (*) FROM core.t", &count, &error));
      g_assert_cmpint (count, ==, 501 + i);
    }
  g_assert_false (hearth_db_exec (reader, "INSERT INTO core.t (b) VALUES ('y')", &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_READ_ONLY);
  g_clear_error (&error);
}

static void
test_a_snapshot_stands_while_others_write (Store *self, gconstpointer data)
{
  g_autoptr (HearthDb) reader = NULL;
  GError *error = NULL;
  gint64 count;

  store_create (self);
  fill (self);
  reader = hearth_db_open (self->vfs, HEARTH_DB_READER, &error);
  g_assert_true (hearth_db_attach (reader, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_true (hearth_db_begin (reader, &error));
  g_assert_true (_hearth_db_query_int (reader, "SELECT count (*) FROM core.t", &count, &error));
  store_exec (self, "DELETE FROM core.t; PRAGMA core.wal_checkpoint");
  g_assert_true (_hearth_db_query_int (reader, "SELECT count (b) FROM core.t", &count, &error));
  g_assert_cmpint (count, ==, 500);
  g_assert_true (hearth_db_commit (reader, &error));
  g_assert_true (_hearth_db_query_int (reader, "SELECT count (b) FROM core.t", &count, &error));
  g_assert_cmpint (count, ==, 0);
}

static void
test_files_that_nobody_added_do_not_open (Store *self, gconstpointer data)
{
  g_autofree char *path = store_path (self, "debrief.db");
  g_autofree char *sql = g_strdup_printf ("ATTACH '%s' AS export", path);
  g_autoptr (GError) error = NULL;

  store_create (self);
  g_assert_false (_hearth_db_exec_unrestricted (self->db, sql, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
  g_assert_false (store_has (self, "debrief.db"));
}

static void
test_settings_cannot_be_changed_behind_our_back (Store *self, gconstpointer data)
{
  GError *error = NULL;

  store_create (self);
  fill (self);
  store_close (self);
  g_assert_true (store_open (self, &error));
  g_assert_false (
      _hearth_db_exec_unrestricted (self->db, "PRAGMA core.journal_mode = DELETE", NULL));
  g_assert_false (_hearth_db_exec_unrestricted (self->db, "PRAGMA core.page_size = 8192", NULL));
  g_assert_false (_hearth_db_exec_unrestricted (self->db, "PRAGMA core.mmap_size = 100000", NULL));
  g_assert_cmpint (store_query_int (self, "PRAGMA core.mmap_size"), ==, 0);
  g_assert_cmpint (store_query_int (self, "PRAGMA core.synchronous"), ==, 2);
  g_assert_cmpint (store_query_int (self, "PRAGMA core.secure_delete"), ==, 1);
}

static void
test_a_planted_rollback_journal_is_ignored (Store *self, gconstpointer data)
{
  GError *error = NULL;
  guint8 junk[1024];

  store_create (self);
  fill (self);
  store_close (self);
  memset (junk, 0x5a, sizeof junk);
  memcpy (junk, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  store_write (self, "core.db-journal", junk, sizeof junk);
  g_assert_true (store_open (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.t"), ==, 500);
}

static void
test_a_forked_child_can_neither_read_nor_write (Store *self, gconstpointer data)
{
  int status = 0;
  pid_t child;

  store_create (self);
  fill (self);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      int result =
          sqlite3_exec (self->db->handle, "INSERT INTO core.t (b) VALUES ('y')", NULL, NULL, NULL);

      store_end_child (result == SQLITE_OK ? 1 : 0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.t"), ==, 500);
}

#define ADD(name, func) g_test_add ("/vault/vfs/" name, Store, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("what-was-written-comes-back", test_what_was_written_comes_back);
  ADD ("an-open-journal-is-recovered", test_an_open_journal_is_recovered);
  ADD ("the-folder-holds-only-what-it-should", test_the_folder_holds_only_what_it_should);
  ADD ("nothing-readable-is-written", test_nothing_readable_is_written);
  ADD ("a-long-transaction-goes-to-the-journal-sealed-and-whole",
       test_a_long_transaction_goes_to_the_journal_sealed_and_whole);
  ADD ("the-spy-finds-what-plain-sqlite-writes", test_the_spy_finds_what_plain_sqlite_writes);
  ADD ("results-are-those-of-plain-sqlite", test_results_are_those_of_plain_sqlite);
  ADD ("a-reader-sees-commits-beside-the-writer", test_a_reader_sees_commits_beside_the_writer);
  ADD ("a-snapshot-stands-while-others-write", test_a_snapshot_stands_while_others_write);
  ADD ("files-that-nobody-added-do-not-open", test_files_that_nobody_added_do_not_open);
  ADD ("settings-cannot-be-changed-behind-our-back",
       test_settings_cannot_be_changed_behind_our_back);
  ADD ("a-planted-rollback-journal-is-ignored", test_a_planted_rollback_journal_is_ignored);
  ADD ("a-forked-child-can-neither-read-nor-write", test_a_forked_child_can_neither_read_nor_write);
  return g_test_run ();
}
