/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of separated values as spreadsheet programs write them: read whole or refused whole. */
#pragma once

#include "hearth-charset.h"

G_BEGIN_DECLS

#define HEARTH_CSV_MAX_BYTES ((gsize) 64 << 20)
#define HEARTH_CSV_MAX_ROWS 100001 /* with the heading */
#define HEARTH_CSV_MAX_COLUMNS 256
#define HEARTH_CSV_MAX_CELL_BYTES (32 * 1024)

/** HearthCsvPosition: where reading stopped, as a spreadsheet counts: from 1; 0 for "the whole file". */
typedef struct
{
  guint row;
  guint column;
} HearthCsvPosition;

/**
 * HearthCsv:
 *
 * A table read from a file: rows of cells, not all of the same length. Immutable.
 */
typedef struct _HearthCsv HearthCsv;

HearthCsv *hearth_csv_read (GBytes *bytes,
                            HearthCsvPosition *position,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_csv_free (HearthCsv *self);

HearthCharset hearth_csv_get_charset (const HearthCsv *self);
char hearth_csv_get_delimiter (const HearthCsv *self);
guint hearth_csv_get_n_rows (const HearthCsv *self);
guint hearth_csv_get_n_cells (const HearthCsv *self, guint row);
const char *hearth_csv_get_cell (const HearthCsv *self, guint row, guint column);

gboolean hearth_csv_is_formula (const char *cell);
void hearth_csv_append_row (GString *out, const char *const *cells, char delimiter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCsv, hearth_csv_free)

G_END_DECLS
