/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case show, case history: one case as this user may see it. */
#include "config.h"

#include "cli-commands.h"
#include "cli-file.h"
#include "cli-output.h"
#include "cli-step.h"
#include "cli-store.h"

#include "hearth-case-visit.h"
#include "hearth-history-query.h"

#include <string.h>

static const HearthCliOption history_options[] = { { "--field", CLI_VALUE }, { NULL } };

/* Record kinds of a case and the key under which they are shown. Steps need the plan and the person
 * stands alone; shared kinds belong to no case. */
static const struct
{
  const char *kind, *key;
} lists[] = {
  { "captivity", "captivity" }, { "contact", "contacts" },          { "note", "notes" },
  { "check", "checks" },        { "statement", "statements" },      { "payment", "payments" },
  { "letter", "letters" },      { "document", "document_records" },
};

static json_t *
describe_person (const HearthRecord *person)
{
  json_t *object = json_object ();

  hearth_cli_set_name (object, hearth_record_get_text (person, "surname"),
                       hearth_record_get_text (person, "given"),
                       hearth_record_get_text (person, "patronymic"));
  json_object_update_missing (object, (json_t *) hearth_record_get_values (person));
  return object;
}

static json_t *
describe_rings (const HearthCaseRow *row)
{
  static const char *const tracks[] = {
    [HEARTH_RING_MEDICAL] = "medical",
    [HEARTH_RING_DOCUMENTS] = "documents",
    [HEARTH_RING_COMPENSATION] = "compensation",
    [HEARTH_RING_REHABILITATION] = "rehabilitation",
  };
  json_t *rings = json_object ();

  for (int ring = 0; ring < (int) HEARTH_N_RINGS; ring++)
    json_object_set_new (rings, tracks[ring],
                         json_pack ("{s:i, s:i}", "done", (int) row->ring_done[ring], "total",
                                    (int) row->ring_total[ring]));
  return rings;
}

static json_t *
describe_records (HearthCase *self, const char *kind)
{
  GPtrArray *records = hearth_case_get_records (self, kind);
  json_t *list = json_array ();

  for (guint i = 0; i < records->len; i++)
    json_array_append_new (list, hearth_cli_describe_record (g_ptr_array_index (records, i)));
  return list;
}

/* What scripts know as the documents of a person: the steps that restore them. How far each document is stands
 * in its record. */
static json_t *
pick_track (const json_t *steps, const char *track)
{
  json_t *picked = json_array ();
  json_t *step;
  size_t index;

  json_array_foreach ((json_t *) steps, index,
                      step) if (g_strcmp0 (json_string_value (json_object_get (step, "track")),
                                           track) == 0) json_array_append (picked, step);
  return picked;
}

static json_t *
run_show (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthCase) self = NULL;
  json_t *document, *steps, *files;
  HearthId id;

  if (context == NULL || !hearth_cli_find_case (cli, hearth_cli_args_at (args, 0), &id, error))
    return NULL;
  if (!hearth_case_note_visit (context, &id, error))
    return NULL;
  self = hearth_cli_load_case (cli, &id, error);
  if (self == NULL)
    return NULL;
  files = hearth_cli_describe_files (cli, &id, error);
  if (files == NULL)
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "id", &id);
  hearth_cli_set_text (document, "number", hearth_case_get_row (self)->number);
  json_object_set_new (document, "person", describe_person (hearth_case_get_person (self)));
  json_object_set_new (document, "rings", describe_rings (hearth_case_get_row (self)));
  steps = hearth_cli_describe_steps (cli, self);
  json_object_set_new (document, "steps", steps);
  json_object_set_new (document, "documents", pick_track (steps, "documents"));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    json_object_set_new (document, lists[i].key, describe_records (self, lists[i].kind));
  json_object_set_new (document, "files", files);
  return document;
}

typedef struct
{
  HearthId case_id;
  const char *field;
} HistoryQuestion;

static gpointer
history_on_reader (HearthDb *db, gpointer data, GError **error)
{
  HistoryQuestion *question = data;

  return hearth_history_query_run (db, &question->case_id, question->field, error);
}

static char *
format_time (gint64 at_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at_ms / 1000);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
set_value (json_t *object, const char *key, const json_t *value)
{
  json_object_set_new (object, key, value != NULL ? json_incref ((json_t *) value) : json_null ());
}

static json_t *
describe_change (const HearthChange *change)
{
  g_autofree char *at = format_time (change->at_ms);
  json_t *object = json_object ();

  hearth_cli_set_text (object, "at", at);
  hearth_cli_set_text (object, "who", change->who);
  hearth_cli_set_text (object, "role", change->role);
  hearth_cli_set_id (object, "device", &change->dev);
  hearth_cli_set_text (object, "kind", change->kind);
  hearth_cli_set_id (object, "record", &change->rec);
  if (change->template_id != NULL)
    hearth_cli_set_text (object, "step", change->template_id);
  hearth_cli_set_text (object, "field", change->field);
  set_value (object, "old", change->old_value);
  set_value (object, "new", change->new_value);
  hearth_cli_set_text (object, "bundle", change->bundle);
  return object;
}

static json_t *
run_history (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  HistoryQuestion question = { .field = hearth_cli_args_get (args, "--field") };
  g_autoptr (GPtrArray) changes = NULL;
  json_t *list;

  if (context == NULL ||
      !hearth_cli_find_case (cli, hearth_cli_args_at (args, 0), &question.case_id, error) ||
      !hearth_case_note_visit (context, &question.case_id, error))
    return NULL;
  changes =
      hearth_store_read (hearth_context_get_store (context), history_on_reader, &question, error);
  if (changes == NULL)
    return NULL;
  list = json_array ();
  for (guint i = 0; i < changes->len; i++)
    json_array_append_new (list, describe_change (g_ptr_array_index (changes, i)));
  return json_pack ("{s:o}", "changes", list);
}

const HearthCliCommand hearth_cli_case_show_commands[] = {
  { "case show", "ID", 1, 1, NULL, run_show },
  { "case history", "ID [--field F]", 1, 1, history_options, run_history },
  { NULL },
};
