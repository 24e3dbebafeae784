/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vault as the layers above see it. It lives on the main thread; what takes long runs on a pool
 * thread or on the writer, on a HearthSession that main takes over when it is complete. */
#include "config.h"

#define G_LOG_DOMAIN "hearth-vault"

#include "hearth-vault.h"

#include "hearth-attempts.h"
#include "hearth-vault-facts.h"
#include "hearth-vault-private.h"

#define CHECKPOINT_EVERY_S 5

struct _HearthVault
{
  GObject parent_instance;
  char *path;
  const HearthSchema *schema;
  HearthVaultFlags flags;
  HearthSession *session;  /* NULL: locked */
  HearthVaultFacts *facts; /* while there is a session */
  HearthSecret *key_file;  /* for the next attempt */
  guint checkpoint_id;
};

G_DEFINE_FINAL_TYPE (HearthVault, hearth_vault, G_TYPE_OBJECT)

enum
{
  LOCKING,
  LOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

/* A job on the writer, and what became of it. */
typedef struct
{
  HearthSession *session; /* borrowed: locking drains the writer first */
  HearthVaultJob job;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *cancellable; /* borrowed from the task */
  gboolean is_done;
  HearthVaultFacts *facts; /* if the header was changed */
  GError *error;
} WriterJob;

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
take_facts (HearthVault *self, HearthVaultFacts *facts)
{
  g_clear_pointer (&self->facts, hearth_vault_facts_free);
  self->facts = facts;
}

static void
take_session (HearthVault *self, HearthSession *session)
{
  g_assert (self->session == NULL);
  self->session = session;
  self->checkpoint_id = g_timeout_add_seconds (CHECKPOINT_EVERY_S, on_checkpoint_due_cb, self);
  take_facts (self, hearth_vault_facts_new (session));
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

static void
free_writer_job (gpointer data)
{
  WriterJob *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_pointer (&self->facts, hearth_vault_facts_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
run_writer_job (gpointer data)
{
  WriterJob *self = data;
  const HearthLogin *login = self->session->login;
  const guint64 generation = login->header->generation;

  self->is_done = self->job (self->session, self->data, self->cancellable, &self->error);
  if (login->header->generation != generation)
    self->facts = hearth_vault_facts_new (self->session);
}

static void
run_writer_job_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WriterJob *self = data;

  self->cancellable = cancellable;
  run_writer_job (self);
  if (self->is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
hearth_vault_dispose (GObject *object)
{
  HearthVault *self = HEARTH_VAULT (object);

  if (self->session != NULL)
    hearth_vault_lock (self, FALSE);

  G_OBJECT_CLASS (hearth_vault_parent_class)->dispose (object);
}

static void
hearth_vault_finalize (GObject *object)
{
  HearthVault *self = HEARTH_VAULT (object);

  g_clear_pointer (&self->key_file, hearth_secret_unref);
  g_free (self->path);

  G_OBJECT_CLASS (hearth_vault_parent_class)->finalize (object);
}

static void
hearth_vault_class_init (HearthVaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hearth_vault_dispose;
  object_class->finalize = hearth_vault_finalize;

  /**
   * HearthVault::locking:
   * @panic: what the writer is doing is given up
   *
   * The last moment at which something may be given to the writer; nobody waits for it.
   */
  signals[LOCKING] = g_signal_new ("locking", HEARTH_TYPE_VAULT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  /**
   * HearthVault::locked:
   *
   * All connections are closed and all keys wiped.
   */
  signals[LOCKED] = g_signal_new ("locked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_vault_init (HearthVault *self)
{
}

/**
 * hearth_vault_new:
 * @path: the folder, absolute or relative to the working directory
 * @schema: (transfer none): outlives the vault
 *
 * Returns: (transfer full): a locked vault. Nothing is opened or made yet. Thread: main.
 */
HearthVault *
hearth_vault_new (const char *path, const HearthSchema *schema)
{
  HearthVault *self;

  g_return_val_if_fail (path != NULL && schema != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_VAULT, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->schema = schema;
  return self;
}

/** hearth_vault_get_path: Returns: (transfer none): the folder, absolute. */
const char *
hearth_vault_get_path (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), NULL);

  return self->path;
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
 * hearth_vault_exists:
 *
 * Returns: whether @path is a folder with a header. Says nothing about its health. Thread: any.
 */
gboolean
hearth_vault_exists (const char *path)
{
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  absolute = g_canonicalize_filename (path, NULL);
  return hearth_vault_folder_has_header (hearth_fs_get_default (), absolute);
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

/**
 * _hearth_vault_get_session:
 *
 * Returns: (transfer none) (nullable): what is open, %NULL while locked. Thread: main, to hand it to
 *   a job; the jobs use it.
 */
HearthSession *
_hearth_vault_get_session (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), NULL);

  return self->session;
}

/** _hearth_vault_get_facts: Returns: (transfer none): until the header is changed. Thread: main. */
const HearthVaultFacts *
_hearth_vault_get_facts (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), NULL);

  return self->facts;
}

/**
 * _hearth_vault_call:
 *
 * Runs @job on the writer, behind what is queued there, and waits. For hearthctl and tests.
 *
 * Returns: what @job answered. Thread: main.
 */
gboolean
_hearth_vault_call (HearthVault *self, HearthVaultJob job, gpointer data, GError **error)
{
  WriterJob work = { .job = job, .data = data };

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, FALSE);

  work.session = self->session;
  hearth_worker_call_sync (self->session->writer_worker, run_writer_job, &work);
  if (!work.is_done)
    g_propagate_error (error, work.error);
  if (work.facts != NULL)
    take_facts (self, work.facts);
  return work.is_done;
}

/**
 * _hearth_vault_run_async:
 * @data: (transfer full): freed by @free_data when the answer was taken
 * @tag: the public function that asks, for _hearth_vault_run_finish()
 *
 * As _hearth_vault_call() without waiting. A job that has begun tells itself whether it was
 * cancelled: what it did is never hidden. Thread: main.
 */
void
_hearth_vault_run_async (HearthVault *self,
                         HearthVaultJob job,
                         gpointer data,
                         GDestroyNotify free_data,
                         gpointer tag,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  WriterJob *work;
  GTask *task;

  g_return_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL);

  work = g_new0 (WriterJob, 1);
  work->session = self->session;
  work->job = job;
  work->data = data;
  work->free_data = free_data;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, free_writer_job);
  hearth_worker_push (self->session->writer_worker, task, run_writer_job_in_task);
}

/** _hearth_vault_run_finish: Returns: what the job answered. Thread: main. */
gboolean
_hearth_vault_run_finish (HearthVault *self, GAsyncResult *result, gpointer tag, GError **error)
{
  WriterJob *work;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  work = g_task_get_task_data (G_TASK (result));
  /* An answer may be taken after another job's, or in the next session. */
  if (work->facts != NULL && self->facts != NULL && work->session == self->session &&
      work->facts->generation > self->facts->generation)
    take_facts (self, g_steal_pointer (&work->facts));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/** _hearth_vault_get_job_data: Returns: (transfer none): what _hearth_vault_run_async() was given. */
gpointer
_hearth_vault_get_job_data (GAsyncResult *result)
{
  const WriterJob *work = g_task_get_task_data (G_TASK (result));

  return work->data;
}

/**
 * hearth_vault_lock:
 * @panic: roll back what is being written and leave the journals for the next unlock
 *
 * Always succeeds. The reader's jobs end as cancelled; the writer's are finished, or with @panic end
 * as cancelled too, and never half. Then everything is closed and wiped, and ::locked emitted. Does
 * nothing on a locked vault. Thread: main.
 */
void
hearth_vault_lock (HearthVault *self, gboolean panic)
{
  g_return_if_fail (HEARTH_IS_VAULT (self));

  if (self->session == NULL)
    return;
  g_clear_handle_id (&self->checkpoint_id, g_source_remove);
  g_signal_emit (self, signals[LOCKING], 0, panic);
  /* Jobs that are still queued may ask this object for its connections: it forgets them last. */
  hearth_session_close (self->session, panic);
  self->session = NULL;
  g_clear_pointer (&self->facts, hearth_vault_facts_free);
  g_signal_emit (self, signals[LOCKED], 0);
}

/** hearth_vault_is_unlocked: whether the getters below may be used. */
gboolean
hearth_vault_is_unlocked (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return self->session != NULL;
}

/** hearth_vault_is_read_only: whether nothing can be saved in the unlocked vault. Thread: any. */
gboolean
hearth_vault_is_read_only (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return self->session != NULL && self->session->folder->is_read_only;
}

/** hearth_vault_has: whether the login holds @cmp and its file is here; %FALSE is an ordinary answer. */
gboolean
hearth_vault_has (HearthVault *self, HearthCompartment cmp)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return self->session != NULL && (self->session->attached & 1u << cmp) != 0;
}

/** hearth_vault_get_writer: Returns: (transfer none): for jobs on the writer worker only. */
HearthDb *
hearth_vault_get_writer (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return self->session->writer;
}

/** hearth_vault_get_reader: Returns: (transfer none): for jobs on the reader worker only. */
HearthDb *
hearth_vault_get_reader (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return self->session->reader;
}

/** hearth_vault_get_writer_worker: Returns: (transfer none): where everything is written. */
HearthWorker *
hearth_vault_get_writer_worker (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return self->session->writer_worker;
}

/** hearth_vault_get_reader_worker: Returns: (transfer none): where everything is read. */
HearthWorker *
hearth_vault_get_reader_worker (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return self->session->reader_worker;
}

/** hearth_vault_get_id: Returns: (transfer none): the vault's id, the same for its whole life. */
const HearthId *
hearth_vault_get_id (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return &self->facts->vault_id;
}

/** hearth_vault_get_dev: Returns: (transfer none): writer id of this vault's lines (bundles 8). */
const HearthId *
hearth_vault_get_dev (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return &self->facts->dev;
}

/** hearth_vault_get_user_id: Returns: (transfer none): who is logged in. */
const HearthId *
hearth_vault_get_user_id (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return &self->facts->user_id;
}

/** hearth_vault_get_user_name: Returns: (transfer none): as entered; until the header is changed. */
const char *
hearth_vault_get_user_name (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return self->facts->user_name;
}

/** hearth_vault_get_roles: Returns: (transfer none): role ids; until the header is changed. */
const char *const *
hearth_vault_get_roles (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return (const char *const *) self->facts->roles;
}

/** hearth_vault_is_owner: whether the login holds the identity key. */
gboolean
hearth_vault_is_owner (HearthVault *self)
{
  return hearth_vault_get_identity_seed (self) != NULL;
}

/** hearth_vault_get_identity_public_key: Returns: (transfer none): 32 bytes, Ed25519. */
const guint8 *
hearth_vault_get_identity_public_key (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return self->facts->identity_key;
}

/** hearth_vault_get_identity_seed: Returns: (transfer none) (nullable): %NULL unless owner. */
const HearthSecret *
hearth_vault_get_identity_seed (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, NULL);

  return self->facts->identity_seed;
}

/**
 * hearth_vault_get_kdf:
 * @memory_bytes: (out): what a passphrase costs, memory
 * @passes: (out): and passes over it
 */
void
hearth_vault_get_kdf (HearthVault *self, guint64 *memory_bytes, guint *passes)
{
  g_return_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL);
  g_return_if_fail (memory_bytes != NULL && passes != NULL);

  *memory_bytes = self->facts->kdf.memory_bytes;
  *passes = self->facts->kdf.passes;
}

/** hearth_vault_get_generation: Returns: how often the header was written. */
guint64
hearth_vault_get_generation (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, 0);

  return self->facts->generation;
}

/** hearth_vault_get_warnings: Returns: what unlocking found that people should know. */
HearthVaultWarnings
hearth_vault_get_warnings (HearthVault *self)
{
  guint warnings = 0;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, 0);

  if (self->session->folder->is_weak)
    warnings |= HEARTH_VAULT_WARNING_WEAK_FILE_SYSTEM;
  if (self->session->login->was_tampered)
    warnings |= HEARTH_VAULT_WARNING_HEADER_TAMPERED;
  if (self->session->has_lost_journal)
    warnings |= HEARTH_VAULT_WARNING_JOURNAL_MISSING;
  if (self->facts->is_temporary)
    warnings |= HEARTH_VAULT_WARNING_CHANGE_PASSPHRASE;
  if (self->session->is_memory_damaged)
    warnings |= HEARTH_VAULT_WARNING_MEMORY_DAMAGED;
  if (self->session->has_lost_header)
    warnings |= HEARTH_VAULT_WARNING_HEADER_REPAIRED;
  if (self->session->folder->is_read_only)
    warnings |= HEARTH_VAULT_WARNING_READ_ONLY;
  return (HearthVaultWarnings) warnings;
}

/** hearth_vault_get_n_failed: Returns: tries to unlock that failed here since the login before. */
guint
hearth_vault_get_n_failed (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, 0);

  return self->session->n_failed;
}

/** hearth_vault_dup_spool_path: Returns: (transfer full): for work files, ciphertext only. */
char *
hearth_vault_dup_spool_path (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), NULL);

  return g_build_filename (self->path, "spool", NULL);
}
