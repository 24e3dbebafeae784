/* SPDX-License-Identifier: GPL-3.0-or-later */
/* step list, step set, plan refresh. */
#include "config.h"

#include "cli-step.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-case-acts.h"
#include "hearth-plan-explain.h"
#include "hearth-step-query.h"

#include <string.h>

static const HearthCliOption list_options[] = {
  { "--case", CLI_VALUE },
  { "--overdue", CLI_FLAG },
  { "--due-before", CLI_VALUE },
  { "--track", CLI_VALUE },
  { NULL },
};
static const HearthCliOption refresh_options[] = { { "--case", CLI_VALUE }, { NULL } };

static void
set_plan_item (HearthCli *cli, json_t *object, const HearthPlanItem *item)
{
  HearthPlanTemplates *templates =
      (HearthPlanTemplates *) hearth_context_get_templates (cli->context);
  g_autofree char *title =
      hearth_plan_dup_title (templates, item->template_id, item->occurrence, cli->language);
  g_autofree char *why = hearth_plan_explain (item, templates, cli->language);
  json_t *blocked_by = json_array ();

  hearth_cli_set_text (object, "title", title);
  hearth_cli_set_text (object, "state", hearth_step_state_to_id (item->state));
  hearth_cli_set_text (object, "due_why", why);
  json_object_set_new (object, "ready", json_boolean (item->is_ready));
  for (guint i = 0; item->blocked_by != NULL && item->blocked_by[i] != NULL; i++)
    json_array_append_new (blocked_by, json_string (item->blocked_by[i]));
  json_object_set_new (object, "blocked_by", blocked_by);
}

/** A step as records and plan tell of it; a step of a pack that is not here has no title and no reason. */
json_t *
hearth_cli_describe_step (HearthCli *cli, const HearthCaseStep *step)
{
  static const char *const texts[] = {
    "owner", "waiting_for", "blocker", "reason", "number", "note"
  };
  const HearthRecord *record = step->record;
  json_t *object = json_object ();
  gint64 occurrence = 1;

  hearth_cli_set_id (object, "id", hearth_record_get_id (record));
  hearth_cli_set_id (object, "case", hearth_record_get_case (record));
  hearth_cli_set_text (object, "kind", hearth_record_get_text (record, "template"));
  hearth_record_get_int (record, "occurrence", &occurrence);
  json_object_set_new (object, "occurrence", json_integer (occurrence));
  hearth_cli_set_text (object, "track", hearth_record_get_text (record, "track"));
  hearth_cli_set_text (object, "title", hearth_record_get_text (record, "template"));
  hearth_cli_set_text (object, "state", hearth_record_get_text (record, "state"));
  hearth_cli_set_date (object, "due", hearth_record_get_date (record, "due"));
  hearth_cli_set_text (object, "due_why", NULL);
  json_object_set_new (object, "ready", json_false ());
  hearth_cli_set_date (object, "done_on", hearth_record_get_date (record, "done_on"));
  if (step->item != NULL)
    set_plan_item (cli, object, step->item);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (hearth_record_get_text (record, texts[i]) != NULL)
      hearth_cli_set_text (object, texts[i], hearth_record_get_text (record, texts[i]));
  return object;
}

/** All steps of a case, in the order of its plan. */
json_t *
hearth_cli_describe_steps (HearthCli *cli, HearthCase *self)
{
  json_t *list = json_array ();

  for (guint i = 0; i < hearth_case_get_n_steps (self); i++)
    json_array_append_new (list, hearth_cli_describe_step (cli, hearth_case_get_step (self, i)));
  return list;
}

typedef struct
{
  HearthStepFilter filter;
  HearthDate today;
} StepQuestion;

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  StepQuestion *question = data;

  return hearth_step_query_run (db, &question->filter, question->today, error);
}

static const HearthCaseStep *
find_step (HearthCase *self, const HearthId *id)
{
  for (guint i = 0; i < hearth_case_get_n_steps (self); i++)
    if (hearth_id_equal (hearth_record_get_id (hearth_case_get_step (self, i)->record), id))
      return hearth_case_get_step (self, i);
  return NULL;
}

/** A case with its plan; one that is not there is an error here. */
HearthCase *
hearth_cli_load_case (HearthCli *cli, const HearthId *case_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  HearthCase *self = hearth_case_load (cli->context, case_id, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (self == NULL)
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN, "no such case");
  return self;
}

static json_t *
describe_row (HearthCli *cli, HearthCase *self, const HearthStepRow *row)
{
  const HearthCaseStep *step = find_step (self, &row->step_id);
  json_t *object;

  if (step == NULL)
    return NULL;
  object = hearth_cli_describe_step (cli, step);
  hearth_cli_set_text (object, "case_number", row->case_number);
  hearth_cli_set_name (object, row->surname, row->given, row->patronymic);
  return object;
}

/* (element-type HearthId GArray) positions in @rows by case. */
static GHashTable *
group_by_case (GPtrArray *rows)
{
  GHashTable *groups =
      g_hash_table_new_full (hearth_id_hash, hearth_id_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepRow *row = g_ptr_array_index (rows, i);
      GArray *positions = g_hash_table_lookup (groups, &row->case_id);

      if (positions == NULL)
        {
          positions = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, &row->case_id, positions);
        }
      g_array_append_val (positions, i);
    }
  return groups;
}

/* Due reasons come from the plan of the step's case. Cases are read one after the other and dropped: the
 * steps of a whole vault may be asked for. */
static gboolean
describe_all (HearthCli *cli, GPtrArray *rows, GPtrArray *objects, GError **error)
{
  g_autoptr (GHashTable) groups = group_by_case (rows);
  GHashTableIter iter;
  gpointer case_id, positions;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &case_id, &positions))
    {
      g_autoptr (HearthCase) self = hearth_cli_load_case (cli, case_id, error);

      if (self == NULL)
        return FALSE;
      for (guint i = 0; i < ((GArray *) positions)->len; i++)
        {
          guint position = g_array_index ((GArray *) positions, guint, i);

          g_ptr_array_index (objects, position) =
              describe_row (cli, self, g_ptr_array_index (rows, position));
        }
    }
  return TRUE;
}

static json_t *
describe_rows (HearthCli *cli, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  json_t *list = json_array ();
  gboolean done;

  g_ptr_array_set_size (objects, (int) rows->len);
  done = describe_all (cli, rows, objects, error);
  for (guint i = 0; i < objects->len; i++)
    if (g_ptr_array_index (objects, i) != NULL)
      json_array_append_new (list, g_ptr_array_index (objects, i));
  if (done)
    return list;
  json_decref (list);
  return NULL;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *case_text = hearth_cli_args_get (args, "--case");
  StepQuestion question = { .filter.due_before = HEARTH_DATE_NONE };
  g_autoptr (GPtrArray) rows = NULL;
  json_t *list;
  HearthId case_id;

  if (!hearth_cli_args_get_date (args, "--due-before", &question.filter.due_before, error) ||
      hearth_cli_open (cli, error) == NULL)
    return NULL;
  if (case_text != NULL)
    {
      if (!hearth_cli_find_case (cli, case_text, &case_id, error))
        return NULL;
      question.filter.case_id = &case_id;
    }
  question.today = hearth_cli_get_today (cli);
  question.filter.track = hearth_cli_args_get (args, "--track");
  if (hearth_cli_args_has (args, "--overdue"))
    {
      question.filter.open_only = TRUE;
      if (question.filter.due_before == HEARTH_DATE_NONE ||
          question.filter.due_before > question.today)
        question.filter.due_before = question.today;
    }
  rows =
      hearth_store_read (hearth_context_get_store (cli->context), list_on_reader, &question, error);
  if (rows == NULL)
    return NULL;
  list = describe_rows (cli, rows, error);
  return list != NULL ? json_pack ("{s:o}", "steps", list) : NULL;
}

static json_t *
run_set (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("step");
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthRecord) record = NULL;
  json_auto_t *fields = NULL;
  HearthId id;

  if (context == NULL ||
      !hearth_cli_find_record (cli, "step", hearth_cli_args_at (args, 0), NULL, &id, error))
    return NULL;
  fields = hearth_cli_read_fields (cli, kind, args, 1, error);
  if (fields == NULL)
    return NULL;
  changes = hearth_step_set (context, &id, HEARTH_REVISION_ANY, fields, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  record = hearth_cli_get_record (cli, kind, &id, error);
  if (record == NULL)
    return NULL;
  {
    json_t *document = hearth_cli_describe_record (record);

    json_object_set_new (document, "revision", json_integer (hearth_record_get_revision (record)));
    return document;
  }
}

static json_t *
run_refresh (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  const char *case_text = hearth_cli_args_get (args, "--case");
  HearthPlanRefresh done = { 0 };
  HearthId case_id;

  if (context == NULL ||
      (case_text != NULL && !hearth_cli_find_case (cli, case_text, &case_id, error)))
    return NULL;
  if (!hearth_plan_refresh (context, case_text != NULL ? &case_id : NULL, &done, error))
    return NULL;
  return json_pack ("{s:i, s:i, s:i}", "added", (int) done.n_added, "retired", (int) done.n_retired,
                    "redated", (int) done.n_redated);
}

const HearthCliCommand hearth_cli_step_commands[] = {
  { "step list", "[--case ID] [--overdue] [--due-before D] [--track T]", 0, 0, list_options,
    run_list },
  { "step set", "ID FIELD=VALUE ...", 2, CLI_ANY, NULL, run_set },
  { "plan refresh", "[--case ID]", 0, 0, refresh_options, run_refresh },
  { NULL },
};
