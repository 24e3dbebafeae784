/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates of letters: what is filled in, what is marked, and what a pack may hold. */
#include "config.h"

#include "hearth-letter.h"

#include "hearth-pack-problem.h"

static char *
value_of (const char *name, gpointer data)
{
  if (g_str_equal (name, "unit"))
    return g_strdup ("А0000");
  if (g_str_equal (name, "name.dative"))
    return hearth_letter_mark ("Швець");
  return NULL;
}

static void
assert_filled (const char *text, HearthNameSex sex, const char *expected)
{
  g_autofree char *filled = hearth_letter_fill (text, sex, value_of, NULL);

  g_assert_cmpstr (filled, ==, expected);
}

static void
test_placeholders_are_filled_and_what_is_not_certain_is_marked (void)
{
  assert_filled ("до {unit}.", HEARTH_SEX_MALE, "до А0000.");
  assert_filled ("{name.dative}, {phone}", HEARTH_SEX_MALE, "⟦Швець⟧, ⟦________⟧");
  assert_filled ("", HEARTH_SEX_MALE, "");
  assert_filled ("nothing", HEARTH_SEX_MALE, "nothing");
  assert_filled ("{unit}{unit}", HEARTH_SEX_MALE, "А0000А0000");
}

static void
test_a_choice_follows_the_sex (void)
{
  assert_filled ("я {був|була}", HEARTH_SEX_MALE, "я був");
  assert_filled ("я {був|була}", HEARTH_SEX_FEMALE, "я була");
  assert_filled ("я {був|була}", HEARTH_SEX_UNKNOWN, "я ⟦був / була⟧");
}

static void
test_values_are_not_read_as_templates (void)
{
  g_autofree char *filled = hearth_letter_fill ("{unit} {", HEARTH_SEX_MALE, value_of, NULL);

  g_assert_cmpstr (filled, ==, "А0000 {");
}

static void
test_marks_are_counted_and_dropped (void)
{
  g_autofree char *clean = hearth_letter_drop_marks ("а ⟦б⟧ в ⟦г⟧");

  g_assert_cmpuint (hearth_letter_count_marks ("а ⟦б⟧ в ⟦г⟧"), ==, 2);
  g_assert_cmpuint (hearth_letter_count_marks ("а"), ==, 0);
  g_assert_cmpstr (clean, ==, "а б в г");
}

static void
test_only_known_placeholders_are_known (void)
{
  g_assert_true (hearth_letter_knows ("unit"));
  g_assert_true (hearth_letter_knows ("name.genitive"));
  g_assert_true (hearth_letter_knows ("rank.dative"));
  g_assert_false (hearth_letter_knows ("unit.dative"));
  g_assert_false (hearth_letter_knows ("name.locative"));
  g_assert_false (hearth_letter_knows ("name."));
  g_assert_false (hearth_letter_knows (".dative"));
  g_assert_false (hearth_letter_knows (""));
  g_assert_false (hearth_letter_knows ("diagnosis"));
}

static void
test_the_shipped_letters_are_in_order (void)
{
  g_autofree char *dir = hearth_pack_default_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();

  g_assert_no_error (error);
  g_assert_cmpuint (hearth_pack_set_get_n_entries (packs, "letter"), >=, 10);
  hearth_letter_check_packs (packs, problems);
  g_assert_cmpuint (problems->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/letter/placeholders-are-filled-and-what-is-not-certain-is-marked",
                   test_placeholders_are_filled_and_what_is_not_certain_is_marked);
  g_test_add_func ("/letter/a-choice-follows-the-sex", test_a_choice_follows_the_sex);
  g_test_add_func ("/letter/values-are-not-read-as-templates",
                   test_values_are_not_read_as_templates);
  g_test_add_func ("/letter/marks-are-counted-and-dropped", test_marks_are_counted_and_dropped);
  g_test_add_func ("/letter/only-known-placeholders-are-known",
                   test_only_known_placeholders_are_known);
  g_test_add_func ("/letter/the-shipped-letters-are-in-order",
                   test_the_shipped_letters_are_in_order);
  return g_test_run ();
}
