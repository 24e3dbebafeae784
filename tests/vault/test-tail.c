/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a journal that a killed program left (vault 5.5). That the table announces the journal says
 * which one it is, not how long: a damaged last frame with nothing behind it is what a torn write
 * leaves too, and an older whole commit is shown. Only what the database already contains was flushed
 * for certain; of that nothing may be missing (vault 6.1). */
#include "config.h"

#include "sim-disk.h"
#include "store-fixture.h"

#define CORE HEARTH_COMPARTMENT_CORE
#define WAL "core.db-wal"
#define WAL_HEADER 32
#define FRAME (24 + 4096)
#define STEP 37

typedef struct
{
  Store store;
  guint8 *wal;
  gsize size;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  sim_disk_reset (1);
  store_init_on (&self->store, sim_disk_get_fs (), SIM_FOLDER);
  store_create (&self->store);
  store_exec (&self->store, "CREATE TABLE core.t (v INTEGER); INSERT INTO core.t VALUES (0)");
  g_assert_true (_hearth_db_checkpoint (self->store.db, CORE, TRUE, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_clear (&self->store);
  g_free (self->wal);
}

/* Two commits of one frame each, then the program is killed. */
static void
leave_two_frames (Fixture *self, gboolean is_checkpointed)
{
  store_exec (&self->store, "UPDATE core.t SET v = 1");
  store_exec (&self->store, "UPDATE core.t SET v = 2");
  if (is_checkpointed)
    g_assert_true (_hearth_db_checkpoint (self->store.db, CORE, FALSE, NULL));
  store_abandon (&self->store);
  store_read (&self->store, WAL, &self->wal, &self->size);
  g_assert_cmpuint (self->size, ==, WAL_HEADER + 2 * FRAME);
}

/* The value that is shown when the journal has these bytes; -1: refused. */
static gint64
show (Fixture *self, const SimImage *image, gsize size)
{
  gint64 value;

  sim_disk_put_image (image, 1);
  store_write (&self->store, WAL, self->wal, size);
  self->store.n_missing_journals = 0;
  if (!store_open (&self->store, NULL))
    return -1;
  g_assert_cmpuint (self->store.n_missing_journals, ==, 0);
  value = store_query_int (&self->store, "SELECT v FROM core.t");
  store_abandon (&self->store);
  return value;
}

/* What is shown with one bit flipped in each of some bytes of frame @index: everywhere the same. */
static void
expect_flipped (Fixture *self, const SimImage *image, gsize index, gint64 value)
{
  const gsize begin = WAL_HEADER + index * FRAME;

  for (gsize at = begin; at < begin + FRAME; at += STEP)
    {
      self->wal[at] ^= (guint8) (1u << at % 8);
      g_assert_cmpint (show (self, image, self->size), ==, value);
      self->wal[at] ^= (guint8) (1u << at % 8);
    }
}

static void
test_a_damaged_last_frame_is_a_torn_tail (Fixture *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;

  leave_two_frames (self, FALSE);
  image = sim_disk_take_image ();
  g_assert_cmpint (show (self, image, self->size), ==, 2);
  expect_flipped (self, image, 1, 1);
  g_assert_cmpint (show (self, image, self->size - FRAME), ==, 1);
  g_assert_cmpint (show (self, image, self->size - 1), ==, 1);
}

static void
test_a_bad_frame_before_one_commit_proves_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;

  leave_two_frames (self, FALSE);
  image = sim_disk_take_image ();
  expect_flipped (self, image, 0, 0);
}

static void
test_what_the_database_contains_must_be_in_the_journal (Fixture *self, gconstpointer data)
{
  g_autoptr (SimImage) image = NULL;

  leave_two_frames (self, TRUE);
  image = sim_disk_take_image ();
  g_assert_cmpint (show (self, image, self->size), ==, 2);
  expect_flipped (self, image, 0, -1);
  expect_flipped (self, image, 1, -1);
  g_assert_cmpint (show (self, image, self->size - FRAME), ==, -1);
}

#define ADD(name, func) g_test_add ("/vault/tail/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-damaged-last-frame-is-a-torn-tail", test_a_damaged_last_frame_is_a_torn_tail);
  ADD ("a-bad-frame-before-one-commit-proves-nothing",
       test_a_bad_frame_before_one_commit_proves_nothing);
  ADD ("what-the-database-contains-must-be-in-the-journal",
       test_what_the_database_contains_must_be_in_the_journal);
  return g_test_run ();
}
