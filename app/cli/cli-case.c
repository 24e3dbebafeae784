/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case list, add, set, and search. */
#include "config.h"

#include "cli-case.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-audit.h"
#include "hearth-case-acts.h"
#include "hearth-owed-store.h"
#include "hearth-search-query.h"

#include <string.h>

/* More rows than this are a report, not an answer to a search. */
#define SEARCH_LIMIT 100

static const HearthCliOption list_options[] = {
  { "--filter", CLI_VALUES }, { "--sort", CLI_VALUE },   { "--desc", CLI_FLAG },
  { "--limit", CLI_VALUE },   { "--offset", CLI_VALUE }, { NULL },
};

static const HearthCliOption set_options[] = { { "--reason", CLI_VALUE }, { NULL } };

/* A question for a slice of the list, and the rows with the number of all. */
typedef struct
{
  HearthCaseQuery *query;
  HearthDate today;
  guint64 offset, limit;
  guint n_total;
} ListQuestion;

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  ListQuestion *question = data;
  g_autoptr (GArray) ids = hearth_case_query_run (db, question->query, error);
  guint first, n;

  if (ids == NULL)
    return NULL;
  question->n_total = ids->len;
  first = (guint) MIN (question->offset, ids->len);
  n = (guint) MIN (question->limit, ids->len - first);
  return hearth_case_query_rows (db, (const gint64 *) (gpointer) ids->data + first, n,
                                 question->today, error);
}

static GPtrArray *
ask_list (HearthCli *cli, ListQuestion *question, GError **error)
{
  question->today = hearth_cli_get_today (cli);
  hearth_case_query_set_today (question->query, question->today);
  return hearth_store_read (hearth_context_get_store (cli->context), list_on_reader, question,
                            error);
}

/* Enums are asked for by id, and people type titles. */
static gboolean
add_filter (HearthCli *cli, HearthCaseQuery *query, const char *pair, GError **error)
{
  g_autofree char *id = NULL;
  const HearthField *field;
  json_auto_t *value = NULL;
  const char *text;

  if (!hearth_cli_split_pair (pair, &id, &text, error))
    return FALSE;
  field = hearth_cli_find_case_field (id);
  if (field != NULL && (field->type == HEARTH_FIELD_ENUM || field->type == HEARTH_FIELD_ID) &&
      *text != '\0')
    {
      hearth_cli_set_where (cli, "%s", id);
      value = hearth_cli_read_value (cli, field, text, error);
      if (value == NULL)
        return FALSE;
      text = json_string_value (value);
      g_clear_pointer (&cli->where, g_free);
    }
  if (hearth_case_query_add_filter (query, id, text))
    return TRUE;
  hearth_cli_set_where (cli, "%s", id);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                       "no such field to filter by, or not a value of it");
  return FALSE;
}

/** Adds every --filter of @args. */
gboolean
hearth_cli_add_filters (HearthCli *cli,
                        HearthCaseQuery *query,
                        const HearthCliArgs *args,
                        GError **error)
{
  GPtrArray *filters = hearth_cli_args_get_all (args, "--filter");

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    if (!add_filter (cli, query, g_ptr_array_index (filters, i), error))
      return FALSE;
  return TRUE;
}

/* @is_owed_known: what is not known is null, and never zero */
static json_t *
describe_row (const HearthCaseRow *row, gboolean is_owed_known)
{
  json_t *object = json_object ();

  hearth_cli_set_id (object, "id", &row->case_id);
  hearth_cli_set_text (object, "number", row->number);
  hearth_cli_set_name (object, row->surname, row->given, row->patronymic);
  hearth_cli_set_text (object, "name_latin", row->name_latin);
  hearth_cli_set_partial_date (object, "birth", &row->birth);
  hearth_cli_set_text (object, "rank", row->rank);
  hearth_cli_set_text (object, "branch", row->branch);
  hearth_cli_set_text (object, "category", row->category);
  hearth_cli_set_partial_date (object, "released", &row->released);
  hearth_cli_set_text (object, "stage", row->stage);
  json_object_set_new (object, "owed_kop",
                       is_owed_known ? json_integer (row->owed_kop) : json_null ());
  json_object_set_new (object, "overdue", json_integer (row->n_overdue));
  return object;
}

static gboolean
set_sort (
    HearthCli *cli, HearthCaseQuery *query, const char *sort, gboolean descending, GError **error)
{
  if (sort == NULL && !descending)
    return TRUE;
  if (!hearth_case_query_set_sort (query, sort != NULL ? sort : "name", descending))
    {
      hearth_cli_set_where (cli, "%s", sort);
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "no such field to sort by");
      return FALSE;
    }
  if (g_strcmp0 (sort, "owed_kop") == 0 &&
      !hearth_vault_has (hearth_context_get_vault (cli->context), HEARTH_COMPARTMENT_BENEFITS))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_DENIED,
                           "this login does not hold the benefits");
      return FALSE;
    }
  return TRUE;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  ListQuestion question = { .query = query, .limit = G_MAXUINT };
  const char *sort = hearth_cli_args_get (args, "--sort");
  gboolean descending = hearth_cli_args_has (args, "--desc");
  gboolean is_owed_known;
  g_autoptr (GPtrArray) rows = NULL;
  json_t *list;

  if (!hearth_cli_args_get_uint (args, "--limit", G_MAXUINT, &question.limit, error) ||
      !hearth_cli_args_get_uint (args, "--offset", G_MAXUINT, &question.offset, error) ||
      hearth_cli_open (cli, error) == NULL || !hearth_cli_add_filters (cli, query, args, error))
    return NULL;
  if (!set_sort (cli, query, sort, descending, error))
    return NULL;
  is_owed_known = hearth_cli_refresh_owed (cli, HEARTH_DATE_NONE);
  rows = ask_list (cli, &question, error);
  if (rows == NULL)
    return NULL;
  list = json_array ();
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthCaseRow *row = g_ptr_array_index (rows, i);

      json_array_append_new (list, describe_row (row, is_owed_known && row->is_owed_known));
    }
  return json_pack ("{s:i, s:o}", "total", (int) question.n_total, "cases", list);
}

static json_t *
describe_case (HearthCli *cli, const HearthId *case_id, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("person");
  HearthId person = hearth_record_derive_id (case_id, "person", "");
  g_autoptr (HearthRecord) record = hearth_cli_get_record (cli, kind, &person, error);
  json_t *document;

  if (record == NULL)
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "id", case_id);
  hearth_cli_set_text (document, "number", hearth_record_get_text (record, "number"));
  json_object_set_new (document, "revision", json_integer (hearth_record_get_revision (record)));
  return document;
}

static json_t *
run_add (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *fields = NULL;
  HearthId case_id;

  if (context == NULL)
    return NULL;
  fields = hearth_cli_read_fields (cli, NULL, args, 0, error);
  if (fields == NULL)
    return NULL;
  changes = hearth_case_open (context, fields, &case_id, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  return describe_case (cli, &case_id, error);
}

/* Why a stage ends; the decision that is written with it has the reason. */
static gboolean
add_reason (json_t *fields, const HearthCliArgs *args, GError **error)
{
  const char *reason = hearth_cli_args_get (args, "--reason");

  if (reason == NULL)
    return TRUE;
  if (json_object_get (fields, "stage") == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "--reason goes with stage=: it says why the stage ends");
      return FALSE;
    }
  json_object_set_new (fields, HEARTH_CASE_STAGE_REASON, json_string (reason));
  return TRUE;
}

static json_t *
run_set (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *fields = NULL;
  HearthId case_id;

  if (context == NULL || !hearth_cli_find_case (cli, hearth_cli_args_at (args, 0), &case_id, error))
    return NULL;
  fields = hearth_cli_read_fields (cli, NULL, args, 1, error);
  if (fields == NULL || !add_reason (fields, args, error))
    return NULL;
  changes = hearth_case_set (context, &case_id, HEARTH_REVISION_ANY, fields, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  return describe_case (cli, &case_id, error);
}

static gpointer
search_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_search_query_run (db, data, SEARCH_LIMIT, error);
}

static json_t *
run_search (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  const HearthAuditEntry searched = { .event = HEARTH_AUDIT_SEARCH };
  g_autoptr (HearthSearch) search = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  json_t *list;

  if (context == NULL)
    return NULL;
  if (!hearth_context_audit (context, &searched, error))
    return NULL;
  search =
      hearth_search_new (hearth_cli_args_at (args, 0), hearth_context_get_given_names (context));
  list = json_array ();
  if (search == NULL)
    return json_pack ("{s:o}", "hits", list);
  hits = hearth_store_read (hearth_context_get_store (context), search_on_reader, search, error);
  if (hits == NULL)
    {
      json_decref (list);
      return NULL;
    }
  for (guint i = 0; i < hits->len; i++)
    {
      const HearthSearchHit *hit = g_ptr_array_index (hits, i);
      json_t *object = json_object ();

      hearth_cli_set_id (object, "case", &hit->case_id);
      hearth_cli_set_text (object, "number", hit->number);
      hearth_cli_set_text (object, "name", hit->name);
      hearth_cli_set_text (object, "matched", hit->matched);
      hearth_cli_set_text (object, "variant", hit->variant);
      json_object_set_new (object, "score", json_real (hit->score));
      json_array_append_new (list, object);
    }
  return json_pack ("{s:o}", "hits", list);
}

const HearthCliCommand hearth_cli_case_commands[] = {
  { "case list", "[--filter FIELD=VALUE ...] [--sort FIELD] [--desc] [--limit N] [--offset N]", 0,
    0, list_options, run_list },
  { "case add", "FIELD=VALUE ...", 1, CLI_ANY, NULL, run_add },
  { "case set", "ID FIELD=VALUE ... [--reason TEXT]", 2, CLI_ANY, set_options, run_set },
  { "search", "TEXT", 1, 1, NULL, run_search },
  { NULL },
};
