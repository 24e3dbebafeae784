/* SPDX-License-Identifier: GPL-3.0-or-later */
/* key renew: a new key for compartments, and what was interrupted before. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"

#include "hearth-key-renewal.h"

static const HearthCliOption renew_options[] = { { "--compartment", CLI_VALUES },
                                                 { "--resume", CLI_FLAG },
                                                 { "--new-key", CLI_FLAG },
                                                 { "--reason", CLI_VALUE },
                                                 { NULL } };

static gboolean
read_compartments (HearthCli *cli, const HearthCliArgs *args, guint *out, GError **error)
{
  GPtrArray *names = hearth_cli_args_get_all (args, "--compartment");

  *out = 0;
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      HearthCompartment cmp;

      if (!hearth_compartment_from_name (name, &cmp) || cmp == HEARTH_COMPARTMENT_IDENTITY)
        {
          hearth_cli_set_where (cli, "%s", name);
          g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                               "no such compartment");
          return FALSE;
        }
      *out |= 1u << cmp;
    }
  return TRUE;
}

static guint
list_attached (HearthVault *vault)
{
  guint attached = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (hearth_vault_has (vault, (HearthCompartment) i))
        attached |= 1u << i;
    }
  return attached;
}

/* Without --compartment all that this login holds; with --resume only what is unfinished. */
static json_t *
run_renew (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthRenewal) renewal = NULL;
  guint compartments;

  if (!read_compartments (cli, args, &compartments, error) || hearth_cli_open (cli, error) == NULL)
    return NULL;
  if (hearth_cli_args_has (args, "--resume"))
    compartments = 0;
  else if (compartments == 0)
    compartments = list_attached (cli->vault);
  renewal = hearth_renewal_new (compartments);
  hearth_renewal_set_is_new (renewal, hearth_cli_args_has (args, "--new-key"));
  if (!hearth_key_renewal_run (cli->context, renewal, hearth_cli_args_get (args, "--reason"),
                               cli->cancellable, error))
    return NULL;
  return json_pack ("{s:o, s:o}", "renewed",
                    hearth_cli_list_compartments (hearth_renewal_get_done (renewal)), "pending",
                    hearth_cli_list_compartments (hearth_vault_get_pending_renewals (cli->vault)));
}

const HearthCliCommand hearth_cli_key_commands[] = {
  { "key renew", "[--compartment C ...] [--resume | --new-key] [--reason TEXT]", 0, 0,
    renew_options, run_renew },
  { NULL },
};
