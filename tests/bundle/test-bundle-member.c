/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of members, and lines cut out of pieces. */
#include "config.h"

#include "hearth-bundle-error.h"
#include "hearth-bundle-member.h"
#include "hearth-line-scanner.h"

#include <string.h>

#define HEX32 "0123456789abcdef0123456789abcdef"
#define HEX64 HEX32 HEX32

typedef struct
{
  const char *name;
  HearthBundleMember member;
  const char *compartment;
  gboolean is_sealed;
} Good;

static const Good good[] = {
  { "manifest.json", HEARTH_BUNDLE_MEMBER_MANIFEST, NULL, FALSE },
  { "manifest.json.minisig", HEARTH_BUNDLE_MEMBER_SIGNATURE, NULL, FALSE },
  { "pad", HEARTH_BUNDLE_MEMBER_PAD, NULL, FALSE },
  { "k/" HEX64, HEARTH_BUNDLE_MEMBER_CARD, NULL, FALSE },
  { "p/core.jsonl.age", HEARTH_BUNDLE_MEMBER_COMMITS, "core", TRUE },
  { "p/core.jsonl", HEARTH_BUNDLE_MEMBER_COMMITS, "core", FALSE },
  { "p/abcdefghijklmnop.jsonl", HEARTH_BUNDLE_MEMBER_COMMITS, "abcdefghijklmnop", FALSE },
  { "b/medical/" HEX32 ".age", HEARTH_BUNDLE_MEMBER_BLOB, "medical", TRUE },
  { "b/medical/" HEX32, HEARTH_BUNDLE_MEMBER_BLOB, "medical", FALSE },
  { "l/" HEX32 ".line", HEARTH_BUNDLE_MEMBER_CHECKPOINT, NULL, FALSE },
};

static const char *const bad[] = {
  "",
  "manifest.jsonx",
  "manifest.json.minisig.age",
  "pad2",
  "/pad",
  "./pad",
  "../pad",
  "k/" HEX32,
  "k/" HEX64 "0",
  "k/" HEX64 ".age",
  "K/" HEX64,
  "p/co.jsonl",
  "p/abcdefghijklmnopq.jsonl",
  "p/Core.jsonl",
  "p/core",
  "p/core.json",
  "p/core.jsonl.age.age",
  "p/../core.jsonl",
  "p//core.jsonl",
  "b/medical",
  "b/medical/" HEX64,
  "b/medical/" HEX32 ".jpg",
  "l/" HEX32,
  "l/" HEX64 ".line",
  "x/core.jsonl",
};

static void
test_names_of_the_list_are_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *compartment = NULL;
      HearthBundleMember member;
      gboolean is_sealed;

      g_assert_true (hearth_bundle_member_parse (good[i].name, &member, &compartment, &is_sealed));
      g_assert_cmpint (member, ==, good[i].member);
      g_assert_cmpstr (compartment, ==, good[i].compartment);
      g_assert_cmpint (is_sealed, ==, good[i].is_sealed);
    }
}

static void
test_other_names_are_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *compartment = NULL;
      HearthBundleMember member;
      gboolean is_sealed;

      g_assert_false (hearth_bundle_member_parse (bad[i], &member, &compartment, &is_sealed));
      g_assert_null (compartment);
    }
}

static gboolean
join_line (const char *line, gsize length, gpointer data, GError **error)
{
  g_string_append_printf (data, "<%.*s>", (int) length, line);
  return TRUE;
}

/* Whatever the pieces are, the lines are the same. */
static void
test_lines_do_not_depend_on_the_pieces (void)
{
  static const char text[] = "one\n\nthree of them\nlast\n";

  for (gsize step = 1; step <= strlen (text); step++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autoptr (HearthLineScanner) scanner = hearth_line_scanner_new (13, join_line, lines);
      g_autoptr (GError) error = NULL;

      for (gsize at = 0; at < strlen (text); at += step)
        g_assert_true (
            hearth_line_scanner_add (scanner, text + at, MIN (step, strlen (text) - at), &error));
      g_assert_true (hearth_line_scanner_finish (scanner, &error));
      g_assert_cmpstr (lines->str, ==, "<one><><three of them><last>");
    }
}

static void
test_long_and_cut_lines_are_refused (void)
{
  for (gsize step = 1; step <= 15; step++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autoptr (HearthLineScanner) scanner = hearth_line_scanner_new (12, join_line, lines);
      g_autoptr (GError) error = NULL;
      gboolean accepted = TRUE;

      for (gsize at = 0; at < 15 && accepted; at += step)
        accepted =
            hearth_line_scanner_add (scanner, "thirteen long\nx" + at, MIN (step, 15 - at), &error);
      g_assert_false (accepted);
      g_assert_error (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_LIMIT);
    }
  {
    g_autoptr (GString) lines = g_string_new (NULL);
    g_autoptr (HearthLineScanner) scanner = hearth_line_scanner_new (12, join_line, lines);
    g_autoptr (GError) error = NULL;

    g_assert_true (hearth_line_scanner_add (scanner, "whole\ncut", 9, &error));
    g_assert_false (hearth_line_scanner_finish (scanner, &error));
    g_assert_error (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_COMMIT);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-member/names-of-the-list-are-read", test_names_of_the_list_are_read);
  g_test_add_func ("/bundle-member/other-names-are-refused", test_other_names_are_refused);
  g_test_add_func ("/bundle-member/lines-do-not-depend-on-the-pieces",
                   test_lines_do_not_depend_on_the_pieces);
  g_test_add_func ("/bundle-member/long-and-cut-lines-are-refused",
                   test_long_and_cut_lines_are_refused);
  return g_test_run ();
}
