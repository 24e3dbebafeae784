/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hearth-diagram-paint.h"
#include "hearth-out-picture.h"

#include <string.h>

#define WIDTH 600.0

static HearthTable *
make_table (guint n_rows)
{
  HearthTable *table = hearth_table_new ("en", "Steps <by> state");

  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Hospital");
  hearth_table_add_column (table, HEARTH_COLUMN_COUNT, "Open");
  hearth_table_add_column (table, HEARTH_COLUMN_COUNT, "Done");
  hearth_table_set_parameters (table, "Made on 2026-01-10");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hospital %u", i);

      hearth_table_add_text (table, name);
      hearth_table_add_number (table, i);
      hearth_table_add_number (table, 2 * i);
    }
  hearth_table_begin_totals (table);
  hearth_table_add_text (table, "Together");
  hearth_table_add_number (table, 1000000);
  hearth_table_add_number (table, 1000000);
  hearth_table_seal (table);
  return table;
}

static HearthDiagram *
make (HearthDiagramKind kind, HearthDiagramPart part, guint n_rows)
{
  const HearthDiagramSpec spec = { kind, part, 0, 2, { 1, 2 } };
  g_autoptr (HearthTable) table = make_table (n_rows);

  return hearth_diagram_new (table, &spec);
}

static HearthDiagramLayout *
lay_out (HearthDiagram *diagram, double width)
{
  PangoContext *context = hearth_diagram_make_context (14);
  HearthDiagramLayout *layout = hearth_diagram_lay_out (diagram, context, width);

  g_object_unref (context);
  return layout;
}

static void
lengths_are_those_of_the_table_without_its_totals (void)
{
  g_autoptr (HearthDiagram) diagram = make (HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_TOP, 5);
  g_autoptr (HearthDiagramLayout) layout = lay_out (diagram, WIDTH);
  const HearthDiagramBox one = hearth_diagram_layout_get_mark (layout, 1, 0);

  g_assert_cmpuint (hearth_diagram_get_n_rows (diagram), ==, 5);
  g_assert_cmpfloat (one.width, >, 0);
  for (guint row = 0; row < 5; row++)
    for (guint i = 0; i < 2; i++)
      {
        const HearthDiagramBox box = hearth_diagram_layout_get_mark (layout, row, i);

        g_assert_cmpint (hearth_diagram_get_value (diagram, row, i), ==, row * (i + 1));
        g_assert_cmpfloat_with_epsilon (box.width, one.width * row * (i + 1), 1e-6);
        g_assert_cmpfloat (box.x + box.width, <=, WIDTH);
        g_assert_cmpfloat (box.y + box.height, <=, hearth_diagram_layout_get_height (layout));
      }
}

/* Beside the bars where there is room for the longest, else above all of them. */
static void
a_name_is_not_cut (void)
{
  static const char *const names[] = {
    "Hospital", "A hospital of which the name is about as long as that of a benefit in a law"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const HearthDiagramSpec spec = { HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_TOP, 0, 1, { 1 } };
      g_autoptr (HearthTable) table = hearth_table_new ("en", "Steps");
      g_autoptr (HearthDiagram) diagram = NULL;
      g_autoptr (HearthDiagramLayout) layout = NULL;
      HearthDiagramBox box;

      hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Hospital");
      hearth_table_add_column (table, HEARTH_COLUMN_COUNT, "Open");
      hearth_table_add_text (table, names[i]);
      hearth_table_add_number (table, 7);
      hearth_table_seal (table);
      diagram = hearth_diagram_new (table, &spec);
      layout = lay_out (diagram, WIDTH);
      box = hearth_diagram_layout_get_mark (layout, 0, 0);
      g_assert_true ((box.x > 10 && box.y < 5) == (i == 0));
      g_assert_true ((box.x < 5 && box.y > 10) == (i == 1));
    }
}

static void
parts_stand_one_behind_the_other (void)
{
  g_autoptr (HearthDiagram) diagram = make (HEARTH_DIAGRAM_STACKED, HEARTH_DIAGRAM_FROM_TOP, 4);
  g_autoptr (HearthDiagramLayout) layout = lay_out (diagram, WIDTH);
  const HearthDiagramBox first = hearth_diagram_layout_get_mark (layout, 3, 0);
  const HearthDiagramBox second = hearth_diagram_layout_get_mark (layout, 3, 1);

  g_assert_cmpfloat_with_epsilon (first.x + first.width, second.x, 1e-6);
  g_assert_cmpfloat (first.y, ==, second.y);
}

static void
a_press_finds_the_mark_that_is_drawn_there (void)
{
  for (guint kind = HEARTH_DIAGRAM_BARS; kind <= HEARTH_DIAGRAM_STACKED; kind++)
    for (double width = 200; width <= 1000; width += 400)
      {
        g_autoptr (HearthDiagram) diagram = make (kind, HEARTH_DIAGRAM_FROM_TOP, 6);
        g_autoptr (HearthDiagramLayout) layout = lay_out (diagram, width);

        for (guint row = 1; row < 6; row++)
          for (guint i = 0; i < 2; i++)
            {
              const HearthDiagramBox box = hearth_diagram_layout_get_mark (layout, row, i);
              guint found_row, found;

              g_assert_true (hearth_diagram_layout_find_mark (
                  layout, box.x + box.width / 2, box.y + box.height / 2, &found_row, &found));
              g_assert_cmpuint (found_row, ==, row);
              g_assert_cmpuint (found, ==, i);
            }
      }
}

static void
what_is_left_out_is_said (void)
{
  g_autoptr (HearthDiagram) top = make (HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_TOP, 40);
  g_autoptr (HearthDiagram) end = make (HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_END, 40);
  g_autofree char *first = hearth_diagram_dup_spoken (top, 0, 1);
  g_autofree char *last = hearth_diagram_dup_spoken (end, HEARTH_DIAGRAM_MAX_ROWS - 1, 1);

  g_assert_cmpuint (hearth_diagram_get_n_rows (top), ==, HEARTH_DIAGRAM_MAX_ROWS);
  g_assert_cmpuint (hearth_diagram_get_n_left_out (top), ==, 10);
  g_assert_cmpstr (first, ==, "Hospital 0, Done: 0");
  g_assert_cmpstr (last, ==, "Hospital 39, Done: 78");
}

static void
a_range_is_spoken_in_days (void)
{
  static const gint64 days[] = { 3, 10, 20, 40, 90 };
  const HearthDiagramSpec spec = {
    HEARTH_DIAGRAM_RANGE, HEARTH_DIAGRAM_FROM_TOP, 0, 5, { 1, 2, 3, 4, 5 }
  };
  g_autoptr (HearthTable) table = hearth_table_new ("en", "Days");
  g_autoptr (HearthDiagram) diagram = NULL;
  g_autofree char *spoken = NULL;

  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Benefit");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    hearth_table_add_column (table, HEARTH_COLUMN_DAYS, "Days");
  hearth_table_add_text (table, "Aid");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    hearth_table_add_number (table, days[i]);
  hearth_table_seal (table);
  diagram = hearth_diagram_new (table, &spec);
  spoken = hearth_diagram_dup_spoken (diagram, 0, 0);
  g_assert_cmpuint (hearth_diagram_get_n_series (diagram), ==, 1);
  g_assert_cmpint (hearth_diagram_get_value (diagram, 0, 0), ==, 20);
  g_assert_cmpstr (spoken, ==,
                   "Aid: half within 20 days, the middle half from 10 to 40, all from 3 to 90");
}

static void
numbers_that_are_not_told_have_no_length (void)
{
  const HearthDiagramSpec spec = { HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_TOP, 0, 1, { 1 } };
  g_autoptr (HearthTable) table = hearth_table_new ("en", "Summary");
  g_autoptr (HearthDiagram) diagram = NULL;
  g_autoptr (HearthDiagramLayout) layout = NULL;
  g_autofree char *spoken = NULL;

  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Hospital");
  hearth_table_add_column (table, HEARTH_COLUMN_COUNT, "People");
  hearth_table_add_text (table, "One");
  hearth_table_add_hidden (table);
  hearth_table_seal (table);
  diagram = hearth_diagram_new (table, &spec);
  layout = lay_out (diagram, WIDTH);
  spoken = hearth_diagram_dup_spoken (diagram, 0, 0);
  g_assert_true (hearth_diagram_is_empty (diagram));
  g_assert_cmpfloat (hearth_diagram_layout_get_mark (layout, 0, 0).width, ==, 0);
  g_assert_cmpstr (spoken, ==, "One, People: *");
}

/* The least a reader of the picture sees of two series: that they are not filled alike. */
static void
series_are_told_apart_without_colour (void)
{
  g_autoptr (HearthDiagram) diagram = make (HEARTH_DIAGRAM_BARS, HEARTH_DIAGRAM_FROM_TOP, 5);
  g_autoptr (HearthDiagramLayout) layout = lay_out (diagram, WIDTH);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) WIDTH, (int) hearth_diagram_layout_get_height (layout));
  cairo_t *cr = cairo_create (surface);
  guint n_grounds[2] = { 0, 0 };

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  hearth_diagram_layout_draw (layout, cr, HEARTH_DIAGRAM_GREY);
  cairo_surface_flush (surface);
  for (guint i = 0; i < 2; i++)
    {
      const HearthDiagramBox box = hearth_diagram_layout_get_mark (layout, 4, i);
      const guint8 *line =
          cairo_image_surface_get_data (surface) +
          (int) (box.y + box.height / 2) * cairo_image_surface_get_stride (surface);

      for (int x = (int) box.x + 3; x < (int) (box.x + box.width) - 3; x++)
        {
          guint32 pixel;

          memcpy (&pixel, line + 4 * x, sizeof pixel);
          if ((pixel & 0xff) > 0xf0)
            n_grounds[i]++;
          g_assert_cmpuint (pixel & 0xff, ==, (pixel >> 8) & 0xff);
        }
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (n_grounds[0], ==, 0);
  g_assert_cmpuint (n_grounds[1], >, 10);
}

static void
pictures_are_whole_and_made_in_memory (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n";
  g_autoptr (HearthDiagram) diagram = make (HEARTH_DIAGRAM_STACKED, HEARTH_DIAGRAM_FROM_TOP, 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels = hearth_out_png (diagram, &error);
  g_autoptr (GBytes) lines = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  lines = hearth_out_svg (diagram, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (pixels, NULL), strlen (png), png, strlen (png));
  text = g_strndup (g_bytes_get_data (lines, NULL), g_bytes_get_size (lines));
  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_true (g_str_has_suffix (g_strchomp (text), "</svg>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report/diagram/lengths-are-those-of-the-table-without-its-totals",
                   lengths_are_those_of_the_table_without_its_totals);
  g_test_add_func ("/report/diagram/a-name-is-not-cut", a_name_is_not_cut);
  g_test_add_func ("/report/diagram/parts-stand-one-behind-the-other",
                   parts_stand_one_behind_the_other);
  g_test_add_func ("/report/diagram/a-press-finds-the-mark-that-is-drawn-there",
                   a_press_finds_the_mark_that_is_drawn_there);
  g_test_add_func ("/report/diagram/what-is-left-out-is-said", what_is_left_out_is_said);
  g_test_add_func ("/report/diagram/a-range-is-spoken-in-days", a_range_is_spoken_in_days);
  g_test_add_func ("/report/diagram/numbers-that-are-not-told-have-no-length",
                   numbers_that_are_not_told_have_no_length);
  g_test_add_func ("/report/diagram/series-are-told-apart-without-colour",
                   series_are_told_apart_without_colour);
  g_test_add_func ("/report/diagram/pictures-are-whole-and-made-in-memory",
                   pictures_are_whole_and_made_in_memory);
  return g_test_run ();
}
