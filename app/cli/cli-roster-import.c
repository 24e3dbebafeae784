/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster import: all people of a list in one act, or nobody. */
#include "config.h"

#include "cli-roster.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-case-acts.h"

static const HearthCliOption import_options[] = {
  { "--event", CLI_VALUE }, { "--map", CLI_VALUES }, { "--skip-bad", CLI_FLAG }, { NULL }
};

/* The people of the list, who of them is here already, and what is in the way. */
typedef struct
{
  GPtrArray *problems;   /* (element-type HearthRosterProblem) */
  GPtrArray *people;     /* (element-type json_t) */
  GArray *rows;          /* (element-type guint) spreadsheet row of each person */
  GPtrArray *duplicates; /* (element-type HearthRosterDuplicate) */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* People of an exchange came home on its day, unless the list says otherwise. */
static json_t *
read_defaults (HearthCli *cli, const char *event_text, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("event");
  g_autoptr (HearthRecord) event = NULL;
  json_t *defaults = json_object ();
  HearthId id;

  if (event_text == NULL)
    return defaults;
  if (!hearth_cli_find_record (cli, "event", event_text, NULL, &id, error) ||
      (event = hearth_cli_get_record (cli, kind, &id, error)) == NULL)
    {
      json_decref (defaults);
      return NULL;
    }
  hearth_cli_set_id (defaults, "event", &id);
  if (hearth_record_get_text (event, "date") != NULL)
    hearth_cli_set_text (defaults, "released", hearth_record_get_text (event, "date"));
  if (hearth_record_get_text (event, "facility") != NULL)
    hearth_cli_set_text (defaults, "facility", hearth_record_get_text (event, "facility"));
  return defaults;
}

typedef struct
{
  HearthGivenNames *names;
  GPtrArray *people;
} Looking;

static gpointer
find_duplicates_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Looking *looking = data;

  return hearth_roster_find_duplicates (db, looking->names, looking->people, error);
}

static const HearthRosterDuplicate *
get_duplicate (const Import *import, guint index)
{
  return g_ptr_array_index (import->duplicates, index);
}

static json_t *
list_reasons (const HearthMatch *match)
{
  json_t *reasons = json_array ();

  for (guint i = 0; i < match->n_reasons; i++)
    json_array_append_new (reasons, json_string (match->reasons[i].id));
  return reasons;
}

/* The likely ones, or those who only may be the same. */
static json_t *
describe_duplicates (const Import *import, gboolean are_likely)
{
  json_t *list = json_array ();

  for (guint i = 0; import->duplicates != NULL && i < import->duplicates->len; i++)
    {
      const HearthRosterDuplicate *duplicate = get_duplicate (import, i);
      json_t *object;

      if (hearth_match_is_likely (&duplicate->match) != are_likely)
        continue;
      object = json_object ();
      json_object_set_new (object, "row",
                           json_integer (g_array_index (import->rows, guint, duplicate->index)));
      hearth_cli_set_id (object, "case", &duplicate->case_id);
      hearth_cli_set_text (object, "number", duplicate->case_number);
      json_object_set_new (object, "score", json_real (duplicate->match.score));
      json_object_set_new (object, "reasons", list_reasons (&duplicate->match));
      json_array_append_new (list, object);
    }
  return list;
}

/* (element-type guint) the people, by their places in the list, who are likely here already. */
static GHashTable *
list_likely (const Import *import)
{
  GHashTable *people = g_hash_table_new (NULL, NULL);

  for (guint i = 0; import->duplicates != NULL && i < import->duplicates->len; i++)
    if (hearth_match_is_likely (&get_duplicate (import, i)->match))
      g_hash_table_add (people, GUINT_TO_POINTER (get_duplicate (import, i)->index));
  return people;
}

/* Whoever is here already is not opened a second time; new facts about them are for people to enter. */
static void
drop_duplicates (Import *import)
{
  g_autoptr (GHashTable) likely = list_likely (import);

  for (guint i = import->people->len; i > 0; i--)
    if (g_hash_table_contains (likely, GUINT_TO_POINTER (i - 1)))
      g_ptr_array_remove_index (import->people, i - 1);
}

static void
on_progress (guint done, guint total, gpointer data)
{
  hearth_cli_note (data, "\r%u / %u%s", done, total, done == total ? "\n" : "");
}

static gboolean
open_cases (HearthCli *cli, Import *import, GError **error)
{
  g_autoptr (HearthChangeSet) changes = NULL;

  if (import->people->len == 0)
    return TRUE;
  changes = hearth_case_open_many (cli->context, import->people, on_progress, cli, cli->cancellable,
                                   error);
  return changes != NULL && hearth_cli_check_answer (changes, error);
}

static json_t *
describe_import (const Import *import, guint n_created)
{
  g_autoptr (GHashTable) likely = list_likely (import);

  return json_pack ("{s:i, s:i, s:o, s:o, s:o, s:o}", "created", (int) n_created, "duplicates",
                    (int) g_hash_table_size (likely), "duplicate_rows",
                    describe_duplicates (import, TRUE), "possible_rows",
                    describe_duplicates (import, FALSE), "problems",
                    hearth_cli_list_problems (import->problems, FALSE), "warnings",
                    hearth_cli_list_problems (import->problems, TRUE));
}

static json_t *
run_import (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthRoster) roster = hearth_cli_read_roster (cli, args, error);
  g_auto (Import) import = { NULL };
  json_auto_t *defaults = NULL;
  HearthDate today = hearth_cli_get_today (cli);
  Looking looking;

  if (roster == NULL)
    return NULL;
  import.problems = hearth_roster_check (roster, today);
  if (hearth_roster_problems_refuse (import.problems) && !hearth_cli_args_has (args, "--skip-bad"))
    {
      hearth_cli_refuse_roster (cli, import.problems, error);
      return describe_import (&import, 0);
    }
  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  defaults = read_defaults (cli, hearth_cli_args_get (args, "--event"), error);
  if (defaults == NULL)
    return NULL;
  import.people = hearth_roster_get_people (roster, today, defaults);
  import.rows = hearth_roster_get_people_rows (roster, today);
  looking = (Looking){ hearth_context_get_given_names (cli->context), import.people };
  import.duplicates = hearth_store_read (hearth_context_get_store (cli->context),
                                         find_duplicates_on_reader, &looking, error);
  if (import.duplicates == NULL)
    return NULL;
  drop_duplicates (&import);
  if (!open_cases (cli, &import, error))
    return NULL;
  return describe_import (&import, import.people->len);
}

const HearthCliCommand hearth_cli_roster_import_commands[] = {
  { "roster import", "FILE [--event ID] [--map COL=FIELD ...] [--skip-bad]", 1, 1, import_options,
    run_import },
  { NULL },
};
