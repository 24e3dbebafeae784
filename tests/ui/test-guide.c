/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-guide.h"

#include <pango/pango.h>

static HearthGuidePage *
parse (const char *inside, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "<page xmlns=\"http://projectmallard.org/1.0/\" id=\"x\"><title>X</title>%s</page>", inside);

  return hearth_guide_page_parse (text, -1, error);
}

static GPtrArray *
load (const char *language)
{
  g_autofree char *folder =
      g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "help", language, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = hearth_guide_load (folder, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&pages);
}

static const HearthGuidePage *
find (GPtrArray *pages, const char *id)
{
  for (guint i = 0; i < pages->len; i++)
    if (g_str_equal (hearth_guide_page_get_id (g_ptr_array_index (pages, i)), id))
      return g_ptr_array_index (pages, i);
  return NULL;
}

static void
test_every_kind_of_block (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthGuidePage) page =
      parse ("<info><link type=\"guide\" xref=\"index\"/><title type=\"sort\">10</title>"
             "<desc>About</desc></info><p>Say &lt;it&gt;\n   twice</p>"
             "<steps><item><p>one</p></item><item><p>two</p></item></steps>"
             "<list><item><p>dot</p></item></list>"
             "<note style=\"warning\"><p>care</p></note><note><p>mind</p></note>"
             "<section id=\"s\"><title>Part</title><p>end</p></section>"
             "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>",
             &error);
  static const struct
  {
    HearthGuideKind kind;
    guint number;
    const char *markup;
    const char *value;
  } expected[] = {
    { HEARTH_GUIDE_TEXT, 0, "Say &lt;it&gt; twice", NULL },
    { HEARTH_GUIDE_STEP, 1, "one", NULL },
    { HEARTH_GUIDE_STEP, 2, "two", NULL },
    { HEARTH_GUIDE_BULLET, 0, "dot", NULL },
    { HEARTH_GUIDE_WARNING, 0, "care", NULL },
    { HEARTH_GUIDE_NOTE, 0, "mind", NULL },
    { HEARTH_GUIDE_HEADING, 0, "Part", NULL },
    { HEARTH_GUIDE_TEXT, 0, "end", NULL },
    { HEARTH_GUIDE_ROW, 0, "a", "b" },
  };

  g_assert_no_error (error);
  g_assert_cmpstr (hearth_guide_page_get_title (page), ==, "X");
  g_assert_cmpstr (hearth_guide_page_get_summary (page), ==, "About");
  g_assert_cmpuint (hearth_guide_page_get_n_blocks (page), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const HearthGuideBlock *block = hearth_guide_page_get_block (page, i);

      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpuint (block->number, ==, expected[i].number);
      g_assert_cmpstr (block->markup, ==, expected[i].markup);
      g_assert_cmpstr (block->value, ==, expected[i].value);
    }
}

static void
test_words_are_marked (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthGuidePage) page =
      parse ("<p><gui>Save</gui> or <keyseq><key>Ctrl</key><key>S</key></keyseq>, <key>Esc</key>, "
             "<cmd>age</cmd>, <link xref=\"vault\">there</link></p>",
             &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hearth_guide_page_get_block (page, 0)->markup, ==,
                   "<b>Save</b> or <tt>Ctrl</tt>+<tt>S</tt>, <tt>Esc</tt>, <tt>age</tt>, "
                   "<a href=\"vault\">there</a>");
}

static void
test_what_is_not_a_page_is_refused (void)
{
  static const char *const inside[] = { "<script/>", "<p>open", "<p>&unknown;</p>" };
  g_autofree char *endless = g_strnfill (70000, 'x');
  g_autoptr (GError) long_error = NULL;
  g_autoptr (GError) bare_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (inside[i], &error));
      g_assert_true (error != NULL && error->domain == G_MARKUP_ERROR);
    }
  g_assert_null (parse (endless, &long_error));
  g_assert_error (long_error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT);
  g_assert_null (hearth_guide_page_parse ("<page id=\"x\"></page>", -1, &bare_error));
  g_assert_error (bare_error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT);
}

static void
test_a_search_wants_every_word (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthGuidePage) page = parse ("<p>Ключі та <file>Резервні</file> копії</p>", &error);

  g_assert_no_error (error);
  g_assert_true (hearth_guide_page_matches (page, ""));
  g_assert_true (hearth_guide_page_matches (page, "резервн КЛЮЧ"));
  g_assert_false (hearth_guide_page_matches (page, "резервні люди"));
  /* Not in what marks the words. */
  g_assert_false (hearth_guide_page_matches (page, "tt"));
}

static void
check_same (const HearthGuidePage *a, const HearthGuidePage *b)
{
  g_assert_cmpuint (hearth_guide_page_get_n_blocks (a), ==, hearth_guide_page_get_n_blocks (b));
  for (guint i = 0; i < hearth_guide_page_get_n_blocks (a); i++)
    g_assert_cmpint (hearth_guide_page_get_block (a, i)->kind, ==,
                     hearth_guide_page_get_block (b, i)->kind);
}

static void
check_markup (const HearthGuidePage *page)
{
  for (guint i = 0; i < hearth_guide_page_get_n_blocks (page); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GRegex) link = g_regex_new ("</?a[^>]*>", 0, 0, NULL);
      const char *markup = hearth_guide_page_get_block (page, i)->markup;
      /* Links are the label's own. */
      g_autofree char *bare = g_regex_replace_literal (link, markup, -1, 0, "", 0, NULL);

      g_assert_true (pango_parse_markup (bare, -1, 0, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (markup, !=, "");
    }
}

static void
test_the_shipped_pages_are_alike_in_both_languages (void)
{
  g_autoptr (GPtrArray) english = load ("C");
  g_autoptr (GPtrArray) ukrainian = load ("uk");

  g_assert_cmpuint (english->len, ==, ukrainian->len);
  g_assert_cmpstr (hearth_guide_page_get_id (g_ptr_array_index (english, 0)), ==, "index");
  g_assert_cmpstr (hearth_guide_page_get_id (g_ptr_array_index (english, 1)), ==, "vault");
  for (guint i = 0; i < english->len; i++)
    {
      const HearthGuidePage *page = g_ptr_array_index (english, i);
      const HearthGuidePage *other = find (ukrainian, hearth_guide_page_get_id (page));

      g_assert_nonnull (other);
      check_same (page, other);
      check_markup (page);
      check_markup (other);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/guide/every-kind-of-block", test_every_kind_of_block);
  g_test_add_func ("/ui/guide/words-are-marked", test_words_are_marked);
  g_test_add_func ("/ui/guide/what-is-not-a-page-is-refused", test_what_is_not_a_page_is_refused);
  g_test_add_func ("/ui/guide/a-search-wants-every-word", test_a_search_wants_every_word);
  g_test_add_func ("/ui/guide/the-shipped-pages-are-alike-in-both-languages",
                   test_the_shipped_pages_are_alike_in_both_languages);
  return g_test_run ();
}
