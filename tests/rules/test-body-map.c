/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawings of the body against the regions of the pack, and marks at their limits. */
#include "config.h"

#include "hearth-body-map.h"
#include "hearth-pack-entry.h"
#include "hearth-pack-problem.h"
#include "hearth-pack-verify.h"

#include <string.h>

static HearthPackSet *packs;

static void
test_marks_are_read_strictly (void)
{
  static const char *const good[] = { "0:0", "1000:1000", "512:300", "1:2,3:4", "9:9,9:9" };
  static const char *const bad[] = {
    "",        ":",     "1",    "1:",   ":1",   "1001:0",   "0:1001",
    "-1:0",    "01:0",  "0:00", "1:2,", ",1:2", "1:2,,3:4", "1:2;3:4",
    "1:2 3:4", "1:2:3", " 1:2", "1:2 ", "+1:2", "1.5:2",    "99999999999999999999:1",
    "0x1:2",   "1:2\n", "а:б"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GArray) points = hearth_body_mark_parse (good[i]);
      g_autofree char *text = NULL;

      g_assert_nonnull (points);
      text = hearth_body_mark_to_text (points);
      g_assert_cmpstr (text, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (hearth_body_mark_parse (bad[i]));
}

static void
test_a_mark_has_at_most_64_points (void)
{
  g_autoptr (GString) text = g_string_new ("0:0");
  g_autoptr (GArray) points = NULL;

  for (guint i = 1; i < HEARTH_BODY_MARK_POINTS; i++)
    g_string_append_printf (text, ",%u:%u", i, i);
  points = hearth_body_mark_parse (text->str);
  g_assert_nonnull (points);
  g_assert_cmpuint (points->len, ==, 64);
  g_string_append (text, ",64:64");
  g_assert_null (hearth_body_mark_parse (text->str));
}

static void
test_shapes_are_told_by_their_points (void)
{
  static const struct
  {
    const char *text;
    HearthBodyShape shape;
  } rows[] = {
    { "5:5", HEARTH_BODY_SHAPE_POINT },
    { "5:5,9:9", HEARTH_BODY_SHAPE_LINE },
    { "5:5,9:9,5:5", HEARTH_BODY_SHAPE_LINE },
    { "5:5,9:5,9:9,5:5", HEARTH_BODY_SHAPE_AREA },
    { "5:5,9:5,9:9,5:6", HEARTH_BODY_SHAPE_LINE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) points = hearth_body_mark_parse (rows[i].text);

      g_assert_cmpint (hearth_body_mark_get_shape (points), ==, rows[i].shape);
    }
}

static void
test_a_mark_keeps_its_shape_at_the_edge (void)
{
  g_autoptr (GArray) points = hearth_body_mark_parse ("10:20,30:40");
  g_autofree char *corner = NULL;
  g_autofree char *far = NULL;

  hearth_body_mark_move (points, -500, -500);
  corner = hearth_body_mark_to_text (points);
  g_assert_cmpstr (corner, ==, "0:0,20:20");
  hearth_body_mark_move (points, 5000, 5000);
  far = hearth_body_mark_to_text (points);
  g_assert_cmpstr (far, ==, "980:980,1000:1000");
  g_assert_cmpint (hearth_body_mark_get_center (points).x, ==, 990);
}

/* A fixed sequence: the same strokes every time. */
static guint32
next_number (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static GArray *
make_stroke (guint n, guint32 *state)
{
  GArray *stroke = g_array_new (FALSE, FALSE, sizeof (HearthBodyPoint));
  HearthBodyPoint point = { (int) (next_number (state) % 1400) - 200,
                            (int) (next_number (state) % 1400) - 200 };

  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (stroke, point);
      point.x += (int) (next_number (state) % 61) - 30;
      point.y += (int) (next_number (state) % 61) - 30;
    }
  return stroke;
}

static void
test_every_stroke_gives_a_mark_that_is_read_again (void)
{
  guint32 state = 7;

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GArray) stroke = make_stroke (1 + i % 700, &state);
      g_autoptr (GArray) mark = hearth_body_mark_from_stroke (stroke);
      g_autofree char *text = hearth_body_mark_to_text (mark);
      g_autoptr (GArray) again = hearth_body_mark_parse (text);

      g_assert_nonnull (again);
      g_assert_cmpuint (again->len, ==, mark->len);
    }
}

static HearthBodyShape
shape_of (const char *way)
{
  g_autoptr (GArray) stroke = hearth_body_points_parse (way, ' ', 100);
  g_autoptr (GArray) mark = hearth_body_mark_from_stroke (stroke);

  return hearth_body_mark_get_shape (mark);
}

static void
test_a_stroke_is_taken_as_it_was_meant (void)
{
  g_assert_cmpint (shape_of ("500:500"), ==, HEARTH_BODY_SHAPE_POINT);
  g_assert_cmpint (shape_of ("500:500 505:503 502:508"), ==, HEARTH_BODY_SHAPE_POINT);
  g_assert_cmpint (shape_of ("500:500 520:540 600:700"), ==, HEARTH_BODY_SHAPE_LINE);
  g_assert_cmpint (shape_of ("300:300 500:300 500:500 300:500 310:320"), ==,
                   HEARTH_BODY_SHAPE_AREA);
}

static gboolean
shows (const HearthPackEntry *entry, const char *drawing)
{
  const char *const *views = hearth_pack_entry_get_list (entry, "View");

  return g_strv_contains (views, g_str_has_suffix (drawing, "-hand") ? "hands" : drawing);
}

/* Of both hands only the one on its side. */
static gboolean
is_expected (const HearthPackEntry *entry, const char *drawing)
{
  const char *side = hearth_pack_entry_get_text (entry, "Side", NULL);

  return shows (entry, drawing) &&
         (!g_str_has_suffix (drawing, "-hand") || g_str_has_prefix (drawing, side));
}

static void
test_areas_are_where_the_pack_says_they_are_seen (void)
{
  const HearthBodyMap *map = hearth_body_map_get (packs);

  g_assert_cmpuint (hearth_body_map_get_n_drawings (map), ==, 6);
  for (guint i = 0; i < hearth_body_map_get_n_drawings (map); i++)
    {
      const HearthBodyDrawing *drawing = hearth_body_map_get_drawing (map, i);
      g_autoptr (GPtrArray) regions = hearth_body_map_list_regions (map, drawing->id);

      g_assert_cmpuint (drawing->outline->len, >, 0);
      for (guint j = 0; j < hearth_pack_set_get_n_entries (packs, "body-region"); j++)
        {
          const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "body-region", j);
          gboolean has_area = g_ptr_array_find (regions, hearth_pack_entry_get_id (entry), NULL);

          if (has_area != is_expected (entry, drawing->id))
            g_test_message ("%s in %s", hearth_pack_entry_get_id (entry), drawing->id);
          g_assert_cmpint (has_area, ==, is_expected (entry, drawing->id));
        }
    }
}

static void
test_every_region_can_be_pressed (void)
{
  const HearthBodyMap *map = hearth_body_map_get (packs);

  for (guint i = 0; i < hearth_body_map_get_n_drawings (map); i++)
    {
      const char *drawing = hearth_body_map_get_drawing (map, i)->id;
      g_autoptr (GPtrArray) missed = hearth_body_map_list_regions (map, drawing);

      for (int x = 0; x <= HEARTH_BODY_MAX; x += 6)
        for (int y = 0; y <= HEARTH_BODY_MAX; y += 6)
          {
            const char *region =
                hearth_body_map_find_region (map, drawing, (HearthBodyPoint){ x, y });

            if (region != NULL)
              g_ptr_array_remove (missed, (gpointer) region);
          }
      for (guint j = 0; j < missed->len; j++)
        g_test_message ("%s in %s", (const char *) missed->pdata[j], drawing);
      g_assert_cmpuint (missed->len, ==, 0);
    }
}

static void
test_the_place_of_a_region_lies_in_it (void)
{
  const HearthBodyMap *map = hearth_body_map_get (packs);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "body-region"); i++)
    {
      const char *id =
          hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "body-region", i));
      HearthBodyPoint place = { -1, -1 };
      const char *drawing = hearth_body_map_find_place (map, id, NULL, &place);

      g_assert_nonnull (drawing);
      g_test_message ("%s in %s", id, drawing);
      g_assert_cmpstr (hearth_body_map_find_region (map, drawing, place), ==, id);
    }
}

static void
test_left_is_the_persons_own (void)
{
  static const struct
  {
    const char *drawing;
    int x, y;
    const char *region;
  } rows[] = {
    { "front", 640, 250, "chest-left" },
    { "front", 360, 250, "chest-right" },
    { "back", 360, 230, "shoulder-blade-left" },
    { "back", 640, 230, "shoulder-blade-right" },
    { "front", 500, 240, "breastbone" },
    { "face", 500, 722, "teeth" },
    { "face", 670, 440, "eye-left" },
    { "left-hand", 265, 700, "palm-left" },
    { "left-hand", 735, 700, "back-of-hand-left" },
    { "right-hand", 735, 700, "palm-right" },
    { "feet", 700, 780, "sole-left" },
    { "feet", 300, 780, "sole-right" },
  };
  const HearthBodyMap *map = hearth_body_map_get (packs);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (hearth_body_map_find_region (map, rows[i].drawing,
                                                  (HearthBodyPoint){ rows[i].x, rows[i].y }),
                     ==, rows[i].region);
  g_assert_null (hearth_body_map_find_region (map, "front", (HearthBodyPoint){ 20, 20 }));
  g_assert_null (hearth_body_map_find_region (map, "elsewhere", (HearthBodyPoint){ 500, 500 }));
}

static void
test_a_region_is_shown_near_itself_only (void)
{
  const HearthBodyMap *map = hearth_body_map_get (packs);
  const HearthBodyPoint chest = { 600, 250 }, beside = { 680, 280 }, knee = { 600, 690 };

  g_assert_true (hearth_body_map_shows (map, "chest-left", "front", NULL));
  g_assert_true (hearth_body_map_shows (map, "chest-left", "front", &chest));
  g_assert_true (hearth_body_map_shows (map, "chest-left", "front", &beside));
  g_assert_false (hearth_body_map_shows (map, "chest-left", "front", &knee));
  g_assert_false (hearth_body_map_shows (map, "chest-left", "back", NULL));
  g_assert_false (hearth_body_map_shows (map, "made-up", "front", NULL));
}

static void
test_what_tells_of_violence_is_restricted (void)
{
  g_assert_true (hearth_injury_is_restricted (packs, "sexual-violence", NULL));
  g_assert_true (hearth_injury_is_restricted (packs, "beating", "genitals"));
  g_assert_true (hearth_injury_is_restricted (packs, NULL, "anal-region"));
  g_assert_false (hearth_injury_is_restricted (packs, "beating", "chest-left"));
  g_assert_false (hearth_injury_is_restricted (packs, NULL, NULL));
  g_assert_false (hearth_injury_is_restricted (packs, "made-up", "made-up"));
}

#define HEAD(kind) "[pack]\nKind=" kind "\nVersion=1\nTitle=T\nTitle[uk]=Т\n"
#define TAIL "Title=T\nTitle[uk]=Т\nSource=S\nSource[uk]=Д\nChecked=2026-01-01\nCertainty=general\n"
#define REGION HEAD ("body-region") "[nose]\nView=face\nSide=middle\nPart=head\n"
#define DRAWING HEAD ("body-drawing") "[face]\nWidth=10\nHeight=20\n"

static guint
count_problems (const char *text)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
  g_autoptr (HearthPackSet) set = NULL;
  HearthPack *pack = hearth_pack_read_data ("test.pack", text, strlen (text), problems);
  guint n = 0;

  g_assert_nonnull (pack);
  g_ptr_array_add (list, pack);
  set = hearth_pack_set_new (list, packs, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  hearth_body_map_check_packs (set, problems);
  /* The pack takes the place of the shipped one, to which the other still refers. */
  for (guint i = 0; i < problems->len; i++)
    n += g_str_equal (((HearthPackProblem *) problems->pdata[i])->file, "test.pack") ? 1 : 0;
  return n;
}

static void
test_wrong_drawings_are_named (void)
{
  g_assert_cmpuint (count_problems (DRAWING "Outline=open 1:2 3:4;closed 5:6\n" TAIL), ==, 0);
  g_assert_cmpuint (count_problems (DRAWING "Outline=ajar 1:2 3:4\n" TAIL), ==, 1);
  g_assert_cmpuint (count_problems (DRAWING "Outline=open 1:2,3:4;closed 1001:6\n" TAIL), ==, 2);
  g_assert_cmpuint (count_problems (REGION "Areas=face 1:2 3:4 5:9\n" TAIL), ==, 0);
  g_assert_cmpuint (count_problems (REGION "Areas=face 1:2 3:4\n" TAIL), ==, 1);
  g_assert_cmpuint (count_problems (REGION "Areas=moon 1:2 3:4 5:9;face\n" TAIL), ==, 2);
}

static void
test_the_shipped_packs_have_no_problems (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();

  g_assert_true (hearth_pack_verify_folder (dir, problems, NULL));
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);
#define ADD(name, func) g_test_add_func ("/body-map/" name, func)
  ADD ("marks-are-read-strictly", test_marks_are_read_strictly);
  ADD ("a-mark-has-at-most-64-points", test_a_mark_has_at_most_64_points);
  ADD ("shapes-are-told-by-their-points", test_shapes_are_told_by_their_points);
  ADD ("a-mark-keeps-its-shape-at-the-edge", test_a_mark_keeps_its_shape_at_the_edge);
  ADD ("every-stroke-gives-a-mark-that-is-read-again",
       test_every_stroke_gives_a_mark_that_is_read_again);
  ADD ("a-stroke-is-taken-as-it-was-meant", test_a_stroke_is_taken_as_it_was_meant);
  ADD ("areas-are-where-the-pack-says-they-are-seen",
       test_areas_are_where_the_pack_says_they_are_seen);
  ADD ("every-region-can-be-pressed", test_every_region_can_be_pressed);
  ADD ("the-place-of-a-region-lies-in-it", test_the_place_of_a_region_lies_in_it);
  ADD ("left-is-the-persons-own", test_left_is_the_persons_own);
  ADD ("a-region-is-shown-near-itself-only", test_a_region_is_shown_near_itself_only);
  ADD ("what-tells-of-violence-is-restricted", test_what_tells_of_violence_is_restricted);
  ADD ("wrong-drawings-are-named", test_wrong_drawings_are_named);
  ADD ("the-shipped-packs-have-no-problems", test_the_shipped_packs_have_no_problems);
#undef ADD
  result = g_test_run ();
  hearth_pack_set_unref (packs);
  return result;
}
