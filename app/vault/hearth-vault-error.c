/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-vault-error-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <sqlite3.h>

typedef struct
{
  int result; /* of SQLite, extended or primary; or an errno */
  HearthVaultError code;
} Mapping;

/* vault 11. The extended codes stand first, because what the system did or SQLITE_INTERRUPT is asked
 * for elsewhere only if nothing more is known. What is not listed is a statement that SQLite or the
 * authorizer refuses: a bug above, MISUSE. */
static const Mapping mappings[] = {
  { SQLITE_IOERR_DATA, HEARTH_VAULT_ERROR_PAGE_DAMAGED },
  { SQLITE_IOERR_CORRUPTFS, HEARTH_VAULT_ERROR_IO },
  { SQLITE_IOERR_NOMEM, HEARTH_VAULT_ERROR_NO_MEMORY },
  { SQLITE_FULL, HEARTH_VAULT_ERROR_DISK_FULL },
  { SQLITE_READONLY, HEARTH_VAULT_ERROR_READ_ONLY },
  { SQLITE_PERM, HEARTH_VAULT_ERROR_READ_ONLY },
  { SQLITE_NOTADB, HEARTH_VAULT_ERROR_PAGE_DAMAGED },
  { SQLITE_CORRUPT, HEARTH_VAULT_ERROR_PAGE_DAMAGED },
  { SQLITE_BUSY, HEARTH_VAULT_ERROR_BUSY },
  { SQLITE_LOCKED, HEARTH_VAULT_ERROR_BUSY },
  { SQLITE_NOMEM, HEARTH_VAULT_ERROR_NO_MEMORY },
  { SQLITE_TOOBIG, HEARTH_VAULT_ERROR_LIMIT },
  { SQLITE_NOLFS, HEARTH_VAULT_ERROR_FILE_SYSTEM },
  { SQLITE_IOERR, HEARTH_VAULT_ERROR_IO },
  { SQLITE_CANTOPEN, HEARTH_VAULT_ERROR_IO },
};

/* What the system says, in the words of the vault. A medium that is gone answers with EIO, ENODEV,
 * ENXIO or ESTALE, a failing one with EIO: both did not answer, and the same has to be done. */
static const Mapping system_mappings[] = {
  { ENOSPC, HEARTH_VAULT_ERROR_DISK_FULL },
  { EDQUOT, HEARTH_VAULT_ERROR_DISK_FULL },
  { EROFS, HEARTH_VAULT_ERROR_READ_ONLY },
  { EACCES, HEARTH_VAULT_ERROR_READ_ONLY },
  { EPERM, HEARTH_VAULT_ERROR_READ_ONLY },
  { ENOENT, HEARTH_VAULT_ERROR_FILE_MISSING },
  /* What stands in the place of a file and is none. */
  { EISDIR, HEARTH_VAULT_ERROR_NOT_A_FILE },
  { ENOTDIR, HEARTH_VAULT_ERROR_NOT_A_FILE },
  { ELOOP, HEARTH_VAULT_ERROR_NOT_A_FILE },
  { EEXIST, HEARTH_VAULT_ERROR_EXISTS },
  { ENOTEMPTY, HEARTH_VAULT_ERROR_EXISTS },
  { EBUSY, HEARTH_VAULT_ERROR_BUSY },
  { ETXTBSY, HEARTH_VAULT_ERROR_BUSY },
  { ENOMEM, HEARTH_VAULT_ERROR_NO_MEMORY },
  { EMFILE, HEARTH_VAULT_ERROR_NO_MEMORY },
  { ENFILE, HEARTH_VAULT_ERROR_NO_MEMORY },
  { EFBIG, HEARTH_VAULT_ERROR_FILE_SYSTEM },
  { ENOLCK, HEARTH_VAULT_ERROR_FILE_SYSTEM },
  { ENOSYS, HEARTH_VAULT_ERROR_FILE_SYSTEM },
  { ENOTSUP, HEARTH_VAULT_ERROR_FILE_SYSTEM },
  { ENAMETOOLONG, HEARTH_VAULT_ERROR_LIMIT },
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

static const Mapping *
find_mapping (const Mapping *rows, gsize n_rows, int result)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].result == result)
        return &rows[i];
    }
  return NULL;
}

static HearthVaultError
code_of_errno (int number)
{
  const Mapping *row = find_mapping (system_mappings, G_N_ELEMENTS (system_mappings), number);

  return row != NULL ? row->code : HEARTH_VAULT_ERROR_IO;
}

/* "The file could not be written" is said in more words by the system, if it was the system. */
static gboolean
is_told_by_system (int result)
{
  int primary = result & 0xff;

  return (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) && result != SQLITE_IOERR_DATA &&
         result != SQLITE_IOERR_NOMEM;
}

static HearthVaultError
code_of_result (int result, int number)
{
  const Mapping *row = find_mapping (mappings, G_N_ELEMENTS (mappings), result);

  if (number != 0 && is_told_by_system (result))
    return code_of_errno (number);
  if (row == NULL)
    row = find_mapping (mappings, G_N_ELEMENTS (mappings), result & 0xff);
  return row != NULL ? row->code : HEARTH_VAULT_ERROR_MISUSE;
}

/** _hearth_vault_set_sqlite_error: as below, where the errno is not known. */
void
_hearth_vault_set_sqlite_error (GError **error, int result, const char *act)
{
  _hearth_vault_set_sqlite_errno_error (error, result, 0, act);
}

/**
 * _hearth_vault_set_sqlite_errno_error:
 * @result: an extended result code of SQLite, not OK, ROW or DONE
 * @number: the errno behind it, if @result is a failure of the file system; 0: not known
 * @act: what was done, for developers: "step", "commit"
 *
 * The message carries the codes alone: the texts of SQLite quote values. People are told the sentence
 * of the error's code, never this message. Thread: any.
 */
void
_hearth_vault_set_sqlite_errno_error (GError **error, int result, int number, const char *act)
{
  if ((result & 0xff) == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", act);
  else
    g_set_error (error, HEARTH_VAULT_ERROR, code_of_result (result, number),
                 "%s: SQLite result %d, errno %d", act, result, number);
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
  g_set_error (error, HEARTH_VAULT_ERROR, code_of_errno (number), "%s: %s", act,
               g_strerror (number));
}

/**
 * _hearth_vault_errno_of:
 * @code: as _hearth_vault_set_errno_error() chose it
 *
 * Returns: an errno that stands for @code, so that an error can pass through SQLite, which knows
 *   nothing else. Thread: any.
 */
int
_hearth_vault_errno_of (HearthVaultError code)
{
  for (guint i = 0; i < G_N_ELEMENTS (system_mappings); i++)
    {
      if (system_mappings[i].code == code)
        return system_mappings[i].result;
    }
  return EIO;
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
