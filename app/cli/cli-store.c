/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-store.h"

#include "cli-output.h"

#include "hearth-owed-store.h"
#include "hearth-record-query.h"

#include <string.h>

/* A question to the reader and its answer; the error travels beside. */
typedef struct
{
  const HearthKind *kind;
  const HearthKind *found_kind;
  const HearthId *id;
  const char *text;
  HearthId found;
  gboolean is_found;
} Question;

static gpointer
find_case_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->is_found = hearth_case_query_find (db, question->text, &question->found, error);
  return NULL;
}

static gpointer
find_record_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->is_found = hearth_record_query_find (db, question->kind, question->text,
                                                 &question->found_kind, &question->found, error);
  return NULL;
}

static gpointer
get_record_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  return hearth_store_get_record (db, question->kind, question->id, error);
}

static gpointer
list_records_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  return hearth_store_list_records (db, question->kind, question->id, error);
}

static gpointer
ask (HearthCli *cli, HearthReadFunc func, Question *question, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);

  if (context == NULL)
    return NULL;
  return hearth_store_read (hearth_context_get_store (context), func, question, error);
}

static gboolean
answer_found (
    HearthCli *cli, const Question *question, const char *what, HearthId *out, GError **error)
{
  if (question->is_found)
    {
      *out = question->found;
      return TRUE;
    }
  if (error == NULL || *error == NULL)
    {
      hearth_cli_set_where (cli, "%s", question->text);
      g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                   "no such %s, or more than one", what);
    }
  return FALSE;
}

/** A case by id, number, or unambiguous beginning of its id. */
gboolean
hearth_cli_find_case (HearthCli *cli, const char *text, HearthId *out, GError **error)
{
  g_autoptr (GError) local = NULL;
  Question question = { .text = text };

  ask (cli, find_case_on_reader, &question, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return answer_found (cli, &question, "case", out, error);
}

/**
 * hearth_cli_find_record:
 * @kind: (nullable): %NULL: any kind
 * @found_kind: (out) (optional)
 */
gboolean
hearth_cli_find_record (HearthCli *cli,
                        const char *kind,
                        const char *text,
                        const HearthKind **found_kind,
                        HearthId *out,
                        GError **error)
{
  g_autoptr (GError) local = NULL;
  Question question = { .text = text };

  question.kind = kind != NULL ? hearth_registry_find_kind (kind) : NULL;
  ask (cli, find_record_on_reader, &question, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (found_kind != NULL)
    *found_kind = question.found_kind;
  return answer_found (cli, &question, kind != NULL ? kind : "record", out, error);
}

/** The record, which is there: it was just found. */
HearthRecord *
hearth_cli_get_record (HearthCli *cli, const HearthKind *kind, const HearthId *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  Question question = { .kind = kind, .id = id };
  HearthRecord *record = ask (cli, get_record_on_reader, &question, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (record == NULL)
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN, "no such record");
  return record;
}

/** (element-type HearthRecord): of a case, or with NULL the shared ones. */
GPtrArray *
hearth_cli_list_records (HearthCli *cli, const char *kind, const HearthId *case_id, GError **error)
{
  Question question = { .kind = hearth_registry_find_kind (kind), .id = case_id };

  return ask (cli, list_records_on_reader, &question, error);
}

/** A field of `case add` and `case list --filter`: of the person or of the first captivity period. */
const HearthField *
hearth_cli_find_case_field (const char *id)
{
  static const struct
  {
    const char *id, *field;
  } captivity[] = {
    { "captured", "captured" },
    { "captured_at", "place" },
    { "released", "released" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (captivity); i++)
    if (strcmp (captivity[i].id, id) == 0)
      return hearth_kind_find_field (hearth_registry_find_kind ("captivity"), captivity[i].field);
  return hearth_kind_find_field (hearth_registry_find_kind ("person"), id);
}

/** The value that @text means in @field; empty text clears. Ids may be abbreviated. */
json_t *
hearth_cli_read_value (HearthCli *cli, const HearthField *field, const char *text, GError **error)
{
  char hex[HEARTH_ID_HEX_SIZE];
  HearthPackSet *packs;
  HearthId id;

  if (*text == '\0')
    return json_null ();
  if (field->type == HEARTH_FIELD_ID)
    {
      /* A field that is called as a kind names a record of that kind; only the photo of an injury is a file, and no
       * portrait. */
      const HearthKind *kind =
          strcmp (field->id, "photo") != 0 ? hearth_registry_find_kind (field->id) : NULL;

      if (!hearth_cli_find_record (cli, kind != NULL ? kind->id : NULL, text, NULL, &id, error))
        return NULL;
      hearth_id_format (&id, hex);
      return json_string (hex);
    }
  packs = hearth_cli_get_packs (cli, error);
  return packs != NULL ? hearth_field_from_text (field, text, packs, error) : NULL;
}

static gboolean
read_pair (HearthCli *cli, const HearthKind *kind, const char *pair, json_t *fields, GError **error)
{
  g_autofree char *id = NULL;
  const HearthField *field;
  const char *text;
  json_t *value;

  if (!hearth_cli_split_pair (pair, &id, &text, error))
    return FALSE;
  hearth_cli_set_where (cli, "%s", id);
  field = kind != NULL ? hearth_kind_find_field (kind, id) : hearth_cli_find_case_field (id);
  /* A retired field is offered nowhere, but scripts that set it go on working. */
  if (field == NULL || (field->flags & HEARTH_FIELD_HIDDEN) != 0)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "no such field to set");
      return FALSE;
    }
  if (json_object_get (fields, id) != NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "a field is given twice");
      return FALSE;
    }
  value = hearth_cli_read_value (cli, field, text, error);
  if (value == NULL)
    return FALSE;
  json_object_set_new (fields, id, value);
  g_clear_pointer (&cli->where, g_free);
  return TRUE;
}

/**
 * hearth_cli_read_fields:
 * @kind: (nullable): %NULL: the fields of a case
 * @first: position of the first FIELD=VALUE
 *
 * Returns: (transfer full) (nullable): object of field and value.
 */
json_t *
hearth_cli_read_fields (
    HearthCli *cli, const HearthKind *kind, const HearthCliArgs *args, guint first, GError **error)
{
  json_auto_t *fields = json_object ();

  for (guint i = first; i < hearth_cli_args_count (args); i++)
    if (!read_pair (cli, kind, hearth_cli_args_at (args, i), fields, error))
      return NULL;
  return json_incref (fields);
}

/** Stale and denied are ordinary answers of the store; a script must see them as failures. */
gboolean
hearth_cli_check_answer (HearthChangeSet *changes, GError **error)
{
  switch (hearth_change_set_get_result (changes))
    {
    case HEARTH_RESULT_DENIED:
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_DENIED,
                           "this user may not do that");
      return FALSE;
    case HEARTH_RESULT_STALE:
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_CONFLICT,
                           "the record was changed meanwhile; nothing was written");
      return FALSE;
    case HEARTH_RESULT_DONE:
    case HEARTH_RESULT_NOTHING:
    default:
      return TRUE;
    }
}

/** All values of a record with its id; what is not known is absent. */
json_t *
hearth_cli_describe_record (const HearthRecord *record)
{
  json_t *object = json_object ();

  hearth_cli_set_id (object, "id", hearth_record_get_id (record));
  json_object_update_missing (object, (json_t *) hearth_record_get_values (record));
  return object;
}

/** The entry's title in the language of the locale; the id itself if no pack knows it. */
const char *
hearth_cli_get_title (HearthCli *cli, const char *kind, const char *id)
{
  const char *title = NULL;

  if (id == NULL)
    return NULL;
  if (cli->packs != NULL)
    title = hearth_pack_set_get_title (cli->packs, kind, id, cli->language);
  return title != NULL ? title : id;
}

gboolean
hearth_cli_refresh_owed (HearthCli *cli, HearthDate as_of)
{
  HearthVault *vault = hearth_context_get_vault (cli->context);

  return hearth_vault_has (vault, HEARTH_COMPARTMENT_BENEFITS) &&
         hearth_vault_has (vault, HEARTH_COMPARTMENT_CORE) &&
         hearth_owed_refresh (cli->context, as_of, NULL, NULL, NULL, NULL);
}
