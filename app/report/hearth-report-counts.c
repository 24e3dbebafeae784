/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports that count and name nobody. */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-document-state.h"
#include "hearth-event-query.h"
#include "hearth-suppression.h"

#include <string.h>

typedef struct
{
  HearthReportMaker *maker;
  HearthReportSums *sums;
} Counter;

HearthReportPeople *
_hearth_report_list_people (HearthReportMaker *self, GError **error)
{
  HearthReportPeople *people = hearth_report_query_people (self->db, error);

  if (people != NULL)
    self->has_left_out = people->has_left_out;
  return people;
}

/* --- Arrivals --- */

static const char *
get_category (const HearthReportPerson *person)
{
  return person->category != NULL ? person->category : "";
}

static void
add_arrivals (HearthReportMaker *self,
              HearthReportPeople *people,
              const HearthRecord *event,
              gint64 *sum)
{
  g_autofree char *id = event != NULL ? hearth_id_to_string (hearth_record_get_id (event)) : NULL;
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) keys = NULL;
  HearthDate day = HEARTH_DATE_NONE;
  gint64 number;

  if (event == NULL || !hearth_date_parse (hearth_record_get_text (event, "date") != NULL
                                               ? hearth_record_get_text (event, "date")
                                               : "",
                                           &day))
    day = HEARTH_DATE_NONE;
  for (guint i = 0; i < people->list->len; i++)
    {
      const HearthReportPerson *person = people->list->pdata[i];
      const char *category = get_category (person);

      if (g_strcmp0 (person->event, id) != 0 ||
          !_hearth_report_is_asked (self, day != HEARTH_DATE_NONE ? day : person->arrived))
        continue;
      g_hash_table_insert (
          counts, (gpointer) category,
          GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, category)) + 1));
    }
  keys = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);
  for (GList *link = keys; link != NULL; link = link->next)
    {
      const int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, link->data));

      hearth_table_add_date (self->table, day);
      if (event != NULL && hearth_record_get_int (event, "number", &number))
        hearth_table_add_number (self->table, number);
      else
        hearth_table_add_empty (self->table);
      hearth_table_add_text (self->table, _hearth_report_get_title (self, "category", link->data));
      hearth_table_add_number (self->table, n);
      *sum += n;
    }
}

gboolean
_hearth_report_arrivals (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = _hearth_report_list_people (self, error);
  g_autoptr (GPtrArray) events = people != NULL ? hearth_event_query_run (self->db, error) : NULL;
  gint64 sum = 0;

  if (events == NULL)
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Exchange on", "День обміну");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Number", "Номер");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Category", "Категорія");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "People", "Людей");
  for (guint i = 0; i < events->len; i++)
    add_arrivals (self, people, ((HearthEventRow *) events->pdata[i])->record, &sum);
  add_arrivals (self, people, NULL, &sum);
  hearth_table_begin_totals (self->table);
  hearth_table_add_empty (self->table);
  hearth_table_add_empty (self->table);
  hearth_table_add_text (self->table, _hearth_report_say (self, "Together", "Разом"));
  hearth_table_add_number (self->table, sum);
  return TRUE;
}

/* --- Documents --- */

static void
count_document (const HearthReportItem *item, gpointer data)
{
  const Counter *self = data;

  _hearth_report_sums_add (self->sums, item->what,
                           (guint) hearth_document_state_from_id (item->state), 1);
  if (item->due != HEARTH_DATE_NONE && item->due < self->maker->question->today &&
      hearth_document_state_from_id (item->state) == HEARTH_DOCUMENT_APPLIED)
    _hearth_report_sums_add (self->sums, item->what, HEARTH_DOCUMENT_N_STATES, 1);
}

gboolean
_hearth_report_documents (HearthReportMaker *self, GError **error)
{
  static const struct
  {
    const char *en, *uk;
  } columns[HEARTH_DOCUMENT_N_STATES + 1] = {
    { "Not known", "Невідомо" },         { "Lost", "Втрачено" },
    { "Kept by the captor", "Забрано" }, { "Valid", "Чинний" },
    { "Applied for", "Подано" },         { "Issued", "Видано" },
    { "Handed over", "Вручено" },        { "Not needed", "Не потрібен" },
    { "Late", "Запізнюється" },
  };
  g_autoptr (HearthReportPeople) people = _hearth_report_list_people (self, error);
  g_autoptr (HearthReportSums) sums = _hearth_report_sums_new (G_N_ELEMENTS (columns));
  Counter counter = { self, sums };

  if (people == NULL ||
      !hearth_report_query_documents (self->db, people, count_document, &counter, error))
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Document", "Документ");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, columns[i].en, columns[i].uk);
  _hearth_report_sums_tell (sums, self, "document");
  return TRUE;
}

/* --- Checks and follow-up --- */

enum
{
  CHECK_DONE,
  CHECK_REFUSED,
  CHECK_DUE,
  CHECK_OVERDUE,
  N_CHECK_COLUMNS,
};

static void
count_check (const HearthReportItem *item, gpointer data)
{
  const Counter *self = data;
  const HearthReportQuestion *question = self->maker->question;
  const HearthDate last = question->to != HEARTH_DATE_NONE
                              ? question->to
                              : question->today + HEARTH_REPORT_DEFAULT_DAYS;

  if (g_strcmp0 (item->state, "refused") == 0)
    _hearth_report_sums_add (self->sums, item->what, CHECK_REFUSED, 1);
  else if (item->done_on != HEARTH_DATE_NONE &&
           _hearth_report_is_asked (self->maker, item->done_on))
    _hearth_report_sums_add (self->sums, item->what, CHECK_DONE, 1);
  if (item->due == HEARTH_DATE_NONE || item->due > last)
    return;
  _hearth_report_sums_add (self->sums, item->what,
                           item->due < question->today ? CHECK_OVERDUE : CHECK_DUE, 1);
}

gboolean
_hearth_report_checks (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = _hearth_report_list_people (self, error);
  g_autoptr (HearthReportSums) sums = _hearth_report_sums_new (N_CHECK_COLUMNS);
  Counter counter = { self, sums };

  if (people == NULL ||
      !hearth_report_query_checks (self->db, people, count_check, &counter, error))
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Check", "Обстеження");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Done", "Зроблено");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Refused", "Відмовилися");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Due again", "Час повторити");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Late", "Запізнюється");
  _hearth_report_sums_tell (sums, self, "check");
  return TRUE;
}

enum
{
  STEP_DONE,
  STEP_OPEN,
  STEP_OVERDUE,
  STEP_DROPPED,
  N_STEP_COLUMNS,
};

static void
count_follow_up (const HearthReportItem *item, gpointer data)
{
  const Counter *self = data;
  g_autofree char *word = NULL;
  static const char *const open[] = { "planned", "ready", "in-progress", "waiting", NULL };
  guint column = STEP_DROPPED;

  if (!_hearth_report_is_asked (self->maker, item->due))
    return;
  if (g_strcmp0 (item->state, "done") == 0)
    column = STEP_DONE;
  else if (item->state != NULL && g_strv_contains (open, item->state))
    column = item->due != HEARTH_DATE_NONE && item->due < self->maker->question->today
                 ? STEP_OVERDUE
                 : STEP_OPEN;
  word = item->occurrence > 0 && item->what != NULL
             ? g_strdup_printf ("%s" HEARTH_REPORT_OCCURRENCE "%02d", item->what,
                                (int) item->occurrence)
             : g_strdup (item->what);
  _hearth_report_sums_add (self->sums, word, column, 1);
}

gboolean
_hearth_report_follow_up (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = _hearth_report_list_people (self, error);
  g_autoptr (HearthReportSums) sums = _hearth_report_sums_new (N_STEP_COLUMNS);
  Counter counter = { self, sums };

  if (people == NULL ||
      !hearth_report_query_follow_up (self->db, people, count_follow_up, &counter, error))
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Step", "Крок");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Done", "Зроблено");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "To come", "Попереду");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Overdue", "Прострочено");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Dropped", "Знято");
  _hearth_report_sums_tell (sums, self, "step");
  return TRUE;
}

/* --- Summary --- */

/* More rows and columns are counted as one: a table that nobody reads, and that takes long to make safe. */
#define MAX_SUMMARY_ROWS 24
#define MAX_SUMMARY_COLUMNS 9

/* What people are counted by, in order; "" is what is not known and, beyond the limit, all others. */
static GPtrArray *
list_words (HearthReportPeople *people, gboolean is_facility, guint limit)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) keys = NULL;
  GPtrArray *words = g_ptr_array_new ();
  gboolean has_rest = FALSE;

  for (guint i = 0; i < people->list->len; i++)
    {
      const HearthReportPerson *person = people->list->pdata[i];
      const char *word = is_facility ? person->facility : person->category;

      if (word == NULL || *word == '\0')
        has_rest = TRUE;
      else
        g_hash_table_add (seen, (gpointer) word);
    }
  keys = g_list_sort (g_hash_table_get_keys (seen), (GCompareFunc) strcmp);
  for (GList *link = keys; link != NULL; link = link->next)
    if (words->len < limit)
      g_ptr_array_add (words, link->data);
    else
      has_rest = TRUE;
  if (has_rest || words->len == 0)
    g_ptr_array_add (words, (gpointer) "");
  return words;
}

static guint
find_word (GPtrArray *words, const char *word)
{
  for (guint i = 0; i < words->len; i++)
    if (g_strcmp0 (words->pdata[i], word) == 0)
      return i;
  return words->len - 1;
}

static gint64 *
count_people (HearthReportPeople *people, GPtrArray *rows, GPtrArray *columns)
{
  const guint width = columns->len + 1;
  gint64 *counts = g_new0 (gint64, (rows->len + 1) * width);

  for (guint i = 0; i < people->list->len; i++)
    {
      const HearthReportPerson *person = people->list->pdata[i];
      const guint row = find_word (rows, person->facility);
      const guint column = find_word (columns, person->category);

      counts[row * width + column]++;
      counts[row * width + columns->len]++;
      counts[rows->len * width + column]++;
      counts[rows->len * width + columns->len]++;
    }
  return counts;
}

static const char *
get_word (const HearthReportMaker *self, const char *kind, GPtrArray *words, guint index)
{
  if (index == words->len)
    return _hearth_report_say (self, "Together", "Разом");
  if (*(const char *) words->pdata[index] == '\0')
    return _hearth_report_say (self, "other or not known", "інше або невідомо");
  return _hearth_report_get_title (self, kind, words->pdata[index]);
}

gboolean
_hearth_report_summary (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = _hearth_report_list_people (self, error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) columns = NULL;
  g_autofree gint64 *counts = NULL;
  g_autofree gboolean *is_hidden = NULL;

  if (people == NULL)
    return FALSE;
  rows = list_words (people, TRUE, MAX_SUMMARY_ROWS);
  columns = list_words (people, FALSE, MAX_SUMMARY_COLUMNS);
  counts = count_people (people, rows, columns);
  is_hidden = g_new0 (gboolean, (rows->len + 1) * (columns->len + 1));
  hearth_suppress (counts, rows->len, columns->len, is_hidden);
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Facility", "Заклад");
  for (guint j = 0; j <= columns->len; j++)
    hearth_table_add_column (self->table, HEARTH_COLUMN_COUNT,
                             get_word (self, "category", columns, j));
  for (guint i = 0; i <= rows->len; i++)
    {
      if (i == rows->len)
        hearth_table_begin_totals (self->table);
      hearth_table_add_text (self->table, get_word (self, NULL, rows, i));
      for (guint j = 0; j <= columns->len; j++)
        if (is_hidden[i * (columns->len + 1) + j])
          hearth_table_add_hidden (self->table);
        else
          hearth_table_add_number (self->table, counts[i * (columns->len + 1) + j]);
    }
  hearth_table_add_note (
      self->table, _hearth_report_say (
                       self,
                       "* is not told: fewer than 5 people, or a number from which such a one "
                       "would follow.",
                       "* не повідомляється: менше 5 людей або число, з якого таке випливало б."));
  return TRUE;
}
