/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthFileAddWindow:
 *
 * Asks where files belong and what one is called, has them decoded and stripped in confined children, and
 * puts them into the vault one after the other. Nothing is kept of a file that was refused.
 */
#define HEARTH_TYPE_FILE_ADD_WINDOW (hearth_file_add_window_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthFileAddWindow, hearth_file_add_window, HEARTH, FILE_ADD_WINDOW, AdwWindow)

/* @sources: (element-type GFile or GInputStream), at least one. */
HearthFileAddWindow *hearth_file_add_window_new (GtkWindow *parent,
                                                 HearthDesk *desk,
                                                 const HearthId *case_id,
                                                 GPtrArray *sources);

G_END_DECLS
