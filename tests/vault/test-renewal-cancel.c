/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A renewal that is cancelled at every operation in turn, also in the middle of writing the file anew:
 * what is there stays, and what was begun is finished later. The first argument multiplies what is
 * tried. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-renewal-private.h"
#include "sim-vault.h"

#define CORE HEARTH_COMPARTMENT_CORE
#define N_COMMITS 3

/* So many that SQLite looks at its cancellable while they are copied. */
#define N_ROWS 20000

static guint step = 5;

/* How often a cancellation struck at which point. */
typedef struct
{
  guint n_before;   /* no new key yet */
  guint n_rewrite;  /* a new key, and pages under the old one */
  guint n_finished; /* too late: everything was done */
} Counts;

static HearthSession *
open_vault (void)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);

  g_assert_no_error (error);
  return session;
}

static gint64
query (HearthSession *session, const char *sql)
{
  gint64 value = -1;
  GError *error = NULL;

  _hearth_db_query_int (session->writer, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* Rows of their own, so that copying them takes SQLite a while. */
static void
set_up_vault (void)
{
  g_autofree char *rows =
      g_strdup_printf ("WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i LIMIT %d) "
                       "INSERT INTO core.u SELECT n, n * 7 FROM i",
                       N_ROWS);
  GError *error = NULL;
  HearthSession *session;

  sim_disk_reset (1);
  sim_vault_create ();
  session = open_vault ();
  for (guint i = 0; i < N_COMMITS; i++)
    g_assert_true (sim_vault_commit (session, CORE, NULL));
  g_assert_true (_hearth_db_exec_unrestricted (
      session->writer, "CREATE TABLE core.u (n INTEGER PRIMARY KEY, m INTEGER)", &error));
  g_assert_true (hearth_db_begin (session->writer, &error));
  g_assert_true (hearth_db_exec (session->writer, rows, &error));
  g_assert_true (hearth_db_commit (session->writer, &error));
  g_assert_no_error (error);
  hearth_session_close (session, FALSE);
  sim_disk_settle ();
}

static void
assert_content (HearthSession *session)
{
  g_assert_cmpint (sim_vault_count (session, CORE), ==, N_COMMITS);
  g_assert_cmpint (query (session, "SELECT count (*) FROM core.u WHERE m = n * 7"), ==, N_ROWS);
}

static gboolean
renew (HearthSession *session, guint compartments, GCancellable *cancellable, GError **error)
{
  g_autoptr (HearthRenewal) renewal = hearth_renewal_new (compartments);

  hearth_renewal_set_reason (renewal, "a test");
  return _hearth_renewal_run (renewal, session, cancellable, error);
}

static void
assert_renewed (HearthSession *session)
{
  guint64 n_pages = 1;
  GError *error = NULL;

  g_assert_cmpuint (_hearth_renewal_find_pending (session), ==, 0);
  g_assert_cmpuint (hearth_grants_get_epoch (session->login->area->grants, CORE), ==, 2);
  g_assert_true (hearth_vfs_count_epochs (session->vfs, CORE, 1, &n_pages, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, 0);
}

static void
cancel (gpointer data)
{
  g_cancellable_cancel (data);
}

/* Everything is there at once and for the next login, which can also write, and finishes. */
static void
check_after_cancelling (HearthSession *session)
{
  GError *error = NULL;
  gboolean is_begun;

  assert_content (session);
  hearth_session_close (session, FALSE);
  session = open_vault ();
  assert_content (session);
  /* What was done needs nothing, what was begun no second key. */
  is_begun = hearth_grants_get_epoch (session->login->area->grants, CORE) > 1;
  g_assert_true (renew (session, is_begun ? 0 : 1u << CORE, NULL, &error));
  g_assert_no_error (error);
  assert_renewed (session);
  assert_content (session);
  hearth_session_close (session, FALSE);
}

/* Returns whether the renewal got through before the n-th operation. */
static gboolean
try_at (const SimImage *image, guint n, Counts *counts)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  HearthSession *session;
  gboolean is_done;

  sim_disk_put_image (image, n);
  session = open_vault ();
  sim_disk_call_at (n, cancel, cancellable);
  is_done = renew (session, 1u << CORE, cancellable, &error);
  sim_disk_call_at (0, NULL, NULL);
  if (is_done)
    {
      assert_renewed (session);
      counts->n_finished += g_cancellable_is_cancelled (cancellable);
    }
  else
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (_hearth_renewal_find_pending (session) == 0)
        counts->n_before++;
      else
        counts->n_rewrite++;
    }
  check_after_cancelling (session);
  return !g_cancellable_is_cancelled (cancellable);
}

static void
test_cancelled_anywhere_it_loses_nothing_and_is_resumed (void)
{
  g_autoptr (SimImage) image = NULL;
  Counts counts = { 0 };
  gboolean is_through = FALSE;

  set_up_vault ();
  image = sim_disk_take_image ();
  for (guint n = 1; !is_through; n += step)
    {
      g_assert_cmpuint (n, <, 100000);
      is_through = try_at (image, n, &counts);
    }
  g_test_message ("cancelled before the key %u, with a new key %u, too late %u times",
                  counts.n_before, counts.n_rewrite, counts.n_finished);
  g_assert_cmpuint (counts.n_rewrite, >, 3);
}

/* SQLite looks at the cancellable for the first time when it has copied some of the rows. */
static void
test_cancelled_while_the_copy_is_made_the_file_is_as_it_was (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  HearthSession *session;

  set_up_vault ();
  session = open_vault ();
  before = sim_disk_read (SIM_VAULT "/core.db");
  hearth_db_set_cancellable (session->writer, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (_hearth_db_rewrite (session->writer, CORE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  hearth_db_set_cancellable (session->writer, NULL);
  after = sim_disk_read (SIM_VAULT "/core.db");
  g_assert_true (g_bytes_equal (before, after));
  check_after_cancelling (session);
}

/* Locking is a reason to stop as well, and nobody waits for the rest. */
static void
test_a_panic_lock_leaves_a_renewal_that_is_resumed (void)
{
  g_autoptr (GError) error = NULL;
  HearthSession *session;

  set_up_vault ();
  session = open_vault ();
  sim_disk_call_at (40, cancel, session->closing);
  g_assert_false (renew (session, 1u << CORE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  hearth_session_close (session, TRUE);
  session = open_vault ();
  g_assert_cmpuint (_hearth_renewal_find_pending (session), ==, 1u << CORE);
  check_after_cancelling (session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    step = MAX (1, step / (guint) g_ascii_strtoull (argv[1], NULL, 10));
  g_test_add_func ("/vault/renewal-cancel/cancelled-anywhere-it-loses-nothing-and-is-resumed",
                   test_cancelled_anywhere_it_loses_nothing_and_is_resumed);
  g_test_add_func ("/vault/renewal-cancel/cancelled-while-the-copy-is-made-the-file-is-as-it-was",
                   test_cancelled_while_the_copy_is_made_the_file_is_as_it_was);
  g_test_add_func ("/vault/renewal-cancel/a-panic-lock-leaves-a-renewal-that-is-resumed",
                   test_a_panic_lock_leaves_a_renewal_that_is_resumed);
  return g_test_run ();
}
