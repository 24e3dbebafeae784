/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-outstanding.h"

static const char *const grouping_names[HEARTH_N_OUTSTANDING_GROUPINGS] = {
  [HEARTH_OUTSTANDING_BY_BENEFIT] = "benefit", [HEARTH_OUTSTANDING_BY_BLOCKER] = "blocker",
  [HEARTH_OUTSTANDING_BY_EVENT] = "event",     [HEARTH_OUTSTANDING_BY_FACILITY] = "facility",
  [HEARTH_OUTSTANDING_BY_UNIT] = "unit",       [HEARTH_OUTSTANDING_BY_OWNER] = "owner",
};

/* A group in the making: people are counted once each. */
typedef struct
{
  HearthOutstandingGroup *group; /* owned until taken */
  GHashTable *people;            /* HearthId, lent by the rows, -> age + 1 */
} Counter;

/* The last day of each age; the last age has none. */
static const gint64 age_ends[HEARTH_OUTSTANDING_N_AGES - 1] = { 30, 90, 180 };

static Counter *
counter_new (const char *key)
{
  Counter *self = g_new0 (Counter, 1);

  self->group = g_new0 (HearthOutstandingGroup, 1);
  self->group->key = g_strdup (key);
  self->group->rows = g_ptr_array_new ();
  self->people = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  return self;
}

static void
counter_free (Counter *self)
{
  g_clear_pointer (&self->group, hearth_outstanding_group_free);
  g_hash_table_unref (self->people);
  g_free (self);
}

static void
count_person (Counter *self, const HearthStepRow *row)
{
  HearthOutstandingFigures *figures = &self->group->figures;
  const guint age = hearth_outstanding_get_age (row->age_days);
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->people, &row->case_id));

  if (known > age)
    return;
  if (known > 0)
    figures->n_people_aged[known - 1]--;
  else
    figures->n_people++;
  figures->n_people_aged[age]++;
  g_hash_table_insert (self->people, (gpointer) &row->case_id, GUINT_TO_POINTER (age + 1));
}

static void
count_row (HearthOutstandingFigures *figures, const HearthStepRow *row, HearthDate as_of)
{
  figures->n_rows++;
  figures->n_overdue += row->due != HEARTH_DATE_NONE && row->due < as_of;
  figures->n_blocked += row->blocker != NULL && *row->blocker != '\0';
  figures->n_waiting += hearth_outstanding_is_waiting (row);
  figures->n_remind += row->remind_on != HEARTH_DATE_NONE && row->remind_on <= as_of;
  figures->oldest_age_days = MAX (figures->oldest_age_days, row->age_days);
  figures->owed_kop += row->owed_kop;
  figures->overpaid_kop += row->overpaid_kop;
  figures->is_owed_known |= row->is_owed_known;
}

static void
counter_add (Counter *self, HearthStepRow *row, HearthDate as_of)
{
  count_person (self, row);
  count_row (&self->group->figures, row, as_of);
  g_ptr_array_add (self->group->rows, row);
}

/** hearth_outstanding_get_age: Returns: below %HEARTH_OUTSTANDING_N_AGES. Thread: any. */
guint
hearth_outstanding_get_age (gint64 days)
{
  guint age = 0;

  while (age < G_N_ELEMENTS (age_ends) && days > age_ends[age])
    age++;
  return age;
}

/** hearth_outstanding_is_waiting: whether @row waits for somebody who is not here. Thread: any. */
gboolean
hearth_outstanding_is_waiting (const HearthStepRow *row)
{
  g_return_val_if_fail (row != NULL, FALSE);

  return g_strcmp0 (row->state, "waiting") == 0 ||
         (row->waiting_for != NULL && *row->waiting_for != '\0');
}

/** hearth_outstanding_group_free: Thread: any. */
void
hearth_outstanding_group_free (HearthOutstandingGroup *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->key);
  g_free (self);
}

/** hearth_outstanding_grouping_get_name: Returns: the id on the command line. Thread: any. */
const char *
hearth_outstanding_grouping_get_name (HearthOutstandingGrouping by)
{
  g_return_val_if_fail (by < HEARTH_N_OUTSTANDING_GROUPINGS, NULL);

  return grouping_names[by];
}

/** hearth_outstanding_grouping_from_name: Returns: %FALSE if there is none of that name. Thread: any. */
gboolean
hearth_outstanding_grouping_from_name (const char *name, HearthOutstandingGrouping *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < HEARTH_N_OUTSTANDING_GROUPINGS; i++)
    {
      if (g_str_equal (grouping_names[i], name))
        {
          *out = (HearthOutstandingGrouping) i;
          return TRUE;
        }
    }
  return FALSE;
}

/** hearth_outstanding_get_key: Returns: (nullable): what @row has of @by; "" counts as none. Thread: any. */
const char *
hearth_outstanding_get_key (const HearthStepRow *row, HearthOutstandingGrouping by)
{
  const char *keys[HEARTH_N_OUTSTANDING_GROUPINGS];
  const char *key;

  g_return_val_if_fail (row != NULL && by < HEARTH_N_OUTSTANDING_GROUPINGS, NULL);

  keys[HEARTH_OUTSTANDING_BY_BENEFIT] = row->benefit != NULL ? row->benefit : row->template_id;
  keys[HEARTH_OUTSTANDING_BY_BLOCKER] = row->blocker;
  keys[HEARTH_OUTSTANDING_BY_EVENT] = row->event;
  keys[HEARTH_OUTSTANDING_BY_FACILITY] = row->facility;
  keys[HEARTH_OUTSTANDING_BY_UNIT] = row->unit;
  keys[HEARTH_OUTSTANDING_BY_OWNER] = row->owner;
  key = keys[by];
  return key != NULL && *key != '\0' ? key : NULL;
}

/* Most people first, those without a key last. */
static int
compare_group (gconstpointer a, gconstpointer b)
{
  const HearthOutstandingGroup *left = *(HearthOutstandingGroup *const *) a;
  const HearthOutstandingGroup *right = *(HearthOutstandingGroup *const *) b;

  if ((left->key == NULL) != (right->key == NULL))
    return left->key == NULL ? 1 : -1;
  if (left->figures.n_people != right->figures.n_people)
    return left->figures.n_people > right->figures.n_people ? -1 : 1;
  return g_strcmp0 (left->key, right->key);
}

/**
 * hearth_outstanding_group:
 * @rows: (element-type HearthStepRow): what is outstanding
 * @by: what to group by
 * @as_of: the day before which a due date is past
 *
 * Returns: (transfer full) (element-type HearthOutstandingGroup): one for every key there is. Thread: any.
 */
GPtrArray *
hearth_outstanding_group (GPtrArray *rows, HearthOutstandingGrouping by, HearthDate as_of)
{
  GPtrArray *groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_outstanding_group_free);
  g_autoptr (GHashTable) counters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) counter_free);
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (rows != NULL && by < HEARTH_N_OUTSTANDING_GROUPINGS, groups);

  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepRow *row = g_ptr_array_index (rows, i);
      const char *key = hearth_outstanding_get_key (row, by);
      Counter *counter = g_hash_table_lookup (counters, key != NULL ? key : "");

      if (counter == NULL)
        {
          counter = counter_new (key);
          g_hash_table_insert (counters, g_strdup (key != NULL ? key : ""), counter);
        }
      counter_add (counter, row, as_of);
    }
  g_hash_table_iter_init (&iter, counters);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (groups, g_steal_pointer (&((Counter *) value)->group));
  g_ptr_array_sort (groups, compare_group);
  return groups;
}

/**
 * hearth_outstanding_group_people:
 * @rows: (element-type HearthStepRow): what is outstanding
 * @as_of: the day before which a due date is past
 *
 * Returns: (transfer full) (element-type HearthOutstandingGroup): one for each person. Thread: any.
 */
GPtrArray *
hearth_outstanding_group_people (GPtrArray *rows, HearthDate as_of)
{
  GPtrArray *groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_outstanding_group_free);
  g_autoptr (GHashTable) known = g_hash_table_new (hearth_id_hash, hearth_id_equal);

  g_return_val_if_fail (rows != NULL, groups);

  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepRow *row = g_ptr_array_index (rows, i);
      HearthOutstandingGroup *group = g_hash_table_lookup (known, &row->case_id);

      if (group == NULL)
        {
          group = g_new0 (HearthOutstandingGroup, 1);
          group->key = g_strdup (row->case_number);
          group->rows = g_ptr_array_new ();
          group->figures.n_people = 1;
          g_hash_table_insert (known, &row->case_id, group);
          g_ptr_array_add (groups, group);
        }
      count_row (&group->figures, row, as_of);
      g_ptr_array_add (group->rows, row);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      HearthOutstandingFigures *figures = &((HearthOutstandingGroup *) groups->pdata[i])->figures;

      figures->n_people_aged[hearth_outstanding_get_age (figures->oldest_age_days)] = 1;
    }
  return groups;
}

/** hearth_outstanding_total: Returns: the figures over all of @rows. Thread: any. */
HearthOutstandingFigures
hearth_outstanding_total (GPtrArray *rows, HearthDate as_of)
{
  HearthOutstandingFigures total = { 0 };
  Counter *counter;

  g_return_val_if_fail (rows != NULL, total);

  counter = counter_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    counter_add (counter, g_ptr_array_index (rows, i), as_of);
  total = counter->group->figures;
  counter_free (counter);
  return total;
}
