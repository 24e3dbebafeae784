/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-line.h"

#include "hearth-case-columns.h"
#include "hearth-case-found.h"
#include "hearth-color.h"
#include "hearth-format.h"
#include "hearth-line-height.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define GAP 12
#define PADDING 6

struct _HearthCaseLine
{
  HearthCaseCell parent_instance;
  HearthViewKeeper *keeper;
};

G_DEFINE_FINAL_TYPE (HearthCaseLine, hearth_case_line, HEARTH_TYPE_CASE_CELL)

static void
get_color (GtkWidget *widget, const HearthCaseColumn *column, gboolean is_first, GdkRGBA *color)
{
  if (g_str_equal (column->id, "overdue"))
    {
      hearth_widget_get_error_color (widget, color);
      return;
    }
  hearth_widget_get_color (widget, color);
  if (!is_first)
    color->alpha *= 0.8f;
}

static void
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const HearthCaseColumn *column,
           const char *text,
           int x,
           int width)
{
  const gboolean is_first = column == hearth_case_columns_get_name ();
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GdkRGBA color;
  int height;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (is_first)
    {
      PangoAttrList *bold = pango_attr_list_new ();

      pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, bold);
      pango_attr_list_unref (bold);
    }
  pango_layout_get_pixel_size (layout, NULL, &height);
  get_color (widget, column, is_first, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) x, (float) (gtk_widget_get_height (widget) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* What a search found stands behind the name, as it does below that of a tile. */
static char *
dup_text (HearthCaseLine *self, const HearthCaseColumn *column, const HearthCaseRow *row)
{
  static const char *const in_name[] = { "surname", "given", "patronymic", NULL };
  g_autofree char *text = hearth_case_columns_dup_text (column, row, self->keeper);
  g_autofree char *found =
      column == hearth_case_columns_get_name () ? hearth_case_found_dup_words (row, in_name) : NULL;

  return found != NULL ? g_strdup_printf ("%s · %s", text, found) : g_steal_pointer (&text);
}

static void
hearth_case_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HearthCaseLine *self = HEARTH_CASE_LINE (widget);
  const HearthCaseRow *row = hearth_case_cell_get_row (HEARTH_CASE_CELL (widget));
  const int total = gtk_widget_get_width (widget);
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GArray) widths = NULL;
  int x = 0;

  if (row == NULL)
    return;
  columns = hearth_case_columns_place (hearth_view_keeper_get_current (self->keeper), widget, total,
                                       &widths);
  for (guint i = 0; i < columns->len; i++)
    {
      const int width = g_array_index (widths, int, i);
      g_autofree char *text = dup_text (self, columns->pdata[i], row);
      const int place =
          gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? total - x - width + GAP : x;

      if (text != NULL && *text != '\0')
        draw_text (widget, snapshot, columns->pdata[i], text, place, width - GAP);
      x += width;
    }
}

static void
hearth_case_line_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                            ? hearth_widget_get_line_height (widget, 1) + 2 * PADDING
                            : 0;
}

/* "Maketenko Vitalii · Category: wounded · Stage: reception", with the names of the columns, which a reader
 * of the screen does not see above. */
static char *
hearth_case_line_dup_spoken (HearthCaseCell *cell, const HearthCaseRow *row)
{
  HearthCaseLine *self = HEARTH_CASE_LINE (cell);
  const HearthSavedView *view = hearth_view_keeper_get_current (self->keeper);
  g_autofree char *name = hearth_case_row_dup_name (row);
  g_autoptr (GString) spoken = g_string_new (name);

  for (guint i = 0; i < view->columns->len; i++)
    {
      const HearthCaseColumn *column = hearth_case_columns_find (view->columns->pdata[i]);
      g_autofree char *text =
          column != NULL ? hearth_case_columns_dup_text (column, row, self->keeper) : NULL;
      g_autofree char *part = NULL;

      if (text == NULL || *text == '\0')
        continue;
      /* Translators: the name of a column and what stands in it, for readers of the screen. */
      part = g_strdup_printf (_ ("%s: %s"), _ (column->title), text);
      hearth_format_append_part (spoken, part);
    }
  return g_strdup (spoken->str);
}

static void
hearth_case_line_dispose (GObject *object)
{
  HearthCaseLine *self = HEARTH_CASE_LINE (object);

  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (hearth_case_line_parent_class)->dispose (object);
}

static void
hearth_case_line_class_init (HearthCaseLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_case_line_dispose;
  HEARTH_CASE_CELL_CLASS (klass)->dup_spoken = hearth_case_line_dup_spoken;
  widget_class->snapshot = hearth_case_line_snapshot;
  widget_class->measure = hearth_case_line_measure;
  gtk_widget_class_set_css_name (widget_class, "caseline");
}

static void
hearth_case_line_init (HearthCaseLine *self)
{
}

GtkWidget *
hearth_case_line_new (HearthViewKeeper *keeper)
{
  HearthCaseLine *self = g_object_new (HEARTH_TYPE_CASE_LINE, NULL);

  self->keeper = g_object_ref (keeper);
  return GTK_WIDGET (self);
}
