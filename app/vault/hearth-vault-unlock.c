/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a vault comes by its session: made or opened here or on a pool thread, and taken over by main when
 * it is complete. */
#include "config.h"

#include "hearth-attempts.h"
#include "hearth-vault-facts.h"
#include "hearth-vault-private.h"

#define CHECKPOINT_EVERY_S 5

/* What a task that makes or opens a session owns. */
typedef struct
{
  char *path;
  const HearthSchema *schema;
  char *user;
  HearthSecret *passphrase;
  HearthSecret *key_file;
  HearthSecret *recovery_key;
  HearthKdfSet kdf;
  HearthSessionOptions options;
} SessionWork;

static SessionWork *
new_session_work (HearthVault *self, const char *user, const HearthSecret *passphrase)
{
  SessionWork *work = g_new0 (SessionWork, 1);

  work->path = g_strdup (self->path);
  work->schema = self->schema;
  work->user = g_strdup (user);
  if (passphrase != NULL)
    work->passphrase = hearth_secret_ref ((HearthSecret *) passphrase);
  work->key_file = g_steal_pointer (&self->key_file);
  work->options.state_path = g_get_user_state_dir ();
  work->options.accepts_older = (self->flags & HEARTH_VAULT_ACCEPT_OLDER) != 0;
  return work;
}

static void
free_session_work (gpointer data)
{
  SessionWork *work = data;

  g_clear_pointer (&work->passphrase, hearth_secret_unref);
  g_clear_pointer (&work->key_file, hearth_secret_unref);
  g_clear_pointer (&work->recovery_key, hearth_secret_unref);
  g_free (work->user);
  g_free (work->path);
  g_free (work);
}

/* A session that nobody takes: its answer was dropped. */
static void
drop_session (gpointer data)
{
  hearth_session_close (data, FALSE);
}

static gboolean
on_checkpoint_due_cb (gpointer data)
{
  HearthVault *self = data;

  hearth_session_checkpoint_if_idle (self->session);
  return G_SOURCE_CONTINUE;
}

static void
take_session (HearthVault *self, HearthSession *session)
{
  g_assert (self->session == NULL);
  self->session = session;
  self->checkpoint_id = g_timeout_add_seconds (CHECKPOINT_EVERY_S, on_checkpoint_due_cb, self);
  _hearth_vault_take_facts (self, hearth_vault_facts_new (session));
}

static HearthCredentials
get_credentials (const SessionWork *work)
{
  return (HearthCredentials){ work->user, work->passphrase, work->key_file, work->recovery_key };
}

static HearthSession *
create_session (const SessionWork *work, GError **error)
{
  const HearthCredentials credentials = get_credentials (work);

  return hearth_session_create (hearth_fs_get_default (), work->path, work->schema, &credentials,
                                &work->kdf, &work->options, error);
}

/* A wrong name or passphrase is entered in the audit log at the next login. */
static HearthSession *
open_session (const SessionWork *work, GError **error)
{
  const HearthFs *fs = hearth_fs_get_default ();
  const HearthCredentials credentials = get_credentials (work);
  g_autoptr (GError) local_error = NULL;
  HearthSession *session;

  session = hearth_session_open (fs, work->path, work->schema, &credentials, &work->options,
                                 &local_error);
  if (session != NULL)
    {
      session->n_failed = hearth_attempts_take (fs, &session->login->header->vault_id);
      return session;
    }
  if (g_error_matches (local_error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY))
    hearth_attempts_add (fs, work->path);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static void
return_session (GTask *task, HearthSession *session, GError *error)
{
  if (session != NULL)
    g_task_return_pointer (task, session, drop_session);
  else
    g_task_return_error (task, error);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  return_session (task, create_session (data, &error), error);
}

/* Cancelled or not, nothing is left open when the answer arrives. */
static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  HearthSession *session = open_session (data, &error);

  if (session != NULL && g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      hearth_session_close (session, FALSE);
      session = NULL;
    }
  return_session (task, session, error);
}

static gboolean
finish_session (HearthVault *self, GAsyncResult *result, gpointer tag, GError **error)
{
  HearthSession *session;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  session = g_task_propagate_pointer (G_TASK (result), error);
  if (session != NULL)
    take_session (self, session);
  return session != NULL;
}

/**
 * hearth_vault_set_flags:
 *
 * For every unlock from now on. Thread: main.
 */
void
hearth_vault_set_flags (HearthVault *self, HearthVaultFlags flags)
{
  g_return_if_fail (HEARTH_IS_VAULT (self));

  self->flags = flags;
}

/**
 * hearth_vault_set_key_file:
 * @key_file: (nullable): 32 bytes
 *
 * What the next hearth_vault_create() or hearth_vault_unlock() uses beside the passphrase; forgotten
 * with that attempt. Thread: main.
 */
void
hearth_vault_set_key_file (HearthVault *self, const HearthSecret *key_file)
{
  g_return_if_fail (HEARTH_IS_VAULT (self));
  g_return_if_fail (key_file == NULL || hearth_secret_get_size (key_file) == 32);

  g_clear_pointer (&self->key_file, hearth_secret_unref);
  if (key_file != NULL)
    self->key_file = hearth_secret_ref ((HearthSecret *) key_file);
}

/**
 * hearth_vault_create:
 * @user: name of the first user, who is owner and holds every compartment and every role
 * @passphrase: UTF-8, as typed, not empty
 * @kdf_memory_bytes: from 64 MiB to 2 GiB
 * @kdf_passes: from 1 to 20
 *
 * Makes the vault whole or not at all and leaves it unlocked for that user. Blocks: for hearthctl
 * and tests.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_EXISTS, %HEARTH_VAULT_ERROR_LIMIT,
 *   %HEARTH_VAULT_ERROR_FILE_SYSTEM, %HEARTH_VAULT_ERROR_NO_MEMORY, an error of @schema, or an
 *   input/output error; nothing is left behind. Thread: main. Source: vault 3.4.
 */
gboolean
hearth_vault_create (HearthVault *self,
                     const char *user,
                     const HearthSecret *passphrase,
                     guint64 kdf_memory_bytes,
                     guint kdf_passes,
                     GError **error)
{
  SessionWork *work;
  HearthSession *session;

  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);
  g_return_val_if_fail (user != NULL && passphrase != NULL, FALSE);
  g_return_val_if_fail (self->session == NULL, FALSE);

  work = new_session_work (self, user, passphrase);
  work->kdf.memory_bytes = kdf_memory_bytes;
  work->kdf.passes = kdf_passes;
  session = create_session (work, error);
  free_session_work (work);
  if (session != NULL)
    take_session (self, session);
  return session != NULL;
}

/** hearth_vault_create_async: as hearth_vault_create(), on a pool thread. Cannot be cancelled. */
void
hearth_vault_create_async (HearthVault *self,
                           const char *user,
                           HearthSecret *passphrase,
                           guint64 kdf_memory_bytes,
                           guint kdf_passes,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SessionWork *work;

  g_return_if_fail (HEARTH_IS_VAULT (self));
  g_return_if_fail (user != NULL && passphrase != NULL);
  g_return_if_fail (self->session == NULL);

  work = new_session_work (self, user, passphrase);
  work->kdf.memory_bytes = kdf_memory_bytes;
  work->kdf.passes = kdf_passes;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_vault_create_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, free_session_work);
  g_task_run_in_thread (task, create_in_thread);
}

/** hearth_vault_create_finish: Returns: as hearth_vault_create(). Thread: main. */
gboolean
hearth_vault_create_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return finish_session (self, result, hearth_vault_create_async, error);
}

/**
 * hearth_vault_unlock:
 * @user: as typed; case and spaces around it do not matter
 * @passphrase: UTF-8, as typed
 *
 * Opens everything that is granted to that user. Blocks: for hearthctl and tests.
 *
 * Returns: %FALSE with any code of %HEARTH_VAULT_ERROR; %HEARTH_VAULT_ERROR_WRONG_KEY for an unknown
 *   name and for a wrong passphrase alike. Thread: main. Source: vault 3.3.
 */
gboolean
hearth_vault_unlock (HearthVault *self,
                     const char *user,
                     const HearthSecret *passphrase,
                     GError **error)
{
  SessionWork *work;
  HearthSession *session;

  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);
  g_return_val_if_fail (user != NULL && passphrase != NULL, FALSE);
  g_return_val_if_fail (self->session == NULL, FALSE);

  work = new_session_work (self, user, passphrase);
  session = open_session (work, error);
  free_session_work (work);
  if (session != NULL)
    take_session (self, session);
  return session != NULL;
}

/**
 * hearth_vault_unlock_recovery:
 * @recovery_key: 32 bytes, put together from shares
 *
 * Opens everything for one act: hearth_vault_re_enrol() with a new owner, after which the login is
 * that owner's. Blocks: for hearthctl and tests.
 *
 * Returns: %FALSE with any code of %HEARTH_VAULT_ERROR. Thread: main. Source: security 8.
 */
gboolean
hearth_vault_unlock_recovery (HearthVault *self, const HearthSecret *recovery_key, GError **error)
{
  SessionWork *work;
  HearthSession *session;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session == NULL, FALSE);
  g_return_val_if_fail (recovery_key != NULL && hearth_secret_get_size (recovery_key) == 32, FALSE);

  work = new_session_work (self, NULL, NULL);
  work->recovery_key = hearth_secret_ref ((HearthSecret *) recovery_key);
  session = open_session (work, error);
  free_session_work (work);
  if (session != NULL)
    take_session (self, session);
  return session != NULL;
}

/** hearth_vault_unlock_async: as hearth_vault_unlock(), on a pool thread. */
void
hearth_vault_unlock_async (HearthVault *self,
                           const char *user,
                           HearthSecret *passphrase,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HEARTH_IS_VAULT (self));
  g_return_if_fail (user != NULL && passphrase != NULL);
  g_return_if_fail (self->session == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_vault_unlock_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, new_session_work (self, user, passphrase), free_session_work);
  g_task_run_in_thread (task, open_in_thread);
}

/** hearth_vault_unlock_finish: Returns: as hearth_vault_unlock(). Thread: main. */
gboolean
hearth_vault_unlock_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return finish_session (self, result, hearth_vault_unlock_async, error);
}
