/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files the file system knows, in which state it takes them, and its own beginning and end. */
#include "config.h"

#include "handle-fixture.h"
#include "sim-disk-private.h"

#include <errno.h>
#include <string.h>

static void
test_a_base_that_sqlite_has_not_is_refused (Store *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_close (self);
  self->base = "no-such-file-system";
  g_assert_null (store_open_vfs (self, HEARTH_VFS_NONE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE);
  self->base = NULL;
}

static void
test_a_file_is_not_made_over_another (Store *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_close (self);
  g_assert_null (store_open_vfs (self, HEARTH_VFS_CREATE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_EXISTS);
  g_assert_true (store_open (self, NULL));
  handle_check_rows (self);
}

static sqlite3_file *
open_file (HearthVfs *vfs, const char *path, int flags)
{
  sqlite3_vfs *methods = sqlite3_vfs_find (hearth_vfs_get_name (vfs));
  sqlite3_file *file = g_malloc0 ((gsize) methods->szOsFile);

  if (methods->xOpen (methods, path, file, flags | SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    g_clear_pointer (&file, g_free);
  return file;
}

static void
close_file (sqlite3_file *file)
{
  g_assert_cmpint (file->pMethods->xClose (file), ==, SQLITE_OK);
  g_free (file);
}

static void
test_a_journal_of_nobody_is_not_opened (Store *self, gconstpointer data)
{
  sqlite3_filename name =
      sqlite3_create_filename (SIM_FOLDER "/other.db", "", SIM_FOLDER "/other.db-wal", 0, NULL);

  g_assert_null (
      open_file (self->vfs, sqlite3_filename_wal (name), SQLITE_OPEN_WAL | SQLITE_OPEN_CREATE));
  g_assert_false (sim_disk_exists (SIM_FOLDER "/other.db-wal"));
  sqlite3_free_filename (name);
}

/* Until the first page is written: also where something stands already, which no table knows. */
static void
test_a_file_in_the_making_is_empty (Store *self, gconstpointer data)
{
  const char *path = SIM_FOLDER "/debrief.db";
  const guint8 page[4096] = { 1 };
  guint8 header[100];
  sqlite3_file *file;
  sqlite3_file *real;

  hearth_vfs_add_key (self->vfs, HEARTH_COMPARTMENT_DEBRIEF, 1, self->keys[1]);
  g_assert_true (
      hearth_vfs_add_file (self->vfs, HEARTH_COMPARTMENT_DEBRIEF, HEARTH_VFS_CREATE, NULL));
  file = open_file (self->vfs, path, SQLITE_OPEN_MAIN_DB);
  g_assert_nonnull (file);
  real = ((HearthVfsHandle *) file)->real;
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (file->pMethods->xRead (file, header, 100, 0), ==, SQLITE_IOERR_SHORT_READ);
      g_assert_cmpint (real->pMethods->xWrite (real, page, sizeof page, 0), ==, SQLITE_OK);
    }
  close_file (file);
}

/* SQLite may begin recovery, and nothing else: of no page it is known which version is the current. */
static void
test_a_file_without_a_table_shows_nothing_to_sqlite (Store *self, gconstpointer data)
{
  g_autoptr (HearthVfs) vfs = NULL;
  guint8 header[100], page[4096];
  guint32 n_bad = 0;
  sqlite3_file *file;

  handle_checkpoint (self);
  store_close (self);
  store_remove (self, "core.fresh0");
  store_remove (self, "core.fresh1");
  vfs = store_open_vfs (self, HEARTH_VFS_UNPROVEN, NULL);
  g_assert_nonnull (vfs);
  file = open_file (vfs, SIM_FOLDER "/core.db", SQLITE_OPEN_MAIN_DB);
  g_assert_cmpint (file->pMethods->xRead (file, header, 100, 0), ==, SQLITE_OK);
  g_assert_cmpstr ((const char *) header, ==, "SQLite format 3");
  for (gint64 at = 0; at < 8192; at += 4096)
    g_assert_cmpint (file->pMethods->xRead (file, page, 4096, at), ==, SQLITE_IOERR_DATA);
  close_file (file);
  g_assert_true (hearth_vfs_check (vfs, HEARTH_COMPARTMENT_CORE, &n_bad, NULL));
  g_assert_cmpuint (n_bad, ==, hearth_vfs_get_n_pages (vfs, HEARTH_COMPARTMENT_CORE));
}

static gint64
huge_size (gpointer data, int fd)
{
  return G_GINT64_CONSTANT (1) << 40;
}

/* Side files that are too long are none, and a database that is too long is as long as may be. */
static void
test_nothing_is_believed_to_be_huge (Store *self, gconstpointer data)
{
  HearthFs huge = *self->fs;
  g_autoptr (HearthVfs) vfs = NULL;
  g_autoptr (GError) error = NULL;
  const HearthFs *fs = self->fs;

  store_close (self);
  huge.size = huge_size;
  self->fs = &huge;
  g_assert_null (store_open_vfs (self, HEARTH_VFS_NONE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST);
  vfs = store_open_vfs (self, HEARTH_VFS_UNPROVEN, NULL);
  g_assert_cmpuint (hearth_vfs_get_n_pages (vfs, HEARTH_COMPARTMENT_CORE), ==,
                    HEARTH_VFS_MAX_PAGES);
  self->fs = fs;
}

static void
test_each_side_file_is_checked_alone (Store *self, gconstpointer data)
{
  g_autofree guint8 *bytes = NULL;
  gsize size;

  store_close (self);
  g_assert_true (store_open (self, NULL));
  for (guint which = 0; which < 2; which++)
    g_assert_true (hearth_vfs_check_table (self->vfs, HEARTH_COMPARTMENT_CORE, which));
  store_read (self, "core.fresh0", &bytes, &size);
  bytes[size - 1] ^= 1;
  store_write (self, "core.fresh0", bytes, size);
  store_remove (self, "core.fresh1");
  for (guint which = 0; which < 2; which++)
    g_assert_false (hearth_vfs_check_table (self->vfs, HEARTH_COMPARTMENT_CORE, which));
}

/* SQLite would take it for a new database, whatever the file holds. */
static void
test_a_table_of_no_pages_is_damage (Store *self, gconstpointer data)
{
  g_autoptr (HearthVfs) vfs = NULL;
  g_autoptr (GError) error = NULL;

  store_close (self);
  vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);
  _hearth_vfs_table_shorten (&vfs->files[HEARTH_COMPARTMENT_CORE].table, 0);
  g_assert_true (hearth_vfs_save_table (vfs, HEARTH_COMPARTMENT_CORE, NULL));
  g_assert_null (store_open_vfs (self, HEARTH_VFS_NONE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED);
}

/* With the number of pages far beyond what a file may have. */
static void
test_a_side_file_of_too_many_pages_is_none (Store *self, gconstpointer data)
{
  g_autofree guint8 *bytes = NULL;
  gsize size;

  store_close (self);
  g_assert_true (store_open (self, NULL));
  store_read (self, "core.fresh1", &bytes, &size);
  memset (bytes + 48, 0xff, 4);
  store_write (self, "core.fresh1", bytes, size);
  g_assert_true (hearth_vfs_check_table (self->vfs, HEARTH_COMPARTMENT_CORE, 0));
  g_assert_false (hearth_vfs_check_table (self->vfs, HEARTH_COMPARTMENT_CORE, 1));
}

/* Of a file without a journal too, which an orderly lock leaves. */
static void
test_epochs_are_counted_without_a_journal (Store *self, gconstpointer data)
{
  g_autoptr (HearthVfs) vfs = NULL;
  guint64 n_found = 0;

  store_close (self);
  g_assert_false (store_has (self, "core.db-wal"));
  vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);
  g_assert_true (hearth_vfs_count_epochs (vfs, HEARTH_COMPARTMENT_CORE, 1, &n_found, NULL));
  g_assert_cmpuint (n_found, ==, hearth_vfs_get_n_pages (vfs, HEARTH_COMPARTMENT_CORE) + 2);
  g_assert_true (hearth_vfs_count_epochs (vfs, HEARTH_COMPARTMENT_CORE, 2, &n_found, NULL));
  g_assert_cmpuint (n_found, ==, 0);
}

static gboolean
is_clean (Store *self)
{
  g_autoptr (HearthVfs) vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);

  return hearth_vfs_is_clean (vfs, HEARTH_COMPARTMENT_CORE);
}

/* Only what an orderly lock left may be read without a journal. */
static void
test_a_file_with_a_journal_is_not_clean (Store *self, gconstpointer data)
{
  g_autoptr (HearthVfs) vfs = NULL;

  store_abandon (self);
  g_assert_false (is_clean (self));
  store_remove (self, "core.db-wal"); /* announced, and taken away */
  g_assert_false (is_clean (self));
  g_assert_true (store_open (self, NULL));
  store_close (self);
  g_assert_true (is_clean (self));
  store_write (self, "core.db-wal", (const guint8 *) "", 0);
  g_assert_true (is_clean (self));
  store_write (self, "core.db-wal", (const guint8 *) "x", 1);
  g_assert_false (is_clean (self));
  store_remove (self, "core.db-wal");
  vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);
  fault_layer_fail (FAULT_OPEN, 1);
  g_assert_false (hearth_vfs_is_clean (vfs, HEARTH_COMPARTMENT_CORE));
}

static void
test_a_file_for_reading_is_not_written (Store *self, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (HearthVfs) vfs = NULL;
  HearthDb *db;
  guint n_operations;
  gint64 n;

  g_assert_true (hearth_vfs_save_table (self->vfs, HEARTH_COMPARTMENT_CORE, NULL));
  store_close (self);
  vfs = store_open_vfs (self, HEARTH_VFS_READ_ONLY, NULL);
  g_assert_true (hearth_vfs_is_read_only (vfs, HEARTH_COMPARTMENT_CORE));
  n_operations = sim_disk_get_n_operations ();
  db = hearth_db_open (vfs, HEARTH_DB_READER, &error);
  g_assert_no_error (error);
  hearth_db_attach (db, HEARTH_COMPARTMENT_CORE, &error);
  g_assert_no_error (error);
  _hearth_db_query_int (db, "SELECT count (*) FROM core.t", &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 2);
  g_assert_false (_hearth_db_exec_unrestricted (db, "DELETE FROM core.t", NULL));
  hearth_db_close (db);
  g_assert_cmpuint (sim_disk_get_n_operations (), ==, n_operations);
  g_assert_false (store_has (self, "core.db-wal"));
}

/* Nobody needs to be told of what is refused. */
static void
test_what_nobody_hears_is_refused_all_the_same (Store *self, gconstpointer data)
{
  static const guint8 id[16] = { 1 };
  g_autoptr (HearthVfs) vfs = hearth_vfs_new (id, self->fs, SIM_FOLDER, NULL, NULL, NULL, NULL);
  sqlite3_file *file;
  const guint8 odd[100] = { 1 };

  hearth_vfs_add_key (vfs, HEARTH_COMPARTMENT_DEBRIEF, 1, self->keys[1]);
  g_assert_true (hearth_vfs_add_file (vfs, HEARTH_COMPARTMENT_DEBRIEF, HEARTH_VFS_CREATE, NULL));
  file = open_file (vfs, SIM_FOLDER "/debrief.db", SQLITE_OPEN_MAIN_DB);
  g_assert_cmpint (file->pMethods->xWrite (file, odd, sizeof odd, 0), ==, SQLITE_IOERR_WRITE);
  close_file (file);
}

/* A mistake of the program, told loudly. */
static void
test_a_file_system_with_open_files_does_not_go_quietly (Store *self, gconstpointer data)
{
  sqlite3_file *file;
  HearthVfsHandle *handle;

  store_close (self);
  self->vfs = store_open_vfs (self, HEARTH_VFS_NONE, NULL);
  file = open_file (self->vfs, SIM_FOLDER "/core.db", SQLITE_OPEN_MAIN_DB);
  handle = (HearthVfsHandle *) file;
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*freed with files open*");
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  g_test_assert_expected_messages ();
  handle->real->pMethods->xClose (handle->real);
  sqlite3_free (handle->bounce);
  g_free (file);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault/vfs-file/" name, Store, NULL, handle_set_up, func, handle_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-base-that-sqlite-has-not-is-refused", test_a_base_that_sqlite_has_not_is_refused);
  ADD ("a-file-is-not-made-over-another", test_a_file_is_not_made_over_another);
  ADD ("a-journal-of-nobody-is-not-opened", test_a_journal_of_nobody_is_not_opened);
  ADD ("a-file-in-the-making-is-empty", test_a_file_in_the_making_is_empty);
  ADD ("a-file-without-a-table-shows-nothing-to-sqlite",
       test_a_file_without_a_table_shows_nothing_to_sqlite);
  ADD ("nothing-is-believed-to-be-huge", test_nothing_is_believed_to_be_huge);
  ADD ("each-side-file-is-checked-alone", test_each_side_file_is_checked_alone);
  ADD ("a-table-of-no-pages-is-damage", test_a_table_of_no_pages_is_damage);
  ADD ("a-side-file-of-too-many-pages-is-none", test_a_side_file_of_too_many_pages_is_none);
  ADD ("epochs-are-counted-without-a-journal", test_epochs_are_counted_without_a_journal);
  ADD ("a-file-with-a-journal-is-not-clean", test_a_file_with_a_journal_is_not_clean);
  ADD ("a-file-for-reading-is-not-written", test_a_file_for_reading_is_not_written);
  ADD ("what-nobody-hears-is-refused-all-the-same", test_what_nobody_hears_is_refused_all_the_same);
  ADD ("a-file-system-with-open-files-does-not-go-quietly",
       test_a_file_system_with_open_files_does_not_go_quietly);
  return g_test_run ();
}
