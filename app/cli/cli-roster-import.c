/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster import: all people of a list in one act, or nobody. */
#include "config.h"

#include "cli-roster.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-roster-acts.h"
#include "hearth-roster-compare.h"

#include <string.h>

static const HearthCliOption import_options[] = { { "--duplicates", CLI_VALUE },
                                                  { "--event", CLI_VALUE },
                                                  { "--map", CLI_VALUES },
                                                  { "--skip-bad", CLI_FLAG },
                                                  { NULL } };

/* What becomes of people who are likely here already. */
typedef enum
{
  SKIP_THEM, /* new facts about them are for people to enter */
  JOIN_THEM, /* what is not known yet is filled, differences become a note */
  OPEN_THEM, /* they are somebody else */
} Duplicates;

static const char *const duplicate_words[] = { "skip", "join", "new" };

/* The people of the list, who of them is here already, and what is in the way. */
typedef struct
{
  GPtrArray *problems;   /* (element-type HearthRosterProblem) */
  GPtrArray *people;     /* (element-type HearthRosterPerson) */
  GPtrArray *fields;     /* (element-type json_t) of each of them */
  GPtrArray *duplicates; /* (element-type HearthRosterDuplicate) */
  GPtrArray *repeated;   /* (element-type HearthRosterDuplicate) within the list */
  guint n_created, n_joined;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_clear_pointer (&self->repeated, g_ptr_array_unref);
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

static guint
get_row (const Import *import, guint index)
{
  return ((const HearthRosterPerson *) import->people->pdata[index])->row;
}

static json_t *
describe_match (const Import *import, const HearthRosterDuplicate *duplicate)
{
  json_t *object = json_object ();

  json_object_set_new (object, "row", json_integer (get_row (import, duplicate->index)));
  json_object_set_new (object, "score", json_real (duplicate->match.score));
  json_object_set_new (object, "reasons", list_reasons (&duplicate->match));
  return object;
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
      object = describe_match (import, duplicate);
      hearth_cli_set_id (object, "case", &duplicate->case_id);
      hearth_cli_set_text (object, "number", duplicate->case_number);
      json_array_append_new (list, object);
    }
  return list;
}

/* People of the list who may stand in it twice, in different words; they are imported. */
static json_t *
describe_repeated (const Import *import)
{
  json_t *list = json_array ();

  for (guint i = 0; import->repeated != NULL && i < import->repeated->len; i++)
    {
      const HearthRosterDuplicate *duplicate = import->repeated->pdata[i];
      json_t *object = describe_match (import, duplicate);

      json_object_set_new (object, "other_row",
                           json_integer (get_row (import, duplicate->other_index)));
      json_array_append_new (list, object);
    }
  return list;
}

/* The likeliest case of each person who is likely here already, by their places in the list. */
static GHashTable *
list_likely (const Import *import)
{
  GHashTable *people = g_hash_table_new (NULL, NULL);

  for (guint i = 0; import->duplicates != NULL && i < import->duplicates->len; i++)
    {
      const HearthRosterDuplicate *duplicate = get_duplicate (import, i);
      gpointer index = GUINT_TO_POINTER (duplicate->index);

      if (hearth_match_is_likely (&duplicate->match) && !g_hash_table_contains (people, index))
        g_hash_table_insert (people, index, (gpointer) duplicate);
    }
  return people;
}

static HearthRosterEntry *
join_entry (HearthCli *cli, const json_t *fields, const HearthRosterDuplicate *duplicate)
{
  g_autofree char *note = NULL;

  /* The best of a person comes first and has what is known of it. */
  if (duplicate->present != NULL)
    note = hearth_roster_dup_note (hearth_context_get_packs (cli->context),
                                   g_get_language_names ()[0], duplicate->present, fields);
  return hearth_roster_entry_new (fields, &duplicate->case_id, note);
}

static GPtrArray *
make_entries (HearthCli *cli, Import *import, Duplicates duplicates)
{
  g_autoptr (GHashTable) likely = list_likely (import);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_entry_free);

  for (guint i = 0; i < import->fields->len; i++)
    {
      const json_t *fields = import->fields->pdata[i];
      const HearthRosterDuplicate *duplicate = g_hash_table_lookup (likely, GUINT_TO_POINTER (i));

      if (duplicate == NULL || duplicates == OPEN_THEM)
        {
          g_ptr_array_add (entries, hearth_roster_entry_new (fields, NULL, NULL));
          import->n_created++;
        }
      else if (duplicates == JOIN_THEM)
        {
          g_ptr_array_add (entries, join_entry (cli, fields, duplicate));
          import->n_joined++;
        }
    }
  return entries;
}

static void
on_progress (guint done, guint total, gpointer data)
{
  hearth_cli_note (data, "\r%u / %u%s", done, total, done == total ? "\n" : "");
}

static gboolean
write_entries (
    HearthCli *cli, HearthRoster *roster, Import *import, Duplicates duplicates, GError **error)
{
  g_autoptr (GPtrArray) entries = make_entries (cli, import, duplicates);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autofree char *headings = hearth_roster_dup_key (roster);
  g_autofree char *fields = hearth_roster_dup_mapping (roster);
  const HearthRosterMapping mapping = { headings, fields };

  if (entries->len == 0)
    return TRUE;
  changes = hearth_roster_import (cli->context, entries, &mapping, on_progress, cli,
                                  cli->cancellable, error);
  return changes != NULL && hearth_cli_check_answer (changes, error);
}

static json_t *
describe_import (HearthRoster *roster, const Import *import)
{
  g_autoptr (GHashTable) likely = list_likely (import);

  return json_pack (
      "{s:i, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o}", "created", (int) import->n_created, "joined",
      (int) import->n_joined, "duplicates", (int) g_hash_table_size (likely), "duplicate_rows",
      describe_duplicates (import, TRUE), "possible_rows", describe_duplicates (import, FALSE),
      "repeated_rows", describe_repeated (import), "mapping", hearth_cli_describe_mapping (roster),
      "problems", hearth_cli_list_problems (import->problems, FALSE), "warnings",
      hearth_cli_list_problems (import->problems, TRUE));
}

static gboolean
read_duplicates (const HearthCliArgs *args, Duplicates *out, GError **error)
{
  const char *word = hearth_cli_args_get (args, "--duplicates");

  *out = SKIP_THEM;
  if (word == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (duplicate_words); i++)
    if (strcmp (duplicate_words[i], word) == 0)
      {
        *out = i;
        return TRUE;
      }
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                       "--duplicates takes skip, join or new");
  return FALSE;
}

/* As the last time a list with these headings was imported, but for what --map says. */
static gboolean
map_columns (HearthCli *cli, HearthRoster *roster, const HearthCliArgs *args, GError **error)
{
  g_autofree char *headings = hearth_roster_dup_key (roster);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *remembered = hearth_roster_recall_mapping (cli->context, headings, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (remembered != NULL)
    hearth_roster_take_mapping (roster, remembered);
  return hearth_cli_map_roster (roster, args, error);
}

/* Rows that repeat another are problems: what is left here has none. */
static void
take_people (Import *import, HearthRoster *roster, HearthDate today, const json_t *defaults)
{
  import->people = hearth_roster_list_people (roster, today, defaults, &import->problems);
  import->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  for (guint i = 0; i < import->people->len;)
    {
      HearthRosterPerson *person = import->people->pdata[i];

      if (person->repeated_row != 0)
        {
          g_ptr_array_remove_index (import->people, i);
          continue;
        }
      g_ptr_array_add (import->fields, json_incref (person->fields));
      i++;
    }
}

static gboolean
look_for_duplicates (HearthCli *cli, Import *import, GError **error)
{
  Looking looking = { hearth_context_get_given_names (cli->context), import->fields };

  import->repeated = hearth_roster_find_repeated (looking.names, import->fields);
  import->duplicates = hearth_store_read (hearth_context_get_store (cli->context),
                                          find_duplicates_on_reader, &looking, error);
  return import->duplicates != NULL;
}

/* A list that is refused whoever brings it is refused for what it says, also if the passphrase is wrong: nobody
 * has to find out about one after the other. Only who opens the vault has the columns that it remembers, so until
 * then the list is not judged. */
static gboolean
open_vault (HearthCli *cli, HearthRoster *roster, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) local_error = NULL;

  if (hearth_cli_open (cli, &local_error) != NULL)
    return TRUE;
  if (g_error_matches (local_error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY) &&
      !hearth_cli_args_has (args, "--skip-bad"))
    problems = hearth_roster_check (roster, hearth_cli_get_today (cli));
  if (problems != NULL && hearth_roster_problems_refuse (problems))
    hearth_cli_refuse_roster (cli, problems, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static json_t *
run_import (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthRoster) roster = NULL;
  g_auto (Import) import = { NULL };
  json_auto_t *defaults = NULL;
  Duplicates duplicates;

  if (!read_duplicates (args, &duplicates, error) ||
      (roster = hearth_cli_read_roster (cli, args, error)) == NULL ||
      /* What is wrong whatever the vault says is told before anybody is asked for a passphrase. */
      !hearth_cli_map_roster (roster, args, error) || !open_vault (cli, roster, args, error) ||
      !map_columns (cli, roster, args, error) ||
      (defaults = read_defaults (cli, hearth_cli_args_get (args, "--event"), error)) == NULL)
    return NULL;
  take_people (&import, roster, hearth_cli_get_today (cli), defaults);
  if (hearth_roster_problems_refuse (import.problems) && !hearth_cli_args_has (args, "--skip-bad"))
    {
      hearth_cli_refuse_roster (cli, import.problems, error);
      return describe_import (roster, &import);
    }
  if (!look_for_duplicates (cli, &import, error) ||
      !write_entries (cli, roster, &import, duplicates, error))
    return NULL;
  return describe_import (roster, &import);
}

const HearthCliCommand hearth_cli_roster_import_commands[] = {
  { "roster import",
    "FILE [--event ID] [--map COL=FIELD ...] [--skip-bad] [--duplicates skip|join|new]", 1, 1,
    import_options, run_import },
  { NULL },
};
