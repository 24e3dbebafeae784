/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-outstanding.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthBoard:
 *
 * What is outstanding on one day, read in one snapshot, and the models made of it. The models lend
 * rows from the board: they go first.
 */
typedef struct _HearthBoard HearthBoard;

typedef HearthOutstandingQuestion HearthBoardQuestion;
HearthBoardQuestion *hearth_board_question_new (HearthDate as_of,
                                                HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_board_question_free (HearthBoardQuestion *self);

/* HearthReadFunc: @data is the HearthBoardQuestion. What is owed is what the last hearth_owed_refresh_async ()
 * found. */
gpointer hearth_board_read (HearthDb *db, gpointer data, GError **error);
void hearth_board_free (HearthBoard *self);
const HearthOutstandingFigures *hearth_board_get_total (const HearthBoard *self);
/* Where titles of steps, reasons and roles come from. */
void hearth_board_name_things (HearthBoard *self, HearthContext *context);
/* Rows (HearthBoardItem) that @filter lets through, under a line for each group unless @grouping is
 * "none". @filter: "all", "people", "owed", "overdue", "blocked". "people" has a group for each person. */
GListModel *hearth_board_make_model (HearthBoard *self,
                                     const char *filter,
                                     const char *grouping) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBoard, hearth_board_free)

G_END_DECLS
