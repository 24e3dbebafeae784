/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The name of the layout that is active now, as the desktop calls it ("Ukrainian", "uk"); NULL where
 * neither the display nor the desktop tells. GTK itself tells it from 4.18 on. */
char *hearth_keyboard_dup_layout (GdkDisplay *display) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
