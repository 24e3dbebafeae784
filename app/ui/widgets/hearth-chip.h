/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A short fact in a rounded box. Plain text; ellipsized where it is narrow. @look: NULL, or "urgent",
 * "warning", "accent": never the only carrier of what it means. */
GtkWidget *hearth_chip_new (const char *text, const char *look) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
