/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renewing keys: nothing is lost, nothing stays under the old key, whatever fails on the way. The first
 * argument multiplies what is tried. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-renewal-private.h"
#include "sim-run.h"
#include "sim-vault.h"

#include <string.h>

#define CORE HEARTH_COMPARTMENT_CORE
#define MEDICAL HEARTH_COMPARTMENT_MEDICAL
#define BOTH (1u << CORE | 1u << MEDICAL)
#define N_COMMITS 12
#define OLD_EPOCH 1

static guint n_times = 1;

/* What a trial renews, and how often something was left to do. */
typedef struct
{
  guint compartments;
  guint n_pending;
} Work;

static HearthSession *
open_vault (void)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);

  g_assert_no_error (error);
  return session;
}

static void
set_up_vault (gpointer data)
{
  HearthSession *session;

  sim_vault_create ();
  session = open_vault ();
  for (guint i = 0; i < N_COMMITS; i++)
    g_assert_true (sim_vault_commit (session, CORE, NULL));
  g_assert_true (sim_vault_commit (session, MEDICAL, NULL));
  hearth_session_close (session, FALSE);
}

static gboolean
renew (HearthSession *session, guint compartments, gboolean is_new, GError **error)
{
  g_autoptr (HearthRenewal) renewal = hearth_renewal_new (compartments);

  hearth_renewal_set_reason (renewal, "a test");
  hearth_renewal_set_is_new (renewal, is_new);
  return _hearth_renewal_run (renewal, session, NULL, error);
}

static guint64
count_epoch (HearthSession *session, HearthCompartment cmp, guint32 epoch)
{
  GError *error = NULL;
  guint64 n_pages = 0;

  g_assert_true (hearth_vfs_count_epochs (session->vfs, cmp, epoch, &n_pages, &error));
  g_assert_no_error (error);
  return n_pages;
}

/* The vault is as it must be when nothing is pending in @cmp. */
static void
assert_only (HearthSession *session, HearthCompartment cmp, guint32 epoch)
{
  const HearthGrants *grants = session->login->area->grants;

  g_assert_cmpuint (grants->live[cmp]->len, ==, 1);
  g_assert_cmpuint (hearth_grants_get_epoch (grants, cmp), ==, epoch);
  g_assert_nonnull (hearth_login_find_key (session->login, cmp, epoch));
  for (guint32 old = 1; old < epoch; old++)
    {
      g_assert_null (hearth_login_find_key (session->login, cmp, old));
      g_assert_cmpuint (count_epoch (session, cmp, old), ==, 0);
    }
}

static void
assert_content (HearthSession *session)
{
  g_assert_cmpint (sim_vault_count (session, CORE), ==, N_COMMITS);
  g_assert_cmpint (sim_vault_count (session, MEDICAL), ==, 1);
}

static void
test_a_renewal_leaves_nothing_under_the_old_key (void)
{
  GError *error = NULL;
  HearthSession *session;

  sim_disk_reset (1);
  set_up_vault (NULL);
  session = open_vault ();
  g_assert_cmpuint (count_epoch (session, CORE, OLD_EPOCH), >, N_COMMITS / 4);
  g_assert_true (renew (session, 1u << CORE, FALSE, &error));
  g_assert_no_error (error);
  assert_only (session, CORE, OLD_EPOCH + 1);
  assert_only (session, MEDICAL, OLD_EPOCH);
  assert_content (session);
  g_assert_cmpuint (_hearth_renewal_find_pending (session), ==, 0);
  hearth_session_close (session, FALSE);

  session = open_vault ();
  assert_only (session, CORE, OLD_EPOCH + 1);
  assert_content (session);
  g_assert_true (renew (session, 1u << CORE, FALSE, &error));
  assert_only (session, CORE, OLD_EPOCH + 2);
  hearth_session_close (session, TRUE);
  session = open_vault ();
  assert_content (session);
  hearth_session_close (session, FALSE);
}

static gboolean
act_renew (gpointer data)
{
  HearthSession *session = sim_vault_open (NULL);
  gboolean is_done;

  if (session == NULL)
    return FALSE;
  is_done = renew (session, BOTH, FALSE, NULL);
  hearth_session_close (session, TRUE);
  return is_done;
}

static gboolean
act_resume (gpointer data)
{
  HearthSession *session = sim_vault_open (NULL);
  gboolean is_done;

  if (session == NULL)
    return FALSE;
  is_done = renew (session, 0, FALSE, NULL);
  hearth_session_close (session, FALSE);
  return is_done;
}

/* Everything is there; what is pending is finished by the next login, and then by none. */
static void
check_renew (gpointer data, gboolean is_acknowledged)
{
  Work *work = data;
  GError *error = NULL;
  HearthSession *session = open_vault ();
  guint pending = _hearth_renewal_find_pending (session);

  assert_content (session);
  g_assert_true (!is_acknowledged || pending == 0);
  work->n_pending += pending != 0;
  g_assert_true (renew (session, 0, FALSE, &error));
  g_assert_no_error (error);
  for (guint i = CORE; i <= MEDICAL; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      guint32 epoch = hearth_grants_get_epoch (session->login->area->grants, cmp);

      g_assert_cmpuint (epoch, <=, OLD_EPOCH + 1);
      if (is_acknowledged && (work->compartments & 1u << i) != 0)
        g_assert_cmpuint (epoch, ==, OLD_EPOCH + 1);
      assert_only (session, cmp, epoch);
    }
  assert_content (session);
  hearth_session_close (session, FALSE);
  session = open_vault ();
  assert_content (session);
  g_assert_cmpuint (_hearth_renewal_find_pending (session), ==, 0);
  hearth_session_close (session, FALSE);
}

static void
set_up_pending (gpointer data)
{
  HearthSession *session;

  set_up_vault (NULL);
  session = open_vault ();
  /* Full in the middle of the second step. */
  sim_disk_fail (SIM_FAULT_FULL, 30, FALSE);
  g_assert_false (renew (session, BOTH, FALSE, NULL));
  sim_disk_fail (SIM_FAULT_FULL, 0, FALSE);
  hearth_session_close (session, TRUE);
  session = open_vault ();
  g_assert_cmpuint (_hearth_renewal_find_pending (session), ==, 1u << CORE);
  hearth_session_close (session, TRUE);
}

static const SimTrial renewal = { set_up_vault, act_renew, check_renew };
static const SimTrial resumption = { set_up_pending, act_resume, check_renew };

/* Every n-th operation: fewer in the quick suite. */
static guint
choose_step (guint quick)
{
  return MAX (1, quick / n_times);
}

static void
run_cuts (const SimTrial *trial, guint compartments)
{
  Work work = { .compartments = compartments };
  guint n_cuts = sim_run_every_cut (trial, &work, choose_step (5), MIN (n_times, 4));

  g_test_message ("%u power cuts, after %u of which the renewal was pending", n_cuts,
                  work.n_pending);
  g_assert_cmpuint (n_cuts, >, 10);
  g_assert_cmpuint (work.n_pending, >, 0);
}

static void
test_a_power_cut_during_a_renewal_loses_nothing (void)
{
  run_cuts (&renewal, BOTH);
}

static void
test_a_power_cut_during_a_resumption_loses_nothing (void)
{
  run_cuts (&resumption, 1u << CORE);
}

static void
test_a_failing_disk_during_a_renewal_loses_nothing (void)
{
  Work work = { .compartments = BOTH };
  guint n_faults = sim_run_every_fault (&renewal, &work, choose_step (29));

  g_test_message ("%u faults, in %u checks the renewal was pending", n_faults, work.n_pending);
  g_assert_cmpuint (n_faults, >, 20);
  g_assert_cmpuint (work.n_pending, >, 0);
}

static void
test_a_new_key_does_not_wait_for_an_unfinished_one (void)
{
  GError *error = NULL;
  HearthSession *session;

  sim_disk_reset (1);
  set_up_pending (NULL);
  session = open_vault ();
  g_assert_true (renew (session, 1u << CORE, TRUE, &error));
  g_assert_no_error (error);
  assert_only (session, CORE, OLD_EPOCH + 2);
  assert_content (session);
  hearth_session_close (session, FALSE);
}

static void
expect_open_error (HearthVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sim_vault_open (&error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) code);
}

/* Who kept the header of before has the old key. It opens nothing of what is there now. */
static void
test_the_old_header_is_worth_nothing_afterwards (void)
{
  const char *const names[] = { SIM_VAULT "/header", SIM_VAULT "/header.2" };
  GBytes *kept[2];
  HearthSession *session;

  sim_disk_reset (1);
  set_up_vault (NULL);
  for (guint i = 0; i < 2; i++)
    kept[i] = sim_disk_read (names[i]);
  session = open_vault ();
  g_assert_true (renew (session, 1u << CORE, FALSE, NULL));
  hearth_session_close (session, FALSE);
  for (guint i = 0; i < 2; i++)
    sim_disk_write (names[i], g_bytes_get_data (kept[i], NULL), g_bytes_get_size (kept[i]));
  expect_open_error (HEARTH_VAULT_ERROR_OLDER);
  sim_disk_remove (SIM_FOLDER "/hearth/seen");
  expect_open_error (HEARTH_VAULT_ERROR_TABLE_LOST);
  for (guint i = 0; i < 2; i++)
    g_bytes_unref (kept[i]);
}

/* A page, both tables, or everything of the compartment as it was before. */
static void
test_what_is_put_back_from_before_is_refused (void)
{
  const char *const names[] = { SIM_VAULT "/core.db", SIM_VAULT "/core.fresh0",
                                SIM_VAULT "/core.fresh1" };
  GBytes *kept[3];
  g_autoptr (SimImage) image = NULL;
  HearthSession *session;

  sim_disk_reset (1);
  set_up_vault (NULL);
  for (guint i = 0; i < 3; i++)
    kept[i] = sim_disk_read (names[i]);
  session = open_vault ();
  g_assert_true (renew (session, 1u << CORE, FALSE, NULL));
  hearth_session_close (session, FALSE);
  sim_disk_remove (SIM_FOLDER "/hearth/seen");
  image = sim_disk_take_image ();

  for (gsize page = 0; page < g_bytes_get_size (kept[0]) / 4096; page++)
    {
      g_autoptr (GBytes) now = NULL;
      g_autofree guint8 *mixed = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      sim_disk_put_image (image, 1);
      now = sim_disk_read (names[0]);
      size = g_bytes_get_size (now);
      if ((page + 1) * 4096 > size)
        break;
      mixed = g_memdup2 (g_bytes_get_data (now, NULL), size);
      memcpy (mixed + page * 4096, (const guint8 *) g_bytes_get_data (kept[0], NULL) + page * 4096,
              4096);
      sim_disk_write (names[0], mixed, size);
      session = sim_vault_open (&error);
      if (session != NULL)
        {
          g_autofree char *verdict = NULL;

          _hearth_db_query_text (session->writer, "PRAGMA core.integrity_check", &verdict, &error);
          g_assert_cmpstr (verdict, !=, "ok");
          hearth_session_close (session, TRUE);
        }
      else
        g_assert_error (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_PAGE_DAMAGED);
    }

  sim_disk_put_image (image, 1);
  for (guint i = 1; i < 3; i++)
    sim_disk_write (names[i], g_bytes_get_data (kept[i], NULL), g_bytes_get_size (kept[i]));
  expect_open_error (HEARTH_VAULT_ERROR_TABLE_LOST);
  sim_disk_write (names[0], g_bytes_get_data (kept[0], NULL), g_bytes_get_size (kept[0]));
  expect_open_error (HEARTH_VAULT_ERROR_TABLE_LOST);
  for (guint i = 0; i < 3; i++)
    g_bytes_unref (kept[i]);
}

static void
expect_refusal (HearthSession *session, HearthRenewal *work, HearthVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (_hearth_renewal_run (work, session, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) code);
  g_assert_cmpuint (_hearth_renewal_find_pending (session), ==, 0);
  g_assert_cmpuint (hearth_renewal_get_done (work), ==, 0);
}

static void
test_a_renewal_needs_a_proven_backup_or_a_reason (void)
{
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (HearthRenewal) work = hearth_renewal_new (1u << CORE);
  HearthSession *session;

  sim_disk_reset (1);
  set_up_vault (NULL);
  session = open_vault ();
  expect_refusal (session, work, HEARTH_VAULT_ERROR_NOT_PROVEN);
  hearth_renewal_set_proof (work, now_s - HEARTH_RENEWAL_PROOF_S - 60);
  expect_refusal (session, work, HEARTH_VAULT_ERROR_NOT_PROVEN);
  hearth_renewal_set_proof (work, now_s + 3600);
  expect_refusal (session, work, HEARTH_VAULT_ERROR_NOT_PROVEN);
  hearth_renewal_set_reason (work, "  ");
  expect_refusal (session, work, HEARTH_VAULT_ERROR_NOT_PROVEN);
  hearth_renewal_set_proof (work, now_s - HEARTH_RENEWAL_PROOF_S + 60);
  g_assert_true (_hearth_renewal_run (work, session, NULL, NULL));
  g_assert_cmpuint (hearth_renewal_get_done (work), ==, 1u << CORE);
  g_assert_cmpfloat (hearth_renewal_get_fraction (work), ==, 1);
  hearth_session_close (session, FALSE);
}

static void
test_a_renewal_needs_room_for_twice_the_file (void)
{
  g_autoptr (HearthRenewal) work = hearth_renewal_new (1u << CORE);
  g_autoptr (GPtrArray) files = NULL;
  gint64 used = 0, file;
  HearthSession *session;

  sim_disk_reset (1);
  set_up_vault (NULL);
  session = open_vault ();
  files = sim_disk_list (SIM_FOLDER);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GBytes) bytes = sim_disk_read (files->pdata[i]);

      used += (gint64) g_bytes_get_size (bytes);
    }
  file = (gint64) hearth_vfs_get_n_pages (session->vfs, CORE) * 4096;
  hearth_renewal_set_reason (work, "a test");
  sim_disk_set_capacity (used + 2 * file - 1);
  expect_refusal (session, work, HEARTH_VAULT_ERROR_DISK_FULL);
  sim_disk_set_capacity (0);
  g_assert_true (_hearth_renewal_run (work, session, NULL, NULL));
  hearth_session_close (session, FALSE);
}

static void
test_a_cancelled_renewal_is_resumed (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HearthRenewal) work = hearth_renewal_new (BOTH);
  g_autoptr (GError) error = NULL;
  HearthSession *session;

  sim_disk_reset (1);
  set_up_vault (NULL);
  session = open_vault ();
  hearth_renewal_set_reason (work, "a test");
  g_cancellable_cancel (cancellable);
  g_assert_false (_hearth_renewal_run (work, session, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (_hearth_renewal_find_pending (session), ==, 0);
  assert_content (session);
  hearth_session_close (session, FALSE);

  sim_disk_reset (1);
  set_up_pending (NULL);
  session = open_vault ();
  g_assert_true (renew (session, 0, FALSE, NULL));
  assert_only (session, CORE, OLD_EPOCH + 1);
  assert_only (session, MEDICAL, OLD_EPOCH);
  assert_content (session);
  hearth_session_close (session, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_times = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  g_test_add_func ("/vault/renewal/a-renewal-leaves-nothing-under-the-old-key",
                   test_a_renewal_leaves_nothing_under_the_old_key);
  g_test_add_func ("/vault/renewal/a-renewal-needs-a-proven-backup-or-a-reason",
                   test_a_renewal_needs_a_proven_backup_or_a_reason);
  g_test_add_func ("/vault/renewal/a-renewal-needs-room-for-twice-the-file",
                   test_a_renewal_needs_room_for_twice_the_file);
  g_test_add_func ("/vault/renewal/a-cancelled-renewal-is-resumed",
                   test_a_cancelled_renewal_is_resumed);
  g_test_add_func ("/vault/renewal/a-new-key-does-not-wait-for-an-unfinished-one",
                   test_a_new_key_does_not_wait_for_an_unfinished_one);
  g_test_add_func ("/vault/renewal/the-old-header-is-worth-nothing-afterwards",
                   test_the_old_header_is_worth_nothing_afterwards);
  g_test_add_func ("/vault/renewal/what-is-put-back-from-before-is-refused",
                   test_what_is_put_back_from_before_is_refused);
  g_test_add_func ("/vault/renewal/a-power-cut-during-a-renewal-loses-nothing",
                   test_a_power_cut_during_a_renewal_loses_nothing);
  g_test_add_func ("/vault/renewal/a-power-cut-during-a-resumption-loses-nothing",
                   test_a_power_cut_during_a_resumption_loses_nothing);
  g_test_add_func ("/vault/renewal/a-failing-disk-during-a-renewal-loses-nothing",
                   test_a_failing_disk_during_a_renewal_loses_nothing);
  return g_test_run ();
}
