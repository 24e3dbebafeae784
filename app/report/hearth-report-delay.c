/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long things take: what is outstanding by its age and by its reason, the money of each month, the days from a
 * release to a payment, the states of steps. Each has a diagram. */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-benefit-facts.h"
#include "hearth-outstanding.h"

#include <string.h>

/* --- Age --- */

/* The last day of each age but the longest (product 7). */
static const gint64 ages[] = { 30, 90, 180 };

#define N_AGES (G_N_ELEMENTS (ages) + 1)

static guint
get_age (const HearthStepRow *row)
{
  guint age = 0;

  while (age < G_N_ELEMENTS (ages) && row->age_days > ages[age])
    age++;
  return age;
}

static char *
dup_age (HearthReportMaker *self, guint age)
{
  const char *days = _hearth_report_say (self, "days", "днів");

  if (age == G_N_ELEMENTS (ages))
    return g_strdup_printf ("> %d %s", (int) ages[age - 1], days);
  return g_strdup_printf ("%d–%d %s", age == 0 ? 0 : (int) ages[age - 1] + 1, (int) ages[age],
                          days);
}

static void
add_figures (HearthReportMaker *self, const HearthOutstandingFigures *figures, gboolean is_known)
{
  hearth_table_add_number (self->table, figures->n_rows);
  hearth_table_add_number (self->table, figures->n_people);
  hearth_table_add_number (self->table, figures->n_overdue);
  _hearth_report_add_sum (self, is_known, figures->owed_kop);
}

static void
add_figure_columns (HearthReportMaker *self)
{
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Outstanding", "Невиплачено");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "People", "Людей");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Overdue", "Прострочено");
  _hearth_report_add_column (self, HEARTH_COLUMN_MONEY, "Owed, UAH", "Винні, ₴");
}

static void
add_total (HearthReportMaker *self, GPtrArray *rows)
{
  const HearthOutstandingFigures total =
      hearth_outstanding_total (rows, _hearth_report_get_day (self));

  hearth_table_begin_totals (self->table);
  hearth_table_add_text (self->table, _hearth_report_say (self, "Together", "Разом"));
  add_figures (self, &total, self->question->is_owed_known);
}

gboolean
_hearth_report_ageing (HearthReportMaker *self, GError **error)
{
  g_autoptr (GPtrArray) rows = _hearth_report_list_outstanding (self, error);

  if (rows == NULL)
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Outstanding for", "Триває");
  add_figure_columns (self);
  for (guint age = 0; age < N_AGES; age++)
    {
      g_autofree char *title = dup_age (self, age);
      g_autoptr (GPtrArray) part = g_ptr_array_new ();
      HearthOutstandingFigures figures;

      for (guint i = 0; i < rows->len; i++)
        if (get_age (rows->pdata[i]) == age)
          g_ptr_array_add (part, rows->pdata[i]);
      figures = hearth_outstanding_total (part, _hearth_report_get_day (self));
      hearth_table_add_text (self->table, title);
      add_figures (self, &figures, self->question->is_owed_known);
    }
  add_total (self, rows);
  return TRUE;
}

/* --- Reasons --- */

gboolean
_hearth_report_blockers (HearthReportMaker *self, GError **error)
{
  g_autoptr (GPtrArray) rows = _hearth_report_list_outstanding (self, error);
  g_autoptr (GPtrArray) groups = NULL;

  if (rows == NULL)
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Reason", "Причина");
  add_figure_columns (self);
  groups =
      hearth_outstanding_group (rows, HEARTH_OUTSTANDING_BY_BLOCKER, _hearth_report_get_day (self));
  for (guint i = 0; i < groups->len; i++)
    {
      const HearthOutstandingGroup *group = groups->pdata[i];

      hearth_table_add_text (
          self->table, group->key != NULL
                           ? _hearth_report_get_title (self, "blocker", group->key)
                           : _hearth_report_say (self, "no reason is noted", "причини не вказано"));
      add_figures (self, &group->figures, self->question->is_owed_known);
    }
  add_total (self, rows);
  return TRUE;
}

/* --- Money by month --- */

enum
{
  MONTH_PAID,
  MONTH_OWED,
  N_MONTH_COLUMNS,
};

/* Months sort as texts. */
static void
add_to_month (HearthReportSums *sums, HearthDate day, guint column, gint64 kop)
{
  g_autofree char *text = day != HEARTH_DATE_NONE ? hearth_date_to_string (day) : NULL;

  if (text != NULL)
    text[strlen ("2026-01")] = '\0';
  _hearth_report_sums_add (sums, text, column, kop);
}

typedef struct
{
  HearthReportMaker *maker;
  HearthReportSums *sums;
  GHashTable *delays; /* benefit -> GArray of days */
  GHashTable *firsts; /* case and benefit -> its first HearthReportItem */
  GStringChunk *codes;
} Money;

static gboolean
is_paid (const HearthReportItem *item)
{
  return item->state == NULL || strcmp (item->state, "paid") == 0;
}

static void
add_payment (const HearthReportItem *item, gpointer data)
{
  Money *self = data;

  if (!_hearth_report_is_asked (self->maker, item->done_on) ||
      (item->done_on != HEARTH_DATE_NONE && item->done_on > _hearth_report_get_day (self->maker)))
    return;
  if (is_paid (item))
    add_to_month (self->sums, item->done_on, MONTH_PAID, item->number);
  else if (strcmp (item->state, "returned") == 0)
    add_to_month (self->sums, item->done_on, MONTH_PAID, -item->number);
}

gboolean
_hearth_report_money_by_month (HearthReportMaker *self, GError **error)
{
  g_autoptr (GPtrArray) rows = _hearth_report_list_outstanding (self, error);
  g_autoptr (HearthReportPeople) people =
      rows != NULL ? _hearth_report_list_people (self, error) : NULL;
  g_autoptr (HearthReportSums) sums = _hearth_report_sums_new (N_MONTH_COLUMNS);
  Money money = { .maker = self, .sums = sums };

  if (people == NULL ||
      !hearth_report_query_payments (self->db, people, add_payment, &money, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];

      if (row->is_owed_known && row->owed_kop > 0)
        add_to_month (sums, row->since, MONTH_OWED, row->owed_kop);
    }
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Month", "Місяць");
  _hearth_report_add_column (self, HEARTH_COLUMN_MONEY, "Paid in it, UAH", "Виплачено в ньому, ₴");
  _hearth_report_add_column (self, HEARTH_COLUMN_MONEY, "Owed since it, UAH", "Винні з нього, ₴");
  _hearth_report_sums_tell (sums, self, NULL);
  return TRUE;
}

/* --- From release to payment --- */

static void
keep_first (const HearthReportItem *item, gpointer data)
{
  Money *self = data;
  g_autofree char *key = NULL;
  g_autofree char *case_id = NULL;
  gpointer known;

  if (!is_paid (item) || item->what == NULL || item->done_on == HEARTH_DATE_NONE ||
      item->person->released == HEARTH_DATE_NONE || item->done_on < item->person->released)
    return;
  case_id = hearth_id_to_string (&item->person->case_id);
  key = g_strdup_printf ("%s%s", case_id, item->what);
  known = g_hash_table_lookup (self->firsts, key);
  if (known == NULL || ((const HearthReportItem *) known)->done_on > item->done_on)
    {
      HearthReportItem *first = g_memdup2 (item, sizeof *item);

      first->what = g_string_chunk_insert_const (self->codes, item->what);
      g_hash_table_insert (self->firsts, g_steal_pointer (&key), first);
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const gint *) a - *(const gint *) b;
}

static void
gather (Money *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->firsts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const HearthReportItem *first = value;
      const gint days = (gint) (first->done_on - first->person->released);
      GArray *list = g_hash_table_lookup (self->delays, first->what);

      if (!_hearth_report_is_asked (self->maker, first->done_on))
        continue;
      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (gint));
          g_hash_table_insert (self->delays, (gpointer) first->what, list);
        }
      g_array_append_val (list, days);
    }
}

/* The day by which so many quarters of them are paid: whole days, the nearest rank. */
static gint
get_quantile (const GArray *sorted, guint quarters)
{
  const guint rank = (sorted->len * quarters + 3) / 4;

  return g_array_index (sorted, gint, MAX (rank, 1) - 1);
}

static void
add_delay (HearthReportMaker *self, const char *title, GArray *days)
{
  g_array_sort (days, compare_days);
  hearth_table_add_text (self->table, title);
  hearth_table_add_number (self->table, days->len);
  for (guint quarters = 0; quarters <= 4; quarters++)
    hearth_table_add_number (self->table, get_quantile (days, quarters));
}

static const char *
get_benefit_title (HearthReportMaker *self, const char *code)
{
  const HearthPackEntry *benefit = hearth_benefit_find (self->question->packs, code);

  return benefit != NULL ? hearth_pack_entry_get_title (benefit, self->question->language) : code;
}

static void
add_delay_columns (HearthReportMaker *self)
{
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Benefit", "Виплата");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "People", "Людей");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Quickest, days", "Найшвидше, днів");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "A quarter within", "Чверть за");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Half within", "Половина за");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Three quarters within", "Три чверті за");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Slowest, days", "Найповільніше, днів");
}

gboolean
_hearth_report_release_to_payment (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = _hearth_report_list_people (self, error);
  g_autoptr (GHashTable) firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) delays =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (256);
  g_autoptr (GList) codes = NULL;
  Money money = { .maker = self, .firsts = firsts, .delays = delays, .codes = chunk };

  if (people == NULL || !hearth_report_query_releases (self->db, people, error) ||
      !hearth_report_query_payments (self->db, people, keep_first, &money, error))
    return FALSE;
  gather (&money);
  add_delay_columns (self);
  codes = g_list_sort (g_hash_table_get_keys (delays), (GCompareFunc) strcmp);
  for (GList *link = codes; link != NULL; link = link->next)
    add_delay (self, get_benefit_title (self, link->data),
               g_hash_table_lookup (delays, link->data));
  hearth_table_add_note (
      self->table, _hearth_report_say (
                       self,
                       "The first payment of each benefit to each person. Who is not paid yet is "
                       "not counted.",
                       "Перша виплата кожної допомоги кожній особі. Кому ще не виплачено, тих не "
                       "враховано."));
  return TRUE;
}

/* --- Steps by state --- */

enum
{
  STATE_DONE,
  STATE_IN_PROGRESS,
  STATE_WAITING,
  STATE_READY,
  STATE_PLANNED,
  STATE_DROPPED,
  N_STATES,
};

static void
count_state (const HearthReportItem *item, gpointer data)
{
  static const char *const states[] = { "done", "in-progress", "waiting", "ready", "planned" };
  HearthReportSums *sums = data;
  guint column = STATE_DROPPED;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (item->state, states[i]) == 0)
      column = i;
  _hearth_report_sums_add (sums, item->person->facility, column, item->number);
}

gboolean
_hearth_report_steps_by_state (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = _hearth_report_list_people (self, error);
  g_autoptr (HearthReportSums) sums = _hearth_report_sums_new (N_STATES);

  if (people == NULL ||
      !hearth_report_query_step_states (self->db, people, count_state, sums, error))
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Facility", "Заклад");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Done", "Зроблено");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "In progress", "Виконується");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Waiting", "Чекає");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Ready", "Готово до роботи");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Planned", "Заплановано");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Dropped", "Знято");
  _hearth_report_sums_tell (sums, self, NULL);
  return TRUE;
}
