/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-columns.h"

#include "hearth-board-item.h"
#include "hearth-format.h"
#include "hearth-plan-explain.h"
#include "hearth-track.h"

#include <glib/gi18n.h>

/* From here on a claim is old enough to be looked at first. */
#define LATE_DAYS 90

/* They are named in saved sorts, and by what fills them. */
#define PERSON "person"
#define STEP "step"
#define OWED "owed"
#define DAYS "days"
#define BLOCKER "blocker"
#define NEXT "next"

static const HearthLineColumn columns[] = {
  { PERSON, N_ ("Person"), "person", 16, 3, FALSE, FALSE },
  { STEP, N_ ("Benefit or Document"), "benefit", 20, 5, FALSE, FALSE },
  { OWED, N_ ("Owed"), "owed", 15, 0, TRUE, TRUE },
  { DAYS, N_ ("Days"), "age", 9, 0, TRUE, TRUE },
  { BLOCKER, N_ ("Held Up By"), "blocker", 18, 4, FALSE, FALSE },
  { NEXT, N_ ("Next"), "owner", 13, 2, FALSE, FALSE },
};

/* Where there is no room for all: the last columns are left out, and a sum stands below what it is for. */
static const HearthLineColumn narrow_columns[] = {
  { PERSON, N_ ("Person"), "person", 13, 3, FALSE, FALSE },
  { STEP, N_ ("Benefit or Document"), "benefit", 16, 5, FALSE, FALSE },
  { DAYS, N_ ("Days"), "age", 9, 0, TRUE, TRUE },
};

static gboolean
is_narrow (const HearthLineColumn *column)
{
  return column >= narrow_columns && column < narrow_columns + G_N_ELEMENTS (narrow_columns);
}

static gint64
get_owed (HearthBoardItem *item)
{
  const HearthStepRow *row = hearth_board_item_get_row (item);

  return row != NULL ? row->owed_kop : hearth_board_item_get_figures (item)->owed_kop;
}

static void
fill_person (HearthBoardItem *item, HearthLineCell *cell)
{
  const HearthStepRow *row = hearth_board_item_get_row (item);
  guint n_people;

  if (row != NULL)
    {
      cell->text = hearth_format_short_name (row->surname, row->given);
      cell->below = g_strdup (row->unit);
      return;
    }
  n_people = hearth_board_item_get_figures (item)->n_people;
  cell->text = g_strdup (hearth_board_item_get_title (item));
  cell->below = g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);
  cell->look = HEARTH_CELL_LOOK_HEADING;
}

static char *
dup_step_title (const HearthStepRow *row, HearthContext *context)
{
  char *title =
      hearth_plan_dup_title ((HearthPlanTemplates *) hearth_context_get_templates (context),
                             row->template_id, (int) row->occurrence, hearth_format_language ());

  return title != NULL ? title : g_strdup (row->template_id);
}

static void
fill_step (HearthBoardItem *item,
           const HearthLineColumn *column,
           HearthContext *context,
           HearthLineCell *cell)
{
  const HearthStepRow *row = hearth_board_item_get_row (item);
  const gint64 owed = is_narrow (column) ? get_owed (item) : 0;
  g_autoptr (GString) details = g_string_new (NULL);

  if (row != NULL)
    {
      cell->text = dup_step_title (row, context);
      hearth_format_append_part (details, hearth_track_get_title (row->track));
      /* Otherwise the last column says it. */
      if (is_narrow (column))
        hearth_format_append_part (
            details,
            hearth_format_pack_title (hearth_context_get_packs (context), "role", row->owner));
    }
  else
    {
      guint n_rows = hearth_board_item_get_figures (item)->n_rows;

      cell->text = g_strdup_printf (ngettext ("%u step", "%u steps", n_rows), n_rows);
    }
  cell->keeps_below = owed != 0;
  cell->below = owed != 0 ? hearth_format_money (owed) : g_strdup (details->str);
}

static void
fill_owed (HearthBoardItem *item, HearthLineCell *cell)
{
  const gint64 owed = get_owed (item);

  cell->text = owed != 0 ? hearth_format_money (owed) : NULL;
}

static void
fill_days (HearthBoardItem *item, HearthLineCell *cell)
{
  const HearthStepRow *row = hearth_board_item_get_row (item);
  gint64 age = row != NULL ? row->age_days : hearth_board_item_get_figures (item)->oldest_age_days;

  cell->text = g_strdup_printf ("%" G_GINT64_FORMAT, age);
  cell->spoken = hearth_format_n_days (age);
  cell->look = age > LATE_DAYS ? HEARTH_CELL_LOOK_LATE : HEARTH_CELL_LOOK_PLAIN;
}

/* NULL: nobody was written to. */
static char *
dup_letters (HearthBoardItem *item, const HearthStepRow *row, HearthContext *context)
{
  HearthBoard *board = hearth_board_lines_get_board (hearth_board_item_get_lines (item));
  const HearthLettersOf letters =
      hearth_letter_history_find (hearth_board_get_letters (board), row,
                                  (HearthPlanTemplates *) hearth_context_get_templates (context));
  g_autofree char *day = NULL;
  g_autofree char *last = NULL;

  if (letters.n_letters == 0)
    return NULL;
  if (letters.last->written_on == HEARTH_DATE_NONE)
    /* Translators: letters that were written about a step. */
    return g_strdup_printf (ngettext ("%u letter", "%u letters", letters.n_letters),
                            letters.n_letters);
  day = hearth_format_date (letters.last->written_on);
  /* Translators: letters that were written about a step, and the day of the last one. */
  last = g_strdup_printf (ngettext ("%u letter, %s", "%u letters, the last %s", letters.n_letters),
                          letters.n_letters, day);
  /* Translators: “2 letters, the last 9 Jun 2025” and what came of it. */
  return g_strdup_printf (letters.last->answered_on != HEARTH_DATE_NONE ? _ ("%s: answered")
                                                                        : _ ("%s: no answer yet"),
                          last);
}

static void
fill_blocker (HearthBoardItem *item, HearthContext *context, HearthLineCell *cell)
{
  const HearthStepRow *row = hearth_board_item_get_row (item);
  const guint n_blocked = hearth_board_item_get_figures (item)->n_blocked;

  if (row != NULL)
    {
      cell->chip = g_strdup (
          hearth_format_pack_title (hearth_context_get_packs (context), "blocker", row->blocker));
      cell->text = g_strdup (row->waiting_for);
      cell->below = dup_letters (item, row, context);
    }
  else if (n_blocked > 0)
    /* Translators: how many steps are held up by something. */
    cell->chip = g_strdup_printf (ngettext ("%u held up", "%u held up", n_blocked), n_blocked);
  cell->keeps_below = TRUE;
}

/* Who does it, and below when it is to be remembered. */
static void
fill_next (HearthBoardItem *item, HearthContext *context, HearthLineCell *cell)
{
  const HearthStepRow *row = hearth_board_item_get_row (item);
  const guint n_waiting = hearth_board_item_get_figures (item)->n_waiting;

  if (row != NULL)
    {
      const char *role =
          hearth_format_pack_title (hearth_context_get_packs (context), "role", row->owner);

      cell->text = g_strdup (role != NULL ? role : row->owner);
    }
  else if (n_waiting > 0)
    /* Translators: how many steps wait for somebody else. */
    cell->text = g_strdup_printf (ngettext ("%u waiting", "%u waiting", n_waiting), n_waiting);
  if (row != NULL && row->remind_on != HEARTH_DATE_NONE)
    {
      g_autofree char *day = hearth_format_date (row->remind_on);

      /* Translators: a day follows. */
      cell->below = g_strdup_printf (_ ("remind %s"), day);
      cell->keeps_below = TRUE;
    }
}

void
hearth_board_columns_fill (gpointer data,
                           GObject *object,
                           const HearthLineColumn *column,
                           HearthLineCell *cell)
{
  HearthContext *context = HEARTH_CONTEXT (data);
  HearthBoardItem *item = HEARTH_BOARD_ITEM (object);

  if (g_str_equal (column->id, PERSON))
    fill_person (item, cell);
  else if (g_str_equal (column->id, STEP))
    fill_step (item, column, context, cell);
  else if (g_str_equal (column->id, OWED))
    fill_owed (item, cell);
  else if (g_str_equal (column->id, DAYS))
    fill_days (item, cell);
  else if (g_str_equal (column->id, BLOCKER))
    fill_blocker (item, context, cell);
  else
    fill_next (item, context, cell);
}

/* Sums are of benefits. */
static gboolean
is_offered (const HearthLineColumn *column, HearthContext *context)
{
  return !g_str_equal (column->id, OWED) ||
         hearth_vault_has (hearth_context_get_vault (context), HEARTH_COMPARTMENT_BENEFITS);
}

GPtrArray *
hearth_board_columns_list (HearthContext *context, gboolean narrow)
{
  const HearthLineColumn *offered = narrow ? narrow_columns : columns;
  const gsize n_offered = narrow ? G_N_ELEMENTS (narrow_columns) : G_N_ELEMENTS (columns);
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), list);

  for (gsize i = 0; i < n_offered; i++)
    if (is_offered (&offered[i], context))
      g_ptr_array_add (list, (gpointer) &offered[i]);
  return list;
}

gboolean
hearth_board_columns_is_first_down (const char *sort)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].sort, sort) == 0)
      return columns[i].first_down;
  return FALSE;
}
