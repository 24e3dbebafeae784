/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-answers.h"

#include "hearth-answers.h"
#include "hearth-case-acts-private.h"
#include "hearth-random.h"

/* Every third person was asked, so many days after the return. */
#define EVERY 3

/* Who raised an alarm today. */
#define ALARMING 3

/* Made up people of the staff. */
#define PERFORMER "Вигадана М’ята"

/* Answers as digits. */
static const struct
{
  const char *questionnaire;
  int day;
  const char *answers;
} examples[] = {
  { "phq-9", 6, "222221110" },
  { "gad-7", 6, "2221211" },
  { "pcl-5", 14, "33223221221122332212" },
  { "whodas-12", 20, "221122110211" },
  { "phq-9", 34, "121111100" },
  { "isi", 34, "2221112" },
  { "pcl-5", 62, "22112111110112221111" },
  { "whodas-12", 80, "111111100110" },
  { "phq-9", 90, "111010000" },
};

static const char alarming[] = "222221111";

static GArray *
read_digits (const char *digits)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (int));

  for (; *digits != '\0'; digits++)
    {
      int answer = g_ascii_digit_value (*digits);

      g_array_append_val (answers, answer);
    }
  return answers;
}

static const HearthPackEntry *
add_form (HearthCommand *command,
          HearthCase *kase,
          HearthPackSet *packs,
          const char *id,
          const char *digits,
          HearthDate day)
{
  const HearthQuestionnaire *questionnaire = hearth_questionnaire_lookup (packs, id, NULL);
  const HearthKind *kind = hearth_answers_find_kind (packs, id);
  g_autoptr (GArray) answers = read_digits (digits);
  g_autoptr (HearthQuestionnaireResult) result = hearth_questionnaire_score (
      questionnaire, (const int *) (gpointer) answers->data, answers->len);
  const HearthPackEntry *alarm = result->alarms->len > 0 ? result->alarms->pdata[0] : NULL;
  g_autofree char *filled = hearth_date_to_string (day);
  HearthId rec = hearth_random_id ();
  json_t *set;

  g_return_val_if_fail (result->status == HEARTH_QUESTIONNAIRE_SCORED, NULL);

  set = json_pack ("{s:s, s:s, s:s, s:i, s:s, s:o}", "questionnaire", id, "filled_on", filled,
                   "performer", PERFORMER, "score", result->score, "band",
                   hearth_pack_entry_get_id (result->band), "answers",
                   hearth_answers_to_json ((const int *) (gpointer) answers->data, answers->len));
  if (alarm != NULL)
    json_object_set_new (set, "alarm", json_string (hearth_pack_entry_get_id (alarm)));
  hearth_command_set (command, kind, hearth_case_get_id (kase), &rec, HEARTH_REVISION_NEW, set);
  return alarm;
}

/* The step that the alarm asks for, as the act of saving makes it. */
static void
add_step (HearthCommand *command,
          HearthCase *kase,
          HearthContext *context,
          const HearthPackEntry *alarm)
{
  const char *id = hearth_pack_entry_get_text (alarm, "Step", NULL);
  const HearthPlanTemplate *template =
      hearth_plan_templates_lookup (hearth_context_get_templates (context), id);
  HearthDate today = hearth_case_get_today (kase);
  g_autofree char *due = hearth_date_to_string (today);
  HearthId rec = _hearth_plan_step_id (hearth_case_get_id (kase), id, 1);
  json_t *set = _hearth_plan_new_step (template, 1, today);

  json_object_set_new (set, "due", json_string (due));
  json_object_set_new (set, "due_by_hand", json_true ());
  json_object_set_new (set, "urgent", json_true ());
  hearth_command_set (command, hearth_registry_find_kind ("step"), hearth_case_get_id (kase), &rec,
                      HEARTH_REVISION_NEW, set);
}

void
hearth_demo_add_answers (HearthCommand *command,
                         HearthCase *kase,
                         HearthContext *context,
                         guint person,
                         HearthDate since)
{
  HearthPackSet *packs = hearth_context_get_packs (context);
  HearthDate today = hearth_case_get_today (kase);
  const HearthPackEntry *alarm;

  if (person % EVERY != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (since + examples[i].day < today)
      add_form (command, kase, packs, examples[i].questionnaire, examples[i].answers,
                since + examples[i].day);
  if (person != ALARMING || since > today)
    return;
  alarm = add_form (command, kase, packs, "phq-9", alarming, today);
  if (alarm != NULL)
    add_step (command, kase, context, alarm);
}
