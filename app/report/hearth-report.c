/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-model-error.h"
#include "hearth-name.h"
#include "hearth-plan-explain.h"

#include <string.h>

#define NO_DATES                                                                                   \
  (1 << 0)              /* of two that differ by a day, the difference would tell what each hides */
#define PEOPLE (1 << 1) /* a row for each case */
#define MONEY (1 << 2)  /* tells what is owed */
#define AHEAD (1 << 3)  /* about the days that come */

#define BARS(...)                                                                                  \
  {                                                                                                \
    HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_TOP, 0, __VA_ARGS__                                   \
  }
#define STACKED(...)                                                                               \
  {                                                                                                \
    HEARTH_DIAGRAM_STACKED, HEARTH_DIAGRAM_FROM_TOP, 0, __VA_ARGS__                                \
  }

struct _HearthReport
{
  const char *name;
  const char *title_en, *title_uk;
  const char *about_en, *about_uk;
  HearthReportMake make;
  guint flags;
  HearthCompartment cmp;     /* besides core */
  HearthDiagramSpec diagram; /* of no columns: none */
};

#define CORE HEARTH_COMPARTMENT_CORE
#define MEDICAL HEARTH_COMPARTMENT_MEDICAL
#define BENEFITS HEARTH_COMPARTMENT_BENEFITS

static const HearthReport reports[] = {
  { "outstanding-by-person", "Outstanding, by person", "Невиплачене за особами",
    "Who still waits for a document or a payment, since when, and what is in the way.",
    "Хто досі чекає на документ або виплату, відколи та що заважає.",
    _hearth_report_outstanding_by_person, PEOPLE | MONEY, CORE },
  { "outstanding-by-benefit", "Outstanding, by benefit", "Невиплачене за виплатами",
    "How many people wait for each benefit or document, how many are overdue or held up.",
    "Скільки людей чекає на кожну виплату чи документ, скільки прострочено чи заблоковано.",
    _hearth_report_outstanding_by_benefit, MONEY, CORE, BARS (1, { 1 }) },
  { "ageing", "How long things are outstanding", "Як довго триває невиплачене",
    "What is outstanding for up to 30, 90 and 180 days, and longer.",
    "Що не виплачено до 30, 90 і 180 днів та довше.", _hearth_report_ageing, MONEY, CORE,
    BARS (1, { 1 }) },
  { "blockers", "What is in the way", "Що заважає",
    "The reasons why things are held up, and how many people each of them keeps waiting.",
    "Причини затримок і скільки людей через кожну чекає.", _hearth_report_blockers, MONEY, CORE,
    BARS (1, { 1 }) },
  { "money-by-month",
    "Paid and owed, by month",
    "Виплачене та невиплачене за місяцями",
    "What was paid in each month, and what is still owed, by the month since which it is.",
    "Що виплачено кожного місяця і що досі винні, за місяцем, відколи винні.",
    _hearth_report_money_by_month,
    MONEY,
    BENEFITS,
    { HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_END, 0, 2, { 1, 2 } } },
  { "release-to-payment",
    "From release to payment",
    "Від звільнення до виплати",
    "How many days pass between the release and the first payment of each benefit.",
    "Скільки днів минає від звільнення до першої виплати кожної допомоги.",
    _hearth_report_release_to_payment,
    0,
    BENEFITS,
    { HEARTH_DIAGRAM_RANGE, HEARTH_DIAGRAM_FROM_TOP, 0, 5, { 2, 3, 4, 5, 6 } } },
  { "deadlines", "Deadlines", "Строки", "Steps that fall due in the days that come.",
    "Кроки, термін яких настає найближчими днями.", _hearth_report_deadlines, PEOPLE | AHEAD,
    CORE },
  { "overdue-clocks", "Overdue legal terms", "Прострочені строки за законом",
    "Steps whose term is set by an act and has passed.",
    "Кроки, строк яких визначено законом і вже минув.", _hearth_report_overdue_clocks, PEOPLE,
    CORE },
  { "waiting", "Waiting for others", "Чекаємо на інших",
    "Steps and letters that wait for somebody else: for whom, since when, and whether they "
    "answered.",
    "Кроки й листи, що чекають на інших: на кого, відколи та чи відповіли.", _hearth_report_waiting,
    PEOPLE, CORE },
  { "workload", "Workload", "Навантаження",
    "How many cases and open steps each responsible person has.",
    "Скільки справ і відкритих кроків має кожен відповідальний.", _hearth_report_workload, 0, CORE,
    BARS (2, { 2, 3 }) },
  { "steps-by-state", "Steps by state, for each hospital", "Кроки за станом для кожного закладу",
    "How far the plans of each hospital's people have come.",
    "Наскільки просунулися плани людей кожного закладу.", _hearth_report_steps_by_state, NO_DATES,
    CORE, STACKED (6, { 1, 2, 3, 4, 5, 6 }) },
  { "arrivals", "Arrivals, by exchange and category", "Прибуття за обмінами та категоріями",
    "How many people came with each exchange, by category.",
    "Скільки людей прибуло з кожним обміном, за категоріями.", _hearth_report_arrivals, 0, CORE },
  { "documents", "Documents on their way", "Документи: на якому етапі",
    "How many of each document are lost, applied for, issued and handed over.",
    "Скільки документів кожного виду втрачено, подано, видано й вручено.", _hearth_report_documents,
    NO_DATES, CORE, STACKED (8, { 1, 2, 3, 4, 5, 6, 7, 8 }) },
  { "checks", "Medical checks", "Медичні обстеження",
    "How many checks are done, refused, due and late. Counts only.",
    "Скільки обстежень зроблено, від скількох відмовилися, які час робити. Лише числа.",
    _hearth_report_checks, 0, MEDICAL, STACKED (4, { 1, 2, 3, 4 }) },
  { "follow-up", "Follow-up of the first year", "Супровід першого року",
    "Visits of the months 1, 3, 6 and 12 and the other steps of the first year.",
    "Зустрічі 1, 3, 6 і 12 місяця та інші кроки першого року.", _hearth_report_follow_up, 0, CORE,
    STACKED (4, { 1, 2, 3, 4 }) },
  { "summary", "Summary for outside, small numbers not told",
    "Зведення для сторонніх, без малих чисел",
    "People by hospital and category. No number below 5 stands in it or follows from it.",
    "Люди за закладами та категоріями. Жодного числа, меншого за 5, у ньому немає і з нього не "
    "випливає.",
    _hearth_report_summary, NO_DATES, CORE },
};

/* Made of rows that are there already. Its own name keeps it apart from the others in the audit log. */
static const HearthReport chosen = { .name = "outstanding-chosen",
                                     .title_en = "Outstanding, chosen on the board",
                                     .title_uk = "Невиплачене, вибране на дошці",
                                     .about_en = "Rows that were chosen on the board, as they are.",
                                     .about_uk = "Рядки, вибрані на дошці, як вони є.",
                                     .flags = NO_DATES | PEOPLE | MONEY,
                                     .cmp = CORE };

/** hearth_report_get_chosen: (transfer none). Thread: any. */
const HearthReport *
hearth_report_get_chosen (void)
{
  return &chosen;
}

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

/** hearth_report_get_about: @language: "uk", or English for all others. Thread: any. */
const char *
hearth_report_get_about (const HearthReport *self, const char *language)
{
  return g_strcmp0 (language, "uk") == 0 ? self->about_uk : self->about_en;
}

/** hearth_report_get_diagram: (transfer none) (nullable). Thread: any. */
const HearthDiagramSpec *
hearth_report_get_diagram (const HearthReport *self)
{
  return self->diagram.n_columns > 0 ? &self->diagram : NULL;
}

/** hearth_report_get_compartment: Thread: any. */
HearthCompartment
hearth_report_get_compartment (const HearthReport *self)
{
  return self->cmp;
}

/** hearth_report_is_about_money: Thread: any. */
gboolean
hearth_report_is_about_money (const HearthReport *self)
{
  return (self->flags & MONEY) != 0;
}

/** hearth_report_takes_dates: whether it can be asked for days. Thread: any. */
gboolean
hearth_report_takes_dates (const HearthReport *self)
{
  return (self->flags & NO_DATES) == 0;
}

/** hearth_report_looks_ahead: Thread: any. */
gboolean
hearth_report_looks_ahead (const HearthReport *self)
{
  return (self->flags & AHEAD) != 0;
}

/** hearth_report_is_about_people: whether it has rows of single people, and so names. Thread: any. */
gboolean
hearth_report_is_about_people (const HearthReport *self)
{
  return (self->flags & PEOPLE) != 0;
}

/* As days stand in the table below. */
char *
_hearth_report_dup_day (const HearthReportQuestion *question, HearthDate date)
{
  if (date == HEARTH_DATE_NONE)
    return g_strdup ("…");
  return g_strcmp0 (question->language, "uk") == 0 ? hearth_plan_date_in_words (date, "uk")
                                                   : hearth_date_to_string (date);
}

static void
say_parameters (HearthReportMaker *self)
{
  const HearthReportQuestion *question = self->question;
  g_autofree char *today = _hearth_report_dup_day (question, question->today);
  g_autofree char *from = _hearth_report_dup_day (question, question->from);
  g_autofree char *to = _hearth_report_dup_day (question, question->to);
  g_autoptr (GString) text = g_string_new (_hearth_report_say (self, "Made on ", "Складено "));

  g_string_append (text, today);
  if (question->from != HEARTH_DATE_NONE || question->to != HEARTH_DATE_NONE)
    g_string_append_printf (text, " · %s – %s", from, to);
  hearth_table_set_parameters (self->table, text->str);
}

static gboolean
check (const HearthReport *self, HearthDb *db, const HearthReportQuestion *question, GError **error)
{
  const gboolean has_days = question->from != HEARTH_DATE_NONE || question->to != HEARTH_DATE_NONE;

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_CORE) || !hearth_db_has (db, self->cmp))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "this login does not hold what is counted");
      return FALSE;
    }
  if ((question->from != HEARTH_DATE_NONE && question->to != HEARTH_DATE_NONE &&
       question->from > question->to) ||
      (has_days && !hearth_report_takes_dates (self)) ||
      (question->has_names && !hearth_report_is_about_people (self)))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "this can't be asked of this report");
      return FALSE;
    }
  return TRUE;
}

/**
 * hearth_report_make:
 * @db: the reader's connection
 *
 * Returns: (transfer full): a sealed table; %NULL with an error, %HEARTH_MODEL_ERROR_NO_ACCESS if the login
 *   does not hold what is counted, %HEARTH_MODEL_ERROR_INVALID for days or names that the report has none of, and
 *   for days in the wrong order. Thread: the connection's.
 */
HearthTable *
hearth_report_make (const HearthReport *self,
                    HearthDb *db,
                    const HearthReportQuestion *question,
                    GError **error)
{
  g_autoptr (HearthTable) table = NULL;
  HearthReportMaker maker = { question, db, NULL, FALSE };

  g_return_val_if_fail (self != NULL && self->make != NULL, NULL);
  g_return_val_if_fail (db != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->today != HEARTH_DATE_NONE, NULL);

  if (!check (self, db, question, error))
    return NULL;
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
  /* A questionnaire is one of the checks that are counted together. */
  if (g_strcmp0 (kind, "check") == 0 &&
      hearth_pack_set_lookup (self->question->packs, kind, id) == NULL)
    kind = "questionnaire";
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
