/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes by libqrencode. */
#include "config.h"

#include "hearth-qr.h"

#include <qrencode.h>
#include <string.h>

/* The light border that a reader needs (ISO/IEC 18004), in modules. */
#define QUIET 4

/* Dark modules of one line that touch are one rectangle: no hairlines between them. */
static void
add_line (cairo_t *cr, const QRcode *code, int line, double left, double top, double module)
{
  for (int i = 0; i < code->width; i++)
    {
      int first = i;

      while (i < code->width && (code->data[line * code->width + i] & 1) != 0)
        i++;
      if (i > first)
        cairo_rectangle (cr, left + first * module, top + line * module, (i - first) * module,
                         module);
    }
}

/**
 * hearth_qr_draw:
 * @text: UTF-8, up to %HEARTH_QR_MAX_BYTES bytes
 * @x: of the top left corner, in units of @cr
 * @side: of the whole square, its light border included
 *
 * Draws dark on what is there, which must be light. The middle one of the four levels of correction:
 * what is stuck on a sleeve gets scratched. Thread: any.
 */
void
hearth_qr_draw (cairo_t *cr, const char *text, double x, double y, double side)
{
  QRcode *code;
  double module;

  g_return_if_fail (cr != NULL && text != NULL);
  g_return_if_fail (*text != '\0' && strlen (text) <= HEARTH_QR_MAX_BYTES);

  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  /* A text of this length always fits: there was no memory. */
  g_assert (code != NULL);
  module = side / (code->width + 2 * QUIET);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int line = 0; line < code->width; line++)
    add_line (cr, code, line, x + QUIET * module, y + QUIET * module, module);
  cairo_fill (cr);
  cairo_restore (cr);
  QRcode_free (code);
}
