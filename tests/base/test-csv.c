/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-csv.h"

#include <string.h>

static HearthCsv *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  HearthCsv *csv = hearth_csv_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return csv;
}

/* The table as one text: cells between bars, rows between slashes. */
static char *
to_bars (const HearthCsv *csv)
{
  GString *out = g_string_new (NULL);

  for (guint row = 0; row < hearth_csv_get_n_rows (csv); row++)
    {
      for (guint column = 0; column < hearth_csv_get_n_cells (csv, row); column++)
        g_string_append_printf (out, "%s%s", column > 0 ? "|" : "",
                                hearth_csv_get_cell (csv, row, column));
      g_string_append_c (out, '/');
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *bars;
} TableRow;

static const TableRow table_rows[] = {
  { "plain-rows", "a,b\n1,2\n", "a|b/1|2/" },
  { "last-line-without-end", "a,b\n1,2", "a|b/1|2/" },
  { "line-ends-of-windows", "a,b\r\n1,2\r\n", "a|b/1|2/" },
  { "line-ends-of-old-macs", "a,b\r1,2\r", "a|b/1|2/" },
  { "semicolons", "a;b;c\n1,5;2;3\n", "a|b|c/1,5|2|3/" },
  { "tabs", "a\tb\n1,5\t2;3\n", "a|b/1,5|2;3/" },
  { "quoted-delimiter", "a;b\n\"1;1\";2\n", "a|b/1;1|2/" },
  { "quoted-line-break", "a;b\n\"x\r\ny\";2\n", "a|b/x\ny|2/" },
  { "doubled-quotes", "a;b\n\"say \"\"so\"\"\";2\n", "a|b/say \"so\"|2/" },
  { "quote-inside-a-plain-cell-is-text", "a;b\nА \"Вигадка\";2\n", "a|b/А \"Вигадка\"|2/" },
  { "blank-rows-stay", "a;b\n\n1;2\n", "a|b//1|2/" },
  { "trailing-delimiter-makes-a-cell", "a;b\n1;", "a|b/1|/" },
  { "uneven-rows-stay-uneven", "a;b;c\n1;2\n1;2;3;4\n1;2;3\n", "a|b|c/1|2/1|2|3|4/1|2|3/" },
  { "a-title-above-does-not-mislead", "Список, 09.06.2025\na;b\n1;2\n3;4\n",
    "Список, 09.06.2025/a|b/1|2/3|4/" },
  { "empty-quotes", "a;b\n\"\";\"\"\n", "a|b/|/" },
  { "one-column", "a\nb\n", "a/b/" },
  { "nothing", "", "" },
};

static void
reads_tables (gconstpointer data)
{
  const TableRow *row = data;
  g_autoptr (HearthCsv) csv = read_text (row->text);
  g_autofree char *bars = to_bars (csv);

  g_assert_cmpstr (bars, ==, row->bars);
}

static void
cells_beyond_the_end_are_null (void)
{
  g_autoptr (HearthCsv) csv = read_text ("a;b\n1\n");

  g_assert_cmpuint (hearth_csv_get_n_cells (csv, 1), ==, 1);
  g_assert_null (hearth_csv_get_cell (csv, 1, 1));
}

static const struct
{
  const char *name;
  const char *bytes;
  gsize length;
  HearthCharset charset;
  const char *bars;
} charset_rows[] = {
#define BYTES(text) text, sizeof text - 1
  { "utf8", BYTES ("\xD0\x84;1\n"), HEARTH_CHARSET_UTF8, "Є|1/" },
  { "utf8-mark", BYTES ("\xEF\xBB\xBF\xD0\x84;1\n"), HEARTH_CHARSET_UTF8, "Є|1/" },
  { "utf16le-mark",
    BYTES ("\xFF\xFE\x04\x04;\0"
           "1\0\n\0"),
    HEARTH_CHARSET_UTF16LE, "Є|1/" },
  { "utf16be-mark",
    BYTES ("\xFE\xFF\x04\x04\0;\0"
           "1\0\n"),
    HEARTH_CHARSET_UTF16BE, "Є|1/" },
  { "utf16le-bare",
    BYTES ("\x04\x04;\0"
           "1\0\n\0"),
    HEARTH_CHARSET_UTF16LE, "Є|1/" },
  { "utf16be-bare",
    BYTES ("\x04\x04\0;\0"
           "1\0\n"),
    HEARTH_CHARSET_UTF16BE, "Є|1/" },
  { "utf16-surrogates",
    BYTES ("\xFF\xFE\x3D\xD8\x00\xDE;\0"
           "1\0"),
    HEARTH_CHARSET_UTF16LE, "\U0001F600|1/" },
  { "windows-1251", BYTES ("\xAA\xAF\xB2\xA5;\xBF\xB3\xB4\xBA\n"), HEARTH_CHARSET_WINDOWS_1251,
    "ЄЇІҐ|їіґє/" },
};

static void
tells_character_sets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (charset_rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (charset_rows[i].bytes, charset_rows[i].length);
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthCsv) csv = hearth_csv_read (bytes, NULL, &error);
      g_autofree char *bars = NULL;

      g_assert_no_error (error);
      bars = to_bars (csv);
      g_assert_cmpint (hearth_csv_get_charset (csv), ==, charset_rows[i].charset);
      g_assert_cmpstr (bars, ==, charset_rows[i].bars);
    }
}

static const struct
{
  const char *name;
  const char *bytes;
  gsize length;
  HearthBaseError code;
  HearthCsvPosition position;
} refused_rows[] = {
  { "open-quote", BYTES ("a;b\n1;\"2\n"), HEARTH_BASE_ERROR_INVALID, { 2, 2 } },
  { "text-after-quote", BYTES ("a;b\n1;2\n\"1\"x;2\n"), HEARTH_BASE_ERROR_INVALID, { 3, 1 } },
  { "utf8-mark-before-other-bytes",
    BYTES ("\xEF\xBB\xBF\xFF;\n"),
    HEARTH_BASE_ERROR_ENCODING,
    { 0, 0 } },
  { "odd-utf16", BYTES ("\xFF\xFE\x31"), HEARTH_BASE_ERROR_ENCODING, { 0, 0 } },
  { "lone-high-surrogate", BYTES ("\xFF\xFE\x3D\xD8;\0"), HEARTH_BASE_ERROR_ENCODING, { 0, 0 } },
  { "lone-low-surrogate", BYTES ("\xFF\xFE\x00\xDC;\0"), HEARTH_BASE_ERROR_ENCODING, { 0, 0 } },
  { "utf32-is-not-utf16", BYTES ("\xFF\xFE\0\0;\0\0\0"), HEARTH_BASE_ERROR_ENCODING, { 0, 0 } },
  { "unassigned-in-windows-1251", BYTES ("\xAA;\x98\n"), HEARTH_BASE_ERROR_ENCODING, { 0, 0 } },
};

static void
refuses_whole_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (refused_rows[i].bytes, refused_rows[i].length);
      g_autoptr (GError) error = NULL;
      HearthCsvPosition position = { 7, 7 };

      g_test_message ("%s", refused_rows[i].name);
      g_assert_null (hearth_csv_read (bytes, &position, &error));
      g_assert_error (error, HEARTH_BASE_ERROR, (int) refused_rows[i].code);
      g_assert_cmpuint (position.row, ==, refused_rows[i].position.row);
      g_assert_cmpuint (position.column, ==, refused_rows[i].position.column);
    }
}

static void
refuse_limit (GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_csv_read (bytes, NULL, &error));
  g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_LIMIT);
}

static void
repeat (GString *text, const char *piece, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
}

static void
holds_its_limits_on_both_sides (void)
{
  GString *text = g_string_new (NULL);

  repeat (text, "a;", HEARTH_CSV_MAX_COLUMNS - 1);
  {
    g_autoptr (HearthCsv) csv = read_text (text->str);

    g_assert_cmpuint (hearth_csv_get_n_cells (csv, 0), ==, HEARTH_CSV_MAX_COLUMNS);
  }
  repeat (text, ";b", 1);
  refuse_limit (text);

  text = g_string_new (NULL);
  repeat (text, "a;b\n", HEARTH_CSV_MAX_ROWS);
  {
    g_autoptr (HearthCsv) csv = read_text (text->str);

    g_assert_cmpuint (hearth_csv_get_n_rows (csv), ==, HEARTH_CSV_MAX_ROWS);
  }
  repeat (text, "a;b\n", 1);
  refuse_limit (text);

  text = g_string_new ("a;\"");
  repeat (text, "xxxxxxxx", HEARTH_CSV_MAX_CELL_BYTES / 8);
  {
    g_autofree char *closed = g_strconcat (text->str, "\"\n", NULL);
    g_autoptr (HearthCsv) csv = read_text (closed);

    g_assert_cmpuint (strlen (hearth_csv_get_cell (csv, 0, 1)), ==, HEARTH_CSV_MAX_CELL_BYTES);
  }
  repeat (text, "xx\"\n", 1);
  refuse_limit (text);
}

static void
knows_formulas (void)
{
  static const char *const formulas[] = {
    "=1+1", " =A1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+A1*2", "\t=1", "=HYPERLINK(\"x\")"
  };
  static const char *const texts[] = { "",    "А=Б", "-5",  "+380 (44) 000-00-00", "-", "—", "---",
                                       "1-2", "a@b", "+7,5" };

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    g_assert_true (hearth_csv_is_formula (formulas[i]));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (hearth_csv_is_formula (texts[i]));
}

static void
writes_what_it_reads (void)
{
  static const char *const cells[] = {
    "plain", "se;mi", "quo\"te", "two\nlines", "", " blank", NULL
  };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (HearthCsv) csv = NULL;

  hearth_csv_append_row (out, cells, ';');
  hearth_csv_append_row (out, cells, ';');
  csv = read_text (out->str);
  g_assert_cmpuint (hearth_csv_get_n_rows (csv), ==, 2);
  for (guint i = 0; cells[i] != NULL; i++)
    g_assert_cmpstr (hearth_csv_get_cell (csv, 1, i), ==, cells[i]);
}

static void
written_formulas_are_text (void)
{
  static const char *const cells[] = { "=1+1", "-5", NULL };
  g_autoptr (GString) out = g_string_new (NULL);

  hearth_csv_append_row (out, cells, ',');
  g_assert_cmpstr (out->str, ==, "\"'=1+1\",-5\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv/reads/%s", table_rows[i].name);

      g_test_add_data_func (path, &table_rows[i], reads_tables);
    }
  g_test_add_func ("/csv/cells-beyond-the-end-are-null", cells_beyond_the_end_are_null);
  g_test_add_func ("/csv/tells-character-sets", tells_character_sets);
  g_test_add_func ("/csv/refuses-whole-files", refuses_whole_files);
  g_test_add_func ("/csv/holds-its-limits-on-both-sides", holds_its_limits_on_both_sides);
  g_test_add_func ("/csv/knows-formulas", knows_formulas);
  g_test_add_func ("/csv/writes-what-it-reads", writes_what_it_reads);
  g_test_add_func ("/csv/written-formulas-are-text", written_formulas_are_text);
  return g_test_run ();
}
