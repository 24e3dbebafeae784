/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-diagram.h"
#include "hearth-flow.h"
#include "hearth-table.h"

G_BEGIN_DECLS

/* The table on paper, which lies on its side if the table is wide; the heading is on every page.
 * @made_on: (nullable): the last line of every page */
HearthFlow *hearth_table_sheet (const HearthTable *table,
                                const char *made_on) G_GNUC_WARN_UNUSED_RESULT;

/* The same with a drawing of it above the rows. @diagram: (nullable) */
HearthFlow *hearth_table_sheet_drawn (HearthTable *table,
                                      HearthDiagram *diagram,
                                      const char *made_on) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
