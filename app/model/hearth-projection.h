/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projection: one table per kind, a row per record, written from what the lines show. Reading
 * records and writing their rows; the search index goes with the row. */
#pragma once

#include "hearth-journal.h"
#include "hearth-stmt.h"

G_BEGIN_DECLS

/* Keeps its statements while an act is written; freed before the connection is closed. */
HearthProjector *hearth_projector_new (HearthDb *db) G_GNUC_WARN_UNUSED_RESULT;
void hearth_projector_free (HearthProjector *self);
HearthDb *hearth_projector_get_db (HearthProjector *self);
gboolean hearth_projector_write (HearthProjector *self,
                                 const HearthId *rec,
                                 const HearthRecordLines *lines,
                                 GError **error);
gboolean hearth_projector_insert (HearthProjector *self,
                                  const HearthId *rec,
                                  const HearthRecordLines *lines,
                                  const json_t *shown,
                                  GError **error);

gboolean hearth_projection_delete (HearthDb *db,
                                   HearthCompartment cmp,
                                   const HearthId *rec,
                                   GError **error);
gboolean hearth_projection_clear (HearthDb *db, HearthCompartment cmp, GError **error);
/* A SELECT of a kind's rows that hearth_projection_read() understands; @rest: "WHERE …". */
char *hearth_projection_select_sql (const HearthKind *kind,
                                    const char *rest) G_GNUC_WARN_UNUSED_RESULT;
HearthRecord *hearth_projection_read (const HearthKind *kind,
                                      HearthStmt *stmt) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_projection_fits (const HearthField *field, const json_t *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthProjector, hearth_projector_free)

G_END_DECLS
