/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in memory whose handles are used without SQLite: two rows of 9,000 bytes in core.t, which are
 * still in the journal, over the layer that fails. */
#pragma once

#include "fault-layer.h"
#include "hearth-vfs-private.h"
#include "store-fixture.h"

G_BEGIN_DECLS

void handle_set_up (Store *self, gconstpointer data);
void handle_tear_down (Store *self, gconstpointer data);

sqlite3_file *handle_database_of (Store *self);
sqlite3_file *handle_journal_of (Store *self);
HearthVfsTable *handle_table_of (Store *self);
/* Copies the journal into the database. */
void handle_checkpoint (Store *self);
/* Ends as a crash would, without faults; what is left opens and has both rows. */
void handle_check_rows (Store *self);

G_END_DECLS
