/* SPDX-License-Identifier: GPL-3.0-or-later */
/* erase propose, erase confirm, erase list: erasing by order, with a second person. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-second.h"
#include "cli-store.h"

#include "hearth-erase.h"
#include "hearth-erased-store.h"

#include <glib/gi18n.h>
#include <string.h>

static const HearthCliOption propose_options[] = {
  { "--case", CLI_VALUE },  { "--part", CLI_VALUE },   { "--record", CLI_VALUE },
  { "--order", CLI_VALUE }, { "--reason", CLI_VALUE }, { NULL }
};
static const HearthCliOption confirm_options[] = { CLI_SECOND_OPTIONS, { NULL } };

static gboolean
fail_usage (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
read_scope (HearthCli *cli, const HearthCliArgs *args, HearthEraseScope *scope, GError **error)
{
  const char *case_text = hearth_cli_args_get (args, "--case");
  const char *part = hearth_cli_args_get (args, "--part");
  const char *rec = hearth_cli_args_get (args, "--record");
  const HearthKind *kind;

  if ((case_text == NULL) == (rec == NULL) || (rec != NULL && part != NULL))
    return fail_usage ("this needs --case ID, with --part or without, or --record ID", error);
  if (part != NULL &&
      (!hearth_compartment_from_name (part, &scope->cmp) ||
       scope->cmp == HEARTH_COMPARTMENT_IDENTITY || scope->cmp == HEARTH_COMPARTMENT_ADMIN))
    return fail_usage ("no such part of a case", error);
  if (case_text != NULL)
    return hearth_cli_find_case (cli, case_text, &scope->case_id, error);
  if (!hearth_cli_find_record (cli, NULL, rec, &kind, &scope->rec, error))
    return FALSE;
  scope->cmp = kind->cmp;
  if ((kind->flags & HEARTH_KIND_SHARED) == 0)
    {
      g_autoptr (HearthRecord) record = hearth_cli_get_record (cli, kind, &scope->rec, error);

      if (record == NULL)
        return FALSE;
      scope->case_id = *hearth_record_get_case (record);
    }
  return TRUE;
}

static json_t *
run_propose (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  const char *order = hearth_cli_args_get (args, "--order");
  const char *reason = hearth_cli_args_get (args, "--reason");
  HearthEraseScope scope = { .cmp = HEARTH_COMPARTMENT_IDENTITY };
  HearthId erasure;
  json_t *document;

  if (context == NULL)
    return NULL;
  if (order == NULL || *order == '\0' || reason == NULL || *reason == '\0')
    {
      fail_usage ("this needs --order TEXT and --reason TEXT", error);
      return NULL;
    }
  if (!read_scope (cli, args, &scope, error) ||
      !hearth_erase_propose (context, &scope, order, reason, &erasure, error))
    return NULL;
  hearth_cli_note (
      cli, "%s\n",
      _ ("Nothing is erased yet: a second person has to confirm it. Backups and bundles "
         "that were made already keep what is in them."));
  document = json_object ();
  hearth_cli_set_id (document, "erasure", &erasure);
  return document;
}

static json_t *
run_confirm (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  const HearthKind *kind;
  HearthCliSecond second;
  HearthErased erased;
  HearthId erasure;

  if (context == NULL)
    return NULL;
  if (hearth_cli_args_has (args, "--second") == hearth_cli_args_has (args, "--alone"))
    {
      fail_usage ("this needs --second USER, or --alone REASON where nobody else may approve",
                  error);
      return NULL;
    }
  if (!hearth_cli_find_record (cli, "erasure", hearth_cli_args_at (args, 0), &kind, &erasure,
                               error) ||
      !hearth_erase_get_digest (context, &erasure, digest, error) ||
      !hearth_cli_ask_second (cli, args, digest, &second, error) ||
      !hearth_erase_confirm (context, &erasure, second.has_approval ? &second.approval : NULL,
                             second.alone, &erased, error))
    return NULL;
  return json_pack ("{s:i, s:i, s:i}", "lines", (int) erased.n_lines, "files", (int) erased.n_files,
                    "waiting", (int) erased.n_waiting);
}

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) orders = hearth_erased_list_orders (db, error);
  json_t *list = data;

  if (orders == NULL)
    return NULL;
  records = hearth_store_list_records (db, hearth_registry_find_kind ("erasure"), NULL, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      json_t *object = hearth_cli_describe_record (records->pdata[i]);
      gboolean is_confirmed = FALSE;

      for (guint j = 0; j < orders->len; j++)
        is_confirmed = is_confirmed || hearth_id_equal (&g_array_index (orders, HearthId, j),
                                                        hearth_record_get_id (records->pdata[i]));
      json_object_set_new (object, "confirmed", json_boolean (is_confirmed));
      json_array_append_new (list, object);
    }
  return records == NULL ? NULL : list;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  json_t *list;

  if (context == NULL)
    return NULL;
  list = json_array ();
  if (hearth_store_read (hearth_context_get_store (context), list_on_reader, list, error) == NULL)
    {
      json_decref (list);
      return NULL;
    }
  return json_pack ("{s:o}", "erasures", list);
}

const HearthCliCommand hearth_cli_erase_commands[] = {
  { "erase propose", "--case ID [--part PART] | --record ID  --order TEXT --reason TEXT", 0, 0,
    propose_options, run_propose },
  { "erase confirm", "ID " CLI_SECOND_USAGE, 1, 1, confirm_options, run_confirm },
  { "erase list", "", 0, 0, NULL, run_list },
  { NULL },
};
