/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a salvage brings over: every signed line that verifies, the keys of the compartments, attachments
 * and the local tables; all else is made from the lines (vault 9). */
#pragma once

#include "hearth-salvage.h"

G_BEGIN_DECLS

/** HearthJournalGap: lines of a writer that are lost: numbers from @first to @last. */
typedef struct
{
  HearthCompartment cmp;
  HearthId dev;
  gint64 first, last;
} HearthJournalGap;

/**
 * HearthSalvageReport:
 * @n_lines: brought over
 * @n_refused: rows that were found and are not what was signed
 * @gaps: (element-type HearthJournalGap): what is missing, to be asked for from other vaults
 * @n_blobs: attachments brought over
 * @n_blobs_lost: whose row is there and whose content is not
 */
typedef struct
{
  gint64 n_lines;
  gint64 n_refused;
  GArray *gaps;
  gint64 n_blobs;
  gint64 n_blobs_lost;
} HearthSalvageReport;

void hearth_salvage_report_free (HearthSalvageReport *self);

/* Blocks. NULL with an error: nothing is left at @new_path. */
HearthSalvageReport *hearth_journal_salvage (const char *path,
                                             const char *new_path,
                                             const HearthCredentials *credentials,
                                             HearthCheckProgressFunc progress,
                                             gpointer data,
                                             GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSalvageReport, hearth_salvage_report_free)

G_END_DECLS
