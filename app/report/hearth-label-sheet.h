/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-entry.h"
#include "hearth-print-text.h"

G_BEGIN_DECLS

/** HearthLabelSheet: what a sheet is cut into, in points. Plain value. */
typedef struct
{
  double width, height;
  guint n_rows, n_columns;
  double top, left;
  double gap_x, gap_y;
  double label_width, label_height;
} HearthLabelSheet;

gboolean hearth_label_sheet_load (HearthLabelSheet *self, const HearthPackEntry *entry);
guint hearth_label_sheet_get_n_labels (const HearthLabelSheet *self);
guint hearth_label_sheet_get_n_pages (const HearthLabelSheet *self,
                                      guint n_labels,
                                      guint n_skipped);
HearthPrintBox hearth_label_sheet_get_box (const HearthLabelSheet *self, guint place);

G_END_DECLS
