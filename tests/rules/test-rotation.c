/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which backups stay, day after day. */
#include "config.h"

#include "hearth-rotation.h"

static HearthDate
day_of (const char *text)
{
  HearthDate day;

  g_assert_true (hearth_date_parse (text, &day));
  return day;
}

typedef struct
{
  const char *day;
  gboolean is_proven;
  gboolean is_kept;
} Row;

/* In the order in which they were made. */
static void
check (const Row *rows, guint n_rows, const char *today)
{
  g_autofree HearthRotationItem *items = g_new0 (HearthRotationItem, n_rows);

  for (guint i = 0; i < n_rows; i++)
    items[i] = (HearthRotationItem){ day_of (rows[i].day), i, rows[i].is_proven, FALSE };
  hearth_rotation_choose (items, n_rows, day_of (today));
  for (guint i = 0; i < n_rows; i++)
    {
      g_test_message ("%s %s", rows[i].day, items[i].is_kept ? "kept" : "gone");
      g_assert_cmpint (items[i].is_kept, ==, rows[i].is_kept);
    }
}

/* 2026-11-22 is a Sunday. */
static void
test_days_weeks_and_months_keep_their_newest (void)
{
  static const Row rows[] = {
    { "2025-11-30", TRUE, FALSE }, /* twelve months back begins with December */
    { "2025-12-01", TRUE, FALSE }, /* replaced by the newest of December */
    { "2025-12-31", TRUE, TRUE },  { "2026-09-30", TRUE, TRUE },
    { "2026-10-25", TRUE, FALSE }, /* five weeks back, and not the newest of October */
    { "2026-10-31", TRUE, TRUE },  /* newest of its month */
    { "2026-11-01", TRUE, TRUE },  /* newest of its week, the fourth */
    { "2026-11-02", TRUE, FALSE }, { "2026-11-08", TRUE, TRUE },
    { "2026-11-14", TRUE, FALSE }, { "2026-11-15", TRUE, TRUE }, /* newest of the week before */
    { "2026-11-16", TRUE, TRUE },                                /* six days back */
    { "2026-11-22", TRUE, FALSE }, { "2026-11-22", TRUE, TRUE },
  };

  check (rows, G_N_ELEMENTS (rows), "2026-11-22");
}

static void
test_nothing_goes_before_a_newer_one_is_proven (void)
{
  static const Row rows[] = {
    { "2024-01-01", TRUE, TRUE },
    { "2026-11-20", FALSE, TRUE },
    { "2026-11-21", FALSE, TRUE },
    { "2026-11-22", FALSE, TRUE },
  };
  static const Row unproven[] = {
    { "2020-01-01", FALSE, TRUE },
    { "2026-11-22", FALSE, TRUE },
  };

  check (rows, G_N_ELEMENTS (rows), "2026-11-22");
  check (unproven, G_N_ELEMENTS (unproven), "2026-11-22");
}

static void
test_what_was_never_proven_goes_after_a_newer_proof (void)
{
  static const Row rows[] = {
    { "2026-11-20", FALSE, FALSE },
    { "2026-11-21", TRUE, TRUE },
    { "2026-11-22", FALSE, TRUE },
  };

  check (rows, G_N_ELEMENTS (rows), "2026-11-22");
}

static void
test_the_future_neither_goes_nor_replaces (void)
{
  static const Row rows[] = {
    { "2026-11-22", TRUE, TRUE },
    { "2031-01-01", TRUE, TRUE },
  };

  check (rows, G_N_ELEMENTS (rows), "2026-11-22");
}

/* Five years of one backup a day, rotated each day: what is left reaches back eleven months, and on every
 * day the newest is there. */
static void
test_five_years_leave_about_twenty (void)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (HearthRotationItem));
  const HearthDate begin = day_of ("2022-01-01");

  for (int i = 0; i < 5 * 365; i++)
    {
      HearthRotationItem made = { begin + i, i, i % 10 != 3, FALSE };
      HearthDate oldest = begin + i;

      g_array_append_val (items, made);
      hearth_rotation_choose ((HearthRotationItem *) (gpointer) items->data, items->len, begin + i);
      for (guint n = items->len; n > 0; n--)
        {
          const HearthRotationItem *item = &g_array_index (items, HearthRotationItem, n - 1);

          if (item->is_kept)
            oldest = MIN (oldest, item->day);
          else
            g_array_remove_index (items, n - 1);
        }
      g_assert_cmpint (g_array_index (items, HearthRotationItem, items->len - 1).day, ==,
                       begin + i);
      g_assert_cmpuint (items->len, <=, 7 + 4 + 12 + 1);
      if (i > 400)
        g_assert_cmpint (begin + i - oldest, >=, 300);
    }
  g_assert_cmpuint (items->len, >=, 18);
}

static void
test_a_backup_is_due_after_so_many_days (void)
{
  HearthDate today = day_of ("2026-11-22");

  g_assert_true (hearth_rotation_is_due (HEARTH_DATE_NONE, today, 1));
  g_assert_false (hearth_rotation_is_due (today, today, 1));
  g_assert_true (hearth_rotation_is_due (today - 1, today, 1));
  g_assert_false (hearth_rotation_is_due (today - 6, today, 7));
  g_assert_true (hearth_rotation_is_due (today - 7, today, 7));
  g_assert_true (hearth_rotation_is_due (today + 1, today, 7));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rules/rotation/days-weeks-and-months-keep-their-newest",
                   test_days_weeks_and_months_keep_their_newest);
  g_test_add_func ("/rules/rotation/nothing-goes-before-a-newer-one-is-proven",
                   test_nothing_goes_before_a_newer_one_is_proven);
  g_test_add_func ("/rules/rotation/what-was-never-proven-goes-after-a-newer-proof",
                   test_what_was_never_proven_goes_after_a_newer_proof);
  g_test_add_func ("/rules/rotation/the-future-neither-goes-nor-replaces",
                   test_the_future_neither_goes_nor_replaces);
  g_test_add_func ("/rules/rotation/five-years-leave-about-twenty",
                   test_five_years_leave_about_twenty);
  g_test_add_func ("/rules/rotation/a-backup-is-due-after-so-many-days",
                   test_a_backup_is_due_after_so_many_days);
  return g_test_run ();
}
