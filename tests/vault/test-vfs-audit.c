/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found before SQLite sees a file: journals that somebody made or changed, and pages that are
 * not the current ones. */
#include "config.h"

#include "fault-layer.h"
#include "hearth-vfs-private.h"
#include "sim-disk.h"
#include "store-fixture.h"

#include <errno.h>
#include <string.h>

#define N_COMMITS 5
#define HEADER 32
#define FRAME 4120
#define SECOND_CHECKSUM_AT 20

/* A journal of several commits that was never copied. */
static void
set_up (Store *self, gconstpointer data)
{
  sim_disk_reset (1);
  store_init_on (self, fault_layer_get_fs (), SIM_FOLDER);
  self->bears_missing_journal = TRUE;
  store_create (self);
  store_exec (self, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, b BLOB)");
  store_close (self);
  g_assert_true (store_open (self, NULL));
  for (guint i = 0; i < N_COMMITS; i++)
    store_exec (self, "INSERT INTO core.t (b) VALUES (zeroblob (3000))");
  store_abandon (self);
}

static void
tear_down (Store *self, gconstpointer data)
{
  fault_layer_fail (FAULT_OPEN, 0);
  store_clear (self);
}

static void
audit (Store *self, HearthVfsAudit *out)
{
  GError *error = NULL;
  g_autoptr (HearthVfs) vfs = store_open_vfs (self, HEARTH_VFS_NONE, &error);

  g_assert_no_error (error);
  hearth_vfs_audit_wal (vfs, HEARTH_COMPARTMENT_CORE, out, &error);
  g_assert_no_error (error);
}

static gint64
count_rows (Store *self)
{
  GError *error = NULL;
  gint64 n;

  store_open (self, &error);
  g_assert_no_error (error);
  n = store_query_int (self, "SELECT count (*) FROM core.t");
  store_abandon (self);
  return n;
}

/* Changes the second checksum of a frame by somebody who has the keys. */
static void
change_checksum (Store *self, guint8 *journal, guint64 index)
{
  g_autoptr (HearthVfs) vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (&vfs->files[HEARTH_COMPARTMENT_CORE], 1);
  guint8 *frame = journal + HEADER + index * FRAME;

  _hearth_vfs_unmask_checksums (keys, frame + 8, index, frame + 16);
  frame[SECOND_CHECKSUM_AT] ^= 1;
  _hearth_vfs_mask_checksums (keys, frame + 8, index, frame + 16);
}

static guint64
find_commit (const guint8 *journal, guint64 index)
{
  while (_hearth_get_u32 (journal + HEADER + index * FRAME + 4) == 0)
    index++;
  return index;
}

/* A frame that opens and does not continue the chain is no part of it; commits behind it that do chain
 * prove that it did once. */
static void
test_a_wrong_checksum_before_a_chain_is_damage (Store *self, gconstpointer data)
{
  g_autofree guint8 *journal = NULL;
  HearthVfsAudit whole, found;
  guint64 first, second;
  gsize size;

  audit (self, &whole);
  g_assert_cmpuint (whole.n_committed, ==, whole.n_frames);
  store_read (self, "core.db-wal", &journal, &size);
  first = find_commit (journal, 0);
  second = find_commit (journal, first + 1);
  change_checksum (self, journal, second);
  store_write (self, "core.db-wal", journal, size);
  audit (self, &found);
  g_assert_true (found.is_damaged);
  g_assert_cmpuint (found.n_committed, ==, first + 1);
  g_assert_cmpuint (found.first_bad, ==, second);
}

static void
test_frames_that_never_chain_prove_nothing (Store *self, gconstpointer data)
{
  g_autofree guint8 *journal = NULL;
  HearthVfsAudit whole, found;
  guint64 first;
  gsize size;

  audit (self, &whole);
  store_read (self, "core.db-wal", &journal, &size);
  first = find_commit (journal, 0);
  for (guint64 i = first + 1; i < whole.n_frames; i++)
    change_checksum (self, journal, i);
  store_write (self, "core.db-wal", journal, size);
  audit (self, &found);
  g_assert_false (found.is_damaged);
  g_assert_false (found.is_missing);
  g_assert_cmpuint (found.n_committed, ==, first + 1);
  g_assert_cmpint (count_rows (self), ==, 1);
}

/* An audit that could not read everything has no opinion. */
static void
expect_io_errors (Store *self)
{
  const FaultCall calls[] = { FAULT_OPEN, FAULT_READ, FAULT_SHORT, FAULT_SIZE, FAULT_SYNC };
  g_autoptr (HearthVfs) vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      for (guint n = 1;; n++)
        {
          g_autoptr (GError) error = NULL;
          HearthVfsAudit found;
          gboolean is_done;

          g_assert_cmpuint (n, <, 1000);
          self->n_events = 0;
          fault_layer_fail (calls[i], n);
          is_done = hearth_vfs_audit_wal (vfs, HEARTH_COMPARTMENT_CORE, &found, &error);
          if (!fault_layer_has_failed ())
            break;
          g_assert_false (is_done);
          g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
          g_assert_cmpuint (self->n_events, ==, 0);
        }
      fault_layer_fail (calls[i], 0);
    }
}

static void
test_a_failing_disk_is_told_whatever_the_journal_is (Store *self, gconstpointer data)
{
  g_autofree guint8 *journal = NULL;
  gsize size;

  expect_io_errors (self);
  store_read (self, "core.db-wal", &journal, &size);
  journal[HEADER + FRAME + 100] ^= 1; /* a bad frame, and others behind it */
  store_write (self, "core.db-wal", journal, size);
  expect_io_errors (self);
  journal[17] ^= 1; /* a header that is none */
  store_write (self, "core.db-wal", journal, size);
  expect_io_errors (self);
}

/* What cannot be written, or cannot be flushed at all, holds no commit that is not on it. */
static void
test_a_medium_that_cannot_be_flushed_needs_it_not (Store *self, gconstpointer data)
{
  const int numbers[] = { EROFS, EINVAL };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      for (guint n = 1; n <= 3; n++)
        {
          GError *error = NULL;

          fault_layer_fail_as (FAULT_SYNC, n, numbers[i]);
          store_open (self, &error);
          g_assert_no_error (error);
          g_assert_true (fault_layer_has_failed ());
          store_abandon (self);
        }
    }
}

/* Beside a database that was locked properly. */
static void
test_a_planted_journal_of_garbage_changes_nothing (Store *self, gconstpointer data)
{
  guint8 garbage[HEADER + 2 * FRAME];

  g_assert_true (store_open (self, NULL));
  store_close (self);
  for (guint i = 0; i < 3; i++)
    {
      HearthVfsAudit found;

      memset (garbage, i == 0 ? 0xaa : 0, sizeof garbage);
      store_write (self, "core.db-wal", garbage, i < 2 ? sizeof garbage : 7);
      audit (self, &found);
      g_assert_false (found.is_damaged);
      g_assert_false (found.is_missing);
      g_assert_cmpuint (found.n_committed, ==, 0);
      g_assert_cmpint (count_rows (self), ==, N_COMMITS + i);

      /* And the next commit begins a journal of its own. */
      store_write (self, "core.db-wal", garbage, i < 2 ? sizeof garbage : 7);
      g_assert_true (store_open (self, NULL));
      store_exec (self, "INSERT INTO core.t (b) VALUES ('x')");
      store_close (self);
    }
}

/* Announced, and nothing of it there. */
static void
test_a_journal_of_zeros_is_a_missing_one (Store *self, gconstpointer data)
{
  guint8 zeros[HEADER + FRAME] = { 0 };
  HearthVfsAudit found;

  store_write (self, "core.db-wal", zeros, sizeof zeros);
  audit (self, &found);
  g_assert_true (found.is_missing);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_WAL_MISSING);
  store_write (self, "core.db-wal", zeros, 31);
  audit (self, &found);
  g_assert_true (found.is_missing);
}

/* --- The check of every page --- */

static guint32
count_bad (Store *self, HearthVfs *vfs)
{
  GError *error = NULL;
  guint32 n_bad = 0;

  hearth_vfs_check (vfs, HEARTH_COMPARTMENT_CORE, &n_bad, &error);
  g_assert_no_error (error);
  return n_bad;
}

static void
test_a_page_that_is_not_the_current_one_is_bad (Store *self, gconstpointer data)
{
  g_autofree guint8 *before = NULL;
  g_autofree guint8 *after = NULL;
  g_autoptr (HearthVfs) vfs = NULL;
  gsize n_before, n_after;

  g_assert_true (store_open (self, NULL));
  store_close (self);
  store_read (self, "core.db", &before, &n_before);
  g_assert_true (store_open (self, NULL));
  store_exec (self, "UPDATE core.t SET b = randomblob (3000)");
  store_close (self);
  store_read (self, "core.db", &after, &n_after);
  vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);
  g_assert_cmpuint (count_bad (self, vfs), ==, 0);

  memcpy (after + 3 * 4096, before + 3 * 4096, 4096); /* an old one, authentic in its place */
  after[2 * 4096 + 5] ^= 1;                           /* one with the right tag */
  store_write (self, "core.db", after, n_after);
  g_assert_cmpuint (count_bad (self, vfs), ==, 2);
  store_write (self, "core.db", after, n_after - 100);
  g_assert_cmpuint (count_bad (self, vfs), ==, 3);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_PAGE);
}

/* SQLite never writes the page with the bytes of its locks. */
static void
test_the_page_of_the_locks_is_nobodys (Store *self, gconstpointer data)
{
  const guint32 lock_page = (1u << 30) / 4096 + 1;
  const guint8 tag[HEARTH_VFS_TAG] = { 1 };
  g_autoptr (HearthVfs) vfs = NULL;
  guint32 n_pages;

  g_assert_true (store_open (self, NULL));
  store_close (self);
  vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);
  n_pages = hearth_vfs_get_n_pages (vfs, HEARTH_COMPARTMENT_CORE);
  /* As if the file went on behind it: none of these pages is there, and that one is not missed. */
  _hearth_vfs_table_set (&vfs->files[HEARTH_COMPARTMENT_CORE].table, lock_page + 1, tag);
  g_assert_cmpuint (count_bad (self, vfs), ==, lock_page + 1 - n_pages - 1);
}

#define ADD(name, func) g_test_add ("/vault/vfs-audit/" name, Store, NULL, set_up, func, tear_down)

/* The side file of the table that was saved last. */
static char *
find_newest_table (Store *self)
{
  guint64 generations[2];

  for (guint which = 0; which < 2; which++)
    {
      g_autofree char *name = g_strdup_printf ("core.fresh%u", which);
      g_autofree guint8 *bytes = NULL;
      gsize size;

      store_read (self, name, &bytes, &size);
      generations[which] = _hearth_get_u64 (bytes + 72);
    }
  return g_strdup_printf ("core.fresh%d", generations[1] > generations[0]);
}

/* The journal began after the older side file was saved: without the newer one nothing of it opens, and
 * yet it says that there was more. */
static void
test_a_journal_that_the_table_left_does_not_know_is_damage (Store *self, gconstpointer data)
{
  g_autofree char *newest = find_newest_table (self);
  HearthVfsAudit found;

  store_remove (self, newest);
  audit (self, &found);
  g_assert_true (found.is_damaged);
  g_assert_true (found.is_table_old);
  g_assert_cmpuint (found.n_committed, ==, 0);
}

/* A power cut between the journal's header and the table that announces it, while that table was written:
 * there are no frames yet, and nothing is lost. */
static void
test_a_journal_of_which_only_the_header_is_there_is_none (Store *self, gconstpointer data)
{
  g_autofree char *newest = find_newest_table (self);
  g_autofree guint8 *journal = NULL;
  HearthVfsAudit found;
  gsize size;

  store_read (self, "core.db-wal", &journal, &size);
  store_write (self, "core.db-wal", journal, HEADER);
  store_remove (self, newest);
  audit (self, &found);
  g_assert_false (found.is_damaged);
  g_assert_false (found.is_table_old);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-wrong-checksum-before-a-chain-is-damage", test_a_wrong_checksum_before_a_chain_is_damage);
  ADD ("frames-that-never-chain-prove-nothing", test_frames_that_never_chain_prove_nothing);
  ADD ("a-failing-disk-is-told-whatever-the-journal-is",
       test_a_failing_disk_is_told_whatever_the_journal_is);
  ADD ("a-medium-that-cannot-be-flushed-needs-it-not",
       test_a_medium_that_cannot_be_flushed_needs_it_not);
  ADD ("a-planted-journal-of-garbage-changes-nothing",
       test_a_planted_journal_of_garbage_changes_nothing);
  ADD ("a-journal-that-the-table-left-does-not-know-is-damage",
       test_a_journal_that_the_table_left_does_not_know_is_damage);
  ADD ("a-journal-of-which-only-the-header-is-there-is-none",
       test_a_journal_of_which_only_the_header_is_there_is_none);
  ADD ("a-journal-of-zeros-is-a-missing-one", test_a_journal_of_zeros_is_a_missing_one);
  ADD ("a-page-that-is-not-the-current-one-is-bad", test_a_page_that_is_not_the_current_one_is_bad);
  ADD ("the-page-of-the-locks-is-nobodys", test_the_page_of_the_locks_is_nobodys);
  return g_test_run ();
}
