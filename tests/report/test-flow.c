/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers whose text flows over pages, and the two about a case: what a stock reader finds on them. */
#include "config.h"

#include "hearth-case-sheet.h"
#include "hearth-out-pdf.h"
#include "hearth-plan-sheet.h"
#include "hearth-test-paper.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define TODAY "2025-06-21"
/* Stands in a part of the vault that neither paper may tell of. */
#define SECRET "Потаємненко"

/* NULL: nothing can read it here. */
static char *
read_pages (HearthPages *pages, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = hearth_out_pdf (pages, &error);

  g_assert_no_error (error);
  return hearth_test_read_paper (pdf, name);
}

/* --- Flow --- */

static void
a_long_text_goes_on_on_the_next_page_without_losing_a_word (void)
{
  HearthFlow *flow = hearth_flow_new (12, "Низ сторінки");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HearthPages) pages = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "w%04u ", i);
  hearth_flow_add_title (flow, "Назва");
  hearth_flow_add_text (flow, text->str);
  hearth_flow_add_signature (flow, "Підпис лікаря");
  pages = hearth_pages_new_flow (flow);
  g_assert_cmpuint (hearth_pages_get_n_pages (pages), >, 3);
  g_assert_cmpuint (hearth_pages_get_n_pages (pages), <, 12);
  found = read_pages (pages, "long.pdf");
  if (found == NULL)
    return;
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%04u", i);

      hearth_test_assert_holds (found, word);
    }
  hearth_test_assert_holds (found, "Підпис лікаря");
  hearth_test_assert_holds (found, "Низ сторінки");
}

static void
a_table_breaks_between_its_rows (void)
{
  static const double shares[] = { 0.3, 0.7 };
  HearthFlow *flow = hearth_flow_new (11, NULL);
  g_autoptr (HearthPages) pages = NULL;
  g_autofree char *found = NULL;

  hearth_flow_add_heading (flow, "Таблиця");
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *left = g_strdup_printf ("рядок%u", i);
      const char *cells[] = { left, "довший текст другої колонки, який займає не один рядок на "
                                    "аркуші, а принаймні два" };

      hearth_flow_add_row (flow, cells, shares, 2, i == 0);
    }
  pages = hearth_pages_new_flow (flow);
  g_assert_cmpuint (hearth_pages_get_n_pages (pages), >, 3);
  found = read_pages (pages, "table.pdf");
  if (found == NULL)
    return;
  hearth_test_assert_holds (found, "рядок0");
  hearth_test_assert_holds (found, "рядок119");
}

/* One line more on each paper than on the one before: at some of them the heading would be the last on its
 * page. */
static void
a_heading_never_ends_a_page (void)
{
  for (guint n = 30; n < 60; n++)
    {
      HearthFlow *flow = hearth_flow_new (11, NULL);
      g_autoptr (HearthPages) pages = NULL;
      g_autofree char *found = NULL;

      for (guint i = 0; i < n; i++)
        hearth_flow_add_text (flow, "рядок");
      hearth_flow_add_heading (flow, "Заголовок");
      hearth_flow_add_text (flow, "Перше речення");
      pages = hearth_pages_new_flow (flow);
      found = read_pages (pages, "heading.pdf");
      if (found == NULL)
        return;
      /* The number of the page stands at its end. */
      hearth_test_assert_lacks (found, "Заголовок 1 / 2");
    }
}

static void
an_empty_paper_has_one_page (void)
{
  g_autoptr (HearthPages) pages = hearth_pages_new_flow (hearth_flow_new (11, NULL));

  g_assert_cmpuint (hearth_pages_get_n_pages (pages), ==, 1);
}

static void
a_row_longer_than_a_page_is_cut_and_what_follows_is_there (void)
{
  static const double shares[] = { 0.2, 0.8 };
  HearthFlow *flow = hearth_flow_new (11, NULL);
  g_autofree char *filling = g_strnfill (60000, 'x');
  const char *cells[] = { "зліва", filling };
  g_autoptr (HearthPages) pages = NULL;
  g_autofree char *found = NULL;

  hearth_flow_add_text (flow, "спершу");
  hearth_flow_add_row (flow, cells, shares, 2, FALSE);
  hearth_flow_add_text (flow, "наостанок");
  pages = hearth_pages_new_flow (flow);
  found = read_pages (pages, "cut.pdf");
  g_assert_cmpuint (hearth_pages_get_n_pages (pages), <=, 4);
  if (found != NULL)
    hearth_test_assert_holds (found, "наостанок");
}

/* --- Papers about a case --- */

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  HearthCase *kase;
} Fixture;

static void
add_record (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (HearthChangeSet) changes = hearth_record_add (
      self->vault->context, hearth_registry_find_kind (kind), &self->case_id, fields, NULL, &error);

  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault,
      "{'surname':'Вигаданко','given':'Всеволод','patronymic':'Ігорович',"
      "'category':'severely-wounded','birth':'1999-03-05','facility':'Вигаданий госпіталь',"
      "'ward':'7','captured':'2022-05','released':'2025-06-09','arrived':'2025-06-09',"
      "'stage':'reception','rank':'sergeant'}");
  add_record (self, "contact",
              "{'name':'Вигаданко Олена','relation':'mother','phone':'+380440000000'}");
  add_record (self, "decision",
              "{'next':'in-depth-exam','decided_on':'2025-06-12','reason':'огляд завершено'}");
  add_record (self, "note", "{'text':'" SECRET "','written_on':'2025-06-20'}");
  add_record (self, "allergy", "{'substance':'" SECRET "'}");
  add_record (self, "goal", "{'goal':'" SECRET "','set_on':'2025-06-20'}");
  self->kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->kase);
  hearth_test_vault_free (self->vault);
}

/* No id of a pack, which is Latin letters with hyphens, and nothing of another compartment. */
static void
assert_plain (Fixture *self, const char *text)
{
  for (guint i = 0; i < hearth_case_get_n_steps (self->kase); i++)
    {
      const char *id = hearth_case_get_step (self->kase, i)->item->template_id;

      if (strchr (id, '-') != NULL)
        hearth_test_assert_lacks (text, id);
    }
  hearth_test_assert_lacks (text, SECRET);
}

static void
the_plan_tells_what_is_next_in_the_language_of_the_person (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthPages) pages =
      hearth_pages_new_flow (hearth_plan_sheet_new (self->vault->context, self->kase, "uk"));
  g_autofree char *text = read_pages (pages, "plan-uk.pdf");

  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "План: Вигаданко Всеволод Ігорович");
  hearth_test_assert_holds (text, "Що буде далі");
  hearth_test_assert_holds (text, "Якнайшвидше");
  hearth_test_assert_holds (text, "Ви тут Вигаданий госпіталь, палата 7");
  hearth_test_assert_holds (text, "З вами:");
  assert_plain (self, text);
}

static void
the_plan_is_there_in_english_too (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthPages) pages =
      hearth_pages_new_flow (hearth_plan_sheet_new (self->vault->context, self->kase, "en"));
  g_autofree char *text = read_pages (pages, "plan-en.pdf");

  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Plan for Vyhadanko Vsevolod");
  hearth_test_assert_holds (text, "What happens next");
  hearth_test_assert_lacks (text, "Що буде далі");
  assert_plain (self, text);
}

/* What a document needs is told where the step is that yields it. */
static void
the_plan_says_where_to_go_and_what_to_bring (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthPages) pages =
      hearth_pages_new_flow (hearth_plan_sheet_new (self->vault->context, self->kase, "en"));
  g_autofree char *text = NULL;
  gboolean is_needed = FALSE;

  for (guint i = 0; i < hearth_case_get_n_steps (self->kase); i++)
    {
      const HearthPlanItem *item = hearth_case_get_step (self->kase, i)->item;

      is_needed = is_needed || (item->is_ready && item->template->document != NULL);
    }
  g_assert_true (is_needed);
  text = read_pages (pages, "plan-en.pdf");
  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "With you:");
}

static void
the_summary_holds_the_case_and_only_core (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthPages) pages =
      hearth_pages_new_flow (hearth_case_sheet_new (self->vault->context, self->kase, "uk"));
  g_autofree char *text = read_pages (pages, "summary-uk.pdf");

  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Зведення справи");
  hearth_test_assert_holds (text, "Вигаданко Всеволод Ігорович");
  hearth_test_assert_holds (text, "05.03.1999");
  hearth_test_assert_holds (text, "2022-05");
  hearth_test_assert_holds (text, "09.06.2025");
  hearth_test_assert_holds (text, "Вигаданко Олена");
  hearth_test_assert_holds (text, "огляд завершено");
  hearth_test_assert_holds (text, "Кроки плану");
  assert_plain (self, text);
}

static void
the_summary_is_there_in_english_too (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthPages) pages =
      hearth_pages_new_flow (hearth_case_sheet_new (self->vault->context, self->kase, "en"));
  g_autofree char *text = read_pages (pages, "summary-en.pdf");

  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Case summary");
  hearth_test_assert_holds (text, "5 March 1999");
  hearth_test_assert_holds (text, "Mother");
  assert_plain (self, text);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/report/papers/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/report/flow/a-long-text-goes-on-on-the-next-page-without-losing-a-word",
                   a_long_text_goes_on_on_the_next_page_without_losing_a_word);
  g_test_add_func ("/report/flow/a-table-breaks-between-its-rows", a_table_breaks_between_its_rows);
  g_test_add_func ("/report/flow/a-heading-never-ends-a-page", a_heading_never_ends_a_page);
  g_test_add_func ("/report/flow/an-empty-paper-has-one-page", an_empty_paper_has_one_page);
  g_test_add_func ("/report/flow/a-row-longer-than-a-page-is-cut-and-what-follows-is-there",
                   a_row_longer_than_a_page_is_cut_and_what_follows_is_there);
  ADD ("the-plan-tells-what-is-next-in-the-language-of-the-person",
       the_plan_tells_what_is_next_in_the_language_of_the_person);
  ADD ("the-plan-is-there-in-english-too", the_plan_is_there_in_english_too);
  ADD ("the-plan-says-where-to-go-and-what-to-bring", the_plan_says_where_to_go_and_what_to_bring);
  ADD ("the-summary-holds-the-case-and-only-core", the_summary_holds_the_case_and_only_core);
  ADD ("the-summary-is-there-in-english-too", the_summary_is_there_in_english_too);
  return g_test_run ();
}
