/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-plan.h"

#include "hearth-json.h"

/* Fields of the person that plans ask for, under the name of the fact. */
static const struct
{
  const char *field;
  const char *fact;
} facts_of_person[] = {
  { "category", "category" },   { "branch", "branch" }, { "rank", "rank" },
  { "condition", "condition" }, { "sex", "sex" },       { "stage", "stage" },
};

static HearthDate
get_whole_date (const HearthRecord *record, const char *field)
{
  const HearthPartialDate date = hearth_record_get_partial_date (record, field);

  if (date.year == 0 || date.month == 0 || date.day == 0)
    return HEARTH_DATE_NONE;
  return hearth_date_new (date.year, date.month, date.day);
}

static void
add_person (HearthPlanFacts *facts, const HearthRecord *person)
{
  const json_t *flags = json_object_get (hearth_record_get_values (person), "flags");

  for (guint i = 0; i < G_N_ELEMENTS (facts_of_person); i++)
    {
      const char *value = hearth_record_get_text (person, facts_of_person[i].field);

      if (value != NULL && *value != '\0')
        hearth_plan_facts_add (facts, facts_of_person[i].fact, value);
    }
  for (gsize i = 0; i < json_array_size (flags); i++)
    {
      const char *flag = json_string_value (json_array_get (flags, i));

      if (flag != NULL)
        hearth_plan_facts_add (facts, "flag", flag);
    }
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_BIRTH, get_whole_date (person, "birth"));
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_ARRIVED,
                             hearth_record_get_date (person, "arrived"));
}

static void
add_captivity (HearthPlanFacts *facts, GPtrArray *captivity)
{
  HearthDate captured = HEARTH_DATE_NONE, released = HEARTH_DATE_NONE;

  for (guint i = 0; i < captivity->len; i++)
    {
      const HearthRecord *period = g_ptr_array_index (captivity, i);
      const HearthDate from = get_whole_date (period, "captured");
      const HearthDate to = get_whole_date (period, "released");

      if (from != HEARTH_DATE_NONE && (captured == HEARTH_DATE_NONE || from < captured))
        captured = from;
      if (to != HEARTH_DATE_NONE && (released == HEARTH_DATE_NONE || to > released))
        released = to;
    }
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_CAPTURED, captured);
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_RELEASED, released);
}

/**
 * hearth_case_plan_facts:
 * @person: (nullable): the person's record
 * @captivity: (nullable) (element-type HearthRecord): the captivity periods
 * @today: the day on which the plan is looked at
 *
 * Returns: (transfer full): what is known. Thread: any.
 */
HearthPlanFacts *
hearth_case_plan_facts (const HearthRecord *person, GPtrArray *captivity, HearthDate today)
{
  HearthPlanFacts *facts = hearth_plan_facts_new ();

  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_TODAY, today);
  if (person != NULL)
    add_person (facts, person);
  if (captivity != NULL)
    add_captivity (facts, captivity);
  return facts;
}

static HearthPlanStep
read_step (const HearthRecord *record)
{
  HearthPlanStep step = { 0 };
  gint64 occurrence = 1;
  const char *state = hearth_record_get_text (record, "state");

  step.template_id = hearth_record_get_text (record, "template");
  if (step.template_id == NULL)
    step.template_id = "";
  if (hearth_record_get_int (record, "occurrence", &occurrence))
    occurrence = CLAMP (occurrence, 0, G_MAXINT);
  step.occurrence = (int) occurrence;
  /* A state that this version does not know keeps the step open: nothing is forgotten. */
  if (state == NULL || !hearth_step_state_from_id (state, &step.state))
    step.state = HEARTH_STEP_PLANNED;
  step.done_on = hearth_record_get_date (record, "done_on");
  step.due = hearth_record_get_date (record, "due");
  step.reason = hearth_record_get_text (record, "reason");
  hearth_json_get_bool (hearth_record_get_values (record), "due_by_hand", &step.is_due_manual);
  return step;
}

/**
 * hearth_case_plan_evaluate:
 * @templates: the step kinds
 * @facts: what is known
 * @steps: (element-type HearthRecord): the steps of the case; must outlive the answer
 *
 * Returns: (transfer full) (element-type HearthPlanItem): the plan, in its order. Thread: any.
 */
GPtrArray *
hearth_case_plan_evaluate (HearthPlanTemplates *templates,
                           const HearthPlanFacts *facts,
                           GPtrArray *steps)
{
  g_autofree HearthPlanStep *plan_steps = NULL;

  g_return_val_if_fail (templates != NULL && facts != NULL && steps != NULL, NULL);

  plan_steps = g_new0 (HearthPlanStep, steps->len + 1);
  for (guint i = 0; i < steps->len; i++)
    plan_steps[i] = read_step (g_ptr_array_index (steps, i));
  return hearth_plan_evaluate (templates, facts, plan_steps, steps->len);
}
