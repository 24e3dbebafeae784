/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-label.h"

#include "hearth-qr.h"

/* Printers and scissors are not exact. */
#define MARGIN (1.5 * HEARTH_POINTS_PER_MM)
/* A code beyond this is not read any better. */
#define MAX_QR (34 * HEARTH_POINTS_PER_MM)

/** hearth_label_free: @self: (transfer full) (nullable) */
void
hearth_label_free (HearthLabel *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

/**
 * hearth_label_draw:
 * @box: the label, in points
 *
 * The code at the left, the texts beside it, as large as the height allows. Thread: any.
 */
void
hearth_label_draw (const HearthLabel *self, cairo_t *cr, const HearthPrintBox *box)
{
  double side = MIN (MIN (box->height - 2 * MARGIN, box->width / 2), MAX_QR);
  double line = CLAMP ((box->height - 2 * MARGIN) / 5, 6, 16);
  HearthPrintBox text = { .x = box->x + MARGIN + side,
                          .y = box->y + MARGIN + line / 2,
                          .width = box->width - side - 2 * MARGIN };
  double bottom = box->y + box->height - MARGIN;

  g_return_if_fail (self != NULL && cr != NULL && box != NULL);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  hearth_qr_draw (cr, self->number, box->x + MARGIN, box->y + (box->height - side) / 2, side);
  text.y += hearth_print_line (cr, &text, self->number, 1.2 * line, TRUE);
  if (self->name != NULL && text.y + line < bottom)
    {
      text.height = MIN (2.8 * line, bottom - text.y);
      text.y += hearth_print_text (cr, &text, self->name, line, FALSE);
    }
  if (self->note != NULL && text.y + line < bottom)
    {
      text.height = bottom - text.y;
      hearth_print_text (cr, &text, self->note, 0.85 * line, FALSE);
    }
  cairo_restore (cr);
}
