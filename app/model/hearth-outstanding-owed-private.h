/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-owed-store.h"
#include "hearth-step-pool-private.h"
#include "hearth-step-query-private.h"

G_BEGIN_DECLS

/* Says of steps of which benefit they are, and what is owed: each sum once, at the step by which its benefit is
 * settled, else at the step of its application, else in a row of its own. So the sums of rows and of any groups are
 * those of the cases. Thread: the connection's. */
typedef struct _HearthOwedRows HearthOwedRows;

/* @pool: lent; of the rows */
HearthOwedRows *_hearth_owed_rows_new (HearthDb *db,
                                       const HearthOutstandingQuestion *question,
                                       HearthStepPool *pool,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_owed_rows_free (HearthOwedRows *self);
/* Appends a row of the case to the rows, without a step. */
typedef HearthStepRow *(*HearthOwedAddRow) (gpointer data);
/* @rows: (element-type HearthStepRow): those of the case begin at @first; @case_id: cases come in the order of
 * their ids */
gboolean _hearth_owed_rows_tell (HearthOwedRows *self,
                                 const HearthId *case_id,
                                 GPtrArray *rows,
                                 guint first,
                                 HearthOwedAddRow add,
                                 gpointer data,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthOwedRows, _hearth_owed_rows_free)

G_END_DECLS
