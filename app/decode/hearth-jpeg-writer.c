/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes thumbnails. What is written here was decoded here: it carries nothing but pixels. */
#include "config.h"

#include "hearth-surface-private.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

typedef struct
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf escape;
  guint8 *buffer;
  gsize size;
  gsize length;
  guint8 *row;
  GBytes *result;
} Writer;

static void
on_error (j_common_ptr jpeg)
{
  Writer *self = jpeg->client_data;

  longjmp (self->escape, 1);
}

static void
on_message (j_common_ptr jpeg, int level)
{
}

static void
on_output (j_common_ptr jpeg)
{
}

static void
on_begin (j_compress_ptr jpeg)
{
  Writer *self = jpeg->client_data;

  self->destination.next_output_byte = self->buffer;
  self->destination.free_in_buffer = self->size;
}

/* The buffer has the largest size that is allowed: this quality is too good. */
static boolean
on_full (j_compress_ptr jpeg)
{
  Writer *self = jpeg->client_data;

  longjmp (self->escape, 1);
}

static void
on_end (j_compress_ptr jpeg)
{
  Writer *self = jpeg->client_data;

  self->length = self->size - self->destination.free_in_buffer;
}

/* Over white, which is what paper has behind it. */
static void
fill_row (Writer *self, const guint32 *pixels)
{
  guint8 *out = self->row;

  for (guint x = 0; x < self->jpeg.image_width; x++)
    {
      guint32 pixel = pixels[x];
      guint32 white = 255 - (pixel >> 24);

      *out++ = (guint8) MIN (255, ((pixel >> 16) & 255) + white);
      *out++ = (guint8) MIN (255, ((pixel >> 8) & 255) + white);
      *out++ = (guint8) MIN (255, (pixel & 255) + white);
    }
}

static void
write_lines (Writer *self, cairo_surface_t *surface, int quality)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  self->jpeg.err = jpeg_std_error (&self->errors);
  self->errors.error_exit = on_error;
  self->errors.emit_message = on_message;
  self->errors.output_message = on_output;
  self->jpeg.client_data = self;
  jpeg_create_compress (&self->jpeg);
  self->destination.init_destination = on_begin;
  self->destination.empty_output_buffer = on_full;
  self->destination.term_destination = on_end;
  self->jpeg.dest = &self->destination;
  self->jpeg.image_width = (JDIMENSION) cairo_image_surface_get_width (surface);
  self->jpeg.image_height = (JDIMENSION) cairo_image_surface_get_height (surface);
  self->jpeg.input_components = 3;
  self->jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&self->jpeg);
  jpeg_set_quality (&self->jpeg, quality, TRUE);
  jpeg_start_compress (&self->jpeg, TRUE);
  while (self->jpeg.next_scanline < self->jpeg.image_height)
    {
      fill_row (self, (gconstpointer) (pixels + (gsize) self->jpeg.next_scanline * stride));
      jpeg_write_scanlines (&self->jpeg, &self->row, 1);
    }
  jpeg_finish_compress (&self->jpeg);
}

static GBytes *
write_jpeg (cairo_surface_t *surface, int quality, gsize max_size)
{
  Writer writer = { .size = max_size };

  writer.buffer = g_malloc (max_size);
  writer.row = g_malloc ((gsize) cairo_image_surface_get_width (surface) * 3);
  if (setjmp (writer.escape) == 0)
    {
      write_lines (&writer, surface, quality);
      writer.result = g_bytes_new (writer.buffer, writer.length);
    }
  jpeg_destroy_compress (&writer.jpeg);
  g_free (writer.buffer);
  g_free (writer.row);
  return writer.result;
}

/**
 * _hearth_surface_to_jpeg:
 * @surface: at most 512 × 512
 * @max_size: bytes
 *
 * Returns: (transfer full) (nullable): a JPEG in the best quality that fits; %NULL if none does.
 */
GBytes *
_hearth_surface_to_jpeg (cairo_surface_t *surface, gsize max_size)
{
  static const int qualities[] = { 85, 70, 50, 30, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (qualities); i++)
    {
      GBytes *result = write_jpeg (surface, qualities[i], max_size);

      if (result != NULL)
        return result;
    }
  return NULL;
}
