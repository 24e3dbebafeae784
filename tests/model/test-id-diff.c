/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-id-diff.h"

#define MAX_DIFF 20

typedef struct
{
  GArray *ids;
  GString *log;
  guint longest; /* rows removed and added by one splice */
} Shown;

static GArray *
ids_new (guint n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    {
      const gint64 id = i;

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
splice (guint start, guint n_removed, const gint64 *added, guint n_added, gpointer data)
{
  Shown *shown = data;

  g_assert_cmpuint (start + n_removed, <=, shown->ids->len);
  if (n_removed > 0)
    g_array_remove_range (shown->ids, start, n_removed);
  if (n_added > 0)
    g_array_insert_vals (shown->ids, start, added, n_added);
  g_string_append_printf (shown->log, "(%u,%u,%u)", start, n_removed, n_added);
  shown->longest = MAX (shown->longest, MIN (n_removed, n_added));
}

static void
assert_equal (GArray *a, GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpint (g_array_index (a, gint64, i), ==, g_array_index (b, gint64, i));
}

/* Shows @from, then @to, and checks what was said on the way; NULL: anything. */
static void
assert_diff (GArray *from, GArray *to, const char *expected)
{
  g_autoptr (GArray) ids = g_array_copy (from);
  g_autoptr (GString) log = g_string_new (NULL);
  Shown shown = { ids, log, 0 };

  hearth_id_diff (ids, to, MAX_DIFF, splice, &shown);
  assert_equal (ids, to);
  if (expected != NULL)
    g_assert_cmpstr (log->str, ==, expected);
  /* Never (n, n) of a long stretch at once: GTK would ask for every row. */
  g_assert_cmpuint (shown.longest, <=, MAX_DIFF);
}

static void
move (GArray *ids, guint from, guint to)
{
  const gint64 id = g_array_index (ids, gint64, from);

  g_array_remove_index (ids, from);
  g_array_insert_val (ids, to, id);
}

static void
test_equal_lists_say_nothing (void)
{
  g_autoptr (GArray) none = ids_new (0), some = ids_new (50);

  assert_diff (none, none, "");
  assert_diff (some, some, "");
}

static void
test_filling_and_emptying_are_one_signal (void)
{
  g_autoptr (GArray) none = ids_new (0), some = ids_new (1000);

  assert_diff (none, some, "(0,0,1000)");
  assert_diff (some, none, "(0,1000,0)");
}

static void
test_a_row_more_or_less_is_one_signal (void)
{
  g_autoptr (GArray) all = ids_new (1000), less = ids_new (1000);

  g_array_remove_index (less, 400);
  assert_diff (all, less, "(400,1,0)");
  assert_diff (less, all, "(400,0,1)");
}

static void
test_one_row_that_moves_far_is_two_signals (void)
{
  g_autoptr (GArray) before = ids_new (1000), after = ids_new (1000);

  move (after, 10, 900);
  assert_diff (before, after, "(10,1,0)(900,0,1)");
  assert_diff (after, before, "(900,1,0)(10,0,1)");
}

static void
test_much_change_is_a_reset_in_two_signals (void)
{
  g_autoptr (GArray) before = ids_new (1000), after = ids_new (1000);

  for (guint i = 0; i < 500; i++)
    move (after, 999, i);
  assert_diff (before, after, "(0,1000,0)(0,0,1000)");
}

static void
test_any_two_lists_become_each_other (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) from = ids_new ((guint) g_test_rand_int_range (0, 40));
      g_autoptr (GArray) to = ids_new ((guint) g_test_rand_int_range (0, 40));

      for (gint n = g_test_rand_int_range (0, 6); n > 0 && to->len > 1; n--)
        move (to, (guint) g_test_rand_int_range (0, (gint32) to->len),
              (guint) g_test_rand_int_range (0, (gint32) to->len));
      assert_diff (from, to, NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/id-diff/equal-lists-say-nothing", test_equal_lists_say_nothing);
  g_test_add_func ("/model/id-diff/filling-and-emptying-are-one-signal",
                   test_filling_and_emptying_are_one_signal);
  g_test_add_func ("/model/id-diff/a-row-more-or-less-is-one-signal",
                   test_a_row_more_or_less_is_one_signal);
  g_test_add_func ("/model/id-diff/one-row-that-moves-far-is-two-signals",
                   test_one_row_that_moves_far_is_two_signals);
  g_test_add_func ("/model/id-diff/much-change-is-a-reset-in-two-signals",
                   test_much_change_is_a_reset_in_two_signals);
  g_test_add_func ("/model/id-diff/any-two-lists-become-each-other",
                   test_any_two_lists_become_each_other);
  return g_test_run ();
}
