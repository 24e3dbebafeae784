/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of labels as the pack "label-sheet" describes them. Any thread. */
#include "config.h"

#include "hearth-label-sheet.h"

/* Half a millimetre: sizes of packs are whole millimetres, labels sometimes are not. */
#define SLACK (0.5 * HEARTH_POINTS_PER_MM)

static double
get_length (const HearthPackEntry *entry, const char *key)
{
  return hearth_pack_entry_get_int (entry, key, 0) * HEARTH_POINTS_PER_MM;
}

/**
 * hearth_label_sheet_load:
 * @entry: of the pack "label-sheet"
 *
 * Returns: %FALSE if the labels do not fit on their sheet; @self is then of no use.
 */
gboolean
hearth_label_sheet_load (HearthLabelSheet *self, const HearthPackEntry *entry)
{
  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);

  self->width = get_length (entry, "Width");
  self->height = get_length (entry, "Height");
  self->n_rows = (guint) hearth_pack_entry_get_int (entry, "Rows", 1);
  self->n_columns = (guint) hearth_pack_entry_get_int (entry, "Columns", 1);
  self->top = get_length (entry, "Top");
  self->left = get_length (entry, "Left");
  self->gap_x = get_length (entry, "GapX");
  self->gap_y = get_length (entry, "GapY");
  self->label_width = get_length (entry, "LabelWidth");
  self->label_height = get_length (entry, "LabelHeight");
  return self->left + self->n_columns * self->label_width + (self->n_columns - 1) * self->gap_x <=
             self->width + SLACK &&
         self->top + self->n_rows * self->label_height + (self->n_rows - 1) * self->gap_y <=
             self->height + SLACK;
}

/** hearth_label_sheet_get_n_labels: how many are on one sheet. */
guint
hearth_label_sheet_get_n_labels (const HearthLabelSheet *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->n_rows * self->n_columns;
}

/**
 * hearth_label_sheet_get_n_pages:
 * @n_skipped: labels that are already taken off the first sheet
 *
 * Returns: how many sheets are needed.
 */
guint
hearth_label_sheet_get_n_pages (const HearthLabelSheet *self, guint n_labels, guint n_skipped)
{
  guint n_on_one = hearth_label_sheet_get_n_labels (self);

  return (n_labels + n_skipped + n_on_one - 1) / n_on_one;
}

/** hearth_label_sheet_get_box: the place of a label on its sheet, line by line, from 0. */
HearthPrintBox
hearth_label_sheet_get_box (const HearthLabelSheet *self, guint place)
{
  HearthPrintBox box = { 0 };

  g_return_val_if_fail (self != NULL, box);

  box.x = self->left + (place % self->n_columns) * (self->label_width + self->gap_x);
  box.y = self->top + (place / self->n_columns) * (self->label_height + self->gap_y);
  box.width = self->label_width;
  box.height = self->label_height;
  return box;
}
