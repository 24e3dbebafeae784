/* SPDX-License-Identifier: GPL-3.0-or-later */
/* name latin, name keys, name match: no vault needed. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"

#include "hearth-match.h"
#include "hearth-name.h"
#include "hearth-text.h"

static const char *
get_name (const HearthCliArgs *args, guint index, GError **error)
{
  const char *text = hearth_cli_args_at (args, index);

  if (hearth_text_check (text, HEARTH_TEXT_MAX_BYTES, HEARTH_TEXT_ONE_LINE) == HEARTH_TEXT_FINE)
    return text;
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                       "the name is not one line of text");
  return NULL;
}

static HearthGivenNames *
load_given_names (HearthCli *cli, GError **error)
{
  HearthPackSet *packs = hearth_cli_get_packs (cli, error);

  return packs != NULL ? hearth_given_names_new (packs) : NULL;
}

static json_t *
run_latin (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *text = get_name (args, 0, error);
  g_autofree char *latin = NULL;
  json_t *document;

  if (text == NULL)
    return NULL;
  latin = hearth_name_to_latin (text);
  document = json_object ();
  hearth_cli_set_text (document, "latin", latin);
  return document;
}

static json_t *
run_keys (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *text = get_name (args, 0, error);
  g_autoptr (HearthGivenNames) names = text != NULL ? load_given_names (cli, error) : NULL;
  g_auto (GStrv) keys = NULL;
  json_t *list;

  if (names == NULL)
    return NULL;
  keys = hearth_given_names_fold (names, text);
  list = json_array ();
  for (char **key = keys; *key != NULL; key++)
    json_array_append_new (list, json_string (*key));
  return json_pack ("{s:o}", "keys", list);
}

static json_t *
run_match (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *first = get_name (args, 0, error);
  const char *second = first != NULL ? get_name (args, 1, error) : NULL;
  g_autoptr (HearthGivenNames) names = second != NULL ? load_given_names (cli, error) : NULL;
  g_autoptr (HearthMatchPerson) a = NULL, b = NULL;
  HearthMatch match;
  json_t *reasons, *points;

  if (names == NULL)
    return NULL;
  a = hearth_match_person_new_from_text (names, first);
  b = hearth_match_person_new_from_text (names, second);
  hearth_match_compare (a, b, &match);
  reasons = json_array ();
  points = json_object ();
  for (guint i = 0; i < match.n_reasons; i++)
    {
      json_array_append_new (reasons, json_string (match.reasons[i].id));
      json_object_set_new (points, match.reasons[i].id, json_real (match.reasons[i].points));
    }
  return json_pack ("{s:f, s:o, s:o}", "score", match.score, "reasons", reasons, "points", points);
}

const HearthCliCommand hearth_cli_name_commands[] = {
  { "name latin", "TEXT", 1, 1, NULL, run_latin },
  { "name keys", "TEXT", 1, 1, NULL, run_keys },
  { "name match", "A B", 2, 2, NULL, run_match },
  { NULL },
};
