/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-out-window.h"

G_BEGIN_DECLS

/**
 * HearthOwnCopyWindow:
 *
 * What a person gets who asks for their own data. A case may be long: the pages are laid out in the pool as soon as
 * the window opens, and anew for another language; until then nothing can go out.
 */
#define HEARTH_TYPE_OWN_COPY_WINDOW (hearth_own_copy_window_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthOwnCopyWindow, hearth_own_copy_window, HEARTH, OWN_COPY_WINDOW, HearthOutWindow)

void hearth_own_copy_window_present (GtkWindow *parent, HearthDesk *desk, HearthCase *kase);

G_END_DECLS
