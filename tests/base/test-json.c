/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-json.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  int code; /* -1: accepted */
} StrictCase;

/* clang-format off */
static const StrictCase strict_cases[] = {
  { "an-object", "{\"a\":1}", -1 },
  { "a-list", "[1,2]", -1 },
  { "blanks-between", " { \"a\" : 1 } ", -1 },
  { "line-ends-and-tabs-in-a-string", "[\"a\\nb\\tc\"]", -1 },
  { "eight-levels", "[[[[[[[[]]]]]]]]", -1 },
  { "brackets-inside-strings-are-no-levels", "[\"[[[[[[[[[[\"]", -1 },
  { "escaped-quotes-before-brackets", "[\"\\\"[[[[[[[[[[\"]", -1 },
  { "largest-integer", "[9007199254740991]", -1 },
  { "smallest-integer", "[-9007199254740991]", -1 },
  { "nothing", "", HEARTH_BASE_ERROR_INVALID },
  { "half-an-object", "{\"a\":1", HEARTH_BASE_ERROR_INVALID },
  { "something-behind", "{}{}", HEARTH_BASE_ERROR_INVALID },
  { "a-key-twice", "{\"a\":1,\"a\":2}", HEARTH_BASE_ERROR_INVALID },
  { "a-byte-order-mark", "\xef\xbb\xbf{}", HEARTH_BASE_ERROR_INVALID },
  { "bytes-that-are-no-utf-8", "[\"\xff\"]", HEARTH_BASE_ERROR_INVALID },
  { "a-lone-surrogate", "[\"\\ud800\"]", HEARTH_BASE_ERROR_INVALID },
  { "a-zero-character", "[\"\\u0000\"]", HEARTH_BASE_ERROR_INVALID },
  { "a-bell-in-a-string", "[\"\\u0007\"]", HEARTH_BASE_ERROR_INVALID },
  { "a-bell-in-a-key", "{\"\\u0007\":1}", HEARTH_BASE_ERROR_INVALID },
  { "a-real-number", "[0.1]", HEARTH_BASE_ERROR_INVALID },
  { "an-exponent", "[1e3]", HEARTH_BASE_ERROR_INVALID },
  { "not-a-number", "[NaN]", HEARTH_BASE_ERROR_INVALID },
  { "a-leading-zero", "[007]", HEARTH_BASE_ERROR_INVALID },
  { "an-integer-beyond-53-bits", "[9007199254740992]", HEARTH_BASE_ERROR_LIMIT },
  { "a-negative-beyond-53-bits", "[-9007199254740992]", HEARTH_BASE_ERROR_LIMIT },
  { "an-integer-beyond-64-bits", "[99999999999999999999]", HEARTH_BASE_ERROR_INVALID },
  { "nine-levels", "[[[[[[[[[]]]]]]]]]", HEARTH_BASE_ERROR_LIMIT },
  { "nine-levels-of-objects", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}", HEARTH_BASE_ERROR_LIMIT },
};
/* clang-format on */

static void
json_is_read_strictly (gconstpointer data)
{
  const StrictCase *test = data;
  g_autoptr (GError) error = NULL;
  json_auto_t *json = hearth_json_parse (test->text, strlen (test->text), &error);

  if (test->code < 0)
    {
      g_assert_no_error (error);
      g_assert_nonnull (json);
      return;
    }
  g_assert_null (json);
  g_assert_error (error, HEARTH_BASE_ERROR, test->code);
}

static void
nothing_at_all_is_no_json (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_json_parse (NULL, 0, &error));
  g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID);
}

static void
any_number_is_read_for_who_looks_at_it (void)
{
  static const char text[] = "[1.5,9007199254740992]";
  json_auto_t *json = hearth_json_parse_numbers (text, strlen (text), NULL);

  g_assert_true (json_is_real (json_array_get (json, 0)));
  g_assert_cmpint (json_integer_value (json_array_get (json, 1)), ==, 9007199254740992);
}

static void
an_error_quotes_nothing_of_the_input (void)
{
  static const char text[] = "{\"surname\":\"Vyhadanko\" oops}";
  g_autoptr (GError) error = NULL;
  json_auto_t *json = hearth_json_parse (text, strlen (text), &error);

  g_assert_null (json);
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "Vyhadanko"));
  g_assert_null (strstr (error->message, "oops"));
}

static void
the_canonical_form_is_compact_and_sorted (void)
{
  json_auto_t *json = json_pack ("{s:i,s:[b,n],s:s}", "b", 2, "c", 1, "a", "Ґанок");
  g_autofree char *text = hearth_json_dump (json);

  g_assert_cmpstr (text, ==, "{\"a\":\"Ґанок\",\"b\":2,\"c\":[true,null]}");
}

static void
only_the_canonical_bytes_are_canonical (void)
{
  static const char *const other[] = {
    "{\"b\":1,\"a\":2}",       "{\"a\": 2,\"b\":1}", "{\"a\":2,\"b\":1}\n",
    "{\"\\u0061\":2,\"b\":1}", "{\"a\":-0,\"b\":1}",
  };
  static const char canonical[] = "{\"a\":2,\"b\":1}";
  json_auto_t *json = hearth_json_parse_canonical (canonical, strlen (canonical), NULL);

  g_assert_nonnull (json);
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr (GError) error = NULL;
      json_auto_t *none = hearth_json_parse_canonical (other[i], strlen (other[i]), &error);

      g_assert_null (none);
      g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID);
    }
}

static void
typed_readers_take_only_their_type (void)
{
  static const char text[] = "{\"i\":7,\"l\":[],\"n\":null,\"o\":{},\"s\":\"7\",\"t\":true}";
  json_auto_t *json = hearth_json_parse (text, strlen (text), NULL);
  gboolean flag = FALSE;
  gint64 number = -1;

  g_assert_cmpstr (hearth_json_get_string (json, "s"), ==, "7");
  g_assert_null (hearth_json_get_string (json, "i"));
  g_assert_null (hearth_json_get_string (json, "absent"));
  g_assert_false (hearth_json_get_int (json, "s", &number));
  g_assert_false (hearth_json_get_int (json, "n", &number));
  g_assert_cmpint (number, ==, -1);
  g_assert_true (hearth_json_get_int (json, "i", &number));
  g_assert_cmpint (number, ==, 7);
  g_assert_false (hearth_json_get_bool (json, "i", &flag));
  g_assert_true (hearth_json_get_bool (json, "t", &flag));
  g_assert_true (flag);
  g_assert_nonnull (hearth_json_get_array (json, "l"));
  g_assert_null (hearth_json_get_array (json, "o"));
  g_assert_nonnull (hearth_json_get_object (json, "o"));
  g_assert_null (hearth_json_get_object (json, "l"));
}

static void
a_key_too_many_is_noticed (void)
{
  static const char *const keys[] = { "a", "b", NULL };
  static const char *const fewer[] = { "a", NULL };
  json_auto_t *json = json_pack ("{s:i,s:i}", "a", 1, "b", 2);
  json_auto_t *empty = json_object ();

  g_assert_true (hearth_json_has_only (json, keys));
  g_assert_false (hearth_json_has_only (json, fewer));
  g_assert_true (hearth_json_has_only (empty, fewer));
}

/* A member that is left out for want of memory would be missed by nobody. */
static void
no_memory_ends_the_program (void)
{
  if (g_test_subprocess ())
    {
      json_t *json = json_stringn_nocheck ("", G_MAXSSIZE - 1);

      exit (json == NULL ? 0 : 1);
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (strict_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/strict/", strict_cases[i].name, NULL);

      g_test_add_data_func (path, &strict_cases[i], json_is_read_strictly);
    }
  g_test_add_func ("/json/nothing-at-all-is-no-json", nothing_at_all_is_no_json);
  g_test_add_func ("/json/any-number-is-read-for-who-looks-at-it",
                   any_number_is_read_for_who_looks_at_it);
  g_test_add_func ("/json/an-error-quotes-nothing-of-the-input",
                   an_error_quotes_nothing_of_the_input);
  g_test_add_func ("/json/the-canonical-form-is-compact-and-sorted",
                   the_canonical_form_is_compact_and_sorted);
  g_test_add_func ("/json/only-the-canonical-bytes-are-canonical",
                   only_the_canonical_bytes_are_canonical);
  g_test_add_func ("/json/typed-readers-take-only-their-type", typed_readers_take_only_their_type);
  g_test_add_func ("/json/no-memory-ends-the-program", no_memory_ends_the_program);
  g_test_add_func ("/json/a-key-too-many-is-noticed", a_key_too_many_is_noticed);
  return g_test_run ();
}
