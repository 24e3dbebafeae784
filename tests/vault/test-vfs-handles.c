/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles of the file system without SQLite above them: temporary files against a flat model, and
 * reads and writes of a shape that SQLite never uses, which must be refused. */
#include "config.h"

#include "hearth-vfs-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MODEL_SIZE 60000
#define N_STEPS 4000

static void
set_up (Store *self, gconstpointer data)
{
  store_init (self);
  store_create (self);
}

static void
tear_down (Store *self, gconstpointer data)
{
  store_clear (self);
}

static sqlite3_file *
open_temporary (Store *self)
{
  sqlite3_vfs *methods = sqlite3_vfs_find (hearth_vfs_get_name (self->vfs));
  sqlite3_file *file = g_malloc0 ((gsize) methods->szOsFile);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE |
              SQLITE_OPEN_DELETEONCLOSE | SQLITE_OPEN_TEMP_JOURNAL;

  g_assert_cmpint (methods->xOpen (methods, NULL, file, flags, NULL), ==, SQLITE_OK);
  return file;
}

static void
check_read (sqlite3_file *file, const GByteArray *model, int length, gint64 offset)
{
  g_autofree guint8 *seen = g_malloc ((gsize) length + 1);
  g_autofree guint8 *expected = g_malloc0 ((gsize) length + 1);
  gint64 there = CLAMP ((gint64) model->len - offset, 0, length);
  int result = file->pMethods->xRead (file, seen, length, offset);

  if (there > 0)
    memcpy (expected, model->data + offset, (gsize) there);
  g_assert_cmpint (result, ==, there == length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ);
  g_assert_cmpmem (seen, (gsize) length, expected, (gsize) length);
}

static void
grow (GByteArray *model, gsize size)
{
  guint old = model->len;

  if (size <= old)
    return;
  g_byte_array_set_size (model, (guint) size);
  memset (model->data + old, 0, size - old);
}

static void
test_a_temporary_file_holds_what_was_written (Store *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4136);
  g_autoptr (GByteArray) model = g_byte_array_new ();
  sqlite3_file *file = open_temporary (self);
  sqlite3_int64 size;

  for (guint i = 0; i < N_STEPS; i++)
    {
      gint64 offset = g_rand_int_range (rand, 0, MODEL_SIZE);
      int length = g_rand_int_range (rand, 1, 9000);
      guint8 bytes[9000];

      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
          offset = MIN (offset, model->len);
          g_assert_cmpint (file->pMethods->xTruncate (file, offset), ==, SQLITE_OK);
          g_byte_array_set_size (model, (guint) offset);
          break;
        case 1:
        case 2:
        case 3:
          memset (bytes, g_rand_int_range (rand, 1, 256), (gsize) length);
          g_assert_cmpint (file->pMethods->xWrite (file, bytes, length, offset), ==, SQLITE_OK);
          grow (model, (gsize) (offset + length));
          memcpy (model->data + offset, bytes, (gsize) length);
          break;
        default:
          check_read (file, model, length, offset);
        }
      g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
      g_assert_cmpint (size, ==, model->len);
    }
  g_assert_cmpint (file->pMethods->xClose (file), ==, SQLITE_OK);
  g_free (file);
  g_assert_cmpuint (self->n_events, ==, 0);
}

static void
test_a_temporary_file_is_not_believed_when_it_changed (Store *self, gconstpointer data)
{
  sqlite3_file *file = open_temporary (self);
  sqlite3_file *real = ((HearthVfsHandle *) file)->real;
  guint8 bytes[4096] = { 1 };
  guint8 stored[16];

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (file->pMethods->xWrite (file, bytes, sizeof bytes, i * 4096), ==, SQLITE_OK);
  g_assert_cmpint (real->pMethods->xRead (real, stored, sizeof stored, 100), ==, SQLITE_OK);
  stored[3] ^= 1;
  g_assert_cmpint (real->pMethods->xWrite (real, stored, sizeof stored, 100), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xRead (file, bytes, sizeof bytes, 0), ==, SQLITE_IOERR_DATA);
  g_assert_cmpuint (bytes[0], ==, 0);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_TEMP);
  g_assert_cmpint (file->pMethods->xRead (file, bytes, sizeof bytes, 4096), ==, SQLITE_OK);
  file->pMethods->xClose (file);
  g_free (file);
}

static sqlite3_file *
file_of (Store *self, int op)
{
  sqlite3_file *file = NULL;

  g_assert_cmpint (sqlite3_file_control (self->db->handle, "core", op, &file), ==, SQLITE_OK);
  g_assert_nonnull (file);
  return file;
}

static void
expect_refusal (Store *self, int result, HearthVfsEvent event)
{
  g_assert_cmpint (result, ==, SQLITE_IOERR_WRITE);
  g_assert_cmpuint (self->n_events, ==, 1);
  g_assert_cmpuint (self->last_event, ==, event);
  self->n_events = 0;
}

static void
test_odd_writes_to_a_database_are_refused (Store *self, gconstpointer data)
{
  sqlite3_file *file = file_of (self, SQLITE_FCNTL_FILE_POINTER);
  guint8 page[8192] = { 0 };

  store_exec (self, "CREATE TABLE core.t (a)");
  expect_refusal (self, file->pMethods->xWrite (file, page, 100, 0), HEARTH_VFS_EVENT_SHAPE);
  expect_refusal (self, file->pMethods->xWrite (file, page, 8192, 0), HEARTH_VFS_EVENT_SHAPE);
  expect_refusal (self, file->pMethods->xWrite (file, page, 4096, 2048), HEARTH_VFS_EVENT_SHAPE);
  /* Page 1 that is no page 1, and bytes in the place that is ours. */
  expect_refusal (self, file->pMethods->xWrite (file, page, 4096, 0), HEARTH_VFS_EVENT_SHAPE);
  page[4095] = 1;
  expect_refusal (self, file->pMethods->xWrite (file, page, 4096, 4096), HEARTH_VFS_EVENT_RESERVE);
  g_assert_cmpint (file->pMethods->xTruncate (file, 4095), ==, SQLITE_IOERR_TRUNCATE);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.sqlite_schema"), ==, 1);
}

static void
test_odd_reads_and_writes_of_a_journal_are_refused (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  guint8 bytes[8192] = { 0 };

  store_exec (self, "CREATE TABLE core.t (a)");
  file = file_of (self, SQLITE_FCNTL_JOURNAL_POINTER);
  expect_refusal (self, file->pMethods->xWrite (file, bytes, 16, 0), HEARTH_VFS_EVENT_SHAPE);
  expect_refusal (self, file->pMethods->xWrite (file, bytes, 24, 40), HEARTH_VFS_EVENT_SHAPE);
  expect_refusal (self, file->pMethods->xWrite (file, bytes, 32, 0), HEARTH_VFS_EVENT_SHAPE);
  bytes[4095] = 1;
  expect_refusal (self, file->pMethods->xWrite (file, bytes, 4096, 56), HEARTH_VFS_EVENT_RESERVE);
  g_assert_cmpint (file->pMethods->xRead (file, bytes, 100, 0), ==, SQLITE_IOERR_READ);
  g_assert_cmpuint (self->last_event, ==, HEARTH_VFS_EVENT_SHAPE);
}

/* Newer versions of SQLite read parts of overflow pages. */
static void
test_any_piece_of_a_database_can_be_read (Store *self, gconstpointer data)
{
  g_autofree guint8 *whole = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  sqlite3_file *file;
  sqlite3_int64 size = 0;

  store_exec (self, "CREATE TABLE core.t (a); INSERT INTO core.t VALUES (randomblob (30000));"
                    "PRAGMA core.wal_checkpoint");
  file = file_of (self, SQLITE_FCNTL_FILE_POINTER);
  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
  g_assert_cmpint (size, >, 30000);
  whole = g_malloc ((gsize) size);
  for (gint64 at = 0; at < size; at += 4096)
    g_assert_cmpint (file->pMethods->xRead (file, whole + at, 4096, at), ==, SQLITE_OK);
  g_assert_cmpstr ((char *) whole, ==, "SQLite format 3");
  for (guint i = 0; i < 300; i++)
    {
      int length = g_rand_int_range (rand, 1, 9000);
      gint64 offset = g_rand_int_range (rand, 0, (gint32) size - length);
      guint8 piece[9000];

      g_assert_cmpint (file->pMethods->xRead (file, piece, length, offset), ==, SQLITE_OK);
      g_assert_cmpmem (piece, (gsize) length, whole + offset, (gsize) length);
    }
}

/* How many of the calls that read, write, flush or lock @file are answered. */
static int
count_answers (sqlite3_file *file)
{
  const sqlite3_io_methods *methods = file->pMethods;
  guint8 bytes[4096] = { 0 };
  sqlite3_int64 size;
  int n = 0;

  n += methods->xRead (file, bytes, 16, 0) == SQLITE_OK;
  n += methods->xWrite (file, bytes, 4096, 4096) == SQLITE_OK;
  n += methods->xTruncate (file, 0) == SQLITE_OK;
  return n + (methods->xSync (file, SQLITE_SYNC_NORMAL) == SQLITE_OK) +
         (methods->xFileSize (file, &size) == SQLITE_OK);
}

/* The same of the file system itself. */
static int
count_openings (Store *self)
{
  sqlite3_vfs *methods = sqlite3_vfs_find (hearth_vfs_get_name (self->vfs));
  g_autofree char *database = g_build_filename (self->folder, "core.db", NULL);
  g_autofree char *wal = g_strconcat (database, "-wal", NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) methods->szOsFile);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_TEMP_JOURNAL;
  int out;

  return (methods->xOpen (methods, NULL, file, flags, NULL) == SQLITE_OK) +
         (methods->xDelete (methods, wal, 0) == SQLITE_OK) +
         (methods->xAccess (methods, database, SQLITE_ACCESS_EXISTS, &out) == SQLITE_OK) +
         hearth_vfs_save_table (self->vfs, HEARTH_COMPARTMENT_CORE, NULL);
}

/* Keys and the state of the nonces are copied into a child that is forked: it may use none of its
 * handles, however it comes by them. */
static void
test_no_handle_answers_in_a_forked_child (Store *self, gconstpointer data)
{
  sqlite3_file *database = file_of (self, SQLITE_FCNTL_FILE_POINTER);
  sqlite3_file *temporary = open_temporary (self);
  int status = 0;
  pid_t child;

  store_exec (self, "CREATE TABLE core.t (a)");
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      sqlite3_file *journal = file_of (self, SQLITE_FCNTL_JOURNAL_POINTER);
      void volatile *memory = NULL;
      char byte = 0;
      int n = count_answers (database) + count_answers (journal) + count_openings (self);

      n += temporary->pMethods->xWrite (temporary, "a", 1, 0) == SQLITE_OK;
      n += temporary->pMethods->xRead (temporary, &byte, 1, 0) == SQLITE_OK;
      n += temporary->pMethods->xTruncate (temporary, 0) == SQLITE_OK;
      n += database->pMethods->xLock (database, SQLITE_LOCK_SHARED) == SQLITE_OK;
      n += database->pMethods->xShmMap (database, 0, 32768, 0, &memory) == SQLITE_OK;
      /* A handle ends, and writes nothing that it had held back. */
      n += journal->pMethods->xClose (journal) != SQLITE_OK;
      store_end_child (n);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.sqlite_schema"), ==, 1);
  g_assert_cmpint (temporary->pMethods->xClose (temporary), ==, SQLITE_OK);
  g_free (temporary);
}

/* A kind of file that SQLite has, but the vault has not, and names that are nobody's. */
static void
test_files_of_another_kind_are_not_opened (Store *self, gconstpointer data)
{
  static const int kinds[] = { SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_SUPER_JOURNAL,
                               SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_WAL };
  sqlite3_vfs *methods = sqlite3_vfs_find (hearth_vfs_get_name (self->vfs));
  g_autofree char *path = g_build_filename (self->folder, "other.db", NULL);
  int out = 1;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree sqlite3_file *file = g_malloc0 ((gsize) methods->szOsFile);

      g_assert_cmpint (methods->xOpen (methods, path, file,
                                       kinds[i] | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
                       ==, SQLITE_CANTOPEN);
      g_assert_null (file->pMethods);
    }
  g_assert_cmpint (methods->xAccess (methods, path, SQLITE_ACCESS_EXISTS, &out), ==, SQLITE_OK);
  g_assert_cmpint (out, ==, 0);
  g_assert_cmpint (methods->xDelete (methods, path, 0), ==, SQLITE_IOERR_DELETE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* It is not opened here, and SQLite, which would follow it, does not see it before. */
static void
test_a_link_in_the_place_of_a_journal_is_refused (Store *self, gconstpointer data)
{
  g_autofree char *journal = store_path (self, "core.db-wal");
  g_autofree char *elsewhere = store_path (self, "elsewhere");
  g_autoptr (GError) error = NULL;

  store_exec (self, "CREATE TABLE core.t (a)");
  store_abandon (self);
  g_assert_cmpint (g_rename (journal, elsewhere), ==, 0);
  g_assert_cmpint (symlink (elsewhere, journal), ==, 0);
  self->bears_missing_journal = TRUE;
  g_assert_false (store_open (self, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_FILE);
  g_assert_cmpint (g_unlink (journal), ==, 0);
  g_assert_cmpint (g_unlink (elsewhere), ==, 0);
}

/* Which its user made; inside of it there is none. */
static void
test_the_folder_may_be_reached_through_a_link (Store *self, gconstpointer data)
{
  g_autofree char *folder = self->folder;
  g_autofree char *link = g_strconcat (folder, "-link", NULL);
  g_autoptr (GError) error = NULL;

  store_exec (self, "CREATE TABLE core.t (a)");
  store_close (self);
  g_assert_cmpint (symlink (folder, link), ==, 0);
  self->folder = link;
  store_open (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.sqlite_schema"), ==, 1);
  store_close (self);
  self->folder = g_steal_pointer (&folder);
  g_assert_cmpint (g_unlink (link), ==, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault/vfs-handles/" name, Store, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-temporary-file-holds-what-was-written", test_a_temporary_file_holds_what_was_written);
  ADD ("a-temporary-file-is-not-believed-when-it-changed",
       test_a_temporary_file_is_not_believed_when_it_changed);
  ADD ("odd-writes-to-a-database-are-refused", test_odd_writes_to_a_database_are_refused);
  ADD ("odd-reads-and-writes-of-a-journal-are-refused",
       test_odd_reads_and_writes_of_a_journal_are_refused);
  ADD ("any-piece-of-a-database-can-be-read", test_any_piece_of_a_database_can_be_read);
  ADD ("no-handle-answers-in-a-forked-child", test_no_handle_answers_in_a_forked_child);
  ADD ("files-of-another-kind-are-not-opened", test_files_of_another_kind_are_not_opened);
  ADD ("the-folder-may-be-reached-through-a-link", test_the_folder_may_be_reached_through_a_link);
  ADD ("a-link-in-the-place-of-a-journal-is-refused",
       test_a_link_in_the_place_of_a_journal_is_refused);
  return g_test_run ();
}
