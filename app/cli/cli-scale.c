/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scale score: no vault needed. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"

#include "hearth-questionnaire.h"

#include <string.h>

/* More than any form has: what comes beyond is a wrong count all the same. */
#define MAX_ANSWERS (2 * HEARTH_QUESTIONNAIRE_MAX_QUESTIONS)

/* `1,0,,3`: an answer left empty is missing. */
static GArray *
read_answers (HearthCli *cli, const char *text, GError **error)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) parts = g_strsplit (text, ",", MAX_ANSWERS);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint64 number;
      int answer = HEARTH_ANSWER_MISSING;

      if (*parts[i] != '\0')
        {
          if (!g_ascii_string_to_unsigned (parts[i], 10, 0, 1000, &number, NULL))
            {
              hearth_cli_set_where (cli, "%u", i + 1);
              g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                           "the answer to question %u is not a number", i + 1);
              return NULL;
            }
          answer = (int) number;
        }
      g_array_append_val (answers, answer);
    }
  return g_steal_pointer (&answers);
}

static json_t *
list_ids (GPtrArray *entries)
{
  json_t *list = json_array ();

  for (guint i = 0; i < entries->len; i++)
    json_array_append_new (list, json_string (hearth_pack_entry_get_id (entries->pdata[i])));
  return list;
}

/* `pcl-5-b` is the part `b` of `pcl-5`. */
static const char *
short_id (const HearthPackEntry *entry, const char *scale)
{
  const char *id = hearth_pack_entry_get_id (entry);

  if (g_str_has_prefix (id, scale) && id[strlen (scale)] == '-')
    return id + strlen (scale) + 1;
  return id;
}

static void
add_parts (json_t *document, const HearthQuestionnaireResult *result, const char *scale)
{
  json_t *parts = json_object ();
  json_t *met = json_array ();

  for (guint i = 0; i < result->parts->len; i++)
    {
      const HearthQuestionnairePartScore *part =
          &g_array_index (result->parts, HearthQuestionnairePartScore, i);
      const char *id = short_id (part->entry, scale);

      json_object_set_new (parts, id, json_integer (part->score));
      if (part->is_met)
        json_array_append_new (met, json_string (id));
    }
  json_object_set_new (document, "subscales", parts);
  json_object_set_new (document, "met", met);
}

static json_t *
describe (HearthCli *cli, const HearthQuestionnaireResult *result, const char *scale)
{
  json_t *document = json_object ();

  hearth_cli_set_text (document, "scale", scale);
  json_object_set_new (document, "score", json_integer (result->score));
  json_object_set_new (document, "max", json_integer (result->max));
  hearth_cli_set_text (document, "band", hearth_pack_entry_get_id (result->band));
  hearth_cli_set_text (document, "band_title",
                       hearth_pack_entry_get_title (result->band, cli->language));
  json_object_set_new (document, "positive",
                       result->has_screen ? json_boolean (result->is_positive) : json_null ());
  json_object_set_new (document, "alarms", list_ids (result->alarms));
  json_object_set_new (document, "referrals", list_ids (result->referrals));
  json_object_set_new (document, "findings", list_ids (result->findings));
  json_object_set_new (document, "skipped", json_integer (result->n_skipped));
  json_object_set_new (document, "imputed", json_integer (result->n_imputed));
  add_parts (document, result, scale);
  return document;
}

/* The refusal names the questions; alarms stand beside it, for they need no score. */
static json_t *
refuse (HearthCli *cli,
        const HearthQuestionnaire *questionnaire,
        const HearthQuestionnaireResult *result,
        GError **error)
{
  g_autoptr (GString) items = g_string_new (NULL);
  json_t *list = json_array ();

  for (guint i = 0; i < result->items->len; i++)
    {
      guint number = g_array_index (result->items, guint, i);

      g_string_append_printf (items, "%s%u", i > 0 ? ", " : "", number);
      json_array_append_new (list, json_integer (number));
    }
  hearth_cli_set_where (cli, "%s", items->str);
  if (result->status == HEARTH_QUESTIONNAIRE_WRONG_COUNT)
    g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED, "the form has %u answers",
                 MAX (hearth_questionnaire_get_n_questions (questionnaire), 1));
  else if (result->status == HEARTH_QUESTIONNAIRE_INCOMPLETE)
    g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                 "answers are missing: question %s", items->str);
  else
    g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                 "not an answer that the form has: question %s", items->str);
  return json_pack ("{s:o, s:o}", "questions", list, "alarms", list_ids (result->alarms));
}

static json_t *
run_score (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthPackSet *packs = hearth_cli_get_packs (cli, error);
  const char *scale = hearth_cli_args_at (args, 0);
  g_autoptr (HearthQuestionnaireResult) result = NULL;
  g_autoptr (GArray) answers = NULL;
  const HearthQuestionnaire *questionnaire;
  g_autoptr (GError) wrong_packs = NULL;

  if (packs == NULL)
    return NULL;
  questionnaire = hearth_questionnaire_lookup (packs, scale, &wrong_packs);
  if (wrong_packs != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong_packs));
      return NULL;
    }
  if (questionnaire == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "there is no such questionnaire");
      return NULL;
    }
  answers = read_answers (cli, hearth_cli_args_at (args, 1), error);
  if (answers == NULL)
    return NULL;
  result = hearth_questionnaire_score (questionnaire, (const int *) (gpointer) answers->data,
                                       answers->len);
  if (result->status != HEARTH_QUESTIONNAIRE_SCORED)
    return refuse (cli, questionnaire, result, error);
  return describe (cli, result, scale);
}

const HearthCliCommand hearth_cli_scale_commands[] = {
  { "scale score", "SCALE A1,A2,...", 2, 2, NULL, run_score },
  { NULL },
};
