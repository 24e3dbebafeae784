/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same statements on plain SQLite and on the vault: the same answers. A load like that of
 * SQLite's own speedtest1, after its description: unordered and ordered inserts, indexes, ranges,
 * LIKE, joins, updates by range and one by one, deletes, refills, text of numbers, an integrity
 * check. Then random statements with savepoints, a cache of five pages and VACUUM. The argument
 * multiplies. */
#include "config.h"

#include "sim-disk.h"
#include "store-fixture.h"

#include <string.h>

static guint n_times = 1;

typedef struct
{
  Store store;
  sqlite3 *plain;
} Pair;

static void
exec_plain (Pair *self, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (self->plain, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static void
exec (Pair *self, const char *sql)
{
  exec_plain (self, sql);
  store_exec (&self->store, sql);
}

static void
set_up (Pair *self, gconstpointer data)
{
  sim_disk_reset (3);
  store_init_on (&self->store, sim_disk_get_fs (), SIM_FOLDER);
  store_create (&self->store);
  g_assert_cmpint (sqlite3_open (":memory:", &self->plain), ==, SQLITE_OK);
  exec_plain (self, "ATTACH ':memory:' AS core; ATTACH ':memory:' AS medical");
}

static void
tear_down (Pair *self, gconstpointer data)
{
  sqlite3_close (self->plain);
  store_clear (&self->store);
}

/* Every value of every row, in the order in which they come. */
static char *
ask (sqlite3 *handle, const char *sql)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *stmt = NULL;
  guint n_rows = 0;
  char *answer;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      n_rows++;
      for (int c = 0; c < sqlite3_column_count (stmt); c++)
        {
          const guint8 *bytes = sqlite3_column_blob (stmt, c);

          g_checksum_update (sum, bytes, sqlite3_column_bytes (stmt, c));
          g_checksum_update (sum, (const guint8 *) "|", 1);
        }
    }
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  answer = g_strdup_printf ("%u %s", n_rows, g_checksum_get_string (sum));
  g_checksum_free (sum);
  return answer;
}

static void
compare (Pair *self, const char *sql)
{
  g_autofree char *expected = ask (self->plain, sql);
  g_autofree char *seen = NULL;

  _hearth_db_begin_unrestricted (self->store.db);
  seen = ask (self->store.db->handle, sql);
  _hearth_db_end_unrestricted (self->store.db);
  g_assert_cmpstr (seen, ==, expected);
}

static void
check_integrity (Pair *self)
{
  g_assert_cmpint (store_query_int (&self->store, "SELECT count (*) FROM pragma_integrity_check "
                                                  "WHERE integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_cmpuint (self->store.n_events, ==, 0);
}

/* Written here in the way of numbers in words, as that program does: texts that share beginnings. */
#define WORDS                                                                                                                      \
  "(SELECT group_concat (substr ('нульодиндватричотирип’ятьшістьсімвісімдев’ять', " \
  "1 + 4 * (substr (i * 7919, d, 1)), 5), ' ') FROM (SELECT 1 AS d UNION SELECT 2 UNION SELECT "                                   \
  "3))"

static const char *const load[] = {
  "CREATE TABLE core.z1 (a INTEGER, b INTEGER, c TEXT);"
  "CREATE TABLE core.z2 (a INTEGER, b INTEGER, c TEXT);"
  "CREATE TABLE core.z3 (a INTEGER PRIMARY KEY, b INTEGER, c TEXT) ",
  "BEGIN; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
  "INSERT INTO core.z1 SELECT i, (i * 48271) % 65537, " WORDS " FROM n; COMMIT",
  "BEGIN; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
  "INSERT INTO core.z2 SELECT (i * 48271) % 65537, i, " WORDS " FROM n ORDER BY 1; COMMIT",
  "BEGIN; CREATE UNIQUE INDEX core.i1b ON z1 (b); CREATE INDEX core.i1c ON z1 (c);"
  "CREATE INDEX core.i2b ON z2 (b); CREATE INDEX core.i2c ON z2 (c DESC); COMMIT",
  "BEGIN; INSERT INTO core.z3 SELECT a, b, c FROM core.z1 ORDER BY b; COMMIT",
  "UPDATE core.z2 SET b = b + 100000 WHERE b BETWEEN 500 AND 900",
  "UPDATE core.z2 SET b = b + 7 WHERE a BETWEEN 3000 AND 9000",
  "UPDATE core.z1 SET c = c || c WHERE a % 3 = 1",
  "DELETE FROM core.z2 WHERE b BETWEEN 1000 AND 1700",
  "BEGIN; INSERT INTO core.z2 SELECT b, a, c FROM core.z1; DELETE FROM core.z1; COMMIT",
  "BEGIN; INSERT OR IGNORE INTO core.z1 SELECT b, a, c FROM core.z2 ORDER BY rowid; COMMIT",
  "REPLACE INTO core.z3 (a, b, c) SELECT a % 4000, b, c FROM core.z1",
  "ALTER TABLE core.z2 ADD COLUMN d INT DEFAULT 123",
  "VACUUM core",
  "CREATE TEMP TABLE w AS SELECT c, count (*) AS n FROM core.z1 GROUP BY c ORDER BY n, c;"
  "DROP TABLE temp.w",
};

static const char *const questions[] = {
  "SELECT count (*), avg (b), sum (length (c)) FROM core.z1 WHERE b BETWEEN 1000 AND 5000",
  "SELECT count (*), sum (b) FROM core.z1 WHERE c LIKE '%дина%'",
  "SELECT * FROM core.z1 WHERE c LIKE '%три%' ORDER BY c, a, b LIMIT 50",
  "SELECT x.a, y.b FROM core.z1 x JOIN core.z2 y ON y.b = x.b ORDER BY 1, 2 LIMIT 500",
  "SELECT a FROM core.z1 WHERE b IN (SELECT b FROM core.z3 WHERE a % 17 = 3) ORDER BY 1",
  "SELECT b, group_concat (a) FROM (SELECT * FROM core.z3 ORDER BY a) GROUP BY b % 100 ORDER BY b",
  "SELECT max (a), min (b), max (c) FROM core.z3",
  "SELECT * FROM core.z2 ORDER BY a, b, c",
};

static void
test_a_load_like_speedtest1_has_the_same_answers (Pair *self, gconstpointer data)
{
  exec (self, "PRAGMA core.cache_size = 20");
  for (guint i = 0; i < G_N_ELEMENTS (load); i++)
    {
      exec (self, load[i]);
      if (i < 1)
        continue;
      for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
        compare (self, questions[q]);
    }
  check_integrity (self);
  store_close (&self->store);
  g_assert_true (store_open (&self->store, NULL));
  for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
    compare (self, questions[q]);
  check_integrity (self);
}

static char *
make_statement (GRand *rand)
{
  gint32 n = g_rand_int_range (rand, 1, 40);
  gint32 k = g_rand_int_range (rand, 2, 9);

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
    case 1:
    case 2:
      return g_strdup_printf (
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
          "INSERT OR REPLACE INTO core.r (a, b, c) SELECT %d + i * %d, i %% %d, "
          "zeroblob (%d) || i FROM n",
          n, g_rand_int_range (rand, 0, 3000), k, k, g_rand_int_range (rand, 0, 6000));
    case 3:
      return g_strdup_printf ("UPDATE core.r SET b = b + 1 WHERE a %% %d = 1", k);
    case 4:
      return g_strdup_printf ("UPDATE core.r SET c = substr (c || c, 1, 60000) WHERE a %% 50 = %d",
                              n);
    case 5:
      return g_strdup_printf ("DELETE FROM core.r WHERE a %% %d = 0", k * 2);
    case 6:
      return g_strdup_printf (
          "UPDATE OR IGNORE core.r SET a = a + 100000 WHERE b = %d AND a < 100000", k);
    case 7:
      return g_strdup ("DELETE FROM core.r WHERE length (c) > 20000");
    default:
      return g_strdup_printf ("INSERT INTO core.s SELECT 'слово ' || a FROM core.r WHERE b = %d",
                              k);
    }
}

static void
run_transaction (Pair *self, GRand *rand)
{
  guint n_statements = (guint) g_rand_int_range (rand, 1, 6);
  guint depth = 0;

  exec (self, "BEGIN");
  for (guint i = 0; i < n_statements; i++)
    {
      g_autofree char *sql = make_statement (rand);

      exec (self, sql);
      switch (g_rand_int_range (rand, 0, 5))
        {
        case 0:
          exec (self, "SAVEPOINT p");
          depth++;
          break;
        case 1:
          if (depth > 0)
            exec (self, "ROLLBACK TO p");
          break;
        case 2:
          if (depth > 0)
            {
              exec (self, "RELEASE p");
              depth--;
            }
          break;
        default:
          break;
        }
    }
  exec (self, g_rand_int_range (rand, 0, 5) == 0 ? "ROLLBACK" : "COMMIT");
}

/* The small cache spills; not with savepoints, which SQLite 3.40 then forgets (vault 4.2). */
static void
test_random_statements_have_the_same_answers (Pair *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (977);

  exec (self, "CREATE TABLE core.r (a INTEGER PRIMARY KEY, b INTEGER, c BLOB);"
              "CREATE INDEX core.r_b ON r (b);"
              "CREATE VIRTUAL TABLE core.s USING fts5 (x)");
  exec (self, "PRAGMA core.cache_size = 5");
  for (guint i = 0; i < 60 * n_times; i++)
    {
      run_transaction (self, rand);
      if (i % 20 == 7)
        exec (self, "VACUUM core");
      if (i % 9 == 3)
        {
          if (i % 2)
            store_close (&self->store);
          else
            store_abandon (&self->store);
          g_assert_true (store_open (&self->store, NULL));
          store_exec (&self->store, "PRAGMA core.cache_size = 5");
        }
      compare (self, "SELECT * FROM core.r ORDER BY a");
      compare (self, "SELECT a FROM core.r WHERE b = 3 ORDER BY a");
      compare (self, "SELECT rowid, x FROM core.s WHERE s MATCH 'слово' ORDER BY rowid");
    }
  check_integrity (self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_times = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  g_test_add ("/vault/differential/a-load-like-speedtest1-has-the-same-answers", Pair, NULL, set_up,
              test_a_load_like_speedtest1_has_the_same_answers, tear_down);
  g_test_add ("/vault/differential/random-statements-have-the-same-answers", Pair, NULL, set_up,
              test_random_statements_have_the_same_answers, tear_down);
  return g_test_run ();
}
