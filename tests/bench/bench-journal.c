/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the journal costs: signed commits, taking them from another vault, taking them again, making the
 * tables anew, over compartments in memory and as ratios to plain INSERTs of the same run. Usage:
 * bench-journal [COMMITS]. One JSON document; processor time of the whole process. */
#include "config.h"

#include "hearth-test-vault.h"
#include "hearth-test-writer.h"

#include "hearth-keyring.h"
#include "hearth-random.h"
#include "hearth-receive.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COMMITS_PER_CASE 10

static double
cpu_s (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
run (HearthDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  hearth_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* A row of the length of a line, each in a transaction of its own. */
static double
write_plain (guint n)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (GError) error = NULL;
  char text[500];
  double start;

  memset (text, 'x', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  run (self->db, "CREATE TABLE core.plain (n INTEGER PRIMARY KEY, line TEXT)");
  start = cpu_s ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HearthStmt) stmt =
          hearth_db_prepare (self->db, "INSERT INTO core.plain (line) VALUES (?1)", &error);

      hearth_db_begin (self->db, &error);
      hearth_stmt_bind_text (stmt, 1, text);
      hearth_stmt_run (stmt, &error);
      hearth_db_commit (self->db, &error);
      g_assert_no_error (error);
    }
  return cpu_s () - start;
}

static double
write_commits (HearthTestWriter *self, guint n)
{
  double start = cpu_s ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HearthCommand) command = hearth_command_new ("bench");
      g_autoptr (HearthChangeSet) changes = NULL;
      HearthId case_id = hearth_test_id (1 + i / COMMITS_PER_CASE);
      HearthId rec = hearth_record_derive_id (&case_id, "person", "");
      g_autofree char *set = g_strdup_printf ("{'surname':'Вигаданко','ward':'%u'}", i);

      hearth_command_set (command, hearth_registry_find_kind ("person"), &case_id, &rec,
                          HEARTH_REVISION_ANY, hearth_test_json (set));
      changes = hearth_test_execute (self, command);
    }
  return cpu_s () - start;
}

static GPtrArray *
list_lines (HearthDb *db, gint64 *n_bytes)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT line FROM core.journal ORDER BY n", &error);
  gboolean has_row;

  *n_bytes = 0;
  while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
    {
      gsize length;
      const char *bytes = hearth_stmt_get_blob (stmt, 0, &length);

      *n_bytes += (gint64) length;
      g_ptr_array_add (lines, g_strndup (bytes, length));
    }
  g_assert_no_error (error);
  return lines;
}

/* With the signature, as a bundle's lines are. */
static HearthAuthorVerdict
judge (const HearthCommit *commit, const char *line, gsize length, gpointer data)
{
  return hearth_line_verify (line, length, HEARTH_LINE_LABEL_COMMIT, data) ? HEARTH_AUTHOR_GOOD
                                                                           : HEARTH_AUTHOR_FORGED;
}

static double
receive (HearthTestWriter *self, GPtrArray *lines, guint8 *key, guint n_expected)
{
  const HearthAuthors authors = { judge, key };
  const HearthId bundle = { { 1 } };
  double start = cpu_s ();
  g_autoptr (HearthReceive) work = hearth_receive_new (&self->writer, &bundle, &authors);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_auto (HearthReceived) received = { 0 };
  g_autoptr (GError) error = NULL;

  hearth_receive_begin (work, HEARTH_COMPARTMENT_CORE, &error);
  for (guint i = 0; i < lines->len; i++)
    hearth_receive_add (work, lines->pdata[i], strlen (lines->pdata[i]), &error);
  hearth_receive_commit (work, &error);
  g_assert_no_error (error);
  changes = hearth_receive_finish (work, &received);
  g_assert_cmpuint (received.n_new, ==, n_expected);
  return cpu_s () - start;
}

static gint64
get_size (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "core.db", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

/* One field of one person at a time in a real vault, and what its file grows by. */
static void
write_in_vault (json_t *figures, guint n)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-11");
  HearthId case_id = hearth_test_vault_open_case (vault, "{'surname':'Вигаданко'}");
  HearthId rec = { { 0 } };
  gint64 before, after;
  double start, seconds;

  hearth_test_vault_reopen (vault);
  before = get_size (vault->path);
  start = cpu_s ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthCommand) command = hearth_command_new ("bench");
      g_autoptr (HearthChangeSet) changes = NULL;
      g_autofree char *fields = g_strdup_printf ("{'text':'%u'}", i);

      /* A record changes some ten times and not thousands. */
      if (i % COMMITS_PER_CASE == 0)
        rec = hearth_random_id ();
      hearth_command_set (command, hearth_registry_find_kind ("note"), &case_id, &rec,
                          HEARTH_REVISION_ANY, hearth_test_vault_json (fields));
      changes = hearth_store_execute (vault->store, command, &error);
      g_assert_no_error (error);
    }
  seconds = cpu_s () - start;
  hearth_test_vault_reopen (vault);
  after = get_size (vault->path);
  json_object_set_new (figures, "vault_commit_cpu_us",
                       json_integer ((json_int_t) (seconds * 1e6 / n)));
  json_object_set_new (figures, "vault_bytes_per_commit", json_integer ((after - before) / n));
}

static double
rebuild (HearthDb *db)
{
  double start = cpu_s ();
  g_autoptr (GError) error = NULL;

  hearth_db_begin (db, &error);
  hearth_journal_rebuild (db, HEARTH_COMPARTMENT_CORE, &error);
  hearth_db_commit (db, &error);
  g_assert_no_error (error);
  return cpu_s () - start;
}

static double
verify (HearthDb *db)
{
  double start = cpu_s ();
  g_autoptr (GError) error = NULL;
  gboolean equal;

  hearth_journal_verify_projection (db, HEARTH_COMPARTMENT_CORE, &equal, &error);
  g_assert_no_error (error);
  g_assert_true (equal);
  return cpu_s () - start;
}

static void
set (json_t *figures, const char *name, double seconds, guint n, double plain_s)
{
  g_autofree char *rate = g_strconcat (name, "_per_s", NULL);
  g_autofree char *ratio = g_strconcat (name, "_ratio", NULL);

  json_object_set_new (figures, rate, json_integer ((json_int_t) (n / MAX (seconds, 0.001))));
  json_object_set_new (figures, ratio, json_integer ((json_int_t) (seconds / plain_s + 0.5)));
}

int
main (int argc, char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 20000;
  g_autoptr (HearthTestWriter) ours = NULL;
  g_autoptr (HearthTestWriter) theirs = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (HearthSecret) seed = NULL;
  json_auto_t *figures = json_object ();
  g_autofree char *text = NULL;
  guint8 key[HEARTH_KEY_SIZE];
  gint64 n_bytes;
  double plain_s;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ours = hearth_test_writer_new (NULL);
  theirs = hearth_test_writer_new (NULL);
  seed = hearth_keyring_get_signing_seed (ours->db, HEARTH_COMPARTMENT_CORE, NULL);
  hearth_key_ed25519_public (seed, key);

  plain_s = write_plain (n);
  json_object_set_new (figures, "commits", json_integer (n));
  set (figures, "plain", plain_s, n, plain_s);
  set (figures, "commit", write_commits (ours, n), n, plain_s);
  lines = list_lines (ours->db, &n_bytes);
  g_assert_cmpuint (lines->len, ==, n);
  json_object_set_new (figures, "bytes_per_line", json_integer (n_bytes / n));
  set (figures, "receive", receive (theirs, lines, key, n), n, plain_s);
  set (figures, "receive_again", receive (theirs, lines, key, 0), n, plain_s);
  set (figures, "rebuild", rebuild (ours->db), n, plain_s);
  set (figures, "verify", verify (ours->db), n, plain_s);
  write_in_vault (figures, MIN (n, 2000));
  text = hearth_json_dump (figures);
  printf ("%s\n", text);
  return 0;
}
