/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit list, audit verify, audit checkpoint. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-audit-verify.h"
#include "hearth-audit.h"
#include "hearth-line.h"
#include "hearth-vault-seal.h"

#include <string.h>

#define DEFAULT_LIMIT 200
#define MAX_LIMIT 1000000

static const HearthCliOption list_options[] = { { "--limit", CLI_VALUE },
                                                { "--before", CLI_VALUE },
                                                { NULL } };
static const HearthCliOption verify_options[] = { { "--witness", CLI_VALUES }, { NULL } };

/* The log is for auditors and owners (security 4). */
static HearthContext *
open_for_auditor (HearthCli *cli, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  const char *const *roles;

  if (context == NULL)
    return NULL;
  roles = hearth_vault_get_roles (cli->vault);
  if (g_strv_contains (roles, "auditor") || g_strv_contains (roles, "owner"))
    return context;
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_DENIED,
                       "only auditors and owners read the audit log");
  return NULL;
}

typedef struct
{
  gint64 before;
  guint limit;
} ListQuestion;

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const ListQuestion *question = data;

  return hearth_audit_list (db, question->before, question->limit, error);
}

static gpointer
count_on_reader (HearthDb *db, gpointer data, GError **error)
{
  gint64 *n = data;

  *n = hearth_audit_count (db, error);
  return NULL;
}

static char *
format_time (gint64 at_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at_ms / 1000);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static const char *
find_name (GPtrArray *users, const HearthId *who)
{
  for (guint i = 0; i < users->len; i++)
    {
      const HearthVaultRecipient *user = g_ptr_array_index (users, i);

      if (hearth_id_equal (&user->user, who))
        return user->name;
    }
  return NULL;
}

static json_t *
describe_row (const HearthAuditRow *row, GPtrArray *users)
{
  g_autofree char *at = format_time (row->at_ms);
  json_t *object = json_object ();

  json_object_set_new (object, "entry", json_integer (row->n));
  hearth_cli_set_text (object, "at", at);
  hearth_cli_set_text (object, "event", row->event);
  hearth_cli_set_text (object, "name", find_name (users, &row->who));
  hearth_cli_set_id (object, "who", &row->who);
  hearth_cli_set_text (object, "role", row->role);
  if (hearth_id_is_zero (&row->case_id))
    json_object_set_new (object, "case", json_null ());
  else
    hearth_cli_set_id (object, "case", &row->case_id);
  hearth_cli_set_text (
      object, "part",
      row->cmp == HEARTH_COMPARTMENT_IDENTITY ? NULL : hearth_compartment_get_name (row->cmp));
  json_object_set_new (object, "n", row->count != 0 ? json_integer (row->count) : json_null ());
  hearth_cli_set_text (object, "why", row->why);
  return object;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = open_for_auditor (cli, error);
  guint64 limit = DEFAULT_LIMIT, before = G_MAXINT64;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GError) local_error = NULL;
  ListQuestion question;
  gint64 total = 0;
  json_t *list;

  if (context == NULL || !hearth_cli_args_get_uint (args, "--limit", MAX_LIMIT, &limit, error) ||
      !hearth_cli_args_get_uint (args, "--before", G_MAXINT64, &before, error))
    return NULL;
  question = (ListQuestion){ (gint64) before, (guint) limit };
  hearth_store_read (hearth_context_get_store (context), count_on_reader, &total, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  rows = hearth_store_read (hearth_context_get_store (context), list_on_reader, &question, error);
  if (rows == NULL)
    return NULL;
  /* Nothing is being written: this process does one thing. */
  users = hearth_vault_list_recipients (cli->vault);
  list = json_array ();
  for (guint i = 0; i < rows->len; i++)
    json_array_append_new (list, describe_row (g_ptr_array_index (rows, i), users));
  return json_pack ("{s:I, s:o}", "total", (json_int_t) total, "entries", list);
}

typedef struct
{
  HearthVault *vault;
  const char *const *witnesses;
  HearthAuditReport report;
} VerifyQuestion;

static gpointer
verify_on_reader (HearthDb *db, gpointer data, GError **error)
{
  VerifyQuestion *question = data;

  hearth_audit_verify (db, question->vault, question->witnesses, &question->report, error);
  return NULL;
}

/* Files of checkpoint lines, as `audit checkpoint` prints them and contacts keep them. */
static gboolean
read_witnesses (HearthCli *cli, const HearthCliArgs *args, GPtrArray *lines, GError **error)
{
  GPtrArray *files = hearth_cli_args_get_all (args, "--witness");

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autoptr (GBytes) bytes = hearth_cli_read_file (path, HEARTH_LINE_MAX_LENGTH, error);
      g_autofree char *text = NULL;
      g_auto (GStrv) parts = NULL;
      gconstpointer data;
      gsize length;

      hearth_cli_set_where (cli, "%s", path);
      if (bytes == NULL)
        return FALSE;
      data = g_bytes_get_data (bytes, &length);
      text = g_strndup (data, length);
      parts = g_strsplit (text, "\n", -1);
      for (guint n = 0; parts[n] != NULL; n++)
        if (*parts[n] != '\0')
          g_ptr_array_add (lines, g_strdup (parts[n]));
    }
  return TRUE;
}

static json_t *
describe_report (const HearthAuditReport *report)
{
  const char *fault = hearth_audit_fault_to_word (report->fault);
  json_t *object = json_object ();

  json_object_set_new (object, "ok", json_boolean (report->first_bad == 0));
  json_object_set_new (object, "entries", json_integer (report->n_entries));
  json_object_set_new (object, "first_bad",
                       report->first_bad != 0 ? json_integer (report->first_bad) : json_null ());
  hearth_cli_set_text (object, "fault", fault);
  json_object_set_new (object, "bad", json_integer (report->n_bad));
  json_object_set_new (object, "gaps", json_integer (report->n_missing));
  json_object_set_new (object, "untagged", json_integer (report->n_untagged));
  json_object_set_new (object, "checkpoints", json_integer (report->n_checkpoints));
  json_object_set_new (object, "witnesses", json_integer (report->n_witnesses));
  json_object_set_new (object, "unwitnessed", json_integer (report->n_unwitnessed));
  return object;
}

static json_t *
run_verify (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  HearthContext *context = open_for_auditor (cli, error);
  VerifyQuestion question = { .vault = cli->vault };
  g_autoptr (GError) local_error = NULL;

  if (context == NULL || !read_witnesses (cli, args, lines, error))
    return NULL;
  g_ptr_array_add (lines, NULL);
  question.witnesses = (const char *const *) lines->pdata;
  hearth_store_read (hearth_context_get_store (context), verify_on_reader, &question, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  g_clear_pointer (&cli->where, g_free);
  if (question.report.first_bad != 0)
    g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                 "the audit log was tampered with, from entry %" G_GINT64_FORMAT " on",
                 question.report.first_bad);
  return describe_report (&question.report);
}

static HearthChangeSet *
checkpoint_on_writer (const HearthWriter *writer,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  char **line = data;

  if (!hearth_audit_checkpoint (writer, error))
    return NULL;
  *line = hearth_audit_get_checkpoint (writer->db, &writer->dev, error);
  return *line == NULL ? NULL : hearth_writer_nothing ();
}

/* The end of the log, signed: whoever keeps it can show later that something was cut off. */
static json_t *
run_checkpoint (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = open_for_auditor (cli, error);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autofree char *line = NULL;

  if (context == NULL)
    return NULL;
  changes = hearth_store_write (hearth_context_get_store (context), checkpoint_on_writer, &line,
                                NULL, error);
  if (changes == NULL)
    return NULL;
  return json_pack ("{s:s}", "checkpoint", line);
}

const HearthCliCommand hearth_cli_audit_commands[] = {
  { "audit list", "[--limit N] [--before ENTRY]", 0, 0, list_options, run_list },
  { "audit verify", "[--witness FILE ...]", 0, 0, verify_options, run_verify },
  { "audit checkpoint", "", 0, 0, NULL, run_checkpoint },
  { NULL },
};
