/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annex of injuries: what a stock reader finds on it, and what it must not find. */
#include "config.h"

#include "hearth-body-paint.h"
#include "hearth-injury-sheet.h"
#include "hearth-out-pdf.h"
#include "hearth-pages.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-test-paper.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define TODAY "2025-06-21"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
add (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind ("injury"), self->case_id,
                                  hearth_random_id (), HEARTH_REVISION_NEW, fields };
  g_autoptr (HearthChangeSet) changes = hearth_record_save (self->vault->context, &edit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Макетенко','given':'Зразок','birth':'1999-02-03',"
                   "'released':'2025-06-09'}");
  add (self, "{'kind':'scar','region':'chest-left','view':'front','mark':'640:240,660:280',"
             "'length_mm':'42','width_mm':'6','seen':'Лінійний рубець','method':'beating',"
             "'alleged_on':'2023-05','alleged_place':'вигадане місце','words':'Били палицею',"
             "'consistency':'highly-consistent','consent':'given','examiner':'Лікарка Вигадана'}");
  add (self, "{'kind':'electric-mark','region':'palm-right','method':'electric-shock'}");
  add (self, "{'kind':'burn','region':'sole-left','view':'feet',"
             "'mark':'690:700,760:700,760:800,690:800,690:700'}");
  add (self, "{'kind':'bruise','region':'thigh-front-left','method':'sexual-violence',"
             "'words':'Потаємненко'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_free (self->vault);
}

/* NULL: nothing can read it here. */
static char *
read_paper (Fixture *self, const char *language, gboolean with_restricted, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  g_autoptr (HearthPages) pages = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  pages = hearth_pages_new_flow (
      hearth_injury_sheet_new (self->vault->context, kase, language, with_restricted));
  pdf = hearth_out_pdf (pages, &error);
  g_assert_no_error (error);
  return hearth_test_read_paper (pdf, name);
}

static void
test_the_annex_tells_of_each_injury_in_ukrainian (Fixture *self, gconstpointer data)
{
  g_autofree char *text = read_paper (self, "uk", FALSE, "annex-uk.pdf");

  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Макетенко");
  hearth_test_assert_holds (text, "Ушкодження 1");
  hearth_test_assert_holds (text, "Ушкодження 3");
  hearth_test_assert_holds (text, "Лінійний рубець");
  hearth_test_assert_holds (text, "42 × 6 мм");
  hearth_test_assert_holds (text, "Били палицею");
  hearth_test_assert_holds (text, "Високою мірою сумісне");
  hearth_test_assert_holds (text, "Електромітка");
  hearth_test_assert_holds (text, "Стопи");
  hearth_test_assert_holds (text, "Лікарка Вигадана");
  hearth_test_assert_holds (text, "Хто оглядав");
}

static void
test_the_annex_is_whole_in_english (Fixture *self, gconstpointer data)
{
  g_autofree char *text = read_paper (self, "en", FALSE, "annex-en.pdf");

  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Annex: injuries");
  hearth_test_assert_holds (text, "Highly consistent with");
  hearth_test_assert_holds (text, "Electric mark");
  hearth_test_assert_holds (text, "Right hand");
  hearth_test_assert_holds (text, "Examiner: name, post, signature, date");
}

static void
test_restricted_injuries_are_printed_only_when_asked_for (Fixture *self, gconstpointer data)
{
  g_autofree char *without = read_paper (self, "uk", FALSE, "annex-without.pdf");
  g_autofree char *with = read_paper (self, "uk", TRUE, "annex-with.pdf");

  if (with == NULL)
    return;
  hearth_test_assert_holds (with, "Потаємненко");
  hearth_test_assert_holds (with, "R1");
  g_assert_null (strstr (without, "Потаємненко"));
  g_assert_null (strstr (without, "Сексуальне насильство"));
  g_assert_null (strstr (without, "R1"));
}

static guint
count_dark (cairo_surface_t *surface)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint n = 0;

  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += data[y * cairo_image_surface_get_stride (surface) + 4 * x] < 128 ? 1 : 0;
  return n;
}

/* A sign that looks like another, or like nothing, would say the wrong thing on paper. */
static void
test_every_sign_is_drawn_and_differs (Fixture *self, gconstpointer data)
{
  HearthPackSet *packs = self->vault->packs;
  const HearthBodyInk ink = { { 0, 0, 0 }, { 1, 1, 1 } };
  guint n_kinds = hearth_pack_set_get_n_entries (packs, "injury-kind");
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
  const gsize size = 32 * 32 * 4;

  g_assert_cmpuint (n_kinds, >, 10);
  for (guint i = 0; i < n_kinds; i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "injury-kind", i);
      const char *symbol = hearth_pack_entry_get_text (entry, "Symbol", NULL);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 32, 32);
      cairo_t *cr = cairo_create (surface);

      g_assert_nonnull (symbol);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      hearth_body_paint_symbol (cr, symbol, 16, 16, 20, &ink);
      g_assert_cmpuint (count_dark (surface), >, 30);
      for (guint j = 0; j < pictures->len; j++)
        g_assert_true (memcmp (pictures->pdata[j], cairo_image_surface_get_data (surface), size) !=
                       0);
      g_ptr_array_add (pictures, g_memdup2 (cairo_image_surface_get_data (surface), size));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/injury-sheet/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-annex-tells-of-each-injury-in-ukrainian",
       test_the_annex_tells_of_each_injury_in_ukrainian);
  ADD ("the-annex-is-whole-in-english", test_the_annex_is_whole_in_english);
  ADD ("restricted-injuries-are-printed-only-when-asked-for",
       test_restricted_injuries_are_printed_only_when_asked_for);
  ADD ("every-sign-is-drawn-and-differs", test_every_sign_is_drawn_and_differs);
#undef ADD
  return g_test_run ();
}
