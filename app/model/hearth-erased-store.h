/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was erased, case by case and record by record (bundles 7). Only the rows and the lines; who may
 * and in which order is in hearth-erase. */
#pragma once

#include "hearth-journal.h"

G_BEGIN_DECLS

/* Whether a case or record was erased in that file. */
gboolean hearth_erased_has (
    HearthDb *db, HearthCompartment cmp, const HearthId *id, gboolean *is_erased, GError **error);
/* Whether anything was: nearly always not, and then nothing need be asked line by line. */
gboolean hearth_erased_has_any (HearthDb *db,
                                HearthCompartment cmp,
                                gboolean *has_any,
                                GError **error);

/* (element-type HearthId) attachments of a case, or of one record; removed records too. */
GArray *hearth_erased_list_blobs (HearthDb *db,
                                  HearthCompartment cmp,
                                  const HearthId *case_id,
                                  const HearthId *rec,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lines to NULL, projection, search and drafts away, in a transaction of the caller. @rec: NULL: the
 * whole case. */
gboolean hearth_erased_erase (HearthDb *db,
                              HearthCompartment cmp,
                              const HearthId *case_id,
                              const HearthId *rec,
                              const HearthId *erasure,
                              gint64 at_ms,
                              guint *n_lines,
                              GError **error);

/* Orders that were approved here. */
gboolean hearth_erased_add_order (HearthDb *db,
                                  const HearthId *erasure,
                                  gint64 at_ms,
                                  GError **error);
GArray *hearth_erased_list_orders (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
