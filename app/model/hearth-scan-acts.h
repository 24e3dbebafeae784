/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signed paper or the document itself, as a file of the case that a record names. */
#pragma once

#include "hearth-context.h"
#include "hearth-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean hearth_scan_is_for (const HearthKind *kind);
gboolean hearth_scan_may_be (const HearthRecord *record, const HearthRecord *file);
gboolean hearth_scan_is (const HearthRecord *record, const HearthRecord *file);
void hearth_scan_set_async (HearthContext *context,
                            const HearthRecord *record,
                            const HearthRecord *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
HearthChangeSet *hearth_scan_set_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
