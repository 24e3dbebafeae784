/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of Today says of its changes: as little as there is to say, and what is long in slices. */
#include "config.h"

#include "hearth-today-list.h"

#include "hearth-step-item.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

#define N_LONG 700

typedef struct
{
  HearthDesk *desk;
  char *folder;
  HearthDate day;
  HearthTodayList *list;
  guint n_changes, position, n_removed, n_added; /* of the last change */
} Fixture;

static void
on_items_changed_cb (Fixture *self, guint position, guint n_removed, guint n_added)
{
  self->n_changes++;
  self->position = position;
  self->n_removed = n_removed;
  self->n_added = n_added;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = hearth_test_desk_new ();
  self->folder = hearth_test_make_folder ();
  hearth_test_desk_create_vault (self->desk, self->folder);
  self->day = hearth_clock_today (hearth_desk_get_clock (self->desk));
  self->list = hearth_today_list_new ();
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (on_items_changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->list);
  hearth_desk_lock (self->desk);
  hearth_test_finalize (self->desk);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
}

static void
free_step (gpointer row)
{
  hearth_step_row_free (row);
}

static HearthToday *
today_new (void)
{
  HearthToday *today = g_new0 (HearthToday, 1);

  today->alarms = g_ptr_array_new ();
  today->urgent = g_ptr_array_new_with_free_func (free_step);
  today->due = g_ptr_array_new_with_free_func (free_step);
  today->put_off = g_ptr_array_new_with_free_func (free_step);
  today->waits = g_ptr_array_new ();
  return today;
}

/* The step of a small number; the same for the same number and revision. */
static HearthStepRow *
make_step (guint number, HearthDate due, gint64 revision)
{
  HearthStepRow *row = g_new0 (HearthStepRow, 1);

  memcpy (row->step_id.bytes, &number, sizeof number);
  row->revision = revision;
  row->surname = g_strdup_printf ("Вигаданко-%u", number);
  row->state = g_strdup ("planned");
  row->template_id = g_strdup ("call-home");
  row->due = due;
  row->done_on = row->snoozed_to = row->remind_on = row->since = HEARTH_DATE_NONE;
  return row;
}

/* So many overdue steps, but one of them. */
static HearthToday *
make_overdue (const Fixture *self, guint n, guint without)
{
  HearthToday *today = today_new ();

  for (guint i = 0; i < n; i++)
    if (i != without)
      g_ptr_array_add (today->due, make_step (i, self->day - 3, 1));
  return today;
}

static void
take (Fixture *self, HearthToday *today)
{
  self->n_changes = 0;
  hearth_today_list_take (self->list, hearth_desk_get_context (self->desk), today, self->day);
}

static guint
count (const Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gboolean
is_whole (gpointer self)
{
  return count (self) == N_LONG + 1;
}

static char *
dup_text (const Fixture *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return g_strdup (HEARTH_IS_STEP_ITEM (item)
                       ? hearth_step_item_get_person (HEARTH_STEP_ITEM (item))
                       : gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
}

static void
assert_text (const Fixture *self, guint position, const char *text)
{
  g_autofree char *found = dup_text (self, position);

  g_assert_cmpstr (found, ==, text);
}

static void
test_days_have_their_headings (Fixture *self, gconstpointer data)
{
  HearthToday *today = today_new ();

  g_ptr_array_add (today->due, make_step (1, self->day - 1, 1));
  g_ptr_array_add (today->due, make_step (2, self->day, 1));
  g_ptr_array_add (today->due, make_step (3, self->day + 2, 1));
  g_ptr_array_add (today->put_off, make_step (4, self->day, 1));
  take (self, today);
  g_assert_cmpuint (count (self), ==, 8);
  assert_text (self, 0, "Overdue");
  assert_text (self, 1, "Вигаданко-1");
  assert_text (self, 2, "Today");
  assert_text (self, 3, "Вигаданко-2");
  assert_text (self, 4, "This Week");
  assert_text (self, 6, "Put Off");
  assert_text (self, 7, "Вигаданко-4");
}

static void
test_the_same_answer_changes_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GObject) before = NULL;
  g_autoptr (GObject) after = NULL;

  take (self, make_overdue (self, 5, G_MAXUINT));
  before = g_list_model_get_item (G_LIST_MODEL (self->list), 2);
  take (self, make_overdue (self, 5, G_MAXUINT));
  after = g_list_model_get_item (G_LIST_MODEL (self->list), 2);
  g_assert_cmpuint (self->n_changes, ==, 0);
  g_assert_true (before == after);
}

static void
test_a_step_that_is_done_is_all_that_goes (Fixture *self, gconstpointer data)
{
  take (self, make_overdue (self, 5, G_MAXUINT));
  take (self, make_overdue (self, 5, 2));
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_cmpuint (self->position, ==, 3);
  g_assert_cmpuint (self->n_removed, ==, 1);
  g_assert_cmpuint (self->n_added, ==, 0);
  assert_text (self, 3, "Вигаданко-3");
}

static void
test_a_step_that_was_changed_is_made_anew (Fixture *self, gconstpointer data)
{
  HearthToday *today = make_overdue (self, 3, 2);

  take (self, make_overdue (self, 3, G_MAXUINT));
  g_ptr_array_add (today->due, make_step (2, self->day - 3, 2));
  take (self, today);
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_cmpuint (self->position, ==, 3);
  g_assert_cmpuint (self->n_removed, ==, 1);
  g_assert_cmpuint (self->n_added, ==, 1);
}

static void
test_another_day_makes_everything_anew (Fixture *self, gconstpointer data)
{
  take (self, make_overdue (self, 3, G_MAXUINT));
  self->day++;
  take (self, make_overdue (self, 3, G_MAXUINT));
  g_assert_cmpuint (self->n_removed, ==, 4);
  g_assert_cmpuint (self->n_added, ==, 4);
}

static void
test_a_long_answer_comes_in_slices_and_whole (Fixture *self, gconstpointer data)
{
  take (self, make_overdue (self, N_LONG, G_MAXUINT));
  g_assert_cmpuint (count (self), <, 50);
  hearth_test_wait (is_whole, self);
  assert_text (self, N_LONG, "Вигаданко-699");
  take (self, make_overdue (self, N_LONG, 650));
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_cmpuint (self->position, ==, 651);
  g_assert_cmpuint (count (self), ==, N_LONG);
}

static void
test_an_answer_amid_slices_is_whole_too (Fixture *self, gconstpointer data)
{
  take (self, make_overdue (self, N_LONG, 3));
  take (self, make_overdue (self, N_LONG, G_MAXUINT));
  g_assert_cmpuint (count (self), <, 50);
  hearth_test_wait (is_whole, self);
  for (guint i = 0; i < N_LONG; i++)
    {
      g_autofree char *name = g_strdup_printf ("Вигаданко-%u", i);

      assert_text (self, i + 1, name);
    }
  take (self, today_new ());
  g_assert_cmpuint (count (self), ==, 0);
}

#define ADD(name, func) g_test_add ("/ui/today-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  ADD ("days-have-their-headings", test_days_have_their_headings);
  ADD ("the-same-answer-changes-nothing", test_the_same_answer_changes_nothing);
  ADD ("a-step-that-is-done-is-all-that-goes", test_a_step_that_is_done_is_all_that_goes);
  ADD ("a-step-that-was-changed-is-made-anew", test_a_step_that_was_changed_is_made_anew);
  ADD ("another-day-makes-everything-anew", test_another_day_makes_everything_anew);
  ADD ("a-long-answer-comes-in-slices-and-whole", test_a_long_answer_comes_in_slices_and_whole);
  ADD ("an-answer-amid-slices-is-whole-too", test_an_answer_amid_slices_is_whole_too);
  return g_test_run ();
}
