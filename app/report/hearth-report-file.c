/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-report-file.h"

#include "hearth-out-csv.h"
#include "hearth-out-pdf.h"
#include "hearth-out-picture.h"
#include "hearth-out-xlsx.h"
#include "hearth-table-sheet.h"

#include <string.h>

static const char *const names[HEARTH_N_REPORT_FORMATS] = { "csv", "xlsx", "pdf", "png", "svg" };

/** hearth_report_format_get_name: Thread: any. */
const char *
hearth_report_format_get_name (HearthReportFormat format)
{
  g_return_val_if_fail (format < HEARTH_N_REPORT_FORMATS, NULL);

  return names[format];
}

/** hearth_report_format_from_name: Returns: %FALSE: there is no such way. Thread: any. */
gboolean
hearth_report_format_from_name (const char *name, HearthReportFormat *out)
{
  for (guint i = 0; i < HEARTH_N_REPORT_FORMATS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *out = (HearthReportFormat) i;
        return TRUE;
      }
  return FALSE;
}

/** hearth_report_draw: Returns: (transfer full) (nullable). Thread: any. */
HearthDiagram *
hearth_report_draw (const HearthReport *self, HearthTable *table)
{
  const HearthDiagramSpec *spec;
  g_autoptr (HearthDiagram) diagram = NULL;

  g_return_val_if_fail (self != NULL && table != NULL, NULL);

  spec = hearth_report_get_diagram (self);
  if (spec == NULL)
    return NULL;
  diagram = hearth_diagram_new (table, spec);
  return hearth_diagram_is_empty (diagram) ? NULL : g_steal_pointer (&diagram);
}

/* NULL: called off. */
static HearthPages *
make_pages (const HearthReport *self, HearthTable *table, GCancellable *cancellable)
{
  g_autoptr (HearthDiagram) diagram = hearth_report_draw (self, table);

  return hearth_pages_new_long_flow (
      hearth_table_sheet_drawn (table, diagram, hearth_table_get_parameters (table)), cancellable);
}

static GBytes *
make_pdf (const HearthReport *self, HearthTable *table, GError **error)
{
  g_autoptr (HearthPages) pages = make_pages (self, table, NULL);

  return hearth_out_pdf (pages, error);
}

static GBytes *
make_picture (const HearthReport *self, HearthTable *table, gboolean is_svg, GError **error)
{
  g_autoptr (HearthDiagram) diagram = hearth_report_draw (self, table);

  if (diagram != NULL)
    return is_svg ? hearth_out_svg (diagram, error) : hearth_out_png (diagram, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "there is nothing to draw");
  return NULL;
}

/**
 * hearth_report_make_file:
 *
 * Returns: (transfer full): a whole file, in memory; %NULL with %G_IO_ERROR_NOT_SUPPORTED for the picture of what
 *   can't be drawn, %G_IO_ERROR_FAILED. Thread: any.
 */
GBytes *
hearth_report_make_file (const HearthReport *self,
                         HearthTable *table,
                         HearthReportFormat format,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && table != NULL, NULL);

  switch (format)
    {
    case HEARTH_REPORT_CSV:
      return hearth_out_csv (table);
    case HEARTH_REPORT_XLSX:
      return hearth_out_xlsx (table, error);
    case HEARTH_REPORT_PDF:
      return make_pdf (self, table, error);
    case HEARTH_REPORT_PNG:
    case HEARTH_REPORT_SVG:
      return make_picture (self, table, format == HEARTH_REPORT_SVG, error);
    case HEARTH_N_REPORT_FORMATS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* --- In the pool --- */

typedef struct
{
  const HearthReport *report;
  HearthTable *table;
  HearthReportFormat format;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  hearth_table_unref (self->table);
  g_free (self);
}

static Asked *
asked_new (const HearthReport *report, HearthTable *table, HearthReportFormat format)
{
  Asked *self = g_new0 (Asked, 1);

  *self = (Asked){ report, hearth_table_ref (table), format };
  return self;
}

static void
make_pages_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asked *asked = data;
  HearthPages *pages = make_pages (asked->report, asked->table, cancellable);

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) hearth_pages_unref);
  else
    g_task_return_error_if_cancelled (task);
}

/** hearth_report_make_pages_async: called off it answers at once. Thread: main. */
void
hearth_report_make_pages_async (const HearthReport *self,
                                HearthTable *table,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL && table != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_report_make_pages_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, asked_new (self, table, HEARTH_REPORT_PDF), asked_free);
  g_task_run_in_thread (task, make_pages_on_thread);
}

/** hearth_report_make_pages_finish: Returns: (transfer full): for paper; %NULL with %G_IO_ERROR_CANCELLED.
 * Thread: main. */
HearthPages *
hearth_report_make_pages_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_report_make_pages_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asked *asked = data;
  GError *error = NULL;
  GBytes *bytes = hearth_report_make_file (asked->report, asked->table, asked->format, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/** hearth_report_make_file_async: Thread: main. */
void
hearth_report_make_file_async (const HearthReport *self,
                               HearthTable *table,
                               HearthReportFormat format,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL && table != NULL && format < HEARTH_N_REPORT_FORMATS);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_report_make_file_async);
  g_task_set_task_data (task, asked_new (self, table, format), asked_free);
  g_task_run_in_thread (task, run);
}

/** hearth_report_make_file_finish: Returns: (transfer full): as hearth_report_make_file(). Thread: main. */
GBytes *
hearth_report_make_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_report_make_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
