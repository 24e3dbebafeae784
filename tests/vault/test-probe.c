/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other encrypted stores accepted, by somebody who has no key (vault 13.2), and the bugs that
 * they had (vault 13.1): here each is refused or does no harm. */
#include "config.h"

#include "hearth-vfs-private.h"
#include "sim-disk.h"
#include "store-fixture.h"

#include <sodium.h>
#include <string.h>

#define N_COMMITS 4
#define FRAME (24 + 4096)
#define N_HEADER_BYTES 100

static void
set_up (Store *self, gconstpointer data)
{
  sim_disk_reset (1);
  store_init_on (self, sim_disk_get_fs (), SIM_FOLDER);
  store_create (self);
  store_exec (self, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, v INTEGER, b BLOB);"
                    "INSERT INTO core.t VALUES (1, 0, zeroblob (3000)), (2, 0, zeroblob (3000)),"
                    "(3, 0, zeroblob (3000)), (4, 0, zeroblob (3000))");
}

static void
tear_down (Store *self, gconstpointer data)
{
  store_clear (self);
}

/* Touches several pages, all of which say the same afterwards. */
static void
commit (Store *self)
{
  store_exec (self, "UPDATE core.t SET v = v + 1");
}

/* The value that all rows have; -1: the store is refused. Rows that differ fail the test. */
static gint64
find_value (Store *self)
{
  gint64 low = -1;
  gint64 high = -1;
  gboolean is_read;

  if (!store_open (self, NULL))
    return -1;
  _hearth_db_begin_unrestricted (self->db);
  is_read =
      _hearth_db_query_int (self->db, "SELECT min (v) FROM core.t WHERE length (b)", &low, NULL) &&
      _hearth_db_query_int (self->db, "SELECT max (v) FROM core.t WHERE length (b)", &high, NULL) &&
      _hearth_db_query_int (self->db, "SELECT count (*) FROM pragma_quick_check", &high, NULL) &&
      _hearth_db_query_int (self->db, "SELECT max (v) FROM core.t", &high, NULL);
  _hearth_db_end_unrestricted (self->db);
  store_abandon (self);
  if (!is_read)
    return -1;
  g_assert_cmpint (low, ==, high);
  return high;
}

/* The commit mark is put on each frame of the last transaction in turn, and the rest is cut off. */
static void
test_a_forged_half_transaction_is_an_older_commit (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;
  g_autofree guint8 *wal = NULL;
  gsize size;
  guint n_tried = 0;

  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  store_abandon (self);
  store_read (self, "core.db-wal", &wal, &size);
  image = sim_disk_take_image ();
  for (gsize at = 32; at + 2 * FRAME <= size; at += FRAME)
    {
      g_autofree guint8 *forged = g_memdup2 (wal, size);
      gint64 value;

      if (_hearth_get_u32 (wal + at + 4) != 0)
        continue;
      sim_disk_put_image (image, 1);
      /* The size of the database in pages, as the last commit gives it. */
      memcpy (forged + at + 4, wal + size - FRAME + 4, 4);
      store_write (self, "core.db-wal", forged, at + FRAME);
      value = find_value (self);
      g_assert_cmpint (value, <, N_COMMITS);
      n_tried++;
    }
  g_assert_cmpuint (n_tried, >, 3);
}

/* Salts, checksums and page numbers too are public or can be copied: nothing of it helps. */
static void
test_frames_in_another_order_are_no_transaction (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;
  g_autofree guint8 *wal = NULL;
  gsize size;

  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  store_abandon (self);
  store_read (self, "core.db-wal", &wal, &size);
  image = sim_disk_take_image ();
  for (gsize at = 32; at + 2 * FRAME <= size; at += FRAME)
    {
      g_autofree guint8 *forged = g_memdup2 (wal, size);

      sim_disk_put_image (image, 1);
      memcpy (forged + at, wal + at + FRAME, FRAME);
      memcpy (forged + at + FRAME, wal + at, FRAME);
      store_write (self, "core.db-wal", forged, size);
      g_assert_cmpint (find_value (self), <, N_COMMITS);
      /* One frame in the place of another, its header left as it was. */
      memcpy (forged, wal, size);
      memcpy (forged + at + 24, wal + at + FRAME + 24, 4096);
      sim_disk_put_image (image, 1);
      store_write (self, "core.db-wal", forged, size);
      g_assert_cmpint (find_value (self), <, N_COMMITS);
    }
}

static void
put_wal_header (guint8 *wal)
{
  guint32 sum[2] = { 0, 0 };

  _hearth_vfs_wal_checksum ((wal[3] & 1) != 0, wal, 24, sum);
  _hearth_put_u32 (wal + 24, sum[0]);
  _hearth_put_u32 (wal + 28, sum[1]);
}

/* SQLite ignores a journal that it does not understand, and its commits with it. */
static void
test_a_forged_journal_header_hides_nothing (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;
  g_autofree guint8 *wal = NULL;
  gsize size;

  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  store_abandon (self);
  store_read (self, "core.db-wal", &wal, &size);
  image = sim_disk_take_image ();
  for (guint at = 0; at < 24; at++)
    {
      g_autofree guint8 *forged = g_memdup2 (wal, size);
      GError *error = NULL;

      /* The number of the checkpoint says nothing to anybody. */
      if (at >= 12 && at < 16)
        continue;
      forged[at] ^= 0x10;
      put_wal_header (forged);
      sim_disk_put_image (image, 1);
      store_write (self, "core.db-wal", forged, size);
      g_assert_false (store_open (self, &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WAL_DAMAGED);
      g_clear_error (&error);
    }
}

static void
test_no_bit_of_the_first_hundred_bytes_can_be_flipped (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;

  commit (self);
  store_close (self);
  store_read (self, "core.db", &bytes, &size);
  image = sim_disk_take_image ();
  for (guint bit = 0; bit < N_HEADER_BYTES * 8; bit++)
    {
      bytes[bit / 8] ^= (guint8) (1u << bit % 8);
      sim_disk_put_image (image, 1);
      store_write (self, "core.db", bytes, size);
      g_assert_cmpint (find_value (self), ==, -1);
      bytes[bit / 8] ^= (guint8) (1u << bit % 8);
    }
}

static void
test_no_page_can_be_zeroed (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;

  commit (self);
  store_close (self);
  store_read (self, "core.db", &bytes, &size);
  image = sim_disk_take_image ();
  for (gsize at = 0; at < size; at += 4096)
    {
      g_autofree guint8 *zeroed = g_memdup2 (bytes, size);

      memset (zeroed + at, 0, 4096);
      sim_disk_put_image (image, 1);
      store_write (self, "core.db", zeroed, size);
      g_assert_cmpint (find_value (self), ==, -1);
    }
}

/* The same page of the same vault, sealed at another moment, is another version of it; a page of
 * another vault under the same key does not open at all. */
static void
test_pages_of_a_restored_copy_are_refused (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;
  g_autofree guint8 *copy = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size, copy_size;
  guint n_tried = 0;

  commit (self);
  store_close (self);
  image = sim_disk_take_image ();
  /* The copy lives on by itself. */
  g_assert_true (store_open (self, NULL));
  commit (self);
  store_close (self);
  store_read (self, "core.db", &copy, &copy_size);
  sim_disk_put_image (image, 1);
  g_assert_true (store_open (self, NULL));
  commit (self);
  store_close (self);
  g_assert_cmpint (find_value (self), ==, 2);
  sim_image_free (g_steal_pointer (&image));
  image = sim_disk_take_image ();
  store_read (self, "core.db", &bytes, &size);
  g_assert_cmpuint (size, ==, copy_size);
  for (gsize at = 0; at < size; at += 4096)
    {
      g_autofree guint8 *mixed = NULL;

      if (memcmp (bytes + at, copy + at, 4096) == 0)
        continue;
      mixed = g_memdup2 (bytes, size);
      memcpy (mixed + at, copy + at, 4096);
      sim_disk_put_image (image, 1);
      store_write (self, "core.db", mixed, size);
      g_assert_cmpint (find_value (self), ==, -1);
      n_tried++;
    }
  g_assert_cmpuint (n_tried, >, 2);
}

static void
test_pages_of_another_epoch_are_told_apart (Store *self, gconstpointer data)
{
  HearthVfsFile *file = &self->vfs->files[HEARTH_COMPARTMENT_CORE];
  guint8 plain[4096] = { 0 };
  guint8 sealed[4096];
  guint8 opened[4096];

  plain[100] = 7;
  g_assert_true (_hearth_vfs_seal_page (file, 9, plain, sealed));
  g_assert_true (_hearth_vfs_unseal_page (file, 9, sealed, opened));
  g_assert_cmpmem (plain, sizeof plain, opened, sizeof opened);
  g_assert_false (_hearth_vfs_unseal_page (file, 8, sealed, opened));
  g_assert_false (
      _hearth_vfs_unseal_page (&self->vfs->files[HEARTH_COMPARTMENT_MEDICAL], 9, sealed, opened));
  /* Bytes 4072 to 4075 name the epoch; then four zeros. */
  sealed[4075] ^= 3;
  g_assert_false (_hearth_vfs_unseal_page (file, 9, sealed, opened));
  g_assert_true (sodium_is_zero (opened, sizeof opened));
  sealed[4075] ^= 3;
  sealed[4079] ^= 1;
  g_assert_false (_hearth_vfs_unseal_page (file, 9, sealed, opened));
}

/* SQLite believed that a sector write could tear its neighbour and padded commits; a peer lost the
 * database. The flag cannot be taken away, and the statements do no harm. */
static void
test_powersafe_overwrite_cannot_be_taken_away (Store *self, gconstpointer data)
{
  sqlite3_file *file = NULL;
  int value = 0;

  g_assert_cmpint (
      sqlite3_file_control (self->db->handle, "core", SQLITE_FCNTL_POWERSAFE_OVERWRITE, &value), ==,
      SQLITE_OK);
  g_assert_cmpint (value, ==, 1);
  g_assert_cmpint (
      sqlite3_file_control (self->db->handle, "core", SQLITE_FCNTL_FILE_POINTER, &file), ==,
      SQLITE_OK);
  g_assert_cmpint (file->pMethods->xDeviceCharacteristics (file), ==,
                   SQLITE_IOCAP_POWERSAFE_OVERWRITE);
  g_assert_cmpint (file->pMethods->xSectorSize (file), ==, 4096);
  g_assert_cmpint (file->pMethods->iVersion, ==, 2);
  store_exec (self, "PRAGMA core.cache_size = 5; PRAGMA core.cache_spill = ON; BEGIN;"
                    "UPDATE core.t SET v = 99, b = zeroblob (60000); ROLLBACK");
  store_abandon (self);
  g_assert_cmpint (find_value (self), ==, 0);
}

/* A rollback journal that is whole, and would be played back by SQLite alone. */
static void
test_a_planted_hot_journal_is_not_played_back (Store *self, gconstpointer data)
{
  guint8 journal[512 + 4 + 4096 + 4] = { 0 };

  commit (self);
  store_close (self);
  memcpy (journal, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  _hearth_put_u32 (journal + 8, 1);
  _hearth_put_u32 (journal + 16, 1);
  _hearth_put_u32 (journal + 20, 512);
  _hearth_put_u32 (journal + 24, 4096);
  _hearth_put_u32 (journal + 512, 1);
  store_write (self, "core.db-journal", journal, sizeof journal);
  g_assert_cmpint (find_value (self), ==, 1);
  g_assert_true (store_has (self, "core.db-journal"));
}

static void
test_an_emptied_file_with_its_tables_gone_is_no_new_database (Store *self, gconstpointer data)
{
  GError *error = NULL;

  commit (self);
  store_close (self);
  store_write (self, "core.db", NULL, 0);
  g_assert_false (store_open (self, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED);
  g_clear_error (&error);
  store_remove (self, "core.fresh0");
  store_remove (self, "core.fresh1");
  g_assert_false (store_open (self, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST);
  g_clear_error (&error);
  store_remove (self, "core.db");
  g_assert_false (store_open (self, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_MISSING);
  g_clear_error (&error);
  g_assert_false (store_has (self, "core.db"));
}

/* What a peer kept in the clear, SQLite's running checksums of plaintext, is masked: equal pages in
 * equal order show different numbers, and not SQLite's. */
static void
test_checksums_of_the_journal_do_not_show_the_plaintext (Store *self, gconstpointer data)
{
  g_autofree guint8 *first = NULL;
  g_autofree guint8 *second = NULL;
  gsize size;

  commit (self);
  store_abandon (self);
  store_read (self, "core.db-wal", &first, &size);
  g_assert_true (store_open (self, NULL));
  store_exec (self, "PRAGMA core.wal_checkpoint (TRUNCATE)");
  commit (self);
  store_read (self, "core.db-wal", &second, &size);
  store_abandon (self);
  g_assert_cmpint (memcmp (first + 32 + 16, second + 32 + 16, 8), !=, 0);
  /* A checksum in the clear continues the header's over the frame. */
  for (gsize at = 32; at + FRAME <= size; at += FRAME)
    {
      guint32 sum[2] = { _hearth_get_u32 (second + (at == 32 ? 24 : at - FRAME + 16)),
                         _hearth_get_u32 (second + (at == 32 ? 28 : at - FRAME + 20)) };

      _hearth_vfs_wal_checksum ((second[3] & 1) != 0, second + at, 8, sum);
      _hearth_vfs_wal_checksum ((second[3] & 1) != 0, second + at + 24, 4096, sum);
      g_assert_false (sum[0] == _hearth_get_u32 (second + at + 16) &&
                      sum[1] == _hearth_get_u32 (second + at + 20));
    }
}

/* A new epoch in the middle of a journal: its mask stays the one with which it began (pitfall 38). */
static void
test_a_journal_keeps_the_mask_of_its_epoch (Store *self, gconstpointer data)
{
  HearthVfsAudit audit;
  HearthVfsKeys *keys;

  /* The renewal's own way to a second key is shut while a file is open. */
  store_exec (self, "PRAGMA core.wal_checkpoint (TRUNCATE)");
  commit (self);
  keys = g_memdup2 (g_ptr_array_index (self->vfs->files[HEARTH_COMPARTMENT_CORE].keys, 0),
                    sizeof *keys);
  keys->epoch = 2;
  keys->arena = hearth_secret_new_random (3 * 32 + 16);
  keys->page = hearth_secret_get_bytes (keys->arena);
  keys->wal = keys->page + 32;
  keys->table = keys->page + 64;
  keys->mask = keys->page + 96;
  g_ptr_array_add (self->vfs->files[HEARTH_COMPARTMENT_CORE].keys, keys);
  hearth_vfs_set_write_epoch (self->vfs, HEARTH_COMPARTMENT_CORE, 2);
  commit (self);
  g_assert_true (hearth_vfs_audit_wal (self->vfs, HEARTH_COMPARTMENT_CORE, &audit, NULL));
  g_assert_false (audit.is_damaged || audit.is_missing);
  g_assert_cmpuint (audit.n_committed, ==, audit.n_frames);
  store_exec (self, "PRAGMA core.wal_checkpoint (TRUNCATE)");
  commit (self);
  g_assert_cmpint (store_query_int (self, "SELECT min (v) FROM core.t"), ==, 3);
}

static void
note_nonce (GHashTable *seen, const guint8 *nonce)
{
  g_assert_true (g_hash_table_add (seen, g_bytes_new (nonce, HEARTH_VFS_NONCE)));
}

/* Pages and frames of one moment, and the tables: no number used once was used twice. */
static void
test_no_nonce_is_used_twice (Store *self, gconstpointer data)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  static const char *const tables[] = { "core.fresh0", "core.fresh1", "medical.fresh0",
                                        "medical.fresh1" };
  g_autofree guint8 *database = NULL;
  g_autofree guint8 *wal = NULL;
  gsize size;

  store_exec (self, "PRAGMA core.wal_checkpoint");
  for (guint i = 0; i < 200; i++)
    commit (self);
  store_read (self, "core.db", &database, &size);
  for (gsize at = 0; at + 4096 <= size; at += 4096)
    note_nonce (seen, database + at + 4096 - 48);
  store_read (self, "core.db-wal", &wal, &size);
  for (gsize at = 32; at + FRAME <= size; at += FRAME)
    note_nonce (seen, wal + at + FRAME - 48);
  g_assert_cmpuint (g_hash_table_size (seen), >, 400);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree guint8 *bytes = NULL;

      if (!store_has (self, tables[i]))
        continue;
      store_read (self, tables[i], &bytes, &size);
      note_nonce (seen, bytes);
    }
}

static GPtrArray *
list_pragmas (HearthDb *db)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = NULL;

  _hearth_db_begin_unrestricted (db);
  g_assert_cmpint (
      sqlite3_prepare_v2 (db->handle, "SELECT name FROM pragma_pragma_list", -1, &stmt, NULL), ==,
      SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  sqlite3_finalize (stmt);
  _hearth_db_end_unrestricted (db);
  return names;
}

/* Every PRAGMA that this SQLite knows, with values of all kinds, as a statement of the layers above:
 * refused, or without an effect on what the vault depends on. */
static void
test_no_pragma_undoes_a_setting (Store *self, gconstpointer data)
{
  static const char *const values[] = { "0", "1", "-1", "off", "delete", "8192", "x'00'", "t" };
  /* clang-format off */
  static const struct { const char *sql; gint64 value; } kept[] = {
    { "PRAGMA core.synchronous", 2 }, { "PRAGMA core.secure_delete", 1 },
    { "PRAGMA core.mmap_size", 0 }, { "PRAGMA core.cell_size_check", 1 },
    { "PRAGMA core.page_size", 4096 }, { "PRAGMA trusted_schema", 0 },
    { "PRAGMA foreign_keys", 1 }, { "PRAGMA writable_schema", 0 },
    { "PRAGMA temp_store", 2 }, { "PRAGMA core.user_version", 0 },
    { "PRAGMA core.journal_mode = wal", 0 },
  };
  /* clang-format on */
  g_autoptr (GPtrArray) names = list_pragmas (self->db);
  guint n_refused = 0;

  g_assert_cmpuint (names->len, >, 40);
  for (guint i = 0; i < names->len; i++)
    {
      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        {
          g_autofree char *set = g_strdup_printf (
              "PRAGMA core.%s = %s", (const char *) g_ptr_array_index (names, i), values[v]);
          g_autofree char *call = g_strdup_printf (
              "PRAGMA %s (%s)", (const char *) g_ptr_array_index (names, i), values[v]);

          n_refused += !hearth_db_exec (self->db, set, NULL);
          n_refused += !hearth_db_exec (self->db, call, NULL);
        }
    }
  g_assert_cmpuint (n_refused, >, 2 * names->len);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_cmpint (store_query_int (self, kept[i].sql), ==, kept[i].value);
  commit (self);
  store_close (self);
  g_assert_cmpint (find_value (self), ==, 1);
}

static void
test_nothing_is_attached_exported_or_loaded (Store *self, gconstpointer data)
{
  static const char *const refused[] = {
    "ATTACH '/sim/plain.db' AS p",    "ATTACH ':memory:' AS p",
    "VACUUM core INTO '/sim/plain'",  "DETACH core",
    "SELECT load_extension ('x.so')", "SELECT fts3_tokenizer ('simple')",
    "DELETE FROM core.sqlite_schema",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (hearth_db_exec (self->db, refused[i], NULL));
  g_assert_false (sim_disk_exists ("/sim/plain.db"));
  g_assert_false (sim_disk_exists ("/sim/plain"));
}

/* Names beside the databases and their journals do not exist for SQLite. */
static void
test_no_other_file_is_opened_or_seen (Store *self, gconstpointer data)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (hearth_vfs_get_name (self->vfs));
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  static const int kinds[] = { SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_MAIN_JOURNAL,
                               SQLITE_OPEN_SUPER_JOURNAL, SQLITE_OPEN_TEMP_DB };
  int seen = 1;

  store_write (self, "plain", (const guint8 *) "x", 1);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (vfs->xOpen (vfs, SIM_FOLDER "/plain", file,
                                 kinds[i] | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
                     ==, SQLITE_CANTOPEN);
  g_assert_cmpint (vfs->xAccess (vfs, SIM_FOLDER "/plain", SQLITE_ACCESS_EXISTS, &seen), ==,
                   SQLITE_OK);
  g_assert_cmpint (seen, ==, 0);
  g_assert_cmpint (vfs->xAccess (vfs, SIM_FOLDER "/core.db", SQLITE_ACCESS_EXISTS, &seen), ==,
                   SQLITE_OK);
  g_assert_cmpint (seen, ==, 1);
  g_assert_cmpint (vfs->xDelete (vfs, SIM_FOLDER "/plain", 0), !=, SQLITE_OK);
  g_assert_cmpint (vfs->xDelete (vfs, SIM_FOLDER "/core.db", 0), !=, SQLITE_OK);
  g_assert_cmpint (vfs->xDelete (vfs, SIM_FOLDER "/core.db-journal", 0), ==, SQLITE_OK);
  g_assert_true (store_has (self, "plain"));
}

/* A side file of the table that cannot be read is not the same as one that is not there. */
static void
test_a_table_that_cannot_be_read_now_is_not_replaced_by_an_older_one (Store *self,
                                                                      gconstpointer data)
{
  GError *error = NULL;

  commit (self);
  store_close (self);
  for (guint n = 1; n <= 2; n++)
    {
      sim_disk_fail (SIM_FAULT_READ, n, TRUE);
      g_assert_false (store_open (self, &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
      g_clear_error (&error);
    }
  sim_disk_fail (SIM_FAULT_READ, 0, TRUE);
  g_assert_cmpint (find_value (self), ==, 1);
}

/* After a crash the file may be longer than its table: a gap begins where the table ends. */
static void
test_a_gap_begins_where_the_table_ends (Store *self, gconstpointer data)
{
  guint8 page[4096] = { 1 };
  guint8 seen[4096];
  sqlite3_file *file = NULL;
  sqlite3_file *real;
  sqlite3_int64 size = 0;

  store_exec (self, "PRAGMA core.wal_checkpoint");
  g_assert_cmpint (
      sqlite3_file_control (self->db->handle, "core", SQLITE_FCNTL_FILE_POINTER, &file), ==,
      SQLITE_OK);
  real = ((HearthVfsHandle *) file)->real;
  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
  g_assert_cmpint (real->pMethods->xWrite (real, page, 4096, size + 4096), ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xWrite (file, page, 4096, size + 3 * 4096), ==, SQLITE_OK);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (file->pMethods->xRead (file, seen, 4096, size + i * 4096), ==, SQLITE_OK);
      g_assert_cmpuint (seen[0], ==, i == 3);
    }
  store_abandon (self);
}

/* The end of a journal fails at each of its operations in turn; closing makes up for it, and nobody
 * takes the journal for stolen afterwards. */
static void
test_a_journal_that_could_not_end_ends_later (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;
  GError *error = NULL;

  commit (self);
  store_close (self);
  image = sim_disk_take_image ();
  for (guint n = 1;; n++)
    {
      gboolean has_failed;

      sim_disk_put_image (image, n);
      g_assert_true (store_open (self, NULL));
      commit (self);
      sim_disk_fail (SIM_FAULT_ERROR, n, TRUE);
      _hearth_db_exec_unrestricted (self->db, "PRAGMA core.wal_checkpoint (TRUNCATE)", NULL);
      has_failed = sim_disk_has_failed ();
      sim_disk_fail (SIM_FAULT_ERROR, 0, TRUE);
      if (!has_failed)
        break;
      store_close (self);
      store_open (self, &error);
      g_assert_no_error (error);
      g_assert_cmpint (store_query_int (self, "SELECT min (v) FROM core.t"), ==, 2);
      store_abandon (self);
    }
  store_abandon (self);
}

/* Every failed save breaks the side file that it writes: the next try goes to the same one. Several
 * chances, for of a table whose tags stay as they were the first bytes alone are a whole save. */
static void
test_failed_saves_leave_one_side_file_alone (Store *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;

  commit (self);
  store_close (self);
  image = sim_disk_take_image ();
  for (guint32 seed = 1; seed <= 16; seed++)
    {
      GError *error = NULL;

      sim_disk_put_image (image, seed);
      store_open (self, &error);
      g_assert_no_error (error);
      sim_disk_fail (SIM_FAULT_PART, 1, FALSE);
      for (guint i = 0; i < 4; i++)
        g_assert_false (hearth_vfs_save_table (self->vfs, HEARTH_COMPARTMENT_CORE, NULL));
      sim_disk_fail (SIM_FAULT_PART, 0, FALSE);
      store_abandon (self);
      store_open (self, &error);
      g_assert_no_error (error);
      g_assert_cmpint (store_query_int (self, "SELECT min (v) FROM core.t"), ==, 1);
      store_abandon (self);
    }
}

static void
test_two_files_are_not_written_in_one_transaction (Store *self, gconstpointer data)
{
  GError *error = NULL;

  store_exec (self, "CREATE TABLE medical.t (a)");
  g_assert_true (hearth_db_begin (self->db, NULL));
  g_assert_true (hearth_db_exec (self->db, "UPDATE core.t SET v = 5", NULL));
  g_assert_true (hearth_db_exec (self->db, "INSERT INTO medical.t VALUES (1)", NULL));
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*several compartments*");
  g_assert_false (hearth_db_commit (self->db, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE);
  g_clear_error (&error);
  g_assert_cmpint (store_query_int (self, "SELECT max (v) FROM core.t"), ==, 0);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM medical.t"), ==, 0);
}

#define ADD(name, func) g_test_add ("/vault/probe/" name, Store, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-forged-half-transaction-is-an-older-commit",
       test_a_forged_half_transaction_is_an_older_commit);
  ADD ("frames-in-another-order-are-no-transaction",
       test_frames_in_another_order_are_no_transaction);
  ADD ("a-forged-journal-header-hides-nothing", test_a_forged_journal_header_hides_nothing);
  ADD ("no-bit-of-the-first-hundred-bytes-can-be-flipped",
       test_no_bit_of_the_first_hundred_bytes_can_be_flipped);
  ADD ("no-page-can-be-zeroed", test_no_page_can_be_zeroed);
  ADD ("pages-of-a-restored-copy-are-refused", test_pages_of_a_restored_copy_are_refused);
  ADD ("pages-of-another-epoch-are-told-apart", test_pages_of_another_epoch_are_told_apart);
  ADD ("powersafe-overwrite-cannot-be-taken-away", test_powersafe_overwrite_cannot_be_taken_away);
  ADD ("a-planted-hot-journal-is-not-played-back", test_a_planted_hot_journal_is_not_played_back);
  ADD ("an-emptied-file-with-its-tables-gone-is-no-new-database",
       test_an_emptied_file_with_its_tables_gone_is_no_new_database);
  ADD ("checksums-of-the-journal-do-not-show-the-plaintext",
       test_checksums_of_the_journal_do_not_show_the_plaintext);
  ADD ("a-journal-keeps-the-mask-of-its-epoch", test_a_journal_keeps_the_mask_of_its_epoch);
  ADD ("no-nonce-is-used-twice", test_no_nonce_is_used_twice);
  ADD ("no-pragma-undoes-a-setting", test_no_pragma_undoes_a_setting);
  ADD ("nothing-is-attached-exported-or-loaded", test_nothing_is_attached_exported_or_loaded);
  ADD ("no-other-file-is-opened-or-seen", test_no_other_file_is_opened_or_seen);
  ADD ("a-table-that-cannot-be-read-now-is-not-replaced-by-an-older-one",
       test_a_table_that_cannot_be_read_now_is_not_replaced_by_an_older_one);
  ADD ("a-gap-begins-where-the-table-ends", test_a_gap_begins_where_the_table_ends);
  ADD ("a-journal-that-could-not-end-ends-later", test_a_journal_that_could_not_end_ends_later);
  ADD ("failed-saves-leave-one-side-file-alone", test_failed_saves_leave_one_side_file_alone);
  ADD ("two-files-are-not-written-in-one-transaction",
       test_two_files_are_not_written_in_one_transaction);
  return g_test_run ();
}
