/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-out-picture.h"

#include "hearth-diagram-paint.h"
#include "hearth-print-text.h"

#include <cairo-svg.h>
#include <math.h>

#define WIDTH 800
#define PAD 24
#define TYPE_SIZE 14
#define TITLE_SIZE 20
#define NOTE_SIZE 12
#define GAP 10
#define PIXELS 2

typedef struct
{
  HearthDiagram *diagram;
  HearthDiagramLayout *layout;
} Picture;

static const char *
get_parameters (const Picture *self)
{
  const char *text = hearth_table_get_parameters (hearth_diagram_get_table (self->diagram));

  return text != NULL ? text : "";
}

/* Draws it and says how high it is; with @cr of a surface that shows nothing, only that. */
static double
draw (const Picture *self, cairo_t *cr)
{
  const HearthTable *table = hearth_diagram_get_table (self->diagram);
  HearthPrintBox box = { PAD, PAD, WIDTH - 2 * PAD, 0 };

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  box.y += hearth_print_text (cr, &box, hearth_table_get_title (table), TITLE_SIZE, TRUE);
  box.y += hearth_print_text (cr, &box, get_parameters (self), NOTE_SIZE, FALSE) + GAP;
  cairo_save (cr);
  cairo_translate (cr, box.x, box.y);
  hearth_diagram_layout_draw (self->layout, cr, HEARTH_DIAGRAM_LIGHT);
  cairo_restore (cr);
  box.y += hearth_diagram_layout_get_height (self->layout) + GAP;
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (const char *const *notes = hearth_table_get_notes (table); *notes != NULL; notes++)
    box.y += hearth_print_text (cr, &box, *notes, NOTE_SIZE, FALSE);
  return ceil (box.y + PAD);
}

static double
measure (const Picture *self)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  const double height = draw (self, cr);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return height;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (const Picture *self, gboolean is_svg, GByteArray *bytes)
{
  const double height = measure (self);
  cairo_surface_t *surface;

  if (is_svg)
    return cairo_svg_surface_create_for_stream (append_cb, bytes, WIDTH, height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * PIXELS, (int) height * PIXELS);
  cairo_surface_set_device_scale (surface, PIXELS, PIXELS);
  return surface;
}

static GBytes *
make (HearthDiagram *diagram, gboolean is_svg, GError **error)
{
  PangoContext *context = hearth_diagram_make_context (TYPE_SIZE);
  g_autoptr (HearthDiagramLayout) layout =
      hearth_diagram_lay_out (diagram, context, WIDTH - 2 * PAD);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const Picture picture = { diagram, layout };
  cairo_surface_t *surface = make_surface (&picture, is_svg, bytes);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  g_object_unref (context);
  draw (&picture, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && !is_svg)
    status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
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

/** hearth_out_svg: Returns: (transfer full): %NULL with %G_IO_ERROR_FAILED. Blocks. Thread: any. */
GBytes *
hearth_out_svg (HearthDiagram *diagram, GError **error)
{
  g_return_val_if_fail (diagram != NULL, NULL);

  return make (diagram, TRUE, error);
}

/** hearth_out_png: Returns: (transfer full): %NULL with %G_IO_ERROR_FAILED. Blocks. Thread: any. */
GBytes *
hearth_out_png (HearthDiagram *diagram, GError **error)
{
  g_return_val_if_fail (diagram != NULL, NULL);

  return make (diagram, FALSE, error);
}
