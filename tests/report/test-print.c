/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-number.h"
#include "hearth-out-pdf.h"
#include "hearth-pack-set.h"
#include "hearth-print-ruler.h"
#include "hearth-print-text.h"
#include "hearth-test-program.h"
#include "hearth-test.h"

#include <string.h>

/* Enough for the smallest code, and what office printers do at least. */
#define DPI 200

static HearthPackSet *
load_packs (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  HearthPackSet *packs = hearth_pack_set_load (dir, &error);

  g_assert_no_error (error);
  return packs;
}

static HearthLabelSheet
load_sheet (const char *id)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  const HearthPackEntry *entry = hearth_pack_set_lookup (packs, "label-sheet", id);
  HearthLabelSheet sheet;

  g_assert_nonnull (entry);
  g_assert_true (hearth_label_sheet_load (&sheet, entry));
  return sheet;
}

static char *
make_number (guint serial)
{
  return hearth_case_number_format (hearth_date_new (2025, 6, 10), serial);
}

static GPtrArray *
make_labels (guint n_labels)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_label_free);

  for (guint i = 0; i < n_labels; i++)
    {
      HearthLabel *label = g_new0 (HearthLabel, 1);

      label->number = make_number (i + 1);
      label->name = g_strdup ("Вигаданко-Неймовірний Всеволод-Костянтин");
      label->note = g_strdup_printf ("Браслет %u", i + 1);
      g_ptr_array_add (labels, label);
    }
  return labels;
}

/* --- Sheets --- */

static void
test_every_sheet_of_the_pack_holds_its_labels (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  guint n_sheets = hearth_pack_set_get_n_entries (packs, "label-sheet");

  g_assert_cmpuint (n_sheets, >=, 3);
  for (guint i = 0; i < n_sheets; i++)
    {
      HearthLabelSheet sheet;
      HearthPrintBox last;

      g_assert_true (
          hearth_label_sheet_load (&sheet, hearth_pack_set_get_entry (packs, "label-sheet", i)));
      last = hearth_label_sheet_get_box (&sheet, hearth_label_sheet_get_n_labels (&sheet) - 1);
      g_assert_cmpfloat (last.x + last.width, <=, sheet.width + 2);
      g_assert_cmpfloat (last.y + last.height, <=, sheet.height + 2);
    }
}

static void
test_labels_fill_sheets_after_those_that_are_gone (void)
{
  const HearthLabelSheet sheet = load_sheet ("a4-24");

  g_assert_cmpuint (hearth_label_sheet_get_n_labels (&sheet), ==, 24);
  g_assert_cmpuint (hearth_label_sheet_get_n_pages (&sheet, 24, 0), ==, 1);
  g_assert_cmpuint (hearth_label_sheet_get_n_pages (&sheet, 25, 0), ==, 2);
  g_assert_cmpuint (hearth_label_sheet_get_n_pages (&sheet, 24, 1), ==, 2);
  g_assert_cmpuint (hearth_label_sheet_get_n_pages (&sheet, 1, 23), ==, 1);
  g_assert_cmpfloat_with_epsilon (hearth_label_sheet_get_box (&sheet, 4).x,
                                  70 * HEARTH_POINTS_PER_MM, 0.01);
  g_assert_cmpfloat_with_epsilon (hearth_label_sheet_get_box (&sheet, 4).y,
                                  40 * HEARTH_POINTS_PER_MM, 0.01);
}

/* --- Codes --- */

/* What is in @box as a picture, as a printer would make it. */
static void
draw_png (HearthPages *pages, guint page, const HearthPrintBox *box, const char *path)
{
  double scale = DPI / 72.0;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (box->width * scale), (int) (box->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -box->x, -box->y);
  hearth_pages_draw (pages, page, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* What a stock reader finds in the pictures of @folder, in the order of their names. */
static char *
read_codes (const char *folder)
{
  char *output = NULL;

  hearth_test_run (folder, "zbarimg -q --raw -S'*.enable=0' -Sqrcode.enable=1 *.png 2>/dev/null",
                   &output);
  return g_strstrip (output);
}

/* A reader is held over one label at a time. */
static void
test_a_stock_reader_finds_every_label (gconstpointer data)
{
  static const char *const programs[] = { "zbarimg", NULL };
  const HearthLabelSheet sheet = load_sheet (data);
  guint n_labels = hearth_label_sheet_get_n_labels (&sheet);
  g_autoptr (HearthPages) pages = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);

  if (!hearth_test_need_programs (programs))
    return;
  folder = hearth_test_make_folder ();
  pages = hearth_pages_new_labels (&sheet, make_labels (n_labels), 0);
  g_assert_cmpuint (hearth_pages_get_n_pages (pages), ==, 1);
  for (guint i = 0; i < n_labels; i++)
    {
      HearthPrintBox box = hearth_label_sheet_get_box (&sheet, i);
      g_autofree char *name = g_strdup_printf ("label-%02u.png", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *number = make_number (i + 1);

      draw_png (pages, 0, &box, path);
      g_string_append_printf (expected, "%s%s", i > 0 ? "\n" : "", number);
    }
  found = read_codes (folder);
  g_assert_cmpstr (found, ==, expected->str);
  hearth_test_remove_folder (folder);
}

/* How much of the paper a number takes. */
static void
measure_line (double width, double *ink_width, double *ink_height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  const HearthPrintBox box = { 0, 0, width, 0 };

  /* The extents are whole units. */
  cairo_scale (cr, 20, 20);
  hearth_print_line (cr, &box, "26-0048-4", 16, TRUE);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, NULL, NULL, ink_width, ink_height);
  *ink_width /= 20;
  *ink_height /= 20;
  cairo_surface_destroy (surface);
}

/* A number that ends in an ellipsis says nothing to whoever has no reader at hand. It is smaller then, and
 * has the same form. */
static void
test_a_number_is_never_cut (void)
{
  double all_width, all_height;

  measure_line (1000, &all_width, &all_height);
  g_assert_cmpfloat (all_width, >, 60);
  for (double width = all_width + 20; width > all_width / 3; width -= 2)
    {
      double ink_width, ink_height;

      measure_line (width, &ink_width, &ink_height);
      g_assert_cmpfloat (ink_width, <=, width + 1);
      g_assert_cmpfloat_with_epsilon (ink_width / ink_height, all_width / all_height, 0.2);
    }
}

static HearthPages *
make_sheets (guint n_sheets)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_intake_sheet_free);

  for (guint i = 0; i < n_sheets; i++)
    {
      g_autofree char *number = make_number (i + 1);
      HearthIntakeSheet *sheet = hearth_intake_sheet_new (number, "Вигаданко Всеволод");

      sheet->warning = g_strdup ("Не годувати без обмежень");
      sheet->checklist_title = g_strdup ("Прийом");
      sheet->notes_title = g_strdup ("Нотатки");
      hearth_intake_sheet_add_fact (sheet, "Дата народження", "2000");
      hearth_intake_sheet_add_fact (sheet, "Частина", NULL);
      hearth_intake_sheet_add_step (sheet, "Дзвінок додому", TRUE);
      hearth_intake_sheet_add_step (sheet, "Душ", FALSE);
      g_ptr_array_add (sheets, sheet);
    }
  return hearth_pages_new_sheets (sheets);
}

static void
test_a_stock_reader_finds_the_number_of_a_sheet (void)
{
  static const char *const programs[] = { "zbarimg", NULL };
  g_autoptr (HearthPages) pages = make_sheets (2);
  const HearthPrintBox all = { 0, 0, HEARTH_INTAKE_SHEET_WIDTH, HEARTH_INTAKE_SHEET_HEIGHT };
  g_autofree char *number = make_number (2);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *found = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  folder = hearth_test_make_folder ();
  path = g_build_filename (folder, "page.png", NULL);
  draw_png (pages, 1, &all, path);
  found = read_codes (folder);
  g_assert_cmpstr (found, ==, number);
  hearth_test_remove_folder (folder);
}

/* --- PDF --- */

static void
test_a_pdf_is_whole_and_of_the_size_of_its_paper (void)
{
  const HearthLabelSheet sheet = load_sheet ("label-62");
  g_autoptr (HearthPages) labels = hearth_pages_new_labels (&sheet, make_labels (3), 0);
  g_autoptr (HearthPages) sheets = make_sheets (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = hearth_out_pdf (labels, &error);
  g_autoptr (GBytes) second = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  second = hearth_out_pdf (sheets, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hearth_pages_get_n_pages (labels), ==, 3);
  g_assert_cmpfloat_with_epsilon (hearth_pages_get_width (labels), 62 * HEARTH_POINTS_PER_MM, 0.01);
  text = g_strndup (g_bytes_get_data (first, NULL), 5);
  g_assert_cmpstr (text, ==, "%PDF-");
  g_assert_cmpmem ((const char *) g_bytes_get_data (first, NULL) + g_bytes_get_size (first) - 6, 5,
                   "%%EOF", 5);
  g_assert_cmpuint (g_bytes_get_size (second), >, 5000);
}

static void
test_a_pdf_is_made_beside_the_main_loop (void)
{
  g_autoptr (HearthPages) pages = make_sheets (3);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  hearth_out_pdf_async (pages, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  bytes = hearth_out_pdf_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 5000);
}

/* --- The ruler --- */

/* Letters that are wide, narrow, kerned, joined, turned, stacked, from other fonts, and the ends of lines. */
static const char *const pieces[] = {
  "а",      "Щ",      "і", "ґ",      "Ї",      "W",  "i",  "AV",     "Ty",
  "ffi",    "7",      "1", " ",      " ",      "  ", "-",  "—",      "’",
  "₴",      ",",      "№", "\u00a0", "\u00ad", "\t", "\n", "\u2028", "е\u0301",
  "\u200b", "\u202e", "א", "س",      "字",     "😀",  "©",  "ﬁ",      "нескінченнедовгеслово",
};

static char *
make_text (gboolean is_plain)
{
  const int n_pieces = g_test_rand_int_range (0, 40);
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n_pieces; i++)
    g_string_append (text,
                     pieces[g_test_rand_int_range (0, is_plain ? 21 : G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static void
test_texts_are_as_high_as_they_are_measured (void)
{
  static const double sizes[] = { 7.8, 8.55, 14 };
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (nowhere);
  g_autoptr (HearthPrintRuler) ruler = hearth_print_ruler_new (cr);
  guint n_lines = 0;

  for (guint i = 0; i < 4000; i++)
    {
      const double size = sizes[i / 100 % G_N_ELEMENTS (sizes)];
      const gboolean is_bold = i / 300 % 2 == 1;
      g_autofree char *text = make_text (i % 2 == 0);
      const HearthPrintBox box = { .width = 10 * g_test_rand_int_range (1, 40) };
      const double drawn = hearth_print_text (cr, &box, text, size, is_bold);

      g_test_message ("\"%s\" of %.2f in %.0f", text, size, box.width);
      /* The second time it is known. */
      for (guint j = 0; j < 2; j++)
        g_assert_cmpfloat_with_epsilon (
            hearth_print_ruler_measure (ruler, box.width, text, size, is_bold), drawn, 0.001);
      n_lines += drawn < 2 * size;
    }
  /* Both ways were gone. */
  g_assert_cmpuint (n_lines, >, 400);
  g_assert_cmpuint (n_lines, <, 3600);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/print/every-sheet-of-the-pack-holds-its-labels",
                   test_every_sheet_of_the_pack_holds_its_labels);
  g_test_add_func ("/print/labels-fill-sheets-after-those-that-are-gone",
                   test_labels_fill_sheets_after_those_that_are_gone);
  g_test_add_data_func ("/print/a-stock-reader-finds-every-label/a4-24", "a4-24",
                        test_a_stock_reader_finds_every_label);
  g_test_add_data_func ("/print/a-stock-reader-finds-every-label/a4-wristbands", "a4-wristbands",
                        test_a_stock_reader_finds_every_label);
  g_test_add_data_func ("/print/a-stock-reader-finds-every-label/label-62", "label-62",
                        test_a_stock_reader_finds_every_label);
  g_test_add_func ("/print/a-number-is-never-cut", test_a_number_is_never_cut);
  g_test_add_func ("/print/a-stock-reader-finds-the-number-of-a-sheet",
                   test_a_stock_reader_finds_the_number_of_a_sheet);
  g_test_add_func ("/print/a-pdf-is-whole-and-of-the-size-of-its-paper",
                   test_a_pdf_is_whole_and_of_the_size_of_its_paper);
  g_test_add_func ("/print/a-pdf-is-made-beside-the-main-loop",
                   test_a_pdf_is_made_beside_the_main_loop);
  g_test_add_func ("/report/print/texts-are-as-high-as-they-are-measured",
                   test_texts_are_as_high_as_they_are_measured);
  return g_test_run ();
}
