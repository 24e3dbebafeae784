/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Row ids are given out from 1 by SQLite, so a set of them is a short bitmap; an id beyond this is damage. */
#define HEARTH_ROW_SET_MAX (G_GINT64_CONSTANT (1) << 28)

/**
 * HearthRowSet: a set of row ids of one table. Owned by one thread.
 */
typedef struct _HearthRowSet HearthRowSet;

HearthRowSet *hearth_row_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_row_set_free (HearthRowSet *self);
gboolean hearth_row_set_add (HearthRowSet *self, gint64 row_id);
gboolean hearth_row_set_is_empty (const HearthRowSet *self);
gboolean hearth_row_set_has (const HearthRowSet *self, gint64 row_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRowSet, hearth_row_set_free)

G_END_DECLS
