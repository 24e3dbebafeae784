/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* Exit codes of the contract. */
typedef enum
{
  CLI_EXIT_DONE = 0,
  CLI_EXIT_USAGE = 1,
  CLI_EXIT_REFUSED = 2,
  CLI_EXIT_LOCKED = 3,
  CLI_EXIT_DENIED = 4,
  CLI_EXIT_DAMAGED = 5,
  CLI_EXIT_CONFLICT = 6,
  CLI_EXIT_IO = 7,
  CLI_EXIT_STOPPED = 130, /* SIGINT, as shells count it */
} HearthCliExit;

HearthCliExit hearth_cli_exit_of (const GError *error, const char **code);
void hearth_cli_print_error (const HearthCli *cli, const GError *error, const char *code);

G_END_DECLS
