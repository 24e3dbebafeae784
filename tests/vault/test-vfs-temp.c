/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handle of a temporary file without SQLite above it: pieces that SQLite never asks for, bad moments,
 * and where such files stand. */
#include "config.h"

#include "handle-fixture.h"
#include "sim-disk.h"

#include <string.h>

static sqlite3_vfs *
methods_of (Store *self)
{
  return sqlite3_vfs_find (hearth_vfs_get_name (self->vfs));
}

static sqlite3_file *
open_temporary (Store *self)
{
  sqlite3_vfs *methods = methods_of (self);
  sqlite3_file *file = g_malloc0 ((gsize) methods->szOsFile);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE |
              SQLITE_OPEN_DELETEONCLOSE | SQLITE_OPEN_TEMP_DB;

  g_assert_cmpint (methods->xOpen (methods, NULL, file, flags, NULL), ==, SQLITE_OK);
  return file;
}

static void
close_temporary (sqlite3_file *file)
{
  g_assert_cmpint (file->pMethods->xClose (file), ==, SQLITE_OK);
  g_free (file);
}

static void
test_a_temporary_file_has_no_place_before_its_beginning (Store *self, gconstpointer data)
{
  sqlite3_file *file = open_temporary (self);
  const sqlite3_io_methods *methods = file->pMethods;
  guint8 bytes[16] = { 1 };
  sqlite3_int64 map = 5;
  int chunk = 4096;
  int answer = 1;

  g_assert_cmpint (methods->xWrite (file, bytes, -1, 0), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (methods->xWrite (file, bytes, 16, -16), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (methods->xRead (file, bytes, -1, 0), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xRead (file, bytes, 16, -16), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (methods->xTruncate (file, -1), ==, SQLITE_IOERR_TRUNCATE);
  g_assert_cmpint (methods->xTruncate (file, 100), ==, SQLITE_OK); /* nothing is there */
  g_assert_cmpint (methods->xFileControl (file, SQLITE_FCNTL_CHUNK_SIZE, &chunk), ==, SQLITE_OK);
  g_assert_cmpint (methods->xFileControl (file, SQLITE_FCNTL_SIZE_HINT, &map), ==, SQLITE_OK);
  g_assert_cmpint (methods->xFileControl (file, SQLITE_FCNTL_MMAP_SIZE, &map), ==, SQLITE_OK);
  g_assert_cmpint (map, ==, 0);
  g_assert_cmpint (methods->xFileControl (file, SQLITE_FCNTL_HAS_MOVED, &answer), ==,
                   SQLITE_NOTFOUND);
  g_assert_cmpint (methods->xCheckReservedLock (file, &answer), ==, SQLITE_OK);
  g_assert_cmpint (answer, ==, 0);
  close_temporary (file);
}

/* Cut within a block, which must be read for it. */
static void
test_a_temporary_file_that_cannot_be_read_is_not_cut (Store *self, gconstpointer data)
{
  const FaultCall calls[] = { FAULT_READ, FAULT_SHORT, FAULT_WRITE };
  guint8 block[4096], seen[4096];

  memset (block, 7, sizeof block);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      sqlite3_file *file = open_temporary (self);
      sqlite3_int64 size = 0;

      for (guint n = 0; n < 4; n++)
        g_assert_cmpint (file->pMethods->xWrite (file, block, 4096, n * 4096), ==, SQLITE_OK);
      fault_layer_fail (calls[i], 1);
      g_assert_cmpint (file->pMethods->xTruncate (file, 5000), !=, SQLITE_OK);
      g_assert_true (fault_layer_has_failed ());
      g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
      g_assert_cmpint (size, ==, 4 * 4096);
      for (guint n = 0; n < 4; n++)
        {
          g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, n * 4096), ==, SQLITE_OK);
          g_assert_cmpmem (seen, 4096, block, 4096);
        }
      close_temporary (file);
    }
}

static void
test_temporary_files_stand_where_they_are_told_to (Store *self, gconstpointer data)
{
  sqlite3_vfs *methods = methods_of (self);
  g_autofree sqlite3_file *refused = g_malloc0 ((gsize) methods->szOsFile);
  g_autoptr (GPtrArray) before = sim_disk_list (SIM_FOLDER);
  g_autoptr (GPtrArray) after = NULL;
  sqlite3_file *file;

  hearth_vfs_set_temp_folder (self->vfs, SIM_FOLDER);
  file = open_temporary (self);
  after = sim_disk_list (SIM_FOLDER);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  close_temporary (file);

  hearth_vfs_set_temp_folder (self->vfs, SIM_FOLDER "/nowhere");
  g_assert_cmpint (methods->xOpen (methods, NULL, refused,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_TEMP_DB,
                                   NULL),
                   ==, SQLITE_CANTOPEN);
  g_assert_cmpint (methods->xOpen (methods, SIM_FOLDER "/named", refused,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_TEMP_DB,
                                   NULL),
                   ==, SQLITE_CANTOPEN);
  g_assert_cmpint (methods->xOpen (methods, NULL, refused,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB,
                                   NULL),
                   ==, SQLITE_CANTOPEN);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault/vfs-temp/" name, Store, NULL, handle_set_up, func, handle_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-temporary-file-has-no-place-before-its-beginning",
       test_a_temporary_file_has_no_place_before_its_beginning);
  ADD ("a-temporary-file-that-cannot-be-read-is-not-cut",
       test_a_temporary_file_that_cannot_be_read_is_not_cut);
  ADD ("temporary-files-stand-where-they-are-told-to",
       test_temporary_files_stand_where_they_are_told_to);
  return g_test_run ();
}
