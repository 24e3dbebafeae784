/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of one compartment file: signed lines, append-only. Writing locally and applying what
 * another vault wrote call the same functions. For the writer or reader thread. Formats: bundles 1 to 4. */
#pragma once

#include "hearth-commit.h"
#include "hearth-db.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* Writes rows of the projection: hearth-projection.h */
typedef struct _HearthProjector HearthProjector;

/* Parsed lines by number, so that a plan of fifty steps is parsed once. NULL is allowed everywhere. */
typedef struct _HearthLineCache HearthLineCache;
HearthLineCache *hearth_line_cache_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_line_cache_free (HearthLineCache *self);

/** HearthRecordLines: a record as its lines tell it. All empty if no line in force touches it. */
typedef struct
{
  const HearthKind *kind; /* NULL with heads: a kind that this version does not know */
  HearthHeads *heads;     /* NULL: no line */
  HearthId case_id;
  gint64 n; /* revision */
} HearthRecordLines;
void hearth_record_lines_clear (HearthRecordLines *self);

/* Lines of a case (all zeros: shared records) in one compartment, in force or of a vault that is not verified here, in order of (dev, seq):
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
/* One line of this file by its number, without LF. NULL without error: none, or not in force. */
GBytes *hearth_journal_get_line (HearthDb *db, HearthCompartment cmp, gint64 n, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether any line is about the case, in force or not. */
gboolean hearth_journal_knows_case (
    HearthDb *db, HearthCompartment cmp, const HearthId *case_id, gboolean *knows, GError **error);
/* The greatest hybrid clock in force in the file, 0 if empty. -1 with an error. */
gint64 hearth_journal_get_hlc (HearthDb *db, HearthCompartment cmp, GError **error);
/* Id and number of the last commit of @dev; seq 0 if there is none. */
gboolean hearth_journal_get_tail (
    HearthDb *db, HearthCompartment cmp, const HearthId *dev, HearthStamp *tail, GError **error);

gboolean hearth_journal_append (HearthDb *db,
                                const HearthCommit *commit,
                                const char *line,
                                const HearthId *bundle,
                                const char *reason,
                                gint64 *n,
                                GError **error);
gboolean hearth_journal_insert (HearthDb *db,
                                const HearthCommit *commit,
                                const char *line,
                                const HearthId *bundle,
                                const char *reason,
                                gint64 *n,
                                GError **error);
gboolean hearth_journal_load_record (HearthDb *db,
                                     HearthCompartment cmp,
                                     const HearthId *rec,
                                     gint64 before_n,
                                     HearthLineCache *cache,
                                     HearthRecordLines *out,
                                     GError **error);
/* The record as it is, and as it was before line @n. */
gboolean hearth_journal_load_record_around (HearthDb *db,
                                            HearthCompartment cmp,
                                            const HearthId *rec,
                                            gint64 n,
                                            HearthLineCache *cache,
                                            HearthRecordLines *now,
                                            HearthRecordLines *before,
                                            GError **error);
gboolean hearth_journal_project (HearthProjector *projector,
                                 HearthCompartment cmp,
                                 const HearthId *rec,
                                 HearthLineCache *cache,
                                 GError **error);

/* Makes the projection of every record of the file anew from its lines, in one transaction of the caller. */
gboolean hearth_journal_rebuild (HearthDb *db, HearthCompartment cmp, GError **error);
/* The same in transactions of its own, in bounded memory. */
gboolean hearth_journal_rebuild_in_parts (HearthDb *db, HearthCompartment cmp, GError **error);
/* Computes every record of the file from its lines and compares with the live projection. */
gboolean hearth_journal_verify_projection (HearthDb *db,
                                           HearthCompartment cmp,
                                           gboolean *equal,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLineCache, hearth_line_cache_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthRecordLines, hearth_record_lines_clear)

G_END_DECLS
