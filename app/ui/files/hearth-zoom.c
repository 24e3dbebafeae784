/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-zoom.h"

static const double steps[] = {
  HEARTH_ZOOM_MIN, 0.25, 1 / 3.0, 0.5, 2 / 3.0, 0.8, 1, 1.25, 1.5, 2, 3, HEARTH_ZOOM_MAX
};

/* Zooms within a hundredth are the same to the eye. */
#define SAME 0.01

double
hearth_zoom_next (double zoom)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] > zoom * (1 + SAME))
      return steps[i];
  return HEARTH_ZOOM_MAX;
}

double
hearth_zoom_previous (double zoom)
{
  for (guint i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] < zoom * (1 - SAME))
      return steps[i - 1];
  return HEARTH_ZOOM_MIN;
}

double
hearth_zoom_fit (double width, double height, double window_width, double window_height)
{
  g_return_val_if_fail (width > 0 && height > 0, 1);

  return CLAMP (MIN (window_width / width, window_height / height), HEARTH_ZOOM_MIN,
                HEARTH_ZOOM_MAX);
}
