/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an owner may decide about a vault that does not unlock any more (vault 5.5, 6.3). Each act takes
 * something away that could be proven before, so it needs a reason, which goes into the audit log. */
#pragma once

#include "hearth-compartment.h"
#include "hearth-login.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthRepairReport:
 * @was_needed: %FALSE: nothing was wrong, and nothing was done
 * @n_pages: pages of the file
 * @n_unreadable: those that no longer open; they stay damaged
 * @n_unproven: those that open, but no table says any more that they are the newest
 * @n_frames_lost: frames of the journal that were given up
 */
typedef struct
{
  gboolean was_needed;
  guint32 n_pages;
  guint32 n_unreadable;
  guint32 n_unproven;
  guint64 n_frames_lost;
} HearthRepairReport;

/* Makes the freshness table of @cmp anew from the pages as they are, if both side files are lost, or the
 * one that was the newest: older pages that somebody put back can no longer be told from current ones. A
 * journal beside it is kept in "damaged". If only the older side file is lost it is written again. */
gboolean hearth_repair_table (const char *path,
                              const HearthCredentials *credentials,
                              HearthCompartment cmp,
                              HearthRepairReport *out,
                              GError **error);
/* Goes on with the last good commit of a damaged journal; a copy is kept in "damaged". */
gboolean hearth_repair_journal (const char *path,
                                const HearthCredentials *credentials,
                                HearthCompartment cmp,
                                HearthRepairReport *out,
                                GError **error);

G_END_DECLS
