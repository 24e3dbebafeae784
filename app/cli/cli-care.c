/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scale goals, feeding assess: no vault needed. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"

#include "hearth-attainment.h"
#include "hearth-refeeding.h"

static gboolean
read_goal (const char *text, HearthAttainmentGoal *goal)
{
  g_auto (GStrv) halves = g_strsplit (text, ":", 2);
  gint64 weight, score;

  if (g_strv_length (halves) != 2 ||
      !g_ascii_string_to_signed (halves[0], 10, 1, HEARTH_ATTAINMENT_MAX_WEIGHT, &weight, NULL) ||
      !g_ascii_string_to_signed (halves[1], 10, -2, 2, &score, NULL))
    return FALSE;
  goal->weight = (int) weight;
  goal->score = (int) score;
  return TRUE;
}

static json_t *
run_goals (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_auto (GStrv) parts =
      g_strsplit (hearth_cli_args_at (args, 0), ",", HEARTH_ATTAINMENT_MAX_GOALS + 1);
  HearthAttainmentGoal goals[HEARTH_ATTAINMENT_MAX_GOALS + 1];
  guint n_goals = g_strv_length (parts);
  int tenths = 0;

  for (guint i = 0; i < n_goals; i++)
    if (!read_goal (parts[i], &goals[i]))
      {
        hearth_cli_set_where (cli, "%u", i + 1);
        g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                     "goal %u is not a weight from 1 to %d and a score from -2 to 2", i + 1,
                     HEARTH_ATTAINMENT_MAX_WEIGHT);
        return NULL;
      }
  if (!hearth_attainment_score (goals, n_goals, &tenths))
    {
      g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED, "there must be 1 to %d goals",
                   HEARTH_ATTAINMENT_MAX_GOALS);
      return NULL;
    }
  return json_pack ("{s:i, s:i}", "goals", (int) n_goals, "t_tenths", tenths);
}

static gboolean
read_fact (HearthCli *cli, HearthRefeedingFacts *facts, const char *word, GError **error)
{
  const struct
  {
    const char *name;
    int *value;
    guint64 max;
  } fields[] = {
    { "weight_g", &facts->weight_g, 400000 },
    { "height_mm", &facts->height_mm, 2500 },
    { "earlier_weight_g", &facts->earlier_weight_g, 400000 },
    { "loss_months", &facts->loss_months, 1200 },
    { "days_of_little", &facts->days_of_little, 1000 },
    { "low_electrolytes", &facts->low_electrolytes, 1 },
    { "history", &facts->history, 1 },
  };
  g_autofree char *name = NULL;
  const char *text;
  guint64 number;

  if (!hearth_cli_split_pair (word, &name, &text, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name) &&
        g_ascii_string_to_unsigned (text, 10, 0, fields[i].max, &number, NULL))
      {
        *fields[i].value = (int) number;
        return TRUE;
      }
  hearth_cli_set_where (cli, "%s", name);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                       "there is no such measure, or its value is out of range");
  return FALSE;
}

static json_t *
list_missing (guint missing)
{
  static const char *const names[] = { "bmi", "loss", "intake", "electrolytes", "history" };
  json_t *list = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((missing >> i & 1) != 0)
      json_array_append_new (list, json_string (names[i]));
  return list;
}

static json_t *
number_or_null (int number)
{
  return number != HEARTH_REFEEDING_UNKNOWN ? json_integer (number) : json_null ();
}

static json_t *
describe (const HearthCli *cli, const HearthRefeeding *risk)
{
  json_t *document = json_object ();
  json_t *criteria = json_array ();
  json_t *advice = json_array ();
  const char *line;

  for (guint i = 0; i < risk->criteria->len; i++)
    json_array_append_new (criteria,
                           json_string (hearth_pack_entry_get_id (risk->criteria->pdata[i])));
  for (guint i = 0;
       (line = hearth_pack_entry_get_label (risk->entry, "Advice", i, cli->language)) != NULL; i++)
    json_array_append_new (advice, json_string (line));
  hearth_cli_set_text (document, "level", hearth_pack_entry_get_id (risk->entry));
  json_object_set_new (document, "open", json_boolean (risk->is_open));
  json_object_set_new (document, "missing", list_missing (risk->missing));
  json_object_set_new (document, "criteria", criteria);
  json_object_set_new (document, "bmi_hundredths", number_or_null (risk->bmi));
  json_object_set_new (document, "loss_tenths", number_or_null (risk->loss));
  json_object_set_new (document, "kcal_per_kg",
                       number_or_null (hearth_pack_entry_get_int (risk->entry, "KcalPerKg",
                                                                  HEARTH_REFEEDING_UNKNOWN)));
  hearth_cli_set_text (document, "banner",
                       hearth_pack_entry_get_text (risk->entry, "Banner", cli->language));
  json_object_set_new (document, "advice", advice);
  return document;
}

static json_t *
run_feeding (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthPackSet *packs = hearth_cli_get_packs (cli, error);
  HearthRefeedingFacts facts = {
    HEARTH_REFEEDING_UNKNOWN, HEARTH_REFEEDING_UNKNOWN, HEARTH_REFEEDING_UNKNOWN,
    HEARTH_REFEEDING_UNKNOWN, HEARTH_REFEEDING_UNKNOWN, HEARTH_REFEEDING_UNKNOWN,
    HEARTH_REFEEDING_UNKNOWN,
  };
  g_autoptr (HearthRefeeding) risk = NULL;

  if (packs == NULL)
    return NULL;
  for (guint i = 0; i < hearth_cli_args_count (args); i++)
    if (!read_fact (cli, &facts, hearth_cli_args_at (args, i), error))
      return NULL;
  risk = hearth_refeeding_assess (packs, &facts);
  if (risk->entry == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "the packs have no levels of this risk");
      return NULL;
    }
  return describe (cli, risk);
}

const HearthCliCommand hearth_cli_care_commands[] = {
  { "scale goals", "WEIGHT:SCORE,...", 1, 1, NULL, run_goals },
  { "feeding assess", "MEASURE=VALUE...", 1, CLI_ANY, NULL, run_feeding },
  { NULL },
};
