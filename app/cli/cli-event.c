/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event list, event add: the exchanges that people came home in. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-case-acts.h"
#include "hearth-event-query.h"

/* A script carries what it reads out of the vault: under embargo the numbers stay. */
static json_t *
describe_event (const HearthRecord *event)
{
  json_t *object = hearth_cli_describe_record (event);
  const HearthKind *kind = hearth_record_get_kind (event);

  if (!hearth_event_is_withheld (event))
    return object;
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (hearth_event_is_count (field))
      json_object_del (object, field->id);
  json_object_set_new (object, "withheld", json_true ());
  return object;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) events = hearth_cli_list_records (cli, "event", NULL, error);
  json_t *list;

  if (events == NULL)
    return NULL;
  list = json_array ();
  for (guint i = 0; i < events->len; i++)
    json_array_append_new (list, describe_event (g_ptr_array_index (events, i)));
  return json_pack ("{s:o}", "events", list);
}

static json_t *
run_add (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("event");
  HearthContext *context = hearth_cli_open (cli, error);
  json_auto_t *fields = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_t *document;
  HearthId id;

  if (context == NULL)
    return NULL;
  fields = hearth_cli_read_fields (cli, kind, args, 0, error);
  if (fields == NULL)
    return NULL;
  changes = hearth_record_add (context, kind, NULL, fields, &id, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "id", &id);
  return document;
}

const HearthCliCommand hearth_cli_event_commands[] = {
  { "event list", "", 0, 0, NULL, run_list },
  { "event add", "FIELD=VALUE ...", 1, CLI_ANY, NULL, run_add },
  { NULL },
};
