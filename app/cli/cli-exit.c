/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table from errors to exit codes and code words. */
#include "config.h"

#include "cli-exit.h"

#include "hearth-backup-error.h"
#include "hearth-bundle-error.h"
#include "hearth-crypto-error.h"
#include "hearth-decode-error.h"
#include "hearth-error.h"
#include "hearth-model-error.h"
#include "hearth-notice.h"
#include "hearth-sentence.h"
#include "hearth-vault.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* The name is no subtraction. */
/* clang-format off */
G_DEFINE_QUARK (hearth-cli-error-quark, hearth_cli_error)
/* clang-format on */

typedef struct
{
  int code;
  HearthCliExit exit;
  const char *word;
} ExitRow;

static const ExitRow cli_rows[] = {
  { HEARTH_CLI_ERROR_USAGE, CLI_EXIT_USAGE, "usage" },
  { HEARTH_CLI_ERROR_REFUSED, CLI_EXIT_REFUSED, "refused" },
  { HEARTH_CLI_ERROR_UNKNOWN, CLI_EXIT_REFUSED, "unknown" },
  { HEARTH_CLI_ERROR_EXISTS, CLI_EXIT_REFUSED, "exists" },
  { HEARTH_CLI_ERROR_DENIED, CLI_EXIT_DENIED, "denied" },
  { HEARTH_CLI_ERROR_CONFLICT, CLI_EXIT_CONFLICT, "conflict" },
};

static const ExitRow base_rows[] = {
  { HEARTH_BASE_ERROR_INVALID, CLI_EXIT_REFUSED, "invalid" },
  { HEARTH_BASE_ERROR_LIMIT, CLI_EXIT_REFUSED, "limit" },
  { HEARTH_BASE_ERROR_ENCODING, CLI_EXIT_REFUSED, "encoding" },
  { HEARTH_BASE_ERROR_DUPLICATE, CLI_EXIT_REFUSED, "duplicate" },
  { HEARTH_BASE_ERROR_UNKNOWN, CLI_EXIT_REFUSED, "unknown" },
};

/* The age codec's kinds of failure have the bundle's code words (bundles 13). */
static const ExitRow crypto_rows[] = {
  { HEARTH_CRYPTO_ERROR_INVALID, CLI_EXIT_REFUSED, "invalid" },
  { HEARTH_CRYPTO_ERROR_LIMIT, CLI_EXIT_REFUSED, "E_LIMIT" },
  { HEARTH_CRYPTO_ERROR_NOT_AGE, CLI_EXIT_REFUSED, "E_NOT_BUNDLE" },
  { HEARTH_CRYPTO_ERROR_HEADER, CLI_EXIT_REFUSED, "E_HEADER" },
  { HEARTH_CRYPTO_ERROR_NO_KEY, CLI_EXIT_REFUSED, "E_NO_KEY" },
  { HEARTH_CRYPTO_ERROR_MAC, CLI_EXIT_REFUSED, "E_MAC" },
  { HEARTH_CRYPTO_ERROR_PAYLOAD, CLI_EXIT_REFUSED, "E_PAYLOAD" },
  { HEARTH_CRYPTO_ERROR_ARMOR, CLI_EXIT_REFUSED, "E_HEADER" },
  { HEARTH_CRYPTO_ERROR_SIGNATURE, CLI_EXIT_REFUSED, "E_SIGNATURE" },
  { HEARTH_CRYPTO_ERROR_NO_MEMORY, CLI_EXIT_IO, "io" },
};

static const ExitRow vault_rows[] = {
  { HEARTH_VAULT_ERROR_NOT_A_VAULT, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_TOO_NEW, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_WRONG_KEY, CLI_EXIT_LOCKED, "locked" },
  { HEARTH_VAULT_ERROR_BUSY, CLI_EXIT_CONFLICT, "busy" },
  { HEARTH_VAULT_ERROR_HEADER_DAMAGED, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_TAMPERED, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_OLDER, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_PAGE_DAMAGED, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_WAL_DAMAGED, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_TABLE_LOST, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_FILE_MISSING, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_BLOB_DAMAGED, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_VAULT_ERROR_DISK_FULL, CLI_EXIT_IO, "io" },
  { HEARTH_VAULT_ERROR_READ_ONLY, CLI_EXIT_IO, "io" },
  { HEARTH_VAULT_ERROR_IO, CLI_EXIT_IO, "io" },
  { HEARTH_VAULT_ERROR_NO_MEMORY, CLI_EXIT_IO, "io" },
  { HEARTH_VAULT_ERROR_FILE_SYSTEM, CLI_EXIT_IO, "io" },
  { HEARTH_VAULT_ERROR_LIMIT, CLI_EXIT_REFUSED, "limit" },
  { HEARTH_VAULT_ERROR_NOT_OWNER, CLI_EXIT_DENIED, "denied" },
  { HEARTH_VAULT_ERROR_LAST_HOLDER, CLI_EXIT_DENIED, "denied" },
  { HEARTH_VAULT_ERROR_NOT_PROVEN, CLI_EXIT_REFUSED, "no-backup" },
  { HEARTH_VAULT_ERROR_NOT_HELD, CLI_EXIT_DENIED, "denied" },
  { HEARTH_VAULT_ERROR_EXISTS, CLI_EXIT_REFUSED, "exists" },
  { HEARTH_VAULT_ERROR_MISUSE, CLI_EXIT_IO, "io" },
  { HEARTH_VAULT_ERROR_NOT_A_FILE, CLI_EXIT_DAMAGED, "damaged" },
};

static const ExitRow model_rows[] = {
  { HEARTH_MODEL_ERROR_INVALID, CLI_EXIT_REFUSED, "invalid" },
  { HEARTH_MODEL_ERROR_UNKNOWN, CLI_EXIT_REFUSED, "unknown" },
  { HEARTH_MODEL_ERROR_NO_ACCESS, CLI_EXIT_DENIED, "denied" },
  { HEARTH_MODEL_ERROR_JOURNAL, CLI_EXIT_DAMAGED, "damaged" },
  { HEARTH_MODEL_ERROR_LIMIT, CLI_EXIT_REFUSED, "limit" },
  { HEARTH_MODEL_ERROR_REFUSED, CLI_EXIT_REFUSED, "refused" },
  { HEARTH_MODEL_ERROR_MEDIA, CLI_EXIT_REFUSED, "media" },
};

static const ExitRow decode_rows[] = {
  { HEARTH_DECODE_ERROR_UNSUPPORTED, CLI_EXIT_REFUSED, "media" },
  { HEARTH_DECODE_ERROR_TOO_BIG, CLI_EXIT_REFUSED, "limit" },
  { HEARTH_DECODE_ERROR_DAMAGED, CLI_EXIT_REFUSED, "invalid" },
  { HEARTH_DECODE_ERROR_PROTECTED, CLI_EXIT_REFUSED, "protected" },
  { HEARTH_DECODE_ERROR_CRASHED, CLI_EXIT_REFUSED, "invalid" },
  { HEARTH_DECODE_ERROR_TIMEOUT, CLI_EXIT_REFUSED, "limit" },
};

static const ExitRow *
find_row (const ExitRow *rows, gsize n_rows, int code)
{
  for (gsize i = 0; i < n_rows; i++)
    if (rows[i].code == code)
      return &rows[i];
  return NULL;
}

static const ExitRow *
find_exit (const GError *error)
{
#define FIND(rows) find_row (rows, G_N_ELEMENTS (rows), error->code)
  if (error->domain == HEARTH_CLI_ERROR)
    return FIND (cli_rows);
  if (error->domain == HEARTH_BASE_ERROR)
    return FIND (base_rows);
  if (error->domain == HEARTH_CRYPTO_ERROR)
    return FIND (crypto_rows);
  if (error->domain == HEARTH_VAULT_ERROR)
    return FIND (vault_rows);
  if (error->domain == HEARTH_MODEL_ERROR)
    return FIND (model_rows);
  if (error->domain == HEARTH_DECODE_ERROR)
    return FIND (decode_rows);
#undef FIND
  return NULL;
}

/* Errors of bundles carry their code word with them; what may not leave is a matter of rights. */
static HearthCliExit
exit_of_bundle (const GError *error, const char **code)
{
  if (error->code == HEARTH_BUNDLE_ERROR_DENIED)
    {
      *code = "denied";
      return CLI_EXIT_DENIED;
    }
  *code = hearth_bundle_error_get_code (error);
  return CLI_EXIT_REFUSED;
}

/* A file that is refused; that the medium does not take so large a one is its own failure. */
static HearthCliExit
exit_of_backup (const GError *error, const char **code)
{
  *code = hearth_backup_error_get_code (error);
  return error->code == HEARTH_BACKUP_ERROR_TOO_LARGE ? CLI_EXIT_IO : CLI_EXIT_REFUSED;
}

/** What an error is for a script. Whatever is not in the table comes from files and the system. */
HearthCliExit
hearth_cli_exit_of (const GError *error, const char **code)
{
  const ExitRow *row = find_exit (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      *code = "stopped";
      return CLI_EXIT_STOPPED;
    }
  if (error->domain == HEARTH_BUNDLE_ERROR)
    return exit_of_bundle (error, code);
  if (error->domain == HEARTH_BACKUP_ERROR)
    return exit_of_backup (error, code);
  *code = row != NULL ? row->word : "io";
  return row != NULL ? row->exit : CLI_EXIT_IO;
}

/* What is older and what going on loses, in the words of the window, and what to write here. */
static char *
dup_older (const HearthVaultOlder *older)
{
  g_autofree char *notice = hearth_notice_for_older (older);
  const char *restore = _ ("A backup is restored with “backup restore FILE --vault NEW”.");

  if (!older->can_go_on)
    return g_strconcat (notice, " ", restore, NULL);
  return g_strconcat (notice, " ", restore, " ", _ ("An owner goes on with --accept-older."), NULL);
}

/* The messages of the vault and its backups are for developers; what people can do about their errors is one table for all
 * programs. The other layers' messages name the argument, the row or the field that was wrong. */
static char *
dup_message (const GError *error)
{
  const HearthVaultOlder *older = hearth_vault_error_get_older (error);

  if (older != NULL)
    return dup_older (older);
  if (error->domain == HEARTH_VAULT_ERROR || error->domain == HEARTH_BACKUP_ERROR)
    return hearth_sentence_dup_for_error (error);
  /* A message may quote an argument, which is whatever bytes the shell gave. */
  return g_utf8_make_valid (error->message, -1);
}

void
hearth_cli_print_error (const HearthCli *cli, const GError *error, const char *code)
{
  g_autofree char *message = dup_message (error);

  if (cli->json)
    {
      g_autofree char *where = cli->where != NULL ? g_utf8_make_valid (cli->where, -1) : NULL;
      json_auto_t *document =
          json_pack ("{s:s, s:s, s:s*}", "error", code, "message", message, "where", where);
      char *text = document != NULL ? json_dumps (document, JSON_COMPACT) : NULL;

      fprintf (stderr, "%s\n", text != NULL ? text : "{\"error\":\"io\",\"message\":\"\"}");
      free (text);
    }
  else if (cli->where != NULL)
    fprintf (stderr, "hearthctl: %s (%s)\n", message, cli->where);
  else
    fprintf (stderr, "hearthctl: %s\n", message);
}
