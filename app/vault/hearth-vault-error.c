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

/* What two of the codes have to tell beside themselves: numbers, no content. */
typedef struct
{
  HearthVaultOlder older;
  HearthVaultReadOnly read_only;
} HearthVaultErrorPrivate;

static void
hearth_vault_error_private_init (HearthVaultErrorPrivate *self)
{
}

static void
hearth_vault_error_private_copy (const HearthVaultErrorPrivate *from, HearthVaultErrorPrivate *to)
{
  *to = *from;
}

static void
hearth_vault_error_private_clear (HearthVaultErrorPrivate *self)
{
}

/* The type of the private part is named after the first argument. */
G_DEFINE_EXTENDED_ERROR (HearthVaultError, hearth_vault_error)

/**
 * hearth_vault_error_get_older:
 *
 * Returns: (transfer none) (nullable): the numbers, if @error is %HEARTH_VAULT_ERROR_OLDER; lives as
 *   long as @error. Thread: any.
 */
const HearthVaultOlder *
hearth_vault_error_get_older (const GError *error)
{
  if (!g_error_matches (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_OLDER))
    return NULL;
  return &hearth_vault_error_get_private (error)->older;
}

/** hearth_vault_error_get_read_only: Returns: why, if @error is %HEARTH_VAULT_ERROR_READ_ONLY. */
HearthVaultReadOnly
hearth_vault_error_get_read_only (const GError *error)
{
  if (!g_error_matches (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_READ_ONLY))
    return HEARTH_VAULT_READ_ONLY_MEDIUM;
  return hearth_vault_error_get_private (error)->read_only;
}

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

/** _hearth_vault_set_older_error: %HEARTH_VAULT_ERROR_OLDER with its detail. Thread: any. */
void
_hearth_vault_set_older_error (GError **error, const HearthVaultOlder *older)
{
  GError *made;

  made = g_error_new (HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_OLDER,
                      "older: generation %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                      ", serial %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT ", files %x",
                      older->found_generation, older->seen_generation, older->found_serial,
                      older->seen_serial, older->files);
  hearth_vault_error_get_private (made)->older = *older;
  g_propagate_error (error, made);
}

/** _hearth_vault_set_read_only_error: %HEARTH_VAULT_ERROR_READ_ONLY with its detail. Thread: any. */
void
_hearth_vault_set_read_only_error (GError **error, HearthVaultReadOnly reason, const char *message)
{
  GError *made = g_error_new_literal (HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_READ_ONLY, message);

  hearth_vault_error_get_private (made)->read_only = reason;
  g_propagate_error (error, made);
}
