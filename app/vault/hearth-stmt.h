/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"

G_BEGIN_DECLS

/**
 * HearthStmt:
 *
 * A prepared statement from the connection's cache. g_autoptr (HearthStmt) gives it back, reset and
 * cleared. Bind indexes begin at 1, columns at 0. What a column returns is valid until the next
 * step, run or release; copy what outlives it.
 */
typedef struct _HearthStmt HearthStmt;

HearthStmt *hearth_db_prepare (HearthDb *db,
                               const char *sql,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_stmt_release (HearthStmt *self);
/* Texts of the statements at rest, so that a test can ask for the plan of everything that was run. */
char **hearth_db_dup_statement_texts (HearthDb *db) G_GNUC_WARN_UNUSED_RESULT;

void hearth_stmt_bind_int (HearthStmt *self, int index, gint64 value);
void hearth_stmt_bind_text (HearthStmt *self, int index, const char *text); /* NULL binds NULL */
void hearth_stmt_bind_blob (HearthStmt *self, int index, gconstpointer bytes, gsize length);
void hearth_stmt_bind_id (HearthStmt *self, int index, const HearthId *id); /* NULL binds NULL */
void hearth_stmt_bind_null (HearthStmt *self, int index);
/* Without a copy: what is lent stays until the next binding or the release. */
void hearth_stmt_lend_text (HearthStmt *self, int index, const char *text);
void hearth_stmt_lend_id (HearthStmt *self, int index, const HearthId *id);

/* Returns FALSE with an error; else *has_row tells whether columns can be read. */
gboolean hearth_stmt_step (HearthStmt *self, gboolean *has_row, GError **error);
/* Runs a statement to its end and resets it, bindings kept: for INSERT, UPDATE, DELETE in loops. */
gboolean hearth_stmt_run (HearthStmt *self, GError **error);
void hearth_stmt_reset (HearthStmt *self);

gboolean hearth_stmt_is_null (HearthStmt *self, int column);
gint64 hearth_stmt_get_int (HearthStmt *self, int column);
const char *hearth_stmt_get_text (HearthStmt *self, int column); /* NULL for NULL */
char *hearth_stmt_dup_text (HearthStmt *self, int column) G_GNUC_WARN_UNUSED_RESULT;
gconstpointer hearth_stmt_get_blob (HearthStmt *self, int column, gsize *length);
gboolean hearth_stmt_get_id (HearthStmt *self,
                             int column,
                             HearthId *out); /* FALSE unless 16 bytes */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthStmt, hearth_stmt_release)

G_END_DECLS
