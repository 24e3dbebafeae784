/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record add, set, show, kinds: any kind of the registry. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-answers.h"
#include "hearth-audit.h"
#include "hearth-case-acts.h"
#include "hearth-injury-acts.h"

#include <glib/gi18n.h>

static const HearthCliOption add_options[] = { { "--case", CLI_VALUE }, { NULL } };

static const char *const type_names[] = {
  [HEARTH_FIELD_TEXT] = "text",
  [HEARTH_FIELD_INTEGER] = "integer",
  [HEARTH_FIELD_MONEY] = "money",
  [HEARTH_FIELD_DATE] = "date",
  [HEARTH_FIELD_PARTIAL_DATE] = "partial-date",
  [HEARTH_FIELD_ENUM] = "enum",
  [HEARTH_FIELD_ID] = "id",
  [HEARTH_FIELD_BOOLEAN] = "boolean",
  [HEARTH_FIELD_LIST] = "list",
};

static const HearthKind *
need_kind (HearthCli *cli, const char *id, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind (id);

  if (kind == NULL)
    {
      hearth_cli_set_where (cli, "%s", id);
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "no such kind: see hearthctl record kinds");
    }
  return kind;
}

static json_t *
describe_stored (HearthCli *cli, const HearthKind *kind, const HearthId *id, GError **error)
{
  g_autoptr (HearthRecord) record = hearth_cli_get_record (cli, kind, id, error);
  const HearthId *case_id;
  json_t *document;

  if (record == NULL)
    return NULL;
  document = hearth_cli_describe_record (record);
  hearth_cli_set_text (document, "kind", kind->id);
  case_id = hearth_record_get_case (record);
  if (case_id != NULL && !hearth_id_is_zero (case_id))
    hearth_cli_set_id (document, "case", case_id);
  json_object_set_new (document, "revision", json_integer (hearth_record_get_revision (record)));
  return document;
}

static json_t *
run_add (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *case_text = hearth_cli_args_get (args, "--case");
  const HearthKind *kind = need_kind (cli, hearth_cli_args_at (args, 0), error);
  HearthContext *context = kind != NULL ? hearth_cli_open (cli, error) : NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *fields = NULL;
  HearthId case_id, id;

  if (context == NULL)
    return NULL;
  if ((case_text == NULL) != ((kind->flags & HEARTH_KIND_SHARED) != 0))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           case_text == NULL ? "this kind of record needs --case"
                                             : "this kind of record belongs to no case");
      return NULL;
    }
  if (case_text != NULL && !hearth_cli_find_case (cli, case_text, &case_id, error))
    return NULL;
  fields = hearth_cli_read_fields (cli, kind, args, 1, error);
  if (fields == NULL)
    return NULL;
  kind = hearth_answers_choose_kind (kind, fields, hearth_context_get_packs (context));
  kind = hearth_injury_choose_kind (kind, fields, hearth_context_get_packs (context));
  changes =
      hearth_record_add (context, kind, case_text != NULL ? &case_id : NULL, fields, &id, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  return describe_stored (cli, kind, &id, error);
}

static json_t *
run_set (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *fields = NULL;
  const HearthKind *kind;
  HearthId id;

  if (context == NULL ||
      !hearth_cli_find_record (cli, NULL, hearth_cli_args_at (args, 0), &kind, &id, error))
    return NULL;
  fields = hearth_cli_read_fields (cli, kind, args, 1, error);
  if (fields == NULL)
    return NULL;
  changes = hearth_record_set (context, kind, &id, fields, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  return describe_stored (cli, kind, &id, error);
}

/* A record is read as its case is: the audit log has it first. */
static gboolean
note_reading (HearthCli *cli, const HearthKind *kind, const HearthId *id, GError **error)
{
  g_autoptr (HearthRecord) record = hearth_cli_get_record (cli, kind, id, error);
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_CASE_OPEN, .cmp = kind->cmp };

  if (record == NULL)
    return FALSE;
  if ((kind->flags & HEARTH_KIND_SHARED) != 0 || hearth_record_get_case (record) == NULL)
    return TRUE;
  entry.case_id = *hearth_record_get_case (record);
  return hearth_context_audit (cli->context, &entry, error);
}

static json_t *
run_show (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const HearthKind *kind;
  HearthId id;

  if (hearth_cli_open (cli, error) == NULL ||
      !hearth_cli_find_record (cli, NULL, hearth_cli_args_at (args, 0), &kind, &id, error) ||
      !note_reading (cli, kind, &id, error))
    return NULL;
  return describe_stored (cli, kind, &id, error);
}

static json_t *
describe_field (const HearthField *field)
{
  json_t *object = json_object ();

  hearth_cli_set_text (object, "field", field->id);
  hearth_cli_set_text (object, "type", type_names[field->type]);
  hearth_cli_set_text (object, "label", _ (field->label));
  if (field->pack != NULL)
    hearth_cli_set_text (object, "pack", field->pack);
  if (field->words != NULL)
    hearth_cli_set_text (object, "values", field->words);
  return object;
}

static json_t *
run_kinds (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  json_t *list = json_array ();
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      json_t *fields = json_array ();

      for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
        if ((field->flags & HEARTH_FIELD_RETIRED) == 0)
          json_array_append_new (fields, describe_field (field));
      json_array_append_new (
          list,
          json_pack ("{s:s, s:s, s:s, s:b, s:o}", "kind", kinds[i].id, "compartment",
                     hearth_compartment_get_name (kinds[i].cmp), "label", _ (kinds[i].label),
                     "of_case", (kinds[i].flags & HEARTH_KIND_SHARED) == 0, "fields", fields));
    }
  return json_pack ("{s:o}", "kinds", list);
}

const HearthCliCommand hearth_cli_record_commands[] = {
  { "record add", "KIND --case ID FIELD=VALUE ...", 2, CLI_ANY, add_options, run_add },
  { "record set", "ID FIELD=VALUE ...", 2, CLI_ANY, NULL, run_set },
  { "record show", "ID", 1, 1, NULL, run_show },
  { "record kinds", "", 0, 0, NULL, run_kinds },
  { NULL },
};
