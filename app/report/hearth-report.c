/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-model-error.h"
#include "hearth-name.h"

#include <string.h>

#define NO_DATES                                                                                   \
  (1 << 0)              /* of two that differ by a day, the difference would tell what each hides */
#define PEOPLE (1 << 1) /* a row for each case */

struct _HearthReport
{
  const char *name;
  const char *title_en, *title_uk;
  HearthReportMake make;
  guint flags;
};

static const HearthReport reports[] = {
  { "outstanding-by-person", "Outstanding, by person", "Невиплачене за особами",
    _hearth_report_outstanding_by_person, PEOPLE },
  { "outstanding-by-benefit", "Outstanding, by benefit", "Невиплачене за виплатами",
    _hearth_report_outstanding_by_benefit, 0 },
  { "deadlines", "Deadlines", "Строки", _hearth_report_deadlines, PEOPLE },
  { "overdue-clocks", "Overdue legal terms", "Прострочені строки за законом",
    _hearth_report_overdue_clocks, PEOPLE },
  { "workload", "Workload", "Навантаження", _hearth_report_workload, 0 },
  { "arrivals", "Arrivals, by exchange and category", "Прибуття за обмінами та категоріями",
    _hearth_report_arrivals, 0 },
  { "documents", "Documents on their way", "Документи: на якому етапі", _hearth_report_documents,
    NO_DATES },
  { "checks", "Medical checks", "Медичні обстеження", _hearth_report_checks, 0 },
  { "follow-up", "Follow-up of the first year", "Супровід першого року", _hearth_report_follow_up,
    0 },
  { "summary", "Summary for outside, small numbers not told",
    "Зведення для сторонніх, без малих чисел", _hearth_report_summary, NO_DATES },
};

/** hearth_report_get: (transfer none) (nullable). Thread: any. */
const HearthReport *
hearth_report_get (guint index)
{
  return index < G_N_ELEMENTS (reports) ? &reports[index] : NULL;
}

/** hearth_report_find: (transfer none) (nullable). Thread: any. */
const HearthReport *
hearth_report_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (strcmp (reports[i].name, name) == 0)
      return &reports[i];
  return NULL;
}

/** hearth_report_get_name: by which scripts ask for it. Thread: any. */
const char *
hearth_report_get_name (const HearthReport *self)
{
  return self->name;
}

/** hearth_report_get_title: @language: "uk", or English for all others. Thread: any. */
const char *
hearth_report_get_title (const HearthReport *self, const char *language)
{
  return g_strcmp0 (language, "uk") == 0 ? self->title_uk : self->title_en;
}

/** hearth_report_takes_dates: whether it can be asked for days. Thread: any. */
gboolean
hearth_report_takes_dates (const HearthReport *self)
{
  return (self->flags & NO_DATES) == 0;
}

/** hearth_report_is_about_people: whether it has rows of single people, and so names. Thread: any. */
gboolean
hearth_report_is_about_people (const HearthReport *self)
{
  return (self->flags & PEOPLE) != 0;
}

static char *
dup_day (HearthDate date)
{
  return date != HEARTH_DATE_NONE ? hearth_date_to_string (date) : g_strdup ("…");
}

static void
say_parameters (HearthReportMaker *self)
{
  const HearthReportQuestion *question = self->question;
  g_autofree char *today = hearth_date_to_string (question->today);
  g_autofree char *from = dup_day (question->from);
  g_autofree char *to = dup_day (question->to);
  g_autoptr (GString) text = g_string_new (_hearth_report_say (self, "Made on ", "Складено "));

  g_string_append (text, today);
  if (question->from != HEARTH_DATE_NONE || question->to != HEARTH_DATE_NONE)
    g_string_append_printf (text, " · %s – %s", from, to);
  hearth_table_set_parameters (self->table, text->str);
}

/**
 * hearth_report_make:
 * @db: the reader's connection
 *
 * Returns: (transfer full): a sealed table; %NULL with an error, %HEARTH_MODEL_ERROR_NO_ACCESS if the login
 *   does not hold what is counted. Thread: the connection's.
 */
HearthTable *
hearth_report_make (const HearthReport *self,
                    HearthDb *db,
                    const HearthReportQuestion *question,
                    GError **error)
{
  g_autoptr (HearthTable) table = NULL;
  HearthReportMaker maker = { question, db, NULL, FALSE };

  g_return_val_if_fail (self != NULL && db != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->today != HEARTH_DATE_NONE, NULL);

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_CORE))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "this login does not hold the compartment core");
      return NULL;
    }
  maker.table = table =
      hearth_table_new (question->language, hearth_report_get_title (self, question->language));
  say_parameters (&maker);
  if (!self->make (&maker, error))
    return NULL;
  if (maker.has_left_out)
    hearth_table_add_note (table, _hearth_report_say (&maker,
                                                      "People of events under embargo are not "
                                                      "counted.",
                                                      "Людей із подій під ембарго не враховано."));
  hearth_table_seal (table);
  return g_steal_pointer (&table);
}

/* --- For those who make them --- */

const char *
_hearth_report_say (const HearthReportMaker *self, const char *en, const char *uk)
{
  return g_strcmp0 (self->question->language, "uk") == 0 ? uk : en;
}

void
_hearth_report_add_column (HearthReportMaker *self,
                           HearthColumnType type,
                           const char *en,
                           const char *uk)
{
  hearth_table_add_column (self->table, type, _hearth_report_say (self, en, uk));
}

const char *
_hearth_report_get_title (const HearthReportMaker *self, const char *kind, const char *id)
{
  const char *title = NULL;

  if (id == NULL || *id == '\0')
    return _hearth_report_say (self, "not known", "невідомо");
  if (kind != NULL)
    title = hearth_pack_set_get_title (self->question->packs, kind, id, self->question->language);
  return title != NULL ? title : id;
}

/* Whether a day is among those asked for; without any, all are, and those that are not known. */
gboolean
_hearth_report_is_asked (const HearthReportMaker *self, HearthDate date)
{
  const HearthReportQuestion *question = self->question;

  if (question->from == HEARTH_DATE_NONE && question->to == HEARTH_DATE_NONE)
    return TRUE;
  return date != HEARTH_DATE_NONE &&
         (question->from == HEARTH_DATE_NONE || date >= question->from) &&
         (question->to == HEARTH_DATE_NONE || date <= question->to);
}

void
_hearth_report_add_case_columns (HearthReportMaker *self)
{
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Case", "Справа");
  if (self->question->has_names)
    _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Name", "Ім’я");
}

void
_hearth_report_add_case (HearthReportMaker *self, const HearthStepRow *row)
{
  const char *const parts[] = { row->surname, row->given, row->patronymic };
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *latin = NULL;

  hearth_table_add_text (self->table, row->case_number);
  if (!self->question->has_names)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);
  if (g_strcmp0 (self->question->language, "uk") != 0)
    latin = hearth_name_to_latin (name->str);
  hearth_table_add_text (self->table, latin != NULL ? latin : name->str);
}

struct _HearthReportSums
{
  guint n_numbers;
  GHashTable *rows; /* word -> its numbers */
};

HearthReportSums *
_hearth_report_sums_new (guint n_numbers)
{
  HearthReportSums *self = g_new0 (HearthReportSums, 1);

  self->n_numbers = n_numbers;
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
_hearth_report_sums_free (HearthReportSums *self)
{
  g_hash_table_unref (self->rows);
  g_free (self);
}

void
_hearth_report_sums_add (HearthReportSums *self, const char *key, guint index, gint64 number)
{
  gint64 *numbers;

  if (key == NULL)
    key = "";
  numbers = g_hash_table_lookup (self->rows, key);
  if (numbers == NULL)
    {
      numbers = g_new0 (gint64, self->n_numbers);
      g_hash_table_insert (self->rows, g_strdup (key), numbers);
    }
  numbers[index] += number;
}

void
_hearth_report_sums_tell (HearthReportSums *self, HearthReportMaker *maker, const char *kind)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->rows), (GCompareFunc) strcmp);
  g_autofree gint64 *totals = g_new0 (gint64, self->n_numbers);

  for (GList *link = keys; link != NULL; link = link->next)
    {
      const gint64 *numbers = g_hash_table_lookup (self->rows, link->data);

      hearth_table_add_text (maker->table, _hearth_report_get_title (maker, kind, link->data));
      for (guint i = 0; i < self->n_numbers; i++)
        {
          hearth_table_add_number (maker->table, numbers[i]);
          totals[i] += numbers[i];
        }
    }
  hearth_table_begin_totals (maker->table);
  hearth_table_add_text (maker->table, _hearth_report_say (maker, "Together", "Разом"));
  for (guint i = 0; i < self->n_numbers; i++)
    hearth_table_add_number (maker->table, totals[i]);
}
