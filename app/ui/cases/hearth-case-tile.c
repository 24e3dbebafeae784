/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-tile.h"

#include "hearth-bars.h"
#include "hearth-case-found.h"
#include "hearth-color.h"
#include "hearth-format.h"
#include "hearth-line-height.h"

#include <glib/gi18n.h>

#define AVATAR_SIZE 40
#define GAP 12
#define LINE_GAP 3
#define BARS_GAP 5
#define SMALL_SCALE 0.82
#define INITIALS_SCALE 1.1

struct _HearthCaseTile
{
  HearthCaseCell parent_instance;
  HearthPackSet *packs;
};

G_DEFINE_FINAL_TYPE (HearthCaseTile, hearth_case_tile, HEARTH_TYPE_CASE_CELL)

/* Above and below: as libadwaita colours an AdwAvatar and in its order, so that a person has one colour in the list and
 * in the case. Letters are white on all of them. */
static const GdkRGBA avatar_colors[][2] = {
  { { 0.51f, 0.71f, 0.93f, 1.f }, { 0.20f, 0.50f, 0.86f, 1.f } },
  { { 0.48f, 0.85f, 0.95f, 1.f }, { 0.06f, 0.60f, 0.78f, 1.f } },
  { { 0.55f, 0.90f, 0.69f, 1.f }, { 0.16f, 0.68f, 0.45f, 1.f } },
  { { 0.71f, 0.91f, 0.54f, 1.f }, { 0.42f, 0.72f, 0.36f, 1.f } },
  { { 0.97f, 0.89f, 0.35f, 1.f }, { 0.82f, 0.62f, 0.04f, 1.f } },
  { { 1.00f, 0.80f, 0.38f, 1.f }, { 0.84f, 0.52f, 0.00f, 1.f } },
  { { 1.00f, 0.66f, 0.35f, 1.f }, { 0.93f, 0.36f, 0.00f, 1.f } },
  { { 0.97f, 0.53f, 0.45f, 1.f }, { 0.90f, 0.18f, 0.26f, 1.f } },
  { { 0.91f, 0.45f, 0.67f, 1.f }, { 0.89f, 0.23f, 0.42f, 1.f } },
  { { 0.80f, 0.47f, 0.83f, 1.f }, { 0.60f, 0.27f, 0.71f, 1.f } },
  { { 0.62f, 0.57f, 0.91f, 1.f }, { 0.48f, 0.35f, 0.79f, 1.f } },
  { { 0.89f, 0.81f, 0.61f, 1.f }, { 0.69f, 0.54f, 0.32f, 1.f } },
  { { 0.75f, 0.57f, 0.43f, 1.f }, { 0.47f, 0.33f, 0.21f, 1.f } },
  { { 0.75f, 0.75f, 0.74f, 1.f }, { 0.43f, 0.43f, 0.44f, 1.f } },
};

/* --- Drawing --- */

typedef struct
{
  double scale;
  gboolean is_bold;
  int width; /* -1: as it needs */
} TextStyle;

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, const TextStyle *style)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (style->scale));
  if (style->is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (style->width >= 0)
    {
      pango_layout_set_width (layout, style->width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
append_layout (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static char *
dup_initials (const HearthCaseRow *row)
{
  g_autoptr (GString) initials = g_string_new (NULL);
  const char *const parts[] = { row->surname, row->given };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (parts[i])));
  return g_strdup (initials->str);
}

static void
append_avatar (GtkWidget *widget, GtkSnapshot *snapshot, const HearthCaseRow *row, float x, float y)
{
  static const GdkRGBA white = { 1.f, 1.f, 1.f, 0.95f };
  const TextStyle style = { INITIALS_SCALE, TRUE, -1 };
  g_autofree char *name =
      row != NULL ? hearth_format_short_name (row->surname, row->given) : g_strdup ("");
  const GdkRGBA *const colors = avatar_colors[g_str_hash (name) % G_N_ELEMENTS (avatar_colors)];
  const GskColorStop stops[] = { { 0.f, colors[0] }, { 1.f, colors[1] } };
  g_autofree char *initials = row != NULL ? dup_initials (row) : g_strdup ("");
  g_autoptr (PangoLayout) layout = make_layout (widget, initials, &style);
  GskRoundedRect circle;
  int width, height;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x, y, AVATAR_SIZE, AVATAR_SIZE),
                                   AVATAR_SIZE / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_linear_gradient (snapshot, &circle.bounds, &GRAPHENE_POINT_INIT (x, y),
                                       &GRAPHENE_POINT_INIT (x, y + AVATAR_SIZE), stops,
                                       G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
  pango_layout_get_pixel_size (layout, &width, &height);
  append_layout (snapshot, layout, x + (float) (AVATAR_SIZE - width) / 2,
                 y + (float) (AVATAR_SIZE - height) / 2, &white);
}

static char *
dup_subtitle (HearthCaseTile *self, const HearthCaseRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const in_tile[] = { "surname", "given", "unit", NULL };
  g_autofree char *found = hearth_case_found_dup_words (row, in_tile);

  /* Alone: in a narrow list nothing may push it out of sight. */
  if (found != NULL)
    return g_steal_pointer (&found);
  hearth_format_append_part (text, hearth_format_pack_title (self->packs, "rank", row->rank));
  hearth_format_append_part (text, row->unit);
  hearth_format_append_part (text,
                             hearth_format_pack_title (self->packs, "category", row->category));
  return g_strdup (text->str);
}

static char *
dup_overdue (const HearthCaseRow *row)
{
  /* Translators: how many steps are overdue. */
  return row->n_overdue > 0
             ? g_strdup_printf (ngettext ("%u overdue", "%u overdue", row->n_overdue),
                                row->n_overdue)
             : NULL;
}

static int
get_text_height (GtkWidget *widget)
{
  return hearth_widget_get_line_height (widget, 1) + LINE_GAP +
         hearth_widget_get_line_height (widget, SMALL_SCALE) + BARS_GAP + HEARTH_BARS_HEIGHT;
}

/* "3 overdue" at the end of the first line. Returns the width that is left for the name. */
static int
append_overdue (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, int x, int width, int y)
{
  const TextStyle style = { SMALL_SCALE, TRUE, -1 };
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = make_layout (widget, text, &style);
  GdkRGBA color;
  int used, height;

  hearth_widget_get_error_color (widget, &color);
  pango_layout_get_pixel_size (layout, &used, &height);
  append_layout (snapshot, layout, (float) (is_rtl ? x : x + width - used),
                 y + (float) (hearth_widget_get_line_height (widget, 1) - height) / 2, &color);
  return MAX (0, width - used - GAP / 2);
}

static void
append_texts (
    HearthCaseTile *self, GtkSnapshot *snapshot, const HearthCaseRow *row, int x, int width, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autofree char *name = hearth_format_short_name (row->surname, row->given);
  g_autofree char *subtitle = dup_subtitle (self, row);
  g_autofree char *overdue = dup_overdue (row);
  const int left =
      overdue != NULL ? append_overdue (widget, snapshot, overdue, x, width, y) : width;
  const TextStyle name_style = { 1, TRUE, left };
  const TextStyle small_style = { SMALL_SCALE, FALSE, width };
  g_autoptr (PangoLayout) name_layout = make_layout (widget, name, &name_style);
  g_autoptr (PangoLayout) small_layout = make_layout (widget, subtitle, &small_style);
  GdkRGBA color;

  hearth_widget_get_color (widget, &color);
  append_layout (snapshot, name_layout, (float) (is_rtl ? x + width - left : x), (float) y, &color);
  color.alpha *= 0.65f;
  append_layout (snapshot, small_layout, (float) x,
                 (float) (y + hearth_widget_get_line_height (widget, 1) + LINE_GAP), &color);
}

static void
hearth_case_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const guint nothing[HEARTH_N_ACCENTS];
  HearthCaseTile *self = HEARTH_CASE_TILE (widget);
  const HearthCaseRow *row = hearth_case_cell_get_row (HEARTH_CASE_CELL (widget));
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  const int text_height = get_text_height (widget);
  const int text_width = MAX (0, width - AVATAR_SIZE - GAP);
  const int x = is_rtl ? 0 : AVATAR_SIZE + GAP;
  const int y = (height - text_height) / 2;

  append_avatar (widget, snapshot, row, (float) (is_rtl ? width - AVATAR_SIZE : 0),
                 (float) (height - AVATAR_SIZE) / 2);
  if (row != NULL)
    append_texts (self, snapshot, row, x, text_width, y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) (y + text_height - HEARTH_BARS_HEIGHT)));
  hearth_bars_append (snapshot, text_width, row != NULL ? row->ring_done : nothing,
                      row != NULL ? row->ring_total : nothing);
  gtk_snapshot_restore (snapshot);
}

static void
hearth_case_tile_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                            ? MAX (AVATAR_SIZE, get_text_height (widget))
                            : AVATAR_SIZE + GAP;
}

/* --- GObject --- */

static char *
hearth_case_tile_dup_spoken (HearthCaseCell *cell, const HearthCaseRow *row)
{
  g_autofree char *name = hearth_format_short_name (row->surname, row->given);
  g_autofree char *subtitle = dup_subtitle (HEARTH_CASE_TILE (cell), row);
  g_autofree char *overdue = dup_overdue (row);
  g_autoptr (GString) spoken = g_string_new (name);

  hearth_format_append_part (spoken, subtitle);
  hearth_format_append_part (spoken, overdue);
  return g_strdup (spoken->str);
}

static void
hearth_case_tile_dispose (GObject *object)
{
  HearthCaseTile *self = HEARTH_CASE_TILE (object);

  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  G_OBJECT_CLASS (hearth_case_tile_parent_class)->dispose (object);
}

static void
hearth_case_tile_class_init (HearthCaseTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_case_tile_dispose;
  HEARTH_CASE_CELL_CLASS (klass)->dup_spoken = hearth_case_tile_dup_spoken;
  widget_class->snapshot = hearth_case_tile_snapshot;
  widget_class->measure = hearth_case_tile_measure;
  gtk_widget_class_set_css_name (widget_class, "casetile");
}

static void
hearth_case_tile_init (HearthCaseTile *self)
{
}

GtkWidget *
hearth_case_tile_new (HearthPackSet *packs)
{
  HearthCaseTile *self = g_object_new (HEARTH_TYPE_CASE_TILE, NULL);

  self->packs = packs != NULL ? hearth_pack_set_ref (packs) : NULL;
  return GTK_WIDGET (self);
}
