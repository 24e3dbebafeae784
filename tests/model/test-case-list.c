/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list without a display: what GTK does with a list is done here by hand, and every question to
 * the reader is counted and answered when the test says so. */
#include "config.h"

#include "hearth-case-list-private.h"
#include "hearth-test-rows.h"

/* How many cases most tests have. */
#define N_CASES 300

/* GTK keeps about so many rows alive, whatever the length (style 3.2). */
#define N_VISIBLE 205

#define TEST_TYPE_READER (test_reader_get_type ())
G_DECLARE_FINAL_TYPE (TestReader, test_reader, TEST, READER, GObject)

struct _TestReader
{
  GObject parent_instance;

  HearthDb *db;
  GQueue pending; /* GTask */
  guint n_snapshots, n_batches, n_rows;
  gboolean fails;
};

G_DEFINE_FINAL_TYPE (TestReader, test_reader, G_TYPE_OBJECT)

typedef struct
{
  HearthReadFunc func;
  gpointer data;
  GDestroyNotify data_destroy, result_destroy;
} Pending;

static void
pending_free (Pending *pending)
{
  pending->data_destroy (pending->data);
  g_free (pending);
}

static void
test_reader_finalize (GObject *object)
{
  TestReader *self = TEST_READER (object);

  g_queue_clear_full (&self->pending, g_object_unref);
  hearth_db_close (self->db);
  G_OBJECT_CLASS (test_reader_parent_class)->finalize (object);
}

static void
test_reader_class_init (TestReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_reader_finalize;
}

static void
test_reader_init (TestReader *self)
{
  g_queue_init (&self->pending);
}

static void
read_async (gpointer reader,
            HearthReadFunc func,
            gpointer data,
            GDestroyNotify data_destroy,
            GDestroyNotify result_destroy,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  TestReader *self = reader;
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Pending *pending = g_new0 (Pending, 1);

  *pending = (Pending){ func, data, data_destroy, result_destroy };
  g_task_set_task_data (task, pending, (GDestroyNotify) pending_free);
  if (func == _hearth_case_list_read_snapshot)
    self->n_snapshots++;
  else
    {
      self->n_batches++;
      self->n_rows += ((HearthCaseListQuestion *) data)->row_ids->len;
    }
  g_queue_push_tail (&self->pending, task);
}

static gpointer
read_finish (gpointer reader, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static const HearthCaseListReader reader_vtable = { read_async, read_finish };

/* Everything that waits in the main context now. */
static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Answers the oldest question; nobody has looked at the answer yet. */
static void
answer_only (TestReader *self)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->pending);
  Pending *pending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;

  if (self->fails)
    error = g_error_new_literal (HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL, "a test");
  else
    result = pending->func (self->db, pending->data, &error);
  if (result != NULL)
    g_task_return_pointer (task, result, pending->result_destroy);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
answer_one (TestReader *self)
{
  answer_only (self);
  spin ();
}

static void
answer_all (TestReader *self)
{
  spin ();
  while (!g_queue_is_empty (&self->pending))
    {
      answer_one (self);
      spin ();
    }
}

typedef struct
{
  TestReader *reader;
  HearthClock *clock;
  HearthCaseList *list;
  GString *signals; /* "(position,removed,added)" */
} Fixture;

static void
on_items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_string_append_printf (fixture->signals, "(%u,%u,%u)", position, removed, added);
}

static void
open_list (Fixture *fixture, guint n_cases)
{
  fixture->reader = g_object_new (TEST_TYPE_READER, NULL);
  fixture->reader->db = hearth_test_rows_open ();
  fixture->clock = hearth_clock_new_fixed (hearth_date_new (2025, 6, 20));
  fixture->signals = g_string_new (NULL);
  if (n_cases > N_CASES)
    hearth_test_rows_fill_bare (fixture->reader->db, n_cases);
  else
    hearth_test_rows_fill (fixture->reader->db, n_cases, 1);
  fixture->list =
      _hearth_case_list_new_for_reader (&reader_vtable, fixture->reader, fixture->clock);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (on_items_changed_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer n_cases)
{
  open_list (fixture, GPOINTER_TO_UINT (n_cases));
  answer_all (fixture->reader);
}

static void
tear_down (Fixture *fixture, gconstpointer n_cases)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->reader);
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->signals, TRUE);
}

static HearthCaseItem *
get (Fixture *fixture, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
}

/* What a view does when rows come into sight: it takes the items and reads what it shows. */
static GPtrArray *
look_at (Fixture *fixture, guint first, guint n)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n; i++)
    {
      HearthCaseItem *item = get (fixture, i);
      g_autofree char *name = NULL;

      if (item == NULL)
        break;
      g_object_get (item, "name", &name, NULL);
      g_ptr_array_add (items, item);
    }
  return items;
}

static void
assert_all_loaded (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    g_assert_true (hearth_case_item_is_loaded (g_ptr_array_index (items, i)));
}

static void
assert_signals (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->signals->str, ==, expected);
  g_string_truncate (fixture->signals, 0);
}

static void
sort_by (Fixture *fixture, const char *field, gboolean descending)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  g_assert_true (hearth_case_query_set_sort (query, field, descending));
  hearth_case_list_set_query (fixture->list, query);
}

static void
search_for (Fixture *fixture, const char *text)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  hearth_case_query_set_text (query, text);
  hearth_case_list_set_query (fixture->list, query);
}

static gboolean
touches_first (const HearthId *case_id, gpointer data)
{
  const HearthId first = hearth_test_rows_case (1);

  return hearth_id_equal (case_id, &first);
}

static guint
position_of_first (Fixture *fixture)
{
  const HearthId first = hearth_test_rows_case (1);

  return hearth_case_list_find (fixture->list, &first);
}

static void
test_getting_items_asks_for_nothing (Fixture *fixture, gconstpointer data)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  g_assert_cmpuint (n_items, ==, N_CASES);
  for (guint i = 0; i < n_items; i++)
    g_object_unref (get (fixture, i));
  g_assert_null (get (fixture, n_items));
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 0);
  g_assert_cmpuint (fixture->reader->n_snapshots, ==, 1);
}

static void
test_a_screen_is_one_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = look_at (fixture, 0, N_VISIBLE);

  for (guint i = 0; i < items->len; i++)
    g_assert_false (hearth_case_item_is_loaded (g_ptr_array_index (items, i)));
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 1);
  g_assert_cmpuint (fixture->reader->n_rows, ==, N_VISIBLE);
  assert_all_loaded (items);
}

static guint
count_loaded (GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += hearth_case_item_is_loaded (g_ptr_array_index (items, i));
  return n;
}

static void
test_rows_of_a_batch_are_shown_a_few_at_a_time_first_asked_first (Fixture *fixture,
                                                                  gconstpointer data)
{
  g_autoptr (GPtrArray) items = look_at (fixture, 0, N_VISIBLE);
  guint n_loaded = 0;

  spin ();
  answer_only (fixture->reader);
  while (n_loaded < N_VISIBLE)
    {
      const guint n_before = n_loaded;

      g_assert_true (g_main_context_iteration (NULL, FALSE));
      n_loaded = count_loaded (items);
      g_assert_cmpuint (n_loaded - n_before, <=, 16);
      for (guint i = 0; i < n_loaded; i++)
        g_assert_true (hearth_case_item_is_loaded (g_ptr_array_index (items, i)));
    }
}

static void
test_the_same_row_is_the_same_object_while_somebody_holds_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthCaseItem) first = get (fixture, 7);
  g_autoptr (HearthCaseItem) again = get (fixture, 7);

  g_assert_true (first == again);
  g_assert_cmpstr (g_type_name (g_list_model_get_item_type (G_LIST_MODEL (fixture->list))), ==,
                   "HearthCaseItem");
}

static void
test_rows_dropped_before_the_idle_are_not_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kept = NULL;

  for (guint i = 0; i < 10; i++)
    g_ptr_array_unref (look_at (fixture, i * 20, 20));
  kept = look_at (fixture, 250, 20);
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 1);
  g_assert_cmpuint (fixture->reader->n_rows, ==, 20);
  assert_all_loaded (kept);
}

static void
test_what_is_asked_while_a_batch_is_away_goes_in_the_next (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) first = look_at (fixture, 0, 10);
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;

  spin ();
  second = look_at (fixture, 100, 10);
  spin ();
  third = look_at (fixture, 200, 10);
  spin ();
  g_assert_cmpuint (fixture->reader->n_batches, ==, 1);
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 2);
  g_assert_cmpuint (fixture->reader->n_rows, ==, 30);
  assert_all_loaded (third);
}

static void
test_a_row_tells_its_properties_once_and_loaded_with_them (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthCaseItem) item = get (fixture, 0);
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  guint overdue = 77;
  gboolean loaded = TRUE;

  g_object_get (item, "loaded", &loaded, NULL);
  g_assert_false (loaded);
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 0);
  g_assert_null (hearth_case_item_get_row (item));
  answer_all (fixture->reader);
  g_object_get (item, "loaded", &loaded, "name", &name, "number", &number, "overdue", &overdue,
                NULL);
  g_assert_true (loaded);
  g_assert_true (g_str_has_prefix (number, "25-"));
  g_assert_nonnull (name);
  g_assert_cmpuint (overdue, ==, hearth_case_item_get_row (item)->n_overdue);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 1);
}

/* Everything goes in one signal; then come as many rows as GTK makes widgets for, part by part, and the rest. */
static void
test_a_long_reset_comes_in_parts (Fixture *fixture, gconstpointer data)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  g_autoptr (GString) expected = g_string_new (NULL);

  g_string_printf (expected, "(0,%u,0)", n_items);
  for (guint i = 0; i < 8; i++)
    g_string_append_printf (expected, "(%u,0,32)", 32 * i);
  g_string_append_printf (expected, "(256,0,%u)", n_items - 256);
  g_string_truncate (fixture->signals, 0);
  sort_by (fixture, "number", TRUE);
  answer_all (fixture->reader);
  assert_signals (fixture, expected->str);
  g_assert_false (hearth_case_list_is_loading (fixture->list));
}

/* Whoever asks for something else does not wait for the rest of what was asked before. */
static void
test_another_question_ends_the_parts_of_the_one_before (Fixture *fixture, gconstpointer data)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  sort_by (fixture, "number", TRUE);
  answer_only (fixture->reader);
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == n_items)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (hearth_case_list_is_loading (fixture->list));
  sort_by (fixture, "number", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, n_items);
  g_assert_true (hearth_case_list_is_loading (fixture->list));
  answer_all (fixture->reader);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, n_items);
  g_assert_false (hearth_case_list_is_loading (fixture->list));
}

static void
test_a_hundred_thousand_rows_open_and_sort_with_a_screen_of_questions (Fixture *fixture,
                                                                       gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  g_assert_cmpuint (n_items, ==, 100000);
  items = look_at (fixture, 0, N_VISIBLE);
  answer_all (fixture->reader);
  sort_by (fixture, "unit", FALSE);
  answer_all (fixture->reader);
  for (guint jump = 0; jump < 30; jump++)
    {
      g_clear_pointer (&items, g_ptr_array_unref);
      items = look_at (fixture, jump * 3301 % (n_items - N_VISIBLE), N_VISIBLE);
      answer_all (fixture->reader);
      assert_all_loaded (items);
    }
  g_assert_cmpuint (fixture->reader->n_snapshots, ==, 2);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 31);
}

static void
test_rows_in_view_stay_loaded_over_a_reset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthCaseItem) item = get (fixture, 0);
  const gint64 row_id = hearth_case_item_get_row_id (item);

  hearth_case_item_get_row (item);
  answer_all (fixture->reader);
  sort_by (fixture, "number", TRUE);
  answer_all (fixture->reader);
  g_assert_true (hearth_case_item_is_loaded (item));
  g_assert_cmpint (hearth_case_item_get_row_id (item), ==, row_id);
  g_assert_cmpuint (fixture->reader->n_batches, ==, 1);
}

static void
test_late_answers_to_an_older_query_are_dropped (Fixture *fixture, gconstpointer data)
{
  g_string_truncate (fixture->signals, 0);
  search_for (fixture, "макет");
  search_for (fixture, "вигад");
  g_assert_true (hearth_case_list_is_loading (fixture->list));
  answer_one (fixture->reader);
  assert_signals (fixture, "");
  g_assert_true (hearth_case_list_is_loading (fixture->list));
  answer_all (fixture->reader);
  g_assert_false (hearth_case_list_is_loading (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_CASES / 10);
}

static void
test_a_search_without_a_match_is_empty_and_comes_back (Fixture *fixture, gconstpointer data)
{
  search_for (fixture, "немає");
  answer_all (fixture->reader);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_cmpuint (position_of_first (fixture), ==, G_MAXUINT);
  hearth_case_list_set_query (fixture->list, NULL);
  answer_all (fixture->reader);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_CASES);
  g_assert_cmpuint (position_of_first (fixture), <, N_CASES);
}

static void
test_a_changed_row_is_renewed_and_moves (Fixture *fixture, gconstpointer data)
{
  const guint before = position_of_first (fixture);
  g_autoptr (HearthCaseItem) item = get (fixture, before);
  g_autofree char *expected = g_strdup_printf ("(%u,1,0)(%u,0,1)", before, N_CASES - 1);

  hearth_case_item_get_row (item);
  answer_all (fixture->reader);
  g_string_truncate (fixture->signals, 0);
  hearth_test_rows_exec (
      fixture->reader->db,
      "UPDATE core.person SET surname = 'Яяя', surname_sort = '~~~' WHERE id = 1");
  _hearth_case_list_follow (fixture->list, TRUE, touches_first, NULL);
  answer_all (fixture->reader);
  assert_signals (fixture, expected);
  g_assert_cmpstr (hearth_case_item_get_row (item)->surname, ==, "Яяя");
  g_assert_cmpuint (position_of_first (fixture), ==, N_CASES - 1);
}

static void
test_a_change_of_steps_renews_the_row_and_not_the_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthCaseItem) item = get (fixture, position_of_first (fixture));
  g_autoptr (HearthCaseItem) other = get (fixture, (position_of_first (fixture) + 1) % N_CASES);

  hearth_case_item_get_row (item);
  hearth_case_item_get_row (other);
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_rows, ==, 2);
  g_string_truncate (fixture->signals, 0);
  _hearth_case_list_follow (fixture->list, FALSE, touches_first, NULL);
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_rows, ==, 3);
  g_assert_cmpuint (fixture->reader->n_snapshots, ==, 1);
  assert_signals (fixture, "");
}

static void
test_a_list_of_overdue_cases_follows_their_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  guint n_before;

  g_assert_true (hearth_case_query_add_filter (query, "overdue", "true"));
  hearth_case_list_set_query (fixture->list, query);
  answer_all (fixture->reader);
  n_before = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  g_assert_cmpuint (n_before, >, 0);
  hearth_test_rows_exec (fixture->reader->db, "UPDATE core.step SET state = 'done'");
  _hearth_case_list_follow (fixture->list, FALSE, touches_first, NULL);
  answer_all (fixture->reader);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
}

static void
test_many_commits_while_loading_are_one_more_question (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    _hearth_case_list_follow (fixture->list, TRUE, touches_first, NULL);
  answer_all (fixture->reader);
  g_assert_cmpuint (fixture->reader->n_snapshots, ==, 3);
}

static void
test_new_and_deleted_cases_are_single_changes (Fixture *fixture, gconstpointer data)
{
  g_string_truncate (fixture->signals, 0);
  hearth_test_rows_add (fixture->reader->db, "person", 5000, "surname", "Ааа", "number",
                        "25-5000-0", NULL);
  _hearth_case_list_follow (fixture->list, TRUE, touches_first, NULL);
  answer_all (fixture->reader);
  assert_signals (fixture, "(0,0,1)");
  hearth_test_rows_exec (fixture->reader->db,
                         "UPDATE core.person SET gone = 1 WHERE surname = 'Ааа'");
  _hearth_case_list_follow (fixture->list, TRUE, touches_first, NULL);
  answer_all (fixture->reader);
  assert_signals (fixture, "(0,1,0)");
}

static void
test_a_failure_is_a_state_and_a_refresh_gets_over_it (Fixture *fixture, gconstpointer data)
{
  fixture->reader->fails = TRUE;
  hearth_case_list_refresh (fixture->list);
  answer_all (fixture->reader);
  g_assert_true (hearth_case_list_has_failed (fixture->list));
  g_assert_false (hearth_case_list_is_loading (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_CASES);
  fixture->reader->fails = FALSE;
  hearth_case_list_refresh (fixture->list);
  answer_all (fixture->reader);
  g_assert_false (hearth_case_list_has_failed (fixture->list));
}

static void
test_a_list_may_go_while_questions_are_away (void)
{
  Fixture fixture;
  g_autoptr (HearthCaseItem) item = NULL;

  open_list (&fixture, 20);
  answer_all (fixture.reader);
  item = get (&fixture, 0);
  hearth_case_item_get_row (item);
  spin ();
  hearth_case_list_refresh (fixture.list);
  g_assert_finalize_object (fixture.list);
  g_assert_cmpuint (g_queue_get_length (&fixture.reader->pending), ==, 2);
  answer_all (fixture.reader);
  g_assert_null (hearth_case_item_get_row (item));
  g_assert_finalize_object (fixture.reader);
  g_assert_finalize_object (fixture.clock);
  g_string_free (fixture.signals, TRUE);
}

#define ADD(name, n_cases, func)                                                                   \
  g_test_add ("/model/case-list/" name, Fixture, GUINT_TO_POINTER (n_cases), set_up, func,         \
              tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("getting-items-asks-for-nothing", N_CASES, test_getting_items_asks_for_nothing);
  ADD ("a-screen-is-one-batch", N_CASES, test_a_screen_is_one_batch);
  ADD ("rows-of-a-batch-are-shown-a-few-at-a-time-first-asked-first", N_CASES,
       test_rows_of_a_batch_are_shown_a_few_at_a_time_first_asked_first);
  ADD ("the-same-row-is-the-same-object-while-somebody-holds-it", N_CASES,
       test_the_same_row_is_the_same_object_while_somebody_holds_it);
  ADD ("rows-dropped-before-the-idle-are-not-asked-for", N_CASES,
       test_rows_dropped_before_the_idle_are_not_asked_for);
  ADD ("what-is-asked-while-a-batch-is-away-goes-in-the-next", N_CASES,
       test_what_is_asked_while_a_batch_is_away_goes_in_the_next);
  ADD ("a-row-tells-its-properties-once-and-loaded-with-them", N_CASES,
       test_a_row_tells_its_properties_once_and_loaded_with_them);
  ADD ("a-long-reset-comes-in-parts", 2000, test_a_long_reset_comes_in_parts);
  ADD ("another-question-ends-the-parts-of-the-one-before", 2000,
       test_another_question_ends_the_parts_of_the_one_before);
  ADD ("a-hundred-thousand-rows-open-and-sort-with-a-screen-of-questions", 100000,
       test_a_hundred_thousand_rows_open_and_sort_with_a_screen_of_questions);
  ADD ("rows-in-view-stay-loaded-over-a-reset", 2000, test_rows_in_view_stay_loaded_over_a_reset);
  ADD ("late-answers-to-an-older-query-are-dropped", N_CASES,
       test_late_answers_to_an_older_query_are_dropped);
  ADD ("a-search-without-a-match-is-empty-and-comes-back", N_CASES,
       test_a_search_without_a_match_is_empty_and_comes_back);
  ADD ("a-changed-row-is-renewed-and-moves", N_CASES, test_a_changed_row_is_renewed_and_moves);
  ADD ("a-change-of-steps-renews-the-row-and-not-the-order", N_CASES,
       test_a_change_of_steps_renews_the_row_and_not_the_order);
  ADD ("a-list-of-overdue-cases-follows-their-steps", N_CASES,
       test_a_list_of_overdue_cases_follows_their_steps);
  ADD ("many-commits-while-loading-are-one-more-question", N_CASES,
       test_many_commits_while_loading_are_one_more_question);
  ADD ("new-and-deleted-cases-are-single-changes", N_CASES,
       test_new_and_deleted_cases_are_single_changes);
  ADD ("a-failure-is-a-state-and-a-refresh-gets-over-it", N_CASES,
       test_a_failure_is_a_state_and_a_refresh_gets_over_it);
  g_test_add_func ("/model/case-list/a-list-may-go-while-questions-are-away",
                   test_a_list_may_go_while_questions_are_away);
  return g_test_run ();
}
