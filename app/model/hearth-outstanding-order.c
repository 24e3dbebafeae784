/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-outstanding-order.h"

#include "hearth-text.h"

static const char *const sort_names[HEARTH_N_OUTSTANDING_SORTS] = {
  [HEARTH_OUTSTANDING_SORT_AGE] = "age",         [HEARTH_OUTSTANDING_SORT_PERSON] = "person",
  [HEARTH_OUTSTANDING_SORT_BENEFIT] = "benefit", [HEARTH_OUTSTANDING_SORT_OWED] = "owed",
  [HEARTH_OUTSTANDING_SORT_BLOCKER] = "blocker", [HEARTH_OUTSTANDING_SORT_WAITING] = "waiting",
  [HEARTH_OUTSTANDING_SORT_OWNER] = "owner",     [HEARTH_OUTSTANDING_SORT_REMIND] = "remind",
  [HEARTH_OUTSTANDING_SORT_DUE] = "due",
};

/* A row beside what it is sorted by. */
typedef struct
{
  HearthStepRow *row;
  const char *text; /* NULL: has none; lent */
  gint64 number;
  guint place; /* where it was */
} Keyed;

/** hearth_outstanding_sort_get_name: Returns: the id in a saved view. Thread: any. */
const char *
hearth_outstanding_sort_get_name (HearthOutstandingSort sort)
{
  g_return_val_if_fail (sort < HEARTH_N_OUTSTANDING_SORTS, NULL);

  return sort_names[sort];
}

/** hearth_outstanding_sort_from_name: Returns: %FALSE if there is none of that name. Thread: any. */
gboolean
hearth_outstanding_sort_from_name (const char *name, HearthOutstandingSort *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < HEARTH_N_OUTSTANDING_SORTS; i++)
    {
      if (g_str_equal (sort_names[i], name))
        {
          *out = (HearthOutstandingSort) i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
passes (const HearthStepRow *row, const char *filter, HearthDate as_of)
{
  if (g_str_equal (filter, "overdue"))
    return row->due != HEARTH_DATE_NONE && row->due < as_of;
  if (g_str_equal (filter, "owed"))
    return row->owed_kop > 0;
  if (g_str_equal (filter, "blocked"))
    return row->blocker != NULL && *row->blocker != '\0';
  if (g_str_equal (filter, "waiting"))
    return hearth_outstanding_is_waiting (row);
  if (g_str_equal (filter, "remind"))
    return row->remind_on != HEARTH_DATE_NONE && row->remind_on <= as_of;
  return TRUE;
}

/* How old the oldest of each person is: people are counted by that, and so they are filtered by it. */
static GHashTable *
find_ages (GPtrArray *rows)
{
  GHashTable *ages = g_hash_table_new (hearth_id_hash, hearth_id_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];
      const guint age = hearth_outstanding_get_age (row->age_days) + 1;

      if (GPOINTER_TO_UINT (g_hash_table_lookup (ages, &row->case_id)) < age)
        g_hash_table_insert (ages, (gpointer) &row->case_id, GUINT_TO_POINTER (age));
    }
  return ages;
}

/** hearth_outstanding_filter: Returns: (transfer full): see the header. Thread: any. */
GPtrArray *
hearth_outstanding_filter (GPtrArray *rows, const char *filter, HearthDate as_of)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr (GHashTable) ages = NULL;
  guint wanted = 0;

  g_return_val_if_fail (rows != NULL && filter != NULL, found);

  if (g_str_has_prefix (filter, "age-"))
    {
      wanted = (guint) (filter[4] - '0') + 1;
      ages = find_ages (rows);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepRow *row = rows->pdata[i];

      if (ages != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (ages, &row->case_id)) == wanted
                       : passes (row, filter, as_of))
        g_ptr_array_add (found, row);
    }
  return found;
}

/* Sort keys of names, made once for each person. */
static const char *
get_name_key (GHashTable *names, const HearthStepRow *row)
{
  char *key = g_hash_table_lookup (names, &row->case_id);

  if (key == NULL)
    {
      g_autofree char *surname = hearth_text_sort_key (row->surname != NULL ? row->surname : "");
      g_autofree char *given = hearth_text_sort_key (row->given != NULL ? row->given : "");

      key = g_strdup_printf ("%s %s", surname, given);
      g_hash_table_insert (names, (gpointer) &row->case_id, key);
    }
  return key;
}

static const char *
or_none (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* Days that are not known come last. */
static gint64
from_day (HearthDate day)
{
  return day != HEARTH_DATE_NONE ? (gint64) day : G_MAXINT64;
}

static Keyed
make_key (HearthStepRow *row, HearthOutstandingSort sort, GHashTable *names, guint place)
{
  Keyed keyed = { .row = row, .place = place };

  switch (sort)
    {
    case HEARTH_OUTSTANDING_SORT_AGE:
      keyed.number = -row->age_days;
      break;
    case HEARTH_OUTSTANDING_SORT_PERSON:
      keyed.text = get_name_key (names, row);
      break;
    case HEARTH_OUTSTANDING_SORT_BENEFIT:
      keyed.text = hearth_outstanding_get_key (row, HEARTH_OUTSTANDING_BY_BENEFIT);
      break;
    case HEARTH_OUTSTANDING_SORT_OWED:
      keyed.number = -row->owed_kop;
      break;
    case HEARTH_OUTSTANDING_SORT_BLOCKER:
      keyed.text = or_none (row->blocker);
      break;
    case HEARTH_OUTSTANDING_SORT_WAITING:
      keyed.text = or_none (row->waiting_for);
      break;
    case HEARTH_OUTSTANDING_SORT_OWNER:
      keyed.text = or_none (row->owner);
      break;
    case HEARTH_OUTSTANDING_SORT_REMIND:
      keyed.number = from_day (row->remind_on);
      break;
    case HEARTH_OUTSTANDING_SORT_DUE:
      keyed.number = from_day (row->due);
      break;
    case HEARTH_N_OUTSTANDING_SORTS:
    default:
      g_assert_not_reached ();
    }
  return keyed;
}

static int
compare_keyed (gconstpointer a, gconstpointer b, gpointer is_reversed)
{
  const Keyed *left = a, *right = b;
  const int sign = *(const gboolean *) is_reversed ? -1 : 1;
  int order = 0;

  if ((left->number == G_MAXINT64) != (right->number == G_MAXINT64))
    return left->number == G_MAXINT64 ? 1 : -1;
  if (left->number != right->number)
    return left->number < right->number ? -sign : sign;
  if ((left->text == NULL) != (right->text == NULL))
    return left->text == NULL ? 1 : -1;
  if (left->text != NULL)
    order = sign * g_strcmp0 (left->text, right->text);
  return order != 0 ? order : (left->place > right->place) - (left->place < right->place);
}

/** hearth_outstanding_sort: @rows: (inout) (element-type HearthStepRow). Thread: any. */
void
hearth_outstanding_sort (GPtrArray *rows, HearthOutstandingSort sort, gboolean is_reversed)
{
  g_autoptr (GArray) keyed = NULL;
  g_autoptr (GHashTable) names = NULL;

  g_return_if_fail (rows != NULL && sort < HEARTH_N_OUTSTANDING_SORTS);

  keyed = g_array_sized_new (FALSE, FALSE, sizeof (Keyed), rows->len);
  names = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, NULL, g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      Keyed key = make_key (rows->pdata[i], sort, names, i);

      g_array_append_val (keyed, key);
    }
  g_array_sort_with_data (keyed, compare_keyed, &is_reversed);
  for (guint i = 0; i < rows->len; i++)
    rows->pdata[i] = g_array_index (keyed, Keyed, i).row;
}

static int
compare_owed (gconstpointer a, gconstpointer b)
{
  const HearthOutstandingGroup *left = *(HearthOutstandingGroup *const *) a;
  const HearthOutstandingGroup *right = *(HearthOutstandingGroup *const *) b;

  if (left->figures.owed_kop != right->figures.owed_kop)
    return left->figures.owed_kop > right->figures.owed_kop ? -1 : 1;
  return g_strcmp0 (left->key, right->key);
}

/* Those without a key stay last. */
static void
turn_groups (GPtrArray *groups)
{
  guint n = groups->len;

  if (n > 0 && ((HearthOutstandingGroup *) groups->pdata[n - 1])->key == NULL)
    n--;
  for (guint i = 0; i < n / 2; i++)
    {
      gpointer first = groups->pdata[i];

      groups->pdata[i] = groups->pdata[n - 1 - i];
      groups->pdata[n - 1 - i] = first;
    }
}

/** hearth_outstanding_sort_groups: @groups: (inout) (element-type HearthOutstandingGroup). Thread: any. */
void
hearth_outstanding_sort_groups (GPtrArray *groups, HearthOutstandingSort sort, gboolean is_reversed)
{
  g_return_if_fail (groups != NULL);

  if (sort == HEARTH_OUTSTANDING_SORT_OWED)
    g_ptr_array_sort (groups, compare_owed);
  if (is_reversed)
    turn_groups (groups);
}
