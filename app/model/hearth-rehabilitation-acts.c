/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-rehabilitation-acts-private.h"

#include "hearth-json.h"

#include <string.h>

#define DAYS_OF_WEEK 7
/* Source: CMU resolution 321 of 2012, as the step of the renewal says. */
#define PROSTHESIS_MONTHS 36

static HearthDate
get_day (const json_t *set, const HearthRecord *present, const char *field)
{
  const char *text = hearth_json_get_string (set, field);
  HearthDate day;

  if (json_object_get (set, field) != NULL)
    return text != NULL && hearth_date_parse (text, &day) ? day : HEARTH_DATE_NONE;
  return present != NULL ? hearth_record_get_date (present, field) : HEARTH_DATE_NONE;
}

static void
set_day (json_t *set, const char *field, HearthDate day)
{
  g_autofree char *text = hearth_date_to_string (day);

  json_object_set_new (set, field, json_string (text));
}

/* What the person who saves has said nothing about, neither now nor before. */
static gboolean
is_unsaid (const json_t *set, const HearthRecord *present, const char *field)
{
  return json_object_get (set, field) == NULL &&
         (present == NULL || json_object_get (hearth_record_get_values (present), field) == NULL);
}

/* A goal of the pack brings its track and how long it takes; a goal in own words brings nothing. */
static void
follow_goal (const HearthActEnv *env, const HearthRecord *present, json_t *set)
{
  const char *id = hearth_json_get_string (set, "goal");
  const HearthPackEntry *entry =
      id != NULL ? hearth_pack_set_lookup (env->packs, "rehab-goal", id) : NULL;
  HearthDate set_on;

  if (present == NULL && is_unsaid (set, present, "set_on"))
    set_day (set, "set_on", env->today);
  if (entry == NULL)
    return;
  if (is_unsaid (set, present, "track"))
    json_object_set_new (set, "track",
                         json_string (hearth_pack_entry_get_text (entry, "Track", NULL)));
  set_on = get_day (set, present, "set_on");
  if (set_on != HEARTH_DATE_NONE && is_unsaid (set, present, "target_on"))
    set_day (set, "target_on",
             set_on + DAYS_OF_WEEK * hearth_pack_entry_get_int (entry, "Weeks", 0));
}

/* A level means nothing without a goal of the same case. */
static gboolean
check_score (HearthDb *db,
             const HearthCaseRecords *records,
             const HearthRecord *present,
             const json_t *set,
             GError **error)
{
  const char *text = hearth_json_get_string (set, "goal");
  const json_t *score = json_object_get (set, "score");
  g_autoptr (HearthRecord) goal = NULL;
  HearthId id;

  if (json_is_integer (score) &&
      (json_integer_value (score) < -2 || json_integer_value (score) > 2))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "the level of a goal is a number from -2 to 2");
      return FALSE;
    }
  if (text == NULL && present != NULL && json_object_get (set, "goal") == NULL)
    return TRUE;
  if (text != NULL && hearth_id_parse (text, &id))
    goal = hearth_store_get_record (db, hearth_registry_find_kind ("goal"), &id, NULL);
  if (goal != NULL && hearth_id_equal (hearth_record_get_case (goal), &records->case_id))
    return TRUE;
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                       "the goal is not one of this case");
  return FALSE;
}

/* --- The plan --- */

static const HearthRecord *
find_step (const HearthCaseRecords *records, const HearthId *rec)
{
  for (guint i = 0; i < records->steps->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->steps->pdata[i]), rec))
      return records->steps->pdata[i];
  return NULL;
}

static gboolean
is_open (const HearthRecord *step)
{
  const char *id = hearth_record_get_text (step, "state");
  HearthStepState state;

  return id != NULL && hearth_step_state_from_id (id, &state) && hearth_step_state_is_open (state);
}

static json_t *
due_by_hand (HearthDate day)
{
  g_autofree char *text = hearth_date_to_string (day);

  return json_pack ("{s:s, s:b}", "due", text, "due_by_hand", TRUE);
}

static void
date_step (HearthCommand *command, const HearthRecord *step, HearthDate day)
{
  json_t *set = due_by_hand (day);

  if (!is_open (step))
    {
      json_object_set_new (set, "state",
                           json_string (hearth_step_state_to_id (HEARTH_STEP_PLANNED)));
      json_object_set_new (set, "done_on", json_null ());
      json_object_set_new (set, "reason", json_null ());
    }
  hearth_command_set (command, hearth_record_get_kind (step), hearth_record_get_case (step),
                      hearth_record_get_id (step), hearth_record_get_revision (step), set);
}

/* The first occurrence of @template_id that is still open gets @day. FALSE: none is. */
static gboolean
date_open_step (HearthCommand *command,
                const HearthActEnv *env,
                const HearthCaseRecords *records,
                const char *template_id,
                HearthDate day)
{
  const HearthPlanTemplate *template = hearth_plan_templates_lookup (env->templates, template_id);
  guint n = template == NULL ? 0 : MAX (template->n_repeats, 1);

  for (guint i = 0; i < n; i++)
    {
      int occurrence = template->n_repeats > 0 ? template->repeats[i] : 1;
      HearthId rec = _hearth_plan_step_id (&records->case_id, template_id, occurrence);
      const HearthRecord *step = find_step (records, &rec);

      if (step != NULL && is_open (step))
        {
          date_step (command, step, day);
          return TRUE;
        }
    }
  return FALSE;
}

/* The step is made, or opened again, if the plan does not have it. */
static gboolean
date_asked_step (HearthCommand *command,
                 const HearthActEnv *env,
                 HearthDb *db,
                 const HearthCaseRecords *records,
                 const char *template_id,
                 HearthDate day,
                 GError **error)
{
  const HearthPlanTemplate *template = hearth_plan_templates_lookup (env->templates, template_id);
  HearthId rec = _hearth_plan_step_id (&records->case_id, template_id, 1);
  const HearthRecord *step = find_step (records, &rec);
  json_auto_t *due = NULL;
  json_t *set;

  /* Packs of another version may not know it: then there is nothing to remind of. */
  if (template == NULL)
    return TRUE;
  if (step != NULL)
    {
      date_step (command, step, day);
      return TRUE;
    }
  set = _hearth_plan_new_step (template, 1, env->today);
  due = due_by_hand (day);
  json_object_update (set, due);
  return _hearth_plan_add_step (command, db, &records->case_id, &rec, set, error);
}

/* The next review is work for somebody: of the reviews that the protocol plans the next one, else one of its
 * own. */
static gboolean
follow_plan (HearthCommand *command,
             const HearthActEnv *env,
             HearthDb *db,
             const HearthCaseRecords *records,
             const json_t *set,
             GError **error)
{
  HearthDate day = get_day (set, NULL, "review_on");

  if (day == HEARTH_DATE_NONE || json_is_true (json_object_get (set, "gone")) ||
      date_open_step (command, env, records, "rehab-review", day))
    return TRUE;
  return date_asked_step (command, env, db, records, "goals-review", day, error);
}

/* Its life counts from when it was handed over, else from the fitting. */
static void
follow_prosthesis (HearthCommand *command,
                   const HearthActEnv *env,
                   const HearthCaseRecords *records,
                   const HearthRecord *present,
                   json_t *set)
{
  HearthDate begin = get_day (set, present, "handed_on");
  HearthDate end;

  if (json_is_true (json_object_get (set, "gone")))
    return;
  if (begin == HEARTH_DATE_NONE)
    begin = get_day (set, present, "fitted_on");
  if (begin != HEARTH_DATE_NONE && is_unsaid (set, present, "serves_to"))
    set_day (set, "serves_to", hearth_date_add_months (begin, PROSTHESIS_MONTHS));
  end = get_day (set, NULL, "serves_to");
  if (end != HEARTH_DATE_NONE)
    date_open_step (command, env, records, "prosthetics-renewal", end);
}

gboolean
_hearth_rehabilitation_follow (HearthCommand *command,
                               const HearthActEnv *env,
                               HearthDb *db,
                               HearthCaseRecords *records,
                               const HearthKind *kind,
                               const HearthRecord *present,
                               json_t *set,
                               GError **error)
{
  if (strcmp (kind->id, "rehabilitation") == 0)
    return follow_plan (command, env, db, records, set, error);
  if (strcmp (kind->id, "goal_score") == 0)
    return check_score (db, records, present, set, error);
  if (strcmp (kind->id, "goal") == 0)
    follow_goal (env, present, set);
  else if (strcmp (kind->id, "prosthesis") == 0)
    follow_prosthesis (command, env, records, present, set);
  return TRUE;
}
