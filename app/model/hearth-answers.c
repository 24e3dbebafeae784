/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-answers.h"

#include "hearth-json.h"

#include <string.h>

/* By the compartment that the pack names. */
static const struct
{
  const char *compartment;
  const char *kind;
} kinds[] = {
  { "medical", "answers" },
  { "restricted", "restricted_answers" },
};

/** hearth_answers_is_kind: whether records of @kind are filled questionnaires. Thread: any. */
gboolean
hearth_answers_is_kind (const HearthKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind->id) == 0)
      return TRUE;
  return FALSE;
}

/**
 * hearth_answers_find_kind:
 * @questionnaire: id
 *
 * Returns: (transfer none) (nullable): the kind of record that its answers are kept in; %NULL if no pack
 *   has it. Thread: any.
 */
const HearthKind *
hearth_answers_find_kind (HearthPackSet *packs, const char *questionnaire)
{
  const HearthPackEntry *entry = hearth_pack_set_lookup (packs, "questionnaire", questionnaire);
  const char *compartment =
      entry != NULL ? hearth_pack_entry_get_text (entry, "Compartment", NULL) : NULL;

  for (guint i = 0; compartment != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].compartment, compartment) == 0)
      return hearth_registry_find_kind (kinds[i].kind);
  return NULL;
}

/**
 * hearth_answers_choose_kind:
 * @kind: as a script asked for it
 * @fields: of the new record
 *
 * Which part of the vault answers belong to is the pack's to say: whoever asks for one of the two kinds gets
 * the one that is right for the questionnaire.
 *
 * Returns: (transfer none): @kind itself for whatever is no questionnaire. Thread: any.
 */
const HearthKind *
hearth_answers_choose_kind (const HearthKind *kind, const json_t *fields, HearthPackSet *packs)
{
  const char *text = hearth_json_get_string (fields, "questionnaire");
  const HearthKind *chosen = NULL;

  g_return_val_if_fail (kind != NULL, NULL);

  if (text != NULL && hearth_answers_is_kind (kind))
    {
      const char *id = hearth_pack_set_lookup (packs, "questionnaire", text) != NULL
                           ? text
                           : hearth_pack_set_find_by_text (packs, "questionnaire", text);

      chosen = id != NULL ? hearth_answers_find_kind (packs, id) : NULL;
    }
  return chosen != NULL ? chosen : kind;
}

/** hearth_answers_to_json: (transfer full): the list as a record holds it. Thread: any. */
json_t *
hearth_answers_to_json (const int *answers, gsize n_answers)
{
  json_t *list = json_array ();

  g_return_val_if_fail (answers != NULL || n_answers == 0, list);

  for (gsize i = 0; i < n_answers; i++)
    json_array_append_new (list, answers[i] == HEARTH_ANSWER_MISSING
                                     ? json_string (HEARTH_ANSWERS_MISSING)
                                     : json_sprintf ("%d", answers[i]));
  return list;
}

/**
 * hearth_answers_from_json:
 * @list: (nullable)
 *
 * Returns: (transfer full) (nullable) (element-type int): with %HEARTH_ANSWER_MISSING for what was not
 *   answered; %NULL if it holds something that is no number. Thread: any.
 */
GArray *
hearth_answers_from_json (const json_t *list)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (int));

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const char *text = json_string_value (json_array_get (list, i));
      gint64 number = HEARTH_ANSWER_MISSING;
      int answer;

      if (text == NULL || (strcmp (text, HEARTH_ANSWERS_MISSING) != 0 &&
                           !g_ascii_string_to_signed (text, 10, 0, 1000, &number, NULL)))
        return NULL;
      answer = (int) number;
      g_array_append_val (answers, answer);
    }
  return g_steal_pointer (&answers);
}

/* An instrument that was counted elsewhere may come with its total instead of a list of one. */
static GArray *
read_answers (const HearthRecord *record, const HearthQuestionnaire *questionnaire)
{
  const json_t *values = hearth_record_get_values (record);
  const json_t *list = json_object_get (values, "answers");
  gint64 total;
  int answer;
  GArray *answers;

  if (list != NULL || hearth_questionnaire_get_n_questions (questionnaire) > 0 ||
      !hearth_record_get_int (record, "score", &total) || total < 0 || total > 1000)
    return hearth_answers_from_json (list);
  answers = g_array_new (FALSE, FALSE, sizeof (int));
  answer = (int) total;
  g_array_append_val (answers, answer);
  return answers;
}

/**
 * hearth_answers_score:
 * @record: a filled questionnaire
 * @questionnaire: (out) (optional): what it is
 *
 * Returns: (transfer full) (nullable): what the answers come to by the packs of today; %NULL if they do not
 *   have the questionnaire or the list holds something that is no number. Thread: any.
 */
HearthQuestionnaireResult *
hearth_answers_score (const HearthRecord *record,
                      HearthPackSet *packs,
                      const HearthQuestionnaire **questionnaire)
{
  const char *id = hearth_record_get_text (record, "questionnaire");
  const HearthQuestionnaire *found =
      id != NULL ? hearth_questionnaire_lookup (packs, id, NULL) : NULL;
  g_autoptr (GArray) answers = found != NULL ? read_answers (record, found) : NULL;

  if (questionnaire != NULL)
    *questionnaire = found;
  if (answers == NULL)
    return NULL;
  return hearth_questionnaire_score (found, (const int *) (gpointer) answers->data, answers->len);
}

/** hearth_answers_has_open_alarm: whether it raised an alarm that nobody took up yet. Thread: any. */
gboolean
hearth_answers_has_open_alarm (const HearthRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  return hearth_record_get_text (record, "alarm") != NULL &&
         hearth_record_get_text (record, "acknowledged_on") == NULL;
}
