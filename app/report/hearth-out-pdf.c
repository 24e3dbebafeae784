/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-out-pdf.h"

#include <cairo-pdf.h>

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * hearth_out_pdf:
 *
 * Fonts are embedded, texts can be searched. Blocks.
 *
 * Returns: (transfer full): a whole PDF; %NULL with %G_IO_ERROR_FAILED if drawing failed. Thread: any.
 */
GBytes *
hearth_out_pdf (const HearthPages *pages, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (pages != NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, hearth_pages_get_width (pages),
                                                 hearth_pages_get_height (pages));
  cr = cairo_create (surface);
  for (guint i = 0; i < hearth_pages_get_n_pages (pages); i++)
    {
      hearth_pages_draw (pages, i, cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "drawing failed: %s",
               cairo_status_to_string (status));
  return NULL;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = hearth_out_pdf (data, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/** hearth_out_pdf_async: as hearth_out_pdf(), in the pool. Thread: main. */
void
hearth_out_pdf_async (HearthPages *pages,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (pages != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_out_pdf_async);
  g_task_set_task_data (task, hearth_pages_ref (pages), (GDestroyNotify) hearth_pages_unref);
  g_task_run_in_thread (task, run);
}

/** hearth_out_pdf_finish: Returns: (transfer full): as hearth_out_pdf(). Thread: main. */
GBytes *
hearth_out_pdf_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_out_pdf_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
