/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-line-column.h"

#include "hearth-line-height.h"

int
hearth_line_columns_get_least (GPtrArray *columns, GtkWidget *widget)
{
  const int char_width = hearth_widget_get_char_width (widget);
  int least = 0;

  g_return_val_if_fail (columns != NULL, 0);

  for (guint i = 0; i < columns->len; i++)
    least += ((const HearthLineColumn *) columns->pdata[i])->n_chars * char_width;
  return least;
}

GArray *
hearth_line_columns_share (GPtrArray *columns, GtkWidget *widget, int width)
{
  const int char_width = hearth_widget_get_char_width (widget);
  GArray *widths;
  int spare, weights = 0;

  g_return_val_if_fail (columns != NULL, NULL);

  spare = MAX (0, width - hearth_line_columns_get_least (columns, widget));
  for (guint i = 0; i < columns->len; i++)
    weights += ((const HearthLineColumn *) columns->pdata[i])->weight;
  widths = g_array_sized_new (FALSE, FALSE, sizeof (int), columns->len);
  for (guint i = 0; i < columns->len; i++)
    {
      const HearthLineColumn *column = columns->pdata[i];
      const int share =
          column->n_chars * char_width + (weights > 0 ? spare * column->weight / weights : 0);

      g_array_append_val (widths, share);
    }
  return widths;
}
