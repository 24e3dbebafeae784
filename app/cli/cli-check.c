/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: what of the vault is whole, and whose records are hit where it is not. */
#include "config.h"

#include "cli-commands.h"
#include "cli-damage.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-audit.h"
#include "hearth-journal-check.h"
#include "hearth-journal-salvage.h"
#include "hearth-repair.h"

#include <string.h>

static const HearthCliOption check_options[] = {
  { "--deep", CLI_FLAG },           { "--salvage", CLI_VALUE },
  { "--rebuild-table", CLI_VALUE }, { "--accept-journal", CLI_VALUE },
  { "--reason", CLI_VALUE },        { NULL }
};

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  hearth_cli_note (data, "\r%" G_GUINT64_FORMAT " / %" G_GUINT64_FORMAT "%s", done, total,
                   done == total ? "\n" : "");
}

static void
note_in_log (HearthCli *cli, const HearthCheckReport *report)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CHECK,
                                   .phase = report->damaged->len == 0 ? HEARTH_AUDIT_DONE
                                                                      : HEARTH_AUDIT_FAILED,
                                   .n = report->damaged->len,
                                   .why = report->is_deep ? "deep" : NULL };
  g_autoptr (GError) error = NULL;

  if (!hearth_context_audit (cli->context, &entry, &error))
    hearth_cli_note (cli, "%s\n", error->message);
}

/* The login mends what can be mended. A vault that no longer unlocks has no place for the entry; that is
 * no reason to keep the answer. */
static void
note_result (HearthCli *cli, HearthCheckReport *report)
{
  g_autoptr (GError) error = NULL;

  if (hearth_cli_open (cli, &error) != NULL)
    note_in_log (cli, report);
  else
    {
      hearth_check_report_keep_unmended (report);
      hearth_cli_note (cli, "%s\n", error->message);
    }
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
list_gaps (const HearthSalvageReport *report, gint64 *n_missing)
{
  json_t *list = json_array ();

  *n_missing = 0;
  for (guint i = 0; i < report->gaps->len; i++)
    {
      const HearthJournalGap *gap = &g_array_index (report->gaps, HearthJournalGap, i);
      json_t *object = json_object ();

      hearth_cli_set_text (object, "part", hearth_compartment_get_name (gap->cmp));
      hearth_cli_set_id (object, "device", &gap->dev);
      json_object_set_new (object, "first", json_integer (gap->first));
      json_object_set_new (object, "last", json_integer (gap->last));
      json_array_append_new (list, object);
      *n_missing += gap->last - gap->first + 1;
    }
  return list;
}

static json_t *
run_salvage (HearthCli *cli, const char *new_path, GError **error)
{
  HearthCredentials credentials = { 0 };
  g_autoptr (HearthSalvageReport) report = NULL;
  gint64 n_missing;
  json_t *gaps;

  if (!hearth_cli_get_credentials (cli, &credentials, error))
    return NULL;
  report = hearth_journal_salvage (cli->vault_path, new_path, &credentials, on_progress, cli,
                                   cli->cancellable, error);
  if (report == NULL)
    return NULL;
  gaps = list_gaps (report, &n_missing);
  return json_pack ("{s:s, s:I, s:I, s:I, s:I, s:I, s:o}", "vault", new_path, "lines",
                    (json_int_t) report->n_lines, "refused", (json_int_t) report->n_refused,
                    "missing", (json_int_t) n_missing, "attachments", (json_int_t) report->n_blobs,
                    "attachments_lost", (json_int_t) report->n_blobs_lost, "gaps", gaps);
}

/* "core" or "core.db" */
static gboolean
find_file (HearthCli *cli, const char *text, HearthCompartment *out, GError **error)
{
  g_autofree char *name = g_strdup (text);

  if (g_str_has_suffix (name, ".db"))
    name[strlen (name) - strlen (".db")] = '\0';
  if (hearth_compartment_from_name (name, out) && *out != HEARTH_COMPARTMENT_IDENTITY)
    return TRUE;
  hearth_cli_set_where (cli, "%s", text);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                       "no such database of a vault");
  return FALSE;
}

/* The vault may not unlock before the act, so its entry comes after it. */
static gboolean
note_repair (HearthCli *cli,
             HearthAuditEvent event,
             HearthCompartment cmp,
             const char *reason,
             GError **error)
{
  const HearthAuditEntry entry = {
    .event = event, .phase = HEARTH_AUDIT_DONE, .cmp = cmp, .why = reason
  };

  return hearth_cli_open (cli, error) != NULL && hearth_context_audit (cli->context, &entry, error);
}

static json_t *
run_repair (HearthCli *cli, const HearthCliArgs *args, gboolean is_table, GError **error)
{
  const char *file = hearth_cli_args_get (args, is_table ? "--rebuild-table" : "--accept-journal");
  const char *reason = hearth_cli_args_get (args, "--reason");
  HearthCredentials credentials = { 0 };
  HearthRepairReport report;
  HearthCompartment cmp;

  if (reason == NULL || *reason == '\0')
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "this needs --reason TEXT, which goes into the audit log");
      return NULL;
    }
  if (!find_file (cli, file, &cmp, error) || !hearth_cli_get_credentials (cli, &credentials, error))
    return NULL;
  if (!(is_table ? hearth_repair_table : hearth_repair_journal) (cli->vault_path, &credentials, cmp,
                                                                 &report, error))
    return NULL;
  if (report.was_needed &&
      !note_repair (cli, is_table ? HEARTH_AUDIT_TABLE : HEARTH_AUDIT_JOURNAL, cmp, reason, error))
    return NULL;
  return json_pack ("{s:b, s:i, s:i, s:i, s:I}", "repaired", report.was_needed, "pages",
                    (int) report.n_pages, "unreadable", (int) report.n_unreadable, "unproven",
                    (int) report.n_unproven, "frames_lost", (json_int_t) report.n_frames_lost);
}

static json_t *
run_check (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *new_path = hearth_cli_args_get (args, "--salvage");
  g_autoptr (HearthCheckReport) report = NULL;
  json_t *document;

  if (new_path != NULL)
    return run_salvage (cli, new_path, error);
  if (hearth_cli_args_has (args, "--rebuild-table") ||
      hearth_cli_args_has (args, "--accept-journal"))
    return run_repair (cli, args, hearth_cli_args_has (args, "--rebuild-table"), error);
  report = check (cli, hearth_cli_args_has (args, "--deep"), error);
  if (report == NULL)
    return NULL;
  cli->is_checked = TRUE;
  note_result (cli, report);
  document = hearth_cli_describe_check (report);
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
  { "check",
    "[--deep | --salvage NEW | --rebuild-table FILE --reason TEXT | --accept-journal FILE --reason "
    "TEXT]",
    0, 0, check_options, run_check },
  { NULL },
};
