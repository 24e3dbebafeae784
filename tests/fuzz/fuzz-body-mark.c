/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a mark on the body, as another vault may send them: what is taken is inside its limits, is
 * written out as it was read, and stays inside wherever it is moved; the bytes as the way of a pointer give
 * a mark that is. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-body-mark.h"

static void
check_inside (GArray *points)
{
  g_assert_cmpuint (points->len, >=, 1);
  g_assert_cmpuint (points->len, <=, HEARTH_BODY_MARK_POINTS);
  for (guint i = 0; i < points->len; i++)
    {
      const HearthBodyPoint *point = &g_array_index (points, HearthBodyPoint, i);

      g_assert_cmpint (point->x, >=, 0);
      g_assert_cmpint (point->x, <=, HEARTH_BODY_MAX);
      g_assert_cmpint (point->y, >=, 0);
      g_assert_cmpint (point->y, <=, HEARTH_BODY_MAX);
    }
}

static void
read_back (GArray *points, const char *text)
{
  g_autofree char *again = hearth_body_mark_to_text (points);
  HearthBodyShape shape = hearth_body_mark_get_shape (points);

  check_inside (points);
  if (text != NULL)
    g_assert_cmpstr (again, ==, text);
  hearth_body_mark_move (points, 700, -700);
  check_inside (points);
  g_assert_cmpint (hearth_body_mark_get_shape (points), ==, shape);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GArray) points = hearth_body_mark_parse (text);
  g_autoptr (GArray) stroke = g_array_new (FALSE, FALSE, sizeof (HearthBodyPoint));
  g_autoptr (GArray) mark = NULL;

  if (points != NULL)
    read_back (points, text);
  for (gsize i = 0; i + 3 < size; i += 4)
    {
      HearthBodyPoint point = { data[i] * 256 + data[i + 1] - 30000,
                                data[i + 2] * 256 + data[i + 3] - 30000 };

      g_array_append_val (stroke, point);
    }
  if (stroke->len == 0)
    return 0;
  mark = hearth_body_mark_from_stroke (stroke);
  read_back (mark, NULL);
  return 0;
}
