/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped packs as data: complete, in both languages, sourced, and discreet. */
#include "config.h"

#include "hearth-plan-templates.h"

#include <string.h>

static HearthPackSet *packs;

typedef void (*EntryFunc) (const HearthPackEntry *entry);

static void
for_each_entry (EntryFunc func)
{
  guint n_entries = 0;

  for (guint i = 0; i < hearth_pack_set_get_n_packs (packs); i++)
    {
      HearthPack *pack = hearth_pack_set_get_pack (packs, i);

      for (guint j = 0; j < hearth_pack_get_n_entries (pack); j++, n_entries++)
        func (hearth_pack_get_entry (pack, j));
    }
  g_assert_cmpuint (n_entries, >, 300);
}

static gboolean
has_script (const char *text, GUnicodeScript script)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == script)
      return TRUE;
  return FALSE;
}

static void
check_entry_is_complete (const HearthPackEntry *entry)
{
  static const char *const certainties[] = { "sourced", "general", "uncertain", NULL };
  const char *english = hearth_pack_entry_get_text (entry, "Source", "en");
  const char *certainty = hearth_pack_entry_get_text (entry, "Certainty", NULL);

  g_assert_nonnull (english);
  g_assert_true (hearth_pack_entry_get_text (entry, "Source", "uk") != english);
  g_assert_nonnull (hearth_pack_entry_get_title (entry, "en"));
  g_assert_true (hearth_pack_entry_get_title (entry, "uk") !=
                 hearth_pack_entry_get_title (entry, "en"));
  g_assert_true (g_strv_contains (certainties, certainty));
  g_assert_cmpint (hearth_pack_entry_get_date (entry, "Checked"), !=, HEARTH_DATE_NONE);
}

static void
test_every_entry_is_complete (void)
{
  for_each_entry (check_entry_is_complete);
}

static void
check_languages_are_not_swapped (const HearthPackEntry *entry)
{
  const char *english = hearth_pack_entry_get_title (entry, "en");
  const char *ukrainian = hearth_pack_entry_get_title (entry, "uk");

  if (has_script (english, G_UNICODE_SCRIPT_CYRILLIC))
    g_test_fail_printf ("%s: Cyrillic in English", hearth_pack_entry_get_id (entry));
  if (!has_script (ukrainian, G_UNICODE_SCRIPT_CYRILLIC))
    g_test_fail_printf ("%s: no Cyrillic in Ukrainian", hearth_pack_entry_get_id (entry));
}

static void
test_titles_are_in_their_language (void)
{
  for_each_entry (check_languages_are_not_swapped);
}

/* A Latin i in a Ukrainian word looks right and sorts, searches and spells wrong. */
static gboolean
mixes_scripts (const char *word)
{
  return has_script (word, G_UNICODE_SCRIPT_CYRILLIC) && has_script (word, G_UNICODE_SCRIPT_LATIN);
}

static void
check_scripts (const HearthPackEntry *entry)
{
  static const char *const keys[] = { "Title", "Feminine", "Plural", "Short",     "Source",  "Note",
                                      "Why",   "Of",       "Exit",   "Authority", "Obstacle" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = hearth_pack_entry_get_text (entry, keys[i], "uk");
      g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " -();,:", -1);

      for (char **word = words; *word != NULL; word++)
        if (mixes_scripts (*word))
          g_test_fail_printf ("%s: %s: mixed letters in '%s'", hearth_pack_entry_get_id (entry),
                              keys[i], *word);
    }
}

static void
test_no_ukrainian_word_has_latin_letters (void)
{
  for_each_entry (check_scripts);
}

static void
check_ukrainian_letters (const HearthPackEntry *entry)
{
  const char *text = hearth_pack_entry_get_title (entry, "uk");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr ("ыэъёЫЭЪЁ", -1, g_utf8_get_char (p)) != NULL)
      g_test_fail_printf ("%s: a letter that Ukrainian lacks", hearth_pack_entry_get_id (entry));
}

static void
test_titles_use_the_ukrainian_alphabet (void)
{
  for_each_entry (check_ukrainian_letters);
}

/* Steps stand in the compartment that everyone reads; their titles must not tell what only a few may
 * know. */
static void
test_step_titles_tell_no_diagnosis (void)
{
  static const char *const words[] = { "hiv",    "syphilis", "sexual",  "psychiatr", "suicid",
                                       "ptsd",   "rape",     "віл",     "сифіліс",   "сексуальн",
                                       "снпк",   "психіатр", "самогуб", "птср",      "ґвалт",
                                       "наркот", "алкогол" };

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "step"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "step", i);
      g_autofree char *all = g_strjoin (
          " ", hearth_pack_entry_get_id (entry), hearth_pack_entry_get_title (entry, "en"),
          hearth_pack_entry_get_title (entry, "uk"),
          hearth_pack_entry_has (entry, "Why") ? hearth_pack_entry_get_text (entry, "Why", "uk")
                                               : "",
          NULL);
      g_autofree char *folded = g_utf8_strdown (all, -1);
      g_auto (GStrv) parts = g_strsplit_set (folded, " -,.():;", -1);

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        for (char **part = parts; *part != NULL; part++)
          if (g_str_has_prefix (*part, words[j]))
            g_test_fail_printf ("%s tells too much", hearth_pack_entry_get_id (entry));
    }
}

static void
test_every_track_has_steps (void)
{
  static const char *const tracks[] = { "arrival",        "medical", "documents", "compensation",
                                        "rehabilitation", "debrief", "followup" };
  guint n_total = hearth_pack_set_get_n_entries (packs, "step");

  g_assert_cmpuint (n_total, >=, 120);
  for (gsize i = 0; i < G_N_ELEMENTS (tracks); i++)
    {
      guint n = 0;

      for (guint j = 0; j < n_total; j++)
        if (g_str_equal (hearth_pack_entry_get_text (hearth_pack_set_get_entry (packs, "step", j),
                                                     "Track", NULL),
                         tracks[i]))
          n++;
      g_assert_cmpuint (n, >=, 5);
    }
}

/* "needs a legal clock": a term of law must be a term. */
static void
test_legal_clocks_have_a_term (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPlanTemplates) templates = hearth_plan_templates_new (packs, &error);
  guint n_legal = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < hearth_plan_templates_get_n (templates); i++)
    {
      const HearthPlanTemplate *template = hearth_plan_templates_get (templates, i);

      if (!template->is_legal)
        continue;
      n_legal++;
      g_assert_cmpint (template->anchor, !=, HEARTH_PLAN_ANCHOR_NONE);
    }
  g_assert_cmpuint (n_legal, >=, 5);
}

static void
test_the_folder_has_nothing_but_packs_that_load (void)
{
  static const char *const kinds[] = {
    "blocker", "branch",     "calendar", "category", "condition", "disclosure", "document",
    "flag",    "given-name", "rank",     "relation", "role",      "stage",      "step",
  };
  json_t *versions = hearth_pack_set_versions_to_json (packs);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_cmpuint (hearth_pack_set_get_n_entries (packs, kinds[i]), >, 0);
      g_assert_cmpint (json_integer_value (json_object_get (versions, kinds[i])), >=, 1);
    }
  json_decref (versions);
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);

  g_test_add_func ("/packs/every-entry-is-complete", test_every_entry_is_complete);
  g_test_add_func ("/packs/titles-are-in-their-language", test_titles_are_in_their_language);
  g_test_add_func ("/packs/no-ukrainian-word-has-latin-letters",
                   test_no_ukrainian_word_has_latin_letters);
  g_test_add_func ("/packs/titles-use-the-ukrainian-alphabet",
                   test_titles_use_the_ukrainian_alphabet);
  g_test_add_func ("/packs/step-titles-tell-no-diagnosis", test_step_titles_tell_no_diagnosis);
  g_test_add_func ("/packs/every-track-has-steps", test_every_track_has_steps);
  g_test_add_func ("/packs/legal-clocks-have-a-term", test_legal_clocks_have_a_term);
  g_test_add_func ("/packs/the-folder-has-nothing-but-packs-that-load",
                   test_the_folder_has_nothing_but_packs_that_load);

  result = g_test_run ();
  hearth_pack_set_unref (packs);
  return result;
}
