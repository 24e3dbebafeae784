/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vault on a medium that cannot be written (vault 5.8): owners read it, others do not; it must have
 * been locked properly; and nothing on the disk
 * changes. */
#include "config.h"

#include "hearth-members-private.h"
#include "sim-vault.h"

#include <errno.h>
#include <string.h>

#define CORE HEARTH_COMPARTMENT_CORE
#define MEDICAL HEARTH_COMPARTMENT_MEDICAL
#define OTHER "Лікарка Вигадана"
#define OTHER_PASSPHRASE "інша вода греблю рве"
#define N_COMMITS 3

static int
cannot_write (gpointer data, int folder, const char *name)
{
  return -EROFS;
}

static const HearthFs *
get_read_only_fs (void)
{
  static HearthFs fs;

  fs = *sim_disk_get_fs ();
  fs.can_write = cannot_write;
  return &fs;
}

/* Every file of the disk by name and content. */
static char *
describe_disk (void)
{
  g_autoptr (GPtrArray) paths = sim_disk_list (SIM_FOLDER);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GBytes) bytes = sim_disk_read (paths->pdata[i]);
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

      g_string_append_printf (text, "%s %s\n", (const char *) paths->pdata[i], sum);
    }
  return g_string_free (text, FALSE);
}

static void
assert_disk (const char *before)
{
  g_autofree char *now = describe_disk ();

  g_assert_cmpstr (now, ==, before);
}

static HearthSession *
open_vault (void)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);

  g_assert_no_error (error);
  return session;
}

/* Somebody who holds core and medical, but not the identity. */
static void
add_other (HearthSession *session)
{
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) OTHER_PASSPHRASE, strlen (OTHER_PASSPHRASE));
  g_autoptr (HearthMemberAct) act = hearth_member_act_new_add (OTHER);
  g_autoptr (HearthAmendment) amendment = NULL;
  GError *error = NULL;

  hearth_member_act_set_passphrase (act, passphrase, NULL);
  act->compartments = 1u << CORE | 1u << MEDICAL | 1u << HEARTH_COMPARTMENT_ADMIN;
  amendment = hearth_amendment_new_by_owner (session->login, &error);
  g_assert_no_error (error);
  g_assert_true (_hearth_members_amend (amendment, act, &error));
  g_assert_true (hearth_session_commit_header (session, amendment, &error));
  g_assert_no_error (error);
}

static void
set_up (gboolean is_clean)
{
  HearthSession *session;

  sim_disk_reset (1);
  sim_vault_create ();
  session = open_vault ();
  for (guint i = 0; i < N_COMMITS; i++)
    g_assert_true (sim_vault_commit (session, CORE, NULL));
  add_other (session);
  hearth_session_close (session, !is_clean);
  sim_disk_settle ();
}

static HearthSession *
open_read_only (const char *user, const char *passphrase, GError **error)
{
  return sim_vault_open_as (get_read_only_fs (), user, passphrase, error);
}

static void
expect_refusal (const char *user, const char *passphrase, HearthVaultReadOnly reason)
{
  g_autofree char *before = describe_disk ();
  g_autoptr (GError) error = NULL;

  g_assert_null (open_read_only (user, passphrase, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_READ_ONLY);
  g_assert_cmpint (hearth_vault_error_get_read_only (error), ==, reason);
  assert_disk (before);
}

/* Everything is shown, nothing is saved, and it can be opened again as often as one likes. */
static void
expect_shown (void)
{
  g_autofree char *before = describe_disk ();
  g_autoptr (GError) error = NULL;
  HearthSession *session = open_read_only (SIM_USER, SIM_PASSPHRASE, &error);

  g_assert_no_error (error);
  g_assert_true (session->folder->is_read_only);
  g_assert_cmpint (sim_vault_count (session, CORE), ==, N_COMMITS);
  g_assert_false (sim_vault_commit (session, CORE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_READ_ONLY);
  g_assert_cmpint (sim_vault_count (session, CORE), ==, N_COMMITS);
  hearth_session_close (session, FALSE);
  assert_disk (before);
}

static void
test_an_owner_reads_and_nothing_is_written (void)
{
  set_up (TRUE);
  expect_shown ();
  expect_shown ();
  sim_vault_check (N_COMMITS, 0);
}

static void
test_others_do_not_open_it (void)
{
  g_autoptr (GError) error = NULL;
  HearthSession *session;

  set_up (TRUE);
  expect_refusal (OTHER, OTHER_PASSPHRASE, HEARTH_VAULT_READ_ONLY_NOT_OWNER);
  session = sim_vault_open_as (sim_disk_get_fs (), OTHER, OTHER_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sim_vault_count (session, CORE), ==, N_COMMITS);
  hearth_session_close (session, FALSE);
}

/* Its journal would have to be recovered, which writes: it is opened once where that can be. */
static void
test_one_that_was_not_locked_is_opened_elsewhere_first (void)
{
  set_up (FALSE);
  g_assert_true (sim_disk_exists (SIM_VAULT "/core.db-wal"));
  expect_refusal (SIM_USER, SIM_PASSPHRASE, HEARTH_VAULT_READ_ONLY_NOT_CLEAN);
  sim_vault_check (N_COMMITS, 0);
  expect_shown ();
}

/* Without its journal the database alone would be an older state. */
static void
test_a_journal_that_is_gone_is_still_missed (void)
{
  set_up (FALSE);
  sim_disk_remove (SIM_VAULT "/core.db-wal");
  expect_refusal (SIM_USER, SIM_PASSPHRASE, HEARTH_VAULT_READ_ONLY_NOT_CLEAN);
}

/* The reasons of the login come first: nobody else is told how the vault was left. */
static void
test_who_is_not_an_owner_is_told_only_that (void)
{
  set_up (FALSE);
  expect_refusal (OTHER, OTHER_PASSPHRASE, HEARTH_VAULT_READ_ONLY_NOT_OWNER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault/read-only/an-owner-reads-and-nothing-is-written",
                   test_an_owner_reads_and_nothing_is_written);
  g_test_add_func ("/vault/read-only/others-do-not-open-it", test_others_do_not_open_it);
  g_test_add_func ("/vault/read-only/one-that-was-not-locked-is-opened-elsewhere-first",
                   test_one_that_was_not_locked_is_opened_elsewhere_first);
  g_test_add_func ("/vault/read-only/a-journal-that-is-gone-is-still-missed",
                   test_a_journal_that_is_gone_is_still_missed);
  g_test_add_func ("/vault/read-only/who-is-not-an-owner-is-told-only-that",
                   test_who_is_not_an_owner_is_told_only_that);
  return g_test_run ();
}
