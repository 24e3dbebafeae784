/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libjpeg leaves through longjmp (): whatever has to be released stands in a structure outside of the
 * function that jumps. */
#include "config.h"

#include "hearth-picture-private.h"

#include "hearth-surface-private.h"

#include <setjmp.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

/* A few bytes can ask for thousands of passes over a whole picture. Cameras write at most about ten. */
#define MAX_SCANS 100

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define CAIRO_JPEG_SPACE JCS_EXT_BGRA
#define PIXEL_B 0
#define PIXEL_G 1
#define PIXEL_R 2
#define PIXEL_A 3
#else
#define CAIRO_JPEG_SPACE JCS_EXT_ARGB
#define PIXEL_A 0
#define PIXEL_R 1
#define PIXEL_G 2
#define PIXEL_B 3
#endif

typedef struct
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  cairo_surface_t *surface;
  guint8 *row; /* one line of CMYK */
  HearthDecodeStatus status;
  gboolean is_cut;
} Reader;

static void
on_error (j_common_ptr jpeg)
{
  Reader *self = jpeg->client_data;

  longjmp (self->escape, 1);
}

/* Libraries of cameras break many a small rule; a picture that ends too early has lost something. */
static void
on_message (j_common_ptr jpeg, int level)
{
  Reader *self = jpeg->client_data;
  int code = self->errors.msg_code;

  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE))
    self->is_cut = TRUE;
}

static void
on_output (j_common_ptr jpeg)
{
}

static void
on_progress (j_common_ptr jpeg)
{
  Reader *self = jpeg->client_data;

  if (self->jpeg.input_scan_number > MAX_SCANS)
    longjmp (self->escape, 1);
}

static void
reader_begin (Reader *self, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  self->jpeg.err = jpeg_std_error (&self->errors);
  self->errors.error_exit = on_error;
  self->errors.emit_message = on_message;
  self->errors.output_message = on_output;
  self->jpeg.client_data = self;
  jpeg_create_decompress (&self->jpeg);
  self->progress.progress_monitor = on_progress;
  self->jpeg.progress = &self->progress;
  jpeg_mem_src (&self->jpeg, data, length);
  jpeg_read_header (&self->jpeg, TRUE);
}

static void
reader_end (Reader *self)
{
  jpeg_destroy_decompress (&self->jpeg);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->row, g_free);
}

HearthDecodeStatus
_hearth_jpeg_measure (GBytes *bytes, guint32 *width, guint32 *height)
{
  Reader reader = { .status = HEARTH_DECODE_STATUS_DAMAGED };

  if (setjmp (reader.escape) == 0)
    {
      reader_begin (&reader, bytes);
      *width = reader.jpeg.image_width;
      *height = reader.jpeg.image_height;
      reader.status = _hearth_picture_check_size (*width, *height);
    }
  reader_end (&reader);
  return reader.status;
}

/* libjpeg shrinks by 2, 4 or 8 for nothing while it decodes. One step is left for the smooth filter. */
static guint
choose_shrink (guint side, guint box)
{
  guint shrink = 1;

  while (shrink < 8 && side / (shrink * 2) >= 2 * box)
    shrink *= 2;
  return shrink;
}

/* Programs of Adobe store ink inverted and say so by their mark. */
static void
put_ink (const Reader *self, guint8 *out)
{
  const guint8 *in = self->row;
  gboolean is_inverted = self->jpeg.saw_Adobe_marker;

  for (guint x = 0; x < self->jpeg.output_width; x++, in += 4, out += 4)
    {
      guint k = is_inverted ? in[3] : 255 - in[3];

      out[PIXEL_R] = (guint8) ((is_inverted ? in[0] : 255 - in[0]) * k / 255);
      out[PIXEL_G] = (guint8) ((is_inverted ? in[1] : 255 - in[1]) * k / 255);
      out[PIXEL_B] = (guint8) ((is_inverted ? in[2] : 255 - in[2]) * k / 255);
      out[PIXEL_A] = 255;
    }
}

static void
read_lines (Reader *self)
{
  guint8 *pixels = cairo_image_surface_get_data (self->surface);
  int stride = cairo_image_surface_get_stride (self->surface);

  while (self->jpeg.output_scanline < self->jpeg.output_height)
    {
      guint8 *out = pixels + (gsize) self->jpeg.output_scanline * stride;
      guint8 *row = self->row != NULL ? self->row : out;

      jpeg_read_scanlines (&self->jpeg, &row, 1);
      if (self->row != NULL)
        put_ink (self, out);
    }
}

static void
reader_decode (Reader *self, guint box)
{
  gboolean has_ink =
      self->jpeg.jpeg_color_space == JCS_CMYK || self->jpeg.jpeg_color_space == JCS_YCCK;

  self->jpeg.scale_num = 1;
  self->jpeg.scale_denom =
      choose_shrink (MIN (self->jpeg.image_width, self->jpeg.image_height), box);
  self->jpeg.out_color_space = has_ink ? JCS_CMYK : CAIRO_JPEG_SPACE;
  jpeg_start_decompress (&self->jpeg);
  self->surface = _hearth_surface_new (self->jpeg.output_width, self->jpeg.output_height);
  if (self->surface == NULL)
    {
      self->status = HEARTH_DECODE_STATUS_TOO_BIG;
      return;
    }
  if (has_ink)
    self->row = g_malloc ((gsize) self->jpeg.output_width * 4);
  read_lines (self);
  jpeg_finish_decompress (&self->jpeg);
  cairo_surface_mark_dirty (self->surface);
  self->status = self->is_cut ? HEARTH_DECODE_STATUS_DAMAGED : HEARTH_DECODE_STATUS_OK;
}

/**
 * _hearth_jpeg_decode:
 * @box: the shorter side that is wanted at least; the result may be up to eight times smaller than the
 *   picture, but not smaller than twice this
 * @out: (out) (transfer full): untouched unless OK
 */
HearthDecodeStatus
_hearth_jpeg_decode (GBytes *bytes, guint box, cairo_surface_t **out)
{
  Reader reader = { .status = HEARTH_DECODE_STATUS_DAMAGED };

  if (setjmp (reader.escape) == 0)
    {
      reader_begin (&reader, bytes);
      reader.status =
          _hearth_picture_check_size (reader.jpeg.image_width, reader.jpeg.image_height);
      if (reader.status == HEARTH_DECODE_STATUS_OK)
        {
          /* What follows may jump. */
          reader.status = HEARTH_DECODE_STATUS_DAMAGED;
          reader_decode (&reader, box);
        }
    }
  if (reader.status == HEARTH_DECODE_STATUS_OK)
    *out = g_steal_pointer (&reader.surface);
  reader_end (&reader);
  return reader.status;
}
