/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole vault whose power fails, or whose disk fails, at every operation of every act: made,
 * unlocked, written, checkpointed, its passphrase changed. */
#include "config.h"

#include "hearth-amendment.h"
#include "hearth-db-private.h"
#include "sim-run.h"
#include "sim-vault.h"

#define NEW_PASSPHRASE "нова вода греблю рве"

static void
set_up_nothing (gpointer data)
{
  sim_kdf_make_cheap ();
}

static void
set_up_vault (gpointer data)
{
  sim_vault_create ();
}

static gboolean
act_create (gpointer data)
{
  HearthSession *session = sim_vault_make (NULL);

  if (session == NULL)
    return FALSE;
  hearth_session_close (session, TRUE);
  return TRUE;
}

/* There is a whole vault or none, and what is left of a part does not stand in the way. */
static void
check_create (gpointer data, gboolean is_acknowledged)
{
  GError *error = NULL;
  gboolean is_there = sim_disk_exists (SIM_VAULT);

  g_assert_true (is_there || !is_acknowledged);
  if (!is_there)
    {
      HearthSession *session = sim_vault_make (&error);

      g_assert_no_error (error);
      hearth_session_close (session, FALSE);
    }
  sim_vault_check (0, 0);
}

static gboolean
act_commit (gpointer data)
{
  HearthSession *session = sim_vault_open (NULL);
  gint64 *n_acknowledged = data;
  gboolean is_done;

  *n_acknowledged = 0;
  if (session == NULL)
    return FALSE;
  is_done = sim_vault_commit (session, HEARTH_COMPARTMENT_CORE, NULL);
  *n_acknowledged += is_done;
  is_done =
      is_done && _hearth_db_checkpoint (session->writer, HEARTH_COMPARTMENT_CORE, FALSE, NULL);
  if (is_done)
    {
      is_done = sim_vault_commit (session, HEARTH_COMPARTMENT_CORE, NULL);
      *n_acknowledged += is_done;
    }
  hearth_session_close (session, FALSE);
  return is_done;
}

static void
check_commit (gpointer data, gboolean is_acknowledged)
{
  const gint64 *n_acknowledged = data;
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);
  gint64 n;

  g_assert_no_error (error);
  n = sim_vault_count (session, HEARTH_COMPARTMENT_CORE);
  g_assert_cmpint (n, >=, *n_acknowledged);
  g_assert_cmpint (n, <=, 2);
  g_assert_cmpint (sim_vault_count (session, HEARTH_COMPARTMENT_MEDICAL), ==, 0);
  hearth_session_close (session, FALSE);
}

static gboolean
act_change_passphrase (gpointer data)
{
  g_autoptr (HearthSecret) new =
      hearth_secret_new ((const guint8 *) NEW_PASSPHRASE, sizeof NEW_PASSPHRASE - 1);
  g_autoptr (HearthAmendment) amendment = NULL;
  HearthSession *session = sim_vault_open (NULL);
  gboolean is_done;

  if (session == NULL)
    return FALSE;
  amendment = hearth_amendment_new (session->login, NULL);
  is_done = hearth_amendment_seal_own_slot (amendment, new, NULL) &&
            hearth_session_commit_header (session, amendment, NULL);
  hearth_session_close (session, TRUE);
  return is_done;
}

/* One of the two opens; the new one if the change was acknowledged, and then the old one not, not
 * even by the copy of the header that is written last. */
static void
check_change_passphrase (gpointer data, gboolean is_acknowledged)
{
  GError *error = NULL;
  HearthSession *session;

  if (is_acknowledged)
    {
      g_assert_null (sim_vault_open (&error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
      g_clear_error (&error);
    }
  session = sim_vault_open_with (NEW_PASSPHRASE, &error);
  if (session != NULL)
    {
      hearth_session_close (session, TRUE);
      session = sim_vault_open (&error);
      g_assert_null (session);
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
      g_clear_error (&error);
      return;
    }
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_false (is_acknowledged);
  session = sim_vault_open (&error);
  g_assert_no_error (error);
  hearth_session_close (session, TRUE);
}

typedef struct
{
  const char *name;
  SimTrial trial;
} Act;

static const Act acts[] = {
  { "making-a-vault", { set_up_nothing, act_create, check_create } },
  { "committing", { set_up_vault, act_commit, check_commit } },
  { "changing-the-passphrase", { set_up_vault, act_change_passphrase, check_change_passphrase } },
};

static guint n_fates = 1;
static guint step = 7;

static void
test_every_cut (gconstpointer data)
{
  const Act *act = data;
  gint64 n_acknowledged = 0;
  guint n = sim_run_every_cut (&act->trial, &n_acknowledged, step, n_fates);

  g_test_message ("%u power cuts", n);
  g_assert_cmpuint (n, >, 0);
}

static void
test_every_fault (gconstpointer data)
{
  const Act *act = data;
  gint64 n_acknowledged = 0;
  guint n = sim_run_every_fault (&act->trial, &n_acknowledged, 5 * step);

  g_test_message ("%u faults", n);
  g_assert_cmpuint (n, >, 0);
}

/* With "all" as argument every operation, several times. */
int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    {
      n_fates = (guint) g_ascii_strtoull (argv[1], NULL, 10);
      step = 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *cut = g_strconcat ("/vault/session-power/a-cut-while-", acts[i].name, NULL);
      g_autofree char *fault =
          g_strconcat ("/vault/session-power/a-fault-while-", acts[i].name, NULL);

      g_test_add_data_func (cut, &acts[i], test_every_cut);
      g_test_add_data_func (fault, &acts[i], test_every_fault);
    }
  return g_test_run ();
}
