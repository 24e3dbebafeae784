/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthVaultError:
 * @HEARTH_VAULT_ERROR_NOT_A_VAULT: the folder has no header
 * @HEARTH_VAULT_ERROR_TOO_NEW: the format or the schema is of a later version
 * @HEARTH_VAULT_ERROR_WRONG_KEY: no slot opens: the name or the passphrase is wrong
 * @HEARTH_VAULT_ERROR_BUSY: another program, or another connection, holds the lock
 * @HEARTH_VAULT_ERROR_HEADER_DAMAGED: both copies of the header are broken
 * @HEARTH_VAULT_ERROR_TAMPERED: a tag or a signature is wrong although a slot opened
 * @HEARTH_VAULT_ERROR_OLDER: the header is older than the data or than this computer's memory
 * @HEARTH_VAULT_ERROR_PAGE_DAMAGED: a page of a database is damaged or was put back
 * @HEARTH_VAULT_ERROR_WAL_DAMAGED: a journal is damaged, taken away or exchanged
 * @HEARTH_VAULT_ERROR_TABLE_LOST: no freshness table of a database authenticates
 * @HEARTH_VAULT_ERROR_FILE_MISSING: a granted file is not there
 * @HEARTH_VAULT_ERROR_BLOB_DAMAGED: an attachment is damaged
 * @HEARTH_VAULT_ERROR_DISK_FULL: no space left
 * @HEARTH_VAULT_ERROR_READ_ONLY: the medium cannot be written
 * @HEARTH_VAULT_ERROR_IO: the operating system refused
 * @HEARTH_VAULT_ERROR_NO_MEMORY: memory, also lockable memory, is exhausted
 * @HEARTH_VAULT_ERROR_FILE_SYSTEM: a file system on which a vault is not safe
 * @HEARTH_VAULT_ERROR_LIMIT: a length or a parameter is beyond its bound
 * @HEARTH_VAULT_ERROR_NOT_OWNER: the act needs the identity key
 * @HEARTH_VAULT_ERROR_LAST_HOLDER: the act would leave a compartment without a holder
 * @HEARTH_VAULT_ERROR_NOT_HELD: the login does not hold a key that the act needs
 * @HEARTH_VAULT_ERROR_NOT_PROVEN: the act needs a backup that was proven within a day, or a reason
 * @HEARTH_VAULT_ERROR_EXISTS: there is something of that name already
 * @HEARTH_VAULT_ERROR_MISUSE: SQL or a call that this layer refuses: a bug above
 * @HEARTH_VAULT_ERROR_NOT_A_FILE: a folder, a link or a pipe has the name of a file of the vault
 *
 * Each code is one sentence for people, made in ui; messages carry no content.
 * Source: vault 11, with the exit codes of hearthctl.
 */
typedef enum
{
  HEARTH_VAULT_ERROR_NOT_A_VAULT,
  HEARTH_VAULT_ERROR_TOO_NEW,
  HEARTH_VAULT_ERROR_WRONG_KEY,
  HEARTH_VAULT_ERROR_BUSY,
  HEARTH_VAULT_ERROR_HEADER_DAMAGED,
  HEARTH_VAULT_ERROR_TAMPERED,
  HEARTH_VAULT_ERROR_OLDER,
  HEARTH_VAULT_ERROR_PAGE_DAMAGED,
  HEARTH_VAULT_ERROR_WAL_DAMAGED,
  HEARTH_VAULT_ERROR_TABLE_LOST,
  HEARTH_VAULT_ERROR_FILE_MISSING,
  HEARTH_VAULT_ERROR_BLOB_DAMAGED,
  HEARTH_VAULT_ERROR_DISK_FULL,
  HEARTH_VAULT_ERROR_READ_ONLY,
  HEARTH_VAULT_ERROR_IO,
  HEARTH_VAULT_ERROR_NO_MEMORY,
  HEARTH_VAULT_ERROR_FILE_SYSTEM,
  HEARTH_VAULT_ERROR_LIMIT,
  HEARTH_VAULT_ERROR_NOT_OWNER,
  HEARTH_VAULT_ERROR_LAST_HOLDER,
  HEARTH_VAULT_ERROR_NOT_HELD,
  HEARTH_VAULT_ERROR_NOT_PROVEN,
  HEARTH_VAULT_ERROR_EXISTS,
  HEARTH_VAULT_ERROR_MISUSE,
  HEARTH_VAULT_ERROR_NOT_A_FILE,
} HearthVaultError;

#define HEARTH_VAULT_ERROR (hearth_vault_error_quark ())
GQuark hearth_vault_error_quark (void);

/**
 * HearthVaultOlder:
 * @found_generation: of the header that is here
 * @seen_generation: the greatest that this computer, or a file of the vault, has seen
 * @found_serial: of the grants that are here
 * @seen_serial: the greatest that was seen
 * @files: bit per compartment whose file is older than it was here
 * @seen_s: when this user last locked the vault here, seconds since 1970; 0: not known
 * @can_go_on: the login is an owner's, who may go on
 *
 * What is lower than it was: the detail of %HEARTH_VAULT_ERROR_OLDER.
 */
typedef struct
{
  guint64 found_generation;
  guint64 seen_generation;
  guint64 found_serial;
  guint64 seen_serial;
  guint files;
  gint64 seen_s;
  gboolean can_go_on;
} HearthVaultOlder;

/**
 * HearthVaultReadOnly:
 * @HEARTH_VAULT_READ_ONLY_MEDIUM: something was to be written
 * @HEARTH_VAULT_READ_ONLY_NOT_OWNER: only owners open a vault that cannot be written
 * @HEARTH_VAULT_READ_ONLY_NOT_CLEAN: it was not locked properly and has to be opened once where it
 *   can be written
 * @HEARTH_VAULT_READ_ONLY_SCHEMA: an earlier version wrote it, and it cannot be migrated
 *
 * Why: the detail of %HEARTH_VAULT_ERROR_READ_ONLY.
 */
typedef enum
{
  HEARTH_VAULT_READ_ONLY_MEDIUM,
  HEARTH_VAULT_READ_ONLY_NOT_OWNER,
  HEARTH_VAULT_READ_ONLY_NOT_CLEAN,
  HEARTH_VAULT_READ_ONLY_SCHEMA,
} HearthVaultReadOnly;

const HearthVaultOlder *hearth_vault_error_get_older (const GError *error);
HearthVaultReadOnly hearth_vault_error_get_read_only (const GError *error);

G_END_DECLS
