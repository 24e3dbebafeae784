/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-backup-error.h"

/* The name is no subtraction. */
/* clang-format off */
G_DEFINE_QUARK (hearth-backup-error-quark, hearth_backup_error)
/* clang-format on */

/* Codes are stable: scripts compare them. Where a bundle has the same failure it has the same word. */
static const char *const codes[] = {
  [HEARTH_BACKUP_ERROR_NOT_BACKUP] = "E_NOT_BACKUP",
  [HEARTH_BACKUP_ERROR_TOO_NEW] = "E_TOO_NEW",
  [HEARTH_BACKUP_ERROR_ARCHIVE] = "E_ARCHIVE",
  [HEARTH_BACKUP_ERROR_HEADER] = "E_HEADER",
  [HEARTH_BACKUP_ERROR_MAC] = "E_MAC",
  [HEARTH_BACKUP_ERROR_LIST] = "E_MANIFEST",
  [HEARTH_BACKUP_ERROR_ENTRY] = "E_ENTRY",
  [HEARTH_BACKUP_ERROR_DATABASE] = "E_DATABASE",
  [HEARTH_BACKUP_ERROR_ATTACHMENT] = "E_ATTACHMENT",
  [HEARTH_BACKUP_ERROR_OTHER_VAULT] = "E_OTHER_VAULT",
  [HEARTH_BACKUP_ERROR_PLACE] = "E_PLACE",
  [HEARTH_BACKUP_ERROR_TOO_LARGE] = "E_LIMIT",
};

/** hearth_backup_error_get_code: Returns: (nullable): "E_…"; %NULL for other errors. Thread: any. */
const char *
hearth_backup_error_get_code (const GError *error)
{
  if (error == NULL || error->domain != HEARTH_BACKUP_ERROR ||
      (guint) error->code >= G_N_ELEMENTS (codes))
    return NULL;
  return codes[error->code];
}
