/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A renewal of keys as main sees it: what is asked for, how far it is, and the calls that begin it. */
#include "config.h"

#include "hearth-renewal-private.h"

#include "hearth-vault-facts.h"
#include "hearth-vault-private.h"
#include "hearth-vfs-private.h"

/* What is written for each page: the copy, the frame, the page itself. */
#define N_WRITES 3

/**
 * hearth_renewal_new:
 * @compartments: bit per compartment; none: what an earlier renewal left unfinished
 *
 * Returns: (transfer full): to be filled in and given to hearth_vault_renew(). Thread: any.
 */
HearthRenewal *
hearth_renewal_new (guint compartments)
{
  HearthRenewal *self = g_new0 (HearthRenewal, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->compartments = compartments & ~(1u << HEARTH_COMPARTMENT_IDENTITY);
  return self;
}

/** hearth_renewal_ref: Returns: (transfer full): @self. Thread: any. */
HearthRenewal *
hearth_renewal_ref (HearthRenewal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** hearth_renewal_unref: (transfer full). Thread: any. */
void
hearth_renewal_unref (HearthRenewal *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self->reason);
  g_free (self);
}

/**
 * hearth_renewal_set_is_new:
 * @is_new: a key that nobody holds yet is needed, as when somebody leaves: also where an earlier
 *   renewal is unfinished, whose key they may hold; else that one is finished
 */
void
hearth_renewal_set_is_new (HearthRenewal *self, gboolean is_new)
{
  g_return_if_fail (self != NULL);

  self->is_new = is_new;
}

/** hearth_renewal_set_proof: @proven_s: when a backup was last proven, seconds since 1970; 0: never. */
void
hearth_renewal_set_proof (HearthRenewal *self, gint64 proven_s)
{
  g_return_if_fail (self != NULL);

  self->proven_s = proven_s;
}

/** hearth_renewal_set_reason: @reason: why it is done without a proven backup. */
void
hearth_renewal_set_reason (HearthRenewal *self, const char *reason)
{
  g_return_if_fail (self != NULL);

  g_free (self->reason);
  self->reason = g_strstrip (g_strdup (reason != NULL ? reason : ""));
}

/** hearth_renewal_resolve: of no compartments it becomes what is pending in @vault. Thread: main. */
void
hearth_renewal_resolve (HearthRenewal *self, HearthVault *vault)
{
  g_return_if_fail (self != NULL);

  if (self->compartments == 0)
    self->compartments = hearth_vault_get_pending_renewals (vault);
}

/** hearth_renewal_get_compartments: Returns: bit per compartment. Thread: any. */
guint
hearth_renewal_get_compartments (HearthRenewal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->compartments;
}

/** hearth_renewal_get_fraction: Returns: how far it is, from 0 to 1. Thread: main. */
double
hearth_renewal_get_fraction (HearthRenewal *self)
{
  double fraction;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  if (self->vfs != NULL && self->n_expected > 0)
    self->fraction = MIN (1.0, (double) (hearth_vfs_get_n_sealed (self->vfs) - self->n_before) /
                                   (double) self->n_expected);
  fraction = self->fraction;
  g_mutex_unlock (&self->mutex);
  return fraction;
}

/** hearth_renewal_get_done: Returns: bit per compartment whose old key is forgotten. Thread: any. */
guint
hearth_renewal_get_done (HearthRenewal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) g_atomic_int_get (&self->done);
}

/** _hearth_renewal_begin_progress: from now on hearth_renewal_get_fraction() counts. Thread: writer. */
void
_hearth_renewal_begin_progress (HearthRenewal *self, HearthSession *session)
{
  guint64 n_pages = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if ((self->compartments & 1u << i) != 0)
        n_pages += hearth_vfs_get_n_pages (session->vfs, (HearthCompartment) i);
    }
  g_mutex_lock (&self->mutex);
  self->vfs = session->vfs;
  self->n_before = hearth_vfs_get_n_sealed (session->vfs);
  self->n_expected = n_pages * N_WRITES;
  g_mutex_unlock (&self->mutex);
}

/** _hearth_renewal_end_progress: @is_done: whether everything was renewed. Thread: writer. */
void
_hearth_renewal_end_progress (HearthRenewal *self, gboolean is_done)
{
  g_mutex_lock (&self->mutex);
  self->vfs = NULL;
  if (is_done)
    self->fraction = 1;
  g_mutex_unlock (&self->mutex);
}

typedef struct
{
  HearthRenewal *renewal;
  GCancellable *cancellable; /* (nullable) */
} RenewalJob;

static gboolean
run_job (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  RenewalJob *job = data;

  return _hearth_renewal_run (job->renewal, session, job->cancellable, error);
}

static RenewalJob *
renewal_job_new (HearthRenewal *renewal, GCancellable *cancellable)
{
  RenewalJob *job = g_new0 (RenewalJob, 1);

  job->renewal = hearth_renewal_ref (renewal);
  g_set_object (&job->cancellable, cancellable);
  return job;
}

static void
renewal_job_free (gpointer data)
{
  RenewalJob *job = data;

  hearth_renewal_unref (job->renewal);
  g_clear_object (&job->cancellable);
  g_free (job);
}

/**
 * hearth_vault_get_pending_renewals:
 *
 * Returns: bit per compartment whose renewal was begun and not finished, whoever may finish it: an
 *   owner who holds it. Everything can be read meanwhile, also with the old key. Thread: main.
 */
guint
hearth_vault_get_pending_renewals (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), 0);

  return _hearth_vault_get_facts (self)->pending_renewals;
}

/**
 * hearth_vault_get_settled_epoch:
 *
 * Returns: the epoch of the only key of @cmp; 0 if it is not attached or its renewal is unfinished.
 *   Thread: main.
 */
guint32
hearth_vault_get_settled_epoch (HearthVault *self, HearthCompartment cmp)
{
  const HearthVaultFacts *facts;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), 0);

  facts = _hearth_vault_get_facts (self);
  if (!hearth_vault_has (self, cmp) || (facts->pending_renewals & 1u << cmp) != 0)
    return 0;
  return facts->epochs[cmp];
}

/**
 * hearth_vault_renew:
 *
 * Gives the compartments of @renewal new keys for all who hold the present ones, writes every page
 * anew and forgets the old keys. What was interrupted before is finished without a new key, unless
 * @renewal says otherwise. Not reached are copies and backups made before, blocks that flash storage
 * keeps, and attachments whose keys were read out. Blocks: for hearthctl and tests.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_NOT_OWNER, %HEARTH_VAULT_ERROR_NOT_HELD,
 *   %HEARTH_VAULT_ERROR_NOT_PROVEN without a backup proven within a day and without a reason,
 *   %HEARTH_VAULT_ERROR_DISK_FULL without free space for twice a file, %HEARTH_VAULT_ERROR_BUSY while
 *   a backup is being made, %G_IO_ERROR_CANCELLED, or an input/output error. What was begun is then
 *   pending; see hearth_renewal_get_done(). Thread: main. Source: vault 7.
 */
gboolean
hearth_vault_renew (HearthVault *self,
                    HearthRenewal *renewal,
                    GCancellable *cancellable,
                    GError **error)
{
  RenewalJob *job;
  gboolean is_done;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (renewal != NULL, FALSE);

  job = renewal_job_new (renewal, cancellable);
  is_done = _hearth_vault_call (self, run_job, job, error);
  renewal_job_free (job);
  return is_done;
}

/** hearth_vault_renew_async: as hearth_vault_renew(), on the writer. Others wait meanwhile. */
void
hearth_vault_renew_async (HearthVault *self,
                          HearthRenewal *renewal,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self));
  g_return_if_fail (renewal != NULL);

  _hearth_vault_run_async (self, run_job, renewal_job_new (renewal, cancellable), renewal_job_free,
                           hearth_vault_renew_async, cancellable, callback, user_data);
}

/** hearth_vault_renew_finish: Returns: as hearth_vault_renew(). Thread: main. */
gboolean
hearth_vault_renew_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return _hearth_vault_run_finish (self, result, hearth_vault_renew_async, error);
}
