/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthDateRow:
 *
 * A row of a form for a date that may be known only in part: typed as 09.06.2000, 2000-06-09, 06.2000
 * or 2000. Shows in words when what is typed is no date.
 */
#define HEARTH_TYPE_DATE_ROW (hearth_date_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthDateRow, hearth_date_row, HEARTH, DATE_ROW, AdwEntryRow)

/* FALSE: what is typed is no date. An empty entry is a valid "not known". */
gboolean hearth_date_row_get_date (HearthDateRow *self, HearthPartialDate *out);
void hearth_date_row_set_date (HearthDateRow *self, const HearthPartialDate *date);

G_END_DECLS
