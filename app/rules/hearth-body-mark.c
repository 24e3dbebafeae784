/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-body-mark.h"

#include <stdlib.h>

/* A stroke that never went farther than this from where it began was meant as a point. */
#define STILL 12
/* An end this near to the beginning closes the outline. */
#define CLOSES 40
/* Four points make the smallest area: three corners and the first of them again. */
#define MIN_AREA_POINTS 4

/* One number as it is written out again: digits, no sign, no zeros in front. */
static gboolean
read_number (const char **text, int *out)
{
  const char *p = *text;
  int number = 0;

  if (!g_ascii_isdigit (*p) || (*p == '0' && g_ascii_isdigit (p[1])))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      number = number * 10 + (*p - '0');
      if (number > HEARTH_BODY_MAX)
        return FALSE;
    }
  *text = p;
  *out = number;
  return TRUE;
}

static gboolean
read_point (const char **text, HearthBodyPoint *out)
{
  if (!read_number (text, &out->x) || **text != ':')
    return FALSE;
  (*text)++;
  return read_number (text, &out->y);
}

/**
 * hearth_body_points_parse:
 * @text: points "x:y"
 * @separator: the one character between two points
 * @max: how many there may be
 *
 * Returns: (transfer full) (nullable) (element-type HearthBodyPoint): %NULL if @text is anything else.
 */
GArray *
hearth_body_points_parse (const char *text, char separator, guint max)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HearthBodyPoint));
  HearthBodyPoint point;

  g_return_val_if_fail (text != NULL, NULL);

  for (;; text++)
    {
      if (points->len >= max || !read_point (&text, &point))
        return NULL;
      g_array_append_val (points, point);
      if (*text == '\0')
        return g_steal_pointer (&points);
      if (*text != separator)
        return NULL;
    }
}

/** hearth_body_points_to_text: Returns: (transfer full): what hearth_body_points_parse() reads. */
char *
hearth_body_points_to_text (GArray *points, char separator)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (points != NULL, NULL);

  for (guint i = 0; i < points->len; i++)
    {
      const HearthBodyPoint *point = &g_array_index (points, HearthBodyPoint, i);

      if (i > 0)
        g_string_append_c (text, separator);
      g_string_append_printf (text, "%d:%d", point->x, point->y);
    }
  return g_string_free (text, FALSE);
}

/** hearth_body_mark_parse: a mark as forms and command lines write its list, with commas; %NULL: none. */
GArray *
hearth_body_mark_parse (const char *text)
{
  return hearth_body_points_parse (text, ',', HEARTH_BODY_MARK_POINTS);
}

/** hearth_body_mark_to_text: Returns: (transfer full): what hearth_body_mark_parse() reads. */
char *
hearth_body_mark_to_text (GArray *points)
{
  return hearth_body_points_to_text (points, ',');
}

/** hearth_body_mark_get_shape: what @points draw. */
HearthBodyShape
hearth_body_mark_get_shape (GArray *points)
{
  const HearthBodyPoint *first, *last;

  g_return_val_if_fail (points != NULL && points->len > 0, HEARTH_BODY_SHAPE_POINT);

  if (points->len == 1)
    return HEARTH_BODY_SHAPE_POINT;
  first = &g_array_index (points, HearthBodyPoint, 0);
  last = &g_array_index (points, HearthBodyPoint, points->len - 1);
  return points->len >= MIN_AREA_POINTS && first->x == last->x && first->y == last->y
             ? HEARTH_BODY_SHAPE_AREA
             : HEARTH_BODY_SHAPE_LINE;
}

/** hearth_body_mark_get_center: the middle between its edges, where its number stands. */
HearthBodyPoint
hearth_body_mark_get_center (GArray *points)
{
  int left = HEARTH_BODY_MAX, right = 0, top = HEARTH_BODY_MAX, bottom = 0;

  g_return_val_if_fail (points != NULL && points->len > 0, ((HearthBodyPoint){ 0, 0 }));

  for (guint i = 0; i < points->len; i++)
    {
      const HearthBodyPoint *point = &g_array_index (points, HearthBodyPoint, i);

      left = MIN (left, point->x);
      right = MAX (right, point->x);
      top = MIN (top, point->y);
      bottom = MAX (bottom, point->y);
    }
  return (HearthBodyPoint){ (left + right) / 2, (top + bottom) / 2 };
}

/** hearth_body_mark_move: by as much as fits, so that the mark keeps its shape at the edge. */
void
hearth_body_mark_move (GArray *points, int dx, int dy)
{
  g_return_if_fail (points != NULL);

  for (guint i = 0; i < points->len; i++)
    {
      const HearthBodyPoint *point = &g_array_index (points, HearthBodyPoint, i);

      dx = CLAMP (dx, -point->x, HEARTH_BODY_MAX - point->x);
      dy = CLAMP (dy, -point->y, HEARTH_BODY_MAX - point->y);
    }
  for (guint i = 0; i < points->len; i++)
    {
      g_array_index (points, HearthBodyPoint, i).x += dx;
      g_array_index (points, HearthBodyPoint, i).y += dy;
    }
}

static int
distance (const HearthBodyPoint *a, const HearthBodyPoint *b)
{
  return MAX (abs (a->x - b->x), abs (a->y - b->y));
}

/* The points that are at least @step apart, and the last one. */
static GArray *
thin_out (GArray *stroke, int step)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (HearthBodyPoint));

  for (guint i = 0; i < stroke->len; i++)
    {
      HearthBodyPoint point = g_array_index (stroke, HearthBodyPoint, i);
      gboolean is_last = i + 1 == stroke->len;

      point.x = CLAMP (point.x, 0, HEARTH_BODY_MAX);
      point.y = CLAMP (point.y, 0, HEARTH_BODY_MAX);
      if (points->len == 0 || is_last ||
          distance (&point, &g_array_index (points, HearthBodyPoint, points->len - 1)) >= step)
        g_array_append_val (points, point);
    }
  return points;
}

static int
reach_of (GArray *points)
{
  int reach = 0;

  for (guint i = 1; i < points->len; i++)
    reach = MAX (reach, distance (&g_array_index (points, HearthBodyPoint, 0),
                                  &g_array_index (points, HearthBodyPoint, i)));
  return reach;
}

/**
 * hearth_body_mark_from_stroke:
 * @stroke: (element-type HearthBodyPoint): the way of a pointer, at least one point; may lie outside
 *
 * Makes the mark that was meant: a point if the pointer hardly moved, an area if it came back to where it
 * began, else a line. A long way is thinned out evenly until it fits into a mark.
 *
 * Returns: (transfer full) (element-type HearthBodyPoint): 1 to %HEARTH_BODY_MARK_POINTS points inside.
 */
GArray *
hearth_body_mark_from_stroke (GArray *stroke)
{
  g_autoptr (GArray) points = NULL;
  HearthBodyPoint first, last;
  int step = 4;

  g_return_val_if_fail (stroke != NULL && stroke->len > 0, NULL);

  points = thin_out (stroke, step);
  /* One is left free for the point that closes an outline. */
  while (points->len >= HEARTH_BODY_MARK_POINTS)
    {
      step *= 2;
      g_array_unref (points);
      points = thin_out (stroke, step);
    }
  if (reach_of (points) <= STILL)
    {
      g_array_set_size (points, 1);
      return g_steal_pointer (&points);
    }
  first = g_array_index (points, HearthBodyPoint, 0);
  last = g_array_index (points, HearthBodyPoint, points->len - 1);
  if (points->len >= MIN_AREA_POINTS - 1 && reach_of (points) > 2 * CLOSES &&
      distance (&first, &last) <= CLOSES && distance (&first, &last) > 0)
    g_array_append_val (points, first);
  return g_steal_pointer (&points);
}
