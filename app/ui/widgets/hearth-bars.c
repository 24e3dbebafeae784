/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bars.h"

#define BAR_SPACING 4
#define MIN_BAR_WIDTH 14
#define MAX_BAR_WIDTH 36

static void
append_bar (GtkSnapshot *snapshot, float x, float width, const GdkRGBA *color)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, 0, width, HEARTH_BARS_HEIGHT),
                                   HEARTH_BARS_HEIGHT / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

void
hearth_bars_append (GtkSnapshot *snapshot, int available, const guint *done, const guint *total)
{
  float width;

  g_return_if_fail (done != NULL && total != NULL);

  available -= (HEARTH_N_ACCENTS - 1) * BAR_SPACING;
  width = (float) CLAMP (available / HEARTH_N_ACCENTS, MIN_BAR_WIDTH, MAX_BAR_WIDTH);
  for (guint i = 0; i < HEARTH_N_ACCENTS; i++)
    {
      float x = (float) i * (width + BAR_SPACING);

      append_bar (snapshot, x, width, hearth_accent_get_trough ());
      if (done[i] > 0 && total[i] > 0)
        append_bar (snapshot, x,
                    MAX (HEARTH_BARS_HEIGHT, width * (float) done[i] / (float) total[i]),
                    hearth_accent_get_color (i));
    }
}
