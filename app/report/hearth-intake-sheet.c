/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-intake-sheet.h"

#include "hearth-qr.h"

#define MARGIN (18 * HEARTH_POINTS_PER_MM)
#define CONTENT_WIDTH (HEARTH_INTAKE_SHEET_WIDTH - 2 * MARGIN)
#define QR_SIDE (38 * HEARTH_POINTS_PER_MM)
#define FACT_TITLE_WIDTH (45 * HEARTH_POINTS_PER_MM)
#define BOX_SIDE (5 * HEARTH_POINTS_PER_MM)
#define LINE_GAP (9 * HEARTH_POINTS_PER_MM)

/** hearth_intake_sheet_new: @name: (nullable) */
HearthIntakeSheet *
hearth_intake_sheet_new (const char *number, const char *name)
{
  HearthIntakeSheet *self = g_new0 (HearthIntakeSheet, 1);

  self->number = g_strdup (number);
  self->name = g_strdup (name);
  self->facts = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func (g_free);
  self->done = g_array_new (FALSE, FALSE, sizeof (gboolean));
  return self;
}

/** hearth_intake_sheet_free: @self: (transfer full) (nullable) */
void
hearth_intake_sheet_free (HearthIntakeSheet *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->name);
  g_free (self->warning);
  g_free (self->checklist_title);
  g_free (self->notes_title);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->done);
  g_free (self);
}

/** hearth_intake_sheet_add_fact: @value: (nullable): %NULL leaves a line to write on */
void
hearth_intake_sheet_add_fact (HearthIntakeSheet *self, const char *title, const char *value)
{
  g_return_if_fail (self != NULL && title != NULL);

  g_ptr_array_add (self->facts, g_strdup (title));
  g_ptr_array_add (self->facts, g_strdup (value != NULL ? value : ""));
}

/** hearth_intake_sheet_add_step: a line of the checklist, ticked if it is done. */
void
hearth_intake_sheet_add_step (HearthIntakeSheet *self, const char *title, gboolean is_done)
{
  g_return_if_fail (self != NULL && title != NULL);

  g_ptr_array_add (self->steps, g_strdup (title));
  g_array_append_val (self->done, is_done);
}

static void
draw_line (cairo_t *cr, double x, double y, double width)
{
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}

static double
draw_head (const HearthIntakeSheet *self, cairo_t *cr)
{
  HearthPrintBox box = { MARGIN, MARGIN, CONTENT_WIDTH - QR_SIDE, 0 };

  hearth_qr_draw (cr, self->number, MARGIN + CONTENT_WIDTH - QR_SIDE, MARGIN, QR_SIDE);
  if (self->name != NULL)
    {
      box.height = 60;
      box.y += hearth_print_text (cr, &box, self->name, 22, TRUE) + 6;
    }
  box.height = 40;
  hearth_print_line (cr, &box, self->number, 26, TRUE);
  return MARGIN + QR_SIDE + 6;
}

/* White on black: it must be seen on a bad copy too. */
static double
draw_warning (const HearthIntakeSheet *self, cairo_t *cr, double y)
{
  const HearthPrintBox box = { MARGIN + 9, y + 8, CONTENT_WIDTH - 18, 40 };

  if (self->warning == NULL)
    return y;
  cairo_rectangle (cr, MARGIN, y, CONTENT_WIDTH, 40);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  hearth_print_text (cr, &box, self->warning, 18, TRUE);
  cairo_set_source_rgb (cr, 0, 0, 0);
  return y + 52;
}

static double
draw_facts (const HearthIntakeSheet *self, cairo_t *cr, double y)
{
  for (guint i = 0; i + 1 < self->facts->len; i += 2)
    {
      const HearthPrintBox title = { MARGIN, y, FACT_TITLE_WIDTH - 6, 16 };
      const HearthPrintBox value = { MARGIN + FACT_TITLE_WIDTH, y, CONTENT_WIDTH - FACT_TITLE_WIDTH,
                                     16 };
      const char *text = g_ptr_array_index (self->facts, i + 1);

      hearth_print_text (cr, &title, g_ptr_array_index (self->facts, i), 11, FALSE);
      if (*text != '\0')
        hearth_print_text (cr, &value, text, 12, TRUE);
      else
        draw_line (cr, value.x, y + 14, value.width);
      y += 20;
    }
  return y + 10;
}

static void
draw_tick (cairo_t *cr, double x, double y)
{
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, x + 0.2 * BOX_SIDE, y + 0.5 * BOX_SIDE);
  cairo_line_to (cr, x + 0.45 * BOX_SIDE, y + 0.8 * BOX_SIDE);
  cairo_line_to (cr, x + 0.85 * BOX_SIDE, y + 0.15 * BOX_SIDE);
  cairo_stroke (cr);
}

/* Beside each box a line for the time and the name of who did it. */
static double
draw_checklist (const HearthIntakeSheet *self, cairo_t *cr, double y)
{
  const HearthPrintBox head = { MARGIN, y, CONTENT_WIDTH, 20 };

  if (self->checklist_title != NULL)
    y += hearth_print_text (cr, &head, self->checklist_title, 14, TRUE) + 6;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const HearthPrintBox title = { MARGIN + BOX_SIDE + 8, y, CONTENT_WIDTH / 2 - BOX_SIDE - 14,
                                     18 };

      cairo_set_line_width (cr, 0.8);
      cairo_rectangle (cr, MARGIN, y, BOX_SIDE, BOX_SIDE);
      cairo_stroke (cr);
      if (g_array_index (self->done, gboolean, i))
        draw_tick (cr, MARGIN, y);
      hearth_print_text (cr, &title, g_ptr_array_index (self->steps, i), 12, FALSE);
      draw_line (cr, MARGIN + CONTENT_WIDTH / 2, y + BOX_SIDE, CONTENT_WIDTH / 2);
      y += BOX_SIDE + 11;
    }
  return y + 10;
}

/**
 * hearth_intake_sheet_draw:
 * @cr: in points, a page of A4
 *
 * One page. What is left of it is lined for notes. Thread: any.
 */
void
hearth_intake_sheet_draw (const HearthIntakeSheet *self, cairo_t *cr)
{
  double y;

  g_return_if_fail (self != NULL && cr != NULL);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  y = draw_head (self, cr);
  y = draw_warning (self, cr, y);
  y = draw_facts (self, cr, y);
  y = draw_checklist (self, cr, y);
  if (self->notes_title != NULL)
    {
      const HearthPrintBox head = { MARGIN, y, CONTENT_WIDTH, 20 };

      y += hearth_print_text (cr, &head, self->notes_title, 14, TRUE);
    }
  for (y += LINE_GAP; y < HEARTH_INTAKE_SHEET_HEIGHT - MARGIN; y += LINE_GAP)
    draw_line (cr, MARGIN, y, CONTENT_WIDTH);
  cairo_restore (cr);
}
