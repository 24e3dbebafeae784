/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-pages.h"

#include <gio/gio.h>

#define MANY_PAGES 200

struct _HearthPages
{
  HearthLabelSheet sheet; /* of labels */
  GPtrArray *labels;      /* one of the three */
  GPtrArray *sheets;
  HearthFlow *flow;
  guint n_skipped;
};

/** hearth_pages_new_labels: Returns: (transfer full): at least one page. */
HearthPages *
hearth_pages_new_labels (const HearthLabelSheet *sheet, GPtrArray *labels, guint n_skipped)
{
  HearthPages *self;

  g_return_val_if_fail (sheet != NULL && labels != NULL, NULL);
  g_return_val_if_fail (n_skipped < hearth_label_sheet_get_n_labels (sheet), NULL);

  self = g_atomic_rc_box_new0 (HearthPages);
  self->sheet = *sheet;
  self->labels = labels;
  self->n_skipped = n_skipped;
  return self;
}

/** hearth_pages_new_sheets: Returns: (transfer full): a page for each. */
HearthPages *
hearth_pages_new_sheets (GPtrArray *sheets)
{
  HearthPages *self;

  g_return_val_if_fail (sheets != NULL, NULL);

  self = g_atomic_rc_box_new0 (HearthPages);
  self->sheets = sheets;
  return self;
}

/** hearth_pages_new_flow: Returns: (transfer full): as many pages as it takes. */
HearthPages *
hearth_pages_new_flow (HearthFlow *flow)
{
  return hearth_pages_new_long_flow (flow, NULL);
}

/** hearth_pages_new_long_flow: Returns: (transfer full) (nullable): %NULL: called off. Thread: any. */
HearthPages *
hearth_pages_new_long_flow (HearthFlow *flow, GCancellable *cancellable)
{
  HearthPages *self;

  g_return_val_if_fail (flow != NULL, NULL);

  if (!hearth_flow_lay_out (flow, cancellable))
    {
      hearth_flow_free (flow);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (HearthPages);
  self->flow = flow;
  return self;
}

/** hearth_pages_ref: Thread: any. */
HearthPages *
hearth_pages_ref (HearthPages *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
free_flow_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  hearth_flow_free (data);
  g_task_return_boolean (task, TRUE);
}

/* A million cells take longer to free than a turn of the main loop may, and a window lets go of them there. */
static void
free_flow (HearthFlow *flow)
{
  g_autoptr (GTask) task = NULL;

  if (hearth_flow_get_n_pages (flow) < MANY_PAGES)
    {
      hearth_flow_free (flow);
      return;
    }
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, free_flow);
  g_task_set_task_data (task, flow, NULL);
  g_task_run_in_thread (task, free_flow_on_thread);
}

static void
clear_pages (HearthPages *self)
{
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->flow, free_flow);
}

/** hearth_pages_unref: Thread: any. */
void
hearth_pages_unref (HearthPages *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_pages);
}

/** hearth_pages_get_n_pages: how many there are. */
guint
hearth_pages_get_n_pages (const HearthPages *self)
{
  if (self->flow != NULL)
    return hearth_flow_get_n_pages (self->flow);
  if (self->labels == NULL)
    return self->sheets->len;
  return hearth_label_sheet_get_n_pages (&self->sheet, self->labels->len, self->n_skipped);
}

/** hearth_pages_get_width: of every page, in points. */
double
hearth_pages_get_width (const HearthPages *self)
{
  if (self->flow != NULL)
    return hearth_flow_get_page_width (self->flow);
  return self->labels != NULL ? self->sheet.width : HEARTH_INTAKE_SHEET_WIDTH;
}

/** hearth_pages_get_height: of every page, in points. */
double
hearth_pages_get_height (const HearthPages *self)
{
  if (self->flow != NULL)
    return hearth_flow_get_page_height (self->flow);
  return self->labels != NULL ? self->sheet.height : HEARTH_INTAKE_SHEET_HEIGHT;
}

static void
draw_labels (const HearthPages *self, guint page, cairo_t *cr)
{
  guint n_on_one = hearth_label_sheet_get_n_labels (&self->sheet);

  for (guint place = 0; place < n_on_one; place++)
    {
      guint index = page * n_on_one + place;
      HearthPrintBox box = hearth_label_sheet_get_box (&self->sheet, place);

      if (index < self->n_skipped || index - self->n_skipped >= self->labels->len)
        continue;
      hearth_label_draw (self->labels->pdata[index - self->n_skipped], cr, &box);
    }
}

/**
 * hearth_pages_draw:
 * @page: from 0
 * @cr: in points, its origin the top left corner of the paper
 *
 * Thread: any.
 */
void
hearth_pages_draw (const HearthPages *self, guint page, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);
  g_return_if_fail (page < hearth_pages_get_n_pages (self));

  if (self->flow != NULL)
    hearth_flow_draw (self->flow, page, cr);
  else if (self->labels != NULL)
    draw_labels (self, page, cr);
  else
    hearth_intake_sheet_draw (self->sheets->pdata[page], cr);
}
