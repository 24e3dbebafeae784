/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hearthctl: the operations of the program for scripts, over the same libraries and without a display.
 * Names, keys and exit codes are a contract. One process does one command and ends. */
#pragma once

#include "hearth-clock-jump.h"
#include "hearth-context.h"
#include "hearth-login.h"
#include "hearth-pack-set.h"
#include "hearth-secret.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * HearthCliError: what only the command line knows; all else comes from the layers below.
 */
typedef enum
{
  HEARTH_CLI_ERROR_USAGE,
  HEARTH_CLI_ERROR_REFUSED, /* input with problems, nothing was written */
  HEARTH_CLI_ERROR_UNKNOWN, /* no such case, step, record */
  HEARTH_CLI_ERROR_EXISTS,
  HEARTH_CLI_ERROR_DENIED,
  HEARTH_CLI_ERROR_CONFLICT,
} HearthCliError;
#define HEARTH_CLI_ERROR (hearth_cli_error_quark ())
GQuark hearth_cli_error_quark (void);

/* What the options before the command say, and what has been opened so far. */
typedef struct
{
  char *vault_path;
  char *user;
  int passphrase_fd; /* -1: none given */
  char *passphrase_file;
  char *key_file;
  gboolean json;
  HearthDate today; /* HEARTH_DATE_NONE: the real one */
  gboolean accepts_older;
  const char *language;
  GCancellable *cancellable; /* fires on SIGINT and SIGTERM */
  char *where;               /* place of a refused input, for the error's "where" */

  HearthPackSet *packs;
  HearthSecret *passphrase; /* that opened the vault */
  HearthSecret *key;        /* of the key file, where it is asked for apart */
  HearthVault *vault;
  HearthContext *context;
  HearthClockJump clock_jump; /* found when it was opened */
  gboolean is_checked;        /* the answer tells the damage already */
} HearthCli;

void hearth_cli_init (HearthCli *self);
void hearth_cli_clear (HearthCli *self);

HearthPackSet *hearth_cli_get_packs (HearthCli *self, GError **error);
/* What unlocking takes, for acts on a vault that may no longer unlock. Borrowed from @self. */
gboolean hearth_cli_get_credentials (HearthCli *self, HearthCredentials *out, GError **error);
HearthContext *hearth_cli_open (HearthCli *self, GError **error);
HearthSecret *hearth_cli_get_passphrase (HearthCli *self,
                                         gboolean twice,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_cli_need_vault_path (HearthCli *self, GError **error);
const char *hearth_cli_need_user (HearthCli *self, GError **error);
HearthDate hearth_cli_get_today (HearthCli *self);
gboolean hearth_cli_open_recovery (HearthCli *self,
                                   const HearthSecret *recovery_key,
                                   GError **error);
gboolean hearth_cli_use_key_file (HearthCli *self, GError **error);
void hearth_cli_set_where (HearthCli *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

GInputStream *hearth_cli_open_input (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GFileInputStream *hearth_cli_open_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *hearth_cli_read_file (const char *path,
                              gsize max_bytes,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
