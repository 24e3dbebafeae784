/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hearthctl: one command, one answer, one exit code. */
#include "config.h"

#include "cli-commands.h"
#include "cli-damage.h"
#include "cli-exit.h"
#include "cli-output.h"
#include "cli-secret.h"

#include "hearth-log.h"
#include "hearth-vault.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static void
print_help (void)
{
  g_autofree char *commands = hearth_cli_list_commands ();

  printf ("hearthctl [--vault DIR] [--user NAME] [--passphrase-fd N | --passphrase-file FILE]\n"
          "          [--key-file FILE] [--json] [--today YYYY-MM-DD] [--accept-older] COMMAND "
          "...\n\n%s",
          commands);
}

static const HearthCliCommand *
find_command (GPtrArray *rest, guint *n_words, GError **error)
{
  const HearthCliCommand *command = hearth_cli_find_command (rest, n_words);

  if (command == NULL)
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                         rest->len == 0 ? "no command: see hearthctl --help"
                                        : "unknown command: see hearthctl --help");
  return command;
}

/* A contract about the number of arguments keeps the commands from counting. */
static gboolean
check_count (const HearthCliCommand *command, const HearthCliArgs *args, GError **error)
{
  guint n = hearth_cli_args_count (args);

  if (n >= command->min_args && n <= command->max_args)
    return TRUE;
  g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "usage: hearthctl %s %s",
               command->words, command->usage);
  return FALSE;
}

static void
run (HearthCli *cli, GPtrArray *rest, GError **error)
{
  guint n_words = 0;
  const HearthCliCommand *command = find_command (rest, &n_words, error);
  g_autoptr (HearthCliArgs) args = NULL;
  json_auto_t *document = NULL;

  if (command == NULL)
    return;
  args = hearth_cli_args_parse (cli, rest, n_words, command->options, error);
  if (args == NULL || !check_count (command, args, error))
    return;
  document = command->run (cli, args, error);
  if (document != NULL)
    hearth_cli_print (cli, document, *error == NULL ? error : NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  HearthCliExit status = CLI_EXIT_DONE;
  const char *code = NULL;
  HearthCli cli;

  hearth_log_keep_content_out ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HEARTH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  hearth_vault_global_init ();

  if (argc == 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      print_help ();
      return CLI_EXIT_DONE;
    }
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      printf ("hearthctl %s\n", HEARTH_VERSION);
      return CLI_EXIT_DONE;
    }

  hearth_cli_init (&cli);
  hearth_cli_watch_signals (cli.cancellable);
  if (hearth_cli_parse_global (&cli, argv + 1, rest, &error))
    run (&cli, rest, &error);
  if (error != NULL)
    {
      /* What was wrong may stand before the word that asks for JSON. */
      cli.json |= g_strv_contains ((const char *const *) argv + 1, "--json");
      status = hearth_cli_exit_of (error, &code);
      hearth_cli_print_error (&cli, error, code);
      hearth_cli_tell_damage (&cli, error);
    }
  hearth_cli_clear (&cli);
  return (int) status;
}
