/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A writing program is killed at any moment, on the real file system: what it acknowledged is there,
 * and nothing is half there. */
#include "config.h"

#include "store-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MARKER "Вигаданенко"

static const char *program;
static guint n_kills = 30;

/* The same in parent and child. */
static void
make_keys (Store *self)
{
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      guint8 bytes[32];

      memset (bytes, (int) i + 1, sizeof bytes);
      g_clear_pointer (&self->keys[i], hearth_secret_unref);
      self->keys[i] = hearth_secret_new (bytes, sizeof bytes);
    }
}

/* The child: commits for ever, large and small, and says so after each. */
static G_NORETURN void
write_until_killed (const char *folder)
{
  Store store = { .folder = g_strdup (folder), .fs = hearth_fs_get_default () };
  GError *error = NULL;
  GString *line;

  store.bears_missing_journal = TRUE;
  make_keys (&store);
  store_open (&store, &error);
  g_assert_no_error (error);
  line = g_string_new (NULL);
  store_exec (&store, "PRAGMA core.cache_size = 5; PRAGMA core.cache_spill = ON");
  for (gint64 n = store_query_int (&store, "SELECT max (n) FROM core.t") + 1;; n++)
    {
      g_autofree char *sql = g_strdup_printf (
          "BEGIN; INSERT INTO core.t (n, b) VALUES (%" G_GINT64_FORMAT ", '" MARKER "' || "
          "zeroblob (%u)); UPDATE core.t SET m = %" G_GINT64_FORMAT "; COMMIT",
          n, n % 10 == 0 ? 60000 : 3, n);

      store_exec (&store, sql);
      if (n % 37 == 0)
        g_assert_true (_hearth_db_checkpoint (store.db, HEARTH_COMPARTMENT_CORE, n % 2 == 0, NULL));
      g_string_printf (line, "%" G_GINT64_FORMAT "\n", n);
      g_assert_cmpint (write (STDOUT_FILENO, line->str, line->len), ==, line->len);
    }
}

static pid_t
start_writer (Store *self, int *out_pipe)
{
  char *const arguments[] = { (char *) program, (char *) "--write-until-killed", self->folder,
                              NULL };
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      dup2 (ends[1], STDOUT_FILENO);
      close (ends[0]);
      execv (program, arguments);
      _exit (127);
    }
  close (ends[1]);
  *out_pipe = ends[0];
  return child;
}

/* Reads acknowledgements until @enough have come, kills, reads the rest. Returns the last one. */
static gint64
kill_after (pid_t child, int fd, guint enough)
{
  FILE *stream = fdopen (fd, "r");
  gint64 last = -1;
  char line[64];
  int status;

  for (guint n = 0; fgets (line, sizeof line, stream) != NULL; n++)
    {
      last = g_ascii_strtoll (line, NULL, 10);
      if (n == enough)
        kill (child, SIGKILL);
    }
  fclose (stream);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return last;
}

static void
test_no_acknowledged_commit_is_lost (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  Store store;
  GError *error = NULL;

  store_init (&store);
  /* A kill between the table that announces a new journal and its header: nothing is lost, and the
   * session only tells of it (vault 6.2). */
  store.bears_missing_journal = TRUE;
  make_keys (&store);
  store_create (&store);
  store_exec (&store, "CREATE TABLE core.t (n INTEGER, m INTEGER, b BLOB);"
                      "INSERT INTO core.t VALUES (0, 0, x'')");
  store_close (&store);
  for (guint i = 0; i < n_kills; i++)
    {
      int fd = -1;
      pid_t child = start_writer (&store, &fd);
      gint64 acknowledged = kill_after (child, fd, (guint) g_rand_int_range (rand, 1, 30));
      gint64 seen;

      g_assert_cmpuint (store_count_marker (&store, MARKER), ==, 0);
      store_open (&store, &error);
      g_assert_no_error (error);
      seen = store_query_int (&store, "SELECT max (n) FROM core.t");
      g_assert_cmpint (seen, >=, acknowledged);
      g_assert_cmpint (store_query_int (&store, "SELECT count (*) FROM core.t"), ==, seen + 1);
      g_assert_cmpint (store_query_int (&store, "SELECT count (*) FROM core.t WHERE m <> "
                                                "(SELECT max (n) FROM core.t)"),
                       ==, 0);
      g_assert_cmpint (
          store_query_int (&store,
                           "SELECT count (*) FROM pragma_quick_check WHERE quick_check <> 'ok'"),
          ==, 0);
      store_exec (&store, "UPDATE core.t SET b = x''");
      if (i % 2 == 0)
        store_close (&store);
      else
        store_abandon (&store);
    }
  store_clear (&store);
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--write-until-killed"))
    write_until_killed (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_kills = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  g_test_add_func ("/vault/kill/no-acknowledged-commit-is-lost",
                   test_no_acknowledged_commit_is_lost);
  return g_test_run ();
}
