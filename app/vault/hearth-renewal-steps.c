/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of vault 7 on the writer, one compartment after the other. Nothing is under the new key
 * before both copies of the header know it; the old key is forgotten after nothing is under it any
 * more. Between these two every page opens, whatever happens. */
#include "config.h"

#include "hearth-renewal-private.h"

#include "hearth-db-private.h"
#include "hearth-vault-error-private.h"
#include "hearth-vfs-private.h"

/* Beside the file there are at one moment its copy and the journal (vault 7). */
#define N_COPIES 2

/* A backup that reads the databases holds up what a checkpoint would write. */
#define N_CHECKPOINT_TRIES 50
#define CHECKPOINT_PAUSE_US 100000

#define N_TABLE_SAVES 2

/* Compartments of which an epoch beside the written one is live. */
guint
_hearth_renewal_find_pending (const HearthSession *session)
{
  const HearthGrants *grants = session->login->area->grants;
  guint pending = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if ((session->attached & 1u << i) != 0 && grants->live[i]->len > 1)
        pending |= 1u << i;
    }
  return pending;
}

static gboolean
check_rights (HearthRenewal *self, HearthSession *session, GError **error)
{
  if (hearth_login_get_identity (session->login) == NULL)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_OWNER,
                           "only an owner renews keys");
      return FALSE;
    }
  if ((self->compartments & ~session->attached) != 0)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_HELD,
                           "the login does not hold a compartment");
      return FALSE;
    }
  return TRUE;
}

/* What goes wrong here after all is repaired from a backup: there is one, or a person said why not. */
static gboolean
check_proof (const HearthRenewal *self, GError **error)
{
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;

  if (self->reason != NULL && *self->reason != '\0')
    return TRUE;
  if (self->proven_s > 0 && self->proven_s <= now_s &&
      now_s - self->proven_s <= HEARTH_RENEWAL_PROOF_S)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_PROVEN,
                       "no backup was proven within a day, and no reason is given");
  return FALSE;
}

static gboolean
check_space (HearthSession *session, HearthCompartment cmp, GError **error)
{
  const HearthFs *fs = session->folder->fs;
  gint64 needed = (gint64) hearth_vfs_get_n_pages (session->vfs, cmp) * HEARTH_VFS_PAGE * N_COPIES;
  gint64 free_bytes = fs->free_space (fs->data, session->folder->fd);

  if (free_bytes >= needed)
    return TRUE;
  if (free_bytes < 0)
    _hearth_vault_set_errno_error (error, (int) -free_bytes, "free space");
  else
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL,
                         "a renewal needs free space for twice the file");
  return FALSE;
}

/* A backup is copying the databases as they are now. */
static gboolean
check_not_held (HearthSession *session, GError **error)
{
  if (!g_atomic_int_get (&session->vfs->is_held))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BUSY,
                       "a backup is being made");
  return FALSE;
}

static HearthGrants *
grants_of (HearthSession *session)
{
  return session->login->area->grants;
}

/* Boxes of the new key for all who hold the present one. */
static void
grant_new_key (HearthGrants *grants, HearthCompartment cmp, guint32 epoch, const HearthSecret *key)
{
  const guint32 present = hearth_grants_get_epoch (grants, cmp);
  const guint n_grants = grants->grants->len;

  for (guint i = 0; i < n_grants; i++)
    {
      const HearthGrant *grant = g_ptr_array_index (grants->grants, i);
      const HearthUser *user = hearth_grants_find_user (grants, &grant->user);

      if (grant->cmp == cmp && grant->epoch == present && user != NULL)
        hearth_grants_grant (grants, user, cmp, epoch, key);
    }
  hearth_grants_add_epoch (grants, cmp, epoch);
}

/* Step 1: after it both copies of the header know the new key, and only then is anything under it. */
static gboolean
begin_epoch (HearthSession *session, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthAmendment) amendment = hearth_amendment_new_by_owner (session->login, error);
  g_autoptr (HearthSecret) key = hearth_secret_new_random (32);
  HearthGrants *grants;
  guint32 epoch;

  if (amendment == NULL)
    return FALSE;
  grants = amendment->area->grants;
  if (grants->live[cmp]->len >= HEARTH_GRANTS_MAX_EPOCHS)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "too many renewals are unfinished");
      return FALSE;
    }
  epoch = hearth_grants_get_epoch (grants, cmp) + 1;
  grant_new_key (grants, cmp, epoch, key);
  hearth_amendment_add_key (amendment, cmp, epoch, key);
  if (!hearth_session_commit_header (session, amendment, error))
    return FALSE;
  hearth_vfs_add_key (session->vfs, cmp, epoch, key);
  hearth_vfs_set_write_epoch (session->vfs, cmp, epoch);
  return TRUE;
}

/* Step 3: the journal goes, then nothing is left but the database and its tables. */
static gboolean
empty_journal (HearthSession *session,
               HearthCompartment cmp,
               GCancellable *cancellable,
               GError **error)
{
  for (guint i = 0; i < N_CHECKPOINT_TRIES; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (_hearth_db_checkpoint (session->writer, cmp, TRUE, &local_error))
        return TRUE;
      if (i + 1 == N_CHECKPOINT_TRIES ||
          !g_error_matches (local_error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_usleep (CHECKPOINT_PAUSE_US);
    }
  return FALSE;
}

static gboolean
save_tables (HearthSession *session, HearthCompartment cmp, GError **error)
{
  for (guint i = 0; i < N_TABLE_SAVES; i++)
    {
      if (!hearth_vfs_save_table (session->vfs, cmp, error))
        return FALSE;
    }
  return TRUE;
}

/* Step 4: the old keys may be forgotten only if nothing is under them. */
static gboolean
check_epochs (HearthSession *session, HearthCompartment cmp, GError **error)
{
  const GArray *live = grants_of (session)->live[cmp];
  const guint32 present = hearth_grants_get_epoch (grants_of (session), cmp);

  for (guint i = 0; i < live->len; i++)
    {
      guint32 epoch = g_array_index (live, guint32, i);
      guint64 n_pages = 0;

      if (epoch == present)
        continue;
      if (!hearth_vfs_count_epochs (session->vfs, cmp, epoch, &n_pages, error))
        return FALSE;
      if (n_pages == 0)
        continue;
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE,
                           "pages under an old key are left");
      return FALSE;
    }
  return TRUE;
}

static void
drop_old_grants (HearthGrants *grants, HearthCompartment cmp, guint32 present)
{
  for (guint i = grants->grants->len; i > 0; i--)
    {
      const HearthGrant *grant = g_ptr_array_index (grants->grants, i - 1);

      if (grant->cmp == cmp && grant->epoch != present)
        g_ptr_array_remove_index (grants->grants, i - 1);
    }
  g_array_set_size (grants->live[cmp], 0);
  hearth_grants_add_epoch (grants, cmp, present);
}

static void
drop_old_keys (HearthSession *session, HearthCompartment cmp, const guint32 *epochs, guint n_epochs)
{
  for (guint i = 0; i < n_epochs; i++)
    {
      hearth_vfs_drop_key (session->vfs, cmp, epochs[i]);
      hearth_login_drop_key (session->login, cmp, epochs[i]);
    }
}

/* Step 5: the header forgets the old keys, then so does this program. */
static gboolean
end_epochs (HearthSession *session, HearthCompartment cmp, GError **error)
{
  const guint32 present = hearth_grants_get_epoch (grants_of (session), cmp);
  g_autoptr (HearthAmendment) amendment = NULL;
  guint32 old[HEARTH_GRANTS_MAX_EPOCHS];
  guint n_old = 0;

  for (guint i = 0; i < grants_of (session)->live[cmp]->len; i++)
    {
      guint32 epoch = g_array_index (grants_of (session)->live[cmp], guint32, i);

      if (epoch != present)
        old[n_old++] = epoch;
    }
  amendment = hearth_amendment_new_by_owner (session->login, error);
  if (amendment == NULL)
    return FALSE;
  drop_old_grants (amendment->area->grants, cmp, present);
  if (!hearth_session_commit_header (session, amendment, error))
    return FALSE;
  drop_old_keys (session, cmp, old, n_old);
  return TRUE;
}

/* A cancellation is heeded between the steps and during the second; afterwards the renewal is
 * pending. */
static gboolean
renew_one (HearthRenewal *self,
           HearthSession *session,
           HearthCompartment cmp,
           GCancellable *cancellable,
           GError **error)
{
  gboolean is_pending = grants_of (session)->live[cmp]->len > 1;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !check_not_held (session, error) || !check_space (session, cmp, error))
    return FALSE;
  if ((self->is_new || !is_pending) && !begin_epoch (session, cmp, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !_hearth_db_rewrite (session->writer, cmp, error) ||
      !empty_journal (session, cmp, cancellable, error) ||
      !_hearth_db_reseal_lock_page (session->writer, cmp, error) ||
      !save_tables (session, cmp, error) || !check_epochs (session, cmp, error) ||
      !end_epochs (session, cmp, error))
    return FALSE;
  g_atomic_int_or (&self->done, 1u << cmp);
  return TRUE;
}

static gboolean
renew_all (HearthRenewal *self, HearthSession *session, GCancellable *cancellable, GError **error)
{
  gboolean is_done = TRUE;

  _hearth_renewal_begin_progress (self, session);
  hearth_db_set_cancellable (session->writer, cancellable);
  for (guint i = HEARTH_COMPARTMENT_FIRST; is_done && i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if ((self->compartments & 1u << i) != 0)
        is_done = renew_one (self, session, (HearthCompartment) i, cancellable, error);
    }
  hearth_db_set_cancellable (session->writer, NULL);
  _hearth_renewal_end_progress (self, is_done);
  return is_done;
}

static void
on_closing_cb (GCancellable *closing, GCancellable *both)
{
  g_cancellable_cancel (both);
}

/**
 * _hearth_renewal_run:
 *
 * Renews on the writer, while the reader stands still. Locking stops it at the next safe point.
 *
 * Returns: as hearth_vault_renew(). Thread: writer.
 */
gboolean
_hearth_renewal_run (HearthRenewal *self,
                     HearthSession *session,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GCancellable) both = g_cancellable_new ();
  gulong closing_id, cancelled_id = 0;
  HearthWorkerHold *hold;
  gboolean is_done;

  if (self->compartments == 0)
    self->compartments = _hearth_renewal_find_pending (session);
  if (!check_rights (self, session, error) || !check_proof (self, error))
    return FALSE;
  closing_id = g_cancellable_connect (session->closing, G_CALLBACK (on_closing_cb), both, NULL);
  if (cancellable != NULL)
    cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_closing_cb), both, NULL);
  hold = hearth_worker_hold (session->reader_worker);
  is_done = renew_all (self, session, both, error);
  hearth_worker_release (hold);
  g_cancellable_disconnect (session->closing, closing_id);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, cancelled_id);
  return is_done;
}
