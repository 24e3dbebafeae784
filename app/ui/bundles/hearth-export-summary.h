/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-plan.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthExportSummary:
 *
 * The last page before a bundle is written: exactly what leaves, what stays and why, and of whom.
 */
#define HEARTH_TYPE_EXPORT_SUMMARY (hearth_export_summary_get_type ())
G_DECLARE_FINAL_TYPE (HearthExportSummary, hearth_export_summary, HEARTH, EXPORT_SUMMARY, AdwBin)

/* Counts what @options would take, and shows it. @whom: in words. */
void hearth_export_summary_read_async (HearthExportSummary *self,
                                       HearthDesk *desk,
                                       const HearthBundleOptions *options,
                                       const char *whom,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (element-type HearthBundleBarred): what may not leave and is shown as that; NULL with an error of
 * hearth_bundle_plan_new(). */
GArray *hearth_export_summary_read_finish (HearthExportSummary *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
