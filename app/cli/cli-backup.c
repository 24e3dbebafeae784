/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup create, verify, restore, plan. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"

#include "hearth-backup-run.h"

static const HearthCliOption create_options[] = { { "--out", CLI_VALUE }, { NULL } };
static const HearthCliOption restore_options[] = { { "--vault", CLI_VALUE }, { NULL } };
static const HearthCliOption plan_options[] = {
  { "--folder", CLI_VALUE }, { "--every-days", CLI_VALUE }, { "--none", CLI_FLAG }, { NULL }
};

static json_t *
list_compartments (guint compartments)
{
  json_t *list = json_array ();

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if ((compartments & 1u << i) != 0)
      json_array_append_new (list,
                             json_string (hearth_compartment_get_name ((HearthCompartment) i)));
  return list;
}

/* @format: "%Y-%m-%dT%H:%M:%SZ", as elsewhere for moments. */
static void
set_time (json_t *object, const char *key, gint64 time_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_s);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  hearth_cli_set_text (object, key, text);
}

static json_t *
describe (const HearthBackupReport *report, gboolean is_verified)
{
  json_t *document = json_object ();

  json_object_set_new (document, "verified", json_boolean (is_verified));
  json_object_set_new (document, "cases",
                       report->n_cases >= 0 ? json_integer (report->n_cases) : json_null ());
  json_object_set_new (document, "bytes", json_integer ((json_int_t) report->size_bytes));
  hearth_cli_set_text (document, "file", report->path);
  set_time (document, "made", report->time_s);
  json_object_set_new (document, "proven", list_compartments (report->proven));
  json_object_set_new (document, "carried", list_compartments (report->carried & ~report->proven));
  json_object_set_new (document, "attachments", json_integer ((json_int_t) report->n_attachments));
  return document;
}

/* A backup that is no good was made all the same, and that is a failure: both are told. */
static json_t *
answer (HearthBackupOutcome *outcome, GError **error)
{
  json_t *document = describe (outcome->report, outcome->proof_error == NULL);

  json_object_set_new (document, "removed", json_integer (outcome->n_removed));
  if (outcome->report->pause_us > 0)
    json_object_set_new (document, "pause_ms",
                         json_integer ((json_int_t) (outcome->report->pause_us / 1000)));
  if (outcome->proof_error != NULL)
    g_propagate_error (error, g_steal_pointer (&outcome->proof_error));
  return document;
}

static json_t *
run_create (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  const char *out = hearth_cli_args_get (args, "--out");
  g_autoptr (HearthBackupOutcome) outcome = NULL;

  if (context == NULL || (out != NULL && !hearth_cli_check_replaceable (out, error)))
    return NULL;
  outcome = hearth_backup_run (context, out, NULL, cli->cancellable, error);
  if (outcome != NULL)
    return answer (outcome, error);
  if (g_error_matches (*error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID) && out == NULL)
    {
      g_clear_error (error);
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "no place for the backup: give --out FILE, or set backup plan --folder");
    }
  return NULL;
}

/* What is not there is no failing disk. */
static gboolean
check_is_there (const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no such file");
  return FALSE;
}

/* A backup brings its own header: where no vault is named, a passphrase of its day is enough. */
static json_t *
verify_alone (HearthCli *cli, const char *path, GError **error)
{
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthBackupReport) report = NULL;

  if (hearth_cli_need_user (cli, error) == NULL)
    return NULL;
  passphrase = hearth_cli_get_passphrase (cli, FALSE, error);
  if (passphrase == NULL)
    return NULL;
  report = hearth_backup_verify_alone (path, cli->user, passphrase, hearth_backup_log_count_cases,
                                       NULL, cli->cancellable, error);
  return report != NULL ? describe (report, TRUE) : NULL;
}

static json_t *
run_verify (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *path = hearth_cli_args_at (args, 0);
  g_autoptr (HearthBackupOutcome) outcome = NULL;
  HearthContext *context;

  hearth_cli_set_where (cli, "%s", path);
  if (!check_is_there (path, error))
    return NULL;
  if (cli->vault_path == NULL || *cli->vault_path == '\0')
    return verify_alone (cli, path, error);
  context = hearth_cli_open (cli, error);
  if (context == NULL)
    return NULL;
  outcome = hearth_backup_prove (context, path, NULL, cli->cancellable, error);
  return outcome != NULL ? describe (outcome->report, TRUE) : NULL;
}

static json_t *
run_restore (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *path = hearth_cli_args_at (args, 0);
  const char *new_path = hearth_cli_args_get (args, "--vault");
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthBackupReport) report = NULL;
  json_t *document;

  if (new_path == NULL)
    new_path = hearth_cli_need_vault_path (cli, error);
  if (new_path == NULL || hearth_cli_need_user (cli, error) == NULL)
    return NULL;
  passphrase = hearth_cli_get_passphrase (cli, FALSE, error);
  if (passphrase == NULL)
    return NULL;
  hearth_cli_set_where (cli, "%s", path);
  if (!check_is_there (path, error))
    return NULL;
  report = hearth_backup_restore (path, new_path, cli->user, passphrase,
                                  hearth_backup_log_count_cases, NULL, cli->cancellable, error);
  if (report == NULL)
    return NULL;
  hearth_cli_note (cli, "The passphrases of the day of the backup work again. An owner must send "
                        "the vault's new card to those who exchange cases with it.");
  document = describe (report, TRUE);
  hearth_cli_set_text (document, "vault", new_path);
  return document;
}

static json_t *
run_plan (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *folder = hearth_cli_args_get (args, "--folder");
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthBackupStatus) status = NULL;
  guint64 every_days = HEARTH_BACKUP_EVERY_DAYS_DEFAULT;

  if (context == NULL ||
      !hearth_cli_args_get_uint (args, "--every-days", HEARTH_BACKUP_EVERY_DAYS_MAX, &every_days,
                                 error))
    return NULL;
  if ((folder != NULL || hearth_cli_args_has (args, "--none")) &&
      !hearth_backup_set_plan (context, folder, (guint) every_days, error))
    return NULL;
  status = hearth_backup_get_status (context, error);
  if (status == NULL)
    return NULL;
  return json_pack ("{s:s?, s:i, s:b, s:b}", "folder", status->plan->folder, "every_days",
                    (int) status->plan->every_days, "due", status->is_due, "folder_present",
                    status->has_folder);
}

/** For `info`: the newest that was proven, or null. */
json_t *
hearth_cli_describe_last_backup (HearthCli *cli, GError **error)
{
  g_autoptr (HearthBackupStatus) status = hearth_backup_get_status (cli->context, error);
  json_t *document;

  if (status == NULL)
    return NULL;
  if (status->last == NULL)
    return json_null ();
  document = json_object ();
  set_time (document, "made", status->last->made_ms / 1000);
  set_time (document, "proven", status->last->checked_ms / 1000);
  hearth_cli_set_text (document, "file", status->last->name);
  json_object_set_new (document, "bytes", json_integer ((json_int_t) status->last->size_bytes));
  json_object_set_new (document, "cases",
                       status->last->n_cases >= 0 ? json_integer (status->last->n_cases)
                                                  : json_null ());
  return document;
}

const HearthCliCommand hearth_cli_backup_commands[] = {
  { "backup create", "[--out FILE]", 0, 0, create_options, run_create },
  { "backup verify", "FILE", 1, 1, NULL, run_verify },
  { "backup restore", "FILE --vault NEW", 1, 1, restore_options, run_restore },
  { "backup plan", "[--folder DIR [--every-days N] | --none]", 0, 0, plan_options, run_plan },
  { NULL },
};
