/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handle of a database without SQLite above it, over a disk that fails when it is told to: pieces that
 * SQLite never asks for, and bad moments. All is refused or answered, and what was there stays. */
#include "config.h"

#include "handle-fixture.h"
#include "hearth-vfs-private.h"
#include "hearth-vfs-raw.h"

#include <sodium.h>
#include <string.h>

static void
test_a_database_is_read_in_pieces_of_any_shape (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  guint8 two[8192], piece[4096];

  handle_checkpoint (self);
  file = handle_database_of (self);
  g_assert_cmpint (file->pMethods->xRead (file, two, 8192, 0), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xRead (file, piece, 4096, 100), ==, SQLITE_OK);
  g_assert_cmpmem (piece, 4096, two + 100, 4096);
  g_assert_cmpint (file->pMethods->xRead (file, piece, 100, 4000), ==, SQLITE_OK);
  g_assert_cmpmem (piece, 100, two + 4000, 100);
  g_assert_cmpint (file->pMethods->xRead (file, piece, 0, 0), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (file->pMethods->xRead (file, piece, -1, 0), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (file->pMethods->xRead (file, piece, 16, -4096), ==, SQLITE_IOERR_READ);
  g_assert_cmpuint (self->n_events, ==, 0);
}

/* Page numbers have 32 bits: nothing behind the last one may look like a page of the beginning. */
static void
test_no_page_stands_behind_the_greatest_number (Store *self, gconstpointer data)
{
  const gint64 end = (gint64) HEARTH_VFS_MAX_PAGES * 4096;
  const gint64 wrapped = ((gint64) 1 << 32) * 4096;
  sqlite3_file *file;
  guint8 page[4096];

  handle_checkpoint (self);
  file = handle_database_of (self);
  memset (page, 1, sizeof page);
  g_assert_cmpint (file->pMethods->xRead (file, page, 4096, end), ==, SQLITE_IOERR_SHORT_READ);
  g_assert_true (sodium_is_zero (page, sizeof page));
  g_assert_cmpint (file->pMethods->xRead (file, page, 100, wrapped), ==, SQLITE_IOERR_SHORT_READ);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, end), ==, SQLITE_FULL);
  g_assert_cmpint (file->pMethods->xTruncate (file, end + 4096), ==, SQLITE_IOERR_TRUNCATE);
  handle_check_rows (self);
}

static void
test_a_database_has_no_other_shape (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  guint8 page[4096];

  handle_checkpoint (self);
  file = handle_database_of (self);
  g_assert_cmpint (file->pMethods->xRead (file, page, 4096, 0), ==, SQLITE_OK);
  page[16] = 8; /* another page size */
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, 0), ==, SQLITE_IOERR_WRITE);
  page[16] = 16;
  page[20] = 40; /* another reserve */
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, 0), ==, SQLITE_IOERR_WRITE);
  page[20] = 48;
  page[0] = 's';
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, 0), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpuint (self->n_events, ==, 3);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_SHAPE);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, -4096), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (file->pMethods->xTruncate (file, -4096), ==, SQLITE_IOERR_TRUNCATE);
  g_assert_cmpint (file->pMethods->xTruncate (file, 4097), ==, SQLITE_IOERR_TRUNCATE);
  handle_check_rows (self);
}

/* While a backup reads it. */
static void
test_a_held_database_is_neither_written_nor_cut (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  guint8 page[4096];

  handle_checkpoint (self);
  file = handle_database_of (self);
  g_assert_cmpint (file->pMethods->xRead (file, page, 4096, 4096), ==, SQLITE_OK);
  hearth_vfs_hold (self->vfs, TRUE);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, 4096), ==, SQLITE_BUSY);
  g_assert_cmpint (file->pMethods->xTruncate (file, 4096), ==, SQLITE_BUSY);
  hearth_vfs_hold (self->vfs, FALSE);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, 4096), ==, SQLITE_OK);
  handle_check_rows (self);
}

/* Pages that are jumped over are sealed first; if one of them cannot be written, none follows. */
static void
test_a_gap_that_cannot_be_filled_is_not_jumped_over (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  sqlite3_int64 size, after;
  guint8 page[4096] = { 1 };

  handle_checkpoint (self);
  file = handle_database_of (self);
  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
  fault_layer_fail (FAULT_WRITE, 1);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, size + 8192), ==, SQLITE_IOERR_WRITE);
  fault_layer_fail (FAULT_WRITE, 2);
  g_assert_cmpint (file->pMethods->xTruncate (file, size + 8192), ==, SQLITE_IOERR_WRITE);
  g_assert_true (fault_layer_has_failed ());
  g_assert_cmpint (file->pMethods->xFileSize (file, &after), ==, SQLITE_OK);
  g_assert_cmpint (after, ==, size + 4096); /* the first one was written */
  handle_check_rows (self);
}

/* A sync without a change saves nothing: every save is two writes of the disk. */
static void
test_a_table_is_saved_when_it_changed (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  guint64 generation;

  handle_checkpoint (self);
  file = handle_database_of (self);
  generation = hearth_vfs_get_table_generation (self->vfs, HEARTH_COMPARTMENT_CORE);
  g_assert_cmpint (file->pMethods->xSync (file, SQLITE_SYNC_NORMAL), ==, SQLITE_OK);
  g_assert_cmpuint (hearth_vfs_get_table_generation (self->vfs, HEARTH_COMPARTMENT_CORE), ==,
                    generation);
  g_assert_cmpuint (hearth_vfs_get_table_generation (self->vfs, HEARTH_COMPARTMENT_ADMIN), ==, 0);
}

/* Emptied behind our back: for SQLite that would be a new database, and its journal worth nothing. */
static void
test_a_database_that_is_emptied_while_open_is_no_new_one (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  sqlite3_file *real;
  sqlite3_int64 size = 1;
  guint8 header[100];

  handle_checkpoint (self);
  file = handle_database_of (self);
  real = ((HearthVfsHandle *) file)->real;
  g_assert_cmpint (real->pMethods->xTruncate (real, 0), ==, SQLITE_OK);
  /* Here the file is still one that is being made; an opened one is not. */
  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xRead (file, header, 100, 0), ==, SQLITE_IOERR_SHORT_READ);
  self->vfs->files[HEARTH_COMPARTMENT_CORE].is_new = FALSE;
  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (file->pMethods->xRead (file, header, 100, 0), ==, SQLITE_IOERR_DATA);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_PAGE);
  store_abandon (self);
}

static void
test_file_controls_change_nothing (Store *self, gconstpointer data)
{
  const int atomic[] = { SQLITE_FCNTL_BEGIN_ATOMIC_WRITE, SQLITE_FCNTL_COMMIT_ATOMIC_WRITE,
                         SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE };
  sqlite3_file *file;
  sqlite3_int64 map = 1 << 20, size = 0, after = 0;
  int overwrite = 0;
  char *name = NULL;

  handle_checkpoint (self);
  file = handle_database_of (self);
  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (atomic); i++)
    g_assert_cmpint (file->pMethods->xFileControl (file, atomic[i], NULL), ==, SQLITE_NOTFOUND);
  g_assert_cmpint (file->pMethods->xFileControl (file, SQLITE_FCNTL_MMAP_SIZE, &map), ==,
                   SQLITE_OK);
  g_assert_cmpint (map, ==, 0);
  g_assert_cmpint (
      file->pMethods->xFileControl (file, SQLITE_FCNTL_POWERSAFE_OVERWRITE, &overwrite), ==,
      SQLITE_OK);
  g_assert_cmpint (overwrite, ==, 1);
  g_assert_cmpint (file->pMethods->xFileControl (file, SQLITE_FCNTL_VFSNAME, &name), ==, SQLITE_OK);
  g_assert_true (g_str_has_prefix (name, "hearth/"));
  sqlite3_free (name);
  map = 1 << 20;
  g_assert_cmpint (file->pMethods->xFileControl (file, SQLITE_FCNTL_SIZE_HINT, &map), ==,
                   SQLITE_OK);
  g_assert_cmpint (file->pMethods->xFileControl (file, SQLITE_FCNTL_CHUNK_SIZE, &overwrite), ==,
                   SQLITE_OK);
  g_assert_cmpint (file->pMethods->xFileControl (file, SQLITE_FCNTL_HAS_MOVED, &overwrite), ==,
                   SQLITE_NOTFOUND);
  g_assert_cmpint (file->pMethods->xFileSize (file, &after), ==, SQLITE_OK);
  g_assert_cmpint (after, ==, size);
  file = handle_journal_of (self);
  g_assert_cmpint (file->pMethods->xFileControl (file, SQLITE_FCNTL_SIZE_HINT, &map), ==,
                   SQLITE_NOTFOUND);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault/vfs-database/" name, Store, NULL, handle_set_up, func, handle_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-database-is-read-in-pieces-of-any-shape", test_a_database_is_read_in_pieces_of_any_shape);
  ADD ("no-page-stands-behind-the-greatest-number", test_no_page_stands_behind_the_greatest_number);
  ADD ("a-database-has-no-other-shape", test_a_database_has_no_other_shape);
  ADD ("a-held-database-is-neither-written-nor-cut",
       test_a_held_database_is_neither_written_nor_cut);
  ADD ("a-gap-that-cannot-be-filled-is-not-jumped-over",
       test_a_gap_that_cannot_be_filled_is_not_jumped_over);
  ADD ("a-table-is-saved-when-it-changed", test_a_table_is_saved_when_it_changed);
  ADD ("a-database-that-is-emptied-while-open-is-no-new-one",
       test_a_database_that_is_emptied_while_open_is_no_new_one);
  ADD ("file-controls-change-nothing", test_file_controls_change_nothing);
  return g_test_run ();
}
