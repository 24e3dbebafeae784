/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-second.h"

#include "cli-secret.h"

#include "hearth-second-person.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
approve (HearthCli *cli,
         const HearthCliArgs *args,
         const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
         HearthApproval *out,
         GError **error)
{
  const char *key_file = hearth_cli_args_get (args, "--second-key-file");
  HearthCredentials second = { .user = hearth_cli_args_get (args, "--second") };
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthSecret) key = NULL;
  guint64 fd;

  if (!hearth_cli_args_get_uint (args, "--second-passphrase-fd", G_MAXUINT64, &fd, error))
    return FALSE;
  passphrase = fd != G_MAXUINT64
                   ? hearth_cli_read_secret_fd ((int) fd, error)
                   : hearth_cli_ask_secret (_ ("Passphrase of the second person: "), error);
  if (passphrase == NULL)
    return FALSE;
  key = key_file != NULL ? hearth_cli_read_key_file (key_file, error) : NULL;
  if (key_file != NULL && key == NULL)
    return FALSE;
  second.passphrase = passphrase;
  second.key_file = key;
  return hearth_vault_approve (cli->vault, &second, digest, out, error);
}

gboolean
hearth_cli_ask_second (HearthCli *cli,
                       const HearthCliArgs *args,
                       const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                       HearthCliSecond *out,
                       GError **error)
{
  memset (out, 0, sizeof *out);
  out->alone = hearth_cli_args_get (args, "--alone");
  out->has_approval = hearth_cli_args_has (args, "--second");
  if (out->has_approval && out->alone != NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "this takes --second USER or --alone REASON");
      return FALSE;
    }
  return !out->has_approval || approve (cli, args, digest, &out->approval, error);
}

gboolean
hearth_cli_ask_second_or_nobody (HearthCli *cli,
                                 const HearthCliArgs *args,
                                 const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                                 HearthCliSecond *out,
                                 GError **error)
{
  if (!hearth_cli_ask_second (cli, args, digest, out, error))
    return FALSE;
  if (!out->has_approval && out->alone == NULL && hearth_second_person_is_alone (cli->vault))
    out->alone = "hearthctl, no reason given";
  return TRUE;
}
