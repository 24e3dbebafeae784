/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-line.h"

#include "hearth-color.h"
#include "hearth-format.h"
#include "hearth-line-height.h"

#include <glib/gi18n.h>

#define PADDING 7
#define BELOW_GAP 2
#define SMALL_SCALE 0.82
#define BELOW_ALPHA 0.65f
#define CHIP_PADDING_X 10
#define CHIP_PADDING_Y 2
#define CHIP_GAP 6
#define ARROW_SIZE 16
#define ARROW_GAP 6

struct _HearthLine
{
  GtkWidget parent_instance;
  HearthLineTable *table;
  GtkTreeListRow *tree_row;
  gulong expanded_id;
  GObject *item; /* that the tree row holds, or of a plain list */
  gboolean is_drawn;
};

G_DEFINE_FINAL_TYPE (HearthLine, hearth_line, GTK_TYPE_WIDGET)

/* --- Texts --- */

typedef struct
{
  int width; /* -1: as it needs */
  int n_lines;
  double scale;
  gboolean is_bold;
  gboolean is_number;
} TextStyle;

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, const TextStyle *style)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (style->scale < 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (style->scale));
  if (style->is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (style->is_number)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  /* A number that is cut is another number. */
  if (style->width >= 0 && !style->is_number)
    {
      pango_layout_set_width (layout, MAX (0, style->width) * PANGO_SCALE);
      pango_layout_set_height (layout, -style->n_lines);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
append_layout (GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* A cell as it is drawn. Texts that there is no room for are left out. */
typedef struct
{
  PangoLayout *chip;
  PangoLayout *text;
  PangoLayout *below;
} CellLayout;

static void
cell_layout_clear (CellLayout *self)
{
  g_clear_object (&self->chip);
  g_clear_object (&self->text);
  g_clear_object (&self->below);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CellLayout, cell_layout_clear)

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static int
get_chip_width (PangoLayout *chip)
{
  int width;

  pango_layout_get_pixel_size (chip, &width, NULL);
  return width + 2 * CHIP_PADDING_X;
}

static int
get_layout_height (PangoLayout *layout)
{
  int height = 0;

  if (layout != NULL)
    pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static PangoLayout *
make_text (HearthLine *self,
           const HearthLineColumn *column,
           const HearthLineCell *cell,
           int width,
           int n_lines)
{
  const TextStyle style = { .width = width,
                            .n_lines = MAX (1, n_lines),
                            .scale = 1,
                            .is_bold = cell->look != HEARTH_CELL_LOOK_PLAIN,
                            .is_number = column->is_number };

  return make_layout (GTK_WIDGET (self), cell->text, &style);
}

static void
lay_out_chip (HearthLine *self, const HearthLineCell *cell, int *width, CellLayout *layout)
{
  const TextStyle style = { .width = MAX (0, *width - 2 * CHIP_PADDING_X),
                            .n_lines = 1,
                            .scale = SMALL_SCALE };

  if (is_empty (cell->chip))
    return;
  layout->chip = make_layout (GTK_WIDGET (self), cell->chip, &style);
  *width -= get_chip_width (layout->chip) + CHIP_GAP;
}

/* The text takes the line of what is below it before it is cut. */
static void
lay_out (HearthLine *self,
         const HearthLineColumn *column,
         const HearthLineCell *cell,
         int width,
         CellLayout *layout)
{
  const TextStyle below = { .width = width, .n_lines = 1, .scale = SMALL_SCALE };
  const int n_lines = (int) hearth_line_table_get_n_lines (self->table);
  gboolean has_below = !is_empty (cell->below) && n_lines > 1;
  int left = width;

  lay_out_chip (self, cell, &left, layout);
  if (!is_empty (cell->text) && left > 0)
    {
      layout->text = make_text (self, column, cell, left, has_below ? n_lines - 1 : n_lines);
      if (has_below && !cell->keeps_below && pango_layout_is_ellipsized (layout->text))
        {
          g_object_unref (layout->text);
          layout->text = make_text (self, column, cell, left, n_lines);
          has_below = FALSE;
        }
    }
  if (has_below)
    layout->below = make_layout (GTK_WIDGET (self), cell->below, &below);
}

/* --- Drawing --- */

static void
append_chip (GtkWidget *widget, GtkSnapshot *snapshot, PangoLayout *chip, int x, int y)
{
  const int height = get_layout_height (chip) + 2 * CHIP_PADDING_Y;
  GskRoundedRect shape;
  GdkRGBA text, ground;

  hearth_widget_get_warning_colors (widget, &text, &ground);
  gsk_rounded_rect_init_from_rect (
      &shape,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) get_chip_width (chip), (float) height),
      (float) height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ground, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  append_layout (snapshot, chip, x + CHIP_PADDING_X, y + CHIP_PADDING_Y, &text);
}

static void
get_text_color (GtkWidget *widget, const HearthLineCell *cell, GdkRGBA *color)
{
  if (cell->look == HEARTH_CELL_LOOK_LATE)
    hearth_widget_get_error_color (widget, color);
  else
    hearth_widget_get_color (widget, color);
}

/* Where something so wide begins in a place that begins at @x. */
static int
get_start (GtkWidget *widget, int x, int width, int used, gboolean is_at_end)
{
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  return is_at_end != is_rtl ? x + width - used : x;
}

static void
append_first_line (HearthLine *self,
                   GtkSnapshot *snapshot,
                   const HearthLineColumn *column,
                   const HearthLineCell *cell,
                   const CellLayout *layout,
                   int x,
                   int width,
                   int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA color;
  int used = 0;

  if (layout->chip != NULL)
    {
      used = get_chip_width (layout->chip);
      append_chip (widget, snapshot, layout->chip, get_start (widget, x, width, used, FALSE),
                   y - CHIP_PADDING_Y);
      used += CHIP_GAP;
    }
  if (layout->text == NULL)
    return;
  get_text_color (widget, cell, &color);
  if (column->is_number)
    {
      int text_width;

      pango_layout_get_pixel_size (layout->text, &text_width, NULL);
      x = get_start (widget, x, width, text_width, TRUE);
    }
  else if (!is_rtl)
    x += used;
  append_layout (snapshot, layout->text, x, y, &color);
}

static void
append_cell (
    HearthLine *self, GtkSnapshot *snapshot, const HearthLineColumn *column, int x, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_auto (HearthLineCell) cell = { 0 };
  g_auto (CellLayout) layout = { 0 };
  int above, y;

  hearth_line_table_fill (self->table, self->item, column, &cell);
  lay_out (self, column, &cell, width, &layout);
  above = MAX (get_layout_height (layout.text), get_layout_height (layout.chip));
  y = (gtk_widget_get_height (widget) - above -
       (layout.below != NULL ? BELOW_GAP + get_layout_height (layout.below) : 0)) /
      2;
  append_first_line (self, snapshot, column, &cell, &layout, x, width, y);
  if (layout.below != NULL)
    {
      GdkRGBA color;

      hearth_widget_get_color (widget, &color);
      color.alpha *= BELOW_ALPHA;
      append_layout (snapshot, layout.below, x, above > 0 ? y + above + BELOW_GAP : y, &color);
    }
}

/* --- Arrows --- */

/* Where the first text begins. */
static int
get_indent (HearthLine *self)
{
  return self->tree_row != NULL
             ? (ARROW_SIZE + ARROW_GAP) * (1 + (int) gtk_tree_list_row_get_depth (self->tree_row))
             : 0;
}

static void
append_arrow (HearthLine *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int x = get_indent (self) - ARROW_SIZE - ARROW_GAP;
  g_autoptr (GtkIconPaintable) icon = NULL;
  GdkRGBA color;

  if (self->tree_row == NULL || !gtk_tree_list_row_is_expandable (self->tree_row))
    return;
  icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
      gtk_tree_list_row_get_expanded (self->tree_row) ? "pan-down-symbolic" : "pan-end-symbolic",
      NULL, ARROW_SIZE, gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget),
      GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  hearth_widget_get_color (widget, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) (is_rtl ? gtk_widget_get_width (widget) - x - ARROW_SIZE : x),
                            (float) (gtk_widget_get_height (widget) - ARROW_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ARROW_SIZE,
                                            ARROW_SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}

gboolean
hearth_line_is_arrow (HearthLine *self, double x)
{
  double from_start;

  g_return_val_if_fail (HEARTH_IS_LINE (self), FALSE);

  if (self->tree_row == NULL || !gtk_tree_list_row_is_expandable (self->tree_row))
    return FALSE;
  from_start = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                   ? gtk_widget_get_width (GTK_WIDGET (self)) - x
                   : x;
  return from_start < get_indent (self);
}

/* --- Widget --- */

/* The list gives its rows places above and below what is seen of it. */
static gboolean
is_in_view (HearthLine *self)
{
  GtkWidget *list = hearth_line_table_get_list (self->table);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (GTK_WIDGET (self), list, &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (list);
}

static void
hearth_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HearthLine *self = HEARTH_LINE (widget);
  GPtrArray *columns = hearth_line_table_get_columns (self->table);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int total = gtk_widget_get_width (widget);
  const int indent = get_indent (self);
  g_autoptr (GArray) widths = NULL;
  int x = 0;

  self->is_drawn = self->item != NULL && is_in_view (self);
  if (!self->is_drawn)
    return;
  append_arrow (self, snapshot);
  widths = hearth_line_columns_share (columns, widget, total);
  for (guint i = 0; i < columns->len; i++)
    {
      const int width = g_array_index (widths, int, i);
      const int before = i == 0 ? indent : 0;
      const int room = MAX (0, width - HEARTH_LINE_GAP - before);

      append_cell (self, snapshot, columns->pdata[i],
                   is_rtl ? total - x - before - room : x + before, room);
      x += width;
    }
}

static void
hearth_line_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  HearthLine *self = HEARTH_LINE (widget);
  const int n_lines = (int) hearth_line_table_get_n_lines (self->table);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural =
        hearth_line_columns_get_least (hearth_line_table_get_columns (self->table), widget);
  else
    *minimum = *natural = n_lines * hearth_widget_get_line_height (widget, 1) + 2 * PADDING;
}

static gboolean
show_tooltip (HearthLine *self, const HearthLineColumn *column, int width, GtkTooltip *tooltip)
{
  g_auto (HearthLineCell) cell = { 0 };
  g_auto (CellLayout) layout = { 0 };
  g_autoptr (GString) whole = NULL;

  hearth_line_table_fill (self->table, self->item, column, &cell);
  lay_out (self, column, &cell, width, &layout);
  if ((layout.chip == NULL || !pango_layout_is_ellipsized (layout.chip)) &&
      (is_empty (cell.text) ||
       (layout.text != NULL && !pango_layout_is_ellipsized (layout.text))) &&
      (is_empty (cell.below) ||
       (layout.below != NULL && !pango_layout_is_ellipsized (layout.below))))
    return FALSE;
  whole = g_string_new (NULL);
  hearth_format_append_part (whole, cell.chip);
  hearth_format_append_part (whole, cell.text);
  hearth_format_append_part (whole, cell.below);
  gtk_tooltip_set_text (tooltip, whole->str);
  return TRUE;
}

/* What is cut can be read. */
static gboolean
hearth_line_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_from_keyboard, GtkTooltip *tooltip)
{
  HearthLine *self = HEARTH_LINE (widget);
  GPtrArray *columns = hearth_line_table_get_columns (self->table);
  const int total = gtk_widget_get_width (widget);
  g_autoptr (GArray) widths = hearth_line_columns_share (columns, widget, total);
  int end = 0;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = total - x;
  for (guint i = 0; i < columns->len && self->item != NULL; i++)
    {
      end += g_array_index (widths, int, i);
      if (x < end)
        return show_tooltip (self, columns->pdata[i],
                             g_array_index (widths, int, i) - HEARTH_LINE_GAP -
                                 (i == 0 ? get_indent (self) : 0),
                             tooltip);
    }
  return FALSE;
}

/* --- What is read aloud --- */

static void
append_spoken (GString *spoken, const HearthLineColumn *column, const HearthLineCell *cell)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *part = NULL;

  hearth_format_append_part (words, cell->chip);
  hearth_format_append_part (words, cell->spoken != NULL ? cell->spoken : cell->text);
  hearth_format_append_part (words, cell->below);
  if (words->len == 0)
    return;
  /* The first says what the row is about. */
  if (spoken->len == 0)
    part = g_strdup (words->str);
  else
    part = g_strdup_printf (_ ("%s: %s"), _ (column->title), words->str);
  hearth_format_append_part (spoken, part);
}

/* GTK 4.8 gives rows no name: it is set on the widget that the list has put around the line. */
static void
name_row (HearthLine *self)
{
  GPtrArray *columns = hearth_line_table_get_columns (self->table);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) spoken = g_string_new (NULL);

  if (self->item == NULL || parent == NULL)
    return;
  for (guint i = 0; i < columns->len; i++)
    {
      g_auto (HearthLineCell) cell = { 0 };

      hearth_line_table_fill (self->table, self->item, columns->pdata[i], &cell);
      append_spoken (spoken, columns->pdata[i], &cell);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken->str, -1);
}

static void
show_expanded (HearthLine *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL && gtk_tree_list_row_is_expandable (self->tree_row))
    gtk_accessible_update_state (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_STATE_EXPANDED,
                                 gtk_tree_list_row_get_expanded (self->tree_row), -1);
  else if (parent != NULL)
    gtk_accessible_reset_state (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_STATE_EXPANDED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- GObject --- */

static void
clear_item (HearthLine *self)
{
  g_clear_signal_handler (&self->expanded_id, self->tree_row);
  g_clear_object (&self->tree_row);
  g_clear_object (&self->item);
}

static void
hearth_line_dispose (GObject *object)
{
  clear_item (HEARTH_LINE (object));
  G_OBJECT_CLASS (hearth_line_parent_class)->dispose (object);
}

static void
hearth_line_class_init (HearthLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_line_dispose;
  widget_class->snapshot = hearth_line_snapshot;
  widget_class->measure = hearth_line_measure;
  widget_class->query_tooltip = hearth_line_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "line");
}

static void
hearth_line_init (HearthLine *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* --- Public API --- */

GtkWidget *
hearth_line_new (HearthLineTable *table)
{
  HearthLine *self = g_object_new (HEARTH_TYPE_LINE, NULL);

  self->table = table;
  return GTK_WIDGET (self);
}

void
hearth_line_set_item (HearthLine *self, GObject *item)
{
  g_return_if_fail (HEARTH_IS_LINE (self));

  clear_item (self);
  self->is_drawn = FALSE;
  if (item == NULL)
    return;
  if (GTK_IS_TREE_LIST_ROW (item))
    {
      self->tree_row = g_object_ref (GTK_TREE_LIST_ROW (item));
      self->item = gtk_tree_list_row_get_item (self->tree_row);
      self->expanded_id = g_signal_connect_swapped (self->tree_row, "notify::expanded",
                                                    G_CALLBACK (show_expanded), self);
      show_expanded (self);
    }
  else
    self->item = g_object_ref (item);
  name_row (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkTreeListRow *
hearth_line_get_tree_row (HearthLine *self)
{
  g_return_val_if_fail (HEARTH_IS_LINE (self), NULL);

  return self->tree_row;
}

void
hearth_line_refresh (HearthLine *self)
{
  g_return_if_fail (HEARTH_IS_LINE (self));

  name_row (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hearth_line_look_again (HearthLine *self)
{
  g_return_if_fail (HEARTH_IS_LINE (self));

  if (!self->is_drawn)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
