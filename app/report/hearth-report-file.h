/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which a report leaves the vault. */
#pragma once

#include "hearth-pages.h"
#include "hearth-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  HEARTH_REPORT_CSV,
  HEARTH_REPORT_XLSX,
  HEARTH_REPORT_PDF,
  HEARTH_REPORT_PNG, /* the diagram alone */
  HEARTH_REPORT_SVG,
  HEARTH_N_REPORT_FORMATS,
} HearthReportFormat;

/* "csv", which is also the ending of its files */
const char *hearth_report_format_get_name (HearthReportFormat format);
gboolean hearth_report_format_from_name (const char *name, HearthReportFormat *out);
/* (nullable): a report without a diagram, or a table with nothing to draw */
HearthDiagram *hearth_report_draw (const HearthReport *self,
                                   HearthTable *table) G_GNUC_WARN_UNUSED_RESULT;
/* In the pool: a long table is thousands of pages. Thread: main. */
void hearth_report_make_pages_async (const HearthReport *self,
                                     HearthTable *table,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
HearthPages *hearth_report_make_pages_finish (GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @table: made by @self. Blocks. */
GBytes *hearth_report_make_file (const HearthReport *self,
                                 HearthTable *table,
                                 HearthReportFormat format,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same in the pool. Thread: main. */
void hearth_report_make_file_async (const HearthReport *self,
                                    HearthTable *table,
                                    HearthReportFormat format,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *hearth_report_make_file_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
