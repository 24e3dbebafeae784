/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-flow.h"

#include "hearth-print-ruler.h"

#include <string.h>

#define CELL_GAP 8.0
#define FOOTER_HEIGHT 24.0
#define FOOTER_SIZE 9.0
#define LINES_KEPT 3.5 /* of a long text, so much of it stays with its heading */
#define FACT_SHARE 0.32
#define TICK_SHARE 0.06

/* A column of a block. */
typedef struct
{
  char *text; /* NULL: empty */
  double x, width;
  double size;
  gboolean is_bold;
} Cell;

typedef enum
{
  DECOR_NONE,
  DECOR_RULE_BELOW,
  DECOR_RULE_ABOVE,
  DECOR_TICK_BOX,
} Decor;

/* What is not parted between two pages, but for a text of one column that is longer than what is left. */
typedef struct _Block Block;

struct _Block
{
  Cell cells[HEARTH_FLOW_MAX_COLUMNS];
  guint n_cells;
  Decor decor;
  double gap; /* above it, unless it begins a page */
  double height;
  gboolean keeps_next;
  gboolean is_head;  /* of a table */
  const Block *head; /* of the table of which it is a row; NULL: none */
  gboolean is_cut;   /* longer than a page, and not to be parted */
  gboolean begins_page;
  HearthFlowDraw draw;
  gpointer data;
  GDestroyNotify destroy;
  guint page;
  double y; /* on its page */
};

struct _HearthFlow
{
  double size;
  double page_width, page_height;
  double width, height; /* of what is on a page */
  char *footer;
  GPtrArray *blocks;
  guint n_pages; /* 0: not laid out yet */
};

static void
block_free (Block *block)
{
  for (guint i = 0; i < block->n_cells; i++)
    g_free (block->cells[i].text);
  if (block->destroy != NULL)
    block->destroy (block->data);
  g_free (block);
}

static HearthFlow *
new_paper (double size, const char *footer, double page_width, double page_height)
{
  HearthFlow *self = g_new0 (HearthFlow, 1);

  self->size = size;
  self->page_width = page_width;
  self->page_height = page_height;
  self->width = page_width - 2 * HEARTH_FLOW_MARGIN;
  self->height = page_height - 2 * HEARTH_FLOW_MARGIN - FOOTER_HEIGHT;
  self->footer = g_strdup (footer);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  return self;
}

/** hearth_flow_new: Returns: (transfer full): an empty paper. */
HearthFlow *
hearth_flow_new (double size, const char *footer)
{
  return new_paper (size, footer, HEARTH_FLOW_PAGE_WIDTH, HEARTH_FLOW_PAGE_HEIGHT);
}

/** hearth_flow_new_wide: Returns: (transfer full): an empty paper. */
HearthFlow *
hearth_flow_new_wide (double size, const char *footer)
{
  return new_paper (size, footer, HEARTH_FLOW_PAGE_HEIGHT, HEARTH_FLOW_PAGE_WIDTH);
}

/** hearth_flow_free: @self: (transfer full) (nullable) */
void
hearth_flow_free (HearthFlow *self)
{
  if (self == NULL)
    return;
  g_free (self->footer);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static Block *
add_block (HearthFlow *self, double gap)
{
  Block *block = g_new0 (Block, 1);

  g_assert (self->n_pages == 0);
  block->gap = gap;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_cell (Block *block, double x, double width, const char *text, double size, gboolean is_bold)
{
  Cell *cell = &block->cells[block->n_cells++];

  *cell = (Cell){ g_strdup (text), x, width, size, is_bold };
}

static Block *
add_line (HearthFlow *self, double gap, const char *text, double size, gboolean is_bold)
{
  Block *block = add_block (self, gap);

  add_cell (block, 0, self->width, text, size, is_bold);
  return block;
}

/** hearth_flow_add_title: what the paper is. */
void
hearth_flow_add_title (HearthFlow *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  add_line (self, self->size, text, self->size * 1.8, TRUE)->keeps_next = TRUE;
}

/** hearth_flow_add_heading: stays with what follows it. */
void
hearth_flow_add_heading (HearthFlow *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  add_line (self, self->size * 1.4, text, self->size * 1.3, TRUE)->keeps_next = TRUE;
}

/** hearth_flow_add_text: a paragraph, which may go on on the next page. */
void
hearth_flow_add_text (HearthFlow *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  add_line (self, self->size * 0.5, text, self->size, FALSE);
}

/** hearth_flow_add_bold: a paragraph that must be seen. */
void
hearth_flow_add_bold (HearthFlow *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  add_line (self, self->size * 0.5, text, self->size, TRUE);
}

/** hearth_flow_add_note: small print. */
void
hearth_flow_add_note (HearthFlow *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  add_line (self, self->size * 0.4, text, self->size * 0.82, FALSE);
}

/** hearth_flow_add_fact: @value: (nullable): %NULL or empty: nothing is added */
void
hearth_flow_add_fact (HearthFlow *self, const char *title, const char *value)
{
  const double left = self->width * FACT_SHARE;
  Block *block;

  g_return_if_fail (self != NULL && title != NULL);

  if (value == NULL || *value == '\0')
    return;
  block = add_block (self, self->size * 0.35);
  add_cell (block, 0, left - CELL_GAP, title, self->size, FALSE);
  add_cell (block, left, self->width - left, value, self->size, TRUE);
}

/** hearth_flow_add_item: @detail: (nullable) */
void
hearth_flow_add_item (HearthFlow *self, const char *text, const char *detail)
{
  const double left = self->width * TICK_SHARE;
  Block *block;

  g_return_if_fail (self != NULL && text != NULL);

  block = add_block (self, self->size * 0.8);
  block->decor = DECOR_TICK_BOX;
  add_cell (block, left, self->width - left, text, self->size, TRUE);
  if (detail == NULL || *detail == '\0')
    return;
  block->keeps_next = TRUE;
  block = add_block (self, self->size * 0.2);
  add_cell (block, left, self->width - left, detail, self->size, FALSE);
}

/* The head of the table that goes on with the next row. */
static const Block *
find_head (const HearthFlow *self)
{
  const Block *last = self->blocks->len > 0 ? self->blocks->pdata[self->blocks->len - 1] : NULL;

  if (last == NULL)
    return NULL;
  return last->is_head ? last : last->head;
}

/** hearth_flow_add_row: @cells: (array length=n_cells): %NULL is an empty one. Rows that follow a head, without
 * anything between them, have it above them on every page. */
void
hearth_flow_add_row (HearthFlow *self,
                     const char *const *cells,
                     const double *shares,
                     guint n_cells,
                     gboolean is_head)
{
  const Block *head;
  double x = 0;
  Block *block;

  g_return_if_fail (self != NULL && cells != NULL && shares != NULL);
  g_return_if_fail (n_cells > 0 && n_cells <= HEARTH_FLOW_MAX_COLUMNS);

  head = is_head ? NULL : find_head (self);
  block = add_block (self, self->size * 0.4);
  block->decor = DECOR_RULE_BELOW;
  block->keeps_next = block->is_head = is_head;
  block->head = head;
  for (guint i = 0; i < n_cells; i++)
    {
      add_cell (block, x, self->width * shares[i] - CELL_GAP, cells[i], self->size * 0.9, is_head);
      x += self->width * shares[i];
    }
}

/** hearth_flow_add_signature: room for a hand, a line, and below it whose. */
void
hearth_flow_add_signature (HearthFlow *self, const char *title)
{
  Block *block;

  g_return_if_fail (self != NULL && title != NULL);

  block = add_block (self, self->size * 3);
  block->decor = DECOR_RULE_ABOVE;
  add_cell (block, 0, self->width * 0.6, title, self->size * 0.82, FALSE);
}

/** hearth_flow_add_gap: @height: in points */
void
hearth_flow_add_gap (HearthFlow *self, double height)
{
  g_return_if_fail (self != NULL);

  add_block (self, height);
}

/** hearth_flow_begin_page: what is added next begins a page, unless it does so anyway. */
void
hearth_flow_begin_page (HearthFlow *self)
{
  g_return_if_fail (self != NULL);

  add_block (self, 0)->begins_page = TRUE;
}

/** hearth_flow_add_drawing: @height: at most that of a page; @data: (transfer full) */
void
hearth_flow_add_drawing (
    HearthFlow *self, double height, HearthFlowDraw draw, gpointer data, GDestroyNotify destroy)
{
  Block *block;

  g_return_if_fail (self != NULL && draw != NULL);

  block = add_block (self, self->size * 0.6);
  block->height = MIN (height, self->height);
  block->draw = draw;
  block->data = data;
  block->destroy = destroy;
}

/* --- Pages --- */

/* The work of parting a flow, and how far it is. */
typedef struct
{
  HearthFlow *flow;
  cairo_t *cr;
  HearthPrintRuler *ruler;
  guint page;
  double y;
} Paging;

static void
measure (Block *block, HearthPrintRuler *ruler)
{
  for (guint i = 0; i < block->n_cells; i++)
    {
      const Cell *cell = &block->cells[i];

      if (cell->text != NULL)
        block->height =
            MAX (block->height, hearth_print_ruler_measure (ruler, cell->width, cell->text,
                                                            cell->size, cell->is_bold));
    }
  if (block->decor == DECOR_RULE_BELOW)
    block->height += 3;
}

/* What stays on this page; the rest becomes a block of its own. FALSE: not a line fits. */
static gboolean
part (Paging *self, guint index, double room)
{
  GPtrArray *blocks = self->flow->blocks;
  Block *block = blocks->pdata[index];
  const Cell *cell = &block->cells[0];
  const HearthPrintBox box = { 0, 0, cell->width, room };
  gsize fits = block->n_cells == 1
                   ? hearth_print_fit (self->cr, &box, cell->text, cell->size, cell->is_bold)
                   : 0;
  Block *rest;

  if (fits == 0 || cell->text[fits] == '\0')
    return FALSE;
  rest = g_new0 (Block, 1);
  add_cell (rest, cell->x, cell->width, cell->text + fits, cell->size, cell->is_bold);
  rest->keeps_next = block->keeps_next;
  block->cells[0].text[fits] = '\0';
  g_strchomp (block->cells[0].text);
  block->keeps_next = FALSE;
  block->height = 0;
  measure (block, self->ruler);
  measure (rest, self->ruler);
  g_ptr_array_insert (blocks, (int) index + 1, rest);
  return TRUE;
}

/* How high the block is with all that may not be parted from it; a short part of a long text is enough. */
static double
height_with_next (HearthFlow *self, guint index)
{
  double height = 0;

  for (guint i = index; i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];

      if (i == index)
        height += block->height;
      else
        height += block->gap + (block->n_cells == 1 ? MIN (block->height, self->size * LINES_KEPT)
                                                    : block->height);
      if (!block->keeps_next)
        break;
    }
  return height;
}

static void
cut (Block *block, double height)
{
  block->height = height;
  block->is_cut = TRUE;
}

/* The head of the table above the row, which is the first on its page. It becomes the block of @index. */
static Block *
repeat_head (HearthFlow *self, guint index, const Block *head)
{
  Block *again = g_new0 (Block, 1);

  for (guint i = 0; i < head->n_cells; i++)
    add_cell (again, head->cells[i].x, head->cells[i].width, head->cells[i].text,
              head->cells[i].size, head->cells[i].is_bold);
  again->decor = head->decor;
  again->height = head->height;
  again->keeps_next = TRUE;
  g_ptr_array_insert (self->blocks, (int) index, again);
  return again;
}

static void
place (Paging *self, guint index)
{
  HearthFlow *flow = self->flow;
  Block *block = flow->blocks->pdata[index];
  double gap = self->y > 0 ? block->gap : 0;
  double room = flow->height - self->y - gap;

  if (block->height > room && !block->begins_page && part (self, index, room))
    block = flow->blocks->pdata[index];
  else if (self->y > 0 &&
           (block->begins_page || MIN (height_with_next (flow, index), flow->height) > room))
    {
      self->page++;
      self->y = gap = 0;
      if (block->head != NULL && block->head->height + block->gap + block->height < flow->height)
        block = repeat_head (flow, index, block->head);
      if (block->height > flow->height && !part (self, index, flow->height))
        cut (block, flow->height);
    }
  else if (block->height > room)
    cut (block, room);
  block->page = self->page;
  block->y = self->y + gap;
  self->y = block->y + block->height;
}

/* FALSE: called off. */
static gboolean
place_all (Paging *self, GCancellable *cancellable)
{
  GPtrArray *blocks = self->flow->blocks;

  for (guint i = 0; i < blocks->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      measure (blocks->pdata[i], self->ruler);
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      place (self, i);
    }
  return TRUE;
}

/**
 * hearth_flow_lay_out:
 * @cancellable: (nullable)
 *
 * A text that is longer than a page goes on on the next one; a row of a table that is longer is cut. Takes its
 * time with thousands of rows.
 *
 * Returns: %FALSE: called off; the flow is good for nothing but to be freed. Thread: any.
 */
gboolean
hearth_flow_lay_out (HearthFlow *self, GCancellable *cancellable)
{
  Paging paging = { .flow = self };
  cairo_surface_t *nowhere;
  gboolean is_placed;

  g_return_val_if_fail (self != NULL && self->n_pages == 0, FALSE);

  nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  paging.cr = cairo_create (nowhere);
  paging.ruler = hearth_print_ruler_new (paging.cr);
  is_placed = place_all (&paging, cancellable);
  if (is_placed)
    self->n_pages = paging.page + 1;
  hearth_print_ruler_free (paging.ruler);
  cairo_destroy (paging.cr);
  cairo_surface_destroy (nowhere);
  return is_placed;
}

/** hearth_flow_get_n_pages: at least one, once it is laid out. */
guint
hearth_flow_get_n_pages (const HearthFlow *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pages;
}

static void
draw_rule (cairo_t *cr, double y, double width)
{
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, width, y);
  cairo_stroke (cr);
}

static void
draw_decor (const HearthFlow *self, const Block *block, cairo_t *cr)
{
  const double side = block->cells[0].size;

  switch (block->decor)
    {
    case DECOR_RULE_BELOW:
      draw_rule (cr, block->height, self->width);
      break;
    case DECOR_RULE_ABOVE:
      draw_rule (cr, -2, block->cells[0].width);
      break;
    case DECOR_TICK_BOX:
      cairo_set_line_width (cr, 1);
      cairo_rectangle (cr, 0.5, side * 0.15, side, side);
      cairo_stroke (cr);
      break;
    case DECOR_NONE:
    default:
      break;
    }
}

static void
draw_block (const HearthFlow *self, const Block *block, cairo_t *cr)
{
  cairo_save (cr);
  cairo_translate (cr, HEARTH_FLOW_MARGIN, HEARTH_FLOW_MARGIN + block->y);
  for (guint i = 0; i < block->n_cells; i++)
    {
      const Cell *cell = &block->cells[i];
      const HearthPrintBox box = { cell->x, 0, cell->width, block->is_cut ? block->height : 0 };

      if (cell->text != NULL)
        hearth_print_text (cr, &box, cell->text, cell->size, cell->is_bold);
    }
  draw_decor (self, block, cr);
  if (block->draw != NULL)
    block->draw (cr, self->width, block->height, block->data);
  cairo_restore (cr);
}

static void
draw_footer (const HearthFlow *self, guint page, cairo_t *cr)
{
  const double y = self->page_height - HEARTH_FLOW_MARGIN - FOOTER_SIZE;
  const HearthPrintBox left = { HEARTH_FLOW_MARGIN, y, self->width - 60, FOOTER_SIZE * 1.5 };
  const HearthPrintBox right = { HEARTH_FLOW_MARGIN + self->width - 50, y, 50, FOOTER_SIZE * 1.5 };
  g_autofree char *number = g_strdup_printf ("%u / %u", page + 1, self->n_pages);

  if (self->footer != NULL)
    hearth_print_text (cr, &left, self->footer, FOOTER_SIZE, FALSE);
  hearth_print_text (cr, &right, number, FOOTER_SIZE, FALSE);
}

/** hearth_flow_get_page_width: in points. */
double
hearth_flow_get_page_width (const HearthFlow *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->page_width;
}

/** hearth_flow_get_page_height: in points. */
double
hearth_flow_get_page_height (const HearthFlow *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->page_height;
}

/* The first block of a page: they stand in the order of their pages, thousands of them in a long table. */
static guint
find_first (const HearthFlow *self, guint page)
{
  guint low = 0, high = self->blocks->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const Block *block = self->blocks->pdata[middle];

      if (block->page < page)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/** hearth_flow_draw: @page: from 0; @cr: in points, a page of A4. Thread: any. */
void
hearth_flow_draw (const HearthFlow *self, guint page, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);
  g_return_if_fail (page < self->n_pages);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = find_first (self, page); i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];

      if (block->page != page)
        break;
      draw_block (self, block, cr);
    }
  draw_footer (self, page, cr);
  cairo_restore (cr);
}
