/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table and its ways out: what Python's csv and zipfile modules and pdftotext read back. */
#include "config.h"

#include "hearth-out-csv.h"
#include "hearth-out-pdf.h"
#include "hearth-out-xlsx.h"
#include "hearth-report-file.h"
#include "hearth-table-sheet.h"
#include "hearth-test-program.h"
#include "hearth-test.h"

#include <string.h>

#define HOSTILE "=HYPERLINK(\"http://x\";\"y\")"

static HearthTable *
make_table (guint n_rows)
{
  HearthTable *table = hearth_table_new ("uk", "Невиплачене: за особами / 2025");

  hearth_table_set_parameters (table, "Станом на 20.06.2025");
  hearth_table_add_note (table, "Події під ембарго не враховано.");
  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Справа");
  hearth_table_add_column (table, HEARTH_COLUMN_DATE, "З якого дня");
  hearth_table_add_column (table, HEARTH_COLUMN_COUNT, "Кроків");
  hearth_table_add_column (table, HEARTH_COLUMN_MONEY, "Винні");
  for (guint i = 0; i < n_rows; i++)
    {
      hearth_table_add_text (table, i == 0 ? HOSTILE : "Кома, \"лапки\"\nі рядок");
      hearth_table_add_date (table, i == 0 ? hearth_date_new (2025, 6, 9) : HEARTH_DATE_NONE);
      if (i == 0)
        hearth_table_add_number (table, 3);
      else
        hearth_table_add_hidden (table);
      hearth_table_add_number (table, i == 0 ? 123456705 : -5);
    }
  hearth_table_begin_totals (table);
  hearth_table_add_text (table, "Разом");
  hearth_table_add_empty (table);
  hearth_table_add_number (table, 7);
  hearth_table_add_number (table, 123456700);
  hearth_table_seal (table);
  return table;
}

static char *
run_on (GBytes *bytes, const char *name, const char *script)
{
  g_autofree char *folder = hearth_test_make_folder ();
  char *output = NULL;

  hearth_test_write_file (folder, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpint (hearth_test_run (folder, script, &output), ==, 0);
  hearth_test_remove_folder (folder);
  return output;
}

static void
assert_holds (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is not in: %s", part, text);
}

static void
a_csv_has_types_that_programs_read_and_no_formula (void)
{
  g_autoptr (HearthTable) table = make_table (2);
  g_autoptr (GBytes) csv = hearth_out_csv (table);
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));

  g_assert_cmpstr (text, ==,
                   "\xef\xbb\xbfСправа,З якого дня,Кроків,Винні\r\n"
                   "\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\",2025-06-09,3,1234567.05\r\n"
                   "\"Кома, \"\"лапки\"\"\nі рядок\",,*,-0.05\r\n"
                   "Разом,,7,1234567.00\r\n");
}

static void
a_csv_is_read_back_by_python (void)
{
  static const char *const programs[] = { "python3", NULL };
  g_autoptr (HearthTable) table = make_table (2);
  g_autoptr (GBytes) csv = hearth_out_csv (table);
  g_autofree char *text = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  text = run_on (csv, "t.csv",
                 "python3 -c 'import csv\n"
                 "rows = list(csv.reader(open(\"t.csv\", encoding=\"utf-8-sig\", newline=\"\")))\n"
                 "print([len(r) for r in rows], rows[1][3], rows[2][2], rows[3][0] == \"Разом\")'");
  assert_holds (text, "[4, 4, 4, 4] 1234567.05 * True");
}

static void
a_workbook_has_typed_cells_and_a_heading_that_stays (void)
{
  static const char *const programs[] = { "python3", NULL };
  g_autoptr (HearthTable) table = make_table (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) book = hearth_out_xlsx (table, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  if (!hearth_test_need_programs (programs))
    return;
  text = run_on (book, "t.xlsx",
                 "python3 -c 'import zipfile\n"
                 "z = zipfile.ZipFile(\"t.xlsx\")\n"
                 "assert z.testzip() is None\n"
                 "for n in (\"xl/worksheets/sheet1.xml\", \"xl/sharedStrings.xml\", "
                 "\"xl/styles.xml\", \"xl/workbook.xml\"):\n"
                 "    print(z.read(n).decode(\"utf-8\"))'");
  /* A text is a text, whatever it begins with; a day and a sum are numbers with their formats. */
  assert_holds (text, "<c r=\"A2\" t=\"s\">");
  g_assert_null (strstr (text, "<f>"));
  assert_holds (text, "<v>45817</v>");
  assert_holds (text, "<v>1234567.05</v>");
  assert_holds (text, "<v>-0.05</v>");
  assert_holds (text, "state=\"frozen\"");
  assert_holds (text, "topLeftCell=\"A2\"");
  assert_holds (text, "<cols>");
  assert_holds (text, "yyyy-mm-dd");
  assert_holds (text, "#,##0.00");
  assert_holds (text, "=HYPERLINK(");
  assert_holds (text, "Невиплачене  за особами");
  assert_holds (text, "Події під ембарго не враховано.");
}

/* Every file that the library makes on its way is one of a file system in memory. */
static void
a_workbook_never_touches_a_disk (void)
{
  g_autofree char *folder = hearth_test_make_folder ();
  g_autoptr (HearthTable) table = make_table (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) book = NULL;
  g_autofree char *none = g_build_filename (folder, "none", NULL);

  /* Were it to take the folder for temporary files, there would be none. */
  g_setenv ("TMPDIR", none, TRUE);
  book = hearth_out_xlsx (table, &error);
  g_unsetenv ("TMPDIR");
  g_assert_no_error (error);
  g_assert_nonnull (book);
  hearth_test_remove_folder (folder);
}

static void
a_long_table_on_paper_has_its_heading_on_every_page (void)
{
  static const char *const programs[] = { "pdftotext", NULL };
  g_autoptr (HearthTable) table = make_table (120);
  g_autoptr (HearthPages) pages =
      hearth_pages_new_flow (hearth_table_sheet (table, "Складено 20.06.2025"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = hearth_out_pdf (pages, &error);
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_no_error (error);
  if (!hearth_test_need_programs (programs))
    return;
  text = run_on (pdf, "t.pdf", "pdftotext -enc UTF-8 -raw t.pdf -");
  for (const char *at = text; (at = strstr (at, "Справа")) != NULL; at++)
    n++;
  g_assert_cmpuint (hearth_pages_get_n_pages (pages), >, 3);
  g_assert_cmpuint (n, ==, hearth_pages_get_n_pages (pages));
  assert_holds (text, "09.06.2025");
  assert_holds (text, "Разом");
  assert_holds (text, "ембарго");
  assert_holds (text, "Складено 20.06.2025");
}

static HearthTable *
make_numbered (guint n_rows)
{
  HearthTable *table = hearth_table_new ("en", "Numbered");

  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Row");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *text = g_strdup_printf ("row-%04u", i);

      hearth_table_add_text (table, text);
    }
  hearth_table_seal (table);
  return table;
}

static void
every_row_of_a_long_table_is_on_one_page (void)
{
  static const char *const programs[] = { "pdftotext", NULL };
  const guint n_rows = 400;
  g_autoptr (HearthTable) table = make_numbered (n_rows);
  g_autoptr (HearthPages) pages = hearth_pages_new_flow (hearth_table_sheet (table, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = hearth_out_pdf (pages, &error);
  g_autofree char *text = NULL;
  const char *at;

  g_assert_no_error (error);
  if (!hearth_test_need_programs (programs))
    return;
  text = run_on (pdf, "t.pdf", "pdftotext -enc UTF-8 -raw t.pdf -");
  at = text;
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *row = g_strdup_printf ("row-%04u", i);

      at = strstr (at, row);
      g_assert_nonnull (at);
      at += strlen (row);
      g_assert_null (strstr (at, row));
    }
}

static void
pages_that_are_called_off_are_not_there (void)
{
  g_autoptr (HearthTable) table = make_numbered (10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HearthPages) pages =
      hearth_pages_new_long_flow (hearth_table_sheet (table, NULL), cancellable);

  g_assert_nonnull (pages);
  g_cancellable_cancel (cancellable);
  g_assert_null (hearth_pages_new_long_flow (hearth_table_sheet (table, NULL), cancellable));
}

static gpointer
call_off_soon (gpointer data)
{
  g_usleep (2000);
  g_cancellable_cancel (data);
  return NULL;
}

/* At whichever stage it comes: either there are pages, all of them, or none. */
static void
pages_called_off_on_the_way_are_whole_or_not_there (void)
{
  g_autoptr (HearthTable) table = make_numbered (3000);
  g_autoptr (HearthPages) whole = hearth_pages_new_flow (hearth_table_sheet (table, NULL));

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      HearthFlow *flow = hearth_table_sheet (table, NULL);
      GThread *thread = g_thread_new ("call-off", call_off_soon, cancellable);
      HearthPages *pages = hearth_pages_new_long_flow (flow, cancellable);

      g_thread_join (thread);
      if (pages == NULL)
        continue;
      g_assert_cmpuint (hearth_pages_get_n_pages (pages), ==, hearth_pages_get_n_pages (whole));
      hearth_pages_unref (pages);
    }
}

static HearthPages *
make_in_pool (HearthTable *table, GCancellable *cancellable, GError **error)
{
  GAsyncResult *result = NULL;
  HearthPages *pages;

  hearth_report_make_pages_async (hearth_report_get_chosen (), table, cancellable,
                                  hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  pages = hearth_report_make_pages_finish (result, error);
  g_object_unref (result);
  return pages;
}

static void
pages_made_in_the_pool_are_the_same (void)
{
  g_autoptr (HearthTable) table = make_numbered (400);
  g_autoptr (HearthPages) pages = hearth_pages_new_flow (hearth_table_sheet (table, NULL));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPages) made = make_in_pool (table, cancellable, &error);
  g_autoptr (HearthPages) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (hearth_pages_get_n_pages (made), ==, hearth_pages_get_n_pages (pages));
  g_cancellable_cancel (cancellable);
  none = make_in_pool (table, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
}

/* Rows of the board have a name of their own in the audit log, and can't be asked for by it. */
static void
what_is_chosen_is_no_report_of_the_list (void)
{
  const HearthReport *report;

  for (guint i = 0; (report = hearth_report_get (i)) != NULL; i++)
    g_assert_cmpstr (hearth_report_get_name (report), !=,
                     hearth_report_get_name (hearth_report_get_chosen ()));
  g_assert_null (hearth_report_find (hearth_report_get_name (hearth_report_get_chosen ())));
  g_assert_true (hearth_report_is_about_people (hearth_report_get_chosen ()));
}

/* Days above a table are written as those in it. */
static void
the_day_of_a_report_is_written_in_its_language (void)
{
  static const struct
  {
    const char *language, *said;
  } cases[] = { { "uk", "Складено 20.06.2025" }, { "en", "Made on 2025-06-20" } };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HearthReportQuestion question = { .language = cases[i].language,
                                              .today = hearth_date_new (2025, 6, 20),
                                              .from = HEARTH_DATE_NONE,
                                              .to = HEARTH_DATE_NONE };
      g_autoptr (HearthTable) table = hearth_report_make_chosen (none, &question);

      g_assert_cmpstr (hearth_table_get_parameters (table), ==, cases[i].said);
    }
}

static void
a_wide_table_lies_on_its_side (void)
{
  g_autoptr (HearthTable) table = hearth_table_new ("en", "Wide");
  g_autoptr (HearthPages) pages = NULL;

  for (guint i = 0; i < HEARTH_TABLE_MAX_COLUMNS; i++)
    hearth_table_add_column (table, HEARTH_COLUMN_COUNT, "Number");
  for (guint i = 0; i < HEARTH_TABLE_MAX_COLUMNS; i++)
    hearth_table_add_number (table, i);
  hearth_table_seal (table);
  pages = hearth_pages_new_flow (hearth_table_sheet (table, NULL));
  g_assert_cmpfloat (hearth_pages_get_width (pages), >, hearth_pages_get_height (pages));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report/table/a-csv-has-types-that-programs-read-and-no-formula",
                   a_csv_has_types_that_programs_read_and_no_formula);
  g_test_add_func ("/report/table/a-csv-is-read-back-by-python", a_csv_is_read_back_by_python);
  g_test_add_func ("/report/table/a-workbook-has-typed-cells-and-a-heading-that-stays",
                   a_workbook_has_typed_cells_and_a_heading_that_stays);
  g_test_add_func ("/report/table/a-workbook-never-touches-a-disk",
                   a_workbook_never_touches_a_disk);
  g_test_add_func ("/report/table/a-long-table-on-paper-has-its-heading-on-every-page",
                   a_long_table_on_paper_has_its_heading_on_every_page);
  g_test_add_func ("/report/table/a-wide-table-lies-on-its-side", a_wide_table_lies_on_its_side);
  g_test_add_func ("/report/table/the-day-of-a-report-is-written-in-its-language",
                   the_day_of_a_report_is_written_in_its_language);
  g_test_add_func ("/report/table/every-row-of-a-long-table-is-on-one-page",
                   every_row_of_a_long_table_is_on_one_page);
  g_test_add_func ("/report/table/pages-called-off-on-the-way-are-whole-or-not-there",
                   pages_called_off_on_the_way_are_whole_or_not_there);
  g_test_add_func ("/report/table/pages-that-are-called-off-are-not-there",
                   pages_that_are_called_off_are_not_there);
  g_test_add_func ("/report/table/pages-made-in-the-pool-are-the-same",
                   pages_made_in_the_pool_are_the_same);
  g_test_add_func ("/report/table/what-is-chosen-is-no-report-of-the-list",
                   what_is_chosen_is_no_report_of_the_list);
  return g_test_run ();
}
