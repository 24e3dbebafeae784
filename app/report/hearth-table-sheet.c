/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-table-sheet.h"

#include "hearth-diagram-paint.h"

#define TYPE_SIZE 9.5
#define WIDE_FROM 6 /* columns */
#define MIN_WEIGHT 5.0
#define MAX_WEIGHT 26.0
#define WEIGHED_ROWS 500u

/* How much of the width a column wants: what is longest in it, within reason. */
static double
weigh (const HearthTable *table, guint column)
{
  const guint n_rows = MIN (hearth_table_get_n_rows (table), WEIGHED_ROWS);
  const char *title = hearth_table_get_column_title (table, column);
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  glong longest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (words[i], -1));
  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *text = hearth_table_dup_cell (table, row, column);

      longest = MAX (longest, g_utf8_strlen (text, -1));
    }
  return CLAMP ((double) longest + 1, MIN_WEIGHT, MAX_WEIGHT);
}

static void
share_out (const HearthTable *table, double *shares)
{
  const guint n_columns = hearth_table_get_n_columns (table);
  double sum = 0;

  for (guint i = 0; i < n_columns; i++)
    sum += shares[i] = weigh (table, i);
  for (guint i = 0; i < n_columns; i++)
    shares[i] /= sum;
}

static void
add_rows (HearthFlow *flow, const HearthTable *table)
{
  const guint n_columns = hearth_table_get_n_columns (table);
  const guint n_rows = hearth_table_get_n_rows (table);
  const char *titles[HEARTH_TABLE_MAX_COLUMNS];
  double shares[HEARTH_TABLE_MAX_COLUMNS];

  share_out (table, shares);
  for (guint i = 0; i < n_columns; i++)
    titles[i] = hearth_table_get_column_title (table, i);
  hearth_flow_add_row (flow, titles, shares, n_columns, TRUE);
  for (guint row = 0; row < n_rows; row++)
    {
      char *cells[HEARTH_TABLE_MAX_COLUMNS];

      for (guint i = 0; i < n_columns; i++)
        cells[i] = hearth_table_dup_cell (table, row, i);
      hearth_flow_add_row (flow, (const char *const *) cells, shares, n_columns, FALSE);
      for (guint i = 0; i < n_columns; i++)
        g_free (cells[i]);
    }
}

/* --- The drawing --- */

static HearthDiagramLayout *
lay_out (HearthDiagram *diagram, double width)
{
  PangoContext *context = hearth_diagram_make_context (TYPE_SIZE);
  HearthDiagramLayout *layout = hearth_diagram_lay_out (diagram, context, width);

  g_object_unref (context);
  return layout;
}

static void
draw_cb (cairo_t *cr, double width, double height, gpointer data)
{
  g_autoptr (HearthDiagramLayout) layout = lay_out (data, width);
  const double wanted = hearth_diagram_layout_get_height (layout);

  if (wanted > height)
    cairo_scale (cr, height / wanted, height / wanted);
  hearth_diagram_layout_draw (layout, cr, HEARTH_DIAGRAM_GREY);
}

static void
add_drawing (HearthFlow *flow, HearthDiagram *diagram, double width)
{
  g_autoptr (HearthDiagramLayout) layout = lay_out (diagram, width);

  hearth_flow_add_drawing (flow, hearth_diagram_layout_get_height (layout), draw_cb,
                           hearth_diagram_ref (diagram), (GDestroyNotify) hearth_diagram_unref);
}

/** hearth_table_sheet: Returns: (transfer full): for hearth_pages_new_flow(). Thread: any. */
HearthFlow *
hearth_table_sheet (const HearthTable *table, const char *made_on)
{
  return hearth_table_sheet_drawn ((HearthTable *) table, NULL, made_on);
}

/** hearth_table_sheet_drawn: Returns: (transfer full): for hearth_pages_new_flow(). Thread: any. */
HearthFlow *
hearth_table_sheet_drawn (HearthTable *table, HearthDiagram *diagram, const char *made_on)
{
  const char *const *notes;
  gboolean is_wide;
  HearthFlow *flow;

  g_return_val_if_fail (table != NULL, NULL);

  is_wide = hearth_table_get_n_columns (table) >= WIDE_FROM;
  flow = is_wide ? hearth_flow_new_wide (TYPE_SIZE, made_on) : hearth_flow_new (TYPE_SIZE, made_on);
  hearth_flow_add_title (flow, hearth_table_get_title (table));
  if (hearth_table_get_parameters (table) != NULL)
    hearth_flow_add_text (flow, hearth_table_get_parameters (table));
  if (diagram != NULL && !hearth_diagram_is_empty (diagram))
    add_drawing (flow, diagram,
                 is_wide ? HEARTH_FLOW_PAGE_HEIGHT - 2 * HEARTH_FLOW_MARGIN : HEARTH_FLOW_WIDTH);
  add_rows (flow, table);
  for (notes = hearth_table_get_notes (table); *notes != NULL; notes++)
    hearth_flow_add_note (flow, *notes);
  return flow;
}
