/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite connection over the sealed files of one vault. A connection belongs to one thread.
 * Every granted compartment is attached under its name; SQL always names the schema ("core.person").
 * This layer is the only place that includes <sqlite3.h>. */
#pragma once

#include "hearth-compartment.h"
#include "hearth-vault-error.h"
#include "hearth-vfs.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HearthDb HearthDb;

/**
 * HearthDbRole:
 * @HEARTH_DB_WRITER: the one connection that writes
 * @HEARTH_DB_READER: reads snapshots beside the writer, cannot write
 * @HEARTH_DB_CREATOR: the writer of a vault in the making, whose files are still empty
 */
typedef enum
{
  HEARTH_DB_WRITER,
  HEARTH_DB_READER,
  HEARTH_DB_CREATOR,
} HearthDbRole;

HearthDb *hearth_db_open (HearthVfs *vfs,
                          HearthDbRole role,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Without a vault, for tests of the layers above and as the plain side of differential tests:
 * every compartment in memory. */
HearthDb *hearth_db_open_in_memory (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_db_close (HearthDb *self);

gboolean hearth_db_attach (HearthDb *self, HearthCompartment cmp, GError **error);
gboolean hearth_db_has (HearthDb *self, HearthCompartment cmp);

/* A transaction writes exactly one attached file (checked at commit). */
gboolean hearth_db_begin (HearthDb *self, GError **error);
gboolean hearth_db_commit (HearthDb *self, GError **error);
void hearth_db_rollback (HearthDb *self);
/* A transaction that may write more than fits in memory. */
gboolean hearth_db_begin_long (HearthDb *self, HearthCompartment cmp, GError **error);
void hearth_db_end_long (HearthDb *self, HearthCompartment cmp);
gboolean hearth_db_in_transaction (HearthDb *self);

/* Constant statements without result: schema, pragmas of a migration. */
gboolean hearth_db_exec (HearthDb *self, const char *sql, GError **error);
gint64 hearth_db_last_insert_id (HearthDb *self);
int hearth_db_n_changes (HearthDb *self);

/* Statements of this connection stop with G_IO_ERROR_CANCELLED once @cancellable fires. */
void hearth_db_set_cancellable (HearthDb *self, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDb, hearth_db_close)

G_END_DECLS
