/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-progress.h"

/* Enough for the longest chain of prerequisites. */
#define MAX_ROUNDS 16

/* Nobody does what is due in so many days. */
#define HORIZON_DAYS 20

/* What is not done in time is done up to so many days later. */
#define LATE_MIN_DAYS 2
#define LATE_MAX_DAYS 40

typedef struct
{
  const HearthDemoData *data;
  char *group; /* of the pace */
  const char *who;
  HearthPlanTemplates *templates;
  const HearthPlanFacts *facts;
  HearthDate today, arrived;
  GStrv stops, refusals;
  HearthPlanStep *plan_steps;
  GArray *steps; /* HearthDemoStep */
} Walk;

static void
step_clear (gpointer data)
{
  HearthDemoStep *step = data;

  g_free (step->blocker);
  g_free (step->waiting_for);
  g_free (step->reason);
  g_free (step->number);
}

static void
walk_clear (Walk *walk)
{
  g_free (walk->group);
  g_strfreev (walk->stops);
  g_strfreev (walk->refusals);
  g_free (walk->plan_steps);
  g_clear_pointer (&walk->steps, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static HearthDemoStep *
get_step (Walk *walk, const HearthPlanItem *item)
{
  return &g_array_index (walk->steps, HearthDemoStep, item->step);
}

static guint
dice (Walk *walk, const HearthPlanItem *item, const char *purpose, guint n)
{
  g_autofree char *word =
      g_strdup_printf ("%s %s %d", purpose, item->template_id, item->occurrence);

  return hearth_demo_dice (walk->who, word, n);
}

static int
get_share (Walk *walk, const char *track)
{
  g_autofree char *key = g_strconcat ("Done.", track, NULL);
  g_autofree char *value = hearth_demo_data_dup_text (walk->data, walk->group, key);

  return hearth_demo_data_get_number (walk->data, walk->group,
                                      value != NULL ? key : "Done.Default");
}

static void
set_state (Walk *walk, const HearthPlanItem *item, HearthStepState state, HearthDate done_on)
{
  HearthDemoStep *step = get_step (walk, item);

  step->state = state;
  step->done_on = done_on;
  step->is_changed = TRUE;
  walk->plan_steps[item->step].state = state;
  walk->plan_steps[item->step].done_on = done_on;
}

/* The last day on which something that @item waits for was done. */
static HearthDate
last_prerequisite (Walk *walk, const HearthPlanItem *item)
{
  HearthDate last = walk->arrived;

  for (guint i = 0; i < walk->steps->len; i++)
    {
      const HearthPlanStep *step = &walk->plan_steps[i];

      for (guint p = 0; p < item->template->prerequisites->len; p++)
        {
          const char *const *any = g_ptr_array_index (item->template->prerequisites, p);

          if (step->done_on != HEARTH_DATE_NONE && g_strv_contains (any, step->template_id))
            last = MAX (last, step->done_on);
        }
    }
  return last;
}

/* How late it was done, or will be: what is due at once is late by days, what takes weeks by weeks. */
static HearthDate
choose_delay (Walk *walk, const HearthPlanItem *item)
{
  HearthDate n_days = LATE_MAX_DAYS;

  if ((int) dice (walk, item, "done", 100) < get_share (walk, item->template->track))
    return 0;
  if (item->due != HEARTH_DATE_NONE && item->anchor_date != HEARTH_DATE_NONE)
    n_days = CLAMP (2 * (item->due - item->anchor_date), LATE_MIN_DAYS, LATE_MAX_DAYS);
  return 1 + (HearthDate) dice (walk, item, "late", (guint) n_days);
}

/* The day on which it was done if it was: soon after it could be, or shortly before it was due. */
static HearthDate
choose_day (Walk *walk, const HearthPlanItem *item)
{
  const gboolean is_early = (int) dice (walk, item, "early", 100) <
                            hearth_demo_data_get_number (walk->data, walk->group, "Early");
  HearthDate first = last_prerequisite (walk, item);

  if (item->start != HEARTH_DATE_NONE)
    first = MAX (first, item->start);
  if (is_early)
    return first + (HearthDate) dice (walk, item, "day", 2);
  if (item->due == HEARTH_DATE_NONE)
    return first + 4 + (HearthDate) dice (walk, item, "day", 9);
  return MAX (first, item->due - (HearthDate) dice (walk, item, "day", 3));
}

static void
give_number (Walk *walk, const HearthPlanItem *item)
{
  const char *needs = hearth_pack_entry_get_text (item->template->entry, "Needs", NULL);

  if (g_strcmp0 (needs, "document-number") == 0)
    get_step (walk, item)->number =
        g_strdup_printf ("ДЕМО-%05u", 10000 + dice (walk, item, "number", 90000));
}

static gboolean
try_stop (Walk *walk, const HearthPlanItem *item)
{
  HearthDemoStep *step = get_step (walk, item);

  if (!g_strv_contains ((const char *const *) walk->stops, item->template_id))
    return FALSE;
  if (step->is_changed)
    return TRUE;
  set_state (walk, item, HEARTH_STEP_WAITING, HEARTH_DATE_NONE);
  step->blocker = hearth_demo_data_dup_text (walk->data, walk->group, "Blocker");
  step->waiting_for = hearth_demo_data_dup_text (walk->data, walk->group, "WaitingFor");
  return TRUE;
}

static gboolean
try_refuse (Walk *walk, const HearthPlanItem *item)
{
  if (!g_strv_contains ((const char *const *) walk->refusals, item->template_id))
    return FALSE;
  set_state (walk, item, HEARTH_STEP_REFUSED, HEARTH_DATE_NONE);
  get_step (walk, item)->reason = hearth_demo_data_dup_text (walk->data, walk->group, "Reason");
  return TRUE;
}

/* Whether something happened that may make other steps ready. */
static gboolean
go_on (Walk *walk, const HearthPlanItem *item)
{
  HearthDate day;

  if (item->step < 0 || item->template == NULL || !item->is_ready ||
      !hearth_step_state_is_open (item->state) || try_stop (walk, item) || try_refuse (walk, item))
    return FALSE;
  if (item->due != HEARTH_DATE_NONE && item->due > walk->today + HORIZON_DAYS)
    return FALSE;
  day = choose_day (walk, item) + choose_delay (walk, item);
  if (day > walk->today)
    return FALSE;
  set_state (walk, item, HEARTH_STEP_DONE, day);
  give_number (walk, item);
  return TRUE;
}

/* What is left: somebody works on some of it, and due dates stand where they stand now. */
static void
close_round (Walk *walk, const HearthPlanItem *item)
{
  HearthDemoStep *step;

  if (item->step < 0 || item->template == NULL || !hearth_step_state_is_open (item->state))
    return;
  step = get_step (walk, item);
  if (item->is_redated)
    {
      step->due = item->due;
      step->is_changed = TRUE;
    }
  if (item->is_ready && item->state != HEARTH_STEP_WAITING &&
      (int) dice (walk, item, "working", 100) <
          hearth_demo_data_get_number (walk->data, walk->group, "Working"))
    set_state (walk, item, HEARTH_STEP_IN_PROGRESS, HEARTH_DATE_NONE);
}

static GPtrArray *
evaluate (Walk *walk)
{
  return hearth_plan_evaluate (walk->templates, walk->facts, walk->plan_steps, walk->steps->len);
}

static void
run (Walk *walk)
{
  g_autoptr (GPtrArray) last = NULL;
  gboolean goes_on = TRUE;

  for (guint round = 0; goes_on && round < MAX_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) items = evaluate (walk);

      goes_on = FALSE;
      for (guint i = 0; i < items->len; i++)
        goes_on |= go_on (walk, g_ptr_array_index (items, i));
    }
  last = evaluate (walk);
  for (guint i = 0; i < last->len; i++)
    close_round (walk, g_ptr_array_index (last, i));
}

static void
add_step (Walk *walk, const HearthRecord *record, guint index)
{
  HearthPlanStep *plan_step = &walk->plan_steps[index];
  HearthDemoStep *step = &g_array_index (walk->steps, HearthDemoStep, index);
  gint64 occurrence = 1;

  if (!hearth_record_get_int (record, "occurrence", &occurrence))
    occurrence = 1;
  plan_step->template_id = hearth_record_get_text (record, "template");
  plan_step->occurrence = (int) occurrence;
  plan_step->done_on = HEARTH_DATE_NONE;
  plan_step->due = hearth_record_get_date (record, "due");
  step->due = plan_step->due;
  step->done_on = HEARTH_DATE_NONE;
}

/**
 * hearth_demo_progress:
 * @pace: which story
 * @steps: (element-type HearthRecord): the steps, all planned
 *
 * Returns: (transfer full) (element-type HearthDemoStep): their states. Thread: any.
 */
GArray *
hearth_demo_progress (const HearthDemoData *data,
                      const char *pace,
                      const char *who,
                      HearthPlanTemplates *templates,
                      const HearthPlanFacts *facts,
                      GPtrArray *steps)
{
  g_auto (Walk) walk = { data, g_strconcat ("pace ", pace, NULL), who, templates, facts };

  walk.today = hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_TODAY);
  walk.arrived = hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_ARRIVED);
  walk.stops = hearth_demo_data_dup_list (data, walk.group, "Stop");
  walk.refusals = hearth_demo_data_dup_list (data, walk.group, "Refused");
  walk.plan_steps = g_new0 (HearthPlanStep, steps->len + 1);
  walk.steps = g_array_new (FALSE, TRUE, sizeof (HearthDemoStep));
  g_array_set_clear_func (walk.steps, step_clear);
  g_array_set_size (walk.steps, steps->len);
  for (guint i = 0; i < steps->len; i++)
    add_step (&walk, g_ptr_array_index (steps, i), i);
  run (&walk);
  return g_steal_pointer (&walk.steps);
}
