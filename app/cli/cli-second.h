/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a command asks for the yes of a second person (security 5). */
#pragma once

#include "cli-args.h"
#include "cli.h"

#include "hearth-approval.h"

G_BEGIN_DECLS

#define CLI_SECOND_USAGE                                                                           \
  "--second USER [--second-passphrase-fd N] [--second-key-file FILE] | --alone REASON"
#define CLI_SECOND_OPTIONS                                                                         \
  { "--second", CLI_VALUE }, { "--second-passphrase-fd", CLI_VALUE },                              \
      { "--second-key-file", CLI_VALUE },                                                          \
  {                                                                                                \
    "--alone", CLI_VALUE                                                                           \
  }

/**
 * HearthCliSecond:
 * @has_approval: somebody was named, and signed
 * @alone: (nullable): the reason why nobody did; borrowed from the arguments
 */
typedef struct
{
  gboolean has_approval;
  HearthApproval approval;
  const char *alone;
} HearthCliSecond;

/* TRUE with neither, if nothing was said. */
gboolean hearth_cli_ask_second (HearthCli *cli,
                                const HearthCliArgs *args,
                                const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                                HearthCliSecond *out,
                                GError **error);

/* The same for acts that scripts do often: they need not give a reason where nobody else may approve; the audit log
 * says that there was none. */
gboolean hearth_cli_ask_second_or_nobody (HearthCli *cli,
                                          const HearthCliArgs *args,
                                          const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                                          HearthCliSecond *out,
                                          GError **error);

G_END_DECLS
