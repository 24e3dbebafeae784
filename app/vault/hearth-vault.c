/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vault as the layers above see it: one object that lives on the main thread, and what may be
 * asked of it while it is unlocked. */
#include "config.h"

#define G_LOG_DOMAIN "hearth-vault"

#include "hearth-vault.h"

#include "hearth-vault-facts.h"
#include "hearth-vault-private.h"

G_DEFINE_FINAL_TYPE (HearthVault, hearth_vault, G_TYPE_OBJECT)

enum
{
  LOCKING,
  LOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
 * hearth_vault_exists:
 *
 * Returns: whether @path is the folder of a vault. Says nothing about its health. Thread: any.
 */
gboolean
hearth_vault_exists (const char *path)
{
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  absolute = g_canonicalize_filename (path, NULL);
  return hearth_vault_folder_exists (hearth_fs_get_default (), absolute);
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

/** _hearth_vault_take_facts: @facts: (transfer full): what is true from now on. Thread: main. */
void
_hearth_vault_take_facts (HearthVault *self, HearthVaultFacts *facts)
{
  g_clear_pointer (&self->facts, hearth_vault_facts_free);
  self->facts = facts;
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
  if (self->session->has_foreign_header)
    warnings |= HEARTH_VAULT_WARNING_HEADER_FOREIGN;
  else if (self->session->has_lost_header)
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
