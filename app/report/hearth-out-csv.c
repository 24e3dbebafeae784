/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-out-csv.h"

#include "hearth-csv.h"

/* Without it spreadsheet programs take the file for one in the charset of the machine. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Whole kopiykas, so that nothing is rounded. */
static char *
dup_sum (gint64 kop)
{
  const guint64 size = kop < 0 ? -(guint64) kop : (guint64) kop;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", kop < 0 ? "-" : "", size / 100,
                          (guint) (size % 100));
}

/* For programs: dates as ISO 8601 writes them, sums without blanks and with a point. */
static char *
dup_cell (const HearthTable *table, guint row, guint column)
{
  switch (hearth_table_get_kind (table, row, column))
    {
    case HEARTH_CELL_DATE:
      return hearth_date_to_string ((HearthDate) hearth_table_get_number (table, row, column));
    case HEARTH_CELL_NUMBER:
      if (hearth_table_get_column_type (table, column) == HEARTH_COLUMN_MONEY)
        return dup_sum (hearth_table_get_number (table, row, column));
      break;
    case HEARTH_CELL_EMPTY:
    case HEARTH_CELL_TEXT:
    case HEARTH_CELL_HIDDEN:
    default:
      break;
    }
  return hearth_table_dup_cell (table, row, column);
}

/**
 * hearth_out_csv:
 *
 * A heading, the rows, the totals if there are any: RFC 4180, in UTF-8 behind a byte order mark. What a
 * spreadsheet program might compute has an apostrophe in front.
 *
 * Returns: (transfer full): the whole file. Thread: any.
 */
GBytes *
hearth_out_csv (const HearthTable *table)
{
  g_autoptr (GString) out = g_string_new (BYTE_ORDER_MARK);
  guint n_columns, n_rows;

  g_return_val_if_fail (table != NULL, NULL);

  n_columns = hearth_table_get_n_columns (table);
  n_rows = hearth_table_get_n_rows (table);
  for (guint row = 0; row <= n_rows; row++)
    {
      g_auto (GStrv) cells = g_new0 (char *, n_columns + 1);

      for (guint i = 0; i < n_columns; i++)
        cells[i] = row == 0 ? g_strdup (hearth_table_get_column_title (table, i))
                            : dup_cell (table, row - 1, i);
      hearth_csv_append_row (out, (const char *const *) cells, ',');
    }
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
