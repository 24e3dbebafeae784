/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-approval.h"

#include "hearth-kdf.h"
#include "hearth-key.h"
#include "hearth-vault-private.h"

#include <string.h>

#define KEY_LABEL "hearth/user/approval/v1"
#define SIGNED_LABEL "hearth/approval/v1\n"
#define LABEL_LENGTH (sizeof SIGNED_LABEL - 1)

typedef struct
{
  const HearthCredentials *second;
  const guint8 *digest;
  HearthApproval *out;
} Approve;

static void
fill_signed (guint8 out[LABEL_LENGTH + HEARTH_APPROVAL_DIGEST_SIZE], const guint8 *digest)
{
  memcpy (out, SIGNED_LABEL, LABEL_LENGTH);
  memcpy (out + LABEL_LENGTH, digest, HEARTH_APPROVAL_DIGEST_SIZE);
}

/* The second person's slot is open in this function only; everything of it is wiped with the login. */
static gboolean
approve (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Approve *self = data;
  g_autoptr (HearthLogin) login =
      hearth_login_open (session->login->header, NULL, self->second, error);
  g_autoptr (HearthSecret) seed = NULL;
  guint8 bytes[LABEL_LENGTH + HEARTH_APPROVAL_DIGEST_SIZE];

  if (login == NULL)
    return FALSE;
  if (!login->user->is_active || hearth_id_equal (&login->user->id, &session->login->user->id))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY,
                           "the second person is another one than the first");
      return FALSE;
    }
  seed = hearth_kdf_derive (login->slot->seed, KEY_LABEL);
  fill_signed (bytes, self->digest);
  self->out->user = login->user->id;
  hearth_key_ed25519_public (seed, self->out->key);
  hearth_key_sign (seed, bytes, sizeof bytes, self->out->signature);
  return TRUE;
}

/**
 * hearth_vault_approve:
 * @second: name and passphrase of the second person, as typed
 * @digest: what is approved: the id of a commit, or the hash of a plan
 * @out: (out): not filled in after an error
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_WRONG_KEY, also if it is the person who is logged in, or an
 *   error of the key derivation. Thread: main. Source: security 5, vault 3.1.
 */
gboolean
hearth_vault_approve (HearthVault *self,
                      const HearthCredentials *second,
                      const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                      HearthApproval *out,
                      GError **error)
{
  Approve work = { second, digest, out };

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (second != NULL && digest != NULL && out != NULL, FALSE);

  return _hearth_vault_call (self, approve, &work, error);
}

typedef struct
{
  Approve work;
  HearthCredentials second;
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  HearthApproval out;
} ApproveJob;

static void
approve_job_free (gpointer data)
{
  ApproveJob *self = data;

  g_free ((char *) self->second.user);
  g_clear_pointer ((HearthSecret **) &self->second.passphrase, hearth_secret_unref);
  g_clear_pointer ((HearthSecret **) &self->second.key_file, hearth_secret_unref);
  g_free (self);
}

static gboolean
approve_in_job (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return approve (session, &((ApproveJob *) data)->work, cancellable, error);
}

/** hearth_vault_approve_async: as hearth_vault_approve(), on the writer, with copies. */
void
hearth_vault_approve_async (HearthVault *self,
                            const HearthCredentials *second,
                            const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ApproveJob *job;

  g_return_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self));
  g_return_if_fail (second != NULL && second->passphrase != NULL && digest != NULL);

  job = g_new0 (ApproveJob, 1);
  job->second.user = g_strdup (second->user);
  job->second.passphrase = hearth_secret_ref ((HearthSecret *) second->passphrase);
  if (second->key_file != NULL)
    job->second.key_file = hearth_secret_ref ((HearthSecret *) second->key_file);
  memcpy (job->digest, digest, sizeof job->digest);
  job->work = (Approve){ &job->second, job->digest, &job->out };
  _hearth_vault_run_async (self, approve_in_job, job, approve_job_free, hearth_vault_approve_async,
                           cancellable, callback, user_data);
}

/** hearth_vault_approve_finish: @out: (out): not filled in after an error. */
gboolean
hearth_vault_approve_finish (HearthVault *self,
                             GAsyncResult *result,
                             HearthApproval *out,
                             GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && out != NULL, FALSE);

  if (!_hearth_vault_run_finish (self, result, hearth_vault_approve_async, error))
    return FALSE;
  *out = ((ApproveJob *) _hearth_vault_get_job_data (result))->out;
  return TRUE;
}

/** hearth_approval_verify: whether the signature is that of the key. Whose key it is, the card says. */
gboolean
hearth_approval_verify (const HearthApproval *self,
                        const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE])
{
  guint8 bytes[LABEL_LENGTH + HEARTH_APPROVAL_DIGEST_SIZE];

  fill_signed (bytes, digest);
  return hearth_key_verify (self->key, bytes, sizeof bytes, self->signature);
}
