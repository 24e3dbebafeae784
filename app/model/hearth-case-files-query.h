/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/**
 * HearthCaseFileRow:
 * @made_ms: when the content came to this vault; 0: it is not here
 *
 * A file of a case. Plain value.
 */
typedef struct
{
  HearthRecord *record;
  gint64 made_ms;
} HearthCaseFileRow;

void hearth_case_file_row_free (HearthCaseFileRow *self);

/* (element-type HearthCaseFileRow) of all compartments that are attached, newest first. */
GPtrArray *hearth_case_files_query_run (HearthDb *db,
                                        const HearthId *case_id,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which file an attachment is: its record, also a deleted one. NULL without error: none. */
HearthRecord *hearth_case_files_query_find (HearthDb *db,
                                            HearthCompartment cmp,
                                            const HearthId *blob,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthId) attachments of @cmp that no record has shown since @before_ms. */
GArray *hearth_case_files_query_list_removed (HearthDb *db,
                                              HearthCompartment cmp,
                                              gint64 before_ms,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseFileRow, hearth_case_file_row_free)

G_END_DECLS
