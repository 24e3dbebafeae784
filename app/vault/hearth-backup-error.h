/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthBackupError:
 * @HEARTH_BACKUP_ERROR_NOT_BACKUP: the file does not begin as a backup does
 * @HEARTH_BACKUP_ERROR_TOO_NEW: made by a newer program in a form that this one cannot read
 * @HEARTH_BACKUP_ERROR_ARCHIVE: the archive is cut, or is not as it must be
 * @HEARTH_BACKUP_ERROR_HEADER: the vault's header in it is damaged
 * @HEARTH_BACKUP_ERROR_MAC: the list at its end was not written with a key of this vault
 * @HEARTH_BACKUP_ERROR_LIST: the list at its end is not as it must be, or names other members
 * @HEARTH_BACKUP_ERROR_ENTRY: a member is not the one that the list names
 * @HEARTH_BACKUP_ERROR_DATABASE: a database in it is damaged, old or incomplete
 * @HEARTH_BACKUP_ERROR_ATTACHMENT: an attachment in it is damaged or missing
 * @HEARTH_BACKUP_ERROR_OTHER_VAULT: a backup of another vault than the one that is open
 * @HEARTH_BACKUP_ERROR_PLACE: the vault's own folder: what happens to the vault happens to it there
 * @HEARTH_BACKUP_ERROR_TOO_LARGE: more than the medium takes in one file, or than the form has room for
 *
 * Why a backup is refused; failures of disk, memory and passphrase are those of HearthVaultError.
 * Messages are for developers and carry no content.
 */
typedef enum
{
  HEARTH_BACKUP_ERROR_NOT_BACKUP,
  HEARTH_BACKUP_ERROR_TOO_NEW,
  HEARTH_BACKUP_ERROR_ARCHIVE,
  HEARTH_BACKUP_ERROR_HEADER,
  HEARTH_BACKUP_ERROR_MAC,
  HEARTH_BACKUP_ERROR_LIST,
  HEARTH_BACKUP_ERROR_ENTRY,
  HEARTH_BACKUP_ERROR_DATABASE,
  HEARTH_BACKUP_ERROR_ATTACHMENT,
  HEARTH_BACKUP_ERROR_OTHER_VAULT,
  HEARTH_BACKUP_ERROR_PLACE,
  HEARTH_BACKUP_ERROR_TOO_LARGE,
} HearthBackupError;

#define HEARTH_BACKUP_ERROR (hearth_backup_error_quark ())
GQuark hearth_backup_error_quark (void);

const char *hearth_backup_error_get_code (const GError *error);

G_END_DECLS
