/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as names: the first line against the second. Keys are small letters and no longer than they may
 * be, a key of a key is itself, a score lies between 0 and 1 and does not depend on the order. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-match.h"

#include <string.h>

static HearthGivenNames *
get_names (void)
{
  static HearthGivenNames *names;
  const char *root = g_getenv ("HEARTH_SOURCE_ROOT");
  g_autofree char *dir = NULL;
  g_autoptr (HearthPackSet) packs = NULL;

  if (names != NULL)
    return names;
  if (root != NULL)
    {
      dir = g_build_filename (root, "data", "packs", NULL);
      packs = hearth_pack_set_load (dir, NULL);
    }
  if (packs == NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new (), problems = hearth_pack_problems_new ();

      packs = hearth_pack_set_new (none, NULL, problems);
    }
  names = hearth_given_names_new (packs);
  return names;
}

static void
check_letters (const char *letters)
{
  g_assert_cmpuint (strlen (letters), >, 0);
  g_assert_cmpuint (strlen (letters), <=, 3 * HEARTH_NAME_KEY_MAX_LETTERS);
  for (const char *p = letters; *p != '\0'; p++)
    g_assert_true (g_ascii_islower (*p));
}

static void
check_keys (const char *name)
{
  g_autoptr (GPtrArray) keys = hearth_name_keys (name);
  g_auto (GStrv) folded = hearth_given_names_fold (get_names (), name);

  g_assert_cmpuint (keys->len, <=, HEARTH_NAME_KEY_MAX_WORDS);
  for (guint i = 0; i < keys->len; i++)
    {
      const HearthNameKey *key = g_ptr_array_index (keys, i);

      check_letters (key->letters);
      check_letters (key->root);
      check_letters (key->skeleton);
      for (char **other = key->others; other != NULL && *other != NULL; other++)
        check_letters (*other);
      g_assert_true (hearth_name_key_equal (key, key));
      g_assert_true (g_str_has_prefix (key->letters, key->root));
    }
  g_assert_cmpuint (g_strv_length (folded) > 0, ==, keys->len > 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, MIN (size, 4096));
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  const char *first = lines[0] != NULL ? lines[0] : "";
  const char *second = lines[0] != NULL && lines[1] != NULL ? lines[1] : "";
  g_autoptr (HearthMatchPerson) a = hearth_match_person_new_from_text (get_names (), first);
  g_autoptr (HearthMatchPerson) b = hearth_match_person_new_from_text (get_names (), second);
  g_autofree char *begin = hearth_name_key_begin (first);
  HearthMatch match, turned;

  check_keys (first);
  check_keys (second);
  hearth_match_compare (a, b, &match);
  hearth_match_compare (b, a, &turned);
  g_assert_cmpfloat (match.score, >=, 0);
  g_assert_cmpfloat (match.score, <=, 1);
  g_assert_cmpfloat (match.score, ==, turned.score);
  g_assert_cmpuint (match.n_reasons, <=, HEARTH_MATCH_MAX_REASONS);
  return 0;
}
