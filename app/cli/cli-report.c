/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: tables that leave the vault in the clear, each after its entry in the audit log. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-bundle-file.h"
#include "hearth-noted-act.h"
#include "hearth-report-file.h"

static const HearthCliOption options[] = {
  { "--format", CLI_VALUE },
  { "--out", CLI_VALUE },
  { "--from", CLI_VALUE },
  { "--to", CLI_VALUE },
  { "--days", CLI_VALUE },
  { "--names", CLI_FLAG },
  { NULL },
};

/* Pictures are for eyes: they are made in the window, beside their table. */
static gboolean
find_format (const char *name, HearthReportFormat *format)
{
  return hearth_report_format_from_name (name, format) && *format <= HEARTH_REPORT_PDF;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  json_t *list = json_array ();

  for (guint i = 0; hearth_report_get (i) != NULL; i++)
    {
      const HearthReport *report = hearth_report_get (i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:b, s:b}", "name",
                                              hearth_report_get_name (report), "title",
                                              hearth_report_get_title (report, cli->language),
                                              "dates", hearth_report_takes_dates (report), "names",
                                              hearth_report_is_about_people (report)));
    }
  return json_pack ("{s:o}", "reports", list);
}

static gboolean
refuse_usage (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
read_days (HearthCli *cli,
           const HearthCliArgs *args,
           const HearthReport *report,
           HearthReportQuestion *question,
           GError **error)
{
  guint64 days = 0;

  if (!hearth_cli_args_get_date (args, "--from", &question->from, error) ||
      !hearth_cli_args_get_date (args, "--to", &question->to, error) ||
      !hearth_cli_args_get_uint (args, "--days", HEARTH_REPORT_MAX_DAYS, &days, error))
    return FALSE;
  if (hearth_cli_args_has (args, "--days"))
    {
      if (question->to != HEARTH_DATE_NONE)
        return refuse_usage ("--days and --to are two ways to say one thing", error);
      question->to = question->today + (HearthDate) days;
    }
  if (!hearth_report_takes_dates (report) &&
      (question->from != HEARTH_DATE_NONE || question->to != HEARTH_DATE_NONE))
    return refuse_usage ("this report is about today; it takes no dates", error);
  if (question->has_names && !hearth_report_is_about_people (report))
    return refuse_usage ("this report counts; it has no names", error);
  if (question->from != HEARTH_DATE_NONE && question->to != HEARTH_DATE_NONE &&
      question->from > question->to)
    return refuse_usage ("--from is after --to", error);
  return TRUE;
}

typedef struct
{
  const HearthReport *report;
  HearthReportQuestion question;
} Asked;

static gpointer
ask_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;

  return hearth_report_make (asked->report, db, &asked->question, error);
}

/* The name says "written" only of a whole file. */
static gboolean
write_file (HearthCli *cli, const char *path, GBytes *bytes, guint64 *size, GError **error)
{
  g_autoptr (HearthBundleFile) file = hearth_bundle_file_new (path, error);

  return file != NULL &&
         g_output_stream_write_all (hearth_bundle_file_get_stream (file),
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                                    cli->cancellable, error) &&
         hearth_bundle_file_commit (file, size, error);
}

static json_t *
describe (const HearthTable *table, const Asked *asked, guint64 size)
{
  const char *const *notes = hearth_table_get_notes (table);
  guint n_rows = hearth_table_get_n_rows (table);
  json_t *list = json_array ();

  for (; *notes != NULL; notes++)
    json_array_append_new (list, json_string (*notes));
  return json_pack ("{s:s, s:s, s:i, s:I, s:o}", "name", hearth_report_get_name (asked->report),
                    "title", hearth_table_get_title (table), "rows",
                    (int) (hearth_table_has_totals (table) ? n_rows - 1 : n_rows), "bytes",
                    (json_int_t) size, "notes", list);
}

static json_t *export(
    HearthCli *cli, Asked *asked, HearthReportFormat format, const char *out, GError **error)
{
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_EXPORT,
                             .why = hearth_report_get_name (asked->report) };
  g_autoptr (HearthTable) table = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_written;
  guint64 size = 0;

  table = hearth_store_read (hearth_context_get_store (cli->context), ask_on_reader, asked, error);
  if (table == NULL)
    return NULL;
  bytes = hearth_report_make_file (asked->report, table, format, error);
  if (bytes == NULL)
    return NULL;
  entry.n = hearth_table_get_n_rows (table);
  if (!hearth_noted_act_begin (cli->context, &entry, error))
    return NULL;
  is_written = write_file (cli, out, bytes, &size, error);
  hearth_noted_act_end (cli->context, &entry, is_written);
  return is_written ? describe (table, asked, size) : NULL;
}

static json_t *
run_report (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *out = hearth_cli_args_get (args, "--out");
  Asked asked = { hearth_report_find (hearth_cli_args_at (args, 0)),
                  { .language = cli->language,
                    .today = hearth_cli_get_today (cli),
                    .from = HEARTH_DATE_NONE,
                    .to = HEARTH_DATE_NONE,
                    .has_names = hearth_cli_args_has (args, "--names") } };
  HearthReportFormat format;
  HearthDate as_of;

  if (asked.report == NULL)
    {
      hearth_cli_set_where (cli, "%s", hearth_cli_args_at (args, 0));
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "no such report; “report list” names them");
      return NULL;
    }
  if (!find_format (hearth_cli_args_get (args, "--format"), &format) || out == NULL)
    {
      refuse_usage ("report needs --format csv, xlsx or pdf and --out FILE", error);
      return NULL;
    }
  if (!read_days (cli, args, asked.report, &asked.question, error) ||
      hearth_cli_open (cli, error) == NULL || !hearth_cli_check_destination (cli, out, error))
    return NULL;
  as_of = asked.question.to != HEARTH_DATE_NONE ? asked.question.to : asked.question.today;
  asked.question.packs = hearth_context_get_packs (cli->context);
  if (hearth_report_is_about_money (asked.report))
    asked.question.is_owed_known = hearth_cli_refresh_owed (cli, as_of);
  return export(cli, &asked, format, out, error);
}

const HearthCliCommand hearth_cli_report_commands[] = {
  { "report list", "", 0, 0, NULL, run_list },
  { "report", "NAME --format csv|xlsx|pdf --out FILE [--from D] [--to D | --days N] [--names]", 1,
    1, options, run_report },
  { NULL },
};
