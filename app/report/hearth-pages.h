/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-flow.h"
#include "hearth-intake-sheet.h"
#include "hearth-label-sheet.h"
#include "hearth-label.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthPages:
 *
 * Something to print: so many pages of one size, drawn one by one on any cairo surface. Immutable once
 * made, counted; any thread.
 */
typedef struct _HearthPages HearthPages;

/* @labels: (transfer full) (element-type HearthLabel). @n_skipped: places that are gone from the first sheet. */
HearthPages *hearth_pages_new_labels (const HearthLabelSheet *sheet,
                                      GPtrArray *labels,
                                      guint n_skipped) G_GNUC_WARN_UNUSED_RESULT;
/* @sheets: (transfer full) (element-type HearthIntakeSheet) */
HearthPages *hearth_pages_new_sheets (GPtrArray *sheets) G_GNUC_WARN_UNUSED_RESULT;
/* @flow: (transfer full): not laid out yet */
HearthPages *hearth_pages_new_flow (HearthFlow *flow) G_GNUC_WARN_UNUSED_RESULT;
/* The same for what takes its time. @cancellable: (nullable). NULL: called off. */
HearthPages *hearth_pages_new_long_flow (HearthFlow *flow,
                                         GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
HearthPages *hearth_pages_ref (HearthPages *self);
void hearth_pages_unref (HearthPages *self);

guint hearth_pages_get_n_pages (const HearthPages *self);
/* In points. */
double hearth_pages_get_width (const HearthPages *self);
double hearth_pages_get_height (const HearthPages *self);
void hearth_pages_draw (const HearthPages *self, guint page, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPages, hearth_pages_unref)

G_END_DECLS
