/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attachments whose power fails, or whose disk fails, at every operation: there is never a row
 * without its file, after a sweep never a file without its row, and what was acknowledged is whole. */
#include "config.h"

#include "blob-fixture.h"
#include "hearth-db-private.h"
#include "sim-run.h"
#include "sim-vault.h"

#include <string.h>

#define CMP HEARTH_COMPARTMENT_MEDICAL
#define SIZE 70000
#define MARKER "PLAINTEXT-MARKER-OF-A-SCAN"
#define FILES SIM_VAULT "/files"
#define TWO_DAYS_S (2 * 24 * 60 * 60)

static guint n_fates = 1;
static guint cut_step = 5;
static guint fault_step = 25;

/* What an act and its check share. */
typedef struct
{
  HearthId kept; /* in the vault before the act */
} Trial;

static guint8 *
make_content (guint32 seed)
{
  guint8 *bytes = blobs_make_bytes (SIZE, seed);

  memcpy (bytes + 1000, MARKER, strlen (MARKER));
  return bytes;
}

static HearthSession *
open_vault (void)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);

  g_assert_no_error (error);
  return session;
}

static HearthBlob *
write_blob (HearthSession *session, guint32 seed, GError **error)
{
  g_autofree guint8 *bytes = make_content (seed);
  g_autoptr (HearthBlobWriter) writer = hearth_blob_writer_new (session->blobs, CMP, 0, error);

  if (writer == NULL || !hearth_blob_writer_write (writer, bytes, SIZE, error))
    return NULL;
  return hearth_blob_writer_finish (writer, error);
}

static gboolean
commit_blob (HearthSession *session, const HearthBlob *blob, GError **error)
{
  if (!hearth_db_begin (session->writer, error))
    return FALSE;
  if (hearth_blob_table_insert (session->writer, CMP, blob, error) &&
      hearth_db_commit (session->writer, error))
    return TRUE;
  hearth_db_rollback (session->writer);
  return FALSE;
}

static gboolean
attach (HearthSession *session, guint32 seed, HearthId *id, GError **error)
{
  g_autoptr (HearthBlob) blob = write_blob (session, seed, error);

  if (blob == NULL)
    return FALSE;
  if (id != NULL)
    *id = blob->id;
  return commit_blob (session, blob, error);
}

static void
set_up (gpointer data)
{
  Trial *self = data;
  HearthSession *session;
  GError *error = NULL;

  sim_vault_create ();
  sim_disk_watch_for (MARKER);
  session = open_vault ();
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      hearth_blob_table_create (session->writer, (HearthCompartment) i, &error);
      g_assert_no_error (error);
    }
  attach (session, 1, &self->kept, &error);
  g_assert_no_error (error);
  hearth_session_close (session, FALSE);
}

/* As a crash and another program leave them: one that is complete and one that is not. */
static void
set_up_orphans (gpointer data)
{
  static const char *const names[] = { FILES "/medical/ab/ab0102030405060708090a0b0c0d0e0f",
                                       FILES "/medical/ab/ab1102030405060708090a0b0c0d0e0f.part" };
  const HearthFs *fs = sim_disk_get_fs ();
  int folder;

  set_up (data);
  folder = fs->open_folder (fs->data, -1, FILES "/medical");
  g_assert_cmpint (folder, >=, 0);
  fs->make_folder (fs->data, folder, "ab");
  fs->close (fs->data, folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sim_disk_write (names[i], "sealed", 6);
}

static gboolean
act_attach (gpointer data)
{
  HearthSession *session = sim_vault_open (NULL);
  gboolean is_done;

  if (session == NULL)
    return FALSE;
  is_done = attach (session, 2, NULL, NULL);
  hearth_session_close (session, FALSE);
  return is_done;
}

static gboolean
act_delete (gpointer data)
{
  const Trial *self = data;
  HearthSession *session = sim_vault_open (NULL);
  gboolean is_done;

  if (session == NULL)
    return FALSE;
  is_done = hearth_blob_store_delete (session->blobs, session->writer, CMP, &self->kept, 1, NULL);
  hearth_session_close (session, FALSE);
  return is_done;
}

static void
let_files_be_old (void)
{
  sim_disk_set_modified (g_get_real_time () / G_USEC_PER_SEC - TWO_DAYS_S);
}

static gboolean
act_sweep (gpointer data)
{
  g_auto (HearthBlobSweep) found = { 0 };
  HearthSession *session = sim_vault_open (NULL);
  gboolean is_done;

  let_files_be_old ();
  if (session == NULL)
    return FALSE;
  is_done = hearth_blob_store_sweep (session->blobs, session->writer, &found, NULL);
  hearth_session_close (session, FALSE);
  return is_done;
}

/* Rows and files belong together, and every content can be read; gives the number of rows. */
static guint
check_files (void)
{
  g_auto (HearthBlobSweep) found = { 0 };
  HearthSession *session = open_vault ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) files = NULL;
  GError *error = NULL;
  guint n_rows;

  let_files_be_old ();
  hearth_blob_store_sweep (session->blobs, session->writer, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found.missing->len, ==, 0);
  n_rows = found.n_rows;
  ids = hearth_blob_table_list (session->writer, CMP, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      const HearthId *id = &g_array_index (ids, HearthId, i);
      g_autoptr (HearthBlob) blob = hearth_blob_table_find (session->writer, CMP, id, &error);

      g_assert_no_error (error);
      hearth_blob_store_verify (session->blobs, CMP, blob, NULL, &error);
      g_assert_no_error (error);
    }
  hearth_session_close (session, FALSE);
  files = sim_disk_list (FILES);
  g_assert_cmpuint (files->len, ==, n_rows);
  g_assert_cmpuint (sim_disk_get_n_found (), ==, 0);
  return n_rows;
}

static void
check_attach (gpointer data, gboolean is_acknowledged)
{
  guint n_rows = check_files ();

  g_assert_cmpuint (n_rows, >=, is_acknowledged ? 2 : 1);
  g_assert_cmpuint (n_rows, <=, 2);
}

static void
check_delete (gpointer data, gboolean is_acknowledged)
{
  guint n_rows = check_files ();

  g_assert_cmpuint (n_rows, <=, is_acknowledged ? 0 : 1);
}

static void
check_sweep (gpointer data, gboolean is_acknowledged)
{
  g_assert_cmpuint (check_files (), ==, 1);
}

typedef struct
{
  const char *name;
  SimTrial trial;
} Act;

static const Act acts[] = {
  { "attaching", { set_up, act_attach, check_attach } },
  { "deleting", { set_up, act_delete, check_delete } },
  { "sweeping", { set_up_orphans, act_sweep, check_sweep } },
};

static void
test_every_cut (gconstpointer data)
{
  const Act *act = data;
  Trial trial;
  guint n = sim_run_every_cut (&act->trial, &trial, cut_step, n_fates);

  g_test_message ("%u power cuts", n);
  g_assert_cmpuint (n, >, 0);
}

static void
test_every_fault (gconstpointer data)
{
  const Act *act = data;
  Trial trial;
  guint n = sim_run_every_fault (&act->trial, &trial, fault_step);

  g_test_message ("%u faults", n);
  g_assert_cmpuint (n, >, 0);
}

static gint64
measure_disk (void)
{
  g_autoptr (GPtrArray) paths = sim_disk_list (SIM_FOLDER);
  gint64 size = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GBytes) bytes = sim_disk_read (g_ptr_array_index (paths, i));

      size += (gint64) g_bytes_get_size (bytes);
    }
  return size;
}

/* Whatever room there is, until there is enough: told as a full disk, and nothing is left at once. */
static void
test_full_disk_leaves_nothing (void)
{
  g_autoptr (GError) error = NULL;
  Trial trial;
  HearthSession *session;
  gint64 used;
  guint n_full = 0;
  gboolean is_through = FALSE;

  sim_disk_reset (1);
  set_up (&trial);
  session = open_vault ();
  used = measure_disk ();
  for (gint64 room = 0; !is_through; room += 4096)
    {
      g_autoptr (HearthBlob) blob = NULL;
      g_autoptr (GPtrArray) files = NULL;

      sim_disk_set_capacity (used + room);
      blob = write_blob (session, 2, &error);
      is_through = blob != NULL;
      if (is_through)
        break;
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL);
      g_clear_error (&error);
      files = sim_disk_list (FILES);
      g_assert_cmpuint (files->len, ==, 1);
      n_full++;
    }
  g_assert_cmpuint (n_full, >=, SIZE / 4096);
  sim_disk_set_capacity (0);
  hearth_session_close (session, FALSE);
}

/* The argument of the slow suite: every operation, so many times each. */
int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    {
      n_fates = (guint) g_ascii_strtoull (argv[1], NULL, 10);
      cut_step = 1;
      fault_step = 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *cut = g_strconcat ("/vault/blob-power/a-cut-while-", acts[i].name, NULL);
      g_autofree char *fault = g_strconcat ("/vault/blob-power/a-fault-while-", acts[i].name, NULL);

      g_test_add_data_func (cut, &acts[i], test_every_cut);
      g_test_add_data_func (fault, &acts[i], test_every_fault);
    }
  g_test_add_func ("/vault/blob-power/full-disk-leaves-nothing", test_full_disk_leaves_nothing);
  return g_test_run ();
}
