/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-accent.h"

#include <adwaita.h>

static const GdkRGBA light[HEARTH_N_ACCENTS] = {
  { 0.208f, 0.518f, 0.894f, 1.f }, /* blue 3 */
  { 0.898f, 0.647f, 0.039f, 1.f }, /* yellow 5 */
  { 0.149f, 0.635f, 0.412f, 1.f }, /* green 5 */
  { 0.506f, 0.239f, 0.612f, 1.f }, /* purple 4 */
};

static const GdkRGBA dark[HEARTH_N_ACCENTS] = {
  { 0.384f, 0.627f, 0.918f, 1.f }, /* blue 2 */
  { 0.965f, 0.827f, 0.176f, 1.f }, /* yellow 3 */
  { 0.341f, 0.890f, 0.537f, 1.f }, /* green 2 */
  { 0.753f, 0.380f, 0.796f, 1.f }, /* purple 2 */
};

static const GdkRGBA trough = { 0.5f, 0.5f, 0.5f, 0.22f };
static const GdkRGBA strong_trough = { 0.5f, 0.5f, 0.5f, 0.55f };

const GdkRGBA *
hearth_accent_get_color (guint index)
{
  g_return_val_if_fail (index < HEARTH_N_ACCENTS, &light[0]);

  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &dark[index]
                                                                       : &light[index];
}

const GdkRGBA *
hearth_accent_get_trough (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? &strong_trough
                                                                                : &trough;
}
