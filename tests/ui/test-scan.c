/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-number.h"
#include "hearth-scan.h"

#include <string.h>

static HearthDate
get_day (void)
{
  return hearth_date_new (2025, 6, 10);
}

/* Types @text with @gap_ms between the keys, then Enter. */
static char *
scan (HearthScan *self, const char *text, guint32 start_ms, guint32 gap_ms)
{
  guint32 at_ms = start_ms;

  for (const char *c = text; *c != '\0'; c++, at_ms += gap_ms)
    hearth_scan_add (self, (gunichar) *c, at_ms);
  return hearth_scan_end (self, at_ms);
}

static void
test_a_burst_is_a_number_with_and_without_hyphens (void)
{
  g_autofree char *number = hearth_case_number_format (get_day (), 42);
  g_auto (GStrv) parts = g_strsplit (number, "-", -1);
  g_autofree char *digits = g_strjoinv ("", parts);
  HearthScan self = { 0 };
  g_autofree char *first = scan (&self, number, 1000, 8);
  g_autofree char *second = scan (&self, digits, 5000, HEARTH_SCAN_MAX_GAP_MS);

  g_assert_cmpstr (first, ==, number);
  g_assert_cmpstr (second, ==, number);
}

static void
test_what_is_typed_by_hand_is_none (void)
{
  g_autofree char *number = hearth_case_number_format (get_day (), 42);
  HearthScan self = { 0 };
  char *slow = scan (&self, number, 1000, HEARTH_SCAN_MAX_GAP_MS + 1);

  g_assert_null (slow);
}

static void
test_a_late_enter_is_none (void)
{
  g_autofree char *number = hearth_case_number_format (get_day (), 42);
  HearthScan self = { 0 };
  char *late;

  for (const char *c = number; *c != '\0'; c++)
    hearth_scan_add (&self, (gunichar) *c, 1000);
  late = hearth_scan_end (&self, 1000 + HEARTH_SCAN_MAX_GAP_MS + 1);
  g_assert_null (late);
}

static void
test_a_wrong_check_digit_is_none (void)
{
  g_autofree char *number = hearth_case_number_format (get_day (), 42);
  char *last = number + strlen (number) - 1;
  HearthScan self = { 0 };
  char *wrong;

  *last = *last == '9' ? '0' : (char) (*last + 1);
  wrong = scan (&self, number, 1000, 5);
  g_assert_null (wrong);
}

static void
test_keys_before_a_pause_do_not_count (void)
{
  g_autofree char *number = hearth_case_number_format (get_day (), 7);
  HearthScan self = { 0 };
  g_autofree char *found = NULL;

  hearth_scan_add (&self, '7', 100);
  found = scan (&self, number, 100 + HEARTH_SCAN_MAX_GAP_MS + 1, 3);
  g_assert_cmpstr (found, ==, number);
}

static void
test_letters_and_long_bursts_are_none (void)
{
  HearthScan self = { 0 };
  char *words = scan (&self, "hello", 100, 1);
  char *empty = hearth_scan_end (&self, 200);
  char *huge = scan (&self, "25-0042-9999999999999999999999999999999999", 1000, 1);

  g_assert_null (words);
  g_assert_null (empty);
  g_assert_null (huge);
}

static void
test_time_that_begins_anew_does_not_part_a_burst (void)
{
  g_autofree char *number = hearth_case_number_format (get_day (), 42);
  HearthScan self = { 0 };
  g_autofree char *found = scan (&self, number, G_MAXUINT32 - 20, 8);

  g_assert_cmpstr (found, ==, number);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/scan/a-burst-is-a-number-with-and-without-hyphens",
                   test_a_burst_is_a_number_with_and_without_hyphens);
  g_test_add_func ("/scan/what-is-typed-by-hand-is-none", test_what_is_typed_by_hand_is_none);
  g_test_add_func ("/scan/a-late-enter-is-none", test_a_late_enter_is_none);
  g_test_add_func ("/scan/a-wrong-check-digit-is-none", test_a_wrong_check_digit_is_none);
  g_test_add_func ("/scan/keys-before-a-pause-do-not-count", test_keys_before_a_pause_do_not_count);
  g_test_add_func ("/scan/letters-and-long-bursts-are-none", test_letters_and_long_bursts_are_none);
  g_test_add_func ("/scan/time-that-begins-anew-does-not-part-a-burst",
                   test_time_that_begins_anew_does_not_part_a_burst);
  return g_test_run ();
}
