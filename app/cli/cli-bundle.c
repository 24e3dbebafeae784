/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle inspect, import, withdraw, bring-back. */
#include "config.h"

#include "cli-commands.h"
#include "cli-exit.h"
#include "cli-output.h"
#include "cli-secret.h"
#include "cli-store.h"

#include "hearth-audit.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-import.h"
#include "hearth-crypto-error.h"

#include <string.h>

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
  { "bundle inspect", "FILE [--from-passphrase-fd N]", 1, 1, inspect_options, run_inspect },
  { "bundle import", "FILE [--dry-run] [--from-passphrase-fd N]", 1, 1, import_options,
    run_import },
  { "bundle withdraw", "BUNDLE", 1, 1, NULL, run_withdraw },
  { "bundle bring-back", "BUNDLE", 1, 1, NULL, run_bring_back },
  { NULL },
};
