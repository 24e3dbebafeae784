/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups of a whole vault on the simulated disk: what they hold, what is refused, what goes on
 * meanwhile. */
#include "config.h"

#include "hearth-backup-private.h"
#include "hearth-db-private.h"
#include "hearth-ustar.h"
#include "sim-run.h"
#include "sim-vault.h"

#include <errno.h>
#include <string.h>

#define BACKUP SIM_FOLDER "/out.tar"
#define RESTORED SIM_FOLDER "/New.hearth"

static const HearthCredentials credentials_of_today = { .user = SIM_USER };

static HearthCredentials
make_credentials (const char *passphrase)
{
  HearthCredentials credentials = credentials_of_today;

  credentials.passphrase = hearth_secret_new ((const guint8 *) passphrase, strlen (passphrase));
  return credentials;
}

static void
free_credentials (HearthCredentials *credentials)
{
  hearth_secret_unref ((HearthSecret *) credentials->passphrase);
}

static gboolean
count_cb (HearthDb *db, gint64 *n_cases, GError **error)
{
  return _hearth_db_query_int (db, "SELECT max (n) FROM core.t", n_cases, error);
}

static const HearthBackupJob job = { .count = count_cb };

static HearthSession *
open_vault (void)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);

  g_assert_no_error (error);
  return session;
}

static void
commit (HearthSession *session, HearthCompartment cmp)
{
  GError *error = NULL;

  sim_vault_commit (session, cmp, &error);
  g_assert_no_error (error);
}

/* A vault with five commits in core and three in medical, open. */
static HearthSession *
make_vault (void)
{
  HearthSession *session;

  sim_disk_reset (1);
  sim_vault_create ();
  session = open_vault ();
  for (guint i = 0; i < 5; i++)
    commit (session, HEARTH_COMPARTMENT_CORE);
  for (guint i = 0; i < 3; i++)
    commit (session, HEARTH_COMPARTMENT_MEDICAL);
  return session;
}

static void
make_backup (HearthSession *session)
{
  GError *error = NULL;
  g_autoptr (HearthBackupReport) report = _hearth_backup_create (session, BACKUP, &job, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (report->path, ==, BACKUP);
  g_assert_cmphex (report->carried, ==, 0xfe);
}

static HearthBackupReport *
verify (HearthSession *session, GError **error)
{
  return _hearth_backup_verify (sim_disk_get_fs (), BACKUP, session->login, NULL,
                                SIM_VAULT "/spool", &job, error);
}

static HearthBackupReport *
restore (GError **error)
{
  HearthCredentials credentials = make_credentials (SIM_PASSPHRASE);
  HearthBackupReport *report =
      _hearth_backup_restore (sim_disk_get_fs (), BACKUP, RESTORED, &credentials, &job, error);

  free_credentials (&credentials);
  return report;
}

static void
check_restored (gint64 n_core, gint64 n_medical)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open_on (sim_disk_get_fs (), RESTORED, &error);

  g_assert_no_error (error);
  g_assert_false (session->has_lost_journal);
  g_assert_cmpint (sim_vault_count (session, HEARTH_COMPARTMENT_CORE), ==, n_core);
  g_assert_cmpint (sim_vault_count (session, HEARTH_COMPARTMENT_MEDICAL), ==, n_medical);
  hearth_session_close (session, FALSE);
}

/* Nothing in the disk's root but what is known. */
static void
assert_no_parts (void)
{
  g_autoptr (GPtrArray) paths = sim_disk_list (SIM_FOLDER);

  for (guint i = 0; i < paths->len; i++)
    g_assert_null (strstr (paths->pdata[i], ".part"));
}

static void
test_a_backup_is_proven_and_restored (void)
{
  GError *error = NULL;
  HearthSession *session = make_vault ();
  g_autoptr (HearthBackupReport) proven = NULL;
  g_autoptr (HearthBackupReport) restored = NULL;
  HearthId dev = session->login->area->dev;

  make_backup (session);
  proven = verify (session, &error);
  g_assert_no_error (error);
  g_assert_cmphex (proven->carried, ==, 0xfe);
  g_assert_cmphex (proven->proven, ==, 0xfe);
  g_assert_cmpint (proven->n_cases, ==, 5);
  commit (session, HEARTH_COMPARTMENT_CORE);
  hearth_session_close (session, FALSE);

  restored = restore (&error);
  g_assert_no_error (error);
  g_assert_cmpint (restored->n_cases, ==, 5);
  assert_no_parts ();
  check_restored (5, 3);
  sim_vault_check (6, 3);
  session = sim_vault_open_on (sim_disk_get_fs (), RESTORED, &error);
  g_assert_no_error (error);
  g_assert_false (hearth_id_equal (&dev, &session->login->area->dev));
  hearth_session_close (session, FALSE);
}

/* Commits go on while the databases are being read: each time the backup writes, somebody commits. */
typedef struct
{
  HearthFs fs;
  HearthSession *session; /* NULL: nobody is at work */
  guint n_commits;
  gboolean is_committing;
} Busy;

static Busy busy;

static void
commit_on_writer (gpointer data)
{
  commit (busy.session, HEARTH_COMPARTMENT_CORE);
  busy.n_commits++;
}

static int
write_and_commit (gpointer data, int fd, gconstpointer bytes, gsize length, gint64 offset)
{
  if (busy.session != NULL && !busy.is_committing &&
      !hearth_worker_is_current (busy.session->writer_worker) &&
      !hearth_worker_is_current (busy.session->reader_worker))
    {
      busy.is_committing = TRUE;
      hearth_worker_call_sync (busy.session->writer_worker, commit_on_writer, NULL);
      busy.is_committing = FALSE;
    }
  return sim_disk_get_fs ()->write (data, fd, bytes, length, offset);
}

static void
test_commits_go_on_and_are_not_in_it (void)
{
  GError *error = NULL;
  g_autoptr (HearthBackupReport) restored = NULL;
  HearthSession *session = make_vault ();

  hearth_session_close (session, FALSE);
  busy = (Busy){ .fs = *sim_disk_get_fs () };
  busy.fs.write = write_and_commit;
  session = sim_vault_open_on (&busy.fs, SIM_VAULT, &error);
  g_assert_no_error (error);
  busy.session = session;
  make_backup (session);
  busy.session = NULL;
  g_assert_cmpuint (busy.n_commits, >, 20);
  g_assert_cmpint (sim_vault_count (session, HEARTH_COMPARTMENT_CORE), ==,
                   5 + (gint64) busy.n_commits);
  hearth_session_close (session, FALSE);
  sim_vault_check (5 + (gint64) busy.n_commits, 3);

  restored = restore (&error);
  g_assert_no_error (error);
  g_assert_cmpint (restored->n_cases, ==, 5);
  check_restored (5, 3);
}

/* A checkpoint while it holds would mix two moments. */
static void
test_no_checkpoint_touches_a_database_that_is_read (void)
{
  GError *error = NULL;
  HearthSession *session = make_vault ();
  HearthBackupSnapshot snapshot;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) during = NULL;
  g_autoptr (GBytes) after = NULL;

  g_assert_true (_hearth_backup_freeze (session, &snapshot, &error));
  g_assert_no_error (error);
  before = sim_disk_read (SIM_VAULT "/core.db");
  commit (session, HEARTH_COMPARTMENT_CORE);
  g_assert_true (_hearth_db_checkpoint (session->writer, HEARTH_COMPARTMENT_CORE, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (_hearth_db_checkpoint (session->writer, HEARTH_COMPARTMENT_CORE, TRUE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BUSY);
  g_clear_error (&error);
  during = sim_disk_read (SIM_VAULT "/core.db");
  g_assert_true (g_bytes_equal (before, during));
  _hearth_backup_thaw (&snapshot);
  g_assert_true (_hearth_db_checkpoint (session->writer, HEARTH_COMPARTMENT_CORE, TRUE, &error));
  g_assert_no_error (error);
  after = sim_disk_read (SIM_VAULT "/core.db");
  g_assert_false (g_bytes_equal (before, after));
  hearth_session_close (session, FALSE);
  sim_vault_check (6, 3);
}

static void
test_the_own_folder_is_no_place_for_a_backup (void)
{
  static const char *const places[] = { SIM_VAULT, SIM_VAULT "/b.tar", SIM_VAULT "/spool/b.tar" };
  HearthSession *session = make_vault ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (_hearth_backup_create (session, places[i], &job, &error));
      g_assert_error (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_PLACE);
    }
  hearth_session_close (session, FALSE);
  assert_no_parts ();
}

static void
test_a_folder_gives_it_a_name_and_a_missing_one_is_no_damage (void)
{
  HearthSession *session = make_vault ();
  g_autoptr (HearthBackupReport) report = NULL;
  GError *error = NULL;

  report = _hearth_backup_create (session, SIM_FOLDER, &job, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (report->path, SIM_FOLDER "/Trial-"));
  g_assert_true (g_str_has_suffix (report->path, ".tar"));
  g_assert_true (sim_disk_exists (report->path));
  g_assert_null (_hearth_backup_create (session, "/nowhere/b.tar", &job, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
  g_clear_error (&error);
  hearth_session_close (session, FALSE);
}

static gint64
count_bytes (void)
{
  g_autoptr (GPtrArray) paths = sim_disk_list (SIM_FOLDER);
  gint64 n = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GBytes) bytes = sim_disk_read (paths->pdata[i]);

      n += (gint64) g_bytes_get_size (bytes);
    }
  return n;
}

static void
test_a_full_disk_leaves_no_part (void)
{
  GError *error = NULL;
  HearthSession *session = make_vault ();

  make_backup (session);
  sim_disk_set_capacity (count_bytes () + 100 * 1024);
  g_assert_null (_hearth_backup_create (session, SIM_FOLDER "/second.tar", &job, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL);
  g_clear_error (&error);
  g_assert_null (restore (&error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL);
  g_clear_error (&error);
  sim_disk_set_capacity (0);
  g_assert_false (sim_disk_exists (SIM_FOLDER "/second.tar"));
  g_assert_false (sim_disk_exists (RESTORED));
  assert_no_parts ();
  commit (session, HEARTH_COMPARTMENT_CORE);
  hearth_session_close (session, FALSE);
  sim_vault_check (6, 3);
}

static void
test_a_cancelled_one_leaves_nothing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  HearthBackupJob cancelled = { .count = count_cb, .cancellable = cancellable };
  HearthCredentials credentials = make_credentials (SIM_PASSPHRASE);
  HearthSession *session = make_vault ();
  GError *error = NULL;

  make_backup (session);
  g_cancellable_cancel (cancellable);
  g_assert_null (_hearth_backup_create (session, SIM_FOLDER "/second.tar", &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (_hearth_backup_verify (sim_disk_get_fs (), BACKUP, session->login, NULL,
                                        SIM_VAULT "/spool", &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (_hearth_backup_restore (sim_disk_get_fs (), BACKUP, RESTORED, &credentials,
                                         &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  free_credentials (&credentials);
  g_assert_false (sim_disk_exists (SIM_FOLDER "/second.tar"));
  g_assert_false (sim_disk_exists (RESTORED));
  assert_no_parts ();
  hearth_session_close (session, FALSE);
}

static void
test_what_a_crash_left_is_removed (void)
{
  static const char part[] = SIM_FOLDER "/.0123456789abcdef01234567.part";
  static const char other[] = SIM_FOLDER "/.0123456789abcdef.part";
  HearthSession *session = make_vault ();

  sim_disk_write (part, "x", 1);
  sim_disk_write (other, "x", 1);
  make_backup (session);
  g_assert_false (sim_disk_exists (part));
  g_assert_true (sim_disk_exists (other));
  hearth_session_close (session, FALSE);
}

static void
test_only_the_passphrase_of_its_day_restores_it (void)
{
  HearthCredentials wrong = make_credentials ("інша вода");
  HearthSession *session = make_vault ();
  GError *error = NULL;

  make_backup (session);
  hearth_session_close (session, FALSE);
  g_assert_null (
      _hearth_backup_restore (sim_disk_get_fs (), BACKUP, RESTORED, &wrong, &job, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_false (sim_disk_exists (RESTORED));
  assert_no_parts ();
  free_credentials (&wrong);
}

static int
probe_network (gpointer data, int folder)
{
  return -ENOTSUP;
}

/* Locks and the order of writes are promises there that nobody keeps (vault 2). */
static void
test_network_folder_holds_no_vault (void)
{
  HearthCredentials credentials = make_credentials (SIM_PASSPHRASE);
  HearthSession *session = make_vault ();
  HearthFs network = *sim_disk_get_fs ();
  GError *error = NULL;

  network.probe = probe_network;
  make_backup (session);
  hearth_session_close (session, FALSE);
  g_assert_null (_hearth_backup_restore (&network, BACKUP, RESTORED, &credentials, &job, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_SYSTEM);
  g_clear_error (&error);
  g_assert_null (hearth_vault_folder_make (&network, RESTORED, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_SYSTEM);
  g_clear_error (&error);
  g_assert_false (sim_disk_exists (RESTORED));
  assert_no_parts ();
  g_assert_null (hearth_vault_folder_open (&network, SIM_VAULT, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_SYSTEM);
  g_clear_error (&error);
  free_credentials (&credentials);
  sim_vault_check (5, 3);
}

static void
test_nothing_is_restored_over_something (void)
{
  HearthCredentials credentials = make_credentials (SIM_PASSPHRASE);
  HearthSession *session = make_vault ();
  GError *error = NULL;

  make_backup (session);
  hearth_session_close (session, FALSE);
  g_assert_null (
      _hearth_backup_restore (sim_disk_get_fs (), BACKUP, SIM_VAULT, &credentials, &job, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  free_credentials (&credentials);
  sim_vault_check (5, 3);
}

/* The compartments of which the login has no key are in it all the same, journal and all. */
static void
test_closed_compartments_are_carried (void)
{
  GError *error = NULL;
  HearthSession *session = make_vault ();
  g_autoptr (HearthBackupReport) report = NULL;
  g_autoptr (HearthBackupReport) restored = NULL;
  g_autoptr (GBytes) wal = NULL;

  commit (session, HEARTH_COMPARTMENT_MEDICAL);
  hearth_session_close (session, TRUE);
  wal = sim_disk_read (SIM_VAULT "/medical.db-wal");
  g_assert_nonnull (wal);
  session = open_vault ();
  /* As if medical had never been granted: neither connection knows it. */
  _hearth_db_detach (session->writer, HEARTH_COMPARTMENT_MEDICAL);
  session->writer->attached &= ~(1u << HEARTH_COMPARTMENT_MEDICAL);
  _hearth_db_detach (session->reader, HEARTH_COMPARTMENT_MEDICAL);
  session->reader->attached &= ~(1u << HEARTH_COMPARTMENT_MEDICAL);
  session->attached &= ~(1u << HEARTH_COMPARTMENT_MEDICAL);
  make_backup (session);
  report = verify (session, &error);
  g_assert_no_error (error);
  g_assert_cmphex (report->proven, ==, 0xfe);
  hearth_session_close (session, FALSE);
  restored = restore (&error);
  g_assert_no_error (error);
  check_restored (5, 4);
}

/* --- Hostile files --- */

static HearthFs view_fs;
static guint8 *view_bytes;
static gsize view_size;
static int view_fd = -1;

static int
view_open (gpointer data, int folder, const char *name, HearthFsMode mode)
{
  int fd = sim_disk_get_fs ()->open (data, folder, name, mode);

  if (fd >= 0 && g_str_equal (name, "out.tar"))
    view_fd = fd;
  return fd;
}

static gssize
view_read (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset)
{
  gsize n;

  if (fd != view_fd)
    return sim_disk_get_fs ()->read (data, fd, buffer, length, offset);
  n = (gsize) offset < view_size ? MIN (length, view_size - (gsize) offset) : 0;
  memcpy (buffer, view_bytes + offset, n);
  return (gssize) n;
}

static gint64
view_file_size (gpointer data, int fd)
{
  return fd == view_fd ? (gint64) view_size : sim_disk_get_fs ()->size (data, fd);
}

static void
view_close (gpointer data, int fd)
{
  if (fd == view_fd)
    view_fd = -1;
  sim_disk_get_fs ()->close (data, fd);
}

/* From now on the backup is what stands in memory, to be changed byte by byte. */
static void
begin_view (void)
{
  g_autoptr (GBytes) bytes = sim_disk_read (BACKUP);

  view_fs = *sim_disk_get_fs ();
  view_fs.open = view_open;
  view_fs.read = view_read;
  view_fs.size = view_file_size;
  view_fs.close = view_close;
  view_size = g_bytes_get_size (bytes);
  view_bytes = g_memdup2 (g_bytes_get_data (bytes, NULL), view_size);
}

static void
end_view (void)
{
  g_clear_pointer (&view_bytes, g_free);
}

/* A reason of the file, or wrong keys; never an answer. */
static void
assert_refused (HearthSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupReport) report = _hearth_backup_verify (
      &view_fs, BACKUP, session->login, NULL, SIM_VAULT "/spool", &job, &error);

  g_assert_null (report);
  if (!g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY))
    g_assert_cmpstr (g_quark_to_string (error->domain), ==,
                     g_quark_to_string (HEARTH_BACKUP_ERROR));
}

static guint step = 997;

/* The disk keeps what was removed until the folder is synced: too much when every byte is flipped. */
static void
forget_removed (void)
{
  const HearthFs *fs = sim_disk_get_fs ();
  int spool = fs->open_folder (fs->data, -1, SIM_VAULT "/spool");

  g_assert_cmpint (spool, >=, 0);
  g_assert_cmpint (fs->sync_folder (fs->data, spool), ==, 0);
  fs->close (fs->data, spool);
}

static void
test_a_flipped_bit_is_found_wherever_it_is (void)
{
  HearthSession *session = make_vault ();
  guint n = 0;

  make_backup (session);
  begin_view ();
  for (gsize at = 0; at < view_size; at += step)
    {
      view_bytes[at] ^= (guint8) (1u << at % 8);
      assert_refused (session);
      view_bytes[at] ^= (guint8) (1u << at % 8);
      forget_removed ();
      n++;
    }
  g_test_message ("%u flips", n);
  end_view ();
  hearth_session_close (session, FALSE);
}

static void
test_a_cut_backup_is_refused (void)
{
  HearthSession *session = make_vault ();
  gsize size;

  make_backup (session);
  begin_view ();
  size = view_size;
  for (view_size = 0; view_size < size; view_size += 512)
    assert_refused (session);
  view_size = size - 1;
  assert_refused (session);
  view_bytes = g_realloc (view_bytes, size + 512);
  memset (view_bytes + size, 0, 512);
  view_size = size + 512;
  assert_refused (session);
  end_view ();
  hearth_session_close (session, FALSE);
}

/* A list of members to be written as an archive, with the right hashes and the right MAC: what one who
 * may open the vault, or who has its keys, can make. */
typedef struct
{
  GPtrArray *names;
  GPtrArray *bytes;
} Members;

static void
read_members (Members *self, const char *path)
{
  g_autoptr (GBytes) archive = sim_disk_read (path);
  const char *data = g_bytes_get_data (archive, NULL);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (gsize at = 0; data[at] != '\0';)
    {
      guint64 size = g_ascii_strtoull (data + at + 124, NULL, 8);

      if (!g_str_equal (data + at, HEARTH_BACKUP_LIST_NAME))
        {
          g_ptr_array_add (self->names, g_strdup (data + at));
          g_ptr_array_add (self->bytes, g_bytes_new (data + at + 512, (gsize) size));
        }
      at += hearth_ustar_member_size (size);
    }
}

static void
clear_members (Members *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->bytes);
}

static void
append_member (GByteArray *archive, const char *name, gconstpointer bytes, gsize size)
{
  static const guint8 zeros[512];
  guint8 header[512];

  /* Names that the writer refuses are made by hand, with a right sum. */
  g_assert_true (hearth_ustar_header ("x", size, header));
  memset (header, 0, 100);
  memcpy (header, name, MIN (strlen (name), 100));
  memset (header + 148, ' ', 8);
  {
    guint sum = 0;

    for (guint i = 0; i < 512; i++)
      sum += header[i];
    g_snprintf ((char *) header + 148, 7, "%06o", sum);
    header[154] = '\0';
    header[155] = ' ';
  }
  g_byte_array_append (archive, header, 512);
  g_byte_array_append (archive, bytes, (guint) size);
  g_byte_array_append (archive, zeros, (guint) hearth_ustar_padding (size));
}

/* Writes @members as BACKUP; @lists_all FALSE: the list says what the honest one said. */
static void
write_forged (Members *members,
              HearthSession *session,
              const char *honest_line,
              gsize honest_length)
{
  static const guint8 zeros[1024];
  g_autoptr (GByteArray) archive = g_byte_array_new ();
  g_autoptr (HearthBackupList) list = hearth_backup_list_new ();
  g_autofree char *line = NULL;
  gsize length = 0;

  list->vault = session->login->header->vault_id;
  list->dev = session->login->area->dev;
  list->generation = session->login->header->generation;
  for (guint i = 0; i < members->names->len; i++)
    {
      gsize size;
      gconstpointer bytes = g_bytes_get_data (members->bytes->pdata[i], &size);
      HearthBackupMember *member = hearth_backup_list_add (list, members->names->pdata[i], size);

      append_member (archive, members->names->pdata[i], bytes, size);
      if (member != NULL)
        hearth_hash (member->hash, bytes, size);
    }
  if (honest_line != NULL)
    append_member (archive, HEARTH_BACKUP_LIST_NAME, honest_line, honest_length);
  else
    {
      line = hearth_backup_list_seal (list, session->login->slot->area_secret, &length);
      append_member (archive, HEARTH_BACKUP_LIST_NAME, line, length);
    }
  g_byte_array_append (archive, zeros, sizeof zeros);
  sim_disk_write (BACKUP, archive->data, archive->len);
}

static void
assert_forged_is_refused (Members *members, HearthSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) honest = NULL;

  write_forged (members, session, NULL, 0);
  g_assert_null (verify (session, &error));
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (HEARTH_BACKUP_ERROR));
  g_clear_error (&error);
  g_assert_null (restore (&error));
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (HEARTH_BACKUP_ERROR));
  g_assert_false (sim_disk_exists (RESTORED));
  assert_no_parts ();
}

static void
insert (Members *members, guint at, const char *name, const char *content)
{
  g_ptr_array_insert (members->names, (int) at, g_strdup (name));
  g_ptr_array_insert (members->bytes, (int) at, g_bytes_new (content, strlen (content)));
}

static void
take_away (Members *members, guint at)
{
  g_ptr_array_remove_index (members->names, at);
  g_ptr_array_remove_index (members->bytes, at);
}

/* That the forger's tool makes a good archive of good members. */
static void
test_the_forger_can_forge (void)
{
  GError *error = NULL;
  HearthSession *session = make_vault ();
  g_autoptr (HearthBackupReport) report = NULL;
  Members members;

  make_backup (session);
  read_members (&members, BACKUP);
  write_forged (&members, session, NULL, 0);
  report = verify (session, &error);
  g_assert_no_error (error);
  clear_members (&members);
  hearth_session_close (session, FALSE);
}

static void
test_foreign_names_are_refused (void)
{
  static const char *const names[] = {
    "/etc/passwd",
    "../escape",
    "files/../../escape",
    "core.db/x",
    "lock",
    "header.2",
    "spool/x",
    "damaged/x",
    "sealed/../x",
    "sealed/.x",
    "identity.db",
    "files/core/ab/cd",
    "files/core/ab/cd0123456789abcdef0123456789abcd",
    "files/identity/ab/ab0123456789abcdef0123456789abcd",
    "core.fresh2",
    "core.db-shm",
    "CORE.DB",
    "files/core/AB/AB0123456789abcdef0123456789abcd",
    " ",
    "backup.json/x",
  };
  HearthSession *session = make_vault ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Members members;

      make_backup (session);
      read_members (&members, BACKUP);
      insert (&members, members.names->len, names[i], "hostile");
      assert_forged_is_refused (&members, session);
      insert (&members, 1, names[i], "hostile");
      assert_forged_is_refused (&members, session);
      clear_members (&members);
    }
  hearth_session_close (session, FALSE);
}

static void
test_missing_doubled_and_moved_members_are_refused (void)
{
  HearthSession *session = make_vault ();
  Members members;
  guint n;

  make_backup (session);
  read_members (&members, BACKUP);
  n = members.names->len;
  clear_members (&members);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GBytes) bytes = NULL;

      make_backup (session);
      read_members (&members, BACKUP);
      name = g_strdup (members.names->pdata[i]);
      bytes = g_bytes_ref (members.bytes->pdata[i]);
      /* One of two tables may be missing. */
      take_away (&members, i);
      if (!g_str_has_suffix (name, ".fresh0") && !g_str_has_suffix (name, ".fresh1"))
        assert_forged_is_refused (&members, session);
      /* Elsewhere. */
      g_ptr_array_insert (members.names, i < 2 ? -1 : 1, g_strdup (name));
      g_ptr_array_insert (members.bytes, i < 2 ? -1 : 1, g_bytes_ref (bytes));
      assert_forged_is_refused (&members, session);
      /* And at its place too. */
      g_ptr_array_insert (members.names, (int) i, g_strdup (name));
      g_ptr_array_insert (members.bytes, (int) i, g_bytes_ref (bytes));
      assert_forged_is_refused (&members, session);
      clear_members (&members);
    }
  hearth_session_close (session, FALSE);
}

/* A database of yesterday under the header of today, its table with it or not: the list is right, the
 * journals are not where the list says. */
static void
test_members_of_another_day_are_refused (void)
{
  GError *error = NULL;
  HearthSession *session = make_vault ();
  Members old, new;
  g_autoptr (GBytes) archive = NULL;

  make_backup (session);
  read_members (&old, BACKUP);
  commit (session, HEARTH_COMPARTMENT_CORE);
  make_backup (session);
  archive = sim_disk_read (BACKUP);
  for (guint i = 0; i < old.names->len; i++)
    {
      gsize size = g_bytes_get_size (archive);
      const char *data = g_bytes_get_data (archive, NULL);
      gsize at = 0;

      sim_disk_write (BACKUP, data, size);
      read_members (&new, BACKUP);
      while (!g_str_equal (data + at, HEARTH_BACKUP_LIST_NAME))
        at += hearth_ustar_member_size (g_ascii_strtoull (data + at + 124, NULL, 8));
      if (!g_bytes_equal (old.bytes->pdata[i], new.bytes->pdata[i]))
        {
          g_bytes_unref (new.bytes->pdata[i]);
          new.bytes->pdata[i] = g_bytes_ref (old.bytes->pdata[i]);
          /* Under the honest list. */
          write_forged (&new, session, data + at + 512,
                        (gsize) g_ascii_strtoull (data + at + 124, NULL, 8));
          g_assert_null (verify (session, &error));
          g_assert_cmpstr (g_quark_to_string (error->domain), ==,
                           g_quark_to_string (HEARTH_BACKUP_ERROR));
          g_clear_error (&error);
          /* Under one that lists them; of the tables only the newer one counts. */
          if (g_str_has_suffix (new.names->pdata[i], ".db"))
            assert_forged_is_refused (&new, session);
        }
      clear_members (&new);
    }
  clear_members (&old);
  hearth_session_close (session, FALSE);
}

static void
test_a_list_under_another_key_is_refused (void)
{
  g_autoptr (HearthSecret) other = hearth_secret_new_zero (32);
  g_autoptr (HearthBackupList) list = hearth_backup_list_new ();
  g_autofree char *line = NULL;
  GError *error = NULL;
  gsize length;

  g_assert_nonnull (hearth_backup_list_add (list, "header", 65536));
  line = hearth_backup_list_seal (list, other, &length);
  hearth_secret_peek_writable (other)[0] ^= 1;
  g_assert_null (hearth_backup_list_open (line, length, other, &error));
  g_assert_error (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_MAC);
  g_clear_error (&error);
}

static void
test_a_list_says_what_it_said (void)
{
  g_autoptr (HearthSecret) key = hearth_secret_new_zero (32);
  g_autoptr (HearthBackupList) list = hearth_backup_list_new ();
  g_autoptr (HearthBackupList) again = NULL;
  g_autofree char *line = NULL;
  g_autofree char *line_again = NULL;
  HearthBackupMember *member;
  GError *error = NULL;
  gsize length, length_again;

  list->generation = 12;
  list->time_s = 1700000000;
  list->heads[HEARTH_COMPARTMENT_CORE].is_known = TRUE;
  list->heads[HEARTH_COMPARTMENT_CORE].n = 7;
  list->heads[HEARTH_COMPARTMENT_CORE].id[3] = 9;
  g_assert_nonnull (hearth_backup_list_add (list, "header", 65536));
  g_assert_null (hearth_backup_list_add (list, "header", 65536));
  member = hearth_backup_list_add (list, "core.db", 0);
  member->hash[5] = 0xab;
  g_assert_nonnull (hearth_backup_list_add (
      list, "files/medical/ab/ab0123456789abcdef0123456789abcd", G_GUINT64_CONSTANT (2) << 30));
  g_assert_null (hearth_backup_list_add (list, "core.fresh0", 1));
  line = hearth_backup_list_seal (list, key, &length);
  again = hearth_backup_list_open (line, length, key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->members->len, ==, 3);
  g_assert_cmpint (again->time_s, ==, 1700000000);
  g_assert_cmpint (again->heads[HEARTH_COMPARTMENT_CORE].n, ==, 7);
  line_again = hearth_backup_list_seal (again, key, &length_again);
  g_assert_cmpstr (line, ==, line_again);
  /* MAC over the JSON under the derived key, in the form of a signed line. */
  g_assert_true (line[43] == ' ' && line[44] == '{' && line[length - 1] == '\n');
}

/* --- A disk that fails --- */

static void
set_up_vault (gpointer data)
{
  HearthSession *session;

  sim_vault_create ();
  session = open_vault ();
  commit (session, HEARTH_COMPARTMENT_CORE);
  hearth_session_close (session, FALSE);
}

static gboolean
act_create (gpointer data)
{
  HearthSession *session = sim_vault_open (NULL);
  g_autoptr (HearthBackupReport) report = NULL;

  if (session == NULL)
    return FALSE;
  report = _hearth_backup_create (session, BACKUP, &job, NULL);
  hearth_session_close (session, FALSE);
  return report != NULL;
}

/* What has the name is whole; the vault is what it was, and can be backed up. */
static void
check_create (gpointer data, gboolean is_acknowledged)
{
  GError *error = NULL;
  HearthSession *session = open_vault ();
  g_autoptr (HearthBackupReport) report = NULL;

  g_assert_cmpint (sim_vault_count (session, HEARTH_COMPARTMENT_CORE), ==, 1);
  g_assert_true (sim_disk_exists (BACKUP) || !is_acknowledged);
  if (!sim_disk_exists (BACKUP))
    {
      make_backup (session);
      assert_no_parts ();
    }
  report = verify (session, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_cases, ==, 1);
  hearth_session_close (session, FALSE);
}

static void
set_up_backup (gpointer data)
{
  HearthSession *session;

  set_up_vault (data);
  session = open_vault ();
  make_backup (session);
  hearth_session_close (session, FALSE);
}

static gboolean
act_restore (gpointer data)
{
  g_autoptr (HearthBackupReport) report = restore (NULL);

  return report != NULL;
}

/* There is a whole vault or none; what is left of a part does not stand in the way. */
static void
check_restore (gpointer data, gboolean is_acknowledged)
{
  GError *error = NULL;

  g_assert_true (sim_disk_exists (RESTORED) || !is_acknowledged);
  if (!sim_disk_exists (RESTORED))
    {
      g_autoptr (HearthBackupReport) report = restore (&error);

      g_assert_no_error (error);
      assert_no_parts ();
    }
  check_restored (1, 0);
}

typedef struct
{
  const char *name;
  SimTrial trial;
} Act;

static const Act acts[] = {
  { "making-one", { set_up_vault, act_create, check_create } },
  { "restoring", { set_up_backup, act_restore, check_restore } },
};

static guint n_fates = 1;
static guint cut_step = 7;

static void
test_every_cut (gconstpointer data)
{
  const Act *act = data;
  guint n = sim_run_every_cut (&act->trial, NULL, cut_step, n_fates);

  g_test_message ("%u power cuts", n);
  g_assert_cmpuint (n, >, 0);
}

static void
test_every_fault (gconstpointer data)
{
  const Act *act = data;
  guint n = sim_run_every_fault (&act->trial, NULL, cut_step * 4);

  g_test_message ("%u faults", n);
  g_assert_cmpuint (n, >, 0);
}

/* With a number as argument every operation, so many times, and every byte. */
int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (void);
  } tests[] = {
    { "a-backup-is-proven-and-restored", test_a_backup_is_proven_and_restored },
    { "commits-go-on-and-are-not-in-it", test_commits_go_on_and_are_not_in_it },
    { "no-checkpoint-touches-a-database-that-is-read",
      test_no_checkpoint_touches_a_database_that_is_read },
    { "the-own-folder-is-no-place-for-a-backup", test_the_own_folder_is_no_place_for_a_backup },
    { "a-folder-gives-it-a-name-and-a-missing-one-is-no-damage",
      test_a_folder_gives_it_a_name_and_a_missing_one_is_no_damage },
    { "a-full-disk-leaves-no-part", test_a_full_disk_leaves_no_part },
    { "a-cancelled-one-leaves-nothing", test_a_cancelled_one_leaves_nothing },
    { "what-a-crash-left-is-removed", test_what_a_crash_left_is_removed },
    { "only-the-passphrase-of-its-day-restores-it",
      test_only_the_passphrase_of_its_day_restores_it },
    { "network-folder-holds-no-vault", test_network_folder_holds_no_vault },
    { "nothing-is-restored-over-something", test_nothing_is_restored_over_something },
    { "closed-compartments-are-carried", test_closed_compartments_are_carried },
    { "a-flipped-bit-is-found-wherever-it-is", test_a_flipped_bit_is_found_wherever_it_is },
    { "a-cut-backup-is-refused", test_a_cut_backup_is_refused },
    { "the-forger-can-forge", test_the_forger_can_forge },
    { "foreign-names-are-refused", test_foreign_names_are_refused },
    { "missing-doubled-and-moved-members-are-refused",
      test_missing_doubled_and_moved_members_are_refused },
    { "members-of-another-day-are-refused", test_members_of_another_day_are_refused },
    { "a-list-under-another-key-is-refused", test_a_list_under_another_key_is_refused },
    { "a-list-says-what-it-said", test_a_list_says_what_it_said },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    {
      n_fates = (guint) g_ascii_strtoull (argv[1], NULL, 10);
      cut_step = 1;
      step = 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/vault/backup/", tests[i].name, NULL);

      g_test_add_func (path, tests[i].run);
    }
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *cut = g_strconcat ("/vault/backup/a-cut-while-", acts[i].name, NULL);
      g_autofree char *fault = g_strconcat ("/vault/backup/a-fault-while-", acts[i].name, NULL);

      g_test_add_data_func (cut, &acts[i], test_every_cut);
      g_test_add_data_func (fault, &acts[i], test_every_fault);
    }
  return g_test_run ();
}
