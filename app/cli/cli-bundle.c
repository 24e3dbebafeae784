/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle export, inspect, import, withdraw, bring-back. */
#include "config.h"

#include "cli-case.h"
#include "cli-commands.h"
#include "cli-contact.h"
#include "cli-exit.h"
#include "cli-output.h"
#include "cli-second.h"
#include "cli-secret.h"
#include "cli-store.h"

#include "hearth-audit.h"
#include "hearth-bundle-approval.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-import.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-writer.h"
#include "hearth-crypto-error.h"
#include "hearth-second-person.h"

#include <string.h>

static const HearthCliOption export_options[] = {
  { "--case", CLI_VALUES },
  { "--filter", CLI_VALUES },
  { "--to", CLI_VALUES },
  { "--parts", CLI_VALUE },
  { "--profile", CLI_VALUE },
  { "--hide-numbers", CLI_FLAG },
  { "--without-files", CLI_FLAG },
  { "--out", CLI_VALUE },
  { "--to-passphrase-fd", CLI_VALUE },
  CLI_SECOND_OPTIONS,
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
add_contact (HearthCli *cli, HearthBundleOptions *options, const char *name, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_cli_load_contacts (cli, error);
  g_autoptr (GPtrArray) found = NULL;
  guint n_verified = 0;

  if (contacts == NULL)
    return FALSE;
  found = hearth_contacts_search (contacts, name);
  for (guint i = 0; i < found->len; i++)
    if (((HearthContact *) found->pdata[i])->row->state == HEARTH_CONTACT_VERIFIED)
      n_verified += hearth_bundle_options_add_contact (options, found->pdata[i]);
  if (n_verified == 1)
    return TRUE;
  hearth_cli_set_where (cli, "%s", name);
  if (found->len > 0 && n_verified == 0)
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_DENIED,
                         "nobody compared the fingerprint of this contact, or it was revoked");
  else
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                         "no such verified contact, and no age1... recipient");
  return FALSE;
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
    if (!hearth_bundle_options_add_recipient (options, g_ptr_array_index (recipients, i)) &&
        !add_contact (cli, options, g_ptr_array_index (recipients, i), error))
      return FALSE;
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

/* Of a profile goes what this login holds and the contact may get; what was asked for by name, or nothing. */
static gboolean
add_profile (HearthCli *cli, HearthBundleOptions *options, const char *profile, GError **error)
{
  guint parts = hearth_bundle_profile_get_parts (profile);

  if (parts == 0)
    {
      g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "no such profile: %s", profile);
      return FALSE;
    }
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if ((parts & hearth_bundle_options_get_allowed (options)) >> cmp & 1 &&
        hearth_vault_has (cli->vault, (HearthCompartment) cmp))
      hearth_bundle_options_add_part (options, (HearthCompartment) cmp);
  return TRUE;
}

/* What was asked for by name is checked before anybody is looked for; a profile depends on who gets it. */
static gboolean
choose_parts (HearthCli *cli,
              HearthBundleOptions *options,
              const HearthCliArgs *args,
              GError **error)
{
  const char *profile = hearth_cli_args_get (args, "--profile");
  const char *parts = hearth_cli_args_get (args, "--parts");

  if (profile != NULL && parts != NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export takes --parts or --profile");
      return FALSE;
    }
  if (profile == NULL && !add_parts (options, parts, error))
    return FALSE;
  return add_recipients (cli, options, args, error) &&
         (profile == NULL || add_profile (cli, options, profile, error));
}

/* A script need not give a reason where nobody else may approve: the log says that there was none. */
static gboolean
add_approval (HearthCli *cli,
              HearthBundleOptions *options,
              const HearthCliArgs *args,
              GError **error)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  HearthCliSecond second;

  if (hearth_bundle_approval_get_reasons (options) == 0)
    return TRUE;
  hearth_bundle_approval_get_digest (options, digest);
  if (!hearth_cli_ask_second (cli, args, digest, &second, error))
    return FALSE;
  if (second.has_approval)
    hearth_bundle_options_set_approval (options, &second.approval);
  else if (second.alone != NULL)
    hearth_bundle_options_set_alone (options, second.alone);
  else if (hearth_second_person_is_alone (cli->vault))
    hearth_bundle_options_set_alone (options, "hearthctl, no reason given");
  return TRUE;
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
  if (hearth_cli_args_has (args, "--hide-numbers"))
    options->pad_floor = HEARTH_BUNDLE_PAD_FLOOR_HIDING;
  options->without_files = hearth_cli_args_has (args, "--without-files");
  if (hearth_cli_open (cli, error) == NULL || !hearth_cli_check_destination (cli, out, error) ||
      !add_cases (cli, options, args, error) || !choose_parts (cli, options, args, error))
    return NULL;
  if (!add_approval (cli, options, args, error))
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
  json_object_set_new (document, "files", json_integer (result->n_files));
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

static const char *
order_to_word (HearthBundleOrder order)
{
  static const char *const words[] = { "first", "next", "gap", "older", "again" };

  return words[order];
}

static json_t *
describe_info (const HearthBundleInfo *info)
{
  json_t *document = json_object ();

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
  json_object_set_new (document, "files", json_integer (info->n_files));
  json_object_set_new (document, "not_in_force", json_integer (info->n_aside));
  hearth_cli_set_text (document, "order", order_to_word (info->order));
  json_object_set_new (document, "missing", json_integer (info->n_missing));
  json_object_set_new (document, "seq", json_integer (info->seq));
  return document;
}

static gboolean
read_bundle_passphrase (HearthCli *cli,
                        const HearthCliArgs *args,
                        HearthSecret **passphrase,
                        GError **error)
{
  guint64 fd = G_MAXUINT64;

  if (!hearth_cli_args_get_uint (args, "--from-passphrase-fd", G_MAXINT16, &fd, error) ||
      hearth_cli_open (cli, error) == NULL)
    return FALSE;
  if (fd == G_MAXUINT64)
    return TRUE;
  *passphrase = hearth_cli_read_secret_fd ((int) fd, error);
  return *passphrase != NULL;
}

/* A wrong passphrase of a bundle is E_NO_KEY, not a locked vault: two passphrases are in play. */
static json_t *
look (HearthCli *cli, const HearthCliArgs *args, gboolean must_know, GError **error)
{
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) refusal = NULL;

  if (!read_bundle_passphrase (cli, args, &passphrase, error))
    return NULL;
  info = hearth_bundle_inspect (cli->context, hearth_cli_args_at (args, 0), passphrase,
                                cli->cancellable, &refusal);
  if (info != NULL && (!must_know || hearth_bundle_info_check_sender (info, &refusal)))
    return describe_info (info);
  note_refusal (cli, refusal);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

static json_t *
run_inspect (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return look (cli, args, FALSE, error);
}

static json_t *
describe_aside (const HearthReceived *received)
{
  json_t *aside = json_object ();

  for (guint i = 1; i < HEARTH_N_ASIDE; i++)
    if (received->n_aside[i] > 0)
      json_object_set_new (aside, hearth_aside_to_word ((HearthAside) i),
                           json_integer (received->n_aside[i]));
  return aside;
}

/* What the lines did, beside what was known of them before. */
static json_t *
describe_import (const HearthBundleImport *import)
{
  json_t *document = describe_info (import->info);
  const HearthReceived *received = &import->received;

  json_object_set_new (document, "lines", json_integer (received->n_lines));
  json_object_set_new (document, "new_lines", json_integer (received->n_new));
  json_object_set_new (document, "released", json_integer (received->n_released));
  json_object_set_new (document, "set_aside", describe_aside (received));
  json_object_set_new (document, "forked", json_integer (received->forked->len));
  json_object_set_new (document, "new_files", json_integer (import->n_files));
  json_object_set_new (document, "waiting", json_integer (import->n_waiting));
  return document;
}

static json_t *
run_import (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthBundleImport) import = NULL;

  if (hearth_cli_args_has (args, "--dry-run"))
    return look (cli, args, TRUE, error);
  if (!read_bundle_passphrase (cli, args, &passphrase, error))
    return NULL;
  import = hearth_bundle_import (cli->context, hearth_cli_args_at (args, 0), passphrase, NULL,
                                 cli->cancellable, error);
  return import != NULL ? describe_import (import) : NULL;
}

static json_t *
run_move (HearthCli *cli,
          const HearthCliArgs *args,
          HearthCommand *(*make) (const HearthId *bundle),
          GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthCommand) command = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  HearthId bundle;
  json_t *document;

  if (context == NULL)
    return NULL;
  if (!hearth_id_parse (hearth_cli_args_at (args, 0), &bundle))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN, "no such bundle");
      return NULL;
    }
  command = make (&bundle);
  changes = hearth_store_execute (hearth_context_get_store (context), command, error);
  if (changes == NULL || (hearth_change_set_get_result (changes) != HEARTH_RESULT_NOTHING &&
                          !hearth_cli_check_answer (changes, error)))
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "bundle", &bundle);
  json_object_set_new (document, "changed",
                       json_boolean (hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE));
  return document;
}

static json_t *
run_withdraw (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_move (cli, args, hearth_command_new_withdraw, error);
}

static json_t *
run_bring_back (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_move (cli, args, hearth_command_new_bring_back, error);
}

static const HearthCliOption inspect_options[] = { { "--from-passphrase-fd", CLI_VALUE },
                                                   { NULL } };
static const HearthCliOption import_options[] = { { "--dry-run", CLI_FLAG },
                                                  { "--from-passphrase-fd", CLI_VALUE },
                                                  { NULL } };

const HearthCliCommand hearth_cli_bundle_commands[] = {
  { "bundle export",
    "(--case ID ... | --filter FIELD=VALUE ...) (--to CONTACT ... | --to-passphrase-fd N) "
    "[--parts core,medical,... | --profile transfer|headquarters|benefits|prosecutor] "
    "[--hide-numbers] [--without-files] [" CLI_SECOND_USAGE "] --out FILE",
    0, 0, export_options, run_export },
  { "bundle inspect", "FILE [--from-passphrase-fd N]", 1, 1, inspect_options, run_inspect },
  { "bundle import", "FILE [--dry-run] [--from-passphrase-fd N]", 1, 1, import_options,
    run_import },
  { "bundle withdraw", "BUNDLE", 1, 1, NULL, run_withdraw },
  { "bundle bring-back", "BUNDLE", 1, 1, NULL, run_bring_back },
  { NULL },
};
