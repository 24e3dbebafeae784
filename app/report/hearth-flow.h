/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-print-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEARTH_FLOW_PAGE_WIDTH (210 * HEARTH_POINTS_PER_MM)
#define HEARTH_FLOW_PAGE_HEIGHT (297 * HEARTH_POINTS_PER_MM)
#define HEARTH_FLOW_MARGIN (18 * HEARTH_POINTS_PER_MM)
#define HEARTH_FLOW_WIDTH (HEARTH_FLOW_PAGE_WIDTH - 2 * HEARTH_FLOW_MARGIN)
#define HEARTH_FLOW_MAX_COLUMNS 12

/* Draws into @width × @height points, its origin the top left corner. Black on white. */
typedef void (*HearthFlowDraw) (cairo_t *cr, double width, double height, gpointer data);

/**
 * HearthFlow:
 *
 * A paper of A4 pages on which one thing stands below the other, as many pages as it takes: texts in the
 * language of the paper, facts, tables, drawings. Built by one thread; once it is laid out for pages,
 * immutable and for any thread.
 */
typedef struct _HearthFlow HearthFlow;

/* @size: of running text, in points: 11 for files, 14 for those who read with an effort.
 * @footer: (nullable): on every page, beside its number */
HearthFlow *hearth_flow_new (double size, const char *footer) G_GNUC_WARN_UNUSED_RESULT;
/* The same on paper that lies on its side, for what is wide. */
HearthFlow *hearth_flow_new_wide (double size, const char *footer) G_GNUC_WARN_UNUSED_RESULT;
void hearth_flow_free (HearthFlow *self);

void hearth_flow_add_title (HearthFlow *self, const char *text);
/* Never stands alone at the end of a page. */
void hearth_flow_add_heading (HearthFlow *self, const char *text);
/* Line ends in @text are kept. */
void hearth_flow_add_text (HearthFlow *self, const char *text);
void hearth_flow_add_bold (HearthFlow *self, const char *text);
/* Small print. */
void hearth_flow_add_note (HearthFlow *self, const char *text);
/* @value NULL: left out. */
void hearth_flow_add_fact (HearthFlow *self, const char *title, const char *value);
/* With a box to tick, beside it the text, below it @detail. */
void hearth_flow_add_item (HearthFlow *self, const char *text, const char *detail);
/* @shares: of the width, for each cell; a row of a table with a line below it. */
void hearth_flow_add_row (HearthFlow *self,
                          const char *const *cells,
                          const double *shares,
                          guint n_cells,
                          gboolean is_head);
/* A line to sign on, its meaning below it. */
void hearth_flow_add_signature (HearthFlow *self, const char *title);
void hearth_flow_begin_page (HearthFlow *self);
void hearth_flow_add_gap (HearthFlow *self, double height);
void hearth_flow_add_drawing (
    HearthFlow *self, double height, HearthFlowDraw draw, gpointer data, GDestroyNotify destroy);

/* Parts it into pages. Nothing can be added afterwards. @cancellable: (nullable). FALSE: called off. */
gboolean hearth_flow_lay_out (HearthFlow *self, GCancellable *cancellable);
guint hearth_flow_get_n_pages (const HearthFlow *self);
/* Of every page, in points. */
double hearth_flow_get_page_width (const HearthFlow *self);
double hearth_flow_get_page_height (const HearthFlow *self);
void hearth_flow_draw (const HearthFlow *self, guint page, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthFlow, hearth_flow_free)

G_END_DECLS
