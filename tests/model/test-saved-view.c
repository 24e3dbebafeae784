/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a user looks at the list: as a value, as text, and in the vault for its user alone. */
#include "config.h"

#include "hearth-random.h"
#include "hearth-saved-view-store.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

static HearthSavedView *
make_view (const char *name)
{
  static const char *const columns[] = { "rank", "stage", NULL };
  HearthSavedView *view = hearth_saved_view_new ();

  view->id = hearth_random_id ();
  view->is_table = TRUE;
  hearth_saved_view_set_name (view, name);
  hearth_saved_view_set_sort (view, "rank", TRUE);
  hearth_saved_view_set_columns (view, columns);
  hearth_saved_view_add_filter (view, "stage", "reception");
  hearth_saved_view_add_filter (view, "overdue", "true");
  return view;
}

static void
test_text_of_a_look_reads_back_as_the_same (void)
{
  g_autoptr (HearthSavedView) view = make_view ("Прийом");
  g_autofree char *text = hearth_saved_view_to_text (view);
  g_autoptr (HearthSavedView) again = hearth_saved_view_from_text (text);

  g_assert_nonnull (again);
  g_assert_true (hearth_saved_view_looks_like (view, again));
  g_assert_cmpstr (again->sort, ==, "rank");
  g_assert_true (again->is_descending);
  g_assert_true (again->is_table);
  g_assert_cmpuint (again->columns->len, ==, 2);
  g_assert_cmpstr (hearth_saved_view_get_filter (again, "stage"), ==, "reception");
  hearth_saved_view_remove_filter (again, "stage", NULL);
  g_assert_false (hearth_saved_view_looks_like (view, again));
}

static void
test_a_look_of_another_list_is_another_look (void)
{
  g_autoptr (HearthSavedView) view = make_view ("Дошка");
  g_autoptr (HearthSavedView) other = hearth_saved_view_copy (view);
  g_autoptr (HearthSavedView) again = NULL;
  g_autofree char *text = NULL;

  g_assert_null (other->place);
  hearth_saved_view_set_place (view, "outstanding");
  g_assert_false (hearth_saved_view_looks_like (view, other));
  text = hearth_saved_view_to_text (view);
  again = hearth_saved_view_from_text (text);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->place, ==, "outstanding");
  g_assert_true (hearth_saved_view_looks_like (view, again));
}

static void
test_text_that_is_no_look_is_refused_or_passed_over (void)
{
  g_autoptr (HearthSavedView) odd =
      hearth_saved_view_from_text ("{\"filters\":[[1],\"x\",[\"stage\"]],\"sort\":7}");

  g_assert_null (hearth_saved_view_from_text (""));
  g_assert_null (hearth_saved_view_from_text ("[]"));
  g_assert_null (hearth_saved_view_from_text ("{\"filters\":"));
  g_assert_nonnull (odd);
  g_assert_cmpuint (odd->filters->len, ==, 0);
  g_assert_cmpstr (odd->sort, ==, "name");
}

static void
test_one_value_a_field_but_several_flags (void)
{
  g_autoptr (HearthSavedView) view = hearth_saved_view_new ();

  hearth_saved_view_add_filter (view, "stage", "reception");
  hearth_saved_view_add_filter (view, "stage", "treatment");
  hearth_saved_view_add_filter (view, "flags", "serving");
  hearth_saved_view_add_filter (view, "flags", "no-documents");
  hearth_saved_view_add_filter (view, "flags", "serving");
  g_assert_cmpuint (view->filters->len, ==, 3);
  g_assert_true (hearth_saved_view_has_filter (view, "stage", "treatment"));
  g_assert_false (hearth_saved_view_has_filter (view, "stage", "reception"));
  hearth_saved_view_remove_filter (view, "flags", "serving");
  g_assert_true (hearth_saved_view_has_filter (view, "flags", "no-documents"));
  g_assert_true (hearth_saved_view_has_filter (view, "flags", NULL));
  hearth_saved_view_clear_filters (view);
  g_assert_false (hearth_saved_view_has_filter (view, "flags", NULL));
}

static void
test_unknown_parts_of_a_look_ask_for_nothing (void)
{
  g_autoptr (HearthSavedView) view = hearth_saved_view_new ();
  g_autoptr (HearthCaseQuery) query = NULL;

  hearth_saved_view_add_filter (view, "of-a-later-version", "1");
  hearth_saved_view_set_sort (view, "of-a-later-version", FALSE);
  query = hearth_saved_view_make_query (view, NULL, HEARTH_DATE_NONE, NULL);
  g_assert_false (hearth_case_query_is_filtered (query));
}

/* Through the store, as the window does it. */

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = hearth_saved_view_store_write_finish (HEARTH_STORE (source), result, &error);

  *(int *) user_data = is_done ? 1 : error->code + 100;
}

static int
write_view (HearthTestVault *vault, const HearthSavedView *view, gboolean remove)
{
  int answer = 0;

  hearth_saved_view_store_write_async (vault->store, view, remove, on_written_cb, &answer);
  while (answer == 0)
    g_main_context_iteration (NULL, TRUE);
  return answer;
}

static gpointer
list_func (HearthDb *db, gpointer user, GError **error)
{
  return hearth_saved_view_store_list (db, user, error);
}

static GPtrArray *
list (HearthTestVault *vault, const HearthId *user)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *views = hearth_store_read (vault->store, list_func, (gpointer) user, &error);

  g_assert_no_error (error);
  return views;
}

static void
test_views_are_there_after_the_next_login_for_their_user_alone (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (HearthSavedView) second = make_view ("Яблуко");
  g_autoptr (HearthSavedView) first = make_view ("Ґанок");
  g_autoptr (HearthSavedView) last = make_view (NULL);
  const HearthId other = { { 5 } };
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GPtrArray) others = NULL;

  last->id = (HearthId){ { 0 } };
  g_assert_cmpint (write_view (vault, second, FALSE), ==, 1);
  g_assert_cmpint (write_view (vault, first, FALSE), ==, 1);
  g_assert_cmpint (write_view (vault, last, FALSE), ==, 1);
  hearth_test_vault_reopen (vault);
  views = list (vault, hearth_vault_get_user_id (vault->vault));
  others = list (vault, &other);
  g_assert_cmpuint (others->len, ==, 0);
  g_assert_cmpuint (views->len, ==, 3);
  g_assert_null (((HearthSavedView *) views->pdata[0])->name);
  g_assert_cmpstr (((HearthSavedView *) views->pdata[1])->name, ==, "Ґанок");
  g_assert_true (hearth_id_equal (&((HearthSavedView *) views->pdata[2])->id, &second->id));
  g_assert_true (hearth_saved_view_looks_like (views->pdata[2], second));
}

static void
test_a_view_is_renamed_and_removed_and_brought_back (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  const HearthId *user = hearth_vault_get_user_id (vault->vault);
  g_autoptr (HearthSavedView) view = make_view ("Один");
  g_autoptr (GPtrArray) renamed = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) back = NULL;

  g_assert_cmpint (write_view (vault, view, FALSE), ==, 1);
  hearth_saved_view_set_name (view, "Два");
  g_assert_cmpint (write_view (vault, view, FALSE), ==, 1);
  renamed = list (vault, user);
  g_assert_cmpuint (renamed->len, ==, 1);
  g_assert_cmpstr (((HearthSavedView *) renamed->pdata[0])->name, ==, "Два");
  g_assert_cmpint (write_view (vault, view, TRUE), ==, 1);
  removed = list (vault, user);
  g_assert_cmpuint (removed->len, ==, 0);
  g_assert_cmpint (write_view (vault, view, FALSE), ==, 1);
  back = list (vault, user);
  g_assert_cmpuint (back->len, ==, 1);
}

static void
test_a_name_that_is_no_line_is_refused (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (HearthSavedView) view = make_view ("two\nlines");

  g_assert_cmpint (write_view (vault, view, FALSE), ==, HEARTH_MODEL_ERROR_INVALID + 100);
}

static void
test_there_is_an_end_to_views (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (HearthSavedView) view = make_view ("Зайвий");
  g_autoptr (GPtrArray) views = NULL;
  int answer = 1;

  for (guint i = 0; i < HEARTH_SAVED_VIEWS_MAX + 5 && answer == 1; i++)
    {
      view->id = hearth_random_id ();
      answer = write_view (vault, view, FALSE);
    }
  g_assert_cmpint (answer, ==, HEARTH_MODEL_ERROR_LIMIT + 100);
  views = list (vault, hearth_vault_get_user_id (vault->vault));
  g_assert_cmpuint (views->len, >=, HEARTH_SAVED_VIEWS_MAX);
  g_assert_cmpuint (views->len, <=, HEARTH_SAVED_VIEWS_MAX + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/saved-view/text-of-a-look-reads-back-as-the-same",
                   test_text_of_a_look_reads_back_as_the_same);
  g_test_add_func ("/model/saved-view/a-look-of-another-list-is-another-look",
                   test_a_look_of_another_list_is_another_look);
  g_test_add_func ("/model/saved-view/text-that-is-no-look-is-refused-or-passed-over",
                   test_text_that_is_no_look_is_refused_or_passed_over);
  g_test_add_func ("/model/saved-view/one-value-a-field-but-several-flags",
                   test_one_value_a_field_but_several_flags);
  g_test_add_func ("/model/saved-view/unknown-parts-of-a-look-ask-for-nothing",
                   test_unknown_parts_of_a_look_ask_for_nothing);
  g_test_add_func ("/model/saved-view/views-are-there-after-the-next-login-for-their-user-alone",
                   test_views_are_there_after_the_next_login_for_their_user_alone);
  g_test_add_func ("/model/saved-view/a-view-is-renamed-and-removed-and-brought-back",
                   test_a_view_is_renamed_and_removed_and_brought_back);
  g_test_add_func ("/model/saved-view/a-name-that-is-no-line-is-refused",
                   test_a_name_that_is_no_line_is_refused);
  g_test_add_func ("/model/saved-view/there-is-an-end-to-views", test_there_is_an_end_to_views);
  return g_test_run ();
}
