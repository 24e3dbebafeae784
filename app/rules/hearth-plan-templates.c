/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step kinds as the plan uses them: parsed once, refused whole if anything is wrong with them. */
#include "config.h"

#include "hearth-plan-templates.h"

#include <string.h>

struct _HearthPlanTemplates
{
  HearthPackSet *packs;
  HearthCalendar *calendar;
  GPtrArray *templates;
  GHashTable *by_id;
  GHashTable *asked; /* facts that a condition names, lent */
};

static void
condition_free (gpointer data)
{
  HearthPlanCondition *condition = data;

  g_free (condition->fact);
  g_strfreev (condition->values);
  g_free (condition);
}

static void
template_free (gpointer data)
{
  HearthPlanTemplate *self = data;

  g_free (self->repeats);
  g_ptr_array_unref (self->conditions);
  g_ptr_array_unref (self->prerequisites);
  g_free (self);
}

static void
hearth_plan_templates_clear (gpointer data)
{
  HearthPlanTemplates *self = data;

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->calendar, hearth_calendar_unref);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
}

static void
add_problem (GPtrArray *problems,
             const HearthPackEntry *entry,
             const char *key,
             const char *code,
             const char *message)
{
  hearth_pack_problems_add (problems, hearth_pack_entry_get_file (entry),
                            hearth_pack_entry_get_id (entry), key,
                            hearth_pack_entry_get_line (entry, key), code, "%s", message);
}

static void
read_anchor (HearthPlanTemplate *self)
{
  const char *text = hearth_pack_entry_get_text (self->entry, "DueFrom", NULL);

  if (text == NULL)
    return;
  if (g_str_equal (text, "release"))
    self->anchor = HEARTH_PLAN_ANCHOR_RELEASE;
  else if (g_str_equal (text, "arrival"))
    self->anchor = HEARTH_PLAN_ANCHOR_ARRIVAL;
  else
    {
      self->anchor =
          g_str_has_prefix (text, "step:") ? HEARTH_PLAN_ANCHOR_STEP : HEARTH_PLAN_ANCHOR_DOCUMENT;
      self->anchor_id = strchr (text, ':') + 1;
    }
}

static HearthPlanUnit
read_unit (const HearthPackEntry *entry)
{
  const char *text = hearth_pack_entry_get_text (entry, "DueUnit", NULL);

  if (g_strcmp0 (text, "working-days") == 0)
    return HEARTH_PLAN_UNIT_WORKING_DAYS;
  return g_strcmp0 (text, "months") == 0 ? HEARTH_PLAN_UNIT_MONTHS : HEARTH_PLAN_UNIT_DAYS;
}

static void
read_repeats (HearthPlanTemplate *self)
{
  const char *const *parts = hearth_pack_entry_get_list (self->entry, "Repeat");

  self->n_repeats = g_strv_length ((char **) parts);
  self->repeats = g_new0 (int, self->n_repeats + 1);
  for (guint i = 0; i < self->n_repeats; i++)
    self->repeats[i] = (int) g_ascii_strtoll (parts[i], NULL, 10);
}

static void
read_conditions (HearthPlanTemplate *self)
{
  const char *const *parts = hearth_pack_entry_get_list (self->entry, "When");

  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  for (; *parts != NULL; parts++)
    {
      HearthPlanCondition *condition = g_new0 (HearthPlanCondition, 1);
      const char *colon = strchr (*parts, ':');

      condition->fact = g_strndup (*parts, colon - *parts);
      condition->values = g_strsplit (colon + 1, "|", -1);
      g_ptr_array_add (self->conditions, condition);
    }
}

static void
free_strv (gpointer data)
{
  g_strfreev (data);
}

static void
read_prerequisites (HearthPlanTemplate *self)
{
  const char *const *parts = hearth_pack_entry_get_list (self->entry, "After");

  self->prerequisites = g_ptr_array_new_with_free_func (free_strv);
  for (; *parts != NULL; parts++)
    g_ptr_array_add (self->prerequisites, g_strsplit (*parts, "|", -1));
}

static HearthPlanTemplate *
template_new (const HearthPackEntry *entry, guint index)
{
  HearthPlanTemplate *self = g_new0 (HearthPlanTemplate, 1);

  self->entry = entry;
  self->index = index;
  self->id = hearth_pack_entry_get_id (entry);
  self->track = hearth_pack_entry_get_text (entry, "Track", NULL);
  self->role = hearth_pack_entry_get_text (entry, "Role", NULL);
  self->document = hearth_pack_entry_get_text (entry, "Yields", NULL);
  self->applies_for = hearth_pack_entry_get_text (entry, "Applies", NULL);
  self->due_start = hearth_pack_entry_get_int (entry, "DueStart", -1);
  self->due_offset = hearth_pack_entry_get_int (entry, "DueOffset", -1);
  self->unit = read_unit (entry);
  self->is_inclusive = hearth_pack_entry_get_bool (entry, "DueInclusive");
  self->is_legal = g_strcmp0 (hearth_pack_entry_get_text (entry, "Clock", NULL), "legal") == 0;
  self->is_on_request = hearth_pack_entry_get_bool (entry, "OnRequest");
  read_anchor (self);
  read_repeats (self);
  read_conditions (self);
  read_prerequisites (self);
  return self;
}

/* The keys of a due rule only mean something together. */
static void
check_due (const HearthPlanTemplate *self, GPtrArray *problems)
{
  const HearthPackEntry *entry = self->entry;

  if (self->anchor == HEARTH_PLAN_ANCHOR_NONE)
    {
      if (self->due_offset >= 0 || self->due_start >= 0 || self->n_repeats > 0)
        add_problem (problems, entry, "DueFrom", "missing-key", "an offset needs an anchor");
      return;
    }
  if (self->due_offset < 0 && self->n_repeats == 0)
    add_problem (problems, entry, "DueOffset", "missing-key", "an anchor needs an offset");
  if (self->due_offset >= 0 && self->n_repeats > 0)
    add_problem (problems, entry, "DueOffset", "bad-value", "Repeat says the offsets already");
  if (self->due_start >= 0 && self->due_start > self->due_offset)
    add_problem (problems, entry, "DueStart", "unordered-dates", "begins after it ends");
  if (self->is_inclusive && (self->due_offset < 1 || self->due_start >= 0))
    add_problem (problems, entry, "DueInclusive", "bad-value",
                 "needs an offset of 1 or more and no window");
}

/* "5 working days after …": what a due date counts from must have words for it. */
static void
check_anchor (HearthPlanTemplates *self, const HearthPlanTemplate *template, GPtrArray *problems)
{
  const HearthPlanTemplate *anchor;

  if (template->anchor != HEARTH_PLAN_ANCHOR_STEP)
    return;
  anchor = hearth_plan_templates_lookup (self, template->anchor_id);
  if (anchor != NULL && !hearth_pack_entry_has (anchor->entry, "Of"))
    add_problem (problems, anchor->entry, "Of", "missing-key",
                 "due dates count from this step, so it needs words for that");
}

typedef enum
{
  UNSEEN,
  ON_PATH,
  CLEAR,
} Mark;

static const HearthPlanTemplate *visit (HearthPlanTemplates *self,
                                        const HearthPlanTemplate *template,
                                        Mark *marks);

static const HearthPlanTemplate *
visit_id (HearthPlanTemplates *self, const char *id, Mark *marks)
{
  const HearthPlanTemplate *next = hearth_plan_templates_lookup (self, id);

  return next != NULL ? visit (self, next, marks) : NULL;
}

/* Goes to whatever @template waits for. Returns a step of a circle, if that leads into one. */
static const HearthPlanTemplate *
visit (HearthPlanTemplates *self, const HearthPlanTemplate *template, Mark *marks)
{
  const HearthPlanTemplate *found = NULL;

  if (marks[template->index] != UNSEEN)
    return marks[template->index] == ON_PATH ? template : NULL;
  marks[template->index] = ON_PATH;
  if (template->anchor == HEARTH_PLAN_ANCHOR_STEP)
    found = visit_id (self, template->anchor_id, marks);
  for (guint i = 0; i < template->prerequisites->len && found == NULL; i++)
    for (char **id = g_ptr_array_index (template->prerequisites, i); *id != NULL; id++)
      {
        found = visit_id (self, *id, marks);
        if (found != NULL)
          break;
      }
  marks[template->index] = CLEAR;
  return found;
}

static void
check_cycles (HearthPlanTemplates *self, GPtrArray *problems)
{
  g_autofree Mark *marks = g_new0 (Mark, self->templates->len + 1);

  for (guint i = 0; i < self->templates->len; i++)
    {
      const HearthPlanTemplate *found = visit (self, g_ptr_array_index (self->templates, i), marks);

      if (found != NULL)
        {
          add_problem (problems, found->entry, "After", "cycle",
                       "the step waits, over others, for itself");
          return;
        }
    }
}

static void
note_asked (HearthPlanTemplates *self, const HearthPlanTemplate *template)
{
  for (guint i = 0; i < template->conditions->len; i++)
    {
      const HearthPlanCondition *condition = template->conditions->pdata[i];

      g_hash_table_add (self->asked, condition->fact);
    }
}

/**
 * hearth_plan_templates_new_checked:
 * @packs: a set without problems; a reference is taken
 * @problems: (element-type HearthPackProblem): what is wrong with steps and calendar is added here
 *
 * Parses the steps and checks what the pack reader cannot know: due rules whose keys contradict
 * each other, anchors without words, circles of prerequisites and anchors.
 *
 * Returns: (transfer full): to be used only if there are no problems.
 */
HearthPlanTemplates *
hearth_plan_templates_new_checked (HearthPackSet *packs, GPtrArray *problems)
{
  HearthPlanTemplates *self;

  g_return_val_if_fail (packs != NULL && problems != NULL, NULL);

  self = g_atomic_rc_box_new0 (HearthPlanTemplates);
  self->packs = hearth_pack_set_ref (packs);
  self->calendar = hearth_calendar_new (packs, problems);
  self->templates = g_ptr_array_new_with_free_func (template_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->asked = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "step"); i++)
    {
      HearthPlanTemplate *template = template_new (hearth_pack_set_get_entry (packs, "step", i), i);

      g_ptr_array_add (self->templates, template);
      g_hash_table_insert (self->by_id, (gpointer) template->id, template);
      note_asked (self, template);
    }
  for (guint i = 0; i < self->templates->len; i++)
    {
      check_due (g_ptr_array_index (self->templates, i), problems);
      check_anchor (self, g_ptr_array_index (self->templates, i), problems);
    }
  check_cycles (self, problems);
  return self;
}

/**
 * hearth_plan_templates_new:
 * @packs: a set without problems
 *
 * Returns: (transfer full) (nullable): %NULL with a #HearthBaseError that names the first problem.
 */
HearthPlanTemplates *
hearth_plan_templates_new (HearthPackSet *packs, GError **error)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPlanTemplates) self = NULL;

  g_return_val_if_fail (packs != NULL, NULL);

  self = hearth_plan_templates_new_checked (packs, problems);
  if (problems->len > 0)
    {
      hearth_pack_problems_to_error (problems, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

HearthPlanTemplates *
hearth_plan_templates_ref (HearthPlanTemplates *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hearth_plan_templates_unref (HearthPlanTemplates *self)
{
  g_atomic_rc_box_release_full (self, hearth_plan_templates_clear);
}

/** hearth_plan_templates_get_packs: Returns: (transfer none): the packs the steps come from. */
HearthPackSet *
hearth_plan_templates_get_packs (HearthPlanTemplates *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->packs;
}

/** hearth_plan_templates_get_calendar: Returns: (transfer none): the working-day calendar. */
HearthCalendar *
hearth_plan_templates_get_calendar (HearthPlanTemplates *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->calendar;
}

/** hearth_plan_templates_get_n: Returns: how many step kinds there are. */
guint
hearth_plan_templates_get_n (HearthPlanTemplates *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->templates->len;
}

/** hearth_plan_templates_get: Returns: (transfer none): step kind @index, in plan order. */
const HearthPlanTemplate *
hearth_plan_templates_get (HearthPlanTemplates *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->templates->len, NULL);

  return g_ptr_array_index (self->templates, index);
}

/** hearth_plan_templates_lookup: Returns: (transfer none) (nullable): the step kind of that id. */
const HearthPlanTemplate *
hearth_plan_templates_lookup (HearthPlanTemplates *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/** hearth_plan_templates_get_asked: Returns: (transfer none) (element-type utf8): the facts that conditions name. */
GHashTable *
hearth_plan_templates_get_asked (HearthPlanTemplates *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->asked;
}

/**
 * hearth_plan_templates_count:
 * @from: a known day
 * @n: how many units, 0 or more
 * @is_inclusive: whether @from is itself the first day of the count
 *
 * Counting as in the worked examples of domain 4.3: 90 days from and including 14 July end on
 * 11 October, a year from 9 June ends on 8 June if the first day counts. A month later is the same
 * day, or the last day of a shorter month.
 *
 * Returns: the day, or %HEARTH_DATE_NONE beyond the calendar.
 */
HearthDate
hearth_plan_templates_count (
    HearthPlanTemplates *self, HearthPlanUnit unit, HearthDate from, int n, gboolean is_inclusive)
{
  HearthDate result, last = hearth_date_new (2199, 12, 31);

  g_return_val_if_fail (self != NULL && from != HEARTH_DATE_NONE && n >= 0, HEARTH_DATE_NONE);

  switch (unit)
    {
    case HEARTH_PLAN_UNIT_WORKING_DAYS:
      result = hearth_calendar_add_working_days (self->calendar, is_inclusive ? from - 1 : from, n);
      break;
    case HEARTH_PLAN_UNIT_MONTHS:
      result = hearth_date_add_months (from, n);
      break;
    case HEARTH_PLAN_UNIT_DAYS:
    default:
      result = from + n;
      break;
    }
  if (result == HEARTH_DATE_NONE || result > last)
    return HEARTH_DATE_NONE;
  return is_inclusive && unit != HEARTH_PLAN_UNIT_WORKING_DAYS ? result - 1 : result;
}
