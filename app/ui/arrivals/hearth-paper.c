/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-paper.h"

#include "hearth-paper-preview.h"
#include "hearth-print-dialog.h"

#define POINTS_PER_INCH 72.0
#define PAGES_KEY "hearth-pages"
#define PARENT_KEY "hearth-parent"

static void
on_draw_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext *context,
                 int page,
                 gpointer user_data)
{
  const HearthPages *pages = g_object_get_data (G_OBJECT (operation), PAGES_KEY);

  hearth_pages_draw (pages, (guint) page, gtk_print_context_get_cairo_context (context));
}

/* The paper that the pages were made for. Printers know A4 by its name. */
static GtkPageSetup *
make_page_setup (HearthPages *pages)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  double width = hearth_pages_get_width (pages);
  double height = hearth_pages_get_height (pages);
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  if (ABS (gtk_paper_size_get_width (size, GTK_UNIT_POINTS) - width) > 2 ||
      ABS (gtk_paper_size_get_height (size, GTK_UNIT_POINTS) - height) > 2)
    {
      gtk_paper_size_free (size);
      size = gtk_paper_size_new_custom ("hearth-labels", "Labels", width, height, GTK_UNIT_POINTS);
    }
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);
  return setup;
}

/* The window has been closed, or the vault has been locked. */
static void
end_preview (GtkPrintOperationPreview *preview)
{
  gtk_print_operation_preview_end_preview (preview);
  g_object_unref (preview);
}

/* Before this the operation has not counted its pages and cannot be ended. It counts them in turns of the
 * main loop: a lock in between has closed the window that asked, and nothing is shown any more. */
static void
on_ready_cb (GtkPrintOperationPreview *preview, GtkPrintContext *context, gpointer user_data)
{
  HearthPages *pages = g_object_get_data (G_OBJECT (preview), PAGES_KEY);
  GtkWindow *parent = g_object_get_data (G_OBJECT (preview), PARENT_KEY);
  GtkWindow *window;

  if (!gtk_widget_get_visible (GTK_WIDGET (parent)))
    {
      gtk_print_operation_preview_end_preview (preview);
      return;
    }
  window = hearth_paper_preview_new (parent, pages);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (end_preview), g_object_ref (preview));
  gtk_window_present (window);
}

/* In a window of our own: see HearthPaperPreview. */
static gboolean
on_preview_cb (GtkPrintOperation *operation,
               GtkPrintOperationPreview *preview,
               GtkPrintContext *context,
               GtkWindow *parent,
               gpointer user_data)
{
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (nowhere);

  /* The operation insists on a place to draw, although our window draws for itself. */
  gtk_print_context_set_cairo_context (context, cr, POINTS_PER_INCH, POINTS_PER_INCH);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
  g_signal_connect (preview, "ready", G_CALLBACK (on_ready_cb), NULL);
  return TRUE;
}

GtkPrintOperation *
hearth_paper_make_operation (GtkWindow *parent, HearthPages *pages)
{
  GtkPrintOperation *operation;
  g_autoptr (GtkPageSetup) setup = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && pages != NULL, NULL);

  operation = gtk_print_operation_new ();
  setup = make_page_setup (pages);
  gtk_print_operation_set_job_name (operation, "Hearth");
  gtk_print_operation_set_n_pages (operation, (int) hearth_pages_get_n_pages (pages));
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), PAGES_KEY, hearth_pages_ref (pages),
                          (GDestroyNotify) hearth_pages_unref);
  g_object_set_data_full (G_OBJECT (operation), PARENT_KEY, g_object_ref (parent), g_object_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), NULL);
  g_signal_connect (operation, "preview", G_CALLBACK (on_preview_cb), NULL);
  g_signal_connect_object (parent, "unmap", G_CALLBACK (hearth_print_dialog_cancel), operation, 0);
  return operation;
}

gboolean
hearth_paper_print (GtkWindow *parent, HearthPages *pages, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = hearth_paper_make_operation (parent, pages);

  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent,
                                  error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}
