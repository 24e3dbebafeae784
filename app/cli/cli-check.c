/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: what of the vault is whole, and whose records are hit where it is not. */
#include "config.h"

#include "cli-commands.h"
#include "cli-damage.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-audit.h"
#include "hearth-journal-check.h"

static const HearthCliOption check_options[] = { { "--deep", CLI_FLAG }, { NULL } };

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  hearth_cli_note (data, "\r%" G_GUINT64_FORMAT " / %" G_GUINT64_FORMAT "%s", done, total,
                   done == total ? "\n" : "");
}

/* A vault that no longer unlocks has no place for the entry; that is no reason to keep the answer. */
static void
note_result (HearthCli *cli, const HearthCheckReport *report)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CHECK,
                                   .phase = report->damaged->len == 0 ? HEARTH_AUDIT_DONE
                                                                      : HEARTH_AUDIT_FAILED,
                                   .n = report->damaged->len,
                                   .why = report->is_deep ? "deep" : NULL };
  g_autoptr (GError) error = NULL;

  if (hearth_cli_open (cli, &error) == NULL || !hearth_context_audit (cli->context, &entry, &error))
    hearth_cli_note (cli, "%s\n", error->message);
}

static HearthCheckReport *
check (HearthCli *cli, gboolean is_deep, GError **error)
{
  HearthCredentials credentials = { 0 };
  HearthCheckHooks hooks = hearth_journal_check_hooks (on_progress, cli);

  if (!hearth_cli_get_credentials (cli, &credentials, error))
    return NULL;
  return hearth_check_run (cli->vault_path, &credentials, is_deep, &hooks, cli->cancellable, error);
}

static json_t *
run_check (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthCheckReport) report = check (cli, hearth_cli_args_has (args, "--deep"), error);
  json_t *document;

  if (report == NULL)
    return NULL;
  document = hearth_cli_describe_check (report);
  note_result (cli, report);
  if (report->damaged->len > 0)
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED,
                         "the vault is damaged");
  if (cli->json)
    return document;
  hearth_cli_print_check (report);
  json_decref (document);
  return NULL;
}

const HearthCliCommand hearth_cli_check_commands[] = {
  { "check", "[--deep]", 0, 0, check_options, run_check },
  { NULL },
};
