/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handle of a journal without SQLite above it, over a disk that fails when it is told to: pieces that
 * SQLite never asks for, bad moments, and bytes that change while it is open. */
#include "config.h"

#include "handle-fixture.h"
#include "hearth-vfs-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

static void
test_a_journal_is_read_and_written_in_its_own_pieces (Store *self, gconstpointer data)
{
  sqlite3_file *file = handle_journal_of (self);
  const sqlite3_io_methods *methods = file->pMethods;
  guint8 bytes[4120] = { 0 };

  g_assert_cmpint (methods->xRead (file, bytes, 4096, 0), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xRead (file, bytes, 4096, 57), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xRead (file, bytes, 4120, 33), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xRead (file, bytes, 32, 32), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xRead (file, bytes, 8, 56), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xRead (file, bytes, -1, 0), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xWrite (file, bytes, 4096, 0), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (methods->xWrite (file, bytes, 24, 0), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (methods->xWrite (file, bytes, 32, 32), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpuint (self->n_events, ==, 9);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_SHAPE);
  handle_check_rows (self);
}

/* A frame's header waits for its page; whatever comes instead writes it first, and if that fails it is
 * an error of what came. */
static void
test_a_header_that_waits_is_written_before_anything_else (Store *self, gconstpointer data)
{
  sqlite3_file *file = handle_journal_of (self);
  const sqlite3_io_methods *methods = file->pMethods;
  guint8 header[24], other[24], page[4096] = { 0 }, wal_header[32];
  sqlite3_int64 size = 0;
  sqlite3_int64 end;

  g_assert_cmpint (methods->xFileSize (file, &end), ==, SQLITE_OK);
  g_assert_cmpint (methods->xRead (file, wal_header, 32, 0), ==, SQLITE_OK);
  memset (header, 3, sizeof header);
  memset (other, 4, sizeof other);
  for (guint i = 0; i < 7; i++)
    {
      int result = SQLITE_OK;

      /* Behind the last frame: a transaction that never ends. */
      g_assert_cmpint (methods->xWrite (file, header, 24, end), ==, SQLITE_OK);
      fault_layer_fail (FAULT_WRITE, 1);
      if (i == 0)
        result = methods->xWrite (file, other, 24, end + 4120);
      else if (i == 1)
        result = methods->xWrite (file, page, 4096, end + 4120 + 24);
      else if (i == 2)
        result = methods->xWrite (file, wal_header, 32, 0);
      else if (i == 3)
        result = methods->xTruncate (file, end);
      else if (i == 4)
        result = methods->xSync (file, SQLITE_SYNC_NORMAL);
      else if (i == 5)
        result = methods->xFileSize (file, &size);
      else
        result = methods->xRead (file, page, 4096, 56);
      g_assert_true (fault_layer_has_failed ());
      g_assert_cmpint (result, ==, SQLITE_IOERR_WRITE);
      fault_layer_fail (FAULT_WRITE, 0);
    }
  g_assert_cmpint (methods->xWrite (file, header, 24, end), ==, SQLITE_OK);
  g_assert_cmpint (methods->xFileSize (file, &size), ==, SQLITE_OK);
  g_assert_cmpint (size, ==, end + 24);
  g_assert_cmpint (methods->xTruncate (file, end), ==, SQLITE_OK);
  handle_check_rows (self);
}

/* The last chance is the end of the handle. */
static void
test_a_header_that_cannot_be_written_at_the_end_is_told (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  sqlite3_int64 end;
  guint8 header[24] = { 1 };

  file = handle_journal_of (self);
  g_assert_cmpint (file->pMethods->xFileSize (file, &end), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xWrite (file, header, 24, end), ==, SQLITE_OK);
  fault_layer_fail (FAULT_WRITE, 1);
  /* SQLite does not say it either, but nothing is lost. */
  store_abandon (self);
  g_assert_true (fault_layer_has_failed ());
  fault_layer_fail (FAULT_WRITE, 0);
  g_assert_true (store_open (self, NULL));
  handle_check_rows (self);
}

static int
write_header (sqlite3_file *file, const guint8 *header, guint failing_sync, int number)
{
  int result;

  fault_layer_fail_as (FAULT_SYNC, failing_sync, number);
  result = file->pMethods->xWrite (file, header, HEARTH_VFS_WAL_HEADER, 0);
  g_assert_true (fault_layer_has_failed () == (failing_sync != 0));
  fault_layer_fail (FAULT_SYNC, 0);
  return result;
}

/* The life before is ended, the header flushed, then the name, then the new life announced. A file system
 * that cannot flush a folder says so, and there is no more to be done. */
static void
test_a_new_life_is_announced_when_it_is_there (Store *self, gconstpointer data)
{
  static const int failures[] = { SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC,
                                  SQLITE_IOERR_WRITE };
  sqlite3_file *file = handle_journal_of (self);
  HearthVfsTable *table = &((HearthVfsHandle *) file)->file->table;
  guint8 header[HEARTH_VFS_WAL_HEADER];

  g_assert_cmpint (file->pMethods->xRead (file, header, sizeof header, 0), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_assert_cmpint (write_header (file, header, i + 1, EIO), ==, failures[i]);
      g_assert_true (table->is_wal_announced == (i + 1 == G_N_ELEMENTS (failures)));
      g_assert_cmpint (write_header (file, header, 0, 0), ==, SQLITE_OK);
      g_assert_true (table->is_wal_announced && !table->is_dirty);
    }
  g_assert_cmpint (write_header (file, header, 3, EINVAL), ==, SQLITE_OK);
}

/* Changed on the disk after the journal was opened: an error, not the end of the journal. */
static void
test_a_frame_that_changes_later_is_damage (Store *self, gconstpointer data)
{
  sqlite3_file *file = handle_journal_of (self);
  sqlite3_file *real = ((HearthVfsHandle *) file)->real;
  guint8 page[4096], frame[4120], byte;

  g_assert_cmpint (file->pMethods->xRead (file, page, 4096, 56), ==, SQLITE_OK);
  g_assert_cmpint (real->pMethods->xRead (real, &byte, 1, 100), ==, SQLITE_OK);
  byte ^= 1;
  g_assert_cmpint (real->pMethods->xWrite (real, &byte, 1, 100), ==, SQLITE_OK);

  g_assert_cmpint (file->pMethods->xRead (file, frame, 4120, 32), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (file->pMethods->xRead (file, page, 4096, 56), ==, SQLITE_IOERR_DATA);
  g_assert_true (sodium_is_zero (page, sizeof page) && sodium_is_zero (frame, sizeof frame));
  /* Nor is another page put behind a header that is not believed. */
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, 56), ==, SQLITE_IOERR_DATA);
  g_assert_cmpuint (self->n_events, ==, 3);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_FRAME);

  byte ^= 1;
  g_assert_cmpint (real->pMethods->xWrite (real, &byte, 1, 100), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, 56 + 100 * 4120), ==,
                   SQLITE_IOERR_DATA); /* behind the end: no header there at all */
  handle_check_rows (self);
}

static void
test_a_journal_header_that_changes_later_is_damage (Store *self, gconstpointer data)
{
  sqlite3_file *file = handle_journal_of (self);
  sqlite3_file *real = ((HearthVfsHandle *) file)->real;
  guint8 good[32], bad[32], seen[32];

  g_assert_cmpint (real->pMethods->xRead (real, good, 32, 0), ==, SQLITE_OK);
  for (guint i = 0; i < sizeof bad; i++)
    {
      memcpy (bad, good, sizeof bad);
      bad[i] ^= 4;
      g_assert_cmpint (real->pMethods->xWrite (real, bad, 32, 0), ==, SQLITE_OK);
      g_assert_cmpint (file->pMethods->xRead (file, seen, 32, 0), ==, SQLITE_IOERR_DATA);
      g_assert_true (sodium_is_zero (seen, sizeof seen));
      g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_WAL_HEADER);
      g_assert_cmpuint (self->n_events, ==, i + 1);
    }

  /* Zeros are the space that a crash left, and no header. */
  memset (bad, 0, sizeof bad);
  g_assert_cmpint (real->pMethods->xWrite (real, bad, 32, 0), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xRead (file, seen, 32, 0), ==, SQLITE_OK);
  g_assert_true (sodium_is_zero (seen, sizeof seen));
  g_assert_cmpuint (self->n_events, ==, sizeof bad);

  g_assert_cmpint (real->pMethods->xWrite (real, good, 32, 0), ==, SQLITE_OK);
  handle_check_rows (self);
}

/* The key under which the checksums of a journal are masked may be dropped only when it has ended. */
static void
test_a_journal_without_its_mask_is_neither_read_nor_written (Store *self, gconstpointer data)
{
  sqlite3_file *file = handle_journal_of (self);
  const sqlite3_io_methods *methods = file->pMethods;
  g_autoptr (HearthSecret) next = hearth_secret_new_random (32);
  guint8 header[24] = { 0, 0, 0, 2 }, page[4096] = { 0 }, frame[4120], sums[8];
  sqlite3_int64 end;

  g_assert_cmpint (methods->xFileSize (file, &end), ==, SQLITE_OK);
  hearth_vfs_add_key (self->vfs, HEARTH_COMPARTMENT_CORE, 2, next);
  hearth_vfs_drop_key (self->vfs, HEARTH_COMPARTMENT_CORE, 1);
  hearth_vfs_drop_key (self->vfs, HEARTH_COMPARTMENT_CORE, 1); /* it is gone */

  g_assert_cmpint (methods->xRead (file, frame, 4120, 32), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (methods->xRead (file, sums, 8, 32 + 16), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (methods->xWrite (file, header, 24, end), ==, SQLITE_OK); /* held back */
  g_assert_cmpint (methods->xWrite (file, page, 4096, end + 24), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (methods->xWrite (file, header, 24, end), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (methods->xSync (file, SQLITE_SYNC_NORMAL), ==, SQLITE_OK);
  g_assert_cmpint (methods->xFileSize (file, &end), ==, SQLITE_OK);
  g_assert_cmpint ((end - 32) % 4120, ==, 0);
  handle_check_rows (self);
}

/* A checkpoint reads a frame and writes its page; a page that is written after the journal has ended
 * came from nowhere. */
static void
test_only_pages_of_the_journal_count_as_copied (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  guint8 page[4096], frame_header[24], wal_page[4096];
  sqlite3_file *journal = handle_journal_of (self);
  sqlite3_file *real = ((HearthVfsHandle *) journal)->real;
  guint32 number;

  handle_checkpoint (self);
  g_assert_cmpuint (handle_table_of (self)->n_backfilled, >, 0);
  g_assert_cmpint (real->pMethods->xRead (real, frame_header, 24, 32), ==, SQLITE_OK);
  g_assert_cmpint (journal->pMethods->xRead (journal, wal_page, 4096, 56), ==, SQLITE_OK);
  number = _hearth_get_u32 (frame_header);
  g_assert_true (_hearth_db_checkpoint (self->db, HEARTH_COMPARTMENT_CORE, TRUE, NULL));
  g_assert_false (handle_table_of (self)->is_wal_announced);

  file = handle_database_of (self);
  g_assert_cmpint (file->pMethods->xRead (file, page, 4096, (number - 1) * 4096), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, (number - 1) * 4096), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xSync (file, SQLITE_SYNC_NORMAL), ==, SQLITE_OK);
  g_assert_cmpuint (handle_table_of (self)->n_backfilled, ==, 0);

  /* Nor did it come from the journal's next life. */
  store_exec (self, "CREATE TABLE core.u (a)");
  g_assert_true (handle_table_of (self)->is_wal_announced);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, (number - 1) * 4096), ==, SQLITE_OK);
  g_assert_cmpuint (handle_table_of (self)->n_backfilled, ==, 0);
  handle_check_rows (self);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault/vfs-wal/" name, Store, NULL, handle_set_up, func, handle_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-journal-is-read-and-written-in-its-own-pieces",
       test_a_journal_is_read_and_written_in_its_own_pieces);
  ADD ("a-header-that-waits-is-written-before-anything-else",
       test_a_header_that_waits_is_written_before_anything_else);
  ADD ("a-header-that-cannot-be-written-at-the-end-is-told",
       test_a_header_that_cannot_be_written_at_the_end_is_told);
  ADD ("a-new-life-is-announced-when-it-is-there", test_a_new_life_is_announced_when_it_is_there);
  ADD ("a-frame-that-changes-later-is-damage", test_a_frame_that_changes_later_is_damage);
  ADD ("a-journal-header-that-changes-later-is-damage",
       test_a_journal_header_that_changes_later_is_damage);
  ADD ("a-journal-without-its-mask-is-neither-read-nor-written",
       test_a_journal_without_its_mask_is_neither_read_nor_written);
  ADD ("only-pages-of-the-journal-count-as-copied", test_only_pages_of_the_journal_count_as_copied);
  return g_test_run ();
}
