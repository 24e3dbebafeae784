/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outstanding: what people still wait for, as rows or in groups. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-benefit-facts.h"
#include "hearth-outstanding-order.h"

static const HearthCliOption options[] = {
  { "--as-of", CLI_VALUE }, { "--group-by", CLI_VALUE }, { "--only", CLI_VALUE }, { NULL }
};

/* The figures of the board, each a filter. */
static const char *const filters[] = { "owed",  "overdue", "blocked", "waiting", "remind",
                                       "age-0", "age-1",   "age-2",   "age-3",   NULL };

/* What is asked, and beside the rows what is told of the answer. */
typedef struct
{
  HearthOutstandingQuestion asked;
  gboolean has_left_out; /* (out): events under embargo are not counted */
} Question;

static gpointer
ask_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  return hearth_step_query_outstanding_to_tell (db, &question->asked, &question->has_left_out,
                                                error);
}

/* What is not known is null, and never zero. */
static json_t *
describe_owed (gboolean is_known, gint64 owed_kop)
{
  return is_known ? json_integer (owed_kop) : json_null ();
}

/* Of a benefit, else of a step that leads to none. */
static const char *
get_title (HearthCli *cli, const char *id)
{
  const HearthPackEntry *benefit =
      id != NULL ? hearth_benefit_find (hearth_context_get_packs (cli->context), id) : NULL;

  return benefit != NULL ? hearth_pack_entry_get_title (benefit, cli->language)
                         : hearth_cli_get_title (cli, "step", id);
}

static json_t *
describe_row (HearthCli *cli, const HearthStepRow *row)
{
  json_t *object = json_object ();

  hearth_cli_set_id (object, "case", &row->case_id);
  hearth_cli_set_text (object, "number", row->case_number);
  hearth_cli_set_name (object, row->surname, row->given, row->patronymic);
  hearth_cli_set_text (object, "benefit",
                       hearth_outstanding_get_key (row, HEARTH_OUTSTANDING_BY_BENEFIT));
  hearth_cli_set_text (object, "step", row->template_id);
  hearth_cli_set_text (object, "title", get_title (cli, row->template_id));
  json_object_set_new (object, "owed_kop", describe_owed (row->is_owed_known, row->owed_kop));
  json_object_set_new (object, "overpaid_kop",
                       describe_owed (row->is_owed_known, row->overpaid_kop));
  hearth_cli_set_date (object, "since", row->since);
  json_object_set_new (object, "age_days", json_integer (row->age_days));
  hearth_cli_set_date (object, "due", row->due);
  hearth_cli_set_text (object, "blocker", row->blocker);
  hearth_cli_set_text (object, "waiting_for", row->waiting_for);
  hearth_cli_set_text (object, "owner", row->owner);
  return object;
}

/* Pack ids have a title, everything else is its own. */
static const char *
get_group_title (HearthCli *cli, HearthOutstandingGrouping by, const char *key)
{
  if (by == HEARTH_OUTSTANDING_BY_BENEFIT)
    return get_title (cli, key);
  if (by == HEARTH_OUTSTANDING_BY_BLOCKER)
    return hearth_cli_get_title (cli, "blocker", key);
  return key;
}

static json_t *
describe_groups (HearthCli *cli, GPtrArray *rows, HearthOutstandingGrouping by, HearthDate as_of)
{
  g_autoptr (GPtrArray) groups = hearth_outstanding_group (rows, by, as_of);
  json_t *list = json_array ();

  for (guint i = 0; i < groups->len; i++)
    {
      const HearthOutstandingGroup *group = g_ptr_array_index (groups, i);
      json_t *object = json_object ();

      hearth_cli_set_text (object, "key", group->key);
      hearth_cli_set_text (object, "title", get_group_title (cli, by, group->key));
      json_object_set_new (object, "people", json_integer (group->figures.n_people));
      json_object_set_new (object, "rows", json_integer (group->figures.n_rows));
      json_object_set_new (object, "overdue", json_integer (group->figures.n_overdue));
      json_object_set_new (object, "blocked", json_integer (group->figures.n_blocked));
      json_object_set_new (object, "oldest_days", json_integer (group->figures.oldest_age_days));
      json_object_set_new (object, "owed_kop",
                           describe_owed (group->figures.is_owed_known, group->figures.owed_kop));
      json_object_set_new (
          object, "overpaid_kop",
          describe_owed (group->figures.is_owed_known, group->figures.overpaid_kop));
      json_array_append_new (list, object);
    }
  return list;
}

static json_t *
describe_rows (HearthCli *cli, GPtrArray *rows)
{
  json_t *list = json_array ();

  for (guint i = 0; i < rows->len; i++)
    json_array_append_new (list, describe_row (cli, g_ptr_array_index (rows, i)));
  return list;
}

static json_t *
run (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *group_by = hearth_cli_args_get (args, "--group-by");
  Question question = { .asked = { .as_of = hearth_cli_get_today (cli) } };
  HearthOutstandingGrouping by = HEARTH_OUTSTANDING_BY_BENEFIT;
  const char *only = hearth_cli_args_get (args, "--only");
  HearthOutstandingFigures total;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  json_t *document;

  if (!hearth_cli_args_get_date (args, "--as-of", &question.asked.as_of, error))
    return NULL;
  if (group_by != NULL && !hearth_outstanding_grouping_from_name (group_by, &by))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "--group-by takes benefit, blocker, event, facility, unit or owner");
      return NULL;
    }
  if (only != NULL && !g_strv_contains (filters, only))
    {
      g_set_error_literal (
          error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
          "--only takes owed, overdue, blocked, waiting, remind or age-0 to age-3");
      return NULL;
    }
  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  question.asked.packs = hearth_context_get_packs (cli->context);
  question.asked.is_owed_known = hearth_cli_refresh_owed (cli, question.asked.as_of);
  all =
      hearth_store_read (hearth_context_get_store (cli->context), ask_on_reader, &question, error);
  if (all == NULL)
    return NULL;
  rows = hearth_outstanding_filter (all, only != NULL ? only : "all", question.asked.as_of);
  total = hearth_outstanding_total (rows, question.asked.as_of);
  document = json_pack (
      "{s:i, s:o}", "people", (int) total.n_people, "owed_kop",
      describe_owed (total.is_owed_known || question.asked.is_owed_known, total.owed_kop));
  json_object_set_new (
      document, "overpaid_kop",
      describe_owed (total.is_owed_known || question.asked.is_owed_known, total.overpaid_kop));
  json_object_set_new (document, "overdue", json_integer (total.n_overdue));
  json_object_set_new (document, "blocked", json_integer (total.n_blocked));
  json_object_set_new (document, "withheld", json_boolean (question.has_left_out));
  if (group_by != NULL)
    json_object_set_new (document, "groups", describe_groups (cli, rows, by, question.asked.as_of));
  else
    json_object_set_new (document, "rows", describe_rows (cli, rows));
  return document;
}

const HearthCliCommand hearth_cli_outstanding_commands[] = {
  { "outstanding",
    "[--as-of D] [--group-by benefit|blocker|event|facility|unit|owner] [--only FILTER]", 0, 0,
    options, run },
  { NULL },
};
