/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-letter-history.h"
#include "hearth-outstanding.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthBoard:
 *
 * What is outstanding on one day, read in one snapshot, and the lines made of it. Shared and never changed.
 */
typedef struct _HearthBoard HearthBoard;

/** HearthBoardLines: rows or groups of a board in the order asked for; keeps the board. Shared. */
typedef struct _HearthBoardLines HearthBoardLines;

typedef HearthOutstandingQuestion HearthBoardQuestion;
HearthBoardQuestion *hearth_board_question_new (HearthDate as_of,
                                                HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_board_question_free (HearthBoardQuestion *self);

/* HearthReadFunc: @data is the HearthBoardQuestion. What is owed is what the last hearth_owed_refresh_async ()
 * found. */
gpointer hearth_board_read (HearthDb *db, gpointer data, GError **error);
HearthBoard *hearth_board_ref (HearthBoard *self);
void hearth_board_unref (HearthBoard *self);
const HearthOutstandingFigures *hearth_board_get_total (const HearthBoard *self);
/* Whether people of events under embargo are left out. */
gboolean hearth_board_has_left_out (const HearthBoard *self);
/* Of its rows. */
const HearthLetterHistory *hearth_board_get_letters (const HearthBoard *self);
/* Where titles of steps, reasons and roles come from. */
void hearth_board_name_things (HearthBoard *self, HearthContext *context);

/* Lines that @filter lets through (hearth_outstanding_filter ()), in groups unless @grouping is "none". The
 * filter "people" has a group for each person. @sort: of hearth_outstanding_sort_from_name (). Takes its time
 * with many rows. Thread: any. */
HearthBoardLines *hearth_board_arrange (HearthBoard *self,
                                        const char *filter,
                                        const char *grouping,
                                        const char *sort,
                                        gboolean is_reversed) G_GNUC_WARN_UNUSED_RESULT;
/* The same on another thread; @callback has to finish it, on the main thread. */
void hearth_board_arrange_async (HearthBoard *self,
                                 const char *filter,
                                 const char *grouping,
                                 const char *sort,
                                 gboolean is_reversed,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthBoardLines *hearth_board_arrange_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
/* Of which board they are. */
HearthBoard *hearth_board_lines_get_board (const HearthBoardLines *self);
HearthBoardLines *hearth_board_lines_ref (HearthBoardLines *self);
void hearth_board_lines_unref (HearthBoardLines *self);
/* (element-type HearthStepRow); NULL: there are groups. */
GPtrArray *hearth_board_lines_get_rows (const HearthBoardLines *self);
/* (element-type HearthOutstandingGroup); NULL: there are rows. */
GPtrArray *hearth_board_lines_get_groups (const HearthBoardLines *self);
/* How many lines at @positions have a step, which what is only owed has not; NULL: how many of all that is shown. With
 * groups, NULL only. */
guint hearth_board_lines_count_steps (const HearthBoardLines *self, const GtkBitset *positions);
char *hearth_board_lines_dup_title (const HearthBoardLines *self,
                                    const HearthOutstandingGroup *group) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBoard, hearth_board_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBoardLines, hearth_board_lines_unref)

G_END_DECLS
