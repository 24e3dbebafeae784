/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-item.h"
#include "hearth-case-list-private.h"

G_BEGIN_DECLS

/* The row objects of a list that somebody holds, and the batches that fill them. Counted: a question that
 * is away holds it too. Main thread. */
typedef struct _HearthCaseItems HearthCaseItems;

/* @failed: called with @data if a batch could not be answered. */
HearthCaseItems *_hearth_case_items_new (const HearthCaseListReader *vtable,
                                         GObject *reader,
                                         HearthClock *clock,
                                         void (*failed) (gpointer data),
                                         gpointer data) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets reader, clock and items, and calls nobody any more. */
void _hearth_case_items_close (HearthCaseItems *self);

/* The object of a row, a new one if nobody holds it. Asks for nothing. */
HearthCaseItem *_hearth_case_items_get (HearthCaseItems *self,
                                        gint64 row_id) G_GNUC_WARN_UNUSED_RESULT;
/* Everything that is held now, held once more: (element-type HearthCaseItem). */
GPtrArray *_hearth_case_items_hold (HearthCaseItems *self) G_GNUC_WARN_UNUSED_RESULT;
/* From now on rows say where @search (nullable) was found; those that are held are asked for again. */
void _hearth_case_items_set_search (HearthCaseItems *self, HearthSearch *search);
/* Asks again for the loaded rows of the cases in question; @touches NULL: for all rows. */
void _hearth_case_items_renew (HearthCaseItems *self, HearthCaseListTouches touches, gpointer data);

G_END_DECLS
