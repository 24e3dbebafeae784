/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beyond 1 GiB, where SQLite leaves out the page with its lock bytes, and beyond 4 GiB, where 32-bit
 * offsets end: sparse real files under a handle. With an argument, 1 GiB of rows as well. */
#include "config.h"

#include "hearth-vfs-private.h"
#include "store-fixture.h"

#include <sodium.h>
#include <string.h>

#define LOCK_BYTE_PAGE 262145
#define N_BLOBS 140
#define BLOB_SIZE (8 << 20)

static gboolean is_long;

static void
set_up (Store *self, gconstpointer data)
{
  store_init (self);
  store_create (self);
  store_exec (self, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, b BLOB)");
}

static void
tear_down (Store *self, gconstpointer data)
{
  store_clear (self);
}

static sqlite3_file *
find_file (Store *self)
{
  sqlite3_file *file = NULL;

  g_assert_cmpint (
      sqlite3_file_control (self->db->handle, "core", SQLITE_FCNTL_FILE_POINTER, &file), ==,
      SQLITE_OK);
  return file;
}

/* As if the pages before had all been written: their tags are noted, their bytes are a hole. */
static void
pretend_pages (Store *self, guint32 n_pages)
{
  HearthVfsTable *table = &self->vfs->files[HEARTH_COMPARTMENT_CORE].table;
  guint8 tag[HEARTH_VFS_TAG] = { 1 };

  for (guint32 number = table->n_pages + 1; number <= n_pages; number++)
    _hearth_vfs_table_set (table, number, tag);
}

static void
test_pages_behind_4_gib_are_pages_of_their_own (Store *self, gconstpointer data)
{
  const guint32 n_pages = (1u << 20) + 5; /* 4 GiB and a little */
  sqlite3_file *file = find_file (self);
  g_autofree guint8 *table = NULL;
  guint8 page[4096] = { 0 };
  guint8 seen[4096];
  sqlite3_int64 size;
  gsize table_size;

  store_exec (self, "PRAGMA core.wal_checkpoint");
  pretend_pages (self, n_pages);
  page[7] = 77;
  for (guint32 i = 1; i <= 3; i++)
    {
      gint64 offset = (gint64) (n_pages + i - 1) * 4096;

      page[8] = (guint8) i;
      g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, offset), ==, SQLITE_OK);
    }
  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
  g_assert_cmpint (size, ==, (gint64) (n_pages + 3) * 4096);
  g_assert_cmpint (size, >, G_GINT64_CONSTANT (1) << 32);
  for (guint32 i = 1; i <= 3; i++)
    {
      gint64 offset = (gint64) (n_pages + i - 1) * 4096;

      page[8] = (guint8) i;
      g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, offset), ==, SQLITE_OK);
      g_assert_cmpmem (seen, 4096, page, 4096);
    }
  /* The hole was never written, and the page with the same low bits is another one. */
  g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, 9 * 4096), ==, SQLITE_IOERR_DATA);
  /* Far behind the end page numbers would begin anew. */
  g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, G_GINT64_CONSTANT (1) << 44), ==,
                   SQLITE_IOERR_SHORT_READ);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, G_GINT64_CONSTANT (1) << 44), ==,
                   SQLITE_FULL);
  /* The table of so many pages goes out in pieces and comes back. */
  g_assert_true (hearth_vfs_save_table (self->vfs, HEARTH_COMPARTMENT_CORE, NULL));
  g_assert_true (hearth_vfs_save_table (self->vfs, HEARTH_COMPARTMENT_CORE, NULL));
  store_read (self, "core.fresh0", &table, &table_size);
  g_assert_cmpuint (table_size, ==, 128 + (gsize) (n_pages + 3) * 16);
  _hearth_vfs_table_shorten (&self->vfs->files[HEARTH_COMPARTMENT_CORE].table, 0);
  g_assert_true (_hearth_vfs_table_load (&self->vfs->files[HEARTH_COMPARTMENT_CORE], NULL));
  g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, (gint64) (n_pages + 2) * 4096), ==,
                   SQLITE_OK);
  g_assert_cmpmem (seen, 4096, page, 4096);
  store_abandon (self);
}

static void
test_the_page_with_the_lock_bytes_is_sealed_like_a_gap (Store *self, gconstpointer data)
{
  sqlite3_file *file = find_file (self);
  guint8 page[4096] = { 1, 2, 3 };
  guint8 seen[4096];
  guint8 zeros[4096] = { 0 };

  store_exec (self, "PRAGMA core.wal_checkpoint");
  pretend_pages (self, LOCK_BYTE_PAGE - 1);
  memset (page + 4048, 0, 48);
  /* SQLite goes on behind it. */
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, (gint64) LOCK_BYTE_PAGE * 4096), ==,
                   SQLITE_OK);
  g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, (gint64) (LOCK_BYTE_PAGE - 1) * 4096),
                   ==, SQLITE_OK);
  g_assert_cmpmem (seen, 4096, zeros, 4096);
  g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, (gint64) LOCK_BYTE_PAGE * 4096), ==,
                   SQLITE_OK);
  g_assert_cmpmem (seen, 4096, page, 4096);
  store_abandon (self);
}

/* Whose epoch a page on the disk carries. */
static guint32
read_epoch (Store *self, guint32 number)
{
  const HearthFs *fs = hearth_fs_get_default ();
  int folder = fs->open_folder (fs->data, -1, self->folder);
  int fd = fs->open (fs->data, folder, "core.db", HEARTH_FS_READ);
  guint8 page[4096];

  g_assert_cmpint (fs->read (fs->data, fd, page, sizeof page, (gint64) (number - 1) * 4096), ==,
                   sizeof page);
  fs->close (fs->data, fd);
  fs->close (fs->data, folder);
  return _hearth_vfs_peek_epoch (page);
}

/* A renewal does by hand what SQLite leaves out. */
static void
test_the_page_with_the_lock_bytes_gets_the_new_key (Store *self, gconstpointer data)
{
  g_autoptr (HearthSecret) key = hearth_secret_new_random (32);
  sqlite3_file *file = find_file (self);
  GError *error = NULL;
  guint8 page[4096] = { 1, 2, 3 };

  store_exec (self, "PRAGMA core.wal_checkpoint");
  pretend_pages (self, LOCK_BYTE_PAGE - 1);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, (gint64) LOCK_BYTE_PAGE * 4096), ==,
                   SQLITE_OK);
  g_assert_cmpuint (read_epoch (self, LOCK_BYTE_PAGE), ==, 1);
  hearth_vfs_add_key (self->vfs, HEARTH_COMPARTMENT_CORE, 2, key);
  g_assert_true (_hearth_db_reseal_lock_page (self->db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (read_epoch (self, LOCK_BYTE_PAGE), ==, 2);
  g_assert_cmpuint (read_epoch (self, LOCK_BYTE_PAGE + 1), ==, 1);
  g_assert_cmpint (file->pMethods->xRead (file, page, 4096, (gint64) (LOCK_BYTE_PAGE - 1) * 4096),
                   ==, SQLITE_OK);
  g_assert_true (sodium_is_zero (page, sizeof page));
  store_abandon (self);
}

static void
test_more_than_a_gib_of_rows_is_whole (Store *self, gconstpointer data)
{
  guint32 n_bad = 1;
  GError *error = NULL;

  if (!is_long)
    {
      g_test_skip ("long");
      return;
    }
  for (guint i = 0; i < N_BLOBS; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO core.t (b) VALUES (zeroblob (%d) || %u); PRAGMA core.wal_checkpoint",
          BLOB_SIZE - 64, i);

      store_exec (self, sql);
    }
  store_close (self);
  g_assert_true (store_open (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_query_int (self, "PRAGMA core.page_count"), >, LOCK_BYTE_PAGE);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.t"), ==, N_BLOBS);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM pragma_quick_check "
                                          "WHERE quick_check <> 'ok'"),
                   ==, 0);
  g_clear_pointer (&self->db, hearth_db_close);
  g_assert_true (hearth_vfs_check (self->vfs, HEARTH_COMPARTMENT_CORE, &n_bad, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_bad, ==, 0);
}

#define ADD(name, func) g_test_add ("/vault/large/" name, Store, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  is_long = argc > 1;
  ADD ("pages-behind-4-gib-are-pages-of-their-own", test_pages_behind_4_gib_are_pages_of_their_own);
  ADD ("the-page-with-the-lock-bytes-is-sealed-like-a-gap",
       test_the_page_with_the_lock_bytes_is_sealed_like_a_gap);
  ADD ("the-page-with-the-lock-bytes-gets-the-new-key",
       test_the_page_with_the_lock_bytes_gets_the_new_key);
  ADD ("more-than-a-gib-of-rows-is-whole", test_more_than_a_gib_of_rows_is_whole);
  return g_test_run ();
}
