/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-random.h"
#include "hearth-secret.h"

#include <string.h>

static void
test_bytes_are_copied (void)
{
  guint8 bytes[] = { 1, 2, 3, 4 };
  g_autoptr (HearthSecret) secret = hearth_secret_new (bytes, sizeof bytes);

  memset (bytes, 0, sizeof bytes);
  g_assert_cmpuint (hearth_secret_get_size (secret), ==, 4);
  g_assert_cmpint (hearth_secret_get_bytes (secret)[3], ==, 4);
}

static void
test_equal_compares_size_and_bytes (void)
{
  g_autoptr (HearthSecret) a = hearth_secret_new ((const guint8 *) "abcd", 4);
  g_autoptr (HearthSecret) same = hearth_secret_new ((const guint8 *) "abcd", 4);
  g_autoptr (HearthSecret) shorter = hearth_secret_new ((const guint8 *) "abc", 3);
  g_autoptr (HearthSecret) other = hearth_secret_new ((const guint8 *) "abcx", 4);

  g_assert_true (hearth_secret_equal (a, same));
  g_assert_false (hearth_secret_equal (a, shorter));
  g_assert_false (hearth_secret_equal (a, other));
}

static void
test_empty_secret_is_allowed (void)
{
  g_autoptr (HearthSecret) empty = hearth_secret_new (NULL, 0);
  g_autoptr (HearthSecret) zero = hearth_secret_new_zero (0);

  g_assert_cmpuint (hearth_secret_get_size (empty), ==, 0);
  g_assert_true (hearth_secret_equal (empty, zero));
}

static void
test_random_secrets_differ (void)
{
  g_autoptr (HearthSecret) a = hearth_secret_new_random (32);
  g_autoptr (HearthSecret) b = hearth_secret_new_random (32);
  HearthId first = hearth_random_id ();
  HearthId second = hearth_random_id ();

  g_assert_false (hearth_secret_equal (a, b));
  g_assert_false (hearth_id_equal (&first, &second));
}

static void
test_reference_keeps_bytes (void)
{
  HearthSecret *secret = hearth_secret_new ((const guint8 *) "k", 1);
  HearthSecret *again = hearth_secret_ref (secret);

  hearth_secret_unref (secret);
  g_assert_cmpint (hearth_secret_get_bytes (again)[0], ==, 'k');
  hearth_secret_unref (again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/secret/bytes-are-copied", test_bytes_are_copied);
  g_test_add_func ("/secret/equal-compares-size-and-bytes", test_equal_compares_size_and_bytes);
  g_test_add_func ("/secret/empty-secret-is-allowed", test_empty_secret_is_allowed);
  g_test_add_func ("/secret/random-secrets-differ", test_random_secrets_differ);
  g_test_add_func ("/secret/reference-keeps-bytes", test_reference_keeps_bytes);
  return g_test_run ();
}
