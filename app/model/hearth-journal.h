/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of one compartment file: signed lines, append-only. Writing locally and applying what
 * another vault wrote call the same functions. For the writer or reader thread. Formats: bundles 1 to 4. */
#pragma once

#include "hearth-record.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

/* The writer's side of a commit: who signs, in which role. */
typedef struct
{
  HearthId dev;
  HearthId who;
  const char *role;
} HearthJournalAuthor;

/* Lines of a case (all zeros: shared records) in one compartment, in force, in order of (dev, seq):
 * (element-type GBytes), each line with its LF. */
GPtrArray *hearth_journal_list_lines (HearthDb *db,
                                      HearthCompartment cmp,
                                      const HearthId *case_id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lines that set a given shared record. */
GPtrArray *hearth_journal_list_record_lines (HearthDb *db,
                                             HearthCompartment cmp,
                                             const HearthId *rec,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The greatest hybrid clock of the file, 0 if empty. */
gint64 hearth_journal_get_hlc (HearthDb *db, HearthCompartment cmp, GError **error);
/* Rebuilds the projection of every record of the file from its lines (aside, in temporary tables) and
 * compares with the live one. */
gboolean hearth_journal_verify_projection (HearthDb *db,
                                           HearthCompartment cmp,
                                           gboolean *equal,
                                           GError **error);

G_END_DECLS
