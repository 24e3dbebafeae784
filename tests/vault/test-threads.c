/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thread writes and checkpoints, another reads, on one file system: each look shows one commit
 * as a whole. For a thread sanitizer as much as for its own answer. The argument multiplies. */
#include "config.h"

#include "store-fixture.h"

#define N_COMMITS 60

#ifdef __SANITIZE_THREAD__
/* GLib locks by system calls that the sanitizer does not see: these stand before its functions. */
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

typedef void (*MutexFunc) (GMutex *mutex);

void
g_mutex_lock (GMutex *mutex)
{
  static MutexFunc real;

  if (real == NULL)
    real = (MutexFunc) dlsym (RTLD_NEXT, "g_mutex_lock");
  real (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  static MutexFunc real;

  if (real == NULL)
    real = (MutexFunc) dlsym (RTLD_NEXT, "g_mutex_unlock");
  __tsan_release (mutex);
  real (mutex);
}
#endif

static guint n_times = 1;

typedef struct
{
  Store store;
  gint is_done; /* atomic */
  guint n_looks;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  store_init (&self->store);
  store_create (&self->store);
  store_exec (&self->store, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, m INTEGER, b BLOB);"
                            "INSERT INTO core.t VALUES (0, 0, NULL)");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_clear (&self->store);
}

static gint64
query (HearthDb *db, const char *sql)
{
  GError *error = NULL;
  gint64 value;

  _hearth_db_query_int (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static gpointer
read_until_done (gpointer data)
{
  Fixture *self = data;
  GError *error = NULL;
  g_autoptr (HearthDb) reader = hearth_db_open (self->store.vfs, HEARTH_DB_READER, &error);
  gint64 before = 0;

  g_assert_no_error (error);
  g_assert_true (hearth_db_attach (reader, HEARTH_COMPARTMENT_CORE, &error));
  /* At least once after the last commit. */
  for (gboolean is_last = FALSE; !is_last; self->n_looks++)
    {
      gint64 n;

      is_last = g_atomic_int_get (&self->is_done);
      g_assert_true (hearth_db_begin (reader, NULL));
      n = query (reader, "SELECT max (n) FROM core.t");
      g_assert_cmpint (n, >=, before);
      g_assert_cmpint (query (reader, "SELECT count (*) FROM core.t"), ==, n + 1);
      g_assert_cmpint (query (reader, "SELECT min (m) FROM core.t"), ==, n);
      g_assert_cmpint (query (reader, "SELECT max (m) FROM core.t WHERE length (b) IS NOT 3"), ==,
                       n);
      g_assert_true (hearth_db_commit (reader, NULL));
      before = n;
    }
  return NULL;
}

static void
test_a_reader_sees_whole_commits_while_another_thread_writes (Fixture *self, gconstpointer data)
{
  GThread *thread = g_thread_new ("reader", read_until_done, self);

  for (guint i = 1; i <= N_COMMITS * n_times; i++)
    {
      store_exec (&self->store, "BEGIN; INSERT INTO core.t SELECT max (n) + 1, 0, zeroblob (3000) "
                                "FROM core.t; UPDATE core.t SET m = (SELECT max (n) FROM core.t);"
                                "COMMIT");
      if (i % 5 == 0)
        store_exec (&self->store, "PRAGMA core.wal_checkpoint");
    }
  g_atomic_int_set (&self->is_done, TRUE);
  g_thread_join (thread);
  g_test_message ("%u looks", self->n_looks);
  g_assert_cmpuint (self->store.n_events, ==, 0);
  g_assert_cmpint (store_query_int (&self->store, "SELECT max (n) FROM core.t"), ==,
                   N_COMMITS * n_times);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_times = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  g_test_add ("/vault/threads/a-reader-sees-whole-commits-while-another-thread-writes", Fixture,
              NULL, set_up, test_a_reader_sees_whole_commits_while_another_thread_writes,
              tear_down);
  return g_test_run ();
}
