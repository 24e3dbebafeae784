/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board.h"

#include "hearth-benefit-facts.h"
#include "hearth-format.h"
#include "hearth-let-go.h"
#include "hearth-outstanding-order.h"
#include "hearth-plan-explain.h"

#include <glib/gi18n.h>

struct _HearthBoard
{
  HearthDate as_of;
  GPtrArray *rows;   /* HearthStepRow, owned */
  GPtrArray *events; /* HearthRecord */
  HearthLetterHistory *letters;
  HearthOutstandingFigures total;
  HearthContext *context;
  gboolean has_left_out;
};

struct _HearthBoardLines
{
  HearthBoard *board;
  GPtrArray *rows;   /* HearthStepRow, lent by the board; NULL: groups */
  GPtrArray *groups; /* HearthOutstandingGroup */
  GtkBitset *steps;  /* at which positions of all rows there is a step */
  gboolean is_by_person;
  HearthOutstandingGrouping by;
};

HearthBoardQuestion *
hearth_board_question_new (HearthDate as_of, HearthPackSet *packs)
{
  HearthBoardQuestion *self = g_new0 (HearthBoardQuestion, 1);

  /* Who may not know what is owed sees the steps all the same. */
  self->is_owed_known = TRUE;
  self->as_of = as_of;
  self->packs = hearth_pack_set_ref (packs);
  return self;
}

void
hearth_board_question_free (HearthBoardQuestion *self)
{
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_free (self);
}

gpointer
hearth_board_read (HearthDb *db, gpointer data, GError **error)
{
  const HearthBoardQuestion *question = data;
  g_autoptr (HearthBoard) self = g_atomic_rc_box_new0 (HearthBoard);
  g_autoptr (GPtrArray) letters = NULL;

  self->as_of = question->as_of;
  self->rows = hearth_step_query_outstanding_to_tell (db, question, &self->has_left_out, error);
  if (self->rows == NULL)
    return NULL;
  self->events = hearth_store_list_records (db, hearth_registry_find_kind ("event"), NULL, error);
  if (self->events == NULL)
    return NULL;
  letters = hearth_letter_query_run (db, error);
  if (letters == NULL)
    return NULL;
  self->letters = hearth_letter_history_new (g_steal_pointer (&letters), question->packs);
  self->total = hearth_outstanding_total (self->rows, question->as_of);
  return g_steal_pointer (&self);
}

static void
board_clear (gpointer data)
{
  HearthBoard *self = data;

  hearth_let_go (g_steal_pointer (&self->rows), (GDestroyNotify) g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  hearth_let_go (g_steal_pointer (&self->letters), (GDestroyNotify) hearth_letter_history_free);
  g_clear_object (&self->context);
}

HearthBoard *
hearth_board_ref (HearthBoard *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hearth_board_unref (HearthBoard *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, board_clear);
}

gboolean
hearth_board_has_left_out (const HearthBoard *self)
{
  return self->has_left_out;
}

const HearthLetterHistory *
hearth_board_get_letters (const HearthBoard *self)
{
  return self->letters;
}

const HearthOutstandingFigures *
hearth_board_get_total (const HearthBoard *self)
{
  return &self->total;
}

void
hearth_board_name_things (HearthBoard *self, HearthContext *context)
{
  g_set_object (&self->context, context);
}

/* "9 Jun 2025, exchange 66, stage 1", as much as is known. */
static char *
dup_event_title (HearthBoard *self, const char *id)
{
  HearthId wanted;

  if (!hearth_id_parse (id, &wanted))
    return NULL;
  for (guint i = 0; i < self->events->len; i++)
    {
      const HearthRecord *event = self->events->pdata[i];
      g_autofree char *date = NULL;
      g_autoptr (GString) title = NULL;
      gint64 number;

      if (!hearth_id_equal (hearth_record_get_id (event), &wanted))
        continue;
      date = hearth_format_date (hearth_record_get_date (event, "date"));
      title = g_string_new (date);
      if (hearth_record_get_int (event, "number", &number))
        {
          g_autofree char *part = g_strdup_printf (_ ("exchange %d"), (int) number);

          hearth_format_append_part (title, part);
        }
      if (hearth_record_get_int (event, "stage", &number))
        {
          g_autofree char *part = g_strdup_printf (_ ("stage %d"), (int) number);

          hearth_format_append_part (title, part);
        }
      return g_strdup (title->str);
    }
  return NULL;
}

static char *
dup_benefit_title (HearthBoard *self, const char *key)
{
  const HearthPackEntry *benefit =
      hearth_benefit_find (hearth_context_get_packs (self->context), key);

  if (benefit != NULL)
    return g_strdup (hearth_pack_entry_get_title (benefit, hearth_format_language ()));
  return hearth_plan_dup_title (
      (HearthPlanTemplates *) hearth_context_get_templates (self->context), key, 1,
      hearth_format_language ());
}

static char *
dup_group_title (HearthBoard *self, HearthOutstandingGrouping by, const char *key)
{
  HearthPackSet *packs = hearth_context_get_packs (self->context);
  char *title = NULL;

  if (key == NULL || *key == '\0')
    return g_strdup (by == HEARTH_OUTSTANDING_BY_BLOCKER ? _ ("Nothing known") : _ ("Not known"));
  switch (by)
    {
    case HEARTH_OUTSTANDING_BY_BENEFIT:
      title = dup_benefit_title (self, key);
      break;
    case HEARTH_OUTSTANDING_BY_BLOCKER:
      title = g_strdup (hearth_format_pack_title (packs, "blocker", key));
      break;
    case HEARTH_OUTSTANDING_BY_OWNER:
      title = g_strdup (hearth_format_pack_title (packs, "role", key));
      break;
    case HEARTH_OUTSTANDING_BY_EVENT:
      title = dup_event_title (self, key);
      break;
    case HEARTH_OUTSTANDING_BY_FACILITY:
    case HEARTH_OUTSTANDING_BY_UNIT:
      break;
    case HEARTH_N_OUTSTANDING_GROUPINGS:
    default:
      g_assert_not_reached ();
    }
  return title != NULL ? title : g_strdup (key);
}

static GtkBitset *
find_steps (GPtrArray *rows)
{
  GtkBitset *steps = gtk_bitset_new_empty ();

  for (guint i = 0; i < rows->len; i++)
    if (!hearth_id_is_zero (&((const HearthStepRow *) rows->pdata[i])->step_id))
      gtk_bitset_add (steps, i);
  return steps;
}

HearthBoardLines *
hearth_board_arrange (HearthBoard *self,
                      const char *filter,
                      const char *grouping,
                      const char *sort,
                      gboolean is_reversed)
{
  HearthBoardLines *lines = g_atomic_rc_box_new0 (HearthBoardLines);
  g_autoptr (GPtrArray) rows = hearth_outstanding_filter (self->rows, filter, self->as_of);
  HearthOutstandingSort order = HEARTH_OUTSTANDING_SORT_AGE;

  lines->board = hearth_board_ref (self);
  /* They come by age. */
  if (hearth_outstanding_sort_from_name (sort, &order) &&
      (order != HEARTH_OUTSTANDING_SORT_AGE || is_reversed))
    hearth_outstanding_sort (rows, order, is_reversed);
  lines->steps = find_steps (rows);
  lines->is_by_person = g_str_equal (filter, "people");
  if (lines->is_by_person)
    lines->groups = hearth_outstanding_group_people (rows, self->as_of);
  else if (hearth_outstanding_grouping_from_name (grouping, &lines->by))
    lines->groups = hearth_outstanding_group (rows, lines->by, self->as_of);
  else
    lines->rows = g_steal_pointer (&rows);
  if (lines->groups != NULL)
    hearth_outstanding_sort_groups (lines->groups, order, is_reversed && !lines->is_by_person);
  return lines;
}

/* What is arranged on another thread. */
typedef struct
{
  HearthBoard *board;
  char *filter, *grouping, *sort;
  gboolean is_reversed;
  HearthBoardLines *lines;
} Arrangement;

static void
arrangement_free (Arrangement *self)
{
  g_clear_pointer (&self->lines, hearth_board_lines_unref);
  hearth_board_unref (self->board);
  g_free (self->filter);
  g_free (self->grouping);
  g_free (self->sort);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrangement, arrangement_free)

static void
arrange_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Arrangement *self = data;

  self->lines = hearth_board_arrange (self->board, self->filter, self->grouping, self->sort,
                                      self->is_reversed);
  g_task_return_boolean (task, TRUE);
}

/* A task may be freed on its thread, where the last reference to a board must not be dropped: it keeps a context. So
 * the task does not own what it works on. */
void
hearth_board_arrange_async (HearthBoard *self,
                            const char *filter,
                            const char *grouping,
                            const char *sort,
                            gboolean is_reversed,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Arrangement *work = g_new0 (Arrangement, 1);

  work->board = hearth_board_ref (self);
  work->filter = g_strdup (filter);
  work->grouping = g_strdup (grouping);
  work->sort = g_strdup (sort);
  work->is_reversed = is_reversed;
  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, arrange_on_thread);
}

HearthBoardLines *
hearth_board_arrange_finish (GAsyncResult *result)
{
  g_autoptr (Arrangement) work = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&work->lines);
}

static void
lines_clear (gpointer data)
{
  HearthBoardLines *self = data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->steps, gtk_bitset_unref);
  hearth_let_go (g_steal_pointer (&self->groups), (GDestroyNotify) g_ptr_array_unref);
  g_clear_pointer (&self->board, hearth_board_unref);
}

HearthBoard *
hearth_board_lines_get_board (const HearthBoardLines *self)
{
  return self->board;
}

HearthBoardLines *
hearth_board_lines_ref (HearthBoardLines *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hearth_board_lines_unref (HearthBoardLines *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, lines_clear);
}

GPtrArray *
hearth_board_lines_get_rows (const HearthBoardLines *self)
{
  return self->rows;
}

GPtrArray *
hearth_board_lines_get_groups (const HearthBoardLines *self)
{
  return self->groups;
}

/* Asked with every key that chooses: half a million rows are not looked at for it. */
guint
hearth_board_lines_count_steps (const HearthBoardLines *self, const GtkBitset *positions)
{
  GtkBitset *steps;
  guint n_steps;

  if (positions == NULL)
    return (guint) gtk_bitset_get_size (self->steps);
  g_return_val_if_fail (self->rows != NULL, 0);

  steps = gtk_bitset_copy (self->steps);
  gtk_bitset_intersect (steps, positions);
  n_steps = (guint) gtk_bitset_get_size (steps);
  gtk_bitset_unref (steps);
  return n_steps;
}

char *
hearth_board_lines_dup_title (const HearthBoardLines *self, const HearthOutstandingGroup *group)
{
  const HearthStepRow *first = group->rows->pdata[0];

  return self->is_by_person ? hearth_format_short_name (first->surname, first->given)
                            : dup_group_title (self->board, self->by, group->key);
}
