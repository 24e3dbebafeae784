/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a case as a pure function of templates, facts and the steps that are there. Nothing is
 * stored here and nothing is deleted: the result says what to add, retire, revive and redate. */
#include "config.h"

#include "hearth-plan.h"

#include <string.h>

/* What one evaluation looks at. */
typedef struct
{
  HearthPlanTemplates *templates;
  HearthPlanFacts *facts; /* with what follows from them */
  const HearthPlanStep *steps;
  gsize n_steps;
  GPtrArray *items;
} Evaluation;

static void
item_free (gpointer data)
{
  HearthPlanItem *item = data;

  g_free (item->template_id);
  g_strfreev (item->blocked_by);
  g_free (item);
}

static gboolean
condition_holds (const HearthPlanFacts *facts, const HearthPlanCondition *condition)
{
  for (char **value = condition->values; *value != NULL; value++)
    if (hearth_plan_facts_has (facts, condition->fact, *value))
      return TRUE;
  return FALSE;
}

/* NULL if the template applies, else the reason why not. */
static const char *
reason_against (const Evaluation *self, const HearthPlanTemplate *template)
{
  HearthDate today = hearth_plan_facts_get_day (self->facts, HEARTH_PLAN_DAY_TODAY);

  if (today != HEARTH_DATE_NONE && !hearth_pack_entry_is_valid_on (template->entry, today))
    return HEARTH_PLAN_REASON_VALIDITY;
  for (guint i = 0; i < template->conditions->len; i++)
    if (!condition_holds (self->facts, g_ptr_array_index (template->conditions, i)))
      return HEARTH_PLAN_REASON_CONDITION;
  return NULL;
}

static const HearthPlanStep *
find_step (const Evaluation *self, const char *template_id, int occurrence)
{
  for (gsize i = 0; i < self->n_steps; i++)
    if (self->steps[i].occurrence == occurrence &&
        g_str_equal (self->steps[i].template_id, template_id))
      return &self->steps[i];
  return NULL;
}

/* The first day on which the step was done; a repeated one counts from its first time. */
static HearthDate
find_done_on (const Evaluation *self, const char *template_id)
{
  HearthDate first = HEARTH_DATE_NONE;

  for (gsize i = 0; i < self->n_steps; i++)
    {
      const HearthPlanStep *step = &self->steps[i];

      if (step->state == HEARTH_STEP_DONE && step->done_on != HEARTH_DATE_NONE &&
          g_str_equal (step->template_id, template_id) &&
          (first == HEARTH_DATE_NONE || step->done_on < first))
        first = step->done_on;
    }
  return first;
}

/* A document is received when its record says so, else when the step that yields it was done. */
static HearthDate
find_received (const Evaluation *self, const char *document)
{
  HearthDate date = hearth_plan_facts_get_received (self->facts, document);

  for (guint i = 0; date == HEARTH_DATE_NONE && i < hearth_plan_templates_get_n (self->templates);
       i++)
    {
      const HearthPlanTemplate *template = hearth_plan_templates_get (self->templates, i);

      if (g_strcmp0 (template->document, document) == 0)
        date = find_done_on (self, template->id);
    }
  return date;
}

static void
set_anchor (const Evaluation *self, HearthPlanItem *item)
{
  const HearthPlanTemplate *template = item->template;

  item->anchor = template->anchor;
  item->anchor_date = HEARTH_DATE_NONE;
  switch (template->anchor)
    {
    case HEARTH_PLAN_ANCHOR_ARRIVAL:
      item->anchor_date = hearth_plan_facts_get_day (self->facts, HEARTH_PLAN_DAY_ARRIVED);
      if (item->anchor_date != HEARTH_DATE_NONE)
        return;
      /* People arrive on the day of the exchange or soon after: better early than never. */
      item->anchor = HEARTH_PLAN_ANCHOR_RELEASE;
      item->anchor_date = hearth_plan_facts_get_day (self->facts, HEARTH_PLAN_DAY_RELEASED);
      return;
    case HEARTH_PLAN_ANCHOR_RELEASE:
      item->anchor_date = hearth_plan_facts_get_day (self->facts, HEARTH_PLAN_DAY_RELEASED);
      return;
    case HEARTH_PLAN_ANCHOR_STEP:
      item->anchor_date = find_done_on (self, template->anchor_id);
      return;
    case HEARTH_PLAN_ANCHOR_DOCUMENT:
      item->anchor_date = find_received (self, template->anchor_id);
      return;
    case HEARTH_PLAN_ANCHOR_NONE:
    default:
      return;
    }
}

static void
set_due (const Evaluation *self, HearthPlanItem *item, const HearthPlanStep *step)
{
  const HearthPlanTemplate *template = item->template;
  int offset = template->n_repeats > 0 ? item->occurrence : template->due_offset;

  set_anchor (self, item);
  if (item->anchor_date != HEARTH_DATE_NONE)
    {
      item->due = hearth_plan_templates_count (self->templates, template->unit, item->anchor_date,
                                               offset, template->is_inclusive);
      if (template->due_start >= 0)
        item->start = hearth_plan_templates_count (self->templates, template->unit,
                                                   item->anchor_date, template->due_start, FALSE);
    }
  if (step == NULL)
    return;
  if (step->is_due_manual || !hearth_step_state_is_open (item->state))
    {
      item->is_due_manual = step->is_due_manual;
      item->due = step->due;
    }
  else
    item->is_redated = item->due != step->due;
}

static HearthPlanItem *
item_new (const Evaluation *self,
          const HearthPlanTemplate *template,
          const char *template_id,
          int occurrence)
{
  HearthPlanItem *item = g_new0 (HearthPlanItem, 1);
  const HearthPlanStep *step = find_step (self, template_id, occurrence);

  item->template = template;
  item->template_id = g_strdup (template_id);
  item->occurrence = occurrence;
  item->step = step != NULL ? (int) (step - self->steps) : -1;
  item->state = step != NULL ? step->state : HEARTH_STEP_PLANNED;
  item->anchor_date = HEARTH_DATE_NONE;
  item->start = HEARTH_DATE_NONE;
  item->due = HEARTH_DATE_NONE;
  return item;
}

static gboolean
was_retired_by_plan (const HearthPlanStep *step)
{
  return step->state == HEARTH_STEP_NOT_APPLICABLE && step->reason != NULL &&
         g_str_has_prefix (step->reason, "plan:");
}

/* What is to be done about one occurrence. A step that is not there and does not apply, or waits to
 * be asked for, is no item. */
static void
add_item (Evaluation *self, const HearthPlanTemplate *template, int occurrence, const char *reason)
{
  HearthPlanItem *item = item_new (self, template, template->id, occurrence);
  const HearthPlanStep *step = item->step >= 0 ? &self->steps[item->step] : NULL;

  if (step == NULL && (reason != NULL || template->is_on_request))
    {
      item_free (item);
      return;
    }
  item->applies = reason == NULL;
  if (step == NULL)
    item->act = HEARTH_PLAN_ADD;
  else if (reason != NULL && hearth_step_state_is_open (step->state))
    {
      item->act = HEARTH_PLAN_RETIRE;
      item->retired_reason = reason;
      item->state = HEARTH_STEP_NOT_APPLICABLE;
    }
  else if (reason == NULL && was_retired_by_plan (step))
    {
      item->act = HEARTH_PLAN_REVIVE;
      item->state = HEARTH_STEP_PLANNED;
    }
  set_due (self, item, step);
  g_ptr_array_add (self->items, item);
}

static void
add_template (Evaluation *self, const HearthPlanTemplate *template)
{
  const char *reason = reason_against (self, template);

  if (template->n_repeats == 0)
    add_item (self, template, 1, reason);
  for (guint i = 0; i < template->n_repeats; i++)
    add_item (self, template, template->repeats[i], reason);
}

static gboolean
is_occurrence_of (const HearthPlanTemplate *template, int occurrence)
{
  if (template->n_repeats == 0)
    return occurrence == 1;
  for (guint i = 0; i < template->n_repeats; i++)
    if (template->repeats[i] == occurrence)
      return TRUE;
  return FALSE;
}

/* Steps that no template asks for: an occurrence that the pack has dropped is retired; a step that
 * only another version of the pack knows is somebody's work and stays. */
static void
add_leftover (Evaluation *self, const HearthPlanStep *step)
{
  const HearthPlanTemplate *template =
      hearth_plan_templates_lookup (self->templates, step->template_id);
  HearthPlanItem *item;

  if (template != NULL && is_occurrence_of (template, step->occurrence))
    return;
  if (template != NULL && template->n_repeats > 0)
    {
      add_item (self, template, step->occurrence, HEARTH_PLAN_REASON_OCCURRENCE);
      return;
    }
  item = item_new (self, template, step->template_id, step->occurrence);
  item->applies = TRUE;
  item->due = step->due;
  item->is_due_manual = step->is_due_manual;
  g_ptr_array_add (self->items, item);
}

static gboolean
is_done (const Evaluation *self, const char *template_id)
{
  for (gsize i = 0; i < self->n_steps; i++)
    if (self->steps[i].state == HEARTH_STEP_DONE &&
        g_str_equal (self->steps[i].template_id, template_id))
      return TRUE;
  return FALSE;
}

/* A prerequisite that does not concern this person, or was dropped, cannot hold anything up. One
 * that the person refused does: a passport that is not applied for opens no bank account. */
static gboolean
is_waited_for (const Evaluation *self, const char *template_id)
{
  const HearthPlanTemplate *template = hearth_plan_templates_lookup (self->templates, template_id);
  const HearthPlanStep *step = NULL;
  gboolean is_there = FALSE;

  if (template == NULL)
    return FALSE;
  for (gsize i = 0; i < self->n_steps; i++)
    {
      step = &self->steps[i];
      if (!g_str_equal (step->template_id, template_id))
        continue;
      is_there = TRUE;
      if (hearth_step_state_is_open (step->state) || step->state == HEARTH_STEP_REFUSED ||
          was_retired_by_plan (step))
        return reason_against (self, template) == NULL;
    }
  return !is_there && !template->is_on_request && reason_against (self, template) == NULL;
}

static void
block_by (const Evaluation *self, char **alternatives, GPtrArray *blockers)
{
  GPtrArray *waited_for = g_ptr_array_new ();

  for (char **id = alternatives; *id != NULL; id++)
    {
      if (is_done (self, *id))
        {
          g_ptr_array_set_size (waited_for, 0);
          break;
        }
      if (is_waited_for (self, *id))
        g_ptr_array_add (waited_for, *id);
    }
  for (guint i = 0; i < waited_for->len; i++)
    g_ptr_array_add (blockers, g_strdup (g_ptr_array_index (waited_for, i)));
  g_ptr_array_unref (waited_for);
}

static void
set_ready (const Evaluation *self, HearthPlanItem *item)
{
  GPtrArray *blockers = g_ptr_array_new ();

  for (guint i = 0; item->template != NULL && i < item->template->prerequisites->len; i++)
    block_by (self, g_ptr_array_index (item->template->prerequisites, i), blockers);
  item->is_ready = blockers->len == 0;
  g_ptr_array_add (blockers, NULL);
  item->blocked_by = (char **) g_ptr_array_free (blockers, FALSE);
  if (item->state == HEARTH_STEP_PLANNED || item->state == HEARTH_STEP_READY)
    item->state = item->is_ready ? HEARTH_STEP_READY : HEARTH_STEP_PLANNED;
}

/**
 * hearth_plan_evaluate:
 * @facts: without a release date, due dates that count from it are not known yet; without today's
 *   date, the time in which a step kind is in force is not looked at
 * @steps: (array length=n_steps): what the case has, in any order
 *
 * Computes the whole plan: which steps the case should have, what is due when and what waits for
 * what. Done steps stay as they are, whatever changed; open steps that no longer apply are retired
 * with a reason.
 *
 * Returns: (transfer full) (element-type HearthPlanItem): in the order of the pack, then what the
 *   packs do not know. Borrows from @templates. Thread: any.
 */
GPtrArray *
hearth_plan_evaluate (HearthPlanTemplates *templates,
                      const HearthPlanFacts *facts,
                      const HearthPlanStep *steps,
                      gsize n_steps)
{
  g_autoptr (HearthPlanFacts) derived = NULL;
  Evaluation self;

  g_return_val_if_fail (templates != NULL && facts != NULL, NULL);
  g_return_val_if_fail (steps != NULL || n_steps == 0, NULL);

  derived = hearth_plan_facts_copy (facts);
  hearth_plan_facts_derive (derived, hearth_plan_templates_get_packs (templates));
  self = (Evaluation){ templates, derived, steps, n_steps, NULL };
  self.items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < hearth_plan_templates_get_n (templates); i++)
    add_template (&self, hearth_plan_templates_get (templates, i));
  for (gsize i = 0; i < n_steps; i++)
    add_leftover (&self, &steps[i]);
  for (guint i = 0; i < self.items->len; i++)
    set_ready (&self, g_ptr_array_index (self.items, i));
  return self.items;
}

/**
 * hearth_plan_dup_key:
 *
 * Returns: (transfer full): a text that is the same for all @facts of which hearth_plan_evaluate () makes the
 *   same plan as long as there is no step. People of one exchange share a few. Thread: any.
 */
char *
hearth_plan_dup_key (HearthPlanTemplates *templates, const HearthPlanFacts *facts)
{
  g_autoptr (HearthPlanFacts) derived = NULL;

  g_return_val_if_fail (templates != NULL && facts != NULL, NULL);

  derived = hearth_plan_facts_copy (facts);
  hearth_plan_facts_derive (derived, hearth_plan_templates_get_packs (templates));
  return hearth_plan_facts_dup_key (derived, hearth_plan_templates_get_asked (templates));
}

/** hearth_plan_ring_from_track: Returns: a #HearthPlanRing, or -1 if the track has no ring. */
int
hearth_plan_ring_from_track (const char *track)
{
  static const char *const tracks[HEARTH_PLAN_N_RINGS] = {
    [HEARTH_PLAN_RING_MEDICAL] = "medical",
    [HEARTH_PLAN_RING_DOCUMENTS] = "documents",
    [HEARTH_PLAN_RING_COMPENSATION] = "compensation",
    [HEARTH_PLAN_RING_REHABILITATION] = "rehabilitation",
  };

  for (int i = 0; i < HEARTH_PLAN_N_RINGS; i++)
    if (g_strcmp0 (tracks[i], track) == 0)
      return i;
  return -1;
}

/**
 * hearth_plan_count_progress:
 * @items: (element-type HearthPlanItem)
 * @progress: (out caller-allocates): by ring
 *
 * Counts done steps against all that apply. What the person refused or was dropped is nobody's work
 * any more and does not count.
 */
void
hearth_plan_count_progress (GPtrArray *items, HearthPlanProgress progress[HEARTH_PLAN_N_RINGS])
{
  g_return_if_fail (items != NULL && progress != NULL);

  memset (progress, 0, sizeof (HearthPlanProgress) * HEARTH_PLAN_N_RINGS);
  for (guint i = 0; i < items->len; i++)
    {
      const HearthPlanItem *item = g_ptr_array_index (items, i);
      int ring = item->template != NULL ? hearth_plan_ring_from_track (item->template->track) : -1;

      if (ring < 0)
        continue;
      if (item->state == HEARTH_STEP_DONE)
        progress[ring].n_done++;
      if (item->state == HEARTH_STEP_DONE || hearth_step_state_is_open (item->state))
        progress[ring].n_total++;
    }
}
