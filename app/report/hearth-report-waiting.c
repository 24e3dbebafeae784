/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for somebody else: steps of the board, and letters with or without an answer. */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-letter-query.h"

/* A line in the making: a step or a letter. */
typedef struct
{
  const HearthStepRow *of; /* whose it is */
  const char *what;
  const char *waiting_for;
  HearthDate since, remind_on, answer_due, answered_on;
} Line;

static void
add_columns (HearthReportMaker *self)
{
  _hearth_report_add_case_columns (self);
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Step or letter", "Крок або лист");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Waiting for", "На кого чекає");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Since", "З якого дня");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Days", "Днів");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Remind on", "Нагадати");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Answer due", "Відповідь до");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Answered", "Відповіли");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Days late", "Днів запізнення");
}

static void
add_days (HearthReportMaker *self, HearthDate from, HearthDate to)
{
  if (from != HEARTH_DATE_NONE && to != HEARTH_DATE_NONE && to >= from)
    hearth_table_add_number (self->table, (gint64) to - from);
  else
    hearth_table_add_empty (self->table);
}

/* What was answered waited until then. */
static void
add_line (HearthReportMaker *self, const Line *line)
{
  const HearthDate today = self->question->today;
  const HearthDate until = line->answered_on != HEARTH_DATE_NONE ? line->answered_on : today;
  const gboolean is_late = line->answer_due != HEARTH_DATE_NONE && until > line->answer_due;

  _hearth_report_add_case (self, line->of);
  hearth_table_add_text (self->table, line->what);
  hearth_table_add_text (self->table, line->waiting_for);
  hearth_table_add_date (self->table, line->since);
  add_days (self, line->since, until);
  hearth_table_add_date (self->table, line->remind_on);
  hearth_table_add_date (self->table, line->answer_due);
  hearth_table_add_date (self->table, line->answered_on);
  add_days (self, is_late ? line->answer_due : HEARTH_DATE_NONE, until);
}

static gboolean
add_steps (HearthReportMaker *self, GError **error)
{
  const HearthOutstandingQuestion question = { .as_of = self->question->today,
                                               .packs = self->question->packs };
  g_autoptr (GPtrArray) rows =
      hearth_step_query_outstanding_to_tell (self->db, &question, &self->has_left_out, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];
      const Line line = { .of = row,
                          .waiting_for = row->waiting_for,
                          .since = row->since,
                          .remind_on = row->remind_on,
                          .answer_due = HEARTH_DATE_NONE,
                          .answered_on = HEARTH_DATE_NONE,
                          .what = _hearth_report_get_title (self, "step", row->template_id) };

      if ((row->waiting_for != NULL || row->remind_on != HEARTH_DATE_NONE) &&
          _hearth_report_is_asked (self, row->since))
        add_line (self, &line);
    }
  return rows != NULL;
}

static void
add_letter (HearthReportMaker *self, const HearthLetterRow *letter)
{
  const HearthStepRow of = { .case_number = letter->case_number,
                             .surname = letter->surname,
                             .given = letter->given,
                             .patronymic = letter->patronymic };
  const gboolean is_sent = letter->written_on != HEARTH_DATE_NONE;
  const Line line = { .of = &of,
                      .waiting_for = letter->addressee,
                      .since = letter->written_on,
                      .remind_on = HEARTH_DATE_NONE,
                      .answer_due = is_sent ? letter->written_on + HEARTH_LETTER_ANSWER_DAYS
                                            : HEARTH_DATE_NONE,
                      .answered_on = letter->answered_on,
                      .what = letter->template_id != NULL
                                  ? _hearth_report_get_title (self, "letter", letter->template_id)
                                  : _hearth_report_say (self, "Letter", "Лист") };

  add_line (self, &line);
}

static gboolean
add_letters (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = hearth_report_query_people (self->db, error);
  g_autoptr (GPtrArray) letters = people != NULL ? hearth_letter_query_run (self->db, error) : NULL;

  for (guint i = 0; letters != NULL && i < letters->len; i++)
    {
      const HearthLetterRow *letter = letters->pdata[i];

      if (g_hash_table_contains (people->by_case, &letter->case_id) &&
          _hearth_report_is_asked (self, letter->written_on))
        add_letter (self, letter);
    }
  if (people != NULL)
    self->has_left_out |= people->has_left_out;
  return letters != NULL;
}

gboolean
_hearth_report_waiting (HearthReportMaker *self, GError **error)
{
  add_columns (self);
  return add_steps (self, error) && add_letters (self, error);
}
