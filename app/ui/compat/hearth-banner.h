/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthBanner:
 *
 * One line that must be known now, with one thing to do about it. Shaped like AdwBanner, which newer
 * platforms have. Signal ::button-clicked.
 */
#define HEARTH_TYPE_BANNER (hearth_banner_get_type ())
G_DECLARE_FINAL_TYPE (HearthBanner, hearth_banner, HEARTH, BANNER, AdwBin)

void hearth_banner_set_title (HearthBanner *self, const char *title);
void hearth_banner_set_button_label (HearthBanner *self, const char *label); /* NULL: no button */
void hearth_banner_set_revealed (HearthBanner *self, gboolean is_revealed);

G_END_DECLS
