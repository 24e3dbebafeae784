/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle export, bundle inspect. */
#include "config.h"

#include "cli-case.h"
#include "cli-commands.h"
#include "cli-exit.h"
#include "cli-output.h"
#include "cli-secret.h"
#include "cli-store.h"

#include "hearth-audit.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-reader.h"
#include "hearth-bundle-writer.h"
#include "hearth-crypto-error.h"

#include <string.h>

static const HearthCliOption export_options[] = {
  { "--case", CLI_VALUES },
  { "--filter", CLI_VALUES },
  { "--to", CLI_VALUES },
  { "--parts", CLI_VALUE },
  { "--out", CLI_VALUE },
  { "--to-passphrase-fd", CLI_VALUE },
  { NULL },
};

static gboolean
add_parts (HearthBundleOptions *options, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "core", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      HearthCompartment cmp;

      if (!hearth_compartment_from_name (names[i], &cmp) || cmp == HEARTH_COMPARTMENT_IDENTITY)
        {
          g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "no such part: %s",
                       names[i]);
          return FALSE;
        }
      hearth_bundle_options_add_part (options, cmp);
    }
  return TRUE;
}

static gboolean
add_recipients (HearthCli *cli,
                HearthBundleOptions *options,
                const HearthCliArgs *args,
                GError **error)
{
  GPtrArray *recipients = hearth_cli_args_get_all (args, "--to");
  guint64 fd = G_MAXUINT64;
  g_autoptr (HearthSecret) passphrase = NULL;

  if (!hearth_cli_args_get_uint (args, "--to-passphrase-fd", G_MAXINT16, &fd, error))
    return FALSE;
  if ((recipients == NULL) == (fd == G_MAXUINT64))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export takes --to RECIPIENT or --to-passphrase-fd N");
      return FALSE;
    }
  for (guint i = 0; recipients != NULL && i < recipients->len; i++)
    if (!hearth_bundle_options_add_recipient (options, g_ptr_array_index (recipients, i)))
      {
        hearth_cli_set_where (cli, "%s", (char *) g_ptr_array_index (recipients, i));
        g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                             "no such verified contact, and no age1... recipient");
        return FALSE;
      }
  if (fd == G_MAXUINT64)
    return TRUE;
  passphrase = hearth_cli_read_secret_fd ((int) fd, error);
  if (passphrase == NULL)
    return FALSE;
  hearth_bundle_options_set_passphrase (options, passphrase);
  return TRUE;
}

typedef struct
{
  HearthCaseQuery *query;
  HearthDate today;
} FilterQuestion;

static gpointer
filter_on_reader (HearthDb *db, gpointer data, GError **error)
{
  FilterQuestion *question = data;
  g_autoptr (GArray) ids = hearth_case_query_run (db, question->query, error);

  if (ids == NULL)
    return NULL;
  return hearth_case_query_rows (db, (const gint64 *) (gpointer) ids->data, ids->len,
                                 question->today, error);
}

static gboolean
add_filtered (HearthCli *cli,
              HearthBundleOptions *options,
              const HearthCliArgs *args,
              GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  FilterQuestion question = { query, hearth_cli_get_today (cli) };
  g_autoptr (GPtrArray) rows = NULL;

  hearth_case_query_set_today (query, question.today);
  if (!hearth_cli_add_filters (cli, query, args, error))
    return FALSE;
  rows = hearth_store_read (hearth_context_get_store (cli->context), filter_on_reader, &question,
                            error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    hearth_bundle_options_add_case (options,
                                    &((HearthCaseRow *) g_ptr_array_index (rows, i))->case_id);
  return rows != NULL;
}

static gboolean
add_cases (HearthCli *cli, HearthBundleOptions *options, const HearthCliArgs *args, GError **error)
{
  GPtrArray *cases = hearth_cli_args_get_all (args, "--case");

  if ((cases == NULL) == (hearth_cli_args_get_all (args, "--filter") == NULL))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export takes --case ID ... or --filter FIELD=VALUE ...");
      return FALSE;
    }
  if (cases == NULL)
    return add_filtered (cli, options, args, error);
  for (guint i = 0; i < cases->len; i++)
    {
      HearthId id;

      if (!hearth_cli_find_case (cli, g_ptr_array_index (cases, i), &id, error))
        return FALSE;
      hearth_bundle_options_add_case (options, &id);
    }
  return TRUE;
}

static json_t *
list_names (char **names)
{
  json_t *list = json_array ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_append_new (list, json_string (names[i]));
  return list;
}

static json_t *
run_export (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *out = hearth_cli_args_get (args, "--out");
  g_autoptr (HearthBundleOptions) options = NULL;
  g_autoptr (HearthBundleResult) result = NULL;
  g_auto (GStrv) parts = NULL;
  json_t *document;

  if (out == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export needs --out FILE");
      return NULL;
    }
  options = hearth_bundle_options_new (out);
  if (!add_parts (options, hearth_cli_args_get (args, "--parts"), error) ||
      hearth_cli_open (cli, error) == NULL || !hearth_cli_check_destination (cli, out, error) ||
      !add_cases (cli, options, args, error) || !add_recipients (cli, options, args, error))
    return NULL;
  result = hearth_bundle_export (cli->context, options, cli->cancellable, error);
  if (result == NULL)
    return NULL;
  parts = hearth_bundle_result_dup_parts (result);
  document = json_object ();
  hearth_cli_set_id (document, "bundle", &result->bundle);
  hearth_cli_set_text (document, "file", result->path);
  json_object_set_new (document, "cases", json_integer (result->n_cases));
  json_object_set_new (document, "parts", list_names (parts));
  json_object_set_new (document, "bytes", json_integer ((json_int_t) result->size_bytes));
  return document;
}

static json_t *
describe_parts (const HearthBundleInfo *info)
{
  json_t *list = json_array ();

  for (guint i = 0; i < info->parts->len; i++)
    {
      const HearthBundlePartInfo *part = g_ptr_array_index (info->parts, i);

      json_array_append_new (
          list, json_pack ("{s:s, s:b, s:I, s:i, s:i}", "part", part->compartment, "sealed",
                           part->is_sealed, "bytes", (json_int_t) part->size_bytes, "lines",
                           (int) part->n_lines, "new_lines", (int) part->n_new_lines));
    }
  return list;
}

static json_t *
list_sealed (const HearthBundleInfo *info)
{
  json_t *list = json_array ();

  for (guint i = 0; i < info->parts->len; i++)
    {
      const HearthBundlePartInfo *part = g_ptr_array_index (info->parts, i);

      if (part->is_sealed)
        json_array_append_new (list, json_string (part->compartment));
    }
  return list;
}

/* The code of a refused bundle is worth an entry in the audit log; a file that cannot be read is not. */
static void
note_refusal (HearthCli *cli, const GError *refusal)
{
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_BUNDLE_REFUSED };

  if (refusal->domain != HEARTH_BUNDLE_ERROR && refusal->domain != HEARTH_CRYPTO_ERROR)
    return;
  hearth_cli_exit_of (refusal, &entry.why);
  hearth_context_audit (cli->context, &entry, NULL);
}

/* A wrong passphrase of a bundle is E_NO_KEY, not a locked vault: two passphrases are in play. */
static json_t *
run_inspect (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  guint64 fd = G_MAXUINT64;
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) refusal = NULL;
  json_t *document;

  if (!hearth_cli_args_get_uint (args, "--from-passphrase-fd", G_MAXINT16, &fd, error) ||
      hearth_cli_open (cli, error) == NULL)
    return NULL;
  if (fd != G_MAXUINT64)
    {
      passphrase = hearth_cli_read_secret_fd ((int) fd, error);
      if (passphrase == NULL)
        return NULL;
    }
  info = hearth_bundle_inspect (cli->context, hearth_cli_args_at (args, 0), passphrase,
                                cli->cancellable, &refusal);
  if (info == NULL)
    {
      note_refusal (cli, refusal);
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  document = json_object ();
  hearth_cli_set_id (document, "bundle", &info->bundle);
  json_object_set_new (document, "verified", json_boolean (info->is_verified));
  json_object_set_new (document, "from",
                       json_pack ("{s:s?, s:s?, s:b}", "label", info->from_label, "fingerprint",
                                  info->from_fingerprint, "known", info->is_from_known));
  hearth_cli_set_text (document, "created", info->created);
  json_object_set_new (document, "new", json_integer (info->n_new_cases));
  json_object_set_new (document, "changed", json_integer (info->n_changed_cases));
  json_object_set_new (document, "sealed", list_sealed (info));
  json_object_set_new (document, "conflicts", json_integer (info->n_conflicts));
  json_object_set_new (document, "already_imported", json_boolean (info->is_already_imported));
  json_object_set_new (document, "entries", json_integer (info->n_entries));
  json_object_set_new (document, "parts", describe_parts (info));
  return document;
}

static const HearthCliOption inspect_options[] = { { "--from-passphrase-fd", CLI_VALUE },
                                                   { NULL } };

const HearthCliCommand hearth_cli_bundle_commands[] = {
  { "bundle export",
    "(--case ID ... | --filter FIELD=VALUE ...) (--to RECIPIENT ... | --to-passphrase-fd N) "
    "[--parts core,medical,...] --out FILE",
    0, 0, export_options, run_export },
  { "bundle inspect", "FILE [--from-passphrase-fd N]", 1, 1, inspect_options, run_inspect },
  { NULL },
};
