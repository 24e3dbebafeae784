/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an alarm asks of the plan. The step stands in core, where everybody reads: it says that somebody is
 * needed and by when, never why. */
#include "config.h"

#include "hearth-answers-private.h"

#include "hearth-json.h"

#define HOURS_PER_DAY 24

static const HearthKind *
step_kind (void)
{
  return hearth_registry_find_kind ("step");
}

static gboolean
is_open (const HearthRecord *step)
{
  const char *id = hearth_record_get_text (step, "state");
  HearthStepState state;

  return id == NULL || !hearth_step_state_from_id (id, &state) || hearth_step_state_is_open (state);
}

/* An open one, and how many times the step was there before. */
static const HearthRecord *
find_open (const HearthCaseRecords *records, const char *template_id, int *occurrence)
{
  const HearthRecord *open = NULL;
  gint64 number;

  *occurrence = 0;
  for (guint i = 0; i < records->steps->len; i++)
    {
      const HearthRecord *step = records->steps->pdata[i];

      if (g_strcmp0 (hearth_record_get_text (step, "template"), template_id) != 0)
        continue;
      if (hearth_record_get_int (step, "occurrence", &number))
        *occurrence = MAX (*occurrence, (int) CLAMP (number, 0, G_MAXINT16));
      if (is_open (step))
        open = step;
    }
  return open;
}

/* Hours are rounded up to days: the plan has no clock. */
static HearthDate
find_due (const HearthAnswersEdit *edit, const HearthPackEntry *alarm)
{
  int hours = hearth_pack_entry_get_int (alarm, "WithinHours", 0);

  return edit->env->today + (hours + HOURS_PER_DAY - 1) / HOURS_PER_DAY;
}

/* A second alarm does not make the first one's consultation later. */
static void
hasten (HearthCommand *command,
        const HearthAnswersEdit *edit,
        const HearthRecord *step,
        HearthDate due,
        gboolean is_urgent)
{
  HearthDate present = hearth_record_get_date (step, "due");
  json_t *set = json_object ();

  if (present == HEARTH_DATE_NONE || due < present)
    {
      json_object_set_new (set, "due", hearth_json_new_date (due));
      json_object_set_new (set, "due_by_hand", json_true ());
    }
  if (is_urgent)
    json_object_set_new (set, "urgent", json_true ());
  if (is_urgent && hearth_record_get_text (step, "snoozed_to") != NULL)
    json_object_set_new (set, "snoozed_to", json_null ());
  if (json_object_size (set) > 0)
    hearth_command_set (command, step_kind (), hearth_record_get_case (step),
                        hearth_record_get_id (step), hearth_record_get_revision (step), set);
  else
    json_decref (set);
}

gboolean
_hearth_answers_add_step (HearthCommand *command,
                          const HearthAnswersEdit *edit,
                          const HearthPackEntry *alarm,
                          gboolean is_urgent,
                          GError **error)
{
  const char *template_id = hearth_pack_entry_get_text (alarm, "Step", NULL);
  const HearthPlanTemplate *template =
      template_id != NULL ? hearth_plan_templates_lookup (edit->env->templates, template_id) : NULL;
  HearthDate due = find_due (edit, alarm);
  const HearthRecord *open;
  HearthId rec;
  json_t *set;
  int occurrence;

  if (template == NULL)
    return TRUE;
  open = find_open (edit->records, template_id, &occurrence);
  if (open != NULL)
    {
      hasten (command, edit, open, due, is_urgent);
      return TRUE;
    }
  occurrence++;
  rec = _hearth_plan_step_id (&edit->records->case_id, template_id, occurrence);
  set = _hearth_plan_new_step (template, occurrence, edit->env->today);
  json_object_set_new (set, "due", hearth_json_new_date (due));
  json_object_set_new (set, "due_by_hand", json_true ());
  if (is_urgent)
    json_object_set_new (set, "urgent", json_true ());
  return _hearth_plan_add_step (command, edit->db, &edit->records->case_id, &rec, set, error);
}

void
_hearth_answers_take_step (HearthCommand *command,
                           const HearthAnswersEdit *edit,
                           const HearthPackEntry *alarm,
                           const char *owner)
{
  const char *template_id = hearth_pack_entry_get_text (alarm, "Step", NULL);
  int occurrence;
  const HearthRecord *step =
      template_id != NULL ? find_open (edit->records, template_id, &occurrence) : NULL;

  if (step == NULL || !json_is_true (json_object_get (hearth_record_get_values (step), "urgent")))
    return;
  hearth_command_set (
      command, step_kind (), hearth_record_get_case (step), hearth_record_get_id (step),
      hearth_record_get_revision (step),
      json_pack ("{s:b, s:s, s:s}", "urgent", FALSE, "state", "in-progress", "owner", owner));
}
