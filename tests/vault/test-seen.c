/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of this computer, and what becomes of copies that are older than it. */
#include "config.h"

#include "hearth-hash.h"
#include "hearth-seen.h"
#include "hearth-vault.h"

#include <glib/gstdio.h>
#include <string.h>

#define USER "Оксана Приклад"
#define RECORD_SIZE 112

typedef struct
{
  char *parent;
  char *path;
  char *seen_path;
  HearthVault *vault;
  HearthSecret *passphrase;
} Fixture;

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE %s.t (a INTEGER PRIMARY KEY, b TEXT)",
                                          hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };

static HearthSecret *
secret_of (const char *text)
{
  return hearth_secret_new ((const guint8 *) text, strlen (text));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  self->parent = g_dir_make_tmp ("hearth-seen-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->parent, "test.hearth", NULL);
  self->seen_path = g_build_filename (g_get_user_state_dir (), "hearth", "seen", NULL);
  self->vault = hearth_vault_new (self->path, &schema);
  self->passphrase = secret_of ("тиха вода греблю рве");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  int root = hearth_fs_get_default ()->open_folder (NULL, -1, "/");

  g_assert_finalize_object (self->vault);
  hearth_fs_remove_tree (hearth_fs_get_default (), root, self->parent + 1);
  hearth_fs_get_default ()->close (NULL, root);
  g_free (self->parent);
  g_free (self->path);
  g_free (self->seen_path);
  hearth_secret_unref (self->passphrase);
}

static void
create (Fixture *self)
{
  GError *error = NULL;

  hearth_vault_create (self->vault, USER, self->passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error);
  g_assert_no_error (error);
}

static void
unlock (Fixture *self)
{
  GError *error = NULL;

  hearth_vault_unlock (self->vault, USER, self->passphrase, &error);
  g_assert_no_error (error);
}

static void
lock (Fixture *self)
{
  hearth_vault_lock (self->vault, FALSE);
}

static void
insert_on_worker (gpointer data)
{
  HearthDb *db = hearth_vault_get_writer (data);
  GError *error = NULL;

  g_assert_true (hearth_db_begin (db, &error));
  g_assert_true (hearth_db_exec (db, "INSERT INTO medical.t (b) VALUES ('x')", &error));
  g_assert_true (hearth_db_commit (db, &error));
  g_assert_no_error (error);
}

static void
insert (Fixture *self)
{
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), insert_on_worker,
                           self->vault);
}

/* The files of the vault's folder by name; what is in its subfolders does not matter here. */
static GHashTable *
take_snapshot (Fixture *self)
{
  GHashTable *files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->path, name, NULL);
      char *bytes;
      gsize size;

      if (g_file_get_contents (path, &bytes, &size, NULL))
        g_hash_table_insert (files, g_strdup (name), g_bytes_new_take (bytes, size));
    }
  return files;
}

static void
put_back (Fixture *self, GHashTable *files, const char *prefix)
{
  g_autoptr (GHashTable) now = take_snapshot (self);
  GHashTableIter iter;
  gpointer name, bytes;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (self->path, name, NULL);

      if (g_str_has_prefix (name, prefix))
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_autofree char *path = g_build_filename (self->path, name, NULL);
      gsize size;
      const char *content = g_bytes_get_data (bytes, &size);

      if (g_str_has_prefix (name, prefix))
        g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
    }
}

static void
assert_same_files (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, bytes;

  g_assert_cmpuint (g_hash_table_size (a), ==, g_hash_table_size (b));
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_assert_true (g_hash_table_contains (b, name));
      g_assert_true (g_bytes_equal (bytes, g_hash_table_lookup (b, name)));
    }
}

static HearthVaultOlder
expect_older (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HearthVaultOlder older;

  g_assert_false (hearth_vault_unlock (self->vault, USER, self->passphrase, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_OLDER);
  g_assert_nonnull (hearth_vault_error_get_older (error));
  older = *hearth_vault_error_get_older (error);
  g_assert_true (older.can_go_on);
  return older;
}

static void
test_a_whole_older_copy_is_noticed (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) old = NULL;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;
  HearthVaultOlder older;

  create (self);
  lock (self);
  old = take_snapshot (self);
  unlock (self);
  insert (self);
  lock (self);
  put_back (self, old, "");
  before = take_snapshot (self);
  older = expect_older (self);
  after = take_snapshot (self);
  assert_same_files (before, after);
  g_assert_cmpuint (older.files, ==, 1u << HEARTH_COMPARTMENT_MEDICAL);
  g_assert_cmpuint (older.found_generation, ==, older.seen_generation);
  g_assert_cmpint (older.seen_s, >, 0);

  /* Nothing else tells: without the memory the copy is a genuine vault. */
  g_assert_cmpint (g_unlink (self->seen_path), ==, 0);
  unlock (self);
  g_assert_cmpuint (hearth_vault_get_warnings (self->vault), ==, 0);
}

static void
test_an_owner_may_go_on_with_an_older_copy (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) next = secret_of ("нова");
  g_autoptr (GHashTable) old = NULL;
  GError *error = NULL;
  HearthVaultOlder older;

  create (self);
  insert (self);
  lock (self);
  old = take_snapshot (self);
  unlock (self);
  for (guint i = 0; i < 3; i++)
    g_assert_true (hearth_vault_change_passphrase (self->vault,
                                                   i % 2 == 0 ? self->passphrase : next,
                                                   i % 2 == 0 ? next : self->passphrase, &error));
  insert (self);
  lock (self);
  put_back (self, old, "");
  older = expect_older (self);
  g_assert_cmpuint (older.found_generation, ==, 1);
  g_assert_cmpuint (older.seen_generation, ==, 4);

  hearth_vault_set_flags (self->vault, HEARTH_VAULT_ACCEPT_OLDER);
  unlock (self);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 5);
  insert (self);
  lock (self);
  hearth_vault_set_flags (self->vault, HEARTH_VAULT_FLAGS_NONE);
  unlock (self);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 5);
}

/* Also on a computer that never saw this vault: its own tables know a later header. */
static void
test_a_header_older_than_its_files_needs_an_owners_word (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) next = secret_of ("нова");
  g_autoptr (GHashTable) old = NULL;
  GError *error = NULL;
  HearthVaultOlder older;

  create (self);
  lock (self);
  old = take_snapshot (self);
  unlock (self);
  g_assert_true (hearth_vault_change_passphrase (self->vault, self->passphrase, next, &error));
  insert (self);
  lock (self);
  put_back (self, old, "header");
  g_assert_cmpint (g_unlink (self->seen_path), ==, 0);

  older = expect_older (self);
  g_assert_cmpuint (older.found_generation, ==, 1);
  g_assert_cmpuint (older.seen_generation, ==, 2);
  g_assert_cmpuint (older.files, ==, 0);
  g_assert_cmpint (older.seen_s, ==, 0);
  hearth_vault_set_flags (self->vault, HEARTH_VAULT_ACCEPT_OLDER);
  unlock (self);
  g_assert_cmpuint (hearth_vault_get_generation (self->vault), ==, 3);
  lock (self);
  hearth_vault_set_flags (self->vault, HEARTH_VAULT_FLAGS_NONE);
  unlock (self);
}

static void
test_one_older_file_is_noticed (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) old = NULL;
  HearthVaultOlder older;

  create (self);
  lock (self);
  old = take_snapshot (self);
  for (guint i = 0; i < 2; i++)
    {
      unlock (self);
      insert (self);
      lock (self);
    }
  put_back (self, old, "medical.");
  older = expect_older (self);
  g_assert_cmpuint (older.files, ==, 1u << HEARTH_COMPARTMENT_MEDICAL);
  g_assert_cmpuint (older.found_generation, ==, older.seen_generation);
}

static void
test_a_damaged_memory_is_told_once (Fixture *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  create (self);
  lock (self);
  g_assert_true (g_file_get_contents (self->seen_path, &bytes, &size, NULL));
  g_assert_cmpuint (size, ==, RECORD_SIZE);
  for (gsize at = 0; at <= size; at += 37)
    {
      g_autofree char *bad = g_memdup2 (bytes, size);

      /* The whole record, then cut short; a hash that is not ours is no memory at all. */
      if (at < size)
        bad[at] ^= 1;
      g_assert_true (
          g_file_set_contents (self->seen_path, bad, (gssize) (at < size ? size : 50), NULL));
      unlock (self);
      g_assert_cmpuint (hearth_vault_get_warnings (self->vault), ==,
                        at == 0 ? 0 : HEARTH_VAULT_WARNING_MEMORY_DAMAGED);
      lock (self);
      unlock (self);
      g_assert_cmpuint (hearth_vault_get_warnings (self->vault), ==, 0);
      lock (self);
    }
}

/* What a crash leaves is newer than the memory of the lock before it, never older. */
static void
test_a_crash_is_no_older_copy (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) crashed = NULL;

  create (self);
  lock (self);
  unlock (self);
  insert (self);
  crashed = take_snapshot (self);
  hearth_vault_lock (self->vault, TRUE);
  unlock (self);
  lock (self);
  unlock (self);
  g_assert_cmpuint (hearth_vault_get_warnings (self->vault), ==, 0);
}

/* --- the file itself --- */

typedef struct
{
  HearthId vault_id, dev, user;
  HearthSecret *seed;
  HearthSeenPlace place;
} Owner;

static void
owner_init (Owner *self, guint8 number, const char *state_path)
{
  memset (self, 0, sizeof *self);
  self->vault_id.bytes[0] = 1;
  self->dev.bytes[0] = 2;
  self->user.bytes[0] = number;
  self->seed = hearth_secret_new_zero (32);
  hearth_secret_peek_writable (self->seed)[0] = number;
  self->place = (HearthSeenPlace){
    hearth_fs_get_default (), state_path, &self->vault_id, &self->dev, &self->user, self->seed
  };
}

static HearthSeen
make_seen (guint64 number)
{
  HearthSeen seen = { .generation = number, .serial = number + 1, .time_s = 1700000000 + number };

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    seen.tables[i] = 100 * number + i;
  return seen;
}

static void
test_each_user_of_each_vault_has_a_memory (Fixture *self, gconstpointer data)
{
  g_autofree char *state = g_build_filename (self->parent, "deep", "state", NULL);
  Owner owners[3];
  HearthSeen seen, out;

  for (guint8 i = 0; i < 3; i++)
    {
      owner_init (&owners[i], (guint8) (i + 1), state);
      g_assert_cmpint (hearth_seen_read (&owners[i].place, &out), ==, HEARTH_SEEN_NOTHING);
      seen = make_seen (i);
      g_assert_true (hearth_seen_write (&owners[i].place, &seen, NULL));
    }
  seen = make_seen (7);
  g_assert_true (hearth_seen_write (&owners[1].place, &seen, NULL));
  for (guint8 i = 0; i < 3; i++)
    {
      seen = make_seen (i == 1 ? 7 : i);
      g_assert_cmpint (hearth_seen_read (&owners[i].place, &out), ==, HEARTH_SEEN_FOUND);
      g_assert_cmpmem (&out, sizeof out, &seen, sizeof seen);
    }
  /* A restored vault writes under another id: nothing is known of it. */
  owners[0].dev.bytes[5] = 1;
  g_assert_cmpint (hearth_seen_read (&owners[0].place, &out), ==, HEARTH_SEEN_NOTHING);
  /* Who holds another seed did not write this. */
  hearth_secret_peek_writable (owners[2].seed)[1] = 1;
  g_assert_cmpint (hearth_seen_read (&owners[2].place, &out), ==, HEARTH_SEEN_DAMAGED);
  for (guint8 i = 0; i < 3; i++)
    hearth_secret_unref (owners[i].seed);
}

/* Bytes of vault 6.4: H (vault ‖ dev ‖ user) first 16, numbers big-endian, and the tag of the same
 * bytes, computed with an independent implementation. */
static void
test_a_record_has_its_format (Fixture *self, gconstpointer data)
{
  static const char expected[] = "8dbbd7ba6ad29751939762265ce5aeb200000000000000050000000000000006"
                                 "00000000000001f500000000000001f600000000000001f700000000000001f8"
                                 "00000000000001f900000000000001fa00000000000001fb000000006553f105"
                                 "598106ce90dfd8823fb3c42f168627c7";
  g_autofree char *path = g_build_filename (self->parent, "hearth", "seen", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *hex = NULL;
  HearthSeen seen = make_seen (5);
  Owner owner;
  gsize size;

  owner_init (&owner, 9, self->parent);
  g_assert_true (hearth_seen_write (&owner.place, &seen, NULL));
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  hex = hearth_hex_encode ((const guint8 *) bytes, size);
  g_assert_cmpstr (hex, ==, expected);
  hearth_secret_unref (owner.seed);
}

static void
test_a_full_memory_forgets_the_oldest (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->parent, "hearth", NULL);
  g_autofree char *path = g_build_filename (folder, "seen", NULL);
  g_autofree guint8 *full = g_malloc0 (4096 * RECORD_SIZE);
  g_autofree char *bytes = NULL;
  HearthSeen seen = make_seen (5), out;
  Owner owner;
  gsize size;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint i = 0; i < 4096; i++)
    {
      full[i * RECORD_SIZE] = (guint8) i;
      full[i * RECORD_SIZE + 1] = (guint8) (i >> 8);
      full[i * RECORD_SIZE + 95] = i == 1234 ? 1 : 2; /* the time's last byte */
    }
  g_assert_true (g_file_set_contents (path, (const char *) full, 4096 * RECORD_SIZE, NULL));
  owner_init (&owner, 9, self->parent);
  g_assert_cmpint (hearth_seen_read (&owner.place, &out), ==, HEARTH_SEEN_NOTHING);
  g_assert_true (hearth_seen_write (&owner.place, &seen, NULL));
  g_assert_cmpint (hearth_seen_read (&owner.place, &out), ==, HEARTH_SEEN_FOUND);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, ==, 4096 * RECORD_SIZE);
  g_assert_cmpmem (bytes, 1234 * RECORD_SIZE, full, 1234 * RECORD_SIZE);
  g_assert_cmpmem (bytes + 1234 * RECORD_SIZE, 2861 * RECORD_SIZE, full + 1235 * RECORD_SIZE,
                   2861 * RECORD_SIZE);
  hearth_secret_unref (owner.seed);
}

static void
test_a_memory_that_cannot_be_written_stops_nobody (Fixture *self, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (self->seen_path);

  /* A file stands where the folder should be. */
  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (g_file_set_contents (state, "x", 1, NULL));
  create (self);
  lock (self);
  unlock (self);
  g_assert_cmpuint (hearth_vault_get_warnings (self->vault), ==,
                    HEARTH_VAULT_WARNING_MEMORY_DAMAGED);
  lock (self);
  g_assert_cmpint (g_unlink (state), ==, 0);
}

#define ADD(name, func) g_test_add ("/vault/seen/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  hearth_vault_global_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("each-user-of-each-vault-has-a-memory", test_each_user_of_each_vault_has_a_memory);
  ADD ("a-record-has-its-format", test_a_record_has_its_format);
  ADD ("a-full-memory-forgets-the-oldest", test_a_full_memory_forgets_the_oldest);
  ADD ("a-memory-that-cannot-be-written-stops-nobody",
       test_a_memory_that_cannot_be_written_stops_nobody);
  ADD ("a-whole-older-copy-is-noticed", test_a_whole_older_copy_is_noticed);
  ADD ("an-owner-may-go-on-with-an-older-copy", test_an_owner_may_go_on_with_an_older_copy);
  ADD ("a-header-older-than-its-files-needs-an-owners-word",
       test_a_header_older_than_its_files_needs_an_owners_word);
  ADD ("one-older-file-is-noticed", test_one_older_file_is_noticed);
  ADD ("a-damaged-memory-is-told-once", test_a_damaged_memory_is_told_once);
  ADD ("a-crash-is-no-older-copy", test_a_crash_is_no_older_copy);
  return g_test_run ();
}
