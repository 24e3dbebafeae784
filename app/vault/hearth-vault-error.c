/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-vault-error-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <sqlite3.h>

typedef struct
{
  int primary;
  HearthVaultError code;
} Mapping;

/* SQLITE_IOERR_DATA and SQLITE_INTERRUPT are told apart before this table is asked. What is not
 * listed is a statement that SQLite or the authorizer refuses: a bug above, MISUSE. */
static const Mapping mappings[] = {
  { SQLITE_FULL, HEARTH_VAULT_ERROR_DISK_FULL },
  { SQLITE_READONLY, HEARTH_VAULT_ERROR_READ_ONLY },
  { SQLITE_NOTADB, HEARTH_VAULT_ERROR_PAGE_DAMAGED },
  { SQLITE_CORRUPT, HEARTH_VAULT_ERROR_PAGE_DAMAGED },
  { SQLITE_BUSY, HEARTH_VAULT_ERROR_BUSY },
  { SQLITE_LOCKED, HEARTH_VAULT_ERROR_BUSY },
  { SQLITE_NOMEM, HEARTH_VAULT_ERROR_NO_MEMORY },
  { SQLITE_TOOBIG, HEARTH_VAULT_ERROR_LIMIT },
  { SQLITE_IOERR, HEARTH_VAULT_ERROR_IO },
  { SQLITE_CANTOPEN, HEARTH_VAULT_ERROR_IO },
};

/* The name is no subtraction. */
/* clang-format off */
G_DEFINE_QUARK (hearth-vault-error-quark, hearth_vault_error)
/* clang-format on */

static HearthVaultError
code_of_result (int result)
{
  if (result == SQLITE_IOERR_DATA)
    return HEARTH_VAULT_ERROR_PAGE_DAMAGED;
  if (result == SQLITE_IOERR_NOMEM)
    return HEARTH_VAULT_ERROR_NO_MEMORY;

  for (guint i = 0; i < G_N_ELEMENTS (mappings); i++)
    {
      if (mappings[i].primary == (result & 0xff))
        return mappings[i].code;
    }
  return HEARTH_VAULT_ERROR_MISUSE;
}

/**
 * _hearth_vault_set_sqlite_error:
 * @result: an extended result code of SQLite, not OK, ROW or DONE
 * @act: what was done, for developers: "step", "commit"
 *
 * The message carries the code alone: the texts of SQLite quote values. Thread: any.
 */
void
_hearth_vault_set_sqlite_error (GError **error, int result, const char *act)
{
  if ((result & 0xff) == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", act);
  else
    g_set_error (error, HEARTH_VAULT_ERROR, code_of_result (result), "%s: SQLite result %d", act,
                 result);
}

/**
 * _hearth_vault_set_errno_error:
 * @number: an errno
 * @act: what was done, for developers: "read", "rename"
 *
 * Thread: any.
 */
void
_hearth_vault_set_errno_error (GError **error, int number, const char *act)
{
  HearthVaultError code = HEARTH_VAULT_ERROR_IO;

  if (number == ENOSPC || number == EDQUOT)
    code = HEARTH_VAULT_ERROR_DISK_FULL;
  else if (number == EROFS || number == EACCES || number == EPERM)
    code = HEARTH_VAULT_ERROR_READ_ONLY;
  else if (number == ENOENT)
    code = HEARTH_VAULT_ERROR_FILE_MISSING;
  else if (number == EEXIST || number == ENOTEMPTY)
    code = HEARTH_VAULT_ERROR_EXISTS;
  else if (number == ENOMEM)
    code = HEARTH_VAULT_ERROR_NO_MEMORY;

  g_set_error (error, HEARTH_VAULT_ERROR, code, "%s: %s", act, g_strerror (number));
}
