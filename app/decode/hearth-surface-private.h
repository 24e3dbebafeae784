/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

cairo_surface_t *_hearth_surface_new (guint width, guint height) G_GNUC_WARN_UNUSED_RESULT;
cairo_surface_t *_hearth_surface_fit (cairo_surface_t *source,
                                      guint orientation,
                                      guint width,
                                      guint height,
                                      gboolean crop) G_GNUC_WARN_UNUSED_RESULT;
GBytes *_hearth_surface_to_jpeg (cairo_surface_t *surface,
                                 gsize max_size) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)

G_END_DECLS
