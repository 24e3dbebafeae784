/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthBodyViews:
 *
 * Which drawing of the body is shown: a button with the list of them, each with the number of its marks.
 * Signal ::changed: a person chose another one.
 */
#define HEARTH_TYPE_BODY_VIEWS (hearth_body_views_get_type ())
G_DECLARE_FINAL_TYPE (HearthBodyViews, hearth_body_views, HEARTH, BODY_VIEWS, GtkWidget)

GtkWidget *hearth_body_views_new (HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_body_views_get_id (HearthBodyViews *self);
void hearth_body_views_set_id (HearthBodyViews *self, const char *id);
/* @n_marks: beside the drawings of the packs. */
void hearth_body_views_set_counts (HearthBodyViews *self, const guint *n_marks);

G_END_DECLS
