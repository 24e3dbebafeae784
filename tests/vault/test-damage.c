/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is done to the files of a store by somebody without its keys: reading it gives an error,
 * or exactly what one commit left; never a mixture, never silence about a changed page. */
#include "config.h"

#include "sim-disk.h"
#include "store-fixture.h"

#include <string.h>

#define N_COMMITS 8

#define CUT_STEP 512

/* Flips are spread over the files by a step without a common divisor with their layout. */
static gsize flip_step = 61;

static const char *const all_files[] = { "core.db", "core.db-wal", "core.fresh0", "core.fresh1" };

typedef struct
{
  Store store;
  GPtrArray *dumps; /* what each commit left, from the first */
} Fixture;

/* Bytes of all files at one moment; NULL where there was no file. */
typedef struct
{
  guint8 *bytes[G_N_ELEMENTS (all_files)];
  gsize sizes[G_N_ELEMENTS (all_files)];
} Snapshot;

static void
take_snapshot (Store *store, Snapshot *out)
{
  memset (out, 0, sizeof *out);
  for (guint i = 0; i < G_N_ELEMENTS (all_files); i++)
    {
      if (store_has (store, all_files[i]))
        store_read (store, all_files[i], &out->bytes[i], &out->sizes[i]);
    }
}

static void
put_file (Store *store, const Snapshot *snapshot, guint i)
{
  if (snapshot->bytes[i] != NULL)
    store_write (store, all_files[i], snapshot->bytes[i], snapshot->sizes[i]);
  else if (store_has (store, all_files[i]))
    store_remove (store, all_files[i]);
}

static void
put_snapshot (Store *store, const Snapshot *snapshot)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_files); i++)
    put_file (store, snapshot, i);
}

static void
clear_snapshot (Snapshot *snapshot)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_files); i++)
    g_free (snapshot->bytes[i]);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  sim_disk_reset (1);
  store_init_on (&self->store, sim_disk_get_fs (), SIM_FOLDER);
  self->dumps = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_clear (&self->store);
  g_ptr_array_unref (self->dumps);
}

/* Every commit changes a value on several pages, so that a mixture shows. */
static void
commit (Fixture *self)
{
  g_autofree char *sql = g_strdup_printf (
      "BEGIN; UPDATE core.t SET v = %u; INSERT INTO core.t VALUES (NULL, %u, zeroblob (1500));"
      "COMMIT",
      self->dumps->len, self->dumps->len);

  store_exec (&self->store, sql);
  g_ptr_array_add (self->dumps, store_dump (self->store.db));
}

static void
begin (Fixture *self)
{
  store_create (&self->store);
  g_ptr_array_add (self->dumps, store_dump (self->store.db));
  store_exec (&self->store,
              "BEGIN; CREATE TABLE core.t (a INTEGER PRIMARY KEY, v INTEGER, b BLOB);"
              "INSERT INTO core.t VALUES (1, 0, zeroblob (1500)), (2, 0, zeroblob (1500)),"
              "(3, 0, zeroblob (1500)), (4, 0, zeroblob (1500)); COMMIT");
  g_ptr_array_add (self->dumps, store_dump (self->store.db));
}

/* Opens the store and says which commit it shows; -1: it is refused, at opening or reading. */
static int
find_shown_commit (Fixture *self)
{
  g_autofree char *dump = NULL;

  if (!store_open (&self->store, NULL))
    return -1;
  dump = store_dump (self->store.db);
  store_abandon (&self->store);
  if (dump == NULL)
    return -1;
  for (guint i = 0; i < self->dumps->len; i++)
    {
      if (g_str_equal (dump, g_ptr_array_index (self->dumps, i)))
        return (int) i;
    }
  g_test_message ("a state that no commit left");
  g_test_fail ();
  return -2;
}

static int
last_commit (Fixture *self)
{
  return (int) self->dumps->len - 1;
}

/* Flips bits over one file; returns how many went unnoticed, the last commit being shown. */
static guint
flip_through (Fixture *self, guint which, const Snapshot *good, int lowest_commit)
{
  guint n_unnoticed = 0;

  for (gsize at = which; at < good->sizes[which]; at += flip_step)
    {
      int shown;

      put_snapshot (&self->store, good);
      good->bytes[which][at] ^= (guint8) (1u << at % 8);
      put_file (&self->store, good, which);
      good->bytes[which][at] ^= (guint8) (1u << at % 8);
      shown = find_shown_commit (self);
      g_assert_cmpint (shown, !=, -2);
      if (shown >= 0)
        g_assert_cmpint (shown, >=, lowest_commit);
      n_unnoticed += shown == last_commit (self);
      /* The disk keeps what was removed until then. */
      sim_disk_settle ();
    }
  return n_unnoticed;
}

static void
test_no_flipped_bit_of_a_database_goes_unnoticed (Fixture *self, gconstpointer data)
{
  Snapshot good;

  begin (self);
  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  store_close (&self->store);
  take_snapshot (&self->store, &good);
  g_assert_cmpuint (good.sizes[0], >, 4 * 4096);
  g_assert_cmpuint (flip_through (self, 0, &good, last_commit (self)), ==, 0);
  /* The older of the two tables is not needed: flips in it, and only in it, do no harm. */
  g_assert_cmpuint (MIN (flip_through (self, 2, &good, last_commit (self)),
                         flip_through (self, 3, &good, last_commit (self))),
                    ==, 0);
  clear_snapshot (&good);
}

static void
test_a_flipped_bit_of_a_journal_shows_a_whole_commit_or_none (Fixture *self, gconstpointer data)
{
  Snapshot good;

  begin (self);
  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  store_abandon (&self->store);
  take_snapshot (&self->store, &good);
  /* In the journal's last transaction, or the frame that committed the one before, a flip may look
   * like a power cut; before that it is certain damage. */
  flip_through (self, 1, &good, last_commit (self) - 2);
  clear_snapshot (&good);
}

static void
test_a_cut_database_is_refused (Fixture *self, gconstpointer data)
{
  Snapshot good;
  gsize size;

  begin (self);
  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  store_close (&self->store);
  take_snapshot (&self->store, &good);
  size = good.sizes[0];
  for (gsize cut = 0; cut < size; cut += CUT_STEP)
    {
      put_snapshot (&self->store, &good);
      store_write (&self->store, "core.db", good.bytes[0], cut);
      g_assert_cmpint (find_shown_commit (self), ==, -1);
    }
  clear_snapshot (&good);
}

static void
test_a_cut_journal_shows_an_earlier_commit (Fixture *self, gconstpointer data)
{
  Snapshot good;
  int before = -1;

  begin (self);
  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  store_abandon (&self->store);
  take_snapshot (&self->store, &good);
  for (gsize cut = 0; cut < good.sizes[1]; cut += CUT_STEP)
    {
      int shown;

      put_snapshot (&self->store, &good);
      store_write (&self->store, "core.db-wal", good.bytes[1], cut);
      shown = find_shown_commit (self);
      g_assert_cmpint (shown, >=, MIN (before, 0));
      before = MAX (before, shown);
    }
  g_assert_cmpint (before, ==, last_commit (self) - 1);
  clear_snapshot (&good);
}

/* After a checkpoint the database is newer than the journal's beginning: a cut would lay old pages
 * over new ones. */
static void
test_a_journal_cut_after_a_checkpoint_is_refused (Fixture *self, gconstpointer data)
{
  Snapshot good;
  gsize checkpointed;

  begin (self);
  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  g_assert_true (_hearth_db_checkpoint (self->store.db, HEARTH_COMPARTMENT_CORE, FALSE, NULL));
  take_snapshot (&self->store, &good);
  checkpointed = good.sizes[1];
  clear_snapshot (&good);
  store_abandon (&self->store);
  take_snapshot (&self->store, &good);
  g_assert_cmpint (find_shown_commit (self), ==, last_commit (self));
  for (gsize cut = 0; cut < checkpointed; cut += CUT_STEP)
    {
      put_snapshot (&self->store, &good);
      store_write (&self->store, "core.db-wal", good.bytes[1], cut);
      g_assert_cmpint (find_shown_commit (self), ==, -1);
    }
  clear_snapshot (&good);
}

static void
test_one_old_page_put_back_is_refused (Fixture *self, gconstpointer data)
{
  Snapshot old, good;
  guint n_tried = 0;

  begin (self);
  commit (self);
  store_close (&self->store);
  take_snapshot (&self->store, &old);
  g_assert_true (store_open (&self->store, NULL));
  commit (self);
  commit (self);
  store_close (&self->store);
  take_snapshot (&self->store, &good);
  for (gsize at = 0; at + 4096 <= old.sizes[0]; at += 4096)
    {
      if (memcmp (old.bytes[0] + at, good.bytes[0] + at, 4096) == 0)
        continue;
      put_snapshot (&self->store, &good);
      memcpy (good.bytes[0] + at, old.bytes[0] + at, 4096);
      put_file (&self->store, &good, 0);
      g_assert_cmpint (find_shown_commit (self), ==, -1);
      clear_snapshot (&good);
      g_assert_true (n_tried++ < 100);
      /* Each page alone: begin again from the good state, whose bytes were changed above. */
      put_snapshot (&self->store, &old);
      g_assert_true (store_open (&self->store, NULL));
      store_exec (&self->store, "UPDATE core.t SET v = 1");
      store_close (&self->store);
      take_snapshot (&self->store, &good);
    }
  g_assert_cmpuint (n_tried, >, 1);
  clear_snapshot (&good);
  clear_snapshot (&old);
}

/* All ways to put back some of the files of an earlier moment. */
static void
test_some_old_files_put_back_never_mix (Fixture *self, gconstpointer data)
{
  Snapshot moments[6];
  guint n_accepted_alone = 0;

  begin (self);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      commit (self);
      if (i == 1 || i == 4)
        g_assert_true (
            _hearth_db_checkpoint (self->store.db, HEARTH_COMPARTMENT_CORE, i == 4, NULL));
      if (i == 3)
        {
          store_close (&self->store);
          g_assert_true (store_open (&self->store, NULL));
          commit (self);
        }
      take_snapshot (&self->store, &moments[i]);
    }
  store_abandon (&self->store);
  for (guint old = 0; old + 1 < G_N_ELEMENTS (moments); old++)
    {
      for (guint mask = 1; mask < 1u << G_N_ELEMENTS (all_files); mask++)
        {
          int shown;

          put_snapshot (&self->store, &moments[G_N_ELEMENTS (moments) - 1]);
          for (guint i = 0; i < G_N_ELEMENTS (all_files); i++)
            {
              if (mask & 1u << i)
                put_file (&self->store, &moments[old], i);
            }
          shown = find_shown_commit (self);
          g_assert_cmpint (shown, !=, -2);
          /* The database alone is never accepted as older than its table. */
          if (mask == 1 && shown >= 0 && shown != last_commit (self))
            n_accepted_alone++;
        }
    }
  g_assert_cmpuint (n_accepted_alone, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    clear_snapshot (&moments[i]);
}

/* A journal of an earlier life beside the newer database: none of its frames counts. */
static void
test_the_journal_of_an_earlier_life_is_not_played_back (Fixture *self, gconstpointer data)
{
  Snapshot old, good;

  begin (self);
  commit (self);
  commit (self);
  take_snapshot (&self->store, &old);
  g_assert_nonnull (old.bytes[1]);
  store_close (&self->store);
  g_assert_true (store_open (&self->store, NULL));
  commit (self);
  commit (self);
  store_close (&self->store);
  take_snapshot (&self->store, &good);
  g_assert_null (good.bytes[1]);

  put_file (&self->store, &old, 1);
  g_assert_cmpint (find_shown_commit (self), ==, last_commit (self));
  /* Its beginning only. */
  put_snapshot (&self->store, &good);
  store_write (&self->store, "core.db-wal", old.bytes[1], 32 + (24 + 4096) * 6);
  g_assert_cmpint (find_shown_commit (self), ==, last_commit (self));
  clear_snapshot (&old);
  clear_snapshot (&good);
}

/* The journal that was just emptied comes back, whole and in part. */
static void
test_a_finished_journal_is_not_played_back (Fixture *self, gconstpointer data)
{
  Snapshot open, closed;

  begin (self);
  for (guint i = 0; i < N_COMMITS; i++)
    commit (self);
  take_snapshot (&self->store, &open);
  store_close (&self->store);
  take_snapshot (&self->store, &closed);
  for (gsize cut = 32 + 24 + 4096; cut <= open.sizes[1]; cut += 24 + 4096)
    {
      put_snapshot (&self->store, &closed);
      store_write (&self->store, "core.db-wal", open.bytes[1], cut);
      g_assert_cmpint (find_shown_commit (self), ==, last_commit (self));
    }
  clear_snapshot (&open);
  clear_snapshot (&closed);
}

static void
test_a_journal_taken_away_is_noticed (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  begin (self);
  commit (self);
  store_abandon (&self->store);
  store_remove (&self->store, "core.db-wal");
  g_assert_false (store_open (&self->store, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WAL_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpuint (self->store.last_event, ==, HEARTH_VFS_EVENT_WAL_MISSING);
}

static void
test_pages_of_other_places_are_refused (Fixture *self, gconstpointer data)
{
  Snapshot good;
  g_autofree guint8 *medical = NULL;
  guint8 page[4096];
  gsize size;

  begin (self);
  commit (self);
  store_exec (&self->store, "CREATE TABLE medical.t (a); INSERT INTO medical.t VALUES (1)");
  store_close (&self->store);
  take_snapshot (&self->store, &good);
  store_read (&self->store, "medical.db", &medical, &size);

  /* Two pages of one file exchanged; then the same page of another compartment; then zeros. */
  memcpy (page, good.bytes[0] + 4096, sizeof page);
  memcpy (good.bytes[0] + 4096, good.bytes[0] + 2 * 4096, sizeof page);
  memcpy (good.bytes[0] + 2 * 4096, page, sizeof page);
  put_file (&self->store, &good, 0);
  g_assert_cmpint (find_shown_commit (self), ==, -1);
  memcpy (good.bytes[0] + 2 * 4096, good.bytes[0] + 4096, sizeof page);
  memcpy (good.bytes[0] + 4096, medical + 4096, sizeof page);
  put_file (&self->store, &good, 0);
  g_assert_cmpint (find_shown_commit (self), ==, -1);
  memset (good.bytes[0] + 4096, 0, sizeof page);
  put_file (&self->store, &good, 0);
  g_assert_cmpint (find_shown_commit (self), ==, -1);
  clear_snapshot (&good);
}

static void
test_an_empty_database_is_not_a_new_one (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  begin (self);
  commit (self);
  store_abandon (&self->store);
  store_write (&self->store, "core.db", NULL, 0);
  g_assert_false (store_open (&self->store, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED);
  g_clear_error (&error);
  /* Nor was the journal thrown away. */
  g_assert_true (store_has (&self->store, "core.db-wal"));
}

static void
test_one_bad_page_does_not_poison_the_others (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *bytes = NULL;
  gint64 value;
  GError *error = NULL;
  gsize size;
  guint32 n_bad = 0;

  begin (self);
  store_exec (&self->store, "CREATE TABLE core.u (a); INSERT INTO core.u VALUES (7)");
  store_close (&self->store);
  store_read (&self->store, "core.db", &bytes, &size);
  bytes[4096 + 100] ^= 4;
  store_write (&self->store, "core.db", bytes, size);

  g_assert_true (store_open (&self->store, &error));
  g_assert_no_error (error);
  g_assert_false (
      _hearth_db_query_int (self->store.db, "SELECT sum (v) FROM core.t", &value, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpint (store_query_int (&self->store, "SELECT a FROM core.u"), ==, 7);
  g_assert_cmpuint (self->store.last_event, ==, HEARTH_VFS_EVENT_PAGE);
  g_assert_true (hearth_vfs_check (self->store.vfs, HEARTH_COMPARTMENT_CORE, &n_bad, &error));
  g_assert_cmpuint (n_bad, ==, 1);
}

static void
test_another_key_opens_nothing (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  begin (self);
  store_close (&self->store);
  hearth_secret_unref (self->store.keys[HEARTH_COMPARTMENT_CORE]);
  self->store.keys[HEARTH_COMPARTMENT_CORE] = hearth_secret_new_random (32);
  g_assert_false (store_open (&self->store, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST);
  g_clear_error (&error);
}

#define ADD(name, func) g_test_add ("/vault/damage/" name, Fixture, NULL, set_up, func, tear_down)

/* The argument is the step of flips: 1 for every byte. */
int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    flip_step = (gsize) g_ascii_strtoull (argv[1], NULL, 10);
  ADD ("no-flipped-bit-of-a-database-goes-unnoticed",
       test_no_flipped_bit_of_a_database_goes_unnoticed);
  ADD ("a-flipped-bit-of-a-journal-shows-a-whole-commit-or-none",
       test_a_flipped_bit_of_a_journal_shows_a_whole_commit_or_none);
  ADD ("a-cut-database-is-refused", test_a_cut_database_is_refused);
  ADD ("a-cut-journal-shows-an-earlier-commit", test_a_cut_journal_shows_an_earlier_commit);
  ADD ("a-journal-cut-after-a-checkpoint-is-refused",
       test_a_journal_cut_after_a_checkpoint_is_refused);
  ADD ("one-old-page-put-back-is-refused", test_one_old_page_put_back_is_refused);
  ADD ("some-old-files-put-back-never-mix", test_some_old_files_put_back_never_mix);
  ADD ("the-journal-of-an-earlier-life-is-not-played-back",
       test_the_journal_of_an_earlier_life_is_not_played_back);
  ADD ("a-finished-journal-is-not-played-back", test_a_finished_journal_is_not_played_back);
  ADD ("a-journal-taken-away-is-noticed", test_a_journal_taken_away_is_noticed);
  ADD ("pages-of-other-places-are-refused", test_pages_of_other_places_are_refused);
  ADD ("an-empty-database-is-not-a-new-one", test_an_empty_database_is_not_a_new_one);
  ADD ("one-bad-page-does-not-poison-the-others", test_one_bad_page_does_not_poison_the_others);
  ADD ("another-key-opens-nothing", test_another_key_opens_nothing);
  return g_test_run ();
}
