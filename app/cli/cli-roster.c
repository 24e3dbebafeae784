/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster check: reads a list as the import would, without a vault. */
#include "config.h"

#include "cli-roster.h"

#include "cli-commands.h"
#include "cli-output.h"

#include <string.h>

static const HearthCliOption check_options[] = { { "--map", CLI_VALUES }, { NULL } };

/* A column is named by its heading, or by its number from 1. */
static gboolean
find_column (HearthRoster *roster, const char *name, guint *column)
{
  guint n_columns = hearth_roster_get_n_columns (roster);
  guint64 number;

  for (guint i = 0; i < n_columns; i++)
    if (strcmp (hearth_roster_get_heading (roster, i), name) == 0)
      {
        *column = i;
        return TRUE;
      }
  if (!g_ascii_string_to_unsigned (name, 10, 1, n_columns, &number, NULL))
    return FALSE;
  *column = (guint) number - 1;
  return TRUE;
}

static gboolean
find_taken (HearthRoster *roster, const char *field, guint *column)
{
  for (guint i = 0; i < hearth_roster_get_n_columns (roster); i++)
    if (g_strcmp0 (hearth_roster_get_mapping (roster, i), field) == 0)
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

/* What the caller says wins over the guess: a column guessed as the same field gives way. */
static gboolean
apply_mapping (HearthRoster *roster, const char *pair, GError **error)
{
  const char *equal = strrchr (pair, '=');
  g_autofree char *name = NULL;
  guint column, taken;

  if (equal == NULL || equal == pair)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "--map takes COLUMN=FIELD");
      return FALSE;
    }
  name = g_strndup (pair, equal - pair);
  if (!find_column (roster, name, &column))
    {
      g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED, "the list has no column %s",
                   name);
      return FALSE;
    }
  if (equal[1] == '\0')
    return hearth_roster_set_mapping (roster, column, NULL);
  if (find_taken (roster, equal + 1, &taken))
    hearth_roster_set_mapping (roster, taken, NULL);
  if (!hearth_roster_set_mapping (roster, column, equal + 1))
    {
      g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "no such field: %s", equal + 1);
      return FALSE;
    }
  return TRUE;
}

/** Takes the columns as --map says, over the guess or what is remembered. */
gboolean
hearth_cli_map_roster (HearthRoster *roster, const HearthCliArgs *args, GError **error)
{
  GPtrArray *maps = hearth_cli_args_get_all (args, "--map");

  for (guint i = 0; maps != NULL && i < maps->len; i++)
    if (!apply_mapping (roster, g_ptr_array_index (maps, i), error))
      return FALSE;
  return TRUE;
}

/** Reads the list in the first argument; its columns are guessed. */
HearthRoster *
hearth_cli_read_roster (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthPackSet *packs = hearth_cli_get_packs (cli, error);
  g_autoptr (GBytes) bytes = NULL;
  HearthRoster *roster;
  HearthCsvPosition position;

  if (packs == NULL)
    return NULL;
  bytes = hearth_cli_read_file (hearth_cli_args_at (args, 0), HEARTH_CSV_MAX_BYTES, error);
  if (bytes == NULL)
    return NULL;
  roster = hearth_roster_read (bytes, packs, &position, error);
  if (roster == NULL && position.row > 0)
    hearth_cli_set_where (cli, "row %u, column %u", position.row, position.column);
  return roster;
}

/** (element-type HearthRosterProblem) as JSON. */
json_t *
hearth_cli_list_problems (GPtrArray *problems, gboolean warnings)
{
  json_t *list = json_array ();

  for (guint i = 0; i < problems->len; i++)
    {
      const HearthRosterProblem *problem = g_ptr_array_index (problems, i);
      json_t *item;

      if ((problem->is_warning != FALSE) != (warnings != FALSE))
        continue;
      item = json_pack ("{s:i, s:s, s:s, s:s}", "row", (int) problem->row, "column",
                        problem->column, "code", problem->code, "message", problem->message);
      if (problem->other_row > 0)
        json_object_set_new (item, "other_row", json_integer (problem->other_row));
      json_array_append_new (list, item);
    }
  return list;
}

/** Sets the error of a list that was not taken. */
void
hearth_cli_refuse_roster (HearthCli *cli, GPtrArray *problems, GError **error)
{
  const HearthRosterProblem *first = NULL;
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const HearthRosterProblem *problem = g_ptr_array_index (problems, i);

      if (problem->is_warning)
        continue;
      if (n++ == 0)
        first = problem;
    }
  g_assert (first != NULL);
  hearth_cli_set_where (cli, "row %u%s%s", first->row, *first->column != '\0' ? ", column " : "",
                        first->column);
  g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
               "the list has %u problems; nothing was written", n);
}

/** Column to field, as JSON. */
json_t *
hearth_cli_describe_mapping (HearthRoster *roster)
{
  json_t *mapping = json_object ();

  for (guint i = 0; i < hearth_roster_get_n_columns (roster); i++)
    {
      const char *heading = hearth_roster_get_heading (roster, i);
      g_autofree char *number = NULL;

      /* A heading that is empty or stands twice cannot be a key: the column's number can. */
      if (*heading == '\0' || json_object_get (mapping, heading) != NULL)
        heading = number = g_strdup_printf ("%u", i + 1);
      hearth_cli_set_text (mapping, heading, hearth_roster_get_mapping (roster, i));
    }
  return mapping;
}

static json_t *
run_check (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthRoster) roster = hearth_cli_read_roster (cli, args, error);
  g_autoptr (GPtrArray) problems = NULL;
  char delimiter[2] = "";

  if (roster == NULL || !hearth_cli_map_roster (roster, args, error))
    return NULL;
  problems = hearth_roster_check (roster, hearth_cli_get_today (cli));
  if (hearth_roster_problems_refuse (problems))
    hearth_cli_refuse_roster (cli, problems, error);
  delimiter[0] = (char) hearth_roster_get_delimiter (roster);
  return json_pack ("{s:s, s:s, s:o, s:i, s:o, s:o}", "charset", hearth_roster_get_charset (roster),
                    "delimiter", delimiter, "mapping", hearth_cli_describe_mapping (roster), "rows",
                    (int) hearth_roster_get_n_rows (roster), "problems",
                    hearth_cli_list_problems (problems, FALSE), "warnings",
                    hearth_cli_list_problems (problems, TRUE));
}

const HearthCliCommand hearth_cli_roster_commands[] = {
  { "roster check", "FILE [--map COL=FIELD ...]", 1, 1, check_options, run_check },
  { NULL },
};
