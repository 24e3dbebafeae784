/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-query.h"

#include "hearth-step-query-private.h"

/* Every letter is asked for, so that the table is walked as it lies. */
#define LETTERS(table, benefit)                                                                    \
  "SELECT l.case_id, l.template, l.addressee, l.written_on, l.answered_on, p.number, p.surname, "  \
  "p.given, p.patronymic, l.about, " benefit " FROM " table                                        \
  " l CROSS JOIN core.person p INDEXED BY person_of_case ON p.case_id = l.case_id AND p.gone = 0 " \
  "WHERE l.gone = 0"

/** hearth_letter_row_free: @self: (transfer full) (nullable) */
void
hearth_letter_row_free (HearthLetterRow *self)
{
  if (self == NULL)
    return;
  g_free (self->case_number);
  g_free (self->surname);
  g_free (self->given);
  g_free (self->patronymic);
  g_free (self->template_id);
  g_free (self->addressee);
  g_free (self->benefit);
  g_free (self);
}

static void
add_row (GPtrArray *rows, HearthStmt *stmt)
{
  g_autoptr (HearthLetterRow) row = g_new0 (HearthLetterRow, 1);

  if (!hearth_stmt_get_id (stmt, 0, &row->case_id))
    return;
  row->template_id = hearth_stmt_dup_text (stmt, 1);
  row->addressee = hearth_stmt_dup_text (stmt, 2);
  row->written_on = _hearth_step_get_date (stmt, 3);
  row->answered_on = _hearth_step_get_date (stmt, 4);
  row->case_number = hearth_stmt_dup_text (stmt, 5);
  row->surname = hearth_stmt_dup_text (stmt, 6);
  row->given = hearth_stmt_dup_text (stmt, 7);
  row->patronymic = hearth_stmt_dup_text (stmt, 8);
  hearth_stmt_get_id (stmt, 9, &row->about);
  row->benefit = hearth_stmt_dup_text (stmt, 10);
  g_ptr_array_add (rows, g_steal_pointer (&row));
}

static gboolean
read_letters (HearthDb *db, const char *sql, GPtrArray *rows, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  while (stmt != NULL)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_row (rows, stmt);
    }
  return FALSE;
}

static int
compare_day (gconstpointer a, gconstpointer b)
{
  const HearthLetterRow *left = *(HearthLetterRow *const *) a;
  const HearthLetterRow *right = *(HearthLetterRow *const *) b;
  const gboolean has_left = left->written_on != HEARTH_DATE_NONE;
  const gboolean has_right = right->written_on != HEARTH_DATE_NONE;

  if (has_left != has_right)
    return has_left ? -1 : 1;
  if (left->written_on != right->written_on)
    return left->written_on < right->written_on ? -1 : 1;
  return hearth_id_compare (&left->case_id, &right->case_id);
}

/** hearth_letter_query_run: Returns: (transfer full) (element-type HearthLetterRow): %NULL with an error. Thread: the
 * connection's. */
GPtrArray *
hearth_letter_query_run (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_letter_row_free);

  g_return_val_if_fail (db != NULL, NULL);

  if (!read_letters (db, LETTERS ("core.letter", "NULL"), rows, error))
    return NULL;
  if (hearth_db_has (db, HEARTH_COMPARTMENT_BENEFITS) &&
      !read_letters (db, LETTERS ("benefits.benefit_letter", "l.benefit"), rows, error))
    return NULL;
  g_ptr_array_sort (rows, compare_day);
  return g_steal_pointer (&rows);
}
