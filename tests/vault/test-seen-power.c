/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of this computer when the power fails: no copy is called older that is not, and none that
 * is older than what was locked passes. The first argument multiplies what is tried. */
#include "config.h"

#include "hearth-amendment.h"
#include "sim-run.h"
#include "sim-vault.h"

#include <string.h>

#define CORE HEARTH_COMPARTMENT_CORE
#define MEMORY SIM_FOLDER "/hearth"

static guint n_times = 1;

/* The vault's files of some moment, to be put back later. */
typedef struct
{
  GPtrArray *paths;
  GPtrArray *bytes; /* GBytes */
} Copy;

static void
forget_copy (Copy *self)
{
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->bytes, g_ptr_array_unref);
}

static void
take_copy (Copy *self)
{
  forget_copy (self);
  self->paths = sim_disk_list (SIM_VAULT);
  self->bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < self->paths->len; i++)
    g_ptr_array_add (self->bytes, sim_disk_read (self->paths->pdata[i]));
}

/* All files of it whose names begin with @prefix, in place of what is there now. */
static void
put_copy (const Copy *self, const char *prefix)
{
  g_autoptr (GPtrArray) now = sim_disk_list (SIM_VAULT);

  for (guint i = 0; i < now->len; i++)
    if (g_str_has_prefix (now->pdata[i], prefix))
      sim_disk_remove (now->pdata[i]);
  for (guint i = 0; i < self->paths->len; i++)
    {
      gsize size;
      const void *bytes = g_bytes_get_data (self->bytes->pdata[i], &size);

      if (g_str_has_prefix (self->paths->pdata[i], prefix))
        sim_disk_write (self->paths->pdata[i], bytes, size);
    }
}

static HearthSession *
open_vault (void)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);

  g_assert_no_error (error);
  return session;
}

static void
expect_older (const char *prefix, const Copy *copy)
{
  g_autoptr (SimImage) image = sim_disk_take_image ();
  g_autoptr (GError) error = NULL;

  put_copy (copy, prefix);
  g_assert_null (sim_vault_open (&error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_OLDER);
  sim_disk_put_image (image, 1);
}

static gboolean
write_header (HearthSession *session)
{
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) SIM_PASSPHRASE, sizeof SIM_PASSPHRASE - 1);
  g_autoptr (HearthAmendment) amendment = hearth_amendment_new (session->login, NULL);

  return hearth_amendment_seal_own_slot (amendment, passphrase, NULL) &&
         hearth_session_commit_header (session, amendment, NULL);
}

/* One login, in which a file and the header become newer. */
static gboolean
act_work_and_lock (gpointer data)
{
  HearthSession *session = sim_vault_open (NULL);
  gboolean is_done;

  if (session == NULL)
    return FALSE;
  is_done = sim_vault_commit (session, CORE, NULL) && write_header (session) &&
            sim_vault_commit (session, CORE, NULL);
  hearth_session_close (session, FALSE);
  return is_done && !sim_disk_is_cut ();
}

static void
set_up_locked (gpointer data)
{
  sim_vault_create ();
  take_copy (data);
}

/* As a computer on which no vault was ever locked. */
static void
set_up_without_memory (gpointer data)
{
  set_up_locked (data);
  sim_disk_settle ();
  sim_disk_remove (MEMORY);
}

/* What is there is never called older. After a lock that came to its end what was there before is,
 * as a whole, by one compartment and by the header; and so it is after any later login. */
static void
check_memory (gpointer data, gboolean is_acknowledged)
{
  const Copy *copy = data;
  GError *error = NULL;
  HearthSession *session;

  if (is_acknowledged)
    {
      expect_older (SIM_VAULT, copy);
      expect_older (SIM_VAULT "/core.", copy);
      expect_older (SIM_VAULT "/header", copy);
    }
  session = open_vault ();
  g_assert_false (session->is_memory_damaged);
  g_assert_true (sim_vault_commit (session, CORE, &error));
  g_assert_no_error (error);
  hearth_session_close (session, FALSE);
  expect_older (SIM_VAULT, copy);
  expect_older (SIM_VAULT "/core.", copy);
  session = open_vault ();
  hearth_session_close (session, FALSE);
}

/* An older copy is there, and an owner goes on with it. */
typedef struct
{
  Copy newer;
  Copy older;
} Copies;

static void
set_up_older (gpointer data)
{
  Copies *copies = data;

  sim_vault_create ();
  take_copy (&copies->older);
  g_assert_true (act_work_and_lock (NULL));
  take_copy (&copies->newer);
  put_copy (&copies->older, SIM_VAULT);
  g_assert_null (sim_vault_open (NULL));
}

static gboolean
act_accept (gpointer data)
{
  HearthSession *session = sim_vault_open_older (NULL);

  if (session == NULL)
    return FALSE;
  hearth_session_close (session, FALSE);
  return !sim_disk_is_cut ();
}

/* It is asked for at most once more, and then neither the one copy nor the other passes any more. */
static void
check_accept (gpointer data, gboolean is_acknowledged)
{
  const Copies *copies = data;
  g_autoptr (GError) error = NULL;
  HearthSession *session = sim_vault_open (&error);

  if (session == NULL)
    {
      g_assert_false (is_acknowledged);
      g_assert_error (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_OLDER);
      g_clear_error (&error);
      session = sim_vault_open_older (&error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (sim_vault_count (session, CORE), ==, 0);
  hearth_session_close (session, FALSE);
  expect_older (SIM_VAULT, &copies->older);
  expect_older (SIM_VAULT, &copies->newer);
  session = open_vault ();
  hearth_session_close (session, FALSE);
}

static void
run (const SimTrial *trial, gpointer data, guint quick_step)
{
  guint n = sim_run_every_cut (trial, data, MAX (1, quick_step / n_times), MIN (n_times, 8));

  g_test_message ("%u power cuts", n);
  g_assert_cmpuint (n, >, 5);
}

static void
test_a_cut_while_working_and_locking (void)
{
  const SimTrial trial = { set_up_locked, act_work_and_lock, check_memory };
  Copy copy = { NULL };

  run (&trial, &copy, 3);
  forget_copy (&copy);
}

static void
test_a_cut_during_the_first_lock_on_a_computer (void)
{
  const SimTrial trial = { set_up_without_memory, act_work_and_lock, check_memory };
  Copy copy = { NULL };

  run (&trial, &copy, 3);
  forget_copy (&copy);
}

/* Once locked it is remembered, whatever a power cut leaves of what was not synced. */
static void
test_a_cut_after_the_first_lock_on_a_computer (void)
{
  g_autoptr (SimImage) image = NULL;
  Copy copy = { NULL };

  sim_disk_reset (1);
  set_up_without_memory (&copy);
  sim_disk_settle ();
  image = sim_disk_take_image ();
  for (guint fate = 0; fate < 8 * MIN (n_times, 8); fate++)
    {
      sim_disk_put_image (image, fate);
      g_assert_true (act_work_and_lock (NULL));
      sim_disk_reboot ();
      check_memory (&copy, TRUE);
    }
  forget_copy (&copy);
}

static void
test_a_cut_while_an_owner_goes_on_with_an_older_copy (void)
{
  const SimTrial trial = { set_up_older, act_accept, check_accept };
  Copies copies = { { NULL }, { NULL } };

  run (&trial, &copies, 2);
  forget_copy (&copies.newer);
  forget_copy (&copies.older);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_times = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  g_test_add_func ("/vault/seen-power/a-cut-while-working-and-locking",
                   test_a_cut_while_working_and_locking);
  g_test_add_func ("/vault/seen-power/a-cut-during-the-first-lock-on-a-computer",
                   test_a_cut_during_the_first_lock_on_a_computer);
  g_test_add_func ("/vault/seen-power/a-cut-after-the-first-lock-on-a-computer",
                   test_a_cut_after_the_first_lock_on_a_computer);
  g_test_add_func ("/vault/seen-power/a-cut-while-an-owner-goes-on-with-an-older-copy",
                   test_a_cut_while_an_owner_goes_on_with_an_older_copy);
  return g_test_run ();
}
