/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows when a filled questionnaire is saved: its score, grade and alarm, and that somebody took an
 * alarm up. An alarm that was raised stays until then, whatever becomes of the answers. */
#include "config.h"

#include "hearth-answers-private.h"
#include "hearth-answers.h"
#include "hearth-json.h"

#include <string.h>

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
has_text (const json_t *set, const char *field)
{
  const char *text = hearth_json_get_string (set, field);

  return text != NULL && *text != '\0';
}

static void
set_text (json_t *set, const char *field, const char *text)
{
  json_object_set_new (set, field, text != NULL ? json_string (text) : json_null ());
}

/* Names the questions, never the answers. */
static gboolean
refuse_items (const HearthQuestionnaireResult *result, const char *message, GError **error)
{
  g_autoptr (GString) items = g_string_new (NULL);

  for (guint i = 0; i < result->items->len; i++)
    g_string_append_printf (items, "%s%u", i > 0 ? ", " : "",
                            g_array_index (result->items, guint, i));
  g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, "%s: question %s", message,
               items->str);
  return FALSE;
}

static gboolean
check_status (const HearthQuestionnaireResult *result, GError **error)
{
  switch (result->status)
    {
    case HEARTH_QUESTIONNAIRE_SCORED:
      return TRUE;
    case HEARTH_QUESTIONNAIRE_INCOMPLETE:
      /* Whoever left a question out is not safe for that: the alarm goes out, without a score. */
      return result->alarms->len > 0 || refuse_items (result, "answers are missing", error);
    case HEARTH_QUESTIONNAIRE_BAD_ANSWER:
      return refuse_items (result, "not an answer that the form has", error);
    case HEARTH_QUESTIONNAIRE_WRONG_COUNT:
    default:
      return refuse ("not as many answers as the form has questions", error);
    }
}

/* The consultation that is owed soonest. */
static const HearthPackEntry *
find_soonest (GPtrArray *entries)
{
  const HearthPackEntry *soonest = NULL;

  for (guint i = 0; i < entries->len; i++)
    if (soonest == NULL || hearth_pack_entry_get_int (entries->pdata[i], "WithinHours", G_MAXINT) <
                               hearth_pack_entry_get_int (soonest, "WithinHours", G_MAXINT))
      soonest = entries->pdata[i];
  return soonest;
}

static gboolean
follow_result (HearthCommand *command,
               const HearthAnswersEdit *edit,
               const HearthQuestionnaireResult *result,
               json_t *set,
               GError **error)
{
  const HearthPackEntry *alarm = find_soonest (result->alarms);
  const HearthPackEntry *referral = find_soonest (result->referrals);
  const char *before =
      edit->present != NULL ? hearth_record_get_text (edit->present, "alarm") : NULL;
  gboolean is_scored = result->status == HEARTH_QUESTIONNAIRE_SCORED;

  json_object_set_new (set, "score", is_scored ? json_integer (result->score) : json_null ());
  set_text (set, "band", is_scored ? hearth_pack_entry_get_id (result->band) : NULL);
  if (alarm != NULL && before == NULL)
    {
      set_text (set, "alarm", hearth_pack_entry_get_id (alarm));
      return _hearth_answers_add_step (command, edit, alarm, TRUE, error);
    }
  if (alarm == NULL && referral != NULL && edit->present == NULL)
    return _hearth_answers_add_step (command, edit, referral, FALSE, error);
  return TRUE;
}

static gboolean
is_about_answers (const json_t *set)
{
  return json_object_get (set, "answers") != NULL || json_object_get (set, "score") != NULL ||
         json_object_get (set, "questionnaire") != NULL;
}

/* A score is counted here and nowhere else; only what was counted elsewhere comes with its total. */
static gboolean
check_score (const HearthQuestionnaire *questionnaire,
             const HearthQuestionnaireResult *result,
             const json_t *set,
             GError **error)
{
  const json_t *given = json_object_get (set, "score");

  if (given == NULL || json_is_null (given))
    return TRUE;
  if (hearth_questionnaire_get_n_questions (questionnaire) > 0)
    return refuse ("\"score\" is counted from the answers", error);
  if (result->status == HEARTH_QUESTIONNAIRE_SCORED && json_integer_value (given) != result->score)
    return refuse ("\"score\" and \"answers\" do not agree", error);
  return TRUE;
}

static gboolean
follow_answers (HearthCommand *command, const HearthAnswersEdit *edit, json_t *set, GError **error)
{
  g_autoptr (HearthQuestionnaireResult) result = NULL;
  const HearthQuestionnaire *questionnaire;
  const char *id = hearth_record_get_text (edit->after, "questionnaire");

  if (id == NULL)
    return refuse ("\"questionnaire\" is needed", error);
  if (edit->present != NULL &&
      g_strcmp0 (hearth_record_get_text (edit->present, "questionnaire"), id) != 0)
    return refuse ("the answers are those of another questionnaire", error);
  if (hearth_answers_find_kind (edit->env->packs, id) != hearth_record_get_kind (edit->after))
    return refuse ("this questionnaire is kept in another part of the vault", error);
  result = hearth_answers_score (edit->after, edit->env->packs, &questionnaire);
  if (result == NULL)
    return refuse ("\"answers\" takes numbers", error);
  return check_score (questionnaire, result, set, error) && check_status (result, error) &&
         follow_result (command, edit, result, set, error);
}

static gboolean
check_day (const HearthAnswersEdit *edit, const char *field, GError **error)
{
  HearthDate day = hearth_record_get_date (edit->after, field);

  if (day == HEARTH_DATE_NONE || day <= edit->env->today)
    return TRUE;
  g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, "\"%s\" is in the future",
               field);
  return FALSE;
}

/* Only a name takes an alarm up; a name that is taken away leaves it open again. */
static gboolean
follow_taking_up (HearthCommand *command,
                  const HearthAnswersEdit *edit,
                  json_t *set,
                  GError **error)
{
  const char *alarm = hearth_record_get_text (edit->after, "alarm");
  const char *name = hearth_json_get_string (set, "acknowledged_by");
  const HearthPackEntry *entry;

  if (json_object_get (set, "acknowledged_by") == NULL)
    return json_object_get (set, "acknowledged_on") == NULL ||
           hearth_record_get_text (edit->after, "acknowledged_by") != NULL ||
           refuse ("an alarm is taken up by somebody with a name", error);
  if (!has_text (set, "acknowledged_by"))
    {
      json_object_set_new (set, "acknowledged_on", json_null ());
      return TRUE;
    }
  if (alarm == NULL)
    return refuse ("there is no alarm to take up", error);
  if (!has_text (set, "acknowledged_on") &&
      hearth_record_get_text (edit->after, "acknowledged_on") == NULL)
    {
      g_autofree char *today = hearth_date_to_string (edit->env->today);

      set_text (set, "acknowledged_on", today);
    }
  entry = hearth_pack_set_lookup (edit->env->packs, "alarm", alarm);
  if (entry != NULL)
    _hearth_answers_take_step (command, edit, entry, name);
  return TRUE;
}

gboolean
_hearth_answers_follow (HearthCommand *command,
                        const HearthAnswersEdit *edit,
                        json_t *set,
                        GError **error)
{
  if (json_is_true (json_object_get (set, "gone")))
    return edit->present == NULL || !hearth_answers_has_open_alarm (edit->present) ||
           refuse ("an alarm stays until somebody has taken it up", error);
  if (hearth_record_get_date (edit->after, "filled_on") == HEARTH_DATE_NONE)
    return refuse ("\"filled_on\" is needed", error);
  if (!check_day (edit, "filled_on", error) || !check_day (edit, "acknowledged_on", error))
    return FALSE;
  if ((edit->present == NULL || is_about_answers (set)) &&
      !follow_answers (command, edit, set, error))
    return FALSE;
  return follow_taking_up (command, edit, set, error);
}
