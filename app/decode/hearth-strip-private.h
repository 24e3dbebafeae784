/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint _hearth_strip_find_orientation (GBytes *jpeg);
GBytes *_hearth_strip_jpeg (GBytes *jpeg) G_GNUC_WARN_UNUSED_RESULT;
GBytes *_hearth_strip_png (GBytes *png) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
