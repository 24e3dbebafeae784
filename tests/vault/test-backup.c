/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups of a whole vault on the simulated disk: what they hold, what is refused, what goes on
 * meanwhile. */
#include "config.h"

#include "hearth-backup-private.h"
#include "hearth-db-private.h"
#include "hearth-ustar.h"
#include "sim-run.h"
#include "sim-vault.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault/backup/a-backup-is-proven-and-restored",
                   test_a_backup_is_proven_and_restored);
  return g_test_run ();
}
