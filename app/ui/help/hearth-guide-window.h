/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthGuideWindow:
 *
 * The guide inside the program: contents and search beside the page that is read. It shows only
 * what ships with the program, so it may stay open beside a locked vault.
 */
#define HEARTH_TYPE_GUIDE_WINDOW (hearth_guide_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthGuideWindow, hearth_guide_window, HEARTH, GUIDE_WINDOW, AdwWindow)

/* @id: of a page, or "" for the first one. */
void hearth_guide_window_present (GtkApplication *application, const char *id);

G_END_DECLS
