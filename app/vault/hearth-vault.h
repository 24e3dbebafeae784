/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encrypted store: a folder of ciphertext that knows nothing of returnees. It owns the VFS, the
 * header with key slots and grants, the writer and the reader connection with their threads, and the
 * lock. SQLite and libsodium do not show through this header. */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"
#include "hearth-schema.h"
#include "hearth-secret.h"
#include "hearth-vault-error.h"
#include "hearth-worker.h"

G_BEGIN_DECLS

#define HEARTH_VAULT_KDF_MEMORY_DEFAULT (G_GUINT64_CONSTANT (512) << 20)
#define HEARTH_VAULT_KDF_MEMORY_MIN (G_GUINT64_CONSTANT (64) << 20)
#define HEARTH_VAULT_KDF_MEMORY_MAX (G_GUINT64_CONSTANT (2048) << 20)
#define HEARTH_VAULT_KDF_PASSES_DEFAULT 3
#define HEARTH_VAULT_KDF_PASSES_MAX 20

/**
 * HearthProcessWarnings:
 * @HEARTH_PROCESS_MEMORY_NOT_LOCKED: decrypted pages may be swapped out
 * @HEARTH_PROCESS_SQLITE_NOT_OURS: a library initialised SQLite first: freed memory is not wiped
 */
typedef enum
{
  HEARTH_PROCESS_MEMORY_NOT_LOCKED = 1 << 0,
  HEARTH_PROCESS_SQLITE_NOT_OURS = 1 << 1,
} HearthProcessWarnings;

/**
 * HearthVaultWarnings:
 * @HEARTH_VAULT_WARNING_WEAK_FILE_SYSTEM: no owner rights, weak rename
 * @HEARTH_VAULT_WARNING_HEADER_TAMPERED: the newest header was refused, the other copy served
 * @HEARTH_VAULT_WARNING_JOURNAL_MISSING: changes after the last checkpoint may have been taken
 *   away; in a vault that an earlier version wrote a power cut at one unlucky moment looks the same
 * @HEARTH_VAULT_WARNING_CHANGE_PASSPHRASE: the passphrase was chosen by an owner
 * @HEARTH_VAULT_WARNING_READ_ONLY: nothing can be saved, and readings are not noted
 * @HEARTH_VAULT_WARNING_MEMORY_DAMAGED: what this computer remembered of the vault cannot be read:
 *   an older copy would not have been noticed this time
 * @HEARTH_VAULT_WARNING_HEADER_REPAIRED: one copy of the header was damaged or missing; it was made
 *   anew from the other
 * @HEARTH_VAULT_WARNING_HEADER_FOREIGN: one copy of the header was another vault's, which is kept in
 *   "damaged"; it was made anew from the other
 *
 * What the unlocked vault has to tell; none of it stops anybody.
 */
typedef enum
{
  HEARTH_VAULT_WARNING_WEAK_FILE_SYSTEM = 1 << 0,
  HEARTH_VAULT_WARNING_HEADER_TAMPERED = 1 << 1,
  HEARTH_VAULT_WARNING_JOURNAL_MISSING = 1 << 2,
  HEARTH_VAULT_WARNING_CHANGE_PASSPHRASE = 1 << 3,
  HEARTH_VAULT_WARNING_MEMORY_DAMAGED = 1 << 4,
  HEARTH_VAULT_WARNING_HEADER_REPAIRED = 1 << 5,
  HEARTH_VAULT_WARNING_READ_ONLY = 1 << 6,
  HEARTH_VAULT_WARNING_HEADER_FOREIGN = 1 << 7,
} HearthVaultWarnings;

/**
 * HearthVaultFlags:
 * @HEARTH_VAULT_ACCEPT_OLDER: an owner goes on with a copy that is older than what was seen
 *
 * How the next unlock is done.
 */
typedef enum
{
  HEARTH_VAULT_FLAGS_NONE = 0,
  HEARTH_VAULT_ACCEPT_OLDER = 1 << 0,
} HearthVaultFlags;

#define HEARTH_TYPE_VAULT (hearth_vault_get_type ())
G_DECLARE_FINAL_TYPE (HearthVault, hearth_vault, HEARTH, VAULT, GObject)

/* Before anything else in main (): sodium_init, sqlite3_config, core dumps off. */
void hearth_vault_global_init (void);
HearthProcessWarnings hearth_vault_get_process_warnings (void);

/* @schema is borrowed and must outlive the vault. Nothing is opened yet. */
HearthVault *hearth_vault_new (const char *path,
                               const HearthSchema *schema) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_vault_get_path (HearthVault *self);
void hearth_vault_set_flags (HearthVault *self, HearthVaultFlags flags);
/* Whether the folder has a header that begins as a vault's does; says nothing about its health. */
gboolean hearth_vault_exists (const char *path);

/* 32 bytes from a stick, for the next creating or unlocking alone; NULL: none. */
void hearth_vault_set_key_file (HearthVault *self, const HearthSecret *key_file);

/* Makes the folder (it must not exist; else EXISTS) whole or not at all, with its first user, who is
 * owner and holds every compartment, and leaves the vault unlocked for that user. */
gboolean hearth_vault_create (HearthVault *self,
                              const char *user,
                              const HearthSecret *passphrase,
                              guint64 kdf_memory_bytes,
                              guint kdf_passes,
                              GError **error);
void hearth_vault_create_async (HearthVault *self,
                                const char *user,
                                HearthSecret *passphrase,
                                guint64 kdf_memory_bytes,
                                guint kdf_passes,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean hearth_vault_create_finish (HearthVault *self, GAsyncResult *result, GError **error);

gboolean hearth_vault_unlock (HearthVault *self,
                              const char *user,
                              const HearthSecret *passphrase,
                              GError **error);
void hearth_vault_unlock_async (HearthVault *self,
                                const char *user,
                                HearthSecret *passphrase,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean hearth_vault_unlock_recovery (HearthVault *self,
                                       const HearthSecret *recovery_key,
                                       GError **error);
gboolean hearth_vault_unlock_finish (HearthVault *self, GAsyncResult *result, GError **error);

/* The vault is unlocked; the old passphrase is asked for again. Blocks for both Argon2id. */
gboolean hearth_vault_change_passphrase (HearthVault *self,
                                         const HearthSecret *old_passphrase,
                                         const HearthSecret *new_passphrase,
                                         GError **error);
void hearth_vault_change_passphrase_async (HearthVault *self,
                                           HearthSecret *old_passphrase,
                                           HearthSecret *new_passphrase,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean hearth_vault_change_passphrase_finish (HearthVault *self,
                                                GAsyncResult *result,
                                                GError **error);

gboolean hearth_vault_change_key_file (HearthVault *self,
                                       const HearthSecret *passphrase,
                                       const HearthSecret *key_file,
                                       GError **error);
gboolean hearth_vault_change_kdf (HearthVault *self,
                                  const HearthSecret *passphrase,
                                  guint64 memory_bytes,
                                  guint passes,
                                  GError **error);
void hearth_vault_change_kdf_async (HearthVault *self,
                                    HearthSecret *passphrase,
                                    guint64 memory_bytes,
                                    guint passes,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean hearth_vault_change_kdf_finish (HearthVault *self, GAsyncResult *result, GError **error);

/* Always succeeds: cancels the reader, drains the writer, checkpoints (not if @panic), closes, wipes.
 * Emits ::locked. Thread: main. */
void hearth_vault_lock (HearthVault *self, gboolean panic);
gboolean hearth_vault_is_unlocked (HearthVault *self);
gboolean hearth_vault_is_read_only (HearthVault *self);

/* The following are valid while unlocked. */
gboolean hearth_vault_has (HearthVault *self, HearthCompartment cmp);
HearthDb *hearth_vault_get_writer (HearthVault *self);
HearthDb *hearth_vault_get_reader (HearthVault *self);
HearthWorker *hearth_vault_get_writer_worker (HearthVault *self);
HearthWorker *hearth_vault_get_reader_worker (HearthVault *self);
const HearthId *hearth_vault_get_id (HearthVault *self);
const HearthId *hearth_vault_get_dev (HearthVault *self); /* writer id of this vault's lines */
const HearthId *hearth_vault_get_user_id (HearthVault *self);
const char *hearth_vault_get_user_name (HearthVault *self);
const char *const *hearth_vault_get_roles (HearthVault *self);
gboolean hearth_vault_is_owner (HearthVault *self);                     /* holds the identity key */
const guint8 *hearth_vault_get_identity_public_key (HearthVault *self); /* 32 bytes */
/* The identity seed, for signing the card; NULL unless owner. (transfer none) */
const HearthSecret *hearth_vault_get_identity_seed (HearthVault *self);
void hearth_vault_get_kdf (HearthVault *self, guint64 *memory_bytes, guint *passes);
guint64 hearth_vault_get_generation (HearthVault *self);
HearthVaultWarnings hearth_vault_get_warnings (HearthVault *self);
guint hearth_vault_get_n_failed (HearthVault *self);
char *hearth_vault_dup_spool_path (HearthVault *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
