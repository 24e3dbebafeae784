/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-rehabilitation.h"

#include "hearth-attainment.h"

/* One goal was rated, or was set with the level at which the person begins. */
static HearthDate
day_of_score (const HearthRecord *score)
{
  return hearth_record_get_date (score, "scored_on");
}

static gboolean
is_of (const HearthRecord *score, const HearthRecord *goal)
{
  const char *text = hearth_record_get_text (score, "goal");
  HearthId id;

  return text != NULL && hearth_id_parse (text, &id) &&
         hearth_id_equal (&id, hearth_record_get_id (goal));
}

static gint
compare_scores (gconstpointer a, gconstpointer b)
{
  const HearthRecord *first = *(const HearthRecord *const *) a;
  const HearthRecord *second = *(const HearthRecord *const *) b;
  const HearthDate first_day = day_of_score (first), second_day = day_of_score (second);

  if (first_day != second_day)
    return first_day < second_day ? -1 : 1;
  /* Of one day the one that was written down later. */
  return hearth_record_get_revision (first) < hearth_record_get_revision (second) ? -1 : 1;
}

/**
 * hearth_goal_list_scores:
 * @scores: (element-type HearthRecord): of the case
 *
 * Returns: (transfer container) (element-type HearthRecord): borrowed, those of @goal that have a day and a
 *   level in range, the oldest first. Thread: any.
 */
GPtrArray *
hearth_goal_list_scores (const HearthRecord *goal, GPtrArray *scores)
{
  GPtrArray *list = g_ptr_array_new ();
  gint64 level;

  g_return_val_if_fail (goal != NULL && scores != NULL, list);

  for (guint i = 0; i < scores->len; i++)
    if (is_of (scores->pdata[i], goal) && day_of_score (scores->pdata[i]) != HEARTH_DATE_NONE &&
        hearth_record_get_int (scores->pdata[i], "score", &level) && level >= -2 && level <= 2)
      g_ptr_array_add (list, scores->pdata[i]);
  g_ptr_array_sort (list, compare_scores);
  return list;
}

/**
 * hearth_goal_get_level:
 * @scores: (element-type HearthRecord): of the case
 * @day: as it was then
 * @level: (out) (optional): −2 to +2
 * @scored_on: (out) (optional): when; that of the goal for the level at the beginning
 *
 * The last level that was given on or before @day; before the first one, the level at the beginning.
 *
 * Returns: %FALSE: the goal was not set yet, or nobody said where it stands. Thread: any.
 */
gboolean
hearth_goal_get_level (
    const HearthRecord *goal, GPtrArray *scores, HearthDate day, int *level, HearthDate *scored_on)
{
  g_autoptr (GPtrArray) own = hearth_goal_list_scores (goal, scores);
  HearthDate set_on = hearth_record_get_date (goal, "set_on");
  HearthDate found_on = HEARTH_DATE_NONE;
  gint64 found = 0, baseline;

  if (hearth_record_get_int (goal, "baseline", &baseline) && baseline >= -2 && baseline <= 2 &&
      set_on != HEARTH_DATE_NONE && set_on <= day)
    {
      found = baseline;
      found_on = set_on;
    }
  for (guint i = 0; i < own->len && day_of_score (own->pdata[i]) <= day; i++)
    {
      hearth_record_get_int (own->pdata[i], "score", &found);
      found_on = day_of_score (own->pdata[i]);
    }
  if (found_on == HEARTH_DATE_NONE)
    return FALSE;
  if (level != NULL)
    *level = (int) found;
  if (scored_on != NULL)
    *scored_on = found_on;
  return TRUE;
}

/** hearth_goal_get_weight: Returns: 1 to 100; 1 if nobody weighed it. Thread: any. */
int
hearth_goal_get_weight (const HearthRecord *goal)
{
  gint64 weight = 1;

  g_return_val_if_fail (goal != NULL, 1);

  if (!hearth_record_get_int (goal, "weight", &weight))
    return 1;
  return (int) CLAMP (weight, 1, HEARTH_ATTAINMENT_MAX_WEIGHT);
}

/** hearth_goal_get_level_text: Returns: (transfer none) (nullable): what @level would look like. Thread: any. */
const char *
hearth_goal_get_level_text (const HearthRecord *goal, int level)
{
  static const char *const fields[] = { "much_less", "less", "expected", "more", "much_more" };

  g_return_val_if_fail (goal != NULL && level >= -2 && level <= 2, NULL);

  return hearth_record_get_text (goal, fields[level + 2]);
}

static void
add_day (GArray *days, HearthDate day)
{
  guint i = 0;

  if (day == HEARTH_DATE_NONE)
    return;
  while (i < days->len && g_array_index (days, HearthDate, i) < day)
    i++;
  if (i == days->len || g_array_index (days, HearthDate, i) != day)
    g_array_insert_val (days, i, day);
}

/* Days on which something is known anew, in order. */
static GArray *
list_days (GPtrArray *goals, GPtrArray *scores)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (HearthDate));

  for (guint i = 0; i < goals->len; i++)
    {
      g_autoptr (GPtrArray) own = hearth_goal_list_scores (goals->pdata[i], scores);
      gint64 baseline;

      if (hearth_record_get_int (goals->pdata[i], "baseline", &baseline))
        add_day (days, hearth_record_get_date (goals->pdata[i], "set_on"));
      for (guint j = 0; j < own->len; j++)
        add_day (days, day_of_score (own->pdata[j]));
    }
  return days;
}

static gboolean
attain (GPtrArray *goals, GPtrArray *scores, HearthDate day, HearthAttainment *out)
{
  g_autoptr (GArray) rated = g_array_new (FALSE, FALSE, sizeof (HearthAttainmentGoal));

  for (guint i = 0; i < goals->len; i++)
    {
      HearthAttainmentGoal goal = { .weight = hearth_goal_get_weight (goals->pdata[i]) };

      if (hearth_goal_get_level (goals->pdata[i], scores, day, &goal.score, NULL))
        g_array_append_val (rated, goal);
    }
  out->day = day;
  out->n_goals = rated->len;
  return hearth_attainment_score ((const HearthAttainmentGoal *) (gpointer) rated->data, rated->len,
                                  &out->tenths);
}

/**
 * hearth_rehabilitation_attainment:
 * @goals: (element-type HearthRecord): goals of one case
 * @scores: (element-type HearthRecord): their levels over time
 *
 * The T score for every day on which a goal was set or rated, each goal with the level that was known then.
 *
 * Returns: (transfer full) (element-type HearthAttainment): the oldest first; empty if nothing was rated.
 *   Thread: any.
 */
GArray *
hearth_rehabilitation_attainment (GPtrArray *goals, GPtrArray *scores)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HearthAttainment));
  g_autoptr (GArray) days = NULL;

  g_return_val_if_fail (goals != NULL && scores != NULL, found);

  days = list_days (goals, scores);
  for (guint i = 0; i < days->len; i++)
    {
      HearthAttainment one = { 0 };

      if (attain (goals, scores, g_array_index (days, HearthDate, i), &one))
        g_array_append_val (found, one);
    }
  return found;
}

/**
 * hearth_attainment_get_meaning:
 * @tenths: a T score in tenths
 *
 * 50 is what was expected of all goals together, 10 the standard deviation: within half of it the goals were
 * met as expected, beyond one and a half much better or much worse.
 *
 * Thread: any.
 */
HearthAttainmentMeaning
hearth_attainment_get_meaning (int tenths)
{
  if (tenths < 350)
    return HEARTH_ATTAINMENT_MUCH_LESS;
  if (tenths < 450)
    return HEARTH_ATTAINMENT_LESS;
  if (tenths <= 550)
    return HEARTH_ATTAINMENT_EXPECTED;
  return tenths <= 650 ? HEARTH_ATTAINMENT_MORE : HEARTH_ATTAINMENT_MUCH_MORE;
}
